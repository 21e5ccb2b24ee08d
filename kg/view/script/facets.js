// Facets: what each thing, and each line, can be filtered by.

const CODES = ["standing", "status", "modality"];

// Worked out once for each thing that is looked at; a large page does not pay for it before it opens.
function facetsOf(thing) {
  if (thing.facets) return thing.facets;
  const all = factsOf(thing),
    cited = citedIn(all);
  const codes = new Set();
  for (const one of [thing, ...statesOf(thing)]) {
    for (const fact of one.out) if (fact.term && CODES.includes(fact.property.id)) codes.add(fact.term.iri);
  }
  thing.facets = {
    kind: thing.kind.id,
    codes,
    happened: happenedSpans(thing),
    ...sourceFacets(cited),
    origins: mostOrigins([...all].filter((fact) => !NAMING.has(fact.property.id))),
  };
  return thing.facets;
}

function sourceFacets(cited) {
  const articles_ = [...new Set([...cited].map((n) => citations[n].article))];
  return { cited, articles: articles_, sources: new Set(articles_.map(publisherOf)) };
}

// How many independent origins the best-supported of these facts has.
function mostOrigins(facts_) {
  return facts_.reduce(
    (most, fact) => (fact.citations.length > most ? Math.max(most, originsOf(fact.citations).size) : most),
    0,
  );
}

function linkFacets(link) {
  if (!link.facets) {
    const all = factsOfLink(link);
    link.facets = {
      ...sourceFacets(citedIn(all)),
      origins: mostOrigins([...all].filter((f) => !NAMING.has(f.property.id))),
    };
  }
  return link.facets;
}
