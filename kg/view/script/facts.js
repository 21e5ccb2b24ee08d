// Facts in rows and cards: each with what qualifies it and the marks of its receipts.

function caveats(fact) {
  const all = fact.citations.map((n) => citations[n]);
  const tags = [];
  const every = (test) => all.every(test);
  if (every((c) => c.voice === "hearsay")) tags.push(tag("hearsay", "weak"));
  else if (every((c) => c.voice === "hearsay" || c.voice === "unattributed")) tags.push(tag("unnamed sources", "weak"));
  if (every((c) => c.basis === "inferred")) tags.push(tag("inferred", "weak"));
  const speaker = value(fact.subject, "speaker"),
    own = speaker && speaker.thing ? speaker.thing.label : null;
  if (every((c) => c.saidBy && c.saidBy !== own)) {
    tags.push(tag("according to " + [...new Set(all.map((c) => c.saidBy))].join("; "), "said"));
  }
  if (isDay(fact) && every((c) => c.dateBasis && c.dateBasis !== "stated")) {
    tags.push(tag("date " + words(all[0].dateBasis), "said"));
  }
  const origins = originsOf(fact.citations).size;
  if (origins > 1 && !NAMING.has(fact.property.id)) tags.push(tag(origins + " origins", "real"));
  return tags;
}

function valueOf(fact) {
  if (fact.thing) return thingButton(fact.thing);
  if (fact.term) return text(fact.term.label, "span", { class: fact.term.unreal ? "tag unreal" : "term" });
  if (fact.property.id === "condition") return make("span", {}, tag("conditional", "unreal"), " ", text(fact.text));
  return isDay(fact) || isRateInPercent(fact) ? text(wordsOf(fact)) : address(fact.text);
}

// A value as words alone.
function wordsOf(fact) {
  if (isDay(fact)) return date(fact.text);
  return (fact.thing || fact.term)?.label ?? fact.text + (isRateInPercent(fact) ? " %" : "");
}

function isRateInPercent(fact) {
  return fact.property.id === "rate" && value(fact.subject, "unit")?.term?.id === "percent";
}

// That a rate is in percent stands with the number, where the same passages say both.
function isSpare(fact) {
  const rate = fact.property.id === "unit" && value(fact.subject, "rate");
  return Boolean(rate) && isRateInPercent(rate) && String(rate.citations) === String(fact.citations);
}

function row(fact, receipts, shown = valueOf(fact), ...more) {
  return make("li", {}, shown, ...more, ...caveats(fact), receipts.marks(fact));
}

// Rows past the first few wait for a click; their receipts are listed all the same.
function group(title, rows, few = FEW_ROWS, look = "group") {
  const list = make("ul", {}, ...rows);
  const section = make(
    "section",
    { class: look },
    make(
      "h3",
      {},
      text(capital(title)),
      rows.length > 1 && look === "group" ? make("small", {}, " " + rows.length) : null,
    ),
    list,
  );
  if (rows.length > few + 1) {
    rows.slice(few).forEach((item) => {
      item.hidden = true;
    });
    section.append(
      button("Show all " + rows.length, {
        class: "quiet",
        onclick: (event) => {
          rows.forEach((item) => {
            item.hidden = false;
          });
          rows[few].querySelector("button")?.focus();
          event.target.remove();
        },
      }),
    );
  }
  return section;
}

const IN_CARDS = [
  "stance",
  "standing",
  "status",
  "rate",
  "unit",
  "ratePart",
  "office",
  "memberOf",
  "holder",
  "stateOf",
  "target",
  "plannedFor",
  "plannedPlace",
  "from",
  "until",
  "relayer",
  "step",
  "scope",
];

function ranked(facts_, order) {
  const rank = (fact) => {
    const n = order.indexOf(fact.property.id);
    return n < 0 ? order.length : n;
  };
  return facts_
    .map((fact, i) => [rank(fact), i, fact])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map((item) => item[2]);
}

// What a person is said to hold on many days is one tenure; other states stand each for its report.
function mergedTold(told) {
  const content = (one) => one.out.filter((f) => f.property.id !== "asOf" && !NAMING.has(f.property.id));
  const key = (one) =>
    value(one, "holder") && value(one, "asOf")
      ? one.cls + content(one).map((f) => "\n" + f.property.iri + " " + plain(f)).sort().join("")
      : one.iri;
  return [...grouped(told, key).values()];
}

// The facts of states that say the same, each value once with all its receipts.
function toldFacts(some) {
  const all = some.flatMap((one) => one.out).filter((fact) => !NAMING.has(fact.property.id) && !isSpare(fact));
  return [...grouped(all, (fact) => fact.property.iri + " " + plain(fact)).values()].map(united);
}

function united(same) {
  return { ...same[0], citations: [...new Set(same.flatMap((fact) => fact.citations))] };
}

// The days for which reports vouch, in words, with one fact that holds all the receipts of these days.
function vouchedFor(some) {
  const facts_ = some.flatMap((one) => values(one, "asOf"));
  if (!facts_.length) return null;
  const days = [...new Set(facts_.map((fact) => fact.text))].sort();
  const words_ = days.length > 1 ? "on " + days.length + " days from " + stretchWords(days) : "as of " + date(days[0]);
  return { words: words_, fact: united(facts_) };
}

// A state or relay, told where it belongs: its class, its day, and what it says, each with receipts.
function card(some, receipts, around) {
  const rest = toldFacts(some).filter((fact) => fact.property.id !== "asOf" && !around.has(fact.thing));
  const told = ranked(rest, IN_CARDS);
  const when = vouchedFor(some);
  const list = make("dl", {});
  // Where one passage says it all, as it mostly does, its receipt stands once, in the head.
  const same = (fact) => when && String(fact.citations) === String(when.fact.citations);
  for (const [property, facts_] of grouped(told, (fact) => fact.property)) {
    list.append(
      make("dt", {}, text(property.label)),
      ...facts_.map((fact) =>
        make("dd", {}, valueOf(fact), ...(same(fact) ? [] : [...caveats(fact), receipts.marks(fact)])),
      ),
    );
  }
  some.forEach((one) => receipts.add([...one.out, ...one.in]));
  const head = make("p", { class: "card-head" }, text(capital(some[0].cls || some[0].kind.label), "strong"));
  if (when) head.append(make("span", {}, " " + when.words), ...caveats(when.fact), receipts.marks(when.fact));
  return make("li", { class: "card" }, head, told.length ? list : null);
}

// Facts of which one needs to know first that they are no more than said, hoped or asked for.
function modalityTag(statement) {
  const modality = value(statement, "modality"),
    tags = [];
  if (modality?.term) tags.push(tag(modality.term.label, "said"));
  if (value(statement, "condition")) tags.push(tag("conditional", "unreal"));
  return tags;
}

function statementRow(fact, statement, receipts) {
  // Of what lies outside a narrowed page no more is known here than this.
  const when = statement.held ? whenWords(statement) : "outside this page";
  return row(
    fact,
    receipts,
    thingButton(statement),
    ...modalityTag(statement),
    make("span", { class: "note" }, when),
  );
}
