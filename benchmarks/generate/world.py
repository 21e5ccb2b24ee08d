"""What a generated graph is about, and the chances by which its passages are chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from benchmarks.generate.things import KINDS, thing
from benchmarks.generate.triples import dated
from kg.namespaces import XSD

if TYPE_CHECKING:
    from random import Random

    from benchmarks.generate.triples import Thing

FIRST_DAY = date(2020, 1, 1)
DAYS = 3_650
_T = TypeVar("_T")


@dataclass
class World:
    """What a graph of some size is about, and what has lately been told of it."""

    size: int
    random: Random
    told: list[list[str]] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.counts = {name: max(kind.least, self.size // kind.receipts_each) for name, kind in KINDS.items()}

    def below(self, count: int) -> int:
        """Return a number below a count."""
        return int(self.random.random() * count)

    def chance(self, share: float) -> bool:
        """Return true in some share of cases."""
        return self.random.random() < share

    def pick(self, values: list[_T]) -> _T:
        """Return one of some values."""
        return values[int(self.random.random() * len(values))]

    def one(self, kind: str) -> Thing:
        """Return a thing of a kind, that with number n so many times as seldom."""
        return thing(kind, int(self.counts[kind] ** self.random.random()) - 1)

    def next(self, kind: str) -> int:
        """Return the number of a new thing of a kind, from 1."""
        self.made[kind] += 1
        return self.made[kind]

    def day(self) -> date:
        """Return a day within ten years."""
        return FIRST_DAY + timedelta(days=self.below(DAYS))

    def told_date(self, day: date) -> str:
        """Return a date as a passage gives it, one in ten to the month alone."""
        return f'"{day:%Y-%m}"^^<{XSD}gYearMonth>' if self.chance(0.1) else dated(day)
