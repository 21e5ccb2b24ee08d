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
  const dated = fact.text !== undefined && /^\d{4}-\d\d/.test(fact.text);
  if (dated && every((c) => c.dateBasis && c.dateBasis !== "stated")) {
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
  return /^\d{4}-\d\d/.test(fact.text) ? text(date(fact.text)) : address(fact.text);
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

// A state or relay, told where it belongs: its class, its day, and what it says, each with receipts.
function card(thing, receipts, around) {
  const rest = thing.out.filter((fact) => !NAMING.has(fact.property.id) && fact.property.id !== "asOf");
  const told = ranked(rest, IN_CARDS).filter((fact) => !around.has(fact.thing));
  const when = value(thing, "asOf");
  const list = make("dl", {});
  // Where one passage says it all, as it mostly does, its receipt stands once, in the head.
  const same = (fact) => when && String(fact.citations) === String(when.citations);
  for (const [label, some] of grouped(told, (fact) => fact.property.label)) {
    list.append(
      make("dt", {}, label),
      ...some.map((fact) =>
        make("dd", {}, valueOf(fact), ...(same(fact) ? [] : [...caveats(fact), receipts.marks(fact)])),
      ),
    );
  }
  receipts.add([...thing.out, ...thing.in]);
  const head = make("p", { class: "card-head" }, text(capital(thing.cls || thing.kind.label), "strong"));
  if (when) head.append(make("span", {}, " as of " + date(when.text)), ...caveats(when), receipts.marks(when));
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
  const when = statement.held ? dayOf(statement) || "undated" : "outside this page";
  return row(
    fact,
    receipts,
    thingButton(statement),
    ...modalityTag(statement),
    make("span", { class: "note" }, date(when)),
  );
}
