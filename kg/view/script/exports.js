// Exports: what the filters and the search let through, as files made on the spot.

// The facts of what is shown, each once, in the order of the graph.
function shownFacts() {
  const found = new Set();
  for (const thing of shownThings()) for (const fact of factsOf(thing)) found.add(fact);
  return facts.filter((fact) => found.has(fact));
}

// Where sources or days of publication are chosen, only their receipts are saved, and what these vouch for.
function isChosenReceipt(citation) {
  return (!isActive("source") || filters.source.includes(publisherOf(citation.article))) && publishedFits(citation.article);
}

function savedReceipts(fact) {
  return fact.citations.filter((n) => isChosenReceipt(citations[n]));
}

function exportsNote() {
  const some = counted(shownThings().length, "thing", "things");
  if (!isFiltering() && !fold(state.q)) return some + ": all of the page";
  const narrowed = isActive("source") || (isActive("dates") && filters.clock === "published");
  return narrowed
    ? some + " let through; of these, all facts for which what was chosen has receipts, and these receipts alone"
    : some + " let through, with all facts of the matching things";
}

// A cell that a spreadsheet would run as a formula is shown instead.
function csvCell(content) {
  const plain_ = String(content ?? ""),
    safe = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(plain_) && !/^-?\d+(\.\d+)?$/.test(plain_) ? "'" + plain_ : plain_;
  return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

function csv(rows) {
  return rows.map((cells) => cells.map(csvCell).join(",") + "\r\n").join("");
}

const FACT_COLUMNS = [
  "subject",
  "subject_iri",
  "property",
  "property_iri",
  "value",
  "value_iri",
  "publisher",
  "published",
  "paragraph",
  "start",
  "end",
  "according_to",
  "verified",
  "citation",
];

function factsCsv() {
  const rows = shownFacts().flatMap((fact) =>
    savedReceipts(fact).map((n) => {
      const c = citations[n],
        target = fact.thing || fact.term;
      return [
        fact.subject.label,
        fact.subject.iri,
        fact.property.label,
        fact.property.iri,
        target ? target.label : fact.text,
        target ? target.iri : "",
        publisherOf(c.article),
        c.article.published,
        c.paragraph,
        c.start,
        c.end,
        c.saidBy,
        c.verified === null ? "not checked" : c.verified ? "yes" : "no",
        c.iri,
      ];
    }),
  );
  return csv([FACT_COLUMNS, ...rows]);
}

function tableCsv() {
  const columns = COLUMNS[state.table],
    iris = state.table === "things" ? (item) => [item.iri] : (item) => endsOf(item).map((end) => end.iri);
  const head = [
    ...columns.map((column) => column.label),
    ...(state.table === "things" ? ["IRI"] : ["IRI of one", "IRI of the other"]),
  ];
  return csv([head, ...tableRows().map((item) => [...columns.map((column) => column.of(item)), ...iris(item)])]);
}

const ONTOLOGY = "https://kg.example/ont#",
  CATALOGUE = "https://kg.example/graph/catalogue",
  RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const RDF_LABEL = "http://www.w3.org/2000/01/rdf-schema#label",
  XML_DATE = "http://www.w3.org/2001/XMLSchema#";

function jsonLdValue(fact) {
  if (fact.thing || fact.term) return { "@id": (fact.thing || fact.term).iri };
  if (!fact.datatype) return { "@value": fact.text };
  return fact.datatype.startsWith("@")
    ? { "@value": fact.text, "@language": fact.datatype.slice(1) }
    : { "@value": fact.text, "@type": fact.datatype };
}

function jsonLdNode(subject, some) {
  const node_ = { "@id": subject.iri };
  for (const [property, of] of grouped(some, (fact) => fact.property.iri)) {
    // A class is an IRI; whatever else stands in its place is a value like others.
    const isClass = (fact) => property === RDF_TYPE && Boolean(fact.term || fact.thing),
      values_ = of.filter((fact) => !isClass(fact));
    if (values_.length < of.length) node_["@type"] = of.filter(isClass).map((fact) => (fact.term || fact.thing).iri);
    if (values_.length) node_[property] = values_.map(jsonLdValue);
  }
  return node_;
}

// Expanded JSON-LD: it needs no context. Each citation is a named graph, described in the catalogue.
function jsonLd() {
  const shown = shownFacts(),
    byCitation = new Map();
  for (const fact of shown) for (const n of savedReceipts(fact)) byCitation.set(n, [...(byCitation.get(n) || []), fact]);
  const cited = [...byCitation.keys()].sort((a, b) => a - b).map((n) => citations[n]);
  const graphs = cited.map((citation) => ({
    "@id": citation.iri,
    "@graph": [...grouped(byCitation.get(citation.number), (fact) => fact.subject)].map(([subject, some]) =>
      jsonLdNode(subject, some),
    ),
  }));
  const citedArticles = [...new Set(cited.map((citation) => citation.article))];
  const catalogue = {
    "@id": CATALOGUE,
    "@graph": [
      ...cited.map(described),
      ...citedArticles.map(describedArticle),
      ...[...new Set(citedArticles.map((article) => article.page))].filter(Boolean).map(describedPage),
    ],
  };
  return JSON.stringify([...graphs, catalogue], null, 1) + "\n";
}

function whole(count) {
  return [{ "@value": String(count), "@type": XML_DATE + "integer" }];
}

function described(citation) {
  const confidence = Number.isInteger(citation.confidence) ? citation.confidence.toFixed(1) : String(citation.confidence);
  const node_ = {
    "@id": citation.iri,
    "@type": [ONTOLOGY + "Citation"],
    [ONTOLOGY + "article"]: [{ "@id": citation.article.iri }],
    [ONTOLOGY + "paragraph"]: whole(citation.paragraph),
    [ONTOLOGY + "start"]: whole(citation.start),
    [ONTOLOGY + "end"]: whole(citation.end),
    [ONTOLOGY + "digest"]: [{ "@value": citation.digest }],
    [ONTOLOGY + "voice"]: [{ "@id": ONTOLOGY + citation.voice }],
    [ONTOLOGY + "basis"]: [{ "@id": ONTOLOGY + citation.basis }],
    [ONTOLOGY + "passageKind"]: [{ "@id": ONTOLOGY + citation.passage }],
    [ONTOLOGY + "review"]: [{ "@id": ONTOLOGY + citation.review }],
    [ONTOLOGY + "confidence"]: [{ "@value": confidence, "@type": XML_DATE + "decimal" }],
  };
  if (citation.dateBasis) node_[ONTOLOGY + "dateBasis"] = [{ "@id": ONTOLOGY + citation.dateBasis }];
  if (citation.saidBy) node_[ONTOLOGY + "accordingTo"] = citation.saidByIris.map((iri) => ({ "@id": iri }));
  return node_;
}

function dayValue(content) {
  const kind = { 10: "date", 7: "gYearMonth", 4: "gYear" }[content?.length];
  return kind ? [{ "@value": content, "@type": XML_DATE + kind }] : null;
}

function describedArticle(article) {
  const node_ = { "@id": article.iri, "@type": [ONTOLOGY + "Article"], [RDF_LABEL]: [{ "@value": article.label }] };
  const parts = {
    published: dayValue(article.published),
    publishedLatest: dayValue(article.latest),
    publishedBasis: article.basis && [{ "@id": ONTOLOGY + article.basis }],
    publisher: article.publisherIri && [{ "@id": article.publisherIri }],
    copyOf: article.copyOf && [{ "@id": article.copyOf }],
    page: article.page && [{ "@id": article.page[0] }],
    start: article.start === null ? null : whole(article.start),
    end: article.end === null ? null : whole(article.end),
  };
  for (const [name, content] of Object.entries(parts)) if (content) node_[ONTOLOGY + name] = content;
  return node_;
}

function describedPage([iri, fileName, digest]) {
  const node_ = { "@id": iri, "@type": [ONTOLOGY + "Page"] };
  if (fileName) node_[ONTOLOGY + "fileName"] = [{ "@value": fileName }];
  if (digest) node_[ONTOLOGY + "textDigest"] = [{ "@value": digest }];
  return node_;
}

const EXPORTS = {
  csv: () => ["facts.csv", "text/csv", "\ufeff" + factsCsv()],
  table: () => [state.table + ".csv", "text/csv", "\ufeff" + tableCsv()],
  jsonld: () => ["facts.jsonld", "application/ld+json", jsonLd()],
  csl: () => [
    "citations.json",
    "application/vnd.citationstyles.csl+json",
    JSON.stringify(cslList(shownFacts()), null, 1) + "\n",
  ],
};

function save(name) {
  if (name === "print") {
    window.print();
    return;
  }
  const [file, type, content] = EXPORTS[name]();
  const url = URL.createObjectURL(new Blob([content], { type: type + ";charset=utf-8" }));
  make("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  $("status").textContent = file + " saved: " + $("exports-note").textContent;
}

function setUpExports() {
  $("exports").addEventListener("toggle", () => {
    $("exports-note").textContent = exportsNote();
  });
  $("exports").addEventListener("click", (event) => {
    const name = event.target.dataset.export;
    if (name) {
      save(name);
      $("exports").open = false;
    }
  });
  $("exports").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      $("exports").open = false;
      $("exports").firstElementChild.focus();
    }
  });
  addEventListener("click", (event) => {
    if (!$("exports").contains(event.target)) $("exports").open = false;
  });
}
