"""What would run for ever ends; what would be destroyed is left; what the README shows works."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

    Run = Callable[..., Ran]

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def kg(*words: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *words], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )  # fmt: skip


def test_a_query_over_its_time_ends_in_one_plain_line() -> None:
    process = kg("sparql", "--timeout-s", "0.5", ENDLESS)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 3
    assert out == ""
    assert err == "kg: the query ran for over 0.5 seconds; --timeout-s raises the limit\n"


def test_a_query_over_its_memory_ends_in_one_plain_line(run: Run) -> None:
    ran = run("sparql", "--memory-mb", "50", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "kg: the query took over 50 MB of memory; --memory-mb raises the limit\n"


def test_a_query_over_its_rows_says_so(run: Run) -> None:
    ran = run("query", "said-by", "--max-rows", "2", "--format", "csv")
    assert (ran.status, len(ran.out.splitlines())) == (0, 3)
    assert ran.err == "cut at 2 rows; --max-rows raises the limit\n"


def test_an_interrupt_ends_a_running_query() -> None:
    # A shell without job control lets what it starts in the background ignore ^C, and these tests with it.
    process = kg("sparql", "--timeout-s", "60", ENDLESS,
                 preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # fmt: skip
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode in {-signal.SIGINT, 130}


def test_closed_standard_output_is_no_traceback() -> None:
    ran = subprocess.run(
        ["sh", "-c", f"exec {shlex.quote(sys.executable)} -m kg stats >&-"], cwd=ROOT, text=True, capture_output=True
    )
    assert "Traceback" not in ran.stderr


def test_an_impossible_date_is_told_without_the_traceback_of_a_library(workspace: Path) -> None:
    file = workspace / "triples" / "harbour-gazette.trig"
    file.write_text(file.read_text().replace('"2031-03-10"^^xsd:date', '"2031-02-30"^^xsd:date'))
    process = kg("verify", "--data", str(workspace))
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "must be a real day, month or year" in out
    assert err == ""


def test_a_link_stays_a_link_and_a_pipe_a_pipe(run: Run, tmp_path: Path) -> None:
    (tmp_path / "target.trig").write_text("old")
    (tmp_path / "link.trig").symlink_to(tmp_path / "target.trig")
    assert run("export", "--data", "examples", "-o", tmp_path / "link.trig", "--force").status == 0
    assert (tmp_path / "link.trig").is_symlink()
    assert (tmp_path / "target.trig").read_text().startswith("@prefix")
    assert run("export", "-o", "/dev/null", "--force").status == 0
    assert not os.path.isfile("/dev/null")  # noqa: PTH113


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["query", "in-force-on", "--set", "day=2025-13-45"], "a date is needed"),
        (["query", "in-force-on", "--set", "day=Akazawa"], "a date is needed"),
        (["query", "agenda", "--set", "round=fourth"], "a number is needed"),
        (["query", "said-by", "--set", "who=Ishiba", "--set", "who=Akazawa"], "given twice"),
        (["query", "--set", "who=Ishiba"], "name the query"),
        (["query", "--format", "csv"], "does not fit the list"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(run: Run, words: list[str], message: str) -> None:
    ran = run(*words)
    assert ran.status == 2
    assert message in ran.err
    assert ran.out == ""


def readme_commands() -> list[str]:
    """Return the commands that the README shows, in its order; make is run by whoever runs this."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    shown = [line.removeprefix("$ ").split("  #")[0].strip() for line in lines if line.startswith("$ ")]
    return [command for command in shown if not command.startswith("make ")]


def test_every_command_of_the_readme_does_what_it_shows(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    says_no = {'kg ask "Who attended the third round?"', "kg verify --data examples --sources copies"}
    for command in readme_commands():
        program, *words = shlex.split(command)
        if program != "kg":
            subprocess.run([program, *words], check=True)
            continue
        assert run(*words).status == (1 if command in says_no else 0), command
    assert says_no <= set(readme_commands())


@pytest.mark.parametrize(
    "name", ["ask", "export", "load", "query", "retract", "show", "sparql", "stats", "verify", "view"]
)
def test_the_example_under_each_help_runs(run: Run, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = run(name, "--help").out.rsplit("Example: ", 1)[1]
    words = shlex.split(" ".join(example.split()))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    if name == "retract":
        assert run("load", "examples", "--store", "talks.store").status == 0
    assert run(*words[1:]).status == 0
