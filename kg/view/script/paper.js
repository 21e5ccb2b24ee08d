// Paper: what is printed. A selection as its panel tells it, else what is shown; footnotes are numbered.

const MOST_PRINTED = 400;

function sup(n) {
  return make("sup", {}, String(n));
}

function paperRow(thing, receipts) {
  const own = thing.out.filter(
    (fact) => !NAMING.has(fact.property.id) && !(fact.thing && isTold(fact.thing)) && fact.text !== thing.label,
  );
  const from = thing.in.filter((fact) => !isTold(fact.subject)).sort((a, b) => byDay(a.subject, b.subject));
  const naming = value(thing, "label") || value(thing, "gist");
  return make(
    "li",
    {},
    make("strong", {}, text(thing.label)),
    " ",
    text("(" + (thing.cls || thing.kind.label) + ")"),
    ...(naming ? notes(naming, receipts) : []),
    ...[...grouped(own, (fact) => fact.property)].map(([property, some]) =>
      paperLine(property.label, some, wordsOf, receipts),
    ),
    ...mergedTold(toldOf(thing).sort(byReport)).map((same) => paperTold(same, thing, receipts)),
    ...[...grouped(from, backwards)].map(([label, some]) =>
      paperLine(label, some, (fact) => fact.subject.label, receipts),
    ),
  );
}

function paperLine(label, some, words_, receipts) {
  return make("p", {}, text(capital(label) + ": "), ...paperParts(some, words_, receipts));
}

// Each part with footnotes of its own, and with what qualifies it unless that stands before all.
function paperParts(some, words_, receipts, before = null) {
  return some.flatMap((fact, i) => [
    i ? "; " : "",
    text(words_(fact)),
    ...(String(fact.citations) === String(before?.citations) ? [] : qualified(fact)),
    ...notes(fact, receipts),
  ]);
}

// A state or relay: its day with its footnotes, and what else it says, each part with those of its own.
function paperTold(some, around, receipts) {
  const rest = toldFacts(some).filter((fact) => fact.property.id !== "asOf" && fact.thing !== around);
  const when = vouchedFor(some);
  return make(
    "p",
    {},
    text(capital(some[0].cls || some[0].kind.label) + (when ? " " + when.words : "")),
    ...(when ? [...qualified(when.fact), ...notes(when.fact, receipts)] : []),
    rest.length ? ": " : "",
    ...paperParts(ranked(rest, IN_CARDS), (fact) => fact.property.label + " " + wordsOf(fact), receipts, when?.fact),
  );
}

// What is only reported or inferred is so on paper too.
function qualified(fact) {
  const said = caveats(fact).map((tag_) => tag_.textContent);
  return said.length ? [" ", make("em", {}, "(" + said.join("; ") + ")")] : [];
}

// A space before each keeps numbers apart, and lets a long row of them go on in the next line.
function notes(fact, receipts) {
  return fact.citations
    .map((n) => receipts.number(n))
    .sort((a, b) => a - b)
    .flatMap((n) => ["\u2009", sup(n)]);
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
