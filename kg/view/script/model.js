// What the data block says, and how its things hang together.

const data = JSON.parse(document.getElementById("kg-data").textContent);
const $ = (id) => document.getElementById(id);
const MOST_DRAWN = 300,
  ROWS = 100,
  FEW_ROWS = 8,
  FEW_MARKS = 5,
  FEW_RECEIPTS = 12,
  FEW_CARDS = 3,
  PAGE = 10;

// The few names that the page knows are those of the ontology and of RDF; what others call "on" is another thing.
const VOCABULARY = "https://kg.example/ont#",
  BORROWED = new Map([
    ["http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "type"],
    ["http://www.w3.org/2000/01/rdf-schema#label", "label"],
    ["http://www.w3.org/2004/02/skos/core#altLabel", "altLabel"],
  ]);

const kinds = data.kinds.map(([id, label, plural, role]) => ({ id, label, plural, role }));
const properties = data.properties.map(([iri, label, inverse]) => ({ iri, label, inverse, id: nameOf(iri) }));
const terms = data.terms.map(([iri, label, unreal]) => ({ iri, label, unreal: Boolean(unreal), id: nameOf(iri) }));
const things = data.things.map(([iri, label, kind, cls, degree, unreal], number) => ({
  number,
  iri,
  label,
  kind: kinds[kind],
  cls,
  degree,
  unreal: Boolean(unreal),
  held: number < data.held,
  out: [],
  in: [],
  links: [],
}));
const articles = data.articles.map(
  ([iri, label, publisher, published, latest, basis, copyOf, publisherIri, page, start, end]) => ({
    iri,
    label,
    publisher,
    published,
    latest,
    basis,
    copyOf,
    origin: copyOf || iri,
    publisherIri,
    page: page === null ? null : data.pages[page],
    start,
    end,
  }),
);
const citations = data.citations.map((row, number) => {
  const [
    iri,
    article,
    paragraph,
    start,
    end,
    voice,
    basis,
    dateBasis,
    passage,
    sayers,
    confidence,
    review,
    verified,
    quote,
    digest,
  ] = row;
  const saidBy = sayers.map((n) => data.sayers[n][1]).join("; ");
  return {
    number,
    iri,
    article: articles[article],
    paragraph,
    start,
    end,
    voice,
    basis,
    dateBasis,
    passage,
    saidBy,
    saidByIris: sayers.map((n) => data.sayers[n][0]),
    confidence,
    review,
    verified,
    quote,
    digest,
    gists: [],
  };
});
const facts = data.facts.map(([subject, property, value_, numbers]) => {
  const fact = { subject: things[subject], property: properties[property], citations: numbers };
  if (typeof value_ === "number") fact.thing = things[value_];
  else if (Array.isArray(value_) && value_.length === 1) fact.term = terms[value_[0]];
  else if (Array.isArray(value_)) [fact.text, fact.datatype] = [value_[0], data.datatypes[value_[1]]];
  else fact.text = value_;
  fact.subject.out.push(fact);
  if (fact.thing && fact.thing !== fact.subject) fact.thing.in.push(fact);
  if (fact.property.id === "gist") numbers.forEach((n) => citations[n].gists.push(fact));
  return fact;
});
const links = data.links.map(([first, second, triples, told, through], number) => {
  const link = {
    id: "e" + number,
    number,
    ends: [things[first], things[second]],
    facts: triples.map((n) => facts[n]),
    told: told.map((n) => things[n]),
    through: through.map((n) => things[n]),
  };
  link.ends.forEach((thing) => thing.links.push(link));
  return link;
});
const byIri = new Map(things.map((thing) => [thing.iri, thing]));
const isTold = (thing) => thing.kind.role === "told";
const isSaid = (thing) => thing.kind.role === "statement";
const nodes = things.filter((thing) => thing.held && !isTold(thing));
const best = [...nodes].sort((a, b) => b.degree - a.degree || a.number - b.number);
const other = (link, thing) => (link.ends[0] === thing ? link.ends[1] : link.ends[0]);
const isDirect = (link) => link.facts.length + link.told.length > 0;
const NAMING = new Set(["type", "label", "altLabel", "keywords"]);

function nameOf(iri) {
  if (iri.startsWith(VOCABULARY)) return iri.slice(VOCABULARY.length);
  return BORROWED.get(iri) || iri;
}

function linkBetween(one, two) {
  return one.links.find((link) => other(link, one) === two);
}

function value(thing, id) {
  return thing.out.find((fact) => fact.property.id === id);
}

function values(thing, id) {
  return thing.out.filter((fact) => fact.property.id === id);
}

// The states and relays that are told in a thing's panel.
function toldOf(thing) {
  const near = [...thing.out.map((fact) => fact.thing), ...thing.in.map((fact) => fact.subject)];
  return [...new Set(near.filter((item) => item && isTold(item)))];
}

// Those states that say how the thing itself stood.
function statesOf(thing) {
  return thing.in.filter((fact) => fact.property.id === "stateOf" && isTold(fact.subject)).map((fact) => fact.subject);
}

// All facts that a thing's panel vouches for.
function factsOf(thing) {
  const found = new Set([...thing.out, ...thing.in]);
  for (const told of toldOf(thing)) [...told.out, ...told.in].forEach((fact) => found.add(fact));
  return found;
}

function factsOfLink(link) {
  const found = new Set(link.facts);
  for (const told of link.told) [...told.out, ...told.in].forEach((fact) => found.add(fact));
  for (const said of link.through) said.out.forEach((fact) => found.add(fact));
  return found;
}

function citedIn(facts_) {
  const found = new Set();
  for (const fact of facts_) for (const number of fact.citations) found.add(number);
  return found;
}

function originsOf(numbers) {
  return new Set([...numbers].map((n) => citations[n].article.origin));
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (groups.has(name)) groups.get(name).push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
