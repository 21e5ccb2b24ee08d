// Neighbours by relation: how many there are, how many are drawn, and the next few on demand.

// A thing's neighbours under each name that a relation has as seen from it; the best-connected come first.
function relationsOf(thing) {
  if (thing.relations) return thing.relations;
  const found = new Map();
  const add = (key, label, link) => {
    if (!found.has(key)) found.set(key, { key, label, things: new Set() });
    found.get(key).things.add(other(link, thing));
  };
  for (const link of thing.links) {
    for (const fact of link.facts) {
      if (fact.subject === thing) add(">" + fact.property.iri, fact.property.label, link);
      else add("<" + fact.property.iri, fact.property.inverse || "← " + fact.property.label, link);
    }
    for (const told of link.told) add("=" + (told.cls || told.kind.id), told.cls || told.kind.label, link);
    if (link.through.length) add("~", isSaid(thing) ? "speakers and subjects" : "by way of statements", link);
  }
  thing.relations = [...found.values()].map((relation) => ({
    ...relation,
    things: [...relation.things].sort((a, b) => b.degree - a.degree || a.number - b.number),
  }));
  thing.relations.sort(
    (a, b) => (a.key === "~") - (b.key === "~") || b.things.length - a.things.length || (a.key < b.key ? -1 : 1),
  );
  return thing.relations;
}

function reached(relation) {
  return relation.things.filter((thing) => passing.has(thing));
}

// What the expansions asked for bring in.
function expanded() {
  return state.more.flatMap(({ thing, key, count }) => {
    const relation = relationsOf(thing).find((one) => one.key === key);
    return relation ? reached(relation).slice(0, count) : [];
  });
}

function expandedBy(thing, key) {
  return state.more.find((one) => one.thing === thing && one.key === key)?.count || 0;
}

function expand(thing, key, count) {
  const rest = state.more.filter((one) => one.thing !== thing || one.key !== key);
  go({ view: "graph", more: [...rest, { thing, key, count }], fold: state.fold.filter((one) => one !== thing) });
}

function collapse(thing) {
  go({
    view: "graph",
    more: state.more.filter((one) => one.thing !== thing),
    fold: [...state.fold.filter((one) => one !== thing), thing],
  });
}

function unfold(thing) {
  go({ view: "graph", fold: state.fold.filter((one) => one !== thing) });
}

function drawWords(next, left, all) {
  if (next < left) return "Draw " + next + " more";
  if (left === 1) return "Draw it";
  return left === all ? "Draw all " + left : "Draw the other " + left;
}

function relationRow(thing, relation, shown) {
  const all = reached(relation),
    left = all.filter((one) => !shown.has(one)).length;
  const there = all.length - left,
    next = Math.min(PAGE, left);
  // The next page: so many of the list that ten more of it get drawn.
  const enough = () => {
    let missing = 0,
      count = 0;
    for (const one of all) {
      if (missing === next) break;
      count += 1;
      missing += shown.has(one) ? 0 : 1;
    }
    return Math.max(count, expandedBy(thing, relation.key));
  };
  const more = button(drawWords(next, left, all.length), {
    class: "quiet",
    "data-key": relation.key,
    "aria-label": drawWords(next, left, all.length) + ": " + visible(relation.label),
    onclick: () => expand(thing, relation.key, enough()),
  });
  return make(
    "li",
    {},
    text(capital(relation.label)),
    make(
      "span",
      { class: "count" },
      there === all.length ? number(all.length) + ", all drawn" : there + " of " + number(all.length) + " drawn",
    ),
    next ? more : null,
  );
}

function neighboursSection(thing) {
  const shown = chooseDrawn(),
    all = relationsOf(thing).filter((relation) => reached(relation).length);
  if (!all.length) return null;
  const folded = state.fold.includes(thing);
  const toggle = folded
    ? button("Unfold", { class: "tool", "data-key": "fold", onclick: () => unfold(thing) })
    : button("Collapse", {
        class: "tool",
        "data-key": "fold",
        title: "Take out of the picture what hangs on this alone",
        onclick: () => collapse(thing),
      });
  const total = new Set(all.flatMap((relation) => reached(relation)));
  return make(
    "details",
    { class: "neighbours", open: openSections.has("neighbours"), ontoggle: remember("neighbours") },
    make("summary", {}, "Connections ", make("small", {}, number(total.size))),
    make("ul", {}, ...all.map((relation) => relationRow(thing, relation, shown))),
    toggle,
  );
}

// Tells anew how much is drawn; what had the focus has it still, or its heading where it is gone.
function renewNeighbours() {
  const before = $("panel").querySelector(".neighbours"),
    focused = before?.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  if (!before) return;
  const after = neighboursSection(state.entity);
  if (!after) return;
  before.replaceWith(after);
  if (focused) (after.querySelector('[data-key="' + CSS.escape(focused) + '"]') || after.firstElementChild).focus();
}

// Which of the panel's sections the reader has opened stays so from thing to thing.
const openSections = new Set();
function remember(name) {
  return (event) => {
    if (event.target.open) openSections.add(name);
    else openSections.delete(name);
  };
}

function toolsFor(thing) {
  return make("div", { class: "tools" }, neighboursSection(thing), pathTool(thing));
}
