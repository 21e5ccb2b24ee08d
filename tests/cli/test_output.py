"""Where results go: standard output, files that are whole or not there, and readers that go away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from tests.conftest import EXAMPLES, ROOT, Ran

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]

KG = (sys.executable, "-m", "kg")
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # as people run it
DATA = ("--data", str(EXAMPLES))
SELECT = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"
COMMANDS = [("sparql", SELECT), ("stats",), ("export",), ("show", "Mara Venn"), ("verify", "--no-shapes"), ("query",)]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_file_gets_what_standard_output_gets_and_is_not_replaced_unasked(
    words: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "out"
    shown = run(*DATA, *words)
    assert (shown.status, shown.err) == (0, "")
    assert run(*DATA, *words, "-o", "-") == shown
    assert run(*DATA, *words, "-o", path) == Ran(0, "", "")
    assert path.read_bytes() == shown.out.encode()
    path.write_text("precious")
    again = run(*DATA, *words, "-o", path)
    assert (again.status, path.read_text()) == (2, "precious")
    assert again.err == f"kg: {path}: exists already; add --force to replace it\n"
    assert run(*DATA, *words, "-o", path, "--force").status == 0
    assert path.read_bytes() == shown.out.encode()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("target", "message"), [("folder", "is a folder; name a file in it"), ("none/out", "no such folder")]
)
@pytest.mark.parametrize("words", [("stats",), ("cite", str(EXAMPLES / "triples" / "northern-wire.trig"))])
def test_an_output_that_cannot_be_is_told_before_the_work(
    words: tuple[str, ...], target: str, message: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    ran = run(*words, "-o", tmp_path / target)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_cite_writes_in_place_elsewhere_or_not_at_all(run: Run, workspace: Path, gazette: Path) -> None:
    final, other, untouched = gazette.read_bytes(), workspace / "other.trig", gazette.stat()
    assert run("cite", gazette, "--sources", workspace / "texts") == Ran(0, "", f"{gazette}: already in order\n")
    assert (gazette.stat().st_ino, gazette.stat().st_mtime_ns) == (untouched.st_ino, untouched.st_mtime_ns)
    messy = final.replace(b"kg:end 118 ;\n", b"kg:end 118 ; ")
    gazette.write_bytes(messy)
    assert run("cite", gazette, "--check").status == 1
    assert gazette.read_bytes() == messy
    assert run("cite", gazette, "-o", other).status == 0
    assert (gazette.read_bytes(), other.read_bytes()) == (messy, final)
    assert run("cite", gazette, "-o", other).status == 2
    assert run("cite", gazette, "-o", other, "--force").status == 0
    assert run("cite", gazette, "-o", "-").out.encode() == final
    assert run("cite", gazette) == Ran(0, "", f"{gazette}: written\n")
    assert gazette.read_bytes() == final
    assert run("cite", gazette, "--check") == Ran(0, "", f"{gazette}: is in order\n")
    assert {p.name for p in gazette.parent.iterdir()} == {p.name for p in (EXAMPLES / "triples").iterdir()}


def test_cite_takes_its_sources_before_the_command_and_from_the_environment(
    run: Run, workspace: Path, gazette: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = gazette.read_text(encoding="utf-8").replace("kg:end 118 ;", 'kg:anchor "Norvia would" ;', 1)
    gazette.write_text(text, encoding="utf-8")
    assert run("--sources", workspace / "texts", "cite", gazette, "--check").status == 2
    monkeypatch.setenv("KG_SOURCES", str(workspace / "texts"))
    assert run("cite", gazette, "--check").status == 2
    monkeypatch.delenv("KG_SOURCES")
    assert run("cite", gazette, "--check").status in {0, 1}  # nothing to look the anchor up in


def test_options_are_taken_before_the_command_after_it_and_from_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = run(*DATA, "stats")
    assert "53" in wanted.out
    assert run("stats", *DATA) == wanted
    assert run("--data", "/nowhere", "stats", *DATA) == wanted
    monkeypatch.setenv("KG_DATA", str(EXAMPLES))
    assert run("stats") == wanted
    monkeypatch.setenv("KG_DATA", "/nowhere")
    assert run(*DATA, "stats") == wanted
    assert run("stats").status == 2


def test_a_query_is_read_from_an_argument_a_file_or_standard_input(run: Run, tmp_path: Path) -> None:
    wanted = run(*DATA, "sparql", SELECT)
    assert "Mara Venn" in wanted.out
    for data in (SELECT.encode(), b"\xef\xbb\xbf" + SELECT.encode()):
        (tmp_path / "a.rq").write_bytes(data)
        assert run(*DATA, "sparql", "-f", tmp_path / "a.rq") == wanted
    assert run(*DATA, "sparql", "-", stdin=SELECT.encode()) == wanted
    assert run(*DATA, "sparql", "-f", "-", stdin=SELECT.encode()) == wanted


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_is_cut_says_so_on_stderr(run: Run, form: str) -> None:
    ran = run(*DATA, "sparql", SELECT, "--max-rows", "2", "--format", form)
    assert (ran.status, ran.err) == (0, "cut at 2 rows; --max-rows raises the limit\n")
    ran = run(*DATA, "sparql", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--max-rows", "2", "--format", "ntriples")
    assert (len(ran.out.splitlines()), ran.err) == (2, "cut at 2 triples; --max-rows raises the limit\n")


def test_an_empty_answer_is_an_answer(run: Run) -> None:
    ran = run(*DATA, "sparql", "SELECT ?x { ?x a kg:Nothing }")
    assert (ran.status, ran.err) == (0, "")
    assert "(0 rows)" in ran.out


def test_kg_alone_shows_its_help_and_every_command_has_some(run: Run) -> None:
    assert run().out == run("--help").out == run("-h").out
    assert run().status == 0
    for name in ("cite", "export", "query", "show", "sparql", "stats", "verify"):
        ran = run(name, "--help")
        assert ran.status == 0
        assert f"Usage: kg {name}" in ran.out
        assert "Example: kg" in ran.out


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").out == f"kg {version('kg')}\n"


def test_stats_and_show_and_verify_print_json(run: Run, example: kg.Graph) -> None:
    assert json.loads(run(*DATA, "stats", "--format", "json").out)["citations"] == 53
    assert json.loads(run(*DATA, "show", "Mara Venn", "--format", "json").out) == json.loads(
        json.dumps(kg.open(EXAMPLES).show("Mara Venn").as_dict())
    )
    words = ("--sources", EXAMPLES / "texts", "verify", "--format", "json", "--list")
    assert json.loads(run(*DATA, *words).out) == json.loads(json.dumps(example.verify().as_dict(listed=True)))
    assert {q["name"] for q in json.loads(run("query", "--format", "json").out)} >= set()


def test_verify_lists_every_citation(run: Run) -> None:
    out = run(*DATA, "--sources", EXAMPLES / "texts", "verify", "--list", "--no-shapes").out
    assert len([line for line in out.splitlines() if line.startswith("exact ")]) == 53
    assert "citations  53: 53 exact" in out
    assert "ledger     100% of 51 sentences accounted for: 48 cited, 2 furniture, 1 repeated" in out
    assert out.endswith("all is well\n")
    assert "not checked" in run(*DATA, "verify", "--no-shapes").out


@pytest.mark.parametrize("words", [("export",), ("export", "--format", "nquads"), ("sparql", "SELECT * { ?s ?p ?o }")])
def test_a_reader_that_goes_away_is_no_error(words: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*KG, *DATA, *words], stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=BUFFERED)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_closed_pipe_does_not_hide_that_verification_failed(gazette: Path) -> None:
    gazette.write_text(gazette.read_text(encoding="utf-8").replace('"Mara Venn"', '"M"', 1), encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    command = [*KG, "--data", str(gazette.parent), "verify", "--no-shapes"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=BUFFERED)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*KG, *DATA, "stats"], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=BUFFERED
        )
    assert done.returncode == 2
    assert done.stderr == "kg: No space left on device\n"


def test_output_is_utf_8_whatever_the_locale() -> None:
    env = {**BUFFERED, "LC_ALL": "C", "LANG": "C"}
    done = subprocess.run([*KG, *DATA, "show", "Mara Venn"], capture_output=True, cwd=ROOT, env=env)
    assert done.returncode == 0
    assert "\n← " in done.stdout.decode("utf-8")
