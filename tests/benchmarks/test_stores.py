"""What the benchmark of stores asks can be asked, and is about things that a generated graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kg
from benchmarks.generate import lines
from benchmarks.stores import LOOK_UPS, WHOLE, competency, with_prefixes
from kg.library import queries

if TYPE_CHECKING:
    from pathlib import Path


def test_each_query_finds_something_in_a_generated_graph(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("".join(lines(10_000)))
    graph = kg.open(path)
    for name, query in (LOOK_UPS | WHOLE).items():
        assert len(graph.select(with_prefixes(query))) > 0, name
    found = competency(10_000)
    assert found.keys() == queries().keys()
    assert [name for name, query in found.items() if not len(graph.select(query))] == []


def test_large_graphs_are_not_asked_what_takes_minutes() -> None:
    assert competency(1_000_000).keys() < competency(10_000).keys()
