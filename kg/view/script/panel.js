// The panel: the facts of a thing or a line in words, with marks that lead to receipts.

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
  const dated = fact.text !== undefined && /^\d{4}-\d\d/.test(fact.text);
  if (dated && every((c) => c.dateBasis && c.dateBasis !== "stated")) {
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
    rows.length > 1 && look === "group" ? make("small", {}, " " + rows.length) : null), list);
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
  const backwards = (f) => f.property.inverse || "← " + f.property.label;
  for (const [label, some] of grouped(ranked(from, ["speaker", "about"]), backwards)) {
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
