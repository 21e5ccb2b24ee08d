from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import InputError, LimitError, RdfError, UncitedError
from kg.namespaces import CATALOGUE, ONTOLOGY
from kg.store.load import load
from tests.conftest import EXAMPLES, replaced

if TYPE_CHECKING:
    from pathlib import Path

    import kg


def test_each_fact_stands_once_in_the_default_graph_and_nothing_else_does(bundled: kg.Graph) -> None:
    cited = {q.triple for q in bundled.engine.quads() if q.graph_name.value not in {CATALOGUE, ONTOLOGY}}
    facts = [q.triple for q in bundled.engine.store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    assert len(facts) == len(set(facts))
    assert set(facts) == cited


@pytest.mark.parametrize("location", [EXAMPLES, EXAMPLES / "triples", str(EXAMPLES)])
def test_a_workspace_and_its_folder_of_triples_are_one_graph(location: Path, example: kg.Graph) -> None:
    assert set(load(location).quads()) == set(example.engine.quads())


def test_one_file_is_a_graph(example: kg.Graph) -> None:
    alone = set(load(EXAMPLES / "triples" / "northern-wire.trig").quads())
    assert alone < set(example.engine.quads())


def test_a_workspace_may_add_terms_of_its_own(workspace: Path) -> None:
    (workspace / "ontology").mkdir()
    (workspace / "ontology" / "more.ttl").write_text("<http://a.example/s> <http://a.example/p> 1 .")
    question = "ASK { GRAPH graph:ontology { <http://a.example/s> ?p 1 . kg:Person ?q ?o } }"
    assert load(workspace).query(question) is True
    assert load(EXAMPLES).query(question) is False


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b"graph:catalogue { }", 1, 1, "graph"),
        (b"@prefix kg: <https://kg.example/ont#> .\n\nkg:a kg:b x:c .", 3, 11, "x:"),
        (b'<http://a.example/s> <http://a.example/p>\n "open .', 2, None, ""),
        (b"<http://a.example/s> <http://a.example/p> <relative> .", 1, 43, "IRI"),
        (b"<http://a.example/s> <http://a.example/p> 1 .\n\xff", 2, 1, "UTF-8"),
        (b"\x7fELF\x00\x01", 1, 1, ""),
        (
            b"<http://a.example/s> <http://a.example/p> '<<' .\n <<( <http://a.example/s> <http://a.example/p> 1 )>>",
            2,
            2,
            "triple terms",
        ),
    ],
)
def test_broken_trig_is_told_with_line_and_column_and_nothing_is_loaded(
    tmp_path: Path, content: bytes, line: int, column: int | None, message: str
) -> None:
    path = tmp_path / "a.trig"
    path.write_bytes(content)
    with pytest.raises(RdfError) as error:
        load(path)
    assert error.value.line == line
    assert column is None or error.value.column == column
    assert message in str(error.value)
    assert str(error.value).startswith(f"{path}, line {line}, column ")
    assert str(error.value).endswith("Nothing was loaded.")


def test_nested_triple_terms_that_would_break_the_parser_never_reach_it(tmp_path: Path) -> None:
    path, s = tmp_path / "a.trig", "<http://a.example/s>"
    path.write_text(f"{s} {s} " + f"<<( {s} {s} " * 20_000 + "1 " + ")>> " * 20_000 + ".")
    with pytest.raises(RdfError, match="triple terms"):
        load(path)


def test_marks_in_strings_iris_and_comments_are_no_triple_terms(tmp_path: Path) -> None:
    path = tmp_path / "a.trig"
    path.write_text(
        "# << not here\n<http://a.example/s> <http://a.example/p> "
        '"<<", \'<<( \', """ << " \\""" << """, <http://a.example/#> .'
    )
    with pytest.raises(UncitedError) as error:  # read whole, that is
        load(path)
    assert len(error.value.triples) == 4


def test_a_byte_order_mark_does_no_harm(gazette: Path, example: kg.Graph) -> None:
    gazette.write_bytes(b"\xef\xbb\xbf" + gazette.read_bytes())
    assert set(load(gazette.parent).quads()) == set(example.engine.quads())


@pytest.mark.parametrize("count", [1, 3, 5])
def test_uncited_triples_are_counted_and_the_first_three_shown(workspace: Path, count: int) -> None:
    lines = "".join(f"<http://a.example/{n}> <http://a.example/p> {n} .\n" for n in range(count))
    (workspace / "triples" / "stray.trig").write_text(lines)
    with pytest.raises(UncitedError) as error:
        load(workspace)
    text = str(error.value)
    assert len(error.value.triples) == count
    assert f"{count} triple" in text
    assert [f"<http://a.example/{n}>" in text for n in range(count)] == [n < 3 for n in range(count)]


def test_a_triple_of_the_default_graph_that_a_citation_holds_too_is_cited(workspace: Path, example: kg.Graph) -> None:
    fact = next(q.triple for q in example.engine.quads() if q.graph_name.value != CATALOGUE)
    (workspace / "triples" / "again.trig").write_text(f"{fact} .")
    assert set(load(workspace).quads()) == set(example.engine.quads())


def test_a_citation_that_loses_its_description_leaves_its_triples_uncited(gazette: Path) -> None:
    replaced(gazette, "c:p1-0-118 a kg:Citation ;", "c:p1-0-118 a kg:LedgerSpan ;")
    with pytest.raises(UncitedError, match="stand in no described citation, the first three"):
        load(gazette)


def make(path: Path, kind: str) -> Path:
    """Make a file of a kind that cannot be loaded."""
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind != "missing":
        path.write_bytes({"empty": b"", "blank": b" \n\t\n", "mark": b"\xef\xbb\xbf"}[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("missing", "no such file"),
        ("empty", "is empty"),
        ("blank", "is empty"),
        ("mark", "is empty"),
        ("folder", "holds no .trig"),
        ("fifo", "no regular file"),
    ],
)
def test_what_cannot_be_loaded_is_told(tmp_path: Path, kind: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(make(tmp_path / "a.trig", kind))


@pytest.mark.parametrize(
    ("location", "message"),
    [("ftp://a.example/graph", "an address begins with https"), (EXAMPLES / "README.md", "name a .trig or .nq file")],
)
def test_a_location_of_another_kind_is_told(location: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(location)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.nq"
    with path.open("wb") as file:
        file.truncate(65_000_000)
    with pytest.raises(LimitError, match="65 MB is over the limit of 64 MB"):
        load(path)
