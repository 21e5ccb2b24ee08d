"""Queries within limits: they run in a worker process, which is killed on overrun and started again for the next.

Linux enforces all three limits; elsewhere the limit of memory is the system's own.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import errors
from kg.errors import KgError, LimitError, QueryError, RefusedError
from kg.store import guard
from kg.store.engine import Triples
from kg.store.limits import Limits
from kg.tables import Rows

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from kg.store.engine import Answer

# Without site: what the parent can import is handed over, and nothing from the folder that the user happens to be in.
_START = (
    "import sys, json; at, *rest = json.loads(sys.argv[1]); sys.path[:] = rest; import kg.store.worker as w; w.main(at)"
)
_GRACE_S = 2  # the worker's own alarm comes first; this is for one that is stopped or starved


class Bounded:
    """One graph, asked within limits: whatever a query does, this process lives and the next query works.

    The worker starts with the first query and ends with `close`, or with the `with` block. Threads take turns; for
    queries at the same time, open several.

    >>> with Bounded(None, Limits(timeout_s=5, max_rows=1)) as graph:
    ...     rows = graph.query("SELECT ?who { ?who a kg:Person }")
    >>> len(rows), rows.cut
    (1, True)
    """

    def __init__(self, location: str | None, limits: Limits = Limits()) -> None:  # noqa: B008 - it is frozen
        self.location = location
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def query(self, sparql: str) -> Answer:
        """Run a query that only reads, within the limits; at most `max_rows` rows or triples come back, and say so.

        Raises what kg.store.guard.check raises, QueryError for SPARQL that does not parse or run, LimitError where the
        query took too long or too much memory.
        """
        guard.check(sparql)
        with self._turn:
            try:
                return self._answered(self._started(), sparql)
            except BaseException as error:
                if not isinstance(error, QueryError):  # ^C among others: what the worker does now is of no use
                    self._end()
                raise

    def close(self) -> None:
        """End the worker."""
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _start(self.location)
            self._read(self._process, None)
        return self._process

    def _answered(self, process: subprocess.Popen[bytes], sparql: str) -> Answer:
        limits = self.limits
        asked = {"query": sparql, "timeout_s": limits.timeout_s, "memory_mb": limits.memory_mb,
                 "max_rows": limits.max_rows}  # fmt: skip
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # it has ended, which reading tells
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
        header, payload = self._read(process, time.monotonic() + limits.timeout_s + _GRACE_S)
        if header["form"] == "truth":
            return bool(header["truth"])
        if header["form"] == "rows":
            return Rows(tuple(header["variables"]), _rows(header, payload), header["cut"])
        triples = Triples(quad.triple for quad in ox.parse(payload, ox.RdfFormat.N_TRIPLES))
        triples.cut = header["cut"]
        return triples

    def _read(self, process: subprocess.Popen[bytes], until: float | None) -> tuple[dict[str, Any], bytes]:
        data = _Pipe(process, until)
        line = data.line()
        header = json.loads(line) if line.endswith(b"\n") else {}
        payload = data.exactly(header.get("size", 0))
        if not header or len(payload) < header["size"] or header["form"] == "memory":
            raise self._fate(process, header)
        if header["form"] == "error":
            raise _raised(header)
        return header, payload

    def _fate(self, process: subprocess.Popen[bytes], header: dict[str, Any]) -> KgError:
        """Say why a worker ended without an answer, from the signal that it died of."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_S / 2)
        died_of = -process.returncode if process.returncode is not None else signal.SIGALRM
        if header.get("form") == "memory" or died_of in {signal.SIGABRT, signal.SIGKILL}:
            return LimitError(
                f"the query took over {self.limits.memory_mb:,} MB of memory; --memory-mb raises the limit"
            )
        if died_of == signal.SIGALRM:
            return LimitError(f"the query ran for over {self.limits.timeout_s:g} seconds; --timeout-s raises the limit")
        return RefusedError("the query broke the engine, as nesting or length can; nothing is lost. Make it smaller.")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


class _Pipe:
    """What a worker writes, read until a deadline; an end of the pipe and a late answer both give less than was due."""

    def __init__(self, process: subprocess.Popen[bytes], until: float | None) -> None:
        assert process.stdout is not None
        self._file = process.stdout.fileno()
        self._until = until
        self._held = bytearray()

    def line(self) -> bytes:
        """Return a line, up to and with its end."""
        while b"\n" not in self._held and self._more():
            pass
        end = self._held.find(b"\n") + 1 or len(self._held)
        return self._taken(end)

    def exactly(self, size: int) -> bytes:
        """Return that many bytes, or fewer where no more come."""
        while len(self._held) < size and self._more():
            pass
        return self._taken(size)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def _more(self) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self._file, selectors.EVENT_READ)
            left = None if self._until is None else max(0.0, self._until - time.monotonic())
            if not selector.select(left):
                return False
        data = os.read(self._file, 1 << 20)
        self._held += data
        return bool(data)


def _start(location: str | None) -> subprocess.Popen[bytes]:
    given = json.dumps([location, *(path or os.getcwd() for path in sys.path)])  # noqa: PTH109 - as Python means it
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _START, given],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,  # an abort prints its stack there
    )  # fmt: skip


def _rows(header: dict[str, Any], payload: bytes) -> tuple[tuple[Any, ...], ...]:
    width = len(header["variables"])
    if not width:
        return ((),) * int(header["rows"])
    solutions = ox.parse_query_results(payload, format=ox.QueryResultsFormat.TSV)
    assert isinstance(solutions, ox.QuerySolutions)
    return tuple(tuple(row[i] for i in range(width)) for row in solutions)


def _raised(header: dict[str, Any]) -> KgError:
    """Return the error that a worker told of, as far as its kind can be made from words alone."""
    kind = getattr(errors, header["kind"], KgError)
    if kind in {errors.RdfError, errors.UncitedError}:  # their messages are made from their parts
        kind = errors.InputError
    error = kind(header["message"])
    assert isinstance(error, KgError)
    return error
