// Lanes: meetings, measures’ states and statements drawn by day, in SVG of our own.

const LANES = [
  { id: "meetings", label: "Meetings and events" },
  { id: "measures", label: "Measures: how they stood" },
  { id: "statements", label: "Statements" },
];
const LEFT = 16,
  DOT = 5.5,
  STEP = 13,
  ROW = 19,
  HIGHEST = 60,
  VAGUE_ROWS = 4,
  MOST_ROWS = 14;

function dot(item, x, y, size = DOT) {
  const mark = svg(
    "g",
    { class: "item", "data-iri": item.thing.iri },
    svg("circle", { cx: x, cy: y, r: size + 5, class: "halo" }),
    svg(
      "g",
      { transform: "translate(" + x.toFixed(1) + "," + y.toFixed(1) + ") scale(" + size + ")" },
      shape(item.thing.kind, item.unreal),
    ),
    svg(
      "title",
      {},
      visible(item.label) +
        ", " +
        visible(item.thing.label === item.label ? "" : item.thing.label + ", ") +
        (item.reported ? "as reported on " : "") +
        date(item.day) +
        (item.until ? " until " + date(item.until) : ""),
    ),
  );
  mark.addEventListener("click", () => go({ entity: item.thing, to: null, path: null }, { focus: false }));
  return mark;
}

// A stretch of days, below the names so that these stay readable.
function bar(item, scale, y) {
  const [a] = span(item.day),
    b = span(item.until || item.day)[1];
  if (item.day.length === 10 && !item.until) return [];
  const [x1, x2] = [scale.x(dayNumber(a)), scale.x(dayNumber(b))];
  return [
    svg("line", {
      x1,
      x2,
      y1: y + 8,
      y2: y + 8,
      stroke: "var(--kind-" + item.thing.kind.id + ")",
      "stroke-width": 3,
      "stroke-opacity": 0.35,
      "stroke-linecap": "round",
    }),
  ];
}

function said(x, y, content, kind = "", anchor = "start") {
  return svg(
    "text",
    { x: x.toFixed(1), y: y.toFixed(1), class: kind, "text-anchor": anchor, direction: "ltr" },
    content,
  );
}

// How wide words are in the lanes, and as many of them as have room.
let ruler = null;

function wideOf(content) {
  if (!ruler) {
    ruler = document.createElement("canvas").getContext("2d");
    ruler.font = "12px " + getComputedStyle(document.body).fontFamily;
  }
  return ruler.measureText(content).width;
}

function fitted(content, room) {
  let most = Math.min(60, content.length),
    name = shortened(content, most);
  while (most > 1 && wideOf(name) > room) {
    most -= 1;
    name = shortened(content, most);
  }
  return name;
}

// Items with their names beside them, each in the first row that has room.
function namedLane(items, scale, top, width) {
  const ends = [],
    parts = [];
  let over = 0;
  // Where not all have room, what most is known of comes first.
  const order = items.length > 3 * MOST_ROWS ? [...items].sort((a, b) => b.thing.degree - a.thing.degree) : items;
  for (const item of order) {
    const x = scale.of(item),
      left = x > width / 2 && x + Math.min(34, item.label.length) * 6.4 + 24 > width;
    const room = Math.floor(((left ? x : width - x) - 24) / 6.4),
      name = shortened(item.label, Math.min(34, room));
    const wide = name.length * 7 + 14;
    const [a, b] = left ? [x - wide - DOT, x + DOT] : [x - DOT, x + wide + DOT];
    let row_ = ends.findIndex((taken) => taken.every(([c, d]) => b < c || a > d));
    if (row_ < 0) row_ = ends.push([]) - 1;
    if (row_ >= MOST_ROWS) {
      over += 1;
      ends.length = MOST_ROWS;
      continue;
    }
    ends[row_].push([a, b]);
    const y = top + 30 + row_ * ROW;
    parts.push(
      ...bar(item, scale, y),
      dot(item, x, y),
      said(left ? x - DOT - 4 : x + DOT + 4, y + 4, name, "", left ? "end" : "start"),
    );
  }
  const height = 40 + Math.max(1, ends.length) * ROW + (over ? 14 : 0);
  if (over) parts.push(said(LEFT - 4, top + height - 9, number(over) + " more in the list below", "soft"));
  return { parts, height };
}

// Dots of one measure, and in words how it stood wherever the next dot leaves room.
function measureRow(items, scale, y, width) {
  const piles = [...grouped(items, (item) => scale.of(item))]
    .sort((a, b) => a[0] - b[0])
    .map(([x, here]) => ({ x, here, wide: (here.length - 1) * (DOT + 4) }));
  // What has no room at its day moves to the right, and back to the left from the edge of the frame.
  piles.forEach((pile, at) => {
    const before = piles[at - 1];
    if (before) pile.x = Math.max(pile.x, before.x + before.wide + 2 * DOT);
  });
  for (let at = piles.length - 1; at >= 0; at -= 1) {
    const next = piles[at + 1];
    piles[at].x = Math.min(piles[at].x, (next ? next.x - 2 * DOT : width - DOT - 8) - piles[at].wide);
  }
  const parts = [];
  piles.forEach(({ x, here, wide }, at) => {
    const from = x + wide + DOT + 5,
      room = (at + 1 < piles.length ? piles[at + 1].x - DOT - 4 : width - 8) - from;
    if (room < STEP) return;
    const label = [...new Set(here.map((item) => item.label))].join("; "),
      name = fitted(label, room);
    if ((name === label || name.length >= 6) && wideOf(name) <= room) parts.push(said(from, y + 4, name));
  });
  const bars = items.flatMap((item) => bar(item, scale, y - 8));
  return [...bars, ...parts, ...piles.flatMap(({ x, here }) => here.map((item, i) => dot(item, x + i * (DOT + 4), y)))];
}

// One row for each measure, those with most states first; words where there is room for them.
function measureLane(items, scale, top, width) {
  const rows = [...grouped(items, (item) => item.thing)].sort(
    (a, b) => b[1].length - a[1].length || a[0].number - b[0].number,
  );
  const parts = [];
  rows.slice(0, MOST_ROWS).forEach(([thing, some], at) => {
    const y = top + 56 + at * 36;
    parts.push(said(LEFT + 10, y - 13, fitted(thing.label, width - LEFT - 26), "soft"));
    parts.push(svg("line", { x1: scale.from, x2: scale.to, y1: y, y2: y, class: "rule" }));
    parts.push(...measureRow(some, scale, y, width));
  });
  const over = rows.length - MOST_ROWS,
    height = 48 + Math.max(1, Math.min(rows.length, MOST_ROWS)) * 36 + (over > 0 ? 10 : 0);
  if (over > 0) parts.push(said(LEFT - 4, top + height - 9, number(over) + " more measures in the list below", "soft"));
  return { parts, height };
}

// One dot a statement, piled up day by day, or by as many days as a dot is wide.
function statementLane(items, scale, top) {
  const exact = items.filter((item) => item.day.length === 10),
    vague = items.filter((item) => item.day.length < 10);
  const perDay = (scale.to - scale.from) / (scale.last - scale.first),
    together = Math.ceil(7 / perDay);
  const piles = grouped(exact, (item) => Math.floor((dayNumber(item.day.slice(0, 10)) - scale.first) / together));
  const highest = Math.min(HIGHEST, Math.max(1, ...[...piles.values()].map((pile) => pile.length)));
  const step = Math.min(STEP, Math.max(4, 230 / highest)),
    size = Math.min(DOT, (together * perDay) / 2.5, step / 2.1);
  const base = top + 34 + highest * step,
    parts = [];
  for (const pile of piles.values()) {
    const x = together === 1 ? scale.of(pile[0]) : (scale.of(pile[0]) + scale.of(pile[pile.length - 1])) / 2;
    parts.push(...pile.slice(0, HIGHEST).map((item, i) => dot(item, x, base - 6 - i * step, size)));
    if (pile.length > HIGHEST) parts.push(said(x, top + 26, "+" + number(pile.length - HIGHEST), "soft", "middle"));
  }
  if (!vague.length) return { parts, height: base - top + 6 };
  return { parts: [...parts, ...vagueRows(vague, scale, base)], height: base - top + 32 + VAGUE_ROWS * STEP };
}

// What is dated to the month or year, on the stretch that it may be of.
function vagueRows(items, scale, base) {
  const parts = [];
  for (const pile of grouped(items, (item) => item.day).values()) {
    pile.forEach((item, i) => {
      const x = scale.of(item) + Math.floor(i / VAGUE_ROWS) * STEP,
        y = base + 32 + (i % VAGUE_ROWS) * STEP;
      parts.push(...(i ? [] : bar(item, scale, base)), dot(item, x, y));
    });
  }
  return [...parts, said(LEFT + 10, base + 20, "month or year alone", "soft")];
}

function lanes(items, width) {
  const scale = new Scale(stretch(items), width),
    parts = [],
    makers = { meetings: namedLane, measures: measureLane, statements: statementLane };
  let top = 26;
  for (const lane of LANES) {
    const some = items.filter((item) => item.lane === lane.id);
    const made = makers[lane.id](some, scale, top, width);
    const reported = some.filter((item) => item.reported).length;
    if (reported && width > 560)
      made.parts.push(said(width - 12, top + 17, number(reported) + " on the day of their report", "soft", "end"));
    parts.push(
      svg("rect", { x: 1, y: top, width: width - 2, height: made.height, rx: 8, class: "lane" }),
      ...ticks(scale).map(({ x, strong }) =>
        svg("line", {
          x1: x,
          x2: x,
          y1: top,
          y2: top + made.height,
          class: "rule",
          "stroke-opacity": strong ? 1 : 0.5,
        }),
      ),
      said(LEFT - 4, top + 17, lane.label + " (" + number(some.length) + ")", "lane-name"),
      ...made.parts,
    );
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
  const edges = [
    early && number(early) + " earlier at the left edge",
    late && number(late) + " later at the right edge",
  ]
    .filter(Boolean)
    .join(", ");
  const view = svg(
    "svg",
    {
      class: "lanes",
      viewBox: "0 0 " + width + " " + top,
      width,
      height: top,
      role: "img",
      "aria-label": "Meetings, states of measures and statements by day; the list below tells the same",
    },
    ...parts,
  );
  return [view, edges ? make("p", { class: "note" }, edges) : null].filter(Boolean);
}
