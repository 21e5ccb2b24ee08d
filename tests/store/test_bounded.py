"""Whatever a query does, the process that asks it lives and the next query works."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import kg
from kg.errors import InputError, LimitError, QueryError, RefusedError
from kg.store import bounded
from kg.store.bounded import Bounded
from kg.store.limits import Limits
from tests.conftest import EXAMPLES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


def growing(times: int) -> str:
    """Return a query for one value that is eight times as long with each step."""
    steps = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 8)}) AS ?x{n + 1})" for n in range(times))
    return f"SELECT ?x{times} {{ BIND('0123456789abcdef' AS ?x0) {steps} }}"


PEOPLE = "SELECT ?p { ?p a kg:Person } ORDER BY ?p"


@pytest.fixture(scope="module")
def asked() -> Iterator[Bounded]:
    with Bounded(str(EXAMPLES), Limits(timeout_s=120)) as graph:
        yield graph


def within(**limits: float) -> Bounded:
    limits = {"timeout_s": 60, **limits}  # a busy machine must not fail what is about something else
    return Bounded(str(EXAMPLES), Limits(**limits))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        PEOPLE,
        "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
        "SELECT ?s ?none { ?s a kg:Person } ORDER BY ?s",
        "SELECT ?none { ?s a kg:Person }",
        "SELECT * { }",
        "SELECT ?s { ?s a kg:Nothing }",
        "SELECT ('a\\tb\\n\\\"c\\\\ é \\u2028 \\U0001F600' AS ?x) ('' AS ?y) ('x'@en AS ?z) (1.50 AS ?d) {}",
        "SELECT (1 AS ?a) (BNODE() AS ?b) {}",
        "ASK { ?s a kg:Person }",
        "ASK { ?s a kg:Nothing }",
        "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }",
        "DESCRIBE person:mara-venn",
    ],
)
def test_a_worker_answers_as_the_engine_does(asked: Bounded, example: kg.Graph, query: str) -> None:
    here, there = example.query(query), asked.query(query)
    if "BNODE" in query:
        assert str(here)[:80] == str(there)[:80]
    elif isinstance(here, tuple):
        assert set(here) == set(there)  # type: ignore[arg-type]
    else:
        assert here == there
    assert getattr(here, "cut", None) == getattr(there, "cut", None)


@pytest.mark.parametrize("query", [CARTESIAN, SORTED.replace("ORDER BY ?c ?f ?i", "") + "ORDER BY RAND() LIMIT 1"])
def test_a_query_over_its_time_is_ended_and_the_next_one_works(query: str) -> None:
    with within(timeout_s=0.5, memory_mb=4_000) as graph:
        with pytest.raises(LimitError, match=r"ran for over 0\.5 seconds; --timeout-s raises"):
            graph.query(query)
        graph.limits = Limits(timeout_s=60)  # a busy machine may need more than half a second
        assert len(graph.query(PEOPLE)) > 0  # type: ignore[arg-type]


@pytest.mark.parametrize("query", [SORTED, growing(12)])
def test_a_query_over_its_memory_is_ended_and_the_next_one_works(query: str) -> None:
    with within(timeout_s=60, memory_mb=60) as graph:
        with pytest.raises(LimitError, match="took over 60 MB of memory; --memory-mb raises"):
            graph.query(query)
        assert len(graph.query(PEOPLE)) > 0  # type: ignore[arg-type]


def test_each_query_gets_its_memory_anew() -> None:
    with within(timeout_s=60, memory_mb=60) as graph:
        for _ in range(5):
            assert len(graph.query("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 10000")) == 10_000  # type: ignore[arg-type]


def test_rows_over_their_limit_are_cut_and_say_so() -> None:
    with within(max_rows=2) as graph:
        rows = graph.query("SELECT ?s { ?s ?p ?o }")
        triples = graph.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(rows, kg.Rows)
    assert (len(rows), rows.cut) == (2, True)
    assert (len(triples), triples.cut) == (2, True)  # type: ignore[arg-type,union-attr]


def test_an_answer_of_few_but_endless_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    code = bounded._START.replace("w.main", "w.MAX_RESULT_MB = 1; w.main")
    monkeypatch.setattr(bounded, "_START", code)
    with within() as graph, pytest.raises(LimitError, match="the answer has over 1 MB"):
        graph.query(growing(6))


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|aa)+$", "(.*a){25}", "((a{1,99}){1,99}){1,99}", "(" * 1_000 + "a" + ")" * 1_000]
)
def test_a_regex_that_explodes_elsewhere_ends(asked: Bounded, pattern: str) -> None:
    query = f"SELECT ?s {{ ?s ?p ?o FILTER(REGEX(CONCAT(STR(?o), '{'a' * 5_000}!'), '{pattern}')) }}"
    assert isinstance(asked.query(query), kg.Rows)


# Each of these ends a process that asks the engine without the guard.
BREAKING = {
    "nested groups": "ASK { " + "{" * 10_000 + "}" * 10_000 + " }",
    "negations": "ASK { FILTER(" + "!" * 20_000 + "true) }",
    "unions": "ASK { {}" + "UNION{}" * 10_000 + " }",
    "path steps": "ASK { ?s " + "/".join(["kg:a"] * 20_000) + " ?o }",
    "conjunctions": "ASK { FILTER(1" + "&&1" * 20_000 + ") }",
    "projections": "SELECT " + "".join(f"(1 AS ?a{n})" for n in range(6_500)) + " {}",
    "triples": "ASK { " + "?s ?p ?o ." * 10_000 + " }",
    "objects": "ASK { ?s ?p 1" + ",1" * 20_000 + " }",
    "filters": "ASK { ?s ?p ?o " + "FILTER(1)" * 10_000 + " }",
    "triple terms": "ASK { " + "<<?s ?p " * 9_000 + "?o" + ">>" * 9_000 + " ?p ?o }",
}


@pytest.mark.parametrize("what", BREAKING)
def test_what_breaks_the_engine_is_refused_by_the_guard(what: str) -> None:
    with within() as graph:
        with pytest.raises(RefusedError):
            graph.query(BREAKING[what])
        assert graph._process is None  # not even started


@pytest.mark.parametrize("what", BREAKING)
def test_what_breaks_the_engine_would_cost_a_worker_and_no_more(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unguarded = "import kg.store.guard as g; g.check = lambda *_: None; w.main"
    monkeypatch.setattr(bounded, "_START", bounded._START.replace("w.main", unguarded))
    monkeypatch.setattr("kg.store.guard.check", lambda *_: None)
    with within() as graph:
        with pytest.raises(RefusedError, match="broke the engine"):
            graph.query(BREAKING[what])
        assert len(graph.query(PEOPLE)) > 0  # type: ignore[arg-type]


def test_a_worker_killed_from_outside_is_started_again() -> None:
    with within() as graph:
        first = graph.query(PEOPLE)
        assert graph._process is not None
        os.kill(graph._process.pid, signal.SIGKILL)
        graph._process.wait()
        assert graph.query(PEOPLE) == first


def test_a_stopped_worker_does_not_stop_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_GRACE_S", 0.1)
    with within(timeout_s=60) as graph:
        first = graph.query(PEOPLE)
        assert graph._process is not None
        os.kill(graph._process.pid, signal.SIGSTOP)
        graph.limits = Limits(timeout_s=0.5)
        with pytest.raises(LimitError, match="seconds"):
            graph.query(PEOPLE)
        graph.limits = Limits(timeout_s=60)
        assert graph.query(PEOPLE) == first


def test_errors_of_a_query_are_told_and_cost_no_worker() -> None:
    with within() as graph:
        graph.query(PEOPLE)
        process = graph._process
        for query, message in (
            ("SELECT ?s { ?s", "error at 1:15"),
            ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", "SPARQL"),
        ):
            with pytest.raises(QueryError, match=message):
                graph.query(query)
        graph.query(PEOPLE)
        assert graph._process is process


def test_a_graph_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text("no trig")
    os.mkfifo(tmp_path / "fifo.trig")
    for name, message in (("a.trig", "line 1"), ("missing.trig", "no such file"), ("fifo.trig", "no regular file")):
        with Bounded(str(tmp_path / name)) as graph, pytest.raises(InputError, match=message):
            graph.query(PEOPLE)


def test_threads_take_turns(asked: Bounded) -> None:
    queries = [f"SELECT (COUNT(*) AS ?n) ({n} AS ?me) {{ ?s ?p ?o }}" for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(asked.query, queries))
    assert [rows.values("me") for rows in answers] == [[str(n)] for n in range(20)]  # type: ignore[union-attr]


def test_closing_leaves_no_process_and_the_next_query_starts_one() -> None:
    graph = within()
    graph.query(PEOPLE)
    process = graph._process
    assert process is not None
    graph.close()
    assert process.poll() is not None
    assert len(graph.query(PEOPLE)) > 0  # type: ignore[arg-type]
    graph.close()


def test_a_worker_does_not_outlive_a_parent_that_was_killed(tmp_path: Path) -> None:
    said = tmp_path / "pid"
    code = (
        "import sys; from kg.store.bounded import Bounded, Limits; from pathlib import Path\n"
        f"g = Bounded(None, Limits(timeout_s=2)); g._started(); Path({str(said)!r}).write_text(str(g._process.pid))\n"
        f"g.query({CARTESIAN!r})"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    until = time.monotonic() + 120
    while not said.exists() or not said.read_text():
        assert time.monotonic() < until
        time.sleep(0.05)
    worker = int(said.read_text())
    parent.kill()
    parent.wait()
    while _runs(worker):
        assert time.monotonic() < until, "the worker still runs"
        time.sleep(0.1)


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_nothing_is_imported_from_the_folder_that_the_user_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path])
    with within() as graph:
        assert len(graph.query(PEOPLE)) > 0  # type: ignore[arg-type]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        r"SELECT * {{ \u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
        r"SELECT * {{ S\u0045RVICE<{url}>{{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(<{url}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
        "LOAD <{url}>",
        "LOAD SILENT <{url}> INTO GRAPH <http://a.example/>",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    ],
)
def test_no_query_makes_a_connection(asked: Bounded, example: kg.Graph, listener: socket.socket, query: str) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    for graph in (asked, example):
        with pytest.raises(RefusedError):
            graph.query(query.format(url=url))
    with pytest.raises(TimeoutError):
        listener.accept()


def test_the_listener_would_see_a_connection(listener: socket.socket) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(lambda: list(ox.Store().query(f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}")))
        listener.settimeout(10)
        connection, _ = listener.accept()
        connection.close()
        asking.result()


@pytest.mark.parametrize("limits", [{"timeout_s": 0}, {"memory_mb": -1}, {"max_rows": 0}, {"timeout_s": float("nan")}])
def test_a_limit_is_a_positive_number(limits: dict[str, float]) -> None:
    with pytest.raises(InputError, match=next(iter(limits))):
        within(**limits)
