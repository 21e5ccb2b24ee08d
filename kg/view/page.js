"use strict";
// The explorer. All that comes from the graph enters the page as text, never as markup; no request is made.
(() => {
  const data = JSON.parse(document.getElementById("kg-data").textContent);
  const $ = (id) => document.getElementById(id);
  const MOST_DRAWN = 300, ROWS = 200, FEW_ROWS = 8, FEW_MARKS = 5, FEW_RECEIPTS = 12, FEW_CARDS = 3, HUBS = 28;

  // ---- what the data block says -------------------------------------------------------------------------------

  const kinds = data.kinds.map(([id, label, plural, role]) => ({ id, label, plural, role }));
  const properties = data.properties.map(([iri, label, inverse]) => ({ iri, label, inverse, id: local(iri) }));
  const terms = data.terms.map(([iri, label, unreal]) => ({ iri, label, unreal: Boolean(unreal) }));
  const things = data.things.map(([iri, label, kind, cls, x, y, degree, unreal, others], number) => ({
    number, iri, label, kind: kinds[kind], cls, x, y, degree, unreal: Boolean(unreal), others,
    held: number < data.held, out: [], in: [], links: [],
  }));
  const articles = data.articles.map(([iri, label, publisher, published, basis, copyOf]) => (
    { iri, label, publisher, published, basis, copyOf }));
  const citations = data.citations.map((row) => {
    const [iri, article, paragraph, start, end, voice, basis, dateBasis, passage, saidBy, confidence, review, verified,
      quote] = row;
    return { iri, article: articles[article], paragraph, start, end, voice, basis, dateBasis, passage, saidBy,
      confidence, review, verified, quote };
  });
  const facts = data.facts.map(([subject, property, value, numbers]) => {
    const fact = { subject: things[subject], property: properties[property], citations: numbers };
    if (typeof value === "number") fact.thing = things[value];
    else if (Array.isArray(value)) fact.term = terms[value[0]];
    else fact.text = value;
    fact.subject.out.push(fact);
    if (fact.thing) fact.thing.in.push(fact);
    return fact;
  });
  const links = data.links.map(([first, second, triples, told, through], number) => {
    const link = { id: "e" + number, ends: [things[first], things[second]], facts: triples.map((n) => facts[n]),
      told: told.map((n) => things[n]), through: through.map((n) => things[n]) };
    link.ends.forEach((thing) => thing.links.push(link));
    return link;
  });
  const byIri = new Map(things.map((thing) => [thing.iri, thing]));
  const nodes = things.filter((thing) => thing.held && thing.kind.role !== "told");
  const isTold = (thing) => thing.kind.role === "told";
  const other = (link, thing) => (link.ends[0] === thing ? link.ends[1] : link.ends[0]);
  const isDirect = (link) => link.facts.length + link.told.length > 0;

  function local(iri) { return iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1); }

  function linkBetween(one, two) { return one.links.find((link) => other(link, one) === two); }

  function value(thing, id) { return thing.out.find((fact) => fact.property.id === id); }

  // ---- words --------------------------------------------------------------------------------------------------

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];

  // Control and bidirectional characters are shown, not obeyed; joiners that scripts need stay.
  function visible(text) {
    return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) => (
      char === "\u200c" || char === "\u200d" ? char : "\\u" + char.codePointAt(0).toString(16).padStart(4, "0")));
  }

  function shortened(text, most) {
    const clean = visible(text);
    if (clean.length <= most) return clean;
    const cut = clean.slice(0, most), space = cut.lastIndexOf(" ");
    return (space > most / 2 ? cut.slice(0, space) : cut) + "…";
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function date(text) {
    const parts = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text);
    if (!parts || !MONTHS[parts[2] - 1]) return text;
    return (parts[3] ? Number(parts[3]) + " " : "") + MONTHS[parts[2] - 1] + " " + parts[1];
  }

  function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

  function counted(count, one, many) { return count.toLocaleString("en") + " " + (count === 1 ? one : many); }

  // ---- elements -----------------------------------------------------------------------------------------------

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, content] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), content);
      else if (content !== null && content !== false) element.setAttribute(name, content === true ? "" : content);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // Text of the graph: its direction is its own and does not leak.
  function text(content, tag = "span", attributes = {}) { return make(tag, { dir: "auto", ...attributes }, visible(content)); }

  function polygon(corners, turn) {
    const points = corners.map((far, i) => {
      const angle = turn + (2 * Math.PI * i) / corners.length;
      return (far * Math.cos(angle)).toFixed(3) + "," + (far * Math.sin(angle)).toFixed(3);
    });
    return "M" + points.join("L") + "Z";
  }
  const UP = -Math.PI / 2;
  const CIRCLE = "M1,0A1,1 0 1 1 -1,0A1,1 0 1 1 1,0Z";
  const SHAPES = {
    person: CIRCLE,
    government: polygon(Array(6).fill(1.08), 0),
    organization: "M-.85,-.85H.85V.85H-.85Z",
    unnamedsource: CIRCLE,
    measure: polygon(Array(4).fill(1.15), UP),
    meeting: polygon([1.2, .55, 1.2, .55, 1.2, .55, 1.2, .55, 1.2, .55], UP),
    event: polygon(Array(3).fill(1.15), UP),
    statement: "M-1.15,-.9H1.15V.5H-.1L-.65,1.1V.5H-1.15Z",
    place: "M0,1.2L-.78,-.05A.9,.9 0 1 1 .78,-.05Z",
    product: "M-1.05,-.75H1.05L.65,.85H-.65Z",
    topic: CIRCLE + "M.5,0A.5,.5 0 1 0 -.5,0A.5,.5 0 1 0 .5,0Z",
    office: "M-.85,-.95H.85V.2Q.85,.85 0,1.15Q-.85,.85 -.85,.2Z",
    figure: "M-1,.9V.15H-.45V.9ZM-.27,.9V-.4H.27V.9ZM.45,.9V-.95H1V.9Z",
    thing: "M-.35,-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z",
  };
  const HOLLOW = new Set(["unnamedsource"]);
  const paths = Object.fromEntries(Object.entries(SHAPES).map(([id, path]) => [id, new Path2D(path)]));

  function icon(kind, unreal = false) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "-1.45 -1.45 2.9 2.9");
    svg.setAttribute("class", "icon kind-" + kind.id + (unreal || HOLLOW.has(kind.id) ? " hollow" : ""));
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", SHAPES[kind.id] || SHAPES.thing);
    svg.append(path);
    return svg;
  }

  function thingButton(thing, most = 160) {
    if (!thing.held || isTold(thing)) return text(shortened(thing.label, most), "span", { class: "plain" });
    const open = () => go(thing, null, true);
    return make("button", { type: "button", class: "thing", onclick: open }, icon(thing.kind, thing.unreal),
      text(shortened(thing.label, most)));
  }

  // ---- receipts -----------------------------------------------------------------------------------------------

  const VOICES = { hearsay: "hearsay", unattributed: "on unnamed sources’ word" };

  class Receipts {
    constructor() { this.numbers = new Map(); }

    number(citation) {
      if (!this.numbers.has(citation)) this.numbers.set(citation, this.numbers.size + 1);
      return this.numbers.get(citation);
    }

    marks(fact) {
      const marks = fact.citations.map((citation) => this.mark(this.number(citation)));
      const box = make("span", { class: "marks" }, ...marks.slice(0, FEW_MARKS));
      if (marks.length > FEW_MARKS) {
        const more = marks.slice(FEW_MARKS);
        const button = make("button", { type: "button", class: "mark", "aria-label": more.length + " more receipts",
          onclick: () => { button.replaceWith(...more); more[0].focus(); } }, "+" + more.length);
        box.append(button);
      }
      return box;
    }

    mark(number) {
      const button = make("button", { type: "button", class: "mark", "aria-label": "receipt " + number },
        String(number));
      button.addEventListener("click", () => this.show(number, button));
      return button;
    }

    show(number, from) {
      const card = $("panel").querySelector('[data-number="' + number + '"]');
      if (!card) return;
      $("panel").querySelectorAll("li[data-citation][hidden]").forEach((item) => { item.hidden = false; });
      $("panel").querySelector(".all-receipts")?.remove();
      $("panel").querySelectorAll(".shown").forEach((item) => item.classList.remove("shown"));
      card.classList.add("shown");
      card.querySelector(".back").hidden = false;
      card.querySelector(".back").onclick = () => { from.focus(); from.scrollIntoView({ block: "center" }); };
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "center" });
    }

    section() {
      const origins = new Set(), sources = new Set(), cards = [];
      for (const [index, number] of this.numbers) {
        const citation = citations[index];
        origins.add(citation.article.copyOf || citation.article.iri);
        sources.add(citation.article.iri);
        cards.push(this.card(citation, number, number > FEW_RECEIPTS));
      }
      const note = counted(sources.size, "article", "articles")
        + (origins.size < sources.size ? ", " + counted(origins.size, "origin", "origins") : "");
      const section = make("section", { class: "receipts" },
        make("h3", {}, counted(cards.length, "receipt", "receipts"), make("small", {}, " from " + note)),
        make("ol", {}, ...cards));
      if (cards.length > FEW_RECEIPTS) {
        section.append(make("button", { type: "button", class: "quiet all-receipts", onclick: (event) => {
          cards.forEach((card) => { card.hidden = false; });
          event.target.remove();
        } }, "Show all " + cards.length + " receipts"));
      }
      return section;
    }

    card(citation, number, hidden) {
      const article = citation.article;
      const place = "paragraph " + citation.paragraph + (citation.passage === "body" ? "" : ", " + words(citation.passage));
      return make("li", { "data-citation": citation.iri, "data-number": number, tabindex: "-1", hidden },
        make("span", { class: "number", "aria-hidden": "true" }, String(number)),
        make("div", {},
          make("p", { class: "source" }, text(article.publisher || article.label, "strong"), ", ",
            make("span", { class: "when" }, published(article)), ", ", make("span", {}, place),
            make("button", { type: "button", class: "quiet back", hidden: true, "aria-label": "back to the fact" }, "↩")),
          tagsOf(citation), proofOf(citation),
          make("details", {}, make("summary", {}, "Details"), text(article.label, "p"),
            make("p", {}, "characters " + citation.start + "–" + citation.end + " of the page; confidence "
              + citation.confidence + "; " + words(citation.review)),
            text(citation.iri, "p", { class: "iri" }))));
    }
  }

  function words(code) { return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase(); }

  function published(article) {
    if (!article.published) return "undated";
    const how = article.basis && article.basis !== "stated" ? " (date " + article.basis + ")" : "";
    return date(article.published) + how;
  }

  function tag(content, kind) { return text(content, "span", { class: "tag " + kind }); }

  function tagsOf(citation) {
    const tags = [];
    if (citation.saidBy) tags.push(tag("according to " + citation.saidBy, "said"));
    else if (citation.voice === "attributed") tags.push(tag("on a named source’s word", "said"));
    if (VOICES[citation.voice]) tags.push(tag(VOICES[citation.voice], "weak"));
    if (citation.basis !== "stated") tags.push(tag(words(citation.basis), "weak"));
    if (citation.dateBasis && citation.dateBasis !== "stated") tags.push(tag("dates " + words(citation.dateBasis), "said"));
    return tags.length ? make("p", { class: "tags" }, ...tags) : null;
  }

  function proofOf(citation) {
    if (citation.verified === null) return make("p", { class: "proof none" }, "not checked: no text at hand");
    if (!citation.verified) return make("p", { class: "proof bad" }, "✗ the text at hand differs: nothing is quoted");
    const proof = make("p", { class: "proof good" }, "✓ exact words; the digest matches");
    return citation.quote === null ? proof
      : make("div", {}, text(citation.quote, "blockquote"), proof);
  }

  // ---- facts in words -----------------------------------------------------------------------------------------

  function caveats(fact) {
    const all = fact.citations.map((n) => citations[n]);
    const tags = [];
    const every = (test) => all.every(test);
    if (every((c) => c.voice === "hearsay")) tags.push(tag("hearsay", "weak"));
    else if (every((c) => c.voice === "hearsay" || c.voice === "unattributed")) tags.push(tag("unnamed sources", "weak"));
    if (every((c) => c.basis === "inferred")) tags.push(tag("inferred", "weak"));
    const speaker = value(fact.subject, "speaker"), own = speaker && speaker.thing ? speaker.thing.label : null;
    if (every((c) => c.saidBy && c.saidBy !== own)) {
      tags.push(tag("according to " + [...new Set(all.map((c) => c.saidBy))].join("; "), "said"));
    }
    if (fact.text !== undefined && /^\d{4}-\d\d/.test(fact.text) && every((c) => c.dateBasis && c.dateBasis !== "stated")) {
      tags.push(tag("date " + words(all[0].dateBasis), "said"));
    }
    return tags;
  }

  function valueOf(fact) {
    if (fact.thing) return thingButton(fact.thing);
    if (fact.term) return text(fact.term.label, "span", { class: fact.term.unreal ? "tag unreal" : "term" });
    return text(date(fact.text));
  }

  function row(fact, receipts, shown = valueOf(fact), ...more) {
    return make("li", {}, shown, ...more, ...caveats(fact), receipts.marks(fact));
  }

  // Rows past the first few wait for a click; their receipts are listed all the same.
  function group(title, rows, few = FEW_ROWS, look = "group") {
    const list = make("ul", {}, ...rows);
    const section = make("section", { class: look }, make("h3", {}, capital(title),
      rows.length > 1 ? make("small", {}, " " + rows.length) : null), list);
    if (rows.length > few + 1) {
      rows.slice(few).forEach((item) => { item.hidden = true; });
      section.append(make("button", { type: "button", class: "quiet", onclick: (event) => {
        rows.forEach((item) => { item.hidden = false; });
        rows[few].querySelector("button")?.focus();
        event.target.remove();
      } }, "Show all " + rows.length));
    }
    return section;
  }

  const FIRST = ["gist", "describedAs", "speaker", "onBehalfOf", "attitudeOf", "modality", "condition", "reason", "saidOn",
    "about", "touches", "addressee", "occasion", "channel", "platform", "on", "until", "round", "place", "party",
    "attendee", "expectedAttendee", "chair", "delegationLeader", "minutes", "days", "outcome", "imposedBy", "announcedBy",
    "announcedOn", "effectiveOn", "target", "product", "value", "unit", "of", "quantity"];
  const IN_CARDS = ["stance", "standing", "status", "rate", "unit", "ratePart", "office", "memberOf", "holder", "stateOf",
    "target", "plannedFor", "plannedPlace", "from", "until", "relayer", "step", "scope"];
  const NAMING = new Set(["type", "label", "altLabel"]);

  function ranked(facts_, order) {
    const rank = (fact) => { const n = order.indexOf(fact.property.id); return n < 0 ? order.length : n; };
    return facts_.map((fact, i) => [rank(fact), i, fact]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((item) => item[2]);
  }

  function grouped(facts_, key) {
    const groups = new Map();
    for (const fact of facts_) groups.set(key(fact), [...(groups.get(key(fact)) || []), fact]);
    return groups;
  }

  function day(thing) {
    const fact = value(thing, "saidOn") || value(thing, "asOf") || value(thing, "on");
    return fact ? fact.text : "";
  }

  // A state or relay, told where it belongs: its class, its day, and what it says, each with receipts.
  function card(thing, receipts, around) {
    const naming = thing.out.filter((fact) => NAMING.has(fact.property.id));
    const rest = thing.out.filter((fact) => !NAMING.has(fact.property.id) && fact.property.id !== "asOf");
    const told = ranked(rest, IN_CARDS).filter((fact) => !around.has(fact.thing));
    const silent = rest.filter((fact) => around.has(fact.thing));
    const when = value(thing, "asOf");
    const list = make("dl", {});
    // Where one passage says it all, as it mostly does, its receipt stands once, in the head.
    const same = (fact) => when && String(fact.citations) === String(when.citations);
    for (const [label, some] of grouped(told, (fact) => fact.property.label)) {
      list.append(make("dt", {}, label), ...some.map((fact) => (
        make("dd", {}, valueOf(fact), ...(same(fact) ? [] : [...caveats(fact), receipts.marks(fact)])))));
    }
    // What need not be said again is vouched for all the same.
    [...silent, ...naming, ...thing.in].forEach((fact) => fact.citations.forEach((c) => receipts.number(c)));
    const head = make("p", { class: "card-head" }, make("strong", {}, capital(thing.cls || thing.kind.label)));
    if (when) head.append(make("span", {}, " as of " + date(when.text)), ...caveats(when), receipts.marks(when));
    return make("li", { class: "card" }, head, list);
  }

  function statementRow(fact, statement, receipts) {
    const modality = value(statement, "modality"), when = day(statement);
    const notes = [modality && modality.term ? modality.term.label : null, when ? date(when) : null].filter(Boolean);
    return row(fact, receipts, thingButton(statement), make("span", { class: "note" }, notes.join(", ")));
  }

  function incoming(fact, receipts) {
    return fact.subject.kind.role === "statement" ? statementRow(fact, fact.subject, receipts)
      : row(fact, receipts, thingButton(fact.subject));
  }

  function byDay(one, two) { return day(one) < day(two) ? -1 : day(one) > day(two) ? 1 : one.number - two.number; }

  function toldOf(thing) {
    const near = [...thing.out.map((fact) => fact.thing), ...thing.in.map((fact) => fact.subject)];
    return [...new Set(near.filter((item) => item && isTold(item)))].sort(byDay);
  }

  function toldGroups(told, receipts, around) {
    const groups = grouped(told, (item) => item.cls || item.kind.label);
    return [...groups].map(([cls, some]) => (
      group(cls, some.map((item) => card(item, receipts, around)), FEW_CARDS)));
  }

  function sections(thing, receipts) {
    const own = ranked(thing.out.filter((f) => !NAMING.has(f.property.id) && !(f.thing && isTold(f.thing))
      && !(f.property.id === "gist" && f.text === thing.label)), FIRST);
    const naming = thing.out.filter((f) => NAMING.has(f.property.id));
    const from = thing.in.filter((f) => !isTold(f.subject)).sort((a, b) => byDay(a.subject, b.subject));
    const parts = [];
    for (const [label, some] of grouped(own, (f) => f.property.label)) {
      parts.push(group(label, some.map((f) => row(f, receipts)), FEW_ROWS, "group aside"));
    }
    const told = toldOf(thing), isView = (item) => Boolean(value(item, "stance")), around = new Set([thing]);
    parts.push(...toldGroups(told.filter((item) => !isView(item)), receipts, around));
    thing.out.concat(thing.in).forEach((f) => f.citations.forEach((c) => receipts.pending.add(c)));
    for (const [label, some] of grouped(ranked(from, ["speaker", "about"]), (f) => f.property.inverse || "← " + f.property.label)) {
      parts.push(group(label, some.map((f) => incoming(f, receipts))));
    }
    parts.push(...toldGroups(told.filter(isView), receipts, around));
    for (const [label, some] of grouped(naming, (f) => f.property.label)) {
      parts.push(group(label, some.map((f) => row(f, receipts)), FEW_ROWS, "group aside"));
    }
    return parts;
  }

  function linkSections(link, receipts) {
    const parts = [];
    for (const [label, some] of grouped(link.facts, (f) => f.property.label)) {
      parts.push(group(label, some.map((f) => make("li", { class: "sentence" }, thingButton(f.subject),
        make("em", {}, f.property.label), thingButton(f.thing), ...caveats(f), receipts.marks(f)))));
    }
    parts.push(...toldGroups([...link.told].sort(byDay), receipts, new Set(link.ends)));
    if (link.through.length) {
      parts.push(group("statements", [...link.through].sort(byDay).map((statement) => {
        const gist = value(statement, "gist") || statement.out[0];
        statement.out.forEach((f) => f.citations.forEach((c) => receipts.pending.add(c)));
        return statementRow(gist, statement, receipts);
      })));
    }
    return parts;
  }

  // ---- the panel ----------------------------------------------------------------------------------------------

  function panelHead(kicker, title, iri) {
    const close = make("button", { type: "button", class: "quiet close", onclick: () => go(null, null, true) }, "← List");
    return make("header", {}, close, make("p", { class: "kicker" }, ...kicker), title,
      iri ? text(iri, "p", { class: "iri" }) : null);
  }

  function standingTags(thing) {
    const latest = toldOf(thing).filter((item) => value(item, "standing") || value(item, "status")).pop();
    if (!latest) return [];
    const fact = value(latest, "standing") || value(latest, "status");
    if (!fact.term || !latest.out.some((f) => f.property.id === "stateOf" && f.thing === thing)) return [];
    return [text(fact.term.label + (day(latest) ? " as of " + date(day(latest)) : ""), "span",
      { class: "tag " + (fact.term.unreal ? "unreal" : "real") })];
  }

  function showThing(thing) {
    const receipts = new Receipts();
    receipts.pending = new Set();
    const said = thing.kind.role === "statement";
    const title = text(thing.label, "h2", { class: said ? "gist" : null });
    const gistMarks = value(thing, "gist") ? receipts.marks(value(thing, "gist")) : null;
    const parts = sections(thing, receipts);
    receipts.pending.forEach((citation) => receipts.number(citation));
    const kicker = [icon(thing.kind, thing.unreal), text(thing.cls || thing.kind.label), ...standingTags(thing)];
    if (said && value(thing, "gist")) kicker.push(tag("gist in our own words", "said"), gistMarks);
    // What somebody said is best read beside the words it was read from.
    const all = said ? [receipts.section(), ...parts] : [...parts, receipts.section()];
    $("panel").replaceChildren(panelHead(kicker, title, thing.iri), ...all);
  }

  function showLink(link) {
    const receipts = new Receipts();
    receipts.pending = new Set();
    const title = make("h2", { class: "pair" }, thingButton(link.ends[0], 70), make("span", { "aria-label": "and" }, "—"),
      thingButton(link.ends[1], 70));
    const parts = linkSections(link, receipts);
    receipts.pending.forEach((citation) => receipts.number(citation));
    $("panel").replaceChildren(panelHead(["what joins"], title, null), ...parts, receipts.section());
  }

  // ---- state, kept in the fragment ----------------------------------------------------------------------------

  const state = { entity: null, to: null };

  function parse(fragment) {
    const [version, ...pairs] = fragment.replace(/^#/, "").split("&");
    const found = { entity: null, to: null, strange: fragment.length > 1 && version !== "v1" };
    if (version !== "v1") return found;
    for (const pair of pairs) {
      const at = pair.indexOf("="), name = pair.slice(0, at);
      if (name !== "entity" && name !== "to") continue;
      let iri = null;
      try { iri = decodeURIComponent(pair.slice(at + 1)); } catch { /* garbage stays null */ }
      const thing = byIri.get(iri);
      if (thing && thing.held && !isTold(thing)) found[name] = thing;
      else found.strange = true;
    }
    if (!found.entity || (found.to && !linkBetween(found.entity, found.to))) found.to = null;
    return found;
  }

  function fragment(entity, to) {
    return "#v1" + (entity ? "&entity=" + encodeURIComponent(entity.iri) : "") + (to ? "&to=" + encodeURIComponent(to.iri) : "");
  }

  let wantFocus = false, wantView = true;

  // Every way to a thing goes through the fragment, so that the back button undoes it.
  function go(entity, to, focus, view = true) {
    [wantFocus, wantView] = [focus, view];
    const next = fragment(entity, to);
    if (next === location.hash || (!entity && !location.hash)) arrive();
    else location.hash = next;
  }

  function arrive() {
    const found = parse(location.hash);
    const before = state.entity;
    Object.assign(state, { entity: found.entity, to: found.to });
    const link = state.to ? linkBetween(state.entity, state.to) : null;
    $("status").textContent = found.strange && !found.entity ? "The link names nothing on this page." : "";
    if (link) showLink(link);
    else if (state.entity) showThing(state.entity);
    $("panel").dataset.state = location.hash;
    showSide(Boolean(state.entity));
    if (picture) picture.select(state.entity, link, wantView);
    if (wantFocus) focusSide(before);
    [wantFocus, wantView] = [false, true];
  }

  function showSide(facts_) {
    $("panel").hidden = !facts_;
    $("list").hidden = facts_;
    $("side").scrollTop = 0;
  }

  function focusSide(before) {
    if (state.entity) {
      $("panel").focus({ preventScroll: true });
      if (getComputedStyle($("side")).overflowY === "visible") $("side").scrollIntoView();
      return;
    }
    const row_ = before && $("list").querySelector('[data-iri="' + CSS.escape(before.iri) + '"] button');
    (row_ || $("search")).focus();
  }

  // ---- search and list ----------------------------------------------------------------------------------------

  const names = new Map(nodes.map((thing) => [thing, [thing.label, ...thing.others].map(fold)]));
  const sorting = { by: "links", down: true };
  let shownRows = ROWS;

  function score(thing, query) {
    let best = 0;
    for (const name of names.get(thing)) {
      if (name === query) best = Math.max(best, 4);
      else if (name.startsWith(query)) best = Math.max(best, 3);
      else if ((" " + name).includes(" " + query)) best = Math.max(best, 2);
      else if (query.split(" ").every((word) => name.includes(word))) best = Math.max(best, 1);
    }
    return best && best + (thing.kind.role === "statement" ? 0 : 0.5);
  }

  const ORDERS = {
    name: (a, b) => a.label.localeCompare(b.label, "en"),
    kind: (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.degree - a.degree,
    links: (a, b) => a.degree - b.degree,
  };

  function found() {
    const query = fold($("search").value), only = $("kind").value;
    let some = only ? nodes.filter((thing) => thing.kind.id === only) : nodes;
    const order = (a, b) => (sorting.down ? -1 : 1) * ORDERS[sorting.by](a, b) || a.number - b.number;
    if (!query) return [...some].sort(order);
    const scored = some.map((thing) => [score(thing, query), thing]).filter(([points]) => points);
    return scored.sort((a, b) => b[0] - a[0] || b[1].degree - a[1].degree).map(([, thing]) => thing);
  }

  function fillList() {
    const some = found();
    const rows = some.slice(0, shownRows).map((thing) => make("tr", { "data-iri": thing.iri },
      make("td", {}, thingButton(thing, 110)), make("td", {}, thing.kind.label), make("td", {}, String(thing.degree))));
    $("list").querySelector("tbody").replaceChildren(...rows);
    $("more").hidden = some.length <= shownRows;
    $("more").textContent = "Show more (" + (some.length - shownRows).toLocaleString("en") + " left)";
    for (const head of $("list").querySelectorAll("th")) {
      const mine = head.firstElementChild.dataset.sort === sorting.by && !$("search").value;
      head.setAttribute("aria-sort", mine ? (sorting.down ? "descending" : "ascending") : "none");
    }
    return some;
  }

  function searched() {
    shownRows = ROWS;
    const some = fillList();
    showSide(false);
    $("status").textContent = $("search").value ? counted(some.length, "thing", "things") + " found" : "";
  }

  function rowButtons() { return [...$("list").querySelectorAll("tbody button")]; }

  function listKeys(event) {
    const buttons = rowButtons(), at = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || at < 0) return;
    event.preventDefault();
    (at + step < 0 ? $("search") : buttons[Math.min(at + step, buttons.length - 1)]).focus();
  }

  function setUpList() {
    const counts = grouped(nodes, (thing) => thing.kind);
    const options = kinds.filter((kind) => counts.has(kind)).map((kind) => (
      make("option", { value: kind.id }, capital(kind.plural) + " (" + counts.get(kind).length + ")")));
    $("kind").append(make("option", { value: "" }, "All kinds (" + nodes.length + ")"), ...options);
    $("kind").addEventListener("change", searched);
    $("search").addEventListener("input", searched);
    $("search").addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); showSide(false); rowButtons()[0]?.focus(); }
      if (event.key === "Escape" && !$("search").value && state.entity) showSide(true);
    });
    $("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const first = $("search").value ? found()[0] : null;
      if (first) go(first, null, true);
    });
    $("list").addEventListener("keydown", listKeys);
    for (const button of $("list").querySelectorAll("[data-sort]")) {
      button.addEventListener("click", () => {
        const by = button.dataset.sort;
        sorting.down = sorting.by === by ? !sorting.down : by === "links";
        sorting.by = by;
        fillList();
      });
    }
    $("more").addEventListener("click", () => { const at = shownRows; shownRows += ROWS; fillList(); rowButtons()[at]?.focus(); });
    $("panel").addEventListener("keydown", (event) => { if (event.key === "Escape") go(null, null, true); });
    fillList();
  }

  function setUpHead() {
    const said = nodes.filter((thing) => thing.kind.role === "statement").length;
    $("counts").textContent = [counted(nodes.length - said, "thing", "things"), counted(said, "statement", "statements"),
      counted(facts.length, "fact", "facts"), counted(citations.length, "receipt", "receipts"),
      counted(articles.length, "article", "articles")].join(" · ");
    if (!nodes.length) $("empty").hidden = false;
    const present = kinds.filter((kind) => nodes.some((thing) => thing.kind === kind));
    $("legend").querySelector("ul").append(...present.map((kind) => make("li", {}, icon(kind), kind.label)));
    if (nodes.some((thing) => thing.unreal)) {
      const meeting = kinds.find((kind) => kind.id === "meeting");
      $("legend").querySelector("ul").append(make("li", {}, icon(meeting, true), "hollow: planned, off or not in force"));
    }
    if (matchMedia("(max-width: 760px)").matches) $("legend").open = false;
  }

  // ---- the picture --------------------------------------------------------------------------------------------

  class Picture {
    constructor() {
      this.first = data.nodes.map((node) => things[node.id]);
      this.sizes = new Map(data.nodes.map((node) => [things[node.id], node.size]));
      this.shown = new Set(this.first);
      this.lit = null;
      this.hover = null;
      this.readColours();
      this.nodes = new vis.DataSet(data.nodes.map((node) => this.node(things[node.id])));
      this.edges = new vis.DataSet(this.linksShown().map((link) => this.edge(link)));
      this.net = new vis.Network($("canvas"), { nodes: this.nodes, edges: this.edges }, {
        physics: false, autoResize: true,
        nodes: { shape: "custom", chosen: false }, edges: { smooth: false, chosen: false, selectionWidth: 0 },
        interaction: { hover: true, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e6 },
      });
      this.listen();
    }

    size(thing) {
      if (this.sizes.has(thing)) return this.sizes.get(thing);
      return thing.kind.role === "statement" ? 6 : Math.min(5.5 + 2.1 * Math.sqrt(thing.degree), 24);
    }

    node(thing) {
      return { id: thing.number, x: thing.x, y: thing.y, shape: "custom",
        ctxRenderer: ({ ctx, x, y }) => this.draw(ctx, x, y, thing) };
    }

    draw(ctx, x, y, thing) {
      const size = this.size(thing), hollow = thing.unreal || HOLLOW.has(thing.kind.id);
      const drawNode = () => {
        const colour = this.colours[thing.kind.id] || this.colours.thing;
        const chosen = thing === state.entity || thing === state.to;
        ctx.save();
        ctx.translate(x, y);
        if (this.lit && !this.lit.has(thing) && this.hover !== thing) ctx.globalAlpha = 0.16;
        if (chosen) {
          ctx.beginPath();
          ctx.arc(0, 0, size * 1.25 + 5, 0, 7);
          ctx.fillStyle = this.colours.halo;
          ctx.fill();
        }
        ctx.scale(size, size);
        const path = paths[thing.kind.id] || paths.thing;
        ctx.lineWidth = (hollow ? 2.2 : 1.4) / size;
        ctx.fillStyle = hollow ? this.colours.ground : colour;
        ctx.fill(path, "evenodd");
        if (hollow) ctx.setLineDash([3.2 / size, 2.2 / size]);
        ctx.strokeStyle = hollow || chosen || this.hover === thing ? colour : this.colours.ground;
        ctx.stroke(path);
        ctx.restore();
      };
      return { drawNode, nodeDimensions: { width: 2 * size, height: 2 * size } };
    }

    linksShown() {
      return links.filter((link) => link.ends.every((thing) => this.shown.has(thing))
        && (isDirect(link) || link.through.some((statement) => !this.shown.has(statement))));
    }

    edge(link) {
      const colours = this.colours;
      const chosen = this.link === link, hot = chosen || this.hover === link;
      const near = !this.link && state.entity && link.ends.includes(state.entity);
      const base = isDirect(link) ? colours.line : colours.said;
      const faded = this.lit && !near && !hot;
      const edge = { id: link.id, from: link.ends[0].number, to: link.ends[1].number, dashes: !isDirect(link) && [4, 4],
        width: hot ? 3 : near ? 1.2 : isDirect(link) ? 1 : 0.8, arrows: "",
        color: { color: hot ? colours.strong : base, opacity: faded ? 0.08 : hot || near ? 1 : isDirect(link) ? 0.8 : 0.5 } };
      if ((hot || (near && state.entity.links.length < 16)) && link.facts.length && link.facts.every((f) => f.subject === link.facts[0].subject)) {
        const forward = link.facts[0].subject === link.ends[0];
        edge.arrows = { [forward ? "to" : "from"]: { enabled: true, scaleFactor: 0.5 } };
      }
      return edge;
    }

    readColours() {
      const style = getComputedStyle(document.documentElement);
      const read = (name) => style.getPropertyValue("--" + name).trim();
      this.colours = Object.fromEntries(kinds.map((kind) => [kind.id, read("kind-" + kind.id) || read("kind-thing")]));
      for (const name of ["ground", "ink", "line", "said", "strong", "halo"]) this.colours[name] = read(name);
    }

    listen() {
      const net = this.net;
      net.on("click", (event) => {
        if (event.nodes.length) go(things[event.nodes[0]], null, false, false);
        else if (event.edges.length) {
          const link = links[Number(event.edges[0].slice(1))];
          go(link.ends[0], link.ends[1], false, false);
        } else if (state.entity) go(null, null, false, false);
        net.unselectAll();
      });
      net.on("hoverNode", (event) => this.point(things[event.node]));
      net.on("blurNode", () => this.point(null));
      net.on("hoverEdge", (event) => this.point(links[Number(event.edge.slice(1))]));
      net.on("blurEdge", () => this.point(null));
      net.on("afterDrawing", (ctx) => this.labels(ctx));
      net.once("afterDrawing", ready);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.readColours(); this.update(); });
      $("fit").addEventListener("click", () => this.fit([...this.shown]));
      $("zoom-in").addEventListener("click", () => net.moveTo({ scale: net.getScale() * 1.4 }));
      $("zoom-out").addEventListener("click", () => net.moveTo({ scale: net.getScale() / 1.4 }));
    }

    point(what) {
      const before = this.hover;
      this.hover = what;
      $("canvas").classList.toggle("over", Boolean(what));
      for (const item of [before, what]) if (item && item.ends) this.edges.updateOnly([this.edge(item)]);
      this.net.redraw();
    }

    // Lights up a thing with its neighbours, or a link; what is not drawn yet and near joins the picture.
    select(entity, link, view) {
      this.link = link;
      const core = link ? [...link.ends, ...link.through] : entity ? [entity] : [];
      const near = entity && !link ? entity.links.filter(isDirect).map((item) => other(item, entity)) : [];
      const bridged = entity && !link ? entity.links.filter((item) => !isDirect(item)).map((item) => other(item, entity)) : [];
      near.sort((a, b) => b.degree - a.degree);
      const wanted = [...new Set([...core, ...near])].slice(0, MOST_DRAWN);
      this.lit = entity ? new Set([...wanted, ...bridged]) : null;
      this.shown = new Set([...wanted, ...this.first].slice(0, Math.max(MOST_DRAWN, this.first.length)));
      this.lit?.forEach((thing) => { if (!this.shown.has(thing)) this.lit.delete(thing); });
      this.update();
      if (entity && view) this.fit(link ? [...link.ends] : [...this.lit]);
    }

    update() {
      const wanted = [...this.shown], kept = new Set(wanted.map((thing) => thing.number));
      this.nodes.remove(this.nodes.getIds().filter((id) => !kept.has(id)));
      this.nodes.update(wanted.filter((thing) => !this.nodes.get(thing.number)).map((thing) => this.node(thing)));
      const joins = this.linksShown(), ids = new Set(joins.map((link) => link.id));
      this.edges.remove(this.edges.getIds().filter((id) => !ids.has(id)));
      this.edges.update(joins.map((link) => this.edge(link)));
      this.note();
      this.net.redraw();
    }

    note() {
      const total = nodes.length, drawn = this.shown.size;
      $("drawn-note").textContent = drawn === total ? "all " + total.toLocaleString("en") + " drawn"
        : drawn.toLocaleString("en") + " of " + total.toLocaleString("en") + " drawn; the rest joins beside what you select";
    }

    fit(some) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.net.fit({ nodes: some.map((thing) => thing.number), maxZoomLevel: 1.5,
        animation: calm || !document.documentElement.dataset.ready ? false : { duration: 300, easingFunction: "easeInOutQuad" } });
    }

    // Labels keep their size on the screen; each goes where there is room, the important ones first.
    labels(ctx) {
      const scale = this.net.getScale(), canvas = ctx.canvas, ratio = canvas.width / canvas.clientWidth;
      ctx.save();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const board = new Board(ctx, this.colours, canvas.clientWidth, canvas.clientHeight);
      const places = [...this.shown].map((thing) => {
        const at = this.net.canvasToDOM({ x: thing.x, y: thing.y });
        return { thing, x: at.x, y: at.y, size: this.size(thing) * scale, rank: this.rank(thing) };
      });
      places.sort((a, b) => b.rank - a.rank || a.thing.number - b.thing.number);
      places.filter((p) => !this.lit || p.rank >= 1000).forEach((p) => board.block(p));
      this.linkLabels(board, scale);
      places.forEach((place, i) => {
        if (this.labelled(place, scale)) board.label(place, place.rank >= 1e5 ? 2 : i < HUBS ? 1 : 0);
      });
      ctx.restore();
    }

    rank(thing) {
      if (thing === this.hover) return 1e6;
      if (thing === state.entity || thing === state.to) return 1e5;
      const lit = this.lit && this.lit.has(thing) ? 1000 : 0;
      return lit + this.size(thing) + (thing.kind.role === "statement" ? 0 : 5);
    }

    labelled(place, scale) {
      if (place.rank >= 1e5) return true;
      if (this.lit) return place.rank >= 1000;
      return place.thing.kind.role === "statement" ? scale > 1.15 : place.size > 4.4;
    }

    linkLabels(board, scale) {
      const some = [this.hover, this.link].filter((item) => item && item.ends);
      if (this.lit && !this.link) {
        const near = state.entity.links.filter((link) => isDirect(link) && this.shown.has(other(link, state.entity)));
        if (near.length <= 14 || scale > 1.6) some.push(...near);
      }
      for (const link of new Set(some)) {
        const [a, b] = link.ends.map((thing) => this.net.canvasToDOM({ x: thing.x, y: thing.y }));
        board.line(linkWords(link), (a.x + b.x) / 2, (a.y + b.y) / 2, link === this.hover || link === this.link);
      }
    }

    place(one, two) {
      const [a, b] = [one, two || one].map((thing) => this.net.canvasToDOM({ x: thing.x, y: thing.y }));
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    }
  }

  function linkWords(link) {
    const words_ = [...new Set([...link.facts.map((f) => f.property.label), ...link.told.map((t) => t.cls || t.kind.label)])];
    if (!words_.length) return counted(link.through.length, "statement", "statements");
    return words_[0] + (words_.length > 1 ? " +" + (words_.length - 1) : "");
  }

  function meets(box) { return (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]; }

  // Where labels may go: what is written keeps its ground.
  class Board {
    constructor(ctx, colours, width, height) {
      Object.assign(this, { ctx, colours, width, height, taken: [], nodes: [] });
      ctx.lineJoin = "round";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
    }

    block({ x, y, size }) { this.nodes.push([x - size, y - size, x + size, y + size, size > 11 ? 3 : 1]); }

    free(box) {
      return box[0] > 2 && box[1] > 2 && box[2] < this.width - 2 && box[3] < this.height - 2 && !this.taken.some(meets(box));
    }

    covers(box) {
      return this.nodes.filter(meets(box)).reduce((sum, n) => (
        sum + n[4] * (Math.min(box[2], n[2]) - Math.max(box[0], n[0])) * (Math.min(box[3], n[3]) - Math.max(box[1], n[1]))), 0);
    }

    // A label never covers a label. What weighs 1 (a hub) may cover parts of small nodes, what weighs 2 is always written.
    label(place, weight) {
      const { thing, x, y, size } = place;
      if (x < -80 || y < -40 || x > this.width + 80 || y > this.height + 40) return;
      const px = weight > 1 ? 14 : size > 13 ? 13 : 11.5, said = thing.kind.role === "statement";
      this.ctx.font = (weight > 1 || size > 15 ? "600 " : "") + px + "px system-ui, sans-serif";
      const lines = wrapped(shortened(thing.label, weight > 1 ? 90 : said ? 48 : 42), weight > 1 ? 34 : 22);
      if (place.rank >= 1e6) lines.push("(" + thing.kind.label + ")");
      const width = Math.max(...lines.map((line) => this.ctx.measureText(line).width)), height = lines.length * px * 1.18;
      const gap = size + 3 + height / 2, side = size + 4 + width / 2, slant = size * 0.7 + 2;
      const spots = [[x, y + gap], [x, y - gap], [x + side, y], [x - side, y],
        [x + slant + width / 2, y + slant + height / 2], [x - slant - width / 2, y + slant + height / 2],
        [x + slant + width / 2, y - slant - height / 2], [x - slant - width / 2, y - slant - height / 2]];
      const box = ([cx, cy]) => [cx - width / 2 - 1, cy - height / 2, cx + width / 2 + 1, cy + height / 2];
      const costs = spots.filter((s) => this.free(box(s))).map((s) => [this.covers(box(s)), s]);
      const best = costs.reduce((least, item) => (item[0] < least[0] ? item : least), [Infinity, null]);
      const spot = best[0] <= (weight ? 0.25 * width * height : 0) ? best[1]
        : weight > 1 ? best[1] || this.clamped(spots[0], width, height) : null;
      if (spot) this.write(lines, spot, px, height, box(spot), this.colours.ink);
    }

    clamped([x, y], width, height) {
      return [Math.min(Math.max(x, width / 2 + 4), this.width - width / 2 - 4),
        Math.min(Math.max(y, height / 2 + 4), this.height - height / 2 - 4)];
    }

    line(words_, x, y, forced) {
      this.ctx.font = "italic 11.5px system-ui, sans-serif";
      const width = this.ctx.measureText(words_).width;
      const box = [x - width / 2 - 2, y - 8, x + width / 2 + 2, y + 8];
      if (forced || this.free(box)) this.write([words_], [x, y], 11.5, 13.6, box, this.colours.strong);
    }

    write(lines, [x, y], px, height, box, colour) {
      this.taken.push(box);
      this.ctx.lineWidth = 3.5;
      this.ctx.strokeStyle = this.colours.ground;
      this.ctx.fillStyle = colour;
      lines.forEach((line, i) => {
        const at = y - height / 2 + px * 1.18 * (i + 0.5);
        this.ctx.strokeText(line, x, at);
        this.ctx.fillText(line, x, at);
      });
    }
  }

  function wrapped(content, most) {
    if (content.length <= most) return [content];
    const lines = [""];
    for (const word of content.split(" ")) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length >= most) lines.push(word);
      else lines[last] += (lines[last] ? " " : "") + word;
    }
    return lines;
  }

  // ---- start --------------------------------------------------------------------------------------------------

  function ready() { document.documentElement.dataset.ready = "true"; }

  let picture = null;
  setUpHead();
  setUpList();
  if (nodes.length) {
    picture = new Picture();
    picture.fit([...picture.shown]);
    picture.note();
  } else ready();
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
  else if (data.focus.length) go(things[data.focus[0]], null, false);
  // For programs that drive the page: where things stand on the screen, and what is drawn.
  window.kgView = Object.freeze({
    at: (one, two) => picture && picture.place(byIri.get(one), two && byIri.get(two)),
    drawn: () => (picture ? [...picture.shown].map((thing) => thing.iri) : []),
    lines: () => (picture ? picture.linksShown().map((link) => link.ends.map((thing) => thing.iri)) : []),
  });
})();
