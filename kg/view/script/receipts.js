// Receipts: numbered, each with its source, its caveats and what became of its proof.

const VOICES = { hearsay: "hearsay", unattributed: "on unnamed sources’ word" };

class Receipts {
  constructor() { this.numbers = new Map(); }

  number(citation) {
    if (!this.numbers.has(citation)) this.numbers.set(citation, this.numbers.size + 1);
    return this.numbers.get(citation);
  }

  marks(fact) {
    const numbers = fact.citations.map((citation) => this.number(citation)).sort((a, b) => a - b);
    const marks = numbers.map((number) => this.mark(number));
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
