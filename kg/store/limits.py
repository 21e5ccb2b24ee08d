"""Limits for queries that come from people and programs: how long, how much memory, how many rows."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import InputError

MAX_RESULT_MB = 100  # of one answer, however few its rows: a single value may be as long as memory allows
MAX_UNPACKED_MB = 50_000  # of one file that is loaded; a small file of gzip can hold a thousand times its size


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: `memory_mb` counts beyond what the open graph itself needs.

    >>> Limits(timeout_s=2).max_rows
    10000
    """

    timeout_s: float = 10
    memory_mb: int = 1_000
    max_rows: int = 10_000

    def __post_init__(self) -> None:
        for name in ("timeout_s", "memory_mb", "max_rows"):
            if not 0 < getattr(self, name) < 1e9:
                raise InputError(f"{name}: a positive number is needed, not {getattr(self, name)}")
