"""How an event turned out: its outcome, what was said of it and right after it, and what is to follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.ask.evidence.facts import iri_of
from kg.ask.evidence.lines import STATEMENT, Key
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.evidence.lines import Evidence, Line

_OUTCOME = term("outcome")
_MOST = 10
# Standings of what did not take place, or not yet.
_OPEN = frozenset(
    map(term, ("planned", "considered", "mooted", "possible", "proposed", "sought", "cancelled", "postponed"))
)
_WHOLES = ("partOf", "purpose")


class Outcomes:
    """Tells how events of a graph turned out."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def results(self, event: str) -> list[Line]:
        """Return the lines that give the outcome of an event."""
        return self._lines([Key(event, _OUTCOME)])

    def of(self, event: str) -> list[Line]:
        """Return the lines that sum up an event: its outcome, judgements of it, words after it, what follows."""
        judged = self._evidence.subjects("about", event)
        later = self._evidence.subjects("after", event)  # a briefing, a word to reporters
        afterwards = [said for one in later for said in self._evidence.subjects("occasion", one)]
        following = [
            state for one in self._evidence.subjects("nextAfter", event) for state in self._evidence.states(one)
        ]
        at_it = self._evidence.subjects("occasion", event)
        keys = [Key(node) for node in dict.fromkeys((*judged, *at_it, *afterwards, *self._that_day(event), *following))]
        found = [*self.results(event), *self._lines(key for key in keys if self._tells(key.node))]
        return found[:_MOST]

    def is_event(self, node: str) -> bool:
        """Tell whether a thing is an event, be it past or to come."""
        return term("Event") in self._evidence.classes(node)

    def happened(self, node: str) -> bool:
        """Tell whether a thing is an event that took place, as far as is on record."""
        if not self.is_event(node):
            return False
        codes = {
            iri_of(v)
            for state in self._evidence.states(node)
            for v in self._evidence.facts(state).get(term("standing"), ())
        }
        return term("held") in codes or (not codes & _OPEN and term("on") in self._evidence.facts(node))

    def _that_day(self, event: str) -> list[str]:
        """Return what was said on the day of an event, or the next, of what the event is a part or step of."""
        facts = self._evidence.facts(event)
        wholes = [whole for name in _WHOLES for value in facts.get(term(name), ()) if (whole := iri_of(value))]
        days = {day for one in self._evidence.days(event) for day in (one, _next(one))}
        said = dict.fromkeys(node for whole in wholes for node in self._evidence.subjects("about", whole))
        return [node for node in said if days & {str(v.value) for v in self._said_on(node)}]

    def _said_on(self, node: str) -> list[Literal]:
        values = self._evidence.facts(node).get(term("saidOn"), ())
        return [value for value in values if isinstance(value, Literal)]

    def _tells(self, node: str) -> bool:
        return self._evidence.kind(node) == STATEMENT or bool(self._evidence.facts(node).get(term("stateOf")))

    def _lines(self, keys: Iterable[Key]) -> list[Line]:
        return [line for key in keys if (line := self._evidence.line(key)) is not None]


def _next(day: str) -> str:
    """Return the day after a day.

    >>> _next("2031-02-28")
    '2031-03-01'
    """
    return (date.fromisoformat(day) + timedelta(1)).isoformat()
