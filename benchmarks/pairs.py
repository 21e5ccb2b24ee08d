"""Timing in pairs: two things in turn, the ratio pair by pair, the median of several."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long A takes as B: the median of the pairs, and the lowest and highest pair."""

    name: str
    median: float
    low: float
    high: float
    a_ms: float
    b_ms: float

    def as_line(self) -> str:
        """Return the ratio as a line of the table."""
        return (
            f"{self.name:<52} {self.median:6.2f} ×   ({self.low:.2f}-{self.high:.2f})   "
            f"{self.a_ms:8.1f} ms against {self.b_ms:8.1f} ms"
        )


def compare(name: str, a: Callable[[], object], b: Callable[[], object], runs: int = 9) -> Ratio:
    """Run A and B in turn, once to warm up and then `runs` times, and return the ratio of their times."""
    a()
    b()
    pairs = [(_timed(a), _timed(b)) for _ in range(runs)]
    ratios = sorted(x / y for x, y in pairs)
    medians = [statistics.median(times) * 1000 for times in zip(*pairs, strict=True)]
    return Ratio(name, statistics.median(ratios), ratios[0], ratios[-1], *medians)


def _timed(what: Callable[[], object]) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start
