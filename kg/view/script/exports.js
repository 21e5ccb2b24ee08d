// Exports: what the filters and the search let through, as files made on the spot.

// The facts of what is shown, each once, in the order of the graph.
function shownFacts() {
  const found = new Set();
  for (const thing of shownThings()) for (const fact of factsOf(thing)) found.add(fact);
  return facts.filter((fact) => found.has(fact));
}

// A cell that a spreadsheet would run as a formula is shown instead.
function csvCell(content) {
  const plain_ = String(content ?? ""),
    safe = /^[=+\-@\t\r]/.test(plain_) && !/^-?\d+(\.\d+)?$/.test(plain_) ? "'" + plain_ : plain_;
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
    fact.citations.map((n) => {
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
  const columns = COLUMNS[tableOf],
    iris = tableOf === "things" ? (item) => [item.iri] : (item) => endsOf(item).map((end) => end.iri);
  const head = [
    ...columns.map((column) => column.label),
    ...(tableOf === "things" ? ["IRI"] : ["IRI of one", "IRI of the other"]),
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
    if (property === RDF_TYPE) node_["@type"] = of.map((fact) => (fact.term || fact.thing).iri);
    else node_[property] = of.map(jsonLdValue);
  }
  return node_;
}

// Expanded JSON-LD: it needs no context. Each citation is a named graph, described in the catalogue.
function jsonLd() {
  const shown = shownFacts(),
    byCitation = new Map();
  for (const fact of shown) for (const n of fact.citations) byCitation.set(n, [...(byCitation.get(n) || []), fact]);
  const cited = [...byCitation.keys()].sort((a, b) => a - b).map((n) => citations[n]);
  const graphs = cited.map((citation) => ({
    "@id": citation.iri,
    "@graph": [...grouped(byCitation.get(citation.number), (fact) => fact.subject)].map(([subject, some]) =>
      jsonLdNode(subject, some),
    ),
  }));
  const catalogue = {
    "@id": CATALOGUE,
    "@graph": [...cited.map(described), ...[...new Set(cited.map((c) => c.article))].map(describedArticle)],
  };
  return JSON.stringify([...graphs, catalogue], null, 1) + "\n";
}

function described(citation) {
  const whole = (count) => [{ "@value": String(count), "@type": XML_DATE + "integer" }];
  return {
    "@id": citation.iri,
    "@type": [ONTOLOGY + "Citation"],
    [ONTOLOGY + "article"]: [{ "@id": citation.article.iri }],
    [ONTOLOGY + "paragraph"]: whole(citation.paragraph),
    [ONTOLOGY + "start"]: whole(citation.start),
    [ONTOLOGY + "end"]: whole(citation.end),
    [ONTOLOGY + "digest"]: [{ "@value": citation.digest }],
    [ONTOLOGY + "voice"]: [{ "@id": ONTOLOGY + citation.voice }],
    [ONTOLOGY + "basis"]: [{ "@id": ONTOLOGY + citation.basis }],
  };
}

function describedArticle(article) {
  const node_ = { "@id": article.iri, "@type": [ONTOLOGY + "Article"], [RDF_LABEL]: [{ "@value": article.label }] };
  const kind = { 10: "date", 7: "gYearMonth", 4: "gYear" }[article.published?.length];
  if (kind) node_[ONTOLOGY + "published"] = [{ "@value": article.published, "@type": XML_DATE + kind }];
  return node_;
}

const EXPORTS = {
  csv: () => ["facts.csv", "text/csv", "\ufeff" + factsCsv()],
  table: () => [tableOf + ".csv", "text/csv", "\ufeff" + tableCsv()],
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
    $("exports-note").textContent =
      counted(shownThings().length, "thing", "things") +
      (isFiltering() || fold(state.q) ? ", which the filters and the search let through" : ": all of the page");
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
