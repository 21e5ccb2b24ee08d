"""Answers that hold two things against each other: each is asked about by itself, then days or lengths are compared."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from kg.ask.evidence.facts import text_of
from kg.ask.evidence.reading import EvidenceReading
from kg.ask.joining import joined
from kg.ask.language.almanac import bounds
from kg.ask.structure.reading import Reading
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ask.answer import Answer
    from kg.ask.evidence.facts import GraphFacts
    from kg.ask.evidence.lines import Key
    from kg.ask.language.linking import Links
    from kg.ask.language.pairing import Paired, Pairing

_DAYS = tuple(
    map(term, ("on", "saidOn", "announcedOn", "effectiveOn", "from"))
)  # when something was, as against was planned
_UNTIL = term("until")
_NUMBERS = ("integer", "decimal")
_TRIED = 4  # ways to take a question apart; each costs two questions
_DAY, _POINT = "day", "percentage point"
_MEASURES = {term("minutes"): "minute", term("days"): _DAY, term("pausedDays"): _DAY, term("rate"): _POINT}


class Extent(NamedTuple):
    """From where to where something reaches, in days of the calendar or in units of length."""

    unit: str
    low: float
    high: float


class Relater:
    """Answers which of two things came first or took longer, and by how much they differ."""

    def __init__(self, pairing: Pairing, facts: GraphFacts, ask: Callable[[str], Answer]) -> None:
        self._pairing = pairing
        self._facts = facts
        self._ask = ask

    def answer(self, question: str, links: Links, sure: bool = False) -> Answer | None:
        """Return the answer; None where a question sets nothing side by side, or not both are on record.

        With `sure` only where its words can ask for nothing else.
        """
        for paired in islice(self._pairing.paired(links), _TRIED):
            if sure and not paired.pair.sure:
                continue
            one, other = (self._ask(asked) for asked in paired.questions())
            if not (one.answered and other.answered):
                continue
            extents = self._extent(one), self._extent(other)
            lead = _lead(paired, *extents) if extents[0] and extents[1] else ""
            if lead and set(one.values) != set(other.values):
                both = joined(one, other) if _first_wins(paired, *extents) else joined(other, one)
                return both._replace(question=question, answer=f"{lead} {both.answer}")
        return None

    def _extent(self, answer: Answer) -> Extent | None:
        """Return the one extent that an answer gives, None where it gives none or several that are no one's."""
        reading = answer.readings[0] if answer.readings else None
        found = self._of_rows(answer, reading) if isinstance(reading, Reading) else self._of_lines(reading)
        units = {extent.unit for extent in found}
        if len(units) != 1:
            return None
        return Extent(units.pop(), min(one.low for one in found), max(one.high for one in found))

    def _of_rows(self, answer: Answer, reading: Reading) -> list[Extent]:
        unit = _unit(reading)
        day = reading.askable is not None and bool(reading.askable.path) and reading.askable.path[-1].property in _DAYS
        if day:
            return [extent for value in answer.values if (extent := _days(value.label))]
        return [Extent(unit, float(v.label), float(v.label)) for v in answer.values if unit and _is_number(v.label)]

    def _of_lines(self, reading: object) -> list[Extent]:
        """Return the extents of what lines of evidence tell: lengths and rates that all agree, or the first days."""
        keys = reading.lines if isinstance(reading, EvidenceReading) else ()
        measured = {extent for key in keys for extent in self._measured(key)}
        if measured:
            return list(measured) if len(measured) == 1 else []
        return next((days for key in keys if (days := self._dated(key))), [])

    def _measured(self, key: Key) -> list[Extent]:
        facts = self._facts.facts(key.node)
        names = [key.property] if key.property else list(facts)
        found = [(_MEASURES[name], text_of(v, *_NUMBERS)) for name in names if name in _MEASURES for v in facts[name]]
        return [Extent(unit, float(text), float(text)) for unit, text in found if text is not None]

    def _dated(self, key: Key) -> list[Extent]:
        facts = self._facts.facts(key.node)
        name = key.property if key.property in _DAYS else next((n for n in _DAYS if n in facts), "")
        values = [*facts.get(name, ()), *(facts.get(_UNTIL, ()) if name == _DAYS[0] else ())]
        return [extent for value in values if isinstance(value, Literal) and (extent := _days(value.value))]


def _unit(reading: Reading) -> str:
    """Return the unit of what a reading asks for, in the singular; percentages differ by points."""
    if reading.askable is None:
        return ""
    return _POINT if ("percent",) in reading.askable.counted else (reading.askable.unit or "").removesuffix("s")


def _days(text: str) -> Extent | None:
    """Return the days that a date of any precision may be, as numbers of the calendar.

    >>> _days("2031-02"), _days("soon")
    (Extent(unit='calendar', low=741474, high=741501), None)
    """
    found = bounds(text)
    return Extent("calendar", found[0].toordinal(), found[1].toordinal()) if found else None


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _first_wins(paired: Paired, one: Extent | None, other: Extent | None) -> bool:
    """Tell whether the one named first is the one asked for."""
    return not (one and other and paired.pair.order) or (one.low < other.low) == (paired.pair.order == "min")


def _lead(paired: Paired, one: Extent | None, other: Extent | None) -> str:
    """Say which of the two is asked for and by how much they differ; nothing where that is not certain."""
    if one is None or other is None or one.unit != other.unit:
        return ""
    if one.low <= other.high and other.low <= one.high:
        same = one == other and one.low == one.high
        return _same(one.unit) if same else ""
    gap, exact = _gap(one, other)
    unit = _DAY if one.unit == "calendar" else one.unit
    by = f"{gap:g} {unit}{'' if gap == 1 else 's'}" if exact else ""
    if not paired.pair.order:
        return f"They are {by} apart." if by else ""
    first = _first_wins(paired, one, other)
    verdict = paired.pair.won if first else paired.pair.lost
    winner = f"“{paired.sides[0 if first else 1]}” {paired.pair.tells}{f', by {by}' if by else ''}."
    return f"{verdict}: {winner}" if verdict else winner


def _same(unit: str) -> str:
    return "Both were on the same day." if unit == "calendar" else "They are the same."


def _gap(one: Extent, other: Extent) -> tuple[float, bool]:
    """Return how far apart two extents are, and whether that is exact."""
    exact = one.low == one.high and other.low == other.high
    return max(one.low - other.high, other.low - one.high), exact
