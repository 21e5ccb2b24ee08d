// The state: it lives in the fragment, so that links and the back button work.

const EMPTY = { entity: null, to: null, path: null, view: "graph", q: "", more: [], fold: [], draw: 0 };
const VIEWS = ["graph", "timeline", "table"];
let state = { ...EMPTY };
let started = false;

const isNode = (thing) => Boolean(thing && thing.held && !isTold(thing));

// How each part of the fragment is read; what makes no sense is left out and said.
const READERS = {
  entity: (text_, into) => {
    into.entity = node(text_);
  },
  to: (text_, into) => {
    into.to = node(text_);
  },
  path: (text_, into) => {
    into.path = node(text_);
  },
  view: (text_, into) => {
    into.view = oneOf(text_, VIEWS);
  },
  q: (text_, into) => {
    into.q = text_.slice(0, 200);
  },
  class: (text_, into) => {
    into.filters.class = listed(
      text_,
      kinds.map((kind) => kind.id),
    );
  },
  source: (text_, into) => {
    into.filters.source = listed(text_, articles.map(publisherOf));
  },
  code: (text_, into) => {
    into.filters.code = listed(
      text_,
      terms.map((term) => term.iri),
    );
  },
  from: (text_, into) => {
    into.filters.from = day_(text_);
  },
  until: (text_, into) => {
    into.filters.until = day_(text_);
  },
  clock: (text_, into) => {
    into.filters.clock = oneOf(text_, ["happened", "published"]);
  },
  undated: (text_, into) => {
    into.filters.undated = oneOf(text_, ["no"]) !== "no";
  },
  origins: (text_, into) => {
    into.filters.origins = oneOf(text_, ["2"]) === "2";
  },
  more: (text_, into) => {
    into.more = list(text_).map(expansion);
  },
  fold: (text_, into) => {
    into.fold = list(text_).map(node);
  },
  draw: (text_, into) => {
    into.draw = Math.min(MOST_DRAWN, wholeNumber(text_));
  },
};

class Strange extends Error {}

function strange(test, found) {
  if (!test) throw new Strange();
  return found;
}
function node(iri) {
  return strange(isNode(byIri.get(iri)), byIri.get(iri));
}
function oneOf(text_, allowed) {
  return strange(allowed.includes(text_), text_);
}
function list(text_) {
  return text_.split("|").map(decodeURIComponent);
}
function listed(text_, allowed) {
  const known = new Set(allowed);
  return list(text_).map((one) => strange(known.has(one), one));
}
function day_(text_) {
  return strange(/^\d{4}-\d\d-\d\d$/.test(text_), text_);
}
function wholeNumber(text_) {
  return strange(/^\d{1,4}$/.test(text_), Number(text_));
}

function expansion(text_) {
  const [iri, key, count] = text_.split(" ").map(decodeURIComponent);
  const thing = node(iri);
  return {
    thing,
    key: oneOf(
      key,
      relationsOf(thing).map((one) => one.key),
    ),
    count: wholeNumber(count || ""),
  };
}

function parse(fragment_) {
  const [version, ...pairs] = fragment_.replace(/^#/, "").split("&");
  const found = { ...EMPTY, filters: { ...NO_FILTERS }, strange: fragment_.length > 1 && version !== "v1" };
  if (version !== "v1") return found;
  for (const pair of pairs) {
    const at = pair.indexOf("="),
      name = pair.slice(0, at);
    const read = Object.hasOwn(READERS, name) ? READERS[name] : null;
    try {
      if (read) read(decodeURIComponent(pair.slice(at + 1)), found);
    } catch (error) {
      if (!(error instanceof Strange || error instanceof URIError)) throw error;
      found.strange = true;
    }
  }
  if (!found.entity) found.path = found.to = null;
  if (found.to && !linkBetween(found.entity, found.to)) found.to = null;
  if (found.to || found.path === found.entity) found.path = null;
  return found;
}

function fragment(wanted, chosen) {
  const parts = [],
    joined = (some) => some.map(encodeURIComponent).join("|");
  const add = (name, content) => {
    if (content) parts.push(name + "=" + encodeURIComponent(content));
  };
  add("entity", wanted.entity?.iri);
  add("to", wanted.to?.iri);
  add("path", wanted.path?.iri);
  add("view", wanted.view === "graph" ? "" : wanted.view);
  add("q", wanted.q);
  for (const group_ of ["class", "source", "code"]) add(group_, joined(chosen[group_]));
  add("from", chosen.from);
  add("until", chosen.until);
  add("clock", chosen.clock === "happened" ? "" : chosen.clock);
  add("undated", chosen.undated ? "" : "no");
  add("origins", chosen.origins ? "2" : "");
  add(
    "more",
    joined(wanted.more.map(({ thing, key, count }) => [thing.iri, key, count].map(encodeURIComponent).join(" "))),
  );
  add("fold", joined(wanted.fold.map((thing) => thing.iri)));
  add("draw", wanted.draw ? String(wanted.draw) : "");
  return ["#v1", ...parts].join("&");
}

let wantFocus = false,
  wantView = true;

// Every change goes through the fragment, so that the back button undoes it; typing replaces what it typed before.
function go(changes, { focus = true, view = true, replace = false, filters: chosen = filters } = {}) {
  if ("entity" in changes) searching = false;
  [wantFocus, wantView] = [focus && "entity" in changes, view];
  const next = fragment({ ...state, ...changes }, chosen);
  if (next === location.hash || (next === "#v1" && !location.hash)) arrive();
  else if (replace) location.replace(next);
  else location.hash = next;
}

function choose(changes) {
  go({}, { focus: false, filters: { ...filters, ...changes }, replace: "from" in changes || "until" in changes });
}

function arrive() {
  const { filters: chosen, strange: odd, ...found } = parse(location.hash);
  const before = state,
    first = !started,
    refiltered = first || JSON.stringify(chosen) !== JSON.stringify(filters);
  [state, started] = [found, true];
  if (refiltered) {
    filters = chosen;
    refilter();
  }
  if ($("search").value !== state.q && fold($("search").value) !== fold(state.q)) $("search").value = state.q;
  $("status").textContent = odd ? "Part of the link means nothing on this page; the rest is shown." : "";
  showViews();
  showSide();
  if (refiltered) fillFilters();
  showNote();
  if (state.view === "graph" && nodes.length)
    thePicture().show(
      wantView &&
        (state.entity !== before.entity ||
          state.to !== before.to ||
          state.path !== before.path ||
          state.more.length !== before.more.length ||
          state.draw !== before.draw ||
          refiltered),
    );
  if (state.view === "timeline") showTimeline();
  if (state.view === "table") showTable();
  if (wantFocus) focusSide(before.entity);
  [wantFocus, wantView] = [false, true];
  document.documentElement.dataset.state = location.hash;
  if (!nodes.length || state.view !== "graph") ready();
}

function showViews() {
  for (const name of VIEWS) $(name === "graph" ? "picture" : name).hidden = name !== state.view || !shownAny();
  for (const tab of $("views").children) tab.setAttribute("aria-pressed", String(tab.dataset.view === state.view));
  $("empty").hidden = shownAny();
}

function shownAny() {
  return passing.size > 0;
}

// Where the selection and the filters are as they were, the reader keeps place in the panel, and what was unfolded.
let panelStands = "";

function showSide() {
  const link = state.to ? linkBetween(state.entity, state.to) : null;
  const stands = JSON.stringify([state.entity?.iri, state.to?.iri, state.path?.iri, filters]);
  $("panel").hidden = !state.entity || searching;
  $("list").hidden = !$("panel").hidden;
  if (!$("list").hidden) fillList();
  if (stands === panelStands && state.entity) {
    renewNeighbours();
    return;
  }
  panelStands = stands;
  if (link) showLink(link);
  else if (state.entity) showThing(state.entity);
  else $("panel").replaceChildren();
  $("side").scrollTop = 0;
}

function focusSide(before) {
  if (state.entity) {
    $("panel").focus({ preventScroll: true });
    if (getComputedStyle($("side")).overflowY === "visible") $("side").scrollIntoView();
    return;
  }
  const row_ = before && $("list").querySelector('[data-iri="' + CSS.escape(before.iri) + '"] button');
  (row_ || $("search")).focus();
}
