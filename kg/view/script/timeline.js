// The timeline: what stands in its lanes, and the same in order below.

// Every dated thing is an item of one lane; a measure has one for each of its states.
function timelineItems() {
  const found = [];
  for (const thing of shownThings()) {
    if (thing.kind.id === "measure") found.push(...measureItems(thing));
    else if (isSaid(thing)) found.push(statementItem(thing));
    else if (thing.kind.id === "meeting" || thing.kind.id === "event") found.push(eventItem(thing));
  }
  // A month stands before its first day.
  const at = (item) => span(item.day)[0] + item.day;
  return found
    .filter((item) => item.day)
    .sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.thing.number - b.thing.number));
}

function measureItems(thing) {
  const item = (day, more) => ({ lane: "measures", thing, day, ...more });
  const found = statesOf(thing).map((one) => {
    const from = firstDay(one, ["from"]),
      until = firstDay(one, ["until"]),
      told = { label: stateWords(one), unreal: isUnrealState(one) };
    if (from) return item(from, { ...told, until });
    if (until) return item(until, { ...told, label: told.label + " until then" });
    return item(firstDay(one, ["asOf"]), { ...told, reported: true });
  });
  for (const id of ["announcedOn", "effectiveOn"]) {
    for (const fact of values(thing, id))
      found.push(item(dayIn(fact.text || ""), { label: fact.property.label, unreal: false }));
  }
  return found;
}

function statementItem(thing) {
  return {
    lane: "statements",
    thing,
    day: firstDay(thing, ["saidOn"]),
    label: thing.label,
    unreal: thing.unreal,
  };
}

function eventItem(thing) {
  const on = firstDay(thing, ["on", "from"]),
    until = firstDay(thing, ["until"]),
    unreal = thing.unreal || !(on || until);
  return { lane: "meetings", thing, day: on || dayOf(thing), until, label: thing.label, unreal };
}

function stateWords(one) {
  const told = ranked(
    one.out.filter((f) => ["status", "rate", "unit", "ratePart"].includes(f.property.id)),
    ["rate", "unit", "ratePart", "status"],
  );
  const said = told
    .filter((f) => f.property.id !== "unit" || f.term?.id !== "percent" || !value(one, "rate"))
    .map(wordsOf)
    .join(" ");
  return said || one.cls || one.kind.label;
}

function isUnrealState(one) {
  return one.out.some((fact) => fact.term?.unreal);
}

function dayRow(item) {
  return make(
    "li",
    { "data-iri": item.thing.iri },
    thingButton(item.thing, 120, item.unreal),
    item.label === item.thing.label ? null : text(item.label, "span", { class: "note" }),
    item.until ? make("span", { class: "note" }, "until " + date(item.until)) : null,
    item.reported ? make("span", { class: "note" }, "as reported") : null,
    item.unreal ? make("span", { class: "tag unreal" }, "planned, off or not in force") : null,
  );
}

// Days in order, paged; then how many have no day.
function dayList(items, undated) {
  const days = make("div", { class: "days" }, make("h2", {}, "In order"));
  let host = null,
    last = "";
  const open = (item) => {
    if (item.day !== last) {
      host = make("ul", {});
      days.insertBefore(host, more);
      days.insertBefore(make("h3", {}, date(item.day)), host);
      last = item.day;
    }
    host.append(dayRow(item));
  };
  let at = 0;
  const more = button("", { class: "quiet more", onclick: () => next()?.focus() });
  const next = () => {
    const from = at;
    items.slice(at, at + ROWS).forEach(open);
    at = Math.min(items.length, at + ROWS);
    more.hidden = at >= items.length;
    more.textContent = "Show " + Math.min(ROWS, items.length - at) + " more of " + number(items.length - at);
    return days.querySelectorAll("li button")[from];
  };
  days.append(more);
  next();
  if (undated.length) {
    const rows = make("ul", {});
    days.append(make("h3", {}, "Undated ", make("small", {}, number(undated.length))), rows);
    paged(rows, undated, (thing) => thingRow(thing, whenNote(thing)), days);
  }
  return days;
}

// Where the window is wide, the list stands beside the lanes, else below.
const BESIDE = 1060,
  LIST_WIDE = 340;

function buildTimeline(width) {
  const items = timelineItems(),
    dated = new Set(items.map((item) => item.thing)),
    beside = width >= BESIDE;
  const undated = shownThings().filter(
    (thing) => !dated.has(thing) && (isSaid(thing) || ["meeting", "event", "measure"].includes(thing.kind.id)),
  );
  const drawn = items.length
    ? lanes(items, beside ? width - LIST_WIDE : width)
    : [make("p", { class: "note" }, "Nothing here has a date.")];
  $("timeline").classList.toggle("beside", beside);
  $("timeline").replaceChildren(make("div", {}, ...drawn), dayList(items, undated));
}

let timelineStands = "";

function showTimeline() {
  const width = Math.max(280, $("timeline").clientWidth - 32),
    stands = JSON.stringify([filters, state.q, width]);
  if (stands !== timelineStands) buildTimeline(width);
  timelineStands = stands;
  for (const mark of $("timeline").querySelectorAll("[data-iri]")) {
    const chosen = [state.entity, state.to].some((thing) => thing && thing.iri === mark.dataset.iri);
    mark.classList.toggle("chosen", chosen);
  }
}

addEventListener("resize", () => {
  if (state.view === "timeline") showTimeline();
});
