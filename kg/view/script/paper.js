// Paper: what is printed. A selection as its panel tells it, else what is shown; footnotes are numbered.

const MOST_PRINTED = 400;

function sup(n) {
  return make("sup", {}, String(n));
}

function paperRow(thing, receipts) {
  const own = thing.out.filter(
    (fact) => !NAMING.has(fact.property.id) && !(fact.thing && isTold(fact.thing)) && fact.text !== thing.label,
  );
  const lines = [...grouped(own, (fact) => fact.property.label)].map(([label, some]) =>
    make(
      "p",
      {},
      text(capital(label) + ": "),
      ...some.flatMap((fact, i) => [
        i ? "; " : "",
        text((fact.thing || fact.term)?.label ?? date(fact.text)),
        ...qualified(fact),
        ...notes(fact, receipts),
      ]),
    ),
  );
  const naming = value(thing, "label") || value(thing, "gist");
  return make(
    "li",
    {},
    make("strong", {}, text(thing.label)),
    " ",
    text("(" + (thing.cls || thing.kind.label) + ")"),
    ...(naming ? notes(naming, receipts) : []),
    ...lines,
    ...statesOf(thing).map((one) => paperState(one, receipts)),
  );
}

function paperState(one, receipts) {
  const told = ranked(
    one.out.filter((fact) => !NAMING.has(fact.property.id) && !["asOf", "stateOf"].includes(fact.property.id)),
    IN_CARDS,
  );
  const when = value(one, "asOf");
  return make(
    "p",
    {},
    when ? "As of " + date(when.text) + ": " : "",
    ...told.flatMap((fact, i) => [
      i ? ", " : "",
      text((fact.thing || fact.term)?.label ?? date(fact.text)),
      ...(when && String(fact.citations) !== String(when.citations) ? notes(fact, receipts) : []),
    ]),
    ...qualified(when || one.out[0]),
    ...notes(when || one.out[0], receipts),
  );
}

// What is only reported or inferred is so on paper too.
function qualified(fact) {
  const said = caveats(fact).map((tag_) => tag_.textContent);
  return said.length ? [" ", make("em", {}, "(" + said.join("; ") + ")")] : [];
}

function notes(fact, receipts) {
  return fact.citations
    .map((n) => receipts.number(n))
    .sort((a, b) => a - b)
    .map(sup);
}

function footnotes(receipts) {
  return make(
    "ol",
    { class: "footnotes" },
    ...[...receipts.numbers.keys()].map((n) => text(citationLine(citations[n]), "li")),
  );
}

// A panel that is printed hides nothing: all rows, all marks, all receipts.
function paperPanel() {
  const copy = $("panel").cloneNode(true);
  copy.querySelectorAll("[hidden]").forEach((element) => {
    element.hidden = false;
  });
  copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  copy.querySelectorAll(".tools, .quiet:not(.joint), details").forEach((element) => element.remove());
  copy.querySelectorAll("[data-citation]").forEach((element) => element.removeAttribute("data-citation"));
  return [...copy.childNodes];
}

// What a click would unfold is needed before the panel is copied: marks beyond the first few.
function unfoldMarks() {
  $("panel")
    .querySelectorAll(".marks .mark[aria-label$='more receipts']")
    .forEach((more) => more.click());
}

function fillPaper() {
  const head = [
    make("h1", {}, $("top").querySelector("h1").textContent),
    make("p", {}, $("counts").textContent),
    ...data.notes.map((note) => text(note, "p")),
  ];
  if (isFiltering()) head.push(text("Filtered: " + filterWords(), "p"));
  if (state.entity) {
    const active = document.activeElement;
    unfoldMarks();
    active?.focus();
    $("paper").replaceChildren(...head, ...paperPanel());
    return;
  }
  const some = shownThings(),
    receipts = new Receipts();
  const rows = some.slice(0, MOST_PRINTED).map((thing) => paperRow(thing, receipts));
  if (some.length > MOST_PRINTED)
    head.push(
      make(
        "p",
        {},
        "Printed: the first " + MOST_PRINTED + " of " + number(some.length) + " things; filters choose others.",
      ),
    );
  $("paper").replaceChildren(...head, make("ul", {}, ...rows), make("h2", {}, "Footnotes"), footnotes(receipts));
}

function setUpPaper() {
  addEventListener("beforeprint", fillPaper);
  addEventListener("afterprint", () => $("paper").replaceChildren());
}
