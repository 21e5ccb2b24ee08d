from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import prepared
from kg.store.load import load
from tests.conftest import EXAMPLES

NODE = ox.NamedNode("http://a.example/s")


def made() -> ox.Store:
    store = ox.Store()
    store.add(ox.Quad(NODE, NODE, ox.Literal("made")))
    return store


def unmade() -> ox.Store:
    raise AssertionError("the prepared store was not used")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_graph_is_made_once(cache: Path) -> None:
    name = prepared.key([b"one"])
    assert set(prepared.open_or_make(name, made)) == set(made())
    assert set(prepared.open_or_make(name, unmade)) == set(made())
    assert [path.name for path in cache.iterdir()] == [name]


def test_a_prepared_graph_is_the_graph(cache: Path, workspace: Path) -> None:
    fresh, again = load(EXAMPLES), load(EXAMPLES)
    assert set(again.store) == set(fresh.store)
    assert len(list(cache.iterdir())) == 1


def test_one_changed_byte_is_another_graph(cache: Path, gazette: Path) -> None:
    before = set(load(gazette).quads())
    gazette.write_text(gazette.read_text(encoding="utf-8").replace('"Mara Venn"', '"Mara Wenn"'), encoding="utf-8")
    assert set(load(gazette).quads()) != before
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("other", [[b"a", b"b"], [b"b", b"a"], [b"ab"], [b"ab", b""], []])
def test_keys_tell_files_and_their_order_apart(other: list[bytes]) -> None:
    keys = {prepared.key(parts) for parts in ([b"x"], other)}
    assert len(keys) == 2
    assert prepared.key(list(other)) == prepared.key(iter(other))
    assert (prepared.key(other) == prepared.key([b"a", b"b"])) == (other == [b"a", b"b"])


def test_a_damaged_store_is_passed_over(cache: Path) -> None:
    name = prepared.key([b"one"])
    prepared.open_or_make(name, made)
    for path in (cache / name).iterdir():
        path.write_bytes(b"rubbish")
    assert set(prepared.open_or_make(name, made)) == set(made())
    shutil.rmtree(cache / name)
    (cache / name).mkdir()
    assert set(prepared.open_or_make(name, made)) == set(made())


def test_where_nothing_can_be_written_graphs_are_loaded_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "file"))
    assert set(prepared.open_or_make("x" * 32, made)) == set(made())


def test_off_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", "off")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert set(prepared.open_or_make("x" * 32, made)) == set(made())
    assert not list(tmp_path.iterdir())


def test_the_folder_is_where_the_platform_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/a")
    assert prepared.folder() == Path("/home/a/.cache/kg")
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert prepared.folder() == Path("/caches/kg")


def test_only_the_newest_are_kept_and_no_other_folder_is_touched(cache: Path) -> None:
    (cache / "not ours").mkdir(parents=True)
    names = [prepared.key([bytes([n])]) for n in range(10)]
    for age, name in enumerate(names):
        prepared.open_or_make(name, made)
        os.utime(cache / name, (1_000 + age, 1_000 + age))
    prepared.open_or_make(prepared.key([b"last"]), made)
    kept = {path.name for path in cache.iterdir()}
    assert kept == {"not ours", prepared.key([b"last"]), *names[3:]}
