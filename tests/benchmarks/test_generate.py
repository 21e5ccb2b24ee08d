"""Generated graphs are the same each time, keep every rule and shape, and look like news."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import kg
from benchmarks.generate import lines

if TYPE_CHECKING:
    from pathlib import Path


def test_a_seed_gives_one_graph() -> None:
    assert list(lines(2_000)) == list(lines(2_000))
    assert list(lines(2_000)) != list(lines(2_000, seed=2))


def test_a_generated_graph_is_one_that_kg_accepts(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("".join(lines(600)))
    report = kg.open(path).verify()
    assert report.shape_results == []
    assert not any(report.rules.values())
    assert report.counts["not_checked"] > 30


def test_some_are_in_much_of_the_news_and_reports_differ(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("".join(lines(20_000)))
    graph = kg.open(path)
    spoken = Counter(graph.select("SELECT ?p { ?s kg:speaker ?p }").values("p")).most_common()
    assert spoken[0][1] > 10 * spoken[-1][1]
    several = "SELECT ?m { ?m a kg:Meeting ; kg:minutes ?a, ?b FILTER(?a < ?b) }"
    assert len(graph.select(several)) > 5
    told = "SELECT ?s { GRAPH ?a { ?s a kg:Statement } GRAPH ?b { ?s a kg:Statement } FILTER(STR(?a) < STR(?b)) }"
    assert len(graph.select(told)) > 100
