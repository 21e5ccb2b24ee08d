from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import InputError, QueryError, RefusedError
from kg.namespaces import CATALOGUE, LABEL, ONTOLOGY, PREFIXES
from kg.store.engine import Engine, fill_default_graph, iri, values
from kg.tables import Rows
from tests.conftest import prefix_lines

if TYPE_CHECKING:
    import kg

VENN = "<https://kg.example/id/person/mara-venn>"
LABELLED = (VENN, f"<{LABEL}>", '"Mara Venn"')


def test_the_forms_of_query_give_rows_a_truth_or_triples(example: kg.Graph) -> None:
    rows = example.query("SELECT ?name ?none { person:mara-venn rdfs:label ?name }")
    assert isinstance(rows, Rows)
    assert rows.variables == ("name", "none")
    assert list(rows) == [{"name": ox.Literal("Mara Venn")}]
    assert example.query("ASK { person:mara-venn a kg:Person }") is True
    assert example.query("ASK { person:mara-venn a kg:Place }") is False
    triples = example.query("CONSTRUCT { ?p a kg:Person } WHERE { ?p rdfs:label 'Mara Venn' }")
    assert [str(triple.subject) for triple in triples] == [VENN]  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_what_is_cut_says_so(example: kg.Graph, query: str) -> None:
    total = len(example.query(query))  # type: ignore[arg-type]
    for most, cut in ((1, True), (total - 1, True), (total, False), (total + 1, False), (None, False)):
        answer = example.query(query, most)
        assert not isinstance(answer, bool)
        assert (len(answer), answer.cut) == (min(total, most or total), cut)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?s { ?s", "SPARQL: error at 1:15"),
        ("SELECT ?s {\n ?s ?p }", "SPARQL: error at 2:"),
        ("NONSENSE", "SPARQL: error at 1:"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", "SPARQL"),
    ],
)
def test_broken_sparql_is_told_with_its_place_in_one_line(example: kg.Graph, query: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        example.query(query)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


def test_the_engine_is_guarded(example: kg.Graph) -> None:
    with pytest.raises(RefusedError):
        example.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_select_takes_nothing_but_a_select(example: kg.Graph) -> None:
    for select in (example.select, example.engine.select):
        with pytest.raises(QueryError, match="no SELECT"):
            select("ASK { ?s ?p ?o }")


def test_the_graphs_of_a_triple_are_found_by_its_terms(example: kg.Graph) -> None:
    rows = example.select("SELECT ?g { GRAPH ?g { person:mara-venn rdfs:label 'Mara Venn' } } ORDER BY ?g")
    assert example.engine.graphs_with(LABELLED) == rows.values("g")
    assert len(rows) > 5


@pytest.mark.parametrize(
    "triple",
    [
        ("?s", "?p", "?o"),
        ("kg:a", "kg:b", "kg:c"),
        (VENN, f"<{LABEL}>", '"open'),
        (VENN, f"<{LABEL}>", f'"a" . {VENN} <{LABEL}> "b"'),
        (VENN, f"<{LABEL}>", '"a" } } } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o'),
        ("", "", ""),
    ],
)
def test_what_is_no_triple_never_becomes_a_query(example: kg.Graph, triple: tuple[str, str, str]) -> None:
    with pytest.raises(InputError, match="not a triple"):
        example.cite(triple)


def test_the_default_graph_leaves_catalogue_and_ontology_out() -> None:
    store = ox.Store()
    node = ox.NamedNode("http://a.example/s")
    for graph in (CATALOGUE, ONTOLOGY, "http://a.example/g", "http://a.example/h"):
        store.add(ox.Quad(node, node, ox.Literal(graph.removesuffix("h").removesuffix("g")), ox.NamedNode(graph)))
    fill_default_graph(store)
    facts = [q.object.value for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    assert facts == ["http://a.example/"]


def test_iris_enter_sparql_only_as_iris() -> None:
    assert iri("http://a.example/b") == "<http://a.example/b>"
    assert (
        values("x", ["http://a.example/b", "http://a.example/c"])
        == "VALUES ?x { <http://a.example/b> <http://a.example/c> }"
    )
    for wrong in ("", "no iri", "http://a.example/> } DROP ALL", "a b:c"):
        with pytest.raises(QueryError, match="not an IRI"):
            iri(wrong)


def test_the_prefix_lines_are_all_that_a_query_needs_elsewhere() -> None:
    query = prefix_lines() + "ASK { " + " ".join(f"{prefix}:a {prefix}:b {prefix}:c ." for prefix in PREFIXES) + " }"
    assert bool(ox.Store().query(query)) is False
    assert Engine(ox.Store()).query(query) is False
