"""Servers for tests: a Virtuoso of their own, and one that misbehaves in a chosen way."""

from __future__ import annotations

import gc
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator


@contextmanager
def serving(
    answer: Callable[[BaseHTTPRequestHandler, bytes], None], tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Serve on loopback, each request answered by a function; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self, self.rfile.read(int(self.headers.get("content-length", 0))))

        do_PUT = do_POST  # noqa: N815 - as the library names it
        do_GET = do_POST  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    # Results of the engine may only be freed by the thread that made them: no thread of the server collects them here.
    gc.collect()
    gc.disable()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"{'http' if tls is None else 'https'}://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        gc.enable()


def say(
    handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, kind: str = "application/sparql-results+json",
    length: int | None = None, **headers: str,
) -> None:  # fmt: skip
    """Send an answer; `length` is what it claims to be long."""
    try:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
    except OSError:  # it went away
        handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler, piece: bytes, every_s: float, until_s: float = 20) -> None:
    """Send an answer without end, piece by piece."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.end_headers()
    until = time.monotonic() + until_s
    try:
        while time.monotonic() < until:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(every_s)
    except OSError:
        handler.close_connection = True
