"""How something changed between two times: what is on record of it at the one, and what at the other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from kg.ask.evidence.lines import POSITION, STATE, STATEMENT
from kg.ask.evidence.search import Wish
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.evidence.lines import Evidence, Line
    from kg.ask.evidence.prepared import Lines
    from kg.ask.evidence.search import Hit, Search, Term

    Side = list[tuple[Hit, Line]]

_DAYS = tuple(map(term, ("saidOn", "asOf", "on")))
_STANCE = tuple(map(term, ("holder", "stance", "target")))
_LONG = len("2031-05-01")  # of a full date
_NEAR = 2  # days before and after a time to which it reaches
_END = 10  # days at either end of a longer time
_EACH = 2  # lines told for each of the two times
_ALIKE = 0.1  # lines at one time whose scores differ by less are told together
_MANY = 400  # lines that are looked through for each


class Spell(NamedTuple):
    """A time that a question names: its first and last day, and the positions of its words."""

    first: str
    last: str
    positions: frozenset[int]

    def ends(self) -> tuple[Spell, ...]:
        """Return the beginning and the end of a longer time.

        >>> [one[:2] for one in Spell("2031-05-01", "2031-06-10", frozenset()).ends()]
        [('2031-05-01', '2031-05-11'), ('2031-05-31', '2031-06-10')]
        """
        length = (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days
        end = min(length // 4, _END)
        begins, ends = self._replace(last=_shifted(self.first, end)), self._replace(first=_shifted(self.last, -end))
        return (begins, ends) if end > _NEAR else ()


class Change(NamedTuple):
    """What is on record at two times, in their order; `same` tells that it is the same stance of the same people."""

    hits: tuple[Hit, ...]
    lines: tuple[Line, ...]
    same: bool


class Changing:
    """Finds what is on record of the same thing at two times."""

    def __init__(self, evidence: Evidence, lines: Lines, search: Search) -> None:
        self._evidence = evidence
        self._lines = lines
        self._search = search

    def change(self, terms: Iterable[Term], spells: Sequence[Spell], speaker: frozenset[str]) -> Change | None:
        """Return the lines for the first time and for the last, None where one of them has none.

        `speaker` are tokens of those whose words alone are asked for; none for anybody's.
        """
        ordered = sorted(spells, key=lambda spell: spell.first)
        apart = len(ordered) > 1 and ordered[0].last < ordered[-1].first
        times = (ordered[0], ordered[-1]) if apart else ordered[0].ends() if len(ordered) == 1 else ()
        if not times:
            return None
        taken = times[0].positions | times[1].positions
        topic = [one for one in terms if not one.positions & taken]
        hits = self._search.hits(topic, [Wish(token, 0.0) for token in sorted(speaker)], most=_MANY)
        whole = [hit for hit in hits if (hit.granted or not speaker) and not any(one.hard for one in hit.missing)]
        sides = [self._at(whole, spell) for spell in times]
        same = self._same(sides)
        chosen = [one for side in same or map(_best, sides) for one in side]
        if not all(sides):
            return None
        return Change(tuple(hit for hit, _ in chosen), tuple(line for _, line in chosen), bool(same))

    def _at(self, hits: list[Hit], spell: Spell) -> Side:
        """Return the lines that are of a time, best first."""
        first, last = _shifted(spell.first, -_NEAR), _shifted(spell.last, _NEAR)
        told = ((hit, self._evidence.line(self._lines.key(hit.line))) for hit in hits)
        return [
            (hit, line)
            for hit, line in told
            if line is not None and self._can_change(line)
            if any(first <= day <= last for day in self._days(line))
        ]

    def _can_change(self, line: Line) -> bool:
        """Tell whether a line is a word, a stance or the state of a measure: a meeting that was held stays so."""
        measure = line.kind == STATE and term("MeasureState") in self._evidence.classes(line.key.node)
        return line.kind in {STATEMENT, POSITION} or measure

    def _days(self, line: Line) -> list[str]:
        facts = self._evidence.facts(line.key.node)
        dates = (value.value for name in _DAYS for value in facts.get(name, ()) if isinstance(value, Literal))
        return [day for day in dates if len(day) == _LONG]

    def _same(self, sides: list[Side]) -> list[Side]:
        """Return the best line of each time that gives the same stance on the same thing, where there is one."""
        first, last = ({self._stance(line): (hit, line) for hit, line in reversed(side)} for side in sides)
        common = [stance for stance in first if stance and stance in last]
        return [[first[common[-1]]], [last[common[-1]]]] if common else []

    def _stance(self, line: Line) -> str:
        facts = self._evidence.facts(line.key.node)
        whole = line.kind == POSITION and all(name in facts for name in _STANCE)
        return "|".join(str(value) for name in _STANCE for value in facts[name]) if whole else ""


def _best(side: Side) -> Side:
    return [one for one in side if one[0].score >= side[0][0].score - _ALIKE][:_EACH]


def _shifted(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(by)).isoformat()
