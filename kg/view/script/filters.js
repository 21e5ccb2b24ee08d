// Filters: which things and lines are let through. Groups are joined by "and", choices within one by "or".

const NO_FILTERS = {
  class: [],
  source: [],
  code: [],
  from: "",
  until: "",
  clock: "happened",
  undated: true,
  origins: false,
};
const GROUPS = ["class", "source", "dates", "code", "origins"];
let filters = { ...NO_FILTERS };

function isFiltering() {
  return GROUPS.some(isActive);
}

function isActive(group) {
  if (group === "dates") return Boolean(filters.from || filters.until || !filters.undated);
  return group === "origins" ? filters.origins : filters[group].length > 0;
}

const TESTS = {
  class: (facets) => filters.class.includes(facets.kind),
  // What one article reports: its source and its day of publication must agree on one and the same article.
  source: (facets) => facets.articles.some((a) => filters.source.includes(publisherOf(a)) && publishedFits(a)),
  code: (facets) => filters.code.some((iri) => facets.codes.has(iri)),
  dates: (facets) =>
    filters.clock === "published" ? facets.articles.some(publishedFits) : happenedFits(facets.happened),
  origins: (facets) => facets.origins > 1,
};

function publishedFits(article) {
  if (!isActive("dates") || filters.clock !== "published") return true;
  const when = publishedSpan(article);
  return when ? overlaps([when], filters.from, filters.until) : filters.undated;
}

function happenedFits(spans) {
  if (!spans.length) return filters.undated;
  return overlaps(spans, filters.from, filters.until);
}

// Whether a thing passes all groups but one, which is how the choices of that one are counted.
function passes(thing, but) {
  return GROUPS.every((group) => group === but || !isActive(group) || TESTS[group](facetsOf(thing)));
}

// A line needs both its ends, and support of its own from the sources, days of publication and origins asked for.
function linkPasses(link) {
  const needed = ["source", "origins", ...(filters.clock === "published" ? ["dates"] : [])].filter(isActive);
  if (!needed.length) return true;
  const facets = linkFacets(link);
  return needed.every((group) => TESTS[group](facets));
}

let passing = new Set(nodes);

function refilter() {
  passing = isFiltering() ? new Set(nodes.filter((thing) => passes(thing))) : new Set(nodes);
}

function countedBy(group, keys) {
  const counts = new Map();
  for (const thing of soughtThings()) {
    if (passes(thing, group)) for (const key of keys(thing)) counts.set(key, (counts.get(key) || 0) + 1);
  }
  return counts;
}

function filterWords() {
  const said = [];
  if (filters.class.length)
    said.push(filters.class.map((id) => kinds.find((kind) => kind.id === id).plural).join(" or "));
  if (filters.source.length) said.push("reported by " + filters.source.map(visible).join(" or "));
  if (filters.code.length)
    said.push(filters.code.map((iri) => terms.find((term) => term.iri === iri).label).join(" or "));
  if (isActive("dates")) {
    const range = [
      filters.from && "from " + date(filters.from),
      filters.until && "until " + date(filters.until),
    ].filter(Boolean);
    said.push(filters.clock + " " + (range.join(" ") || "at a known date") + (filters.undated ? " or undated" : ""));
  }
  if (filters.origins) said.push("with a fact from two or more origins");
  return said.join("; ");
}
