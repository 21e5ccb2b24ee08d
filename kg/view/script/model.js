// What the data block says, and how its things hang together.

const data = JSON.parse(document.getElementById("kg-data").textContent);
const $ = (id) => document.getElementById(id);
const MOST_DRAWN = 300, ROWS = 200, FEW_ROWS = 8, FEW_MARKS = 5, FEW_RECEIPTS = 12, FEW_CARDS = 3, HUBS = 28;

const kinds = data.kinds.map(([id, label, plural, role]) => ({ id, label, plural, role }));
const properties = data.properties.map(([iri, label, inverse]) => ({ iri, label, inverse, id: local(iri) }));
const terms = data.terms.map(([iri, label, unreal]) => ({ iri, label, unreal: Boolean(unreal) }));
const things = data.things.map(([iri, label, kind, cls, x, y, degree, unreal, others], number) => ({
  number, iri, label, kind: kinds[kind], cls, x, y, degree, unreal: Boolean(unreal), others,
  held: number < data.held, out: [], in: [], links: [],
}));
const articles = data.articles.map(([iri, label, publisher, published, basis, copyOf]) => (
  { iri, label, publisher, published, basis, copyOf }));
const citations = data.citations.map((row) => {
  const [iri, article, paragraph, start, end, voice, basis, dateBasis, passage, saidBy, confidence, review, verified,
    quote] = row;
  return { iri, article: articles[article], paragraph, start, end, voice, basis, dateBasis, passage, saidBy,
    confidence, review, verified, quote };
});
const facts = data.facts.map(([subject, property, value, numbers]) => {
  const fact = { subject: things[subject], property: properties[property], citations: numbers };
  if (typeof value === "number") fact.thing = things[value];
  else if (Array.isArray(value)) fact.term = terms[value[0]];
  else fact.text = value;
  fact.subject.out.push(fact);
  if (fact.thing) fact.thing.in.push(fact);
  return fact;
});
const links = data.links.map(([first, second, triples, told, through], number) => {
  const link = { id: "e" + number, ends: [things[first], things[second]], facts: triples.map((n) => facts[n]),
    told: told.map((n) => things[n]), through: through.map((n) => things[n]) };
  link.ends.forEach((thing) => thing.links.push(link));
  return link;
});
const byIri = new Map(things.map((thing) => [thing.iri, thing]));
const nodes = things.filter((thing) => thing.held && thing.kind.role !== "told");
const isTold = (thing) => thing.kind.role === "told";
const other = (link, thing) => (link.ends[0] === thing ? link.ends[1] : link.ends[0]);
const isDirect = (link) => link.facts.length + link.told.length > 0;

function local(iri) { return iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1); }

function linkBetween(one, two) { return one.links.find((link) => other(link, one) === two); }

function value(thing, id) { return thing.out.find((fact) => fact.property.id === id); }
