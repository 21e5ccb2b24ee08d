// The timeline: what stands in its lanes, and the same in order below.

// Every dated thing is an item of one lane; a measure has one for each of its states.
function timelineItems() {
  const found = [];
  for (const thing of shownThings()) {
    if (thing.kind.id === "measure") {
      for (const one of statesOf(thing)) {
        const when = value(one, "asOf") || value(one, "from");
        if (when)
          found.push({ lane: "measures", thing, day: when.text, label: stateWords(one), unreal: isUnrealState(one) });
      }
      for (const id of ["announcedOn", "effectiveOn"]) {
        for (const fact of values(thing, id))
          found.push({ lane: "measures", thing, day: fact.text, label: fact.property.label, unreal: false });
      }
    } else if (isSaid(thing)) {
      const when = value(thing, "saidOn");
      if (when) found.push({ lane: "statements", thing, day: when.text, label: thing.label, unreal: thing.unreal });
    } else if (thing.kind.id === "meeting" || thing.kind.id === "event") {
      const on = value(thing, "on") || value(thing, "from"),
        until = value(thing, "until");
      const planned = statesOf(thing)
        .map((one) => value(one, "plannedFor"))
        .filter(Boolean)
        .map((f) => f.text)
        .sort()[0];
      const day = on?.text || until?.text || planned;
      if (day)
        found.push({
          lane: "meetings",
          thing,
          day,
          until: until?.text,
          label: thing.label,
          unreal: thing.unreal || !(on || until),
        });
    }
  }
  // A month stands before its first day.
  const at = (item) => span(item.day)[0] + item.day;
  return found
    .filter((item) => span(item.day))
    .sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.thing.number - b.thing.number));
}

function stateWords(one) {
  const told = ranked(
    one.out.filter((f) => ["status", "rate", "unit", "ratePart"].includes(f.property.id)),
    ["rate", "unit", "ratePart", "status"],
  );
  const said = told
    .map((f) => (f.term ? f.term.label : f.text))
    .join(" ")
    .replace(/ per ?cent\b/, " %");
  return said || one.cls || one.kind.label;
}

function isUnrealState(one) {
  return one.out.some((fact) => fact.term?.unreal);
}

function dayRow(item) {
  return make(
    "li",
    { "data-iri": item.thing.iri },
    thingButton(item.thing, 120),
    item.label === item.thing.label ? null : text(item.label, "span", { class: "note" }),
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
    paged(rows, undated, (thing) => make("li", { "data-iri": thing.iri }, thingButton(thing, 120)), days);
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
