"""A file dealt out to several streams: nothing is lost or told twice, blank nodes stay one, the first error is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import RdfError
from kg.namespaces import CATALOGUE, CITE, ID, ONT
from kg.store import bulk
from kg.store.bulk import load_into
from kg.store.folder import open_snapshot
from kg.store.sources import source
from kg.store.stream import Stream, Supply, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 40_000  # facts: some six blocks
CITED = f"<{CITE}a/p1-0-9>"
DESCRIBED = f"{CITED} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ONT}Citation> <{CATALOGUE}> ."


@pytest.fixture(autouse=True)
def _several_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_STREAMS", 3)


def lines() -> list[str]:
    return [DESCRIBED, *(f'<{ID}person/p{n}> <{ONT}describedAs> "number {n % 7}"@en {CITED} .' for n in range(SIZE))]


def written(path: Path, text: list[str]) -> Path:
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


def blocks(text: list[str]) -> Iterator[bytes]:
    return whole_lines("a file", iter([f"{line}\n".encode() for line in text]))


def test_what_is_dealt_out_to_several_streams_is_there_once_with_its_facts(tmp_path: Path) -> None:
    file = written(tmp_path / "many.nq", lines())
    told: list[int] = []
    loaded = load_into(tmp_path / "store", [source(str(file))], told=lambda _, quads: told.append(quads))
    store = open_snapshot(tmp_path / "store").store
    cited = set(store.quads_for_pattern(None, None, None, ox.NamedNode(CITED[1:-1])))
    facts = set(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert loaded.quads == sum(told) == SIZE + 1
    assert len(told) > 3
    assert cited == {quad for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS) if quad in cited}
    assert len(cited) == SIZE
    assert {fact.triple for fact in facts} == {quad.triple for quad in cited}


def test_of_several_errors_the_first_of_the_file_is_told(tmp_path: Path) -> None:
    text = lines()
    text[SIZE - 5] = text[SIZE // 2] = "<http://a.example/s> nonsense"
    file = written(tmp_path / "broken.nq", text)
    for _ in range(3):
        with pytest.raises(RdfError) as error:
            load_into(tmp_path / "store", [source(str(file))])
        assert error.value.line == SIZE // 2 + 1
    assert not (tmp_path / "store").exists()


def test_a_blank_node_is_one_wherever_it_stands_in_the_file(tmp_path: Path) -> None:
    text = lines()
    for at in (SIZE // 3, SIZE - 1):
        text[at] = f'_:thing <{ONT}describedAs> "at {at}"@en {CITED} .'
    load_into(tmp_path / "store", [source(str(written(tmp_path / "blank.nq", text)))])
    quads = open_snapshot(tmp_path / "store").store.quads_for_pattern(None, None, None, ox.NamedNode(CITED[1:-1]))
    blank = [quad.subject for quad in quads if isinstance(quad.subject, ox.BlankNode)]
    assert len(blank) == 2
    assert len(set(blank)) == 1


def test_from_the_first_blank_node_on_all_goes_to_the_first_stream() -> None:
    supply = Supply(
        "a file", blocks(["<a:a> <a:p> <a:o> <a:g> .", "_:b <a:p> <a:o> <a:g> .", "<a:c> <a:p> <a:o> <a:g> ."])
    )
    first, second = Stream(supply), Stream(supply, first=False)
    assert b"<a:a>" in second.read(1)[:1] + second.read(1000)
    assert second.read(1000) == b""
    assert first.read(1000).count(b"<a:p>") == 4  # two quads and their facts


def test_a_supply_that_is_stopped_gives_no_more() -> None:
    supply = Supply("a file", blocks(["<a:a> <a:p> <a:o> <a:g> .", "<a:c> <a:p> <a:o> <a:g> ."]))
    stream = Stream(supply)
    assert stream.read(5) == b"<a:a>"
    supply.stop()
    assert b"<a:c>" not in stream.read(1000)


def test_a_supply_that_is_broken_off_lets_its_streams_fail() -> None:
    supply = Supply("a file", blocks(["<a:a> <a:p> <a:o> <a:g> .", "<a:c> <a:p> <a:o> <a:g> ."]))
    stream = Stream(supply)
    assert stream.read(5) == b"<a:a>"
    supply.break_off()
    with pytest.raises(InterruptedError):
        stream.read(1000)
