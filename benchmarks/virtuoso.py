"""A Virtuoso of one's own: on loopback, in a folder of its own, ended by its process number."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 2G
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 600
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """A running server: where it is asked, where graphs are put, and who may put them."""

    query: str
    store: str
    user: str
    password: str
    sql: int
    process: subprocess.Popen[bytes]


def installed() -> bool:
    """Tell whether Debian's virtuoso-opensource is on this machine."""
    return shutil.which("virtuoso-t") is not None


@contextmanager
def running(folder: Path, rows: int = 1_000_000, buffers: int = 100_000) -> Iterator[Virtuoso]:
    """Start a server in an empty folder and end it after the block; it cuts results at that many rows."""
    sql, http = _free_port(), _free_port()
    settings = _SETTINGS.format(sql=sql, http=http, rows=rows, buffers=buffers, dirty=buffers * 3 // 4)
    (folder / "virtuoso.ini").write_text(settings)
    process = subprocess.Popen(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], cwd=folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        base = f"http://127.0.0.1:{http}"
        _wait_for(f"{base}/sparql?query=ASK%20%7B%7D", process, folder)
        yield Virtuoso(f"{base}/sparql", f"{base}/sparql-graph-crud-auth", "dba", "dba", sql, process)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    log = folder / "virtuoso.log"
    raise RuntimeError("Virtuoso did not start: " + (log.read_text()[-500:] if log.exists() else "it left no log"))
