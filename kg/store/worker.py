"""The worker: a process of its own that holds one graph, answers one query after another, and may be killed.

An engine cannot be interrupted, and where it lacks memory it aborts. So it runs here: the kernel ends this process when
a query runs over its time (an alarm that no code handles) or asks for more memory than it may have; the parent reads
from the pipe that closed what happened. An alarm also ends a worker whose parent was killed in the middle of a query.

On the pipes: the parent writes one line of JSON for each query; the answer is one line of JSON with the size of what
follows it: rows as SPARQL TSV, which costs least of all forms to write and to read back, or triples as N-Triples.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, LimitError
from kg.store.limits import MAX_RESULT_MB
from kg.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from kg.store.engine import Answer, Engine


def main(location: str | None) -> None:
    """Open a graph, say that it is ready, and answer queries until the parent goes away."""
    from kg.store.load import load

    queries, answers = sys.stdin.buffer, sys.stdout.buffer
    _die_alone()
    try:
        engine = load(location)
    except KgError as error:
        _send(answers, _told(error))
        return
    _send(answers, {"form": "ready"})
    base = _address_space()
    for line in queries:
        _answer(engine, json.loads(line), base, answers)


def _die_alone() -> None:
    """Leave no core file, and let ^C end this process at once instead of being remembered."""
    import resource
    import signal

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _address_space() -> int | None:
    """Return how many bytes of addresses this process has taken, None where the system does not tell."""
    import resource

    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return None


def _answer(engine: Engine, asked: dict[str, Any], base: int | None, answers: BinaryIO) -> None:
    import resource
    import signal

    if base is not None:
        most = base + int(asked["memory_mb"] * 1_000_000)
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, asked["timeout_s"])
    payload = b""
    try:
        header, payload = _packed(engine.query(asked["query"], asked["max_rows"]))
    except KgError as error:
        header = _told(error)
    except MemoryError:
        header = {"form": "memory"}
    signal.setitimer(signal.ITIMER_REAL, 0)
    _send(answers, header, payload)


def _packed(answer: Answer) -> tuple[dict[str, object], bytes]:
    if isinstance(answer, bool):
        return {"form": "truth", "truth": answer}, b""
    if isinstance(answer, Rows):
        lines = ("\t".join("" if term is None else str(term) for term in row) + "\n" for row in answer.rows)
        head = "\t".join(f"?{name}" for name in answer.variables) + "\n"
        header = {"form": "rows", "variables": answer.variables, "rows": len(answer), "cut": answer.cut}
        return header, head.encode() + _joined(lines)
    return {"form": "triples", "cut": answer.cut}, _joined(f"{triple} .\n" for triple in answer)


def _joined(lines: Iterable[str]) -> bytes:
    packed = bytearray()
    for line in lines:
        packed += line.encode()
        if len(packed) > MAX_RESULT_MB * 1_000_000:
            raise LimitError(f"the answer has over {MAX_RESULT_MB} MB; ask for fewer or shorter values")
    return bytes(packed)


def _told(error: KgError) -> dict[str, object]:
    return {"form": "error", "kind": type(error).__name__, "message": str(error)}


def _send(answers: BinaryIO, header: dict[str, object], payload: bytes = b"") -> None:
    answers.write(json.dumps({**header, "size": len(payload)}).encode() + b"\n" + payload)
    answers.flush()
