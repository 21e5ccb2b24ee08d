// The timeline: meetings, measures' states and statements in lanes of our own, and the same in order below.

const LANES = [
  { id: "meetings", label: "Meetings and events" },
  { id: "measures", label: "Measures: how they stood" },
  { id: "statements", label: "Statements" },
];
const LEFT = 16, DOT = 5.5, STEP = 13, ROW = 19, MOST_ROWS = 14;

// Every dated thing is an item of one lane; a measure has one for each of its states.
function timelineItems() {
  const found = [];
  for (const thing of shownThings()) {
    if (thing.kind.id === "measure") {
      for (const one of statesOf(thing)) {
        const when = value(one, "asOf") || value(one, "from");
        if (when) found.push({ lane: "measures", thing, day: when.text, label: stateWords(one), unreal: isUnrealState(one) });
      }
      for (const id of ["announcedOn", "effectiveOn"]) {
        for (const fact of values(thing, id)) found.push({ lane: "measures", thing, day: fact.text, label: fact.property.label, unreal: false });
      }
    } else if (isSaid(thing)) {
      const when = value(thing, "saidOn");
      if (when) found.push({ lane: "statements", thing, day: when.text, label: thing.label, unreal: thing.unreal });
    } else if (thing.kind.id === "meeting" || thing.kind.id === "event") {
      const on = value(thing, "on") || value(thing, "from"), until = value(thing, "until");
      const planned = statesOf(thing).map((one) => value(one, "plannedFor")).filter(Boolean).map((f) => f.text).sort()[0];
      const day = on?.text || until?.text || planned;
      if (day) found.push({ lane: "meetings", thing, day, until: until?.text, label: thing.label, unreal: thing.unreal || !(on || until) });
    }
  }
  const at = (item) => span(item.day)?.[0] || item.day;
  return found.filter((item) => span(item.day)).sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.thing.number - b.thing.number));
}

function stateWords(one) {
  const told = ranked(one.out.filter((f) => ["status", "rate", "unit", "ratePart"].includes(f.property.id)), ["rate", "unit", "ratePart", "status"]);
  const said = told.map((f) => (f.term ? f.term.label : f.text)).join(" ").replace(/ per ?cent\b/, " %");
  return said || one.cls || one.kind.label;
}

function isUnrealState(one) { return one.out.some((fact) => fact.term?.unreal); }

function dayNumber(iso) { return Date.parse(iso.slice(0, 8) + String(Math.min(Number(iso.slice(8)), 28)).padStart(2, "0")) / 864e5 + Math.max(0, Number(iso.slice(8)) - 28); }

// The stretch that most of it falls into; what lies before or after stands at the edge, and says so.
function stretch(items) {
  const days = items.map((item) => dayNumber(span(item.day)[item.day.length < 10 ? 1 : 0])).sort((a, b) => a - b);
  const cut = days.length > 30 ? Math.floor(days.length * 0.02) : 0;
  const [first, last] = [days[cut], days[days.length - 1 - cut]], pad = Math.max(2, (last - first) * 0.03);
  return [first - pad, last + pad];
}

class Scale {
  constructor([first, last], width) {
    Object.assign(this, { first, last, from: LEFT + 10, to: width - 24 });
  }

  x(day) {
    const share = (day - this.first) / (this.last - this.first);
    return this.from + Math.min(1, Math.max(0, share)) * (this.to - this.from);
  }

  of(item) {
    const [a, b] = span(item.day);
    return item.day.length < 10 ? (this.x(dayNumber(a)) + this.x(dayNumber(b))) / 2 : this.x(dayNumber(a));
  }
}

const MONTH_NAMES = MONTHS.map((name) => name.slice(0, 3));

function ticks(scale) {
  const found = [], days = scale.last - scale.first;
  for (let day = Math.ceil(scale.first); day <= scale.last; day += 1) {
    const at = new Date(day * 864e5), month = at.getUTCMonth(), of = at.getUTCDate();
    const every = days < 20 ? 1 : days < 120 ? 7 : days < 1200 ? 0 : -1;
    const first = of === 1, year = first && month === 0;
    if (every > 0 ? first || (days < 20 || [8, 15, 22].includes(of)) : every === 0 ? first : year) {
      found.push({ x: scale.x(day), strong: first, label: every < 0 || (every === 0 && year) ? String(at.getUTCFullYear())
        : first || !found.length ? (of === 1 ? "" : of + " ") + MONTH_NAMES[month] + (found.length ? "" : " " + at.getUTCFullYear()) : String(of) });
    }
  }
  return found;
}

function dot(item, x, y) {
  const chosen = item.thing === state.entity || item.thing === state.to;
  const mark = svg("g", { class: "item" + (chosen ? " chosen" : ""), "data-iri": item.thing.iri },
    ...(chosen ? [svg("circle", { cx: x, cy: y, r: DOT + 5, class: "halo" })] : []),
    svg("g", { transform: "translate(" + x.toFixed(1) + "," + y.toFixed(1) + ") scale(" + DOT + ")" }, shape(item.thing.kind, item.unreal)),
    svg("title", {}, visible(item.label) + ", " + visible(item.thing.label === item.label ? "" : item.thing.label + ", ") + date(item.day)));
  mark.addEventListener("click", () => go({ entity: item.thing, to: null, path: null }, { focus: false }));
  return mark;
}

// A stretch of days, below the names so that these stay readable.
function bar(item, scale, y) {
  const [a] = span(item.day), b = span(item.until || item.day)[1];
  if (item.day.length === 10 && !item.until) return [];
  const [x1, x2] = [scale.x(dayNumber(a)), scale.x(dayNumber(b))];
  return [svg("line", { x1, x2, y1: y + 8, y2: y + 8, stroke: "var(--kind-" + item.thing.kind.id + ")", "stroke-width": 3, "stroke-opacity": .35, "stroke-linecap": "round" })];
}

function said(x, y, content, kind = "", anchor = "start") {
  return svg("text", { x: x.toFixed(1), y: y.toFixed(1), class: kind, "text-anchor": anchor, direction: "ltr" }, content);
}

// Items with their names beside them, each in the first row that has room.
function namedLane(items, scale, top, width) {
  const ends = [], parts = [];
  let over = 0;
  // Where not all have room, what most is known of comes first.
  const order = items.length > 3 * MOST_ROWS ? [...items].sort((a, b) => b.thing.degree - a.thing.degree) : items;
  for (const item of order) {
    const x = scale.of(item), left = x > width / 2 && x + Math.min(34, item.label.length) * 6.4 + 24 > width;
    const room = Math.floor(((left ? x : width - x) - 24) / 6.4), name = shortened(item.label, Math.min(34, room));
    const wide = name.length * 7 + 14;
    const [a, b] = left ? [x - wide - DOT, x + DOT] : [x - DOT, x + wide + DOT];
    let row_ = ends.findIndex((taken) => taken.every(([c, d]) => b < c || a > d));
    if (row_ < 0) row_ = ends.push([]) - 1;
    if (row_ >= MOST_ROWS) { over += 1; ends.length = MOST_ROWS; continue; }
    ends[row_].push([a, b]);
    const y = top + 30 + row_ * ROW;
    parts.push(...bar(item, scale, y), dot(item, x, y), said(left ? x - DOT - 4 : x + DOT + 4, y + 4, name, "", left ? "end" : "start"));
  }
  const height = 40 + Math.max(1, ends.length) * ROW + (over ? 14 : 0);
  if (over) parts.push(said(LEFT - 4, top + height - 9, number(over) + " more in the list below", "soft"));
  return { parts, height };
}

// Dots of one measure, and in words how it stood wherever the next dot leaves room.
function measureRow(items, scale, y, width) {
  const piles = [...grouped(items, (item) => scale.of(item))].sort((a, b) => a[0] - b[0]), dots = [], names = [];
  let free = -Infinity;
  piles.forEach(([x, here], at) => {
    const start = Math.max(x, free), from = start + (here.length - 1) * (DOT + 4) + DOT + 5;
    here.forEach((item, i) => dots.push(dot(item, start + i * (DOT + 4), y)));
    const until = at + 1 < piles.length ? piles[at + 1][0] - DOT - 4 : width - 8, room = Math.floor((until - from) / 6.4);
    const name = [...new Set(here.map((item) => item.label))].join("; ");
    if (room >= Math.min(6, name.length)) names.push(said(from, y + 4, shortened(name, room)));
    free = from + 4;
  });
  return [...dots, ...names];
}

// One row for each measure, those with most states first; words where there is room for them.
function measureLane(items, scale, top, width) {
  const rows = [...grouped(items, (item) => item.thing)].sort((a, b) => b[1].length - a[1].length || a[0].number - b[0].number);
  const parts = [];
  rows.slice(0, MOST_ROWS).forEach(([thing, some], at) => {
    const y = top + 56 + at * 36;
    parts.push(said(LEFT + 10, y - 13, shortened(thing.label, 60), "soft"));
    parts.push(svg("line", { x1: scale.from, x2: scale.to, y1: y, y2: y, class: "rule" }));
    parts.push(...measureRow(some, scale, y, width));
  });
  const over = rows.length - MOST_ROWS, height = 48 + Math.max(1, Math.min(rows.length, MOST_ROWS)) * 36 + (over > 0 ? 10 : 0);
  if (over > 0) parts.push(said(LEFT - 4, top + height - 9, number(over) + " more measures in the list below", "soft"));
  return { parts, height };
}

// One dot a statement, piled up day by day.
function statementLane(items, scale, top) {
  const piles = grouped(items.filter((item) => item.day.length === 10), (item) => Math.round(scale.of(item) / STEP));
  const vague = items.filter((item) => item.day.length < 10), parts = [];
  const highest = Math.min(10, Math.max(1, ...[...piles.values()].map((pile) => pile.length)));
  const base = top + 28 + highest * STEP;
  for (const [at, pile] of piles) {
    pile.forEach((item, i) => parts.push(dot(item, at * STEP + Math.floor(i / highest) * STEP * 0.98, base - (i % highest) * STEP - 4)));
  }
  vague.forEach((item, i) => parts.push(...bar(item, scale, base + 18 + (i % 4) * STEP), dot(item, scale.of(item) + Math.floor(i / 4) * STEP, base + 18 + (i % 4) * STEP)));
  if (vague.length) parts.push(said(LEFT + 10, base + 22, "month or year alone", "soft"));
  return { parts, height: base - top + 14 + (vague.length ? 14 + Math.min(4, vague.length) * STEP : 0) };
}

function lanes(items, width) {
  const scale = new Scale(stretch(items), width), parts = [], makers = { meetings: namedLane, measures: measureLane, statements: statementLane };
  let top = 26;
  for (const lane of LANES) {
    const some = items.filter((item) => item.lane === lane.id);
    const made = makers[lane.id](some, scale, top, width);
    parts.push(svg("rect", { x: 1, y: top, width: width - 2, height: made.height, rx: 8, class: "lane" }),
      ...ticks(scale).map(({ x, strong }) => svg("line", { x1: x, x2: x, y1: top, y2: top + made.height, class: "rule", "stroke-opacity": strong ? 1 : .5 })),
      said(LEFT - 4, top + 17, lane.label + " (" + number(some.length) + ")", "lane-name"), ...made.parts);
    top += made.height + 8;
  }
  let free = -Infinity;
  for (const { x, label } of ticks(scale)) {
    if (x < free || !label) continue;
    parts.push(said(x, 15, label, "soft", "middle"));
    free = x + label.length * 7 + 16;
  }
  const early = items.filter((item) => dayNumber(span(item.day)[1]) < scale.first).length;
  const late = items.filter((item) => dayNumber(span(item.day)[0]) > scale.last).length;
  const edges = [early && number(early) + " earlier at the left edge", late && number(late) + " later at the right edge"].filter(Boolean).join(", ");
  const view = svg("svg", { class: "lanes", viewBox: "0 0 " + width + " " + top, width, height: top, role: "img",
    "aria-label": "Meetings, states of measures and statements by day; the list below tells the same" }, ...parts);
  return [view, edges ? make("p", { class: "note" }, edges) : null].filter(Boolean);
}

function dayRow(item) {
  return make("li", { "data-iri": item.thing.iri, class: item.thing === state.entity ? "chosen" : null }, thingButton(item.thing, 120),
    item.label === item.thing.label ? null : text(item.label, "span", { class: "note" }),
    item.unreal ? make("span", { class: "tag unreal" }, "planned, off or not in force") : null);
}

// Days in order, paged; then how many have no day.
function dayList(items, undated) {
  const days = make("div", { class: "days" }, make("h2", {}, "In order"));
  let host = null, last = "";
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

function showTimeline() {
  const items = timelineItems(), dated = new Set(items.map((item) => item.thing));
  const undated = shownThings().filter((thing) => !dated.has(thing) && (isSaid(thing) || ["meeting", "event", "measure"].includes(thing.kind.id)));
  const width = Math.max(280, $("timeline").clientWidth - 32);
  const top = $("timeline").scrollTop;
  $("timeline").replaceChildren(...(items.length ? lanes(items, width) : [make("p", { class: "note" }, "Nothing here has a date.")]), dayList(items, undated));
  $("timeline").scrollTop = top;
}

addEventListener("resize", () => { if (state.view === "timeline") showTimeline(); });
