"""Stores on disk: whatever goes wrong leaves the old store, and the default graph always holds each cited fact once."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import kg
from benchmarks.generate import lines
from kg.errors import InputError, KgError, LimitError, NotFoundError, RdfError, RuleError, UncitedError
from kg.graph import load_files
from kg.namespaces import CATALOGUE, ONTOLOGY
from kg.store import bulk
from kg.store.bulk import put_back, retract
from kg.store.folder import MARK, changing
from kg.store.load import load
from kg.store.sources import sources
from tests.conftest import EXAMPLES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Run = Callable[..., Ran]

GAZETTE = "2031-03-12-439192f7"
TRIPLES = EXAMPLES / "triples"


def loaded(store: Path, *names: object, **options: object) -> Path:
    load_files(sources([str(name) for name in names]), store, **options)  # type: ignore[arg-type]
    return store


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the example, which no test changes."""
    return loaded(tmp_path_factory.mktemp("stores") / "whole", TRIPLES)


@pytest.fixture
def store(whole: Path, tmp_path: Path) -> Path:
    """Return a store of the example, to be changed at will."""
    return Path(shutil.copytree(whole, tmp_path / "store"))


def quads(store: ox.Store) -> set[ox.Quad]:
    """Return what a store holds, the terms left out: their blank nodes have another name each time."""
    return {quad for quad in store if quad.graph_name != ox.NamedNode(ONTOLOGY)}


def content(location: Path) -> set[ox.Quad]:
    return quads(load(location).store)


def right(location: Path) -> bool:
    """Tell whether the default graph holds each cited fact, and nothing else."""
    held = load(location).store
    own = {ox.DefaultGraph(), ox.NamedNode(CATALOGUE), ox.NamedNode(ONTOLOGY)}
    cited = {quad.triple for quad in held if quad.graph_name not in own}
    return {quad.triple for quad in held if quad.graph_name == ox.DefaultGraph()} == cited


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("form", ["trig", "nquads"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_store_holds_what_its_files_do(tmp_path: Path, example: kg.Graph, form: str, packed: bool) -> None:
    path = tmp_path / f"all.{'trig' if form == 'trig' else 'nq'}{'.gz' if packed else ''}"
    data = example.export(form).encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    assert content(loaded(tmp_path / "store", path)) == quads(example.engine.store)


def test_a_workspace_and_its_folder_of_triples_load_alike(tmp_path: Path, whole: Path) -> None:
    assert content(loaded(tmp_path / "store", EXAMPLES)) == content(whole)


def test_what_is_loaded_in_parts_is_what_is_loaded_at_once(tmp_path: Path, whole: Path) -> None:
    for path in sorted(TRIPLES.glob("*.trig")):
        loaded(tmp_path / "store", path)
        assert right(tmp_path / "store")
    assert content(tmp_path / "store") == content(whole)
    assert len(list((tmp_path / "store").glob("g*"))) == 2  # one generation and its lock


def test_loading_the_same_again_changes_nothing(store: Path, whole: Path) -> None:
    loaded(store, TRIPLES)
    assert content(store) == content(whole)


def test_a_large_graph_fills_the_default_graph_in_blocks(tmp_path: Path) -> None:
    path = tmp_path / "large.nq"
    path.write_text("".join(lines(20_000)))
    assert path.stat().st_size > 3 * (1 << 20)
    assert right(loaded(tmp_path / "store", path))
    raw = ox.Store()
    raw.load(path=str(path), format=ox.RdfFormat.N_QUADS)
    plain = {quad for quad in content(tmp_path / "store") if quad.graph_name != ox.DefaultGraph()}
    assert plain == set(raw)


def test_nquads_of_any_layout_fill_the_default_graph(tmp_path: Path, example: kg.Graph) -> None:
    rng = random.Random(3)
    out = []
    for line in example.export("nquads").splitlines():
        s, p, rest = line.split(" ", 2)
        o, g = rest.removesuffix(" .").rsplit(" ", 1)
        gap = rng.choice([" ", "  ", "\t", " \t "])
        out.append(
            rng.choice(["", " ", "# a <b> .\n"]) + gap.join((s, p, o, g)) + rng.choice([" .", ".", " . # <c> ."])
        )
    path = tmp_path / "odd.nq"
    path.write_text("\n".join(out))  # no end of line at the end
    store = loaded(tmp_path / "store", path)
    assert content(store) == quads(example.engine.store)


def test_a_literal_that_looks_like_a_graph_is_none(tmp_path: Path, example: kg.Graph) -> None:
    cite = next(q.graph_name for q in example.engine.quads() if q.graph_name.value != CATALOGUE)
    person = "<https://kg.example/id/person/mara-venn>"
    odd = '<https://kg.example/ont#describedAs> "x <http://a.example/g> . \\" <http://a.example/h> ."@en'
    path = tmp_path / "a.nq"
    path.write_text(example.export("nquads") + f"{person} {odd} {cite} .\n")
    store = loaded(tmp_path / "store", path, rules=False)
    assert right(store)
    assert ox.Quad(*next(iter(ox.parse(f"{person} {odd} .", ox.RdfFormat.N_TRIPLES))).triple) in load(store).store


BROKEN = {
    "syntax": (b"<http://a.example/s> <http://a.example/p> .\n", RdfError, "line 2,"),
    "half a line": (b"<http://a.example/s> <http://a.exam", RdfError, "line 2,"),
    "not UTF-8": (b"<http://a.example/s> <http://a.example/p> \"\xff\" <http://a.example/g> .\n", RdfError, "line 2,"),
    "triple terms": (b"<http://a.example/s> <http://a.example/p> <<( <http://a.example/s>\n", RdfError, "triple terms"),
    "uncited": (b"<http://a.example/s> <http://a.example/p> 'x' <http://a.example/g> .\n".replace(b"'", b'"'),
                UncitedError, "1 triple stands"),
    "uncited fact": (b'<http://a.example/s> <http://a.example/p> "x" .\n', RuleError, "rule uncited-fact"),
    "blank nodes": (b"", RuleError, "rule blank-node"),
    "terms": (f'<http://a.example/s> <http://a.example/p> "x" <{ONTOLOGY}> .\n'.encode(), InputError, "Turtle"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("fresh", [True, False])
def test_what_is_broken_leaves_the_old_store(
    tmp_path: Path, whole: Path, example: kg.Graph, what: str, fresh: bool
) -> None:
    text, error, message = BROKEN[what]
    first = b"# a comment\n"
    path = tmp_path / "broken.nq"
    path.write_bytes(first + text + example.export("nquads").encode())
    if what == "blank nodes":
        cite = next(str(q.graph_name) for q in example.engine.quads() if q.graph_name.value != CATALOGUE)
        path.write_text(example.export("nquads") + f'_:b <https://kg.example/ont#gist> "x"@en {cite} .\n')
    if what == "half a line":
        path.write_bytes(first + text)
    store = tmp_path / "store" if fresh else Path(shutil.copytree(whole, tmp_path / "store"))
    with pytest.raises(error, match=message) as raised:
        loaded(store, path)
    assert len(str(raised.value).splitlines()) <= 3
    if fresh:
        assert not store.exists()
    else:
        assert content(store) == content(whole)
        assert files(store) == files(whole)


def test_the_line_of_an_error_is_that_of_the_file_however_many_facts_were_added(tmp_path: Path) -> None:
    text = "".join(lines(20_000)).splitlines(keepends=True)
    bad = len(text) - 3
    text[bad] = text[bad].replace(" <", " ", 1)
    (tmp_path / "a.nq").write_text("".join(text))
    with pytest.raises(RdfError, match=f"line {bad + 1},"):
        loaded(tmp_path / "store", tmp_path / "a.nq", rules=False)


def test_a_file_of_another_place_is_told_with_its_line_in_trig_too(tmp_path: Path) -> None:
    text = (TRIPLES / "northern-wire.trig").read_text()
    (tmp_path / "a.trig").write_text(text + "\n\nkg:a kg:b nothing:c .")
    with pytest.raises(RdfError, match=f"line {text.count(chr(10)) + 3}, column"):
        loaded(tmp_path / "store", tmp_path / "a.trig")


@pytest.mark.parametrize(
    ("name", "message"),
    [("missing.nq", "no such file"), ("a.rdf", "name a .trig or .nq file"), ("a.jsonld", "name a .trig or .nq file"),
     ("fifo.nq", "no regular file"), ("empty", "holds no .trig")],
)  # fmt: skip
def test_what_is_no_file_of_quads_is_told_and_not_opened(tmp_path: Path, name: str, message: str) -> None:
    os.mkfifo(tmp_path / "fifo.nq")  # opening it would block for ever
    (tmp_path / "empty").mkdir()
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    (tmp_path / "a.rdf").write_text(bomb)
    (tmp_path / "a.jsonld").write_text('{"@context": "http://127.0.0.1:1/context"}')
    with pytest.raises(InputError, match=message):
        loaded(tmp_path / "store", tmp_path / name)
    assert not (tmp_path / "store").exists()


def test_an_entity_bomb_and_a_remote_context_called_trig_are_broken_trig(tmp_path: Path) -> None:
    for text in ('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', '{"@context": "http://127.0.0.1:1/context"}'):
        (tmp_path / "a.trig").write_text(text)
        with pytest.raises(RdfError, match="line 1"):
            loaded(tmp_path / "store", tmp_path / "a.trig")


def test_what_a_small_file_unpacks_to_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.nq.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(5):
            file.write(b"# nothing but comments\n" * 50_000)
    assert path.stat().st_size < 50_000
    with pytest.raises(LimitError, match="holds over 2 MB; --max-unpacked-mb"):
        loaded(tmp_path / "store", path, max_unpacked_mb=2)


def test_a_line_without_end_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.stream.MAX_STATEMENT_MB", 3)
    with gzip.open(tmp_path / "a.nq.gz", "wb") as file:
        file.write(b"\0" * 9_000_000)
    with pytest.raises(LimitError, match="a line has over 3 MB"):
        loaded(tmp_path / "store", tmp_path / "a.nq.gz")


@pytest.mark.parametrize("cut", [10, 0.5, -4])
def test_gzip_that_ends_too_soon_is_told(tmp_path: Path, example: kg.Graph, cut: float) -> None:
    data = gzip.compress(example.export("nquads").encode())
    (tmp_path / "a.nq.gz").write_bytes(data[: int(len(data) * cut) if cut == 0.5 else int(cut)])
    with pytest.raises(InputError, match="damaged or ends too soon"):
        loaded(tmp_path / "store", tmp_path / "a.nq.gz")


def test_a_broken_rule_is_told_with_its_place_and_nothing_is_loaded(tmp_path: Path, store: Path, whole: Path) -> None:
    text = (TRIPLES / "northern-wire.trig").read_text()
    (tmp_path / "a.trig").write_text(text.replace('"Mara Venn"', '"Mara Wenn"'))
    with pytest.raises(RuleError, match="rule two-labels is broken in one place") as error:
        loaded(store, tmp_path / "a.trig")
    assert error.value.broken == ["two-labels"]
    assert error.value.exit_status == 1
    assert content(store) == content(whole)
    loaded(store, tmp_path / "a.trig", rules=False)
    assert content(store) != content(whole)


def test_a_fact_goes_with_its_last_receipt_and_only_then(store: Path, whole: Path) -> None:
    before = load(whole)
    gone = {c.iri for c in kg.open(whole).catalogue.citations.values() if c.article.iri.endswith(GAZETTE)}
    retract(store, GAZETTE)
    assert right(store)
    after = {quad.triple for quad in load(store).store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    for quad in before.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        receipts = set(before.graphs_with((str(quad.subject), str(quad.predicate), str(quad.object))))
        assert (quad.triple in after) == bool(receipts - gone - {CATALOGUE}), quad
    assert gone
    assert not any(GAZETTE in str(quad) for quad in load(store).store)
    assert kg.open(store).verify(shapes=False).rules["unknown-article"] == 0


@pytest.mark.parametrize(
    "name",
    [GAZETTE, f"article:{GAZETTE}", f"<https://kg.example/id/article/{GAZETTE}>", "Harbour Gazette, 12 March 2031"],
)
def test_an_article_taken_out_comes_back_whole(store: Path, whole: Path, name: str) -> None:
    taken = retract(store, name)
    loaded(store, TRIPLES / "quill-courier.trig")  # what comes between does no harm
    assert put_back(store, GAZETTE) == taken
    assert content(store) == content(whole)
    with pytest.raises(NotFoundError, match="was not retracted"):
        put_back(store, GAZETTE)


def test_any_order_of_changes_keeps_the_default_graph_right(tmp_path: Path) -> None:
    rng = random.Random(7)
    store = loaded(tmp_path / "store", TRIPLES)
    articles = sorted(c.rsplit("/", 1)[1] for c in kg.open(store).catalogue.articles)
    out: set[str] = set()
    for _ in range(12):
        article = rng.choice(articles)
        if article in out:
            put_back(store, article)
        else:
            retract(store, article)
        out ^= {article}
        assert right(store)


def test_no_article_of_that_name_leaves_the_store(store: Path, whole: Path) -> None:
    with pytest.raises(NotFoundError, match="no such article"):
        retract(store, "1999-01-01-00000000")
    assert content(store) == content(whole)
    with pytest.raises(InputError, match="is no store"):
        retract(TRIPLES, GAZETTE)


def test_a_copied_article_stays_while_its_copy_does(tmp_path: Path) -> None:
    store = loaded(tmp_path / "store", ROOT / "triples")
    copy = next(a for a in kg.open(store).catalogue.articles.values() if a.copy_of)
    with pytest.raises(InputError, match="is a copy of it"):
        retract(store, str(copy.copy_of))
    retract(store, copy.iri)
    retract(store, str(copy.copy_of))
    assert right(store)


def test_a_reader_keeps_its_snapshot_while_the_store_changes(store: Path, whole: Path) -> None:
    reader = load(store)
    for _ in range(2):
        retract(store, GAZETTE)
        put_back(store, GAZETTE)
    retract(store, GAZETTE)
    assert quads(reader.store) == content(whole)
    assert {path.name for path in whole.glob("g*")} < {path.name for path in store.glob("g*")}
    del reader
    loaded(store, TRIPLES / "quill-courier.trig")
    assert len(list(store.glob("g*"))) == 2  # nobody reads the old one any more


def test_a_second_writer_is_told_in_plain_words(store: Path, whole: Path) -> None:
    with changing(store):
        with pytest.raises(InputError, match=rf"another process \({os.getpid()}\) is changing this store"):
            loaded(store, TRIPLES)
        assert content(store) == content(whole)  # reading goes on
    loaded(store, TRIPLES)


def test_two_loads_at_once_leave_one_whole_store(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("".join(lines(15_000)))
    commands = [
        sys.executable,
        "-m",
        "kg",
        "load",
        "--no-rules",
        str(tmp_path / "a.nq"),
        "--store",
        str(tmp_path / "store"),
    ]
    runs = [subprocess.Popen(commands, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [run.communicate()[1] for run in runs]
    for run, text in zip(runs, told, strict=True):
        assert run.returncode == 0 or (run.returncode == 2 and "is changing this store" in text)
    assert 0 in [run.returncode for run in runs]
    assert right(tmp_path / "store")


LOADING = (
    "import sys; from pathlib import Path; from kg.graph import load_files; from kg.store.sources import sources\n"
    "load_files(sources([sys.argv[1]]), Path(sys.argv[2]), told_rule=lambda name: print(name, flush=True))"
)


@pytest.mark.parametrize("after_s", [0.1, 0.3, 0.6, 1.0])
def test_a_kill_at_any_moment_leaves_the_old_store_or_the_new(
    tmp_path: Path, store: Path, whole: Path, after_s: float
) -> None:
    (tmp_path / "a.nq").write_text("".join(lines(10_000)))
    process = subprocess.Popen([sys.executable, "-c", LOADING, tmp_path / "a.nq", store], cwd=ROOT,
                               stdout=subprocess.DEVNULL)  # fmt: skip
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    killed = process.wait() == -signal.SIGKILL
    old, now = content(whole), content(store)
    assert now == old if killed and len(now) == len(old) else right(store) and now > old
    loaded(store, tmp_path / "a.nq", rules=False)  # and the next one works, with nothing left over
    assert right(store)
    assert files(store) - {"writer.lock", MARK} == {path.name for path in store.glob("g*")}
    assert len(list(store.glob("g*"))) == 2


def test_a_kill_within_the_rules_and_before_the_swap_leaves_the_old_store(
    tmp_path: Path, store: Path, whole: Path
) -> None:
    (tmp_path / "a.nq").write_text("".join(lines(3_000)))
    process = subprocess.Popen([sys.executable, "-c", LOADING, tmp_path / "a.nq", store], cwd=ROOT,
                               stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert process.stdout is not None
    while process.stdout.readline() != "two-labels\n":
        pass
    process.kill()
    process.communicate()
    assert content(store) == content(whole)


def test_a_full_disk_leaves_the_old_store(tmp_path: Path, store: Path, whole: Path) -> None:
    (tmp_path / "a.nq").write_text("".join(lines(10_000)))
    for target in (store, tmp_path / "fresh"):
        ran = subprocess.run(
            [sys.executable, "-m", "kg", "load", tmp_path / "a.nq", "--store", target], cwd=ROOT, text=True,
            capture_output=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
        )  # fmt: skip
        assert ran.returncode == 2
        assert "could not be written" in ran.stderr
        assert "Traceback" not in ran.stderr
    assert content(store) == content(whole)
    assert files(store) == files(whole)
    assert not (tmp_path / "fresh").exists()


def damaged(store: Path, how: str) -> Path:
    """Return a store to which something has happened."""
    table = max(store.glob("g*/*.sst"), key=lambda path: path.stat().st_size)
    if how == "a table is cut short":
        os.truncate(table, 100)
    elif how == "a table is missing":
        table.unlink()
    elif how == "the manifest is missing":
        next(store.glob("g*/MANIFEST*")).unlink()
    elif how == "CURRENT is nonsense":
        next(store.glob("g*/CURRENT")).write_text("x")
    elif how == "the generation is missing":
        shutil.rmtree(next(path for path in store.glob("g*") if path.is_dir()))
    else:
        (store / MARK).write_text(how)
    return store


@pytest.mark.parametrize(
    "how",
    ["a table is cut short", "a table is missing", "the manifest is missing", "CURRENT is nonsense",
     "the generation is missing", "", "{", "[]", "{}", '{"format": 1, "generation": "../../etc"}',
     '{"format": 1, "generation": 3}', '{"format": 99, "generation": "g1"}'],
)  # fmt: skip
def test_a_damaged_store_is_told_in_plain_words(store: Path, run: Run, how: str) -> None:
    damaged(store, how)
    for words in (("stats",), ("sparql", "ASK { ?s ?p ?o }"), ("ask", "who met whom")):
        ran = run(*words, "--data", store)
        assert ran.status == 2, ran
        assert "is damaged" in ran.err or "format 99" in ran.err
        assert len(ran.err.splitlines()) <= 2


def test_bytes_that_rot_within_a_table_are_told_where_they_are_read(store: Path, run: Run) -> None:
    for table in store.glob("g*/*.sst"):
        data = bytearray(table.read_bytes())
        data[10 : len(data) // 2] = bytes(len(data) // 2 - 10)
        table.write_bytes(data)
    ran = run("sparql", "SELECT * { ?s ?p ?o }", "--data", store)
    assert ran.status in {2, 3}, ran
    assert len(ran.err.splitlines()) <= 2
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("what", ["a file", "a folder of other things", "an Oxigraph store of another kind"])
def test_what_is_no_store_is_left_alone(tmp_path: Path, what: str) -> None:
    place = tmp_path / "place"
    if what == "a file":
        place.write_text("mine")
    elif what == "a folder of other things":
        place.mkdir()
        (place / "letter.txt").write_text("mine")
    else:
        ox.Store(str(place)).flush()
    with pytest.raises(InputError, match=r"is a file|no store, and not empty|an Oxigraph store that kg did not make"):
        loaded(place, TRIPLES)
    assert place.is_file() or not list(place.glob("g*"))


def test_a_store_is_read_where_it_cannot_be_written(store: Path, example: kg.Graph) -> None:
    for path in (store, *store.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert kg.open(store).select("SELECT ?p { ?p a kg:Person }") is not None
        assert len(kg.open(store).catalogue.citations) == len(example.catalogue.citations)
    finally:
        for path in (store, *store.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


COMMANDS = [
    ("ask", "how long did the second round last"),
    ("sparql", "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"),
    ("query", "who-met-whom", "--set", "who=Mara Venn"),
    ("show", "Mara Venn"),
    ("show", "wool"),
    ("stats",),
    ("verify", "--list", "--sources", EXAMPLES / "texts"),
    ("export", "--format", "trig"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_every_command_says_of_a_store_what_it_says_of_the_files(
    run: Run, whole: Path, words: tuple[object, ...]
) -> None:
    assert run(*words, "--data", whole) == run(*words, "--data", EXAMPLES)


def test_view_draws_a_store(run: Run, whole: Path, tmp_path: Path) -> None:
    for name, data in (("a.html", whole), ("b.html", EXAMPLES)):
        assert run("view", "--data", data, "-o", tmp_path / name).status == 0
    assert (tmp_path / "a.html").read_text() == (tmp_path / "b.html").read_text()


def test_load_tells_what_it_did_and_reads_standard_input(run: Run, tmp_path: Path, example: kg.Graph) -> None:
    store = tmp_path / "store"
    ran = run("load", "-", "--as", "nquads", "--store", store, stdin=example.export("nquads").encode())
    assert (ran.status, ran.out) == (0, "")
    assert "quads of 1 file loaded in" in ran.err
    assert content(store) == quads(example.engine.store)
    assert "say in what form" in run("load", "-", "--store", tmp_path / "other", stdin=b"").err
    ran = run("load", "-", "--as", "trig", "--store", tmp_path / "other", stdin=b"\n")
    assert (ran.status, ran.err) == (2, "kg: standard input: is empty. Nothing was loaded.\n")


def test_a_question_sees_what_was_loaded_since_it_was_last_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    store = loaded(tmp_path / "store", TRIPLES / "quill-courier.trig")
    question = ("ask", "how long did the second round last", "--data", store)
    before = run(*question)
    loaded(store, TRIPLES)
    assert run(*question) != before
    assert run(*question).out == run(*question[:2], "--data", EXAMPLES).out


def test_the_mark_is_plain_json(whole: Path) -> None:
    (generation,) = (path.name for path in whole.glob("g*") if path.is_dir())
    assert json.loads((whole / MARK).read_text()) == {"format": 1, "generation": generation}


def test_errors_of_loading_are_kg_errors() -> None:
    assert issubclass(RuleError, KgError)
    assert bulk.Loaded(1, 1).quads == 1


def test_a_terminal_sees_how_far_a_load_is_and_a_file_does_not(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.nq"
    path.write_text("".join(lines(20_000)))
    seen, terminal = os.openpty()
    command = [sys.executable, "-m", "kg", "load", "--no-rules", path, "--store", tmp_path / "store"]
    with subprocess.Popen(command, cwd=ROOT, stderr=terminal) as process:
        os.close(terminal)
        shown = b""
        with suppress(OSError):  # a terminal ends so
            while piece := os.read(seen, 1 << 16):
                shown += piece
    os.close(seen)
    assert process.returncode == 0
    for part in ("loading", "100%", "quads a second", "quads of 1 file loaded"):
        assert part in shown.decode()
    assert "100%" not in run("load", path, "--no-rules", "--store", tmp_path / "other").err
