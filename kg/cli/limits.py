"""A limit of time around a query: the engine cannot be interrupted, so the process ends instead."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import LimitError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End the process with a plain line and exit status 3 when the block takes longer; let ^C end it at once.

    The engine runs outside Python's reach and answers neither signals nor requests to stop. Nothing is being written
    while a query runs, so ending the process loses nothing.
    """

    def end() -> None:
        error = LimitError(f"the query ran for over {seconds:g} seconds; --timeout-s raises the limit")
        sys.stderr.write(f"kg: {error}\n")
        sys.stderr.flush()
        os._exit(error.exit_status)

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    main_thread = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL) if main_thread else None
    try:
        yield
    finally:
        watch.cancel()
        if main_thread:
            signal.signal(signal.SIGINT, before)
