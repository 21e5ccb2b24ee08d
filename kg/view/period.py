"""A stretch of time that a page is narrowed to: by when things happened, or by when articles were published."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.namespaces import local_name, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.citation import Article

CLOCKS = ("happened", "published")
Span = tuple[str, str]  # first and last day, both as YYYY-MM-DD
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# The whole of a date as XSD allows it, with time of day and zone: text that only begins like one is none.
_CALENDAR = re.compile(
    r"([0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
# When a thing was: its own days, and those of its states; not the day of a report on it (asOf).
_BEGINS, _ENDS = ("on", "from"), ("until",)
_SINGLE = ("saidOn", "announcedOn", "effectiveOn", "plannedFor")
_DATES = frozenset(term(name) for name in (*_BEGINS, *_ENDS, *_SINGLE))


@dataclass(frozen=True, slots=True)
class Period:
    """From a first day until a last, both included and both optional, by one of the CLOCKS.

    A date known to the month or year is in the period where any of its days is.

    >>> may = Period("2025-05", "2025-05")
    >>> may.holds(span("2025-05-03")), may.holds(span("2025")), may.holds(span("2025-06"))
    (True, True, False)
    """

    since: str | None = None
    until: str | None = None
    clock: str = "happened"

    def __post_init__(self) -> None:
        if self.clock not in CLOCKS:
            raise InputError(f"no clock {self.clock!r}; there are: {', '.join(CLOCKS)}")
        for day in (self.since, self.until):
            if day is not None and not _real(day):
                raise InputError(f"{day!r} is no date; write 2025-05-03, 2025-05 or 2025")
        if self and self.first > self.last:
            raise InputError(f"the period ends ({self.until}) before it begins ({self.since})")

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    @property
    def first(self) -> str:
        """Return the first day."""
        return span(self.since)[0] if self.since else "0000-01-01"

    @property
    def last(self) -> str:
        """Return the last day."""
        return span(self.until)[1] if self.until else "9999-12-31"

    def holds(self, stretch: Span) -> bool:
        """Tell whether a stretch of days overlaps the period."""
        return stretch[0] <= self.last and stretch[1] >= self.first

    def words(self) -> str:
        """Return the period in words.

        >>> Period("2025-05-01").words()
        'what happened from 2025-05-01'
        """
        what = "what happened" if self.clock == "happened" else "what was published"
        since = f" from {self.since}" if self.since else ""
        return what + since + (f" until {self.until}" if self.until else "")


def span(text: str) -> Span:
    """Return the days that a date of any precision covers; each month ends on its 31st, which orders rightly.

    >>> span("2025-05"), span("2025")
    (('2025-05-01', '2025-05-31'), ('2025-01-01', '2025-12-31'))
    """
    return (text + "-01-01"[len(text) - 4 :])[:10], (text + "-12-31"[len(text) - 4 :])[:10]


def published(article: Article) -> Span | None:
    """Return when an article was published, as far as that is known."""
    first = _day(article.published or "")
    if not first:
        return None
    return span(first)[0], span(_day(article.published_latest or "") or first)[1]


def happened(triples: Iterable[ox.Triple]) -> dict[str, list[Span]]:
    """Return the stretches of days of each thing that has any: from its own dates and those of its states."""
    dated: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    bearer: dict[str, list[str]] = defaultdict(list)
    for triple in triples:
        subject, key, target = triple.subject.value, triple.predicate.value, triple.object  # type: ignore[union-attr]
        if key == term("stateOf") and isinstance(target, ox.NamedNode):
            bearer[subject].append(target.value)
        elif isinstance(target, ox.Literal) and key in _DATES and (day := _day(target.value)):
            dated[subject][local_name(key)].append(day)
    found: dict[str, list[Span]] = defaultdict(list)
    for iri, dates in dated.items():
        spans = _spans(dates)
        for one in (iri, *bearer[iri]):
            found[one] += spans
    return dict(found)


def _spans(dates: Mapping[str, list[str]]) -> list[Span]:
    spans = [span(day) for name in _SINGLE for day in dates.get(name, ())]
    begins = [day for name in _BEGINS for day in dates.get(name, ())]
    ends = [day for name in _ENDS for day in dates.get(name, ())]
    if begins or ends:
        days = [span(day) for day in (*begins, *ends)]
        spans.append((min(first for first, _ in days), max(last for _, last in days)))
    return spans


def _day(text: str) -> str | None:
    """Return a date without the time of day and the zone that XSD allows it to have; None for what is no date."""
    found = _CALENDAR.fullmatch(text)
    return found[1] if found else None


def _real(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True
