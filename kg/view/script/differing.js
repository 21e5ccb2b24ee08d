// Differing reports: values for one and the same thing that two articles put differently.

const ONE_VALUED = ["round", "on", "until", "minutes", "days", "effectiveOn", "announcedOn"];
const ONE_A_DAY = ["rate", "status", "standing", "plannedFor"];

function plain(fact) {
  return fact.text ?? (fact.term || fact.thing).iri;
}

const NUMERIC = new Set(
  ["integer", "decimal", "double", "float", "int", "nonNegativeInteger", "positiveInteger"].map((name) => XSD + name),
);

// Numbers count by what they are worth; 10 and 10.0 are one.
function worth(fact) {
  return NUMERIC.has(fact.datatype) ? String(Number(fact.text)) : plain(fact);
}

// June and 15 June agree: the second is only finer. 10 and 100 do not.
function agree(one, two) {
  if (worth(one) === worth(two)) return true;
  const [a, b] = [plain(one), plain(two)];
  return CALENDAR.test(a) && CALENDAR.test(b) && (a.startsWith(b) || b.startsWith(a));
}

function differ(one, two) {
  if (agree(one, two)) return false;
  const [a, b] = [one, two].map((fact) => new Set(fact.citations.map((n) => citations[n].article.iri)));
  return [...a].some((article) => [...b].some((another) => another !== article));
}

function contested(facts_) {
  return facts_.filter((fact) => facts_.some((against) => against !== fact && differ(fact, against)));
}

// Groups of facts that differ, each with the property and, for states, the day as of which they do.
function differing(thing) {
  const found = [];
  for (const id of ONE_VALUED) {
    const some = contested(values(thing, id));
    if (some.length) found.push({ property: some[0].property, day: null, facts: some });
  }
  const states = statesOf(thing).filter((state_) => value(state_, "asOf"));
  // A total rate and its baseline part are two figures, no difference.
  const key = (state_) => value(state_, "asOf").text + " " + (value(state_, "ratePart")?.term?.iri || "");
  for (const some of grouped(states, key).values()) {
    for (const id of ONE_A_DAY) {
      const facts_ = contested(some.flatMap((state_) => values(state_, id)));
      if (facts_.length) found.push({ property: facts_[0].property, day: value(some[0], "asOf").text, facts: facts_ });
    }
  }
  return found;
}

// Of what joins two things only that in which reports of the joint itself differ.
function differingInLink(link) {
  const inside = factsOfLink(link);
  return link.ends
    .flatMap(differing)
    .map((group_) => ({ ...group_, facts: contested(group_.facts.filter((fact) => inside.has(fact))) }))
    .filter((group_) => group_.facts.length);
}

function differingSection(groups, receipts) {
  if (!groups.length) return null;
  return make(
    "section",
    { class: "group differing" },
    make("h3", {}, "Reports differ"),
    ...groups.map((group_) =>
      make(
        "figure",
        {},
        make("figcaption", {}, capital(group_.property.label) + (group_.day ? " as of " + date(group_.day) : "")),
        make("ul", {}, ...sides(group_.facts).map(([, some]) => side(some, receipts))),
      ),
    ),
  );
}

function sides(facts_) {
  return [...grouped(facts_, worth)];
}

function side(some, receipts) {
  const cited = citedIn(some),
    who = new Set([...cited].map((n) => publisherOf(citations[n].article)));
  return make(
    "li",
    {},
    make("p", { class: "value" }, valueOf(some[0])),
    text([...who].join("; "), "p", { class: "who" }),
    make("p", {}, ...caveats({ ...some[0], citations: [...cited] }), receipts.marks({ citations: [...cited] })),
  );
}
