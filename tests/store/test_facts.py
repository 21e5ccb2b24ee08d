"""Queries rewritten for engines without a default graph of kg's mean what they meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import RefusedError
from kg.library import queries, rules
from kg.namespaces import FACTS, PREFIXES
from kg.store.facts import asked_of_facts

if TYPE_CHECKING:
    import kg


@pytest.fixture(scope="module")
def endpoint(bundled: kg.Graph) -> ox.Store:
    """Return what a server holds: no default graph, and the facts in a graph of their own."""
    store = ox.Store()
    store.load(bundled.export("nquads", for_endpoint=True).encode(), ox.RdfFormat.N_QUADS)
    return store


def rows(result: object) -> list[str]:
    assert isinstance(result, ox.QuerySolutions)
    names = sorted(variable.value for variable in result.variables)
    return sorted(str([row[name] for name in names]) for row in result)


ODD = [
    "SELECT ?p { ?p a kg:Person }",
    "SELECT ?p WHERE { ?p a kg:Person } ORDER BY ?p LIMIT 3",
    "SELECT * { ?p a kg:Person }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?c { GRAPH ?c { ?m kg:round 4 ; kg:minutes ?n } }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH $g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?s a kg:Meeting } } }",
    "SELECT ?p { ?p a kg:Person FILTER EXISTS { ?s kg:speaker ?p } }",
    "SELECT ?p { ?p a kg:Person FILTER NOT EXISTS { GRAPH ?c { ?s kg:speaker ?p } } }",
    "SELECT ?p ?c { ?p a kg:Person OPTIONAL { GRAPH ?c { ?s kg:speaker ?p } } }",
    "SELECT ?p { { ?p a kg:Person } UNION { GRAPH ?c { ?p a kg:Government } } MINUS { ?p kg:governs ?x } }",
    "SELECT ?l { GRAPH graph:ontology { kg:Person rdfs:label ?l } } # a { comment",
    "SELECT ?o { ?s ?p ?o FILTER(?o = '}' || STRLEN(STR(?o)) < 3) }",
    "SELECT ?a ?d { GRAPH graph:catalogue { ?a kg:published ?d } FILTER NOT EXISTS { ?a ?p ?o } }",
    "PREFIX k: <https://kg.example/ont#> SELECT ?p { ?p a k:Person } VALUES ?p { person:shigeru-ishiba }",
    "SELECT ?x { ?s (kg:partOf|kg:stateOf)+ ?x }",
]


@pytest.mark.parametrize("query", ODD)
def test_a_query_means_the_same_at_an_endpoint(bundled: kg.Graph, endpoint: ox.Store, query: str) -> None:
    there = endpoint.query(asked_of_facts(query), prefixes=dict(PREFIXES))
    here = bundled.engine.store.query(query, prefixes=dict(PREFIXES))
    assert rows(there) == rows(here) != []


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize("name", sorted({**queries(), **rules()}.keys() - {"missing-from-union", "uncited-fact"}))
def test_the_named_queries_mean_the_same_whatever_the_default_graph_is(
    bundled: kg.Graph, endpoint: ox.Store, name: str, union: bool
) -> None:
    # The two rules that are left out look at the default graph itself.
    text = {**queries(), **rules()}[name].text
    there = endpoint.query(asked_of_facts(text), use_default_graph_as_union=union)
    assert rows(there) == rows(bundled.engine.store.query(text))


@pytest.mark.parametrize(
    "query", ["ASK { ?p a kg:Person }", "ask where { ?p a kg:Person }", "ASK { ?c a kg:Citation }"]
)
def test_a_truth_is_the_same(bundled: kg.Graph, endpoint: ox.Store, query: str) -> None:
    assert bool(endpoint.query(asked_of_facts(query), prefixes=dict(PREFIXES))) == bundled.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?p a ?c } WHERE { ?p a kg:Person, ?c }",
        "CONSTRUCT WHERE { ?p a kg:Person ; rdfs:label ?l . }",
        "CONSTRUCT { ?p kg:gist ?g } { GRAPH ?g { ?p a kg:Person } }",
    ],
)
def test_triples_are_the_same(bundled: kg.Graph, endpoint: ox.Store, query: str) -> None:
    there = endpoint.query(asked_of_facts(query), prefixes=dict(PREFIXES))
    assert set(there) == set(bundled.query(query)) != set()  # type: ignore[arg-type]


def test_describe_is_of_named_things_alone() -> None:
    assert FACTS in asked_of_facts("DESCRIBE person:a <https://kg.example/id/person/b>")
    for query in ("DESCRIBE ?x { ?x a kg:Person }", "DESCRIBE *", "DESCRIBE"):
        with pytest.raises(RefusedError):
            asked_of_facts(query)


@pytest.mark.parametrize(
    "query", ["SELECT ?s", "ASK { ?s ?p ?o", "CONSTRUCT { ?s ?p ?o }", "CONSTRUCT WHERE", "ASK (EXISTS {})"]
)
def test_what_lacks_a_group_is_refused(query: str) -> None:
    with pytest.raises(RefusedError, match=r"no group|closing brace"):
        asked_of_facts(query)


def test_a_query_with_from_says_itself_what_it_is_of() -> None:
    query = "SELECT * FROM graph:catalogue { ?s ?p ?o }"
    assert asked_of_facts(query) == query
