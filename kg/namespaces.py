"""The IRIs that kg writes and reads, and the prefixes every query may use without declaring them."""

from __future__ import annotations

BASE = "https://kg.example/"
ONT = f"{BASE}ont#"
ID = f"{BASE}id/"
CITE = f"{BASE}cite/"
CATALOGUE = f"{BASE}graph/catalogue"
ONTOLOGY = f"{BASE}graph/ontology"
FACTS = f"{BASE}graph/facts"  # at an endpoint, where the default graph is not kg's to fill

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = f"{RDF}type"
LABEL = f"{RDFS}label"
ALT_LABEL = f"{SKOS}altLabel"

KINDS = (
    "person", "government", "organization", "office", "place", "product", "topic", "measure", "event",
    "statement", "state", "figure", "source", "relay", "article", "page", "run",
)  # fmt: skip

PREFIXES: dict[str, str] = {
    "kg": ONT,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "owl": "http://www.w3.org/2002/07/owl#",
    "graph": f"{BASE}graph/",
    "cite": CITE,
    **{kind: f"{ID}{kind}/" for kind in KINDS},
}


def term(name: str) -> str:
    """Return the IRI of a term of kg's own ontology.

    >>> term("Person")
    'https://kg.example/ont#Person'
    """
    return ONT + name


def local_name(iri: str) -> str:
    """Return the last part of an IRI, after its last `#` or `/`.

    >>> local_name("https://kg.example/ont#asOf"), local_name("https://kg.example/id/person/mara-venn")
    ('asOf', 'mara-venn')
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
