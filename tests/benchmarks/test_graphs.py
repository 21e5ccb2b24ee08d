from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.graphs import nquads
from kg.graph import open_graph

if TYPE_CHECKING:
    from pathlib import Path


def test_a_generated_graph_keeps_shapes_and_rules(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(nquads(100), encoding="utf-8")
    report = open_graph(path).verify()
    assert report.shape_results == []
    assert not any(report.rules.values())


def test_it_has_what_it_promises(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(nquads(1000), encoding="utf-8")
    graph = open_graph(path)

    def count(pattern: str) -> int:
        return int(graph.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").values("n")[0])

    said = graph.select("SELECT (COUNT(?s) AS ?n) { ?s kg:speaker ?p } GROUP BY ?p ORDER BY DESC(?n)").values("n")
    assert int(said[0]) > 5 * int(said[len(said) // 2])  # a few speak most
    assert count("?m kg:minutes ?a, ?b FILTER(?a < ?b)") > 5  # reports that differ
    assert count("?s kg:saidOn ?d FILTER(STRLEN(STR(?d)) = 7)") > 10  # dates known to the month
    passages = count("GRAPH graph:catalogue { ?c a kg:Citation }")
    assert 3 <= count("GRAPH ?g { ?s ?p ?o } FILTER(?p NOT IN (rdf:type, rdfs:label) && ?g NOT IN "
                      "(graph:catalogue, graph:ontology))") / passages <= 8  # fmt: skip
