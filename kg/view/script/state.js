// The state: it lives in the fragment, so that links and the back button work.

const EMPTY = { entity: null, to: null, path: null, view: "graph", table: "things", sort: "", q: "", more: [], fold: [], draw: 0 };
const VIEWS = ["graph", "timeline", "table"];
let state = { ...EMPTY };
let started = false;

const isNode = (thing) => Boolean(thing && thing.held && !isTold(thing));

// How each part of the fragment is read; what makes no sense is left out and said, and of a list nothing but that.
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
    into.q = cutAt(text_, 200);
  },
  table: (text_, into) => {
    into.table = oneOf(text_, Object.keys(COLUMNS));
  },
  sort: (text_, into) => {
    into.sort = text_;
  },
  class: (text_, into) => {
    const known = new Set(kinds.map((kind) => kind.id));
    into.filters.class = list(text_, into, (one) => strange(known.has(one), one));
  },
  source: (text_, into) => {
    const known = new Set(articles.map(publisherOf));
    into.filters.source = list(text_, into, (one) => strange(known.has(one), one));
  },
  code: (text_, into) => {
    const known = new Set(terms.map((term) => term.iri));
    into.filters.code = list(text_, into, (one) => strange(known.has(one), one));
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
    into.more = list(text_, into, expansion);
  },
  fold: (text_, into) => {
    into.fold = list(text_, into, node);
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
function isGarbage(error) {
  return error instanceof Strange || error instanceof URIError;
}
function list(text_, into, read) {
  const found = new Set();
  for (const one of text_.split("|")) {
    try {
      found.add(read(decodeURIComponent(one)));
    } catch (error) {
      if (!isGarbage(error)) throw error;
      into.strange = true;
    }
  }
  return [...found];
}
function day_(text_) {
  const day = /^\d{4}-\d\d-\d\d$/.test(text_) ? new Date(text_ + "T00:00:00Z") : NaN;
  return strange(!isNaN(day) && day.toISOString().startsWith(text_), text_);
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
  const seen = new Set();
  for (const pair of pairs) {
    const at = pair.indexOf("="),
      name = pair.slice(0, at);
    const read = Object.hasOwn(READERS, name) && !seen.has(name) ? READERS[name] : null;
    seen.add(name);
    try {
      if (read) read(decodeURIComponent(pair.slice(at + 1)), found);
      else if (pair) found.strange = true;
    } catch (error) {
      if (!isGarbage(error)) throw error;
      found.strange = true;
    }
  }
  agreed(found);
  return found;
}

// Parts that make sense each for itself, but not together.
function agreed(found) {
  const drop = (name, of = found) => {
    of[name] = EMPTY[name] ?? NO_FILTERS[name] ?? null;
    found.strange = true;
  };
  if (found.to && !(found.entity && linkBetween(found.entity, found.to))) drop("to");
  if (found.path && (!found.entity || found.to || found.path === found.entity)) drop("path");
  if (found.sort && !COLUMNS[found.table].some((column) => column.id === found.sort.replace(/^-/, ""))) drop("sort");
  if (found.filters.from && found.filters.until && found.filters.from > found.filters.until) {
    drop("until", found.filters);
    found.strange = "The last day was before the first: it is left out.";
  }
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
  add("table", wanted.table === "things" ? "" : wanted.table);
  add("sort", wanted.sort);
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
// The field whose typing has made the present entry of the history, and the entry that is on its way.
let typedIn = null,
  awaited = null;

// Every change goes through the fragment, so that the back button undoes it; typing replaces what it typed before,
// and nothing else.
function go(changes, { focus = true, view = true, replace = false, typing = null, filters: chosen = filters } = {}) {
  if ("entity" in changes) searching = false;
  [wantFocus, wantView] = [focus && "entity" in changes, view];
  const next = fragment({ ...state, ...changes }, chosen);
  if (next === location.hash || (next === "#v1" && !location.hash)) {
    arrive();
    return;
  }
  const again = typing !== null && typing === typedIn;
  [typedIn, awaited] = [typing, next];
  if (replace || again) location.replace(next);
  else location.hash = next;
}

function changed() {
  if (location.hash !== awaited) typedIn = null;
  arrive();
}

function choose(changes) {
  go({}, { focus: false, filters: { ...filters, ...changes }, typing: ["from", "until"].find((name) => name in changes) });
}

function arrive() {
  const { filters: chosen, strange: odd, ...found } = parse(location.hash);
  const before = state,
    had = document.activeElement,
    host = had?.closest("#panel, #drawn, #list, #bar"),
    first = !started,
    refiltered = first || JSON.stringify(chosen) !== JSON.stringify(filters);
  [state, started] = [found, true];
  if (refiltered) {
    filters = chosen;
    refilter();
  }
  if ($("search").value !== state.q && fold($("search").value) !== fold(state.q)) $("search").value = state.q;
  $("status").textContent = odd
    ? typeof odd === "string"
      ? odd
      : "Part of the link means nothing on this page; the rest is shown."
    : "";
  const named = [state.entity, state.to].filter(Boolean).map((thing) => shortened(thing.label, 80));
  document.title = [named.join(" and "), $("top").querySelector("h1").textContent].filter(Boolean).join(" – ");
  showViews();
  showSide();
  if (refiltered || before.q !== state.q) fillFilters();
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
  if (wantFocus) focusSide(before);
  else keepFocus(had, host, before);
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
  const row_ = rowButtonsOf(before).find((one) => one.checkVisibility());
  (row_ || $("search")).focus();
}

// The rows of what was selected: in the table or the timeline where one of them is shown, and in the list.
function rowButtonsOf({ entity, to }) {
  if (!entity) return [];
  const is = (name, thing) => "[data-" + name + '="' + CSS.escape(thing.iri) + '"]';
  const row_ = to
    ? is("first", entity) + is("second", to) + " .thing, " + is("first", to) + is("second", entity) + " .thing"
    : is("iri", entity) + " button";
  return [...$(state.view === "graph" ? "list" : state.view).querySelectorAll(row_), ...$("list").querySelectorAll(row_)];
}

// What had the focus may be gone or built anew: the focus then goes to what stands in its place.
function keepFocus(had, host, before) {
  const active = document.activeElement;
  if (!host || (had.isConnected && had.checkVisibility()) || (active !== document.body && active !== had)) return;
  const inPanel = () =>
    state.path && state.path !== before.path
      ? $("panel").querySelector(".path h3")
      : (before.path && !state.path && $("panel").querySelector(".path-tool summary")) || $("panel");
  if (host.id === "panel" && !$("panel").hidden) inPanel().focus({ preventScroll: true });
  else if (host.id === "drawn") ($("drawn").querySelector("button:not([hidden])") || $("fit")).focus();
  else $("search").focus();
}
