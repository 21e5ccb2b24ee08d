// The panel: all that is known of a thing or a line, grouped by property, with marks that lead to receipts.

const FIRST = [
  "gist",
  "describedAs",
  "speaker",
  "onBehalfOf",
  "attitudeOf",
  "modality",
  "condition",
  "reason",
  "saidOn",
  "about",
  "touches",
  "addressee",
  "occasion",
  "channel",
  "platform",
  "on",
  "until",
  "round",
  "place",
  "party",
  "attendee",
  "expectedAttendee",
  "chair",
  "delegationLeader",
  "minutes",
  "days",
  "outcome",
  "imposedBy",
  "announcedBy",
  "announcedOn",
  "effectiveOn",
  "target",
  "product",
  "value",
  "unit",
  "of",
  "quantity",
];

function incoming(fact, receipts) {
  return isSaid(fact.subject)
    ? statementRow(fact, fact.subject, receipts)
    : row(fact, receipts, thingButton(fact.subject));
}

function toldGroups(told, receipts, around) {
  const groups = grouped(told, (item) => item.cls || item.kind.label);
  return [...groups].map(([cls, some]) =>
    group(
      cls,
      mergedTold(some).map((same) => card(same, receipts, around)),
      FEW_CARDS,
    ),
  );
}

function asides(facts_, receipts) {
  return [...grouped(facts_, (f) => f.property)].map(([property, some]) =>
    group(
      property.label,
      some.map((f) => row(f, receipts)),
      FEW_ROWS,
      "group aside",
    ),
  );
}

function backwards(fact) {
  return fact.property.inverse || "← " + fact.property.label;
}

function sections(thing, receipts) {
  const own = ranked(
    thing.out.filter(
      (f) =>
        !NAMING.has(f.property.id) &&
        !(f.thing && isTold(f.thing)) &&
        !(f.property.id === "gist" && f.text === thing.label),
    ),
    FIRST,
  );
  const naming = thing.out.filter((f) => NAMING.has(f.property.id));
  const from = thing.in.filter((f) => !isTold(f.subject)).sort((a, b) => byDay(a.subject, b.subject));
  const told = toldOf(thing).sort(byReport),
    isView = (item) => Boolean(value(item, "stance")),
    around = new Set([thing]);
  const parts = [differingSection(differing(thing), receipts), ...asides(own, receipts)];
  parts.push(
    ...toldGroups(
      told.filter((item) => !isView(item)),
      receipts,
      around,
    ),
  );
  receipts.add([...thing.out, ...thing.in]);
  for (const [label, some] of grouped(ranked(from, ["speaker", "about"]), backwards)) {
    parts.push(
      group(
        label,
        some.map((f) => incoming(f, receipts)),
      ),
    );
  }
  parts.push(...toldGroups(told.filter(isView), receipts, around), ...asides(naming, receipts));
  return parts;
}

function linkSections(link, receipts) {
  const parts = [differingSection(differingInLink(link), receipts)];
  for (const [property, some] of grouped(link.facts, (f) => f.property)) {
    parts.push(
      group(
        property.label,
        some.map((f) =>
          make(
            "li",
            { class: "sentence" },
            thingButton(f.subject),
            text(f.property.label, "em"),
            thingButton(f.thing),
            ...caveats(f),
            receipts.marks(f),
          ),
        ),
      ),
    );
  }
  parts.push(...toldGroups([...link.told].sort(byReport), receipts, new Set(link.ends)));
  if (link.through.length) {
    parts.push(
      group(
        "statements",
        [...link.through].sort(byDay).map((statement) => {
          receipts.add(statement.out);
          return statementRow(value(statement, "gist") || statement.out[0], statement, receipts);
        }),
      ),
    );
  }
  return parts;
}

function panelHead(kicker, title, tools, iri) {
  const close = button("← Back to the list", {
    class: "quiet close",
    onclick: () => go({ entity: null, to: null, path: null }),
  });
  return make(
    "header",
    {},
    close,
    make("p", { class: "kicker" }, ...kicker),
    title,
    iri ? make("p", { class: "iri" }, address(iri)) : null,
    tools,
  );
}

// How a thing stood by the last reports: all that those of the last day say, and whether they differ.
function standingTags(thing) {
  const codes = (one) => [...values(one, "standing"), ...values(one, "status")].filter((fact) => fact.term);
  const day = (one) => firstDay(one, ["asOf"]);
  const states = statesOf(thing).filter((one) => codes(one).length),
    last = states.map(day).sort().pop();
  const found = new Set(states.filter((one) => day(one) === last).flatMap((one) => codes(one).map((fact) => fact.term)));
  const tags = [...found].map((term) =>
    tag(term.label + (last ? " as of " + date(last) : ""), term.unreal ? "unreal" : "real"),
  );
  const contested_ = differing(thing).some(
    (group_) => group_.day && dayIn(group_.day) === last && group_.facts.some((fact) => found.has(fact.term)),
  );
  return contested_ ? [...tags, tag("reports differ", "weak")] : tags;
}

function hiddenNote(shown) {
  return shown
    ? null
    : make(
        "p",
        { class: "aside-note" },
        "The filters keep this out of the picture and the lists; here all of it is told.",
      );
}

function showThing(thing) {
  const receipts = new Receipts(),
    said = isSaid(thing);
  const title = text(thing.label, "h2", { class: said ? "gist" : null });
  const gist = value(thing, "gist"),
    gistMarks = gist ? receipts.marks(gist) : null;
  const kicker = [icon(thing.kind, thing.unreal), text(thing.cls || thing.kind.label), ...standingTags(thing)];
  if (said) kicker.push(...modalityTag(thing));
  if (said && gist) kicker.push(tag("gist in our own words", "said"), gistMarks);
  const head = panelHead(kicker, title, toolsFor(thing), thing.iri),
    parts = sections(thing, receipts);
  const shown = receipts.section(said ? thing : null);
  // What somebody said is best read beside the words it was read from.
  const all = said ? [shown, ...parts] : [...parts, shown];
  fillPanel(head, hiddenNote(passing.has(thing)), pathSection(), ...all);
}

function showLink(link) {
  const receipts = new Receipts();
  const title = make(
    "h2",
    { class: "pair" },
    thingButton(link.ends[0], 70),
    make("span", { "aria-label": "and" }, "—"),
    thingButton(link.ends[1], 70),
  );
  const parts = linkSections(link, receipts);
  fillPanel(
    panelHead(["What joins"], title, null, null),
    hiddenNote(link.ends.every((thing) => passing.has(thing)) && linkPasses(link)),
    ...parts,
    receipts.section(),
  );
}

function fillPanel(...parts) {
  $("panel").replaceChildren(...parts.filter(Boolean));
}
