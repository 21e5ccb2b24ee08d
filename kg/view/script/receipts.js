// Receipts: numbered, each with its source, gist and caveats, its exact words, and what became of its proof.

const VOICES = { hearsay: "hearsay", unattributed: "on unnamed sources’ word" };

class Receipts {
  constructor() {
    this.numbers = new Map();
    this.pending = new Set();
  }

  number(citation) {
    if (!this.numbers.has(citation)) this.numbers.set(citation, this.numbers.size + 1);
    return this.numbers.get(citation);
  }

  // What need not be said again is vouched for all the same: numbered after all that is said.
  add(facts_) {
    for (const fact of facts_) fact.citations.forEach((n) => this.pending.add(n));
  }

  marks(fact) {
    const marks = fact.citations
      .map((citation) => [this.number(citation), citations[citation]])
      .sort((a, b) => a[0] - b[0])
      .map(([n, citation]) => this.mark(n, citation));
    const box = make("span", { class: "marks" }, ...marks.slice(0, FEW_MARKS));
    if (marks.length > FEW_MARKS) {
      const rest = marks.slice(FEW_MARKS);
      const open = button("+" + rest.length, {
        class: "mark",
        "aria-label": "+" + rest.length + " more receipts",
        onclick: () => {
          open.replaceWith(...rest);
          rest[0].focus();
        },
      });
      box.append(open);
    }
    return box;
  }

  mark(n, citation) {
    return button(String(n), {
      class: "mark",
      "aria-label": visible("receipt " + n + ", " + sourceAndDay(citation.article).filter(Boolean).join(", ")),
      onclick: (event) => this.show(n, event.currentTarget),
    });
  }

  show(n, from) {
    const card = $("panel").querySelector('[data-number="' + n + '"]');
    if (!card) return;
    $("panel")
      .querySelectorAll("li[data-citation][hidden]")
      .forEach((item) => {
        item.hidden = false;
      });
    $("panel").querySelector(".all-receipts")?.remove();
    $("panel")
      .querySelectorAll(".shown")
      .forEach((item) => item.classList.remove("shown"));
    card.classList.add("shown");
    const back = card.querySelector(".back");
    back.hidden = false;
    back.onclick = () => {
      from.focus();
      from.scrollIntoView({ block: "center" });
    };
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "center" });
  }

  section(told = null) {
    this.pending.forEach((citation) => this.number(citation));
    const cards = [...this.numbers].map(([n, place]) => receiptCard(citations[n], place, place > FEW_RECEIPTS, told));
    const section = make(
      "section",
      { class: "receipts" },
      make(
        "h3",
        {},
        counted(cards.length, "receipt", "receipts"),
        make("small", {}, " from " + sourcesNote(this.numbers.keys())),
      ),
      make("ol", {}, ...cards),
    );
    if (cards.length > FEW_RECEIPTS) {
      section.append(
        button("Show all " + cards.length + " receipts", {
          class: "quiet all-receipts",
          onclick: (event) => {
            cards.forEach((card) => {
              card.hidden = false;
            });
            cards[FEW_RECEIPTS].focus();
            event.target.remove();
          },
        }),
      );
    }
    return section;
  }
}

function receiptCard(citation, place, hidden, told) {
  const [source, day] = sourceAndDay(citation.article);
  const back = button("↩", { class: "quiet back", hidden: true, "aria-label": "back to the fact" });
  const copied = make("p", { class: "copied", role: "status" });
  const copy = button("Copy citation", { class: "quiet copy", onclick: () => copyCitation(citation, copied) });
  return make(
    "li",
    { "data-citation": citation.iri, "data-number": place, tabindex: "-1", hidden },
    make("span", { class: "number", "aria-hidden": "true" }, String(place)),
    make(
      "div",
      {},
      make(
        "p",
        { class: "source" },
        text(source, "strong"),
        ", ",
        day && make("span", { class: "when" }, day),
        day && ", ",
        make("span", {}, passageOf(citation)),
        back,
      ),
      tagsOf(citation),
      gistOf(citation, told),
      proofOf(citation),
      make("div", { class: "foot" }, copy, detailsOf(citation)),
      copied,
    ),
  );
}

function passageOf(citation) {
  return "paragraph " + citation.paragraph + (citation.passage === "body" ? "" : ", " + words(citation.passage));
}

function detailsOf(citation) {
  return make(
    "details",
    {},
    make("summary", {}, "Details"),
    text(citation.article.label, "p"),
    make(
      "p",
      {},
      "characters " +
        citation.start +
        "–" +
        citation.end +
        " of the page; confidence " +
        citation.confidence +
        "; " +
        words(citation.review),
    ),
    text(citation.iri, "p", { class: "iri" }),
  );
}

// What the passage says, in our own words; not once more what stands as the title above.
function gistOf(citation, told) {
  const gists = citation.gists.filter((fact) => fact.subject !== told).map((fact) => fact.text);
  if (!gists.length) return null;
  const few = gists.slice(0, 2).map((gist) => text(gist, "li"));
  if (gists.length > 2)
    few.push(make("li", {}, "and " + counted(gists.length - 2, "statement", "statements") + " more"));
  return make("div", { class: "gists" }, make("p", {}, "In our own words"), make("ul", {}, ...few));
}

function tag(content, kind) {
  return text(content, "span", { class: "tag " + kind });
}

function tagsOf(citation) {
  const tags = [];
  if (citation.saidBy) tags.push(tag("according to " + citation.saidBy, "said"));
  else if (citation.voice === "attributed") tags.push(tag("on a named source’s word", "said"));
  if (VOICES[citation.voice]) tags.push(tag(VOICES[citation.voice], "weak"));
  if (citation.basis !== "stated") tags.push(tag(words(citation.basis), "weak"));
  if (citation.dateBasis && citation.dateBasis !== "stated")
    tags.push(tag("dates " + words(citation.dateBasis), "said"));
  return tags.length ? make("p", { class: "tags" }, ...tags) : null;
}

function proofOf(citation) {
  if (citation.verified === null) return make("p", { class: "proof none" }, "not checked: no text at hand");
  if (!citation.verified) return make("p", { class: "proof bad" }, "✗ the text at hand differs: nothing is quoted");
  const proof = make("p", { class: "proof good" }, "✓ exact words; the digest matches");
  return citation.quote === null ? proof : make("div", {}, text(citation.quote, "blockquote"), proof);
}
