"""What is kept between runs: it makes asking faster, and whatever becomes of it changes no answer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pytest

import kg
from kg.ask.evidence import prepared
from kg.ask.language.thesaurus import EXACT, NOTHING, STEMMED, stem
from kg.namespaces import ID
from kg.paths import cache_folder
from tests.ask.small import as_read, evidence, graph
from tests.conftest import EXAMPLES, ROOT, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

    Spoil = Callable[[Path], object]

QUESTIONS = ["What did Leda Marsh warn?", "What does Norvia fear?", "What did Zorblatt say about wool?"]


class Good(NamedTuple):
    """A sound prepared file of the example, and the answers of the example."""

    name: str
    data: bytes
    answers: list[dict[str, object]]


def answers(location: Path = EXAMPLES) -> list[dict[str, object]]:
    graph = kg.open(location)
    return [graph.ask(question).as_dict() for question in QUESTIONS]


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.sqlite"))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Good:
    folder = tmp_path_factory.mktemp("good")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE", str(folder))
        said = answers()
    (path,) = folder.iterdir()
    return Good(path.name, path.read_bytes(), said)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder that is not there yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("KG_CACHE", str(folder))
    return folder


@pytest.fixture
def file(cache: Path, good: Good) -> Path:
    """Return the one prepared file of a cache folder."""
    cache.mkdir()
    path = cache / good.name
    path.write_bytes(good.data)
    return path


def foreign(path: Path) -> None:
    """Put another program's database in the place of a prepared one."""
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE tune (name TEXT); INSERT INTO tune VALUES ('Auld Lang Syne')")


def cut(share: float) -> Spoil:
    def spoil(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return spoil


SPOILT: dict[str, Spoil] = {
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"Dear diary, \0" * 5000),
    "header only": cut(0.00003),
    "cut near the start": cut(0.01),
    "cut in the middle": cut(0.5),
    "cut near the end": cut(0.98),
    "header overwritten": lambda path: path.write_bytes(b"\0" * 100 + path.read_bytes()[100:]),
    "foreign": foreign,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_file_that_is_no_whole_prepared_one_changes_no_answer(file: Path, good: Good, spoil: Spoil) -> None:
    spoil(file)
    assert file.read_bytes() != good.data
    assert answers() == good.answers


def test_a_spoilt_file_is_made_good_again(file: Path, good: Good) -> None:
    foreign(file)
    answers()
    with closing(sqlite3.connect(file)) as database:
        assert prepared.Lines(database).count > 100


def no_index(*_: object) -> NoReturn:
    raise AssertionError("the index was built again")


def test_the_file_is_used_when_it_is_there(file: Path, good: Good, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ask.evidence.indexing.Indexer.build", no_index)
    assert answers() == good.answers


def test_only_the_prepared_file_is_left_behind(cache: Path, good: Good) -> None:
    answers()
    assert [path.name for path in cache.iterdir()] == [good.name]


@pytest.mark.parametrize("place", ["file", "below a file", "nowhere"])
def test_a_folder_that_cannot_be_had_changes_no_answer(
    good: Good, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    named = {"file": taken, "below a file": taken / "kg", "nowhere": Path("/proc/kg-cache")}
    monkeypatch.setenv("KG_CACHE", str(named[place]))
    assert answers() == good.answers
    assert taken.read_text() == "mine"


def test_a_folder_of_any_name_will_do(good: Good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "a b?c#d%e'f"
    monkeypatch.setenv("KG_CACHE", str(odd))
    assert answers() == good.answers
    monkeypatch.setattr("kg.ask.evidence.indexing.Indexer.build", no_index)
    assert answers() == good.answers


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_changes_no_answer(cache: Path, good: Good) -> None:
    cache.mkdir(mode=0o500)
    assert answers() == good.answers


def test_a_disk_that_is_full_changes_no_answer(cache: Path, good: Good, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert answers() == good.answers
    assert list(cache.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_left_alone(cache: Path, good: Good) -> None:
    note = cache / good.name / "note"
    note.parent.mkdir(parents=True)
    note.write_text("mine")
    assert answers() == good.answers
    assert note.read_text() == "mine"


def test_several_processes_may_ask_at_once(cache: Path, good: Good) -> None:
    code = f"import kg; print(kg.open({str(EXAMPLES)!r}).ask({QUESTIONS[0]!r}).answer)"
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert {out.decode().rstrip("\n") for out, _ in said} == {good.answers[0]["answer"]}
    assert len(list(cache.iterdir())) == 1


def test_another_graph_has_another_file(file: Path, cache: Path, workspace: Path) -> None:
    answers(workspace)
    assert len(kept(cache)) == 2


def test_a_changed_graph_is_read_anew(cache: Path, workspace: Path) -> None:
    answers(workspace)
    replaced(workspace / "triples/quill-courier.trig", "has no winner", "ends with no winner at all")
    answer = kg.open(workspace).ask("What did Marsh say on the trade war?")
    assert "ends with no winner at all" in answer.plain


def test_a_stale_index_makes_nothing_up(cache: Path, workspace: Path) -> None:
    """The file in the cache says that a line is there; the graph, of the same size and age, lacks it."""
    question = QUESTIONS[0]
    path = workspace / "triples/quill-courier.trig"
    held = kg.open(workspace).ask(question)
    assert held.answered
    assert "lose a fifth" in held.plain
    age = path.stat()
    text = path.read_text(encoding="utf-8")
    changed = text.replace("stand to lose a fifth (20 percent)", "would sell just as much more")
    assert changed != text
    assert len(changed) <= len(text)
    path.write_text(changed + " " * (len(text) - len(changed)), encoding="utf-8")
    os.utime(path, ns=(age.st_atime_ns, age.st_mtime_ns))
    answer = kg.open(workspace).ask(question)
    assert "lose a fifth" not in answer.answer
    assert not any("lose a fifth" in text for text, _ in answer.related)


def test_a_fact_gone_from_the_graph_is_not_told_whatever_the_index_says(file: Path) -> None:
    held = kg.open(EXAMPLES)
    statement = f"{ID}statement/marsh-2031-03-18-furnaces"
    before = held.ask(QUESTIONS[0])
    gone = f"<{statement}> ?p ?o"
    held.engine.store.update(f"DELETE WHERE {{ {gone} }} ; DELETE WHERE {{ GRAPH ?g {{ {gone} }} }}")
    fresh = kg.Graph(held.engine)
    after = fresh.ask(QUESTIONS[0])
    assert "lose a fifth" in before.plain
    assert "lose a fifth" not in after.answer
    assert statement not in str(after.as_dict())


def test_a_graph_that_comes_from_no_file_is_kept_nowhere(cache: Path) -> None:
    graph('person:ann a kg:Person ; rdfs:label "Ann Orr" .').ask("who is Ann Orr")
    assert not cache.exists() or kept(cache) == []


def test_old_files_make_room(cache: Path) -> None:
    cache.mkdir()
    for n in range(prepared.KEPT + 3):
        old = cache / f"asking-old{n:02d}.sqlite"
        old.write_bytes(b"")
        os.utime(old, (n, n))
    answers()
    names = [path.name for path in kept(cache)]
    assert len(names) == prepared.KEPT
    assert "asking-old00.sqlite" not in names
    assert f"asking-old{prepared.KEPT + 2}.sqlite" in names


def test_files_of_other_programs_are_not_tidied_away(cache: Path) -> None:
    cache.mkdir()
    others = [cache / f"theirs{n}.sqlite" for n in range(prepared.KEPT + 3)]
    for other in others:
        other.write_bytes(b"theirs")
    answers()
    assert all(other.read_bytes() == b"theirs" for other in others)


def test_the_folder_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv("KG_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert cache_folder().name == "kg"


def test_forms_are_kept_as_the_thesaurus_gives_them(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        forms = prepared.Forms(database)
        for words in ("talks", "how long", "wool", "called off", "please", "sit down"):
            for key in (EXACT + words, STEMMED + words):
                assert forms.get(key, NOTHING) == as_read().get(key, NOTHING), key
        assert forms.get("=zorblatt", NOTHING) == NOTHING
        assert {"talks", "off", "please"} <= forms.words()


def test_every_line_of_the_index_is_told_by_the_graph(file: Path, example: kg.Graph) -> None:
    told = evidence(example.engine)
    with closing(sqlite3.connect(file)) as database:
        lines = prepared.Lines(database)
        keys = [lines.key(line) for line in range(lines.count)]
        assert len(keys) > 150
        assert len(set(keys)) == len(keys)
        assert all(told.line(key) is not None for key in keys)


def test_a_token_gives_its_lines(file: Path, example: kg.Graph) -> None:
    told = evidence(example.engine)
    with closing(sqlite3.connect(file)) as database:
        lines = prepared.Lines(database)
        posting = lines.posting(f"s:{stem('shearing')}")
        assert posting is not None
        said = [told.line(lines.key(line)) for line in posting.lines]
        assert any(line is not None and "shearing" in line.text for line in said)
        assert lines.posting("s:zorblatt") is None


def test_words_that_stand_in_lines_are_held(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        lines = prepared.Lines(database)
        assert lines.holds("shearing")
        assert not lines.holds("zorblatt")
        assert "shearing" in lines.words()
