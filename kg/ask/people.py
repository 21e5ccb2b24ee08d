"""Whom an answer tells of: whose word or deed it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.evidence.facts import iri_of
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.answer import Value
    from kg.ask.evidence.facts import GraphFacts

# Whose deed or word a fact is: of the first of these that it has.
_WHOSE = tuple(map(term, ("attitudeOf", "speaker", "holder", "chair", "traveller", "attendee")))


class People:
    """Finds the people of a graph whom answers tell of."""

    def __init__(self, facts: GraphFacts) -> None:
        self._facts = facts

    def told_of(self, values: Iterable[Value]) -> set[str]:
        """Return the people whose deeds or words the values of an answer are, or who are such values themselves."""
        told = [self._whose(value.iri) for value in values if value.iri is not None]
        return {person for one in told for person in one if term("Person") in self._facts.classes(person)}

    def _whose(self, thing: str) -> set[str]:
        facts = self._facts.facts(thing)
        name = next((name for name in _WHOSE if name in facts), None)
        return {who for value in facts.get(name or "", ()) if (who := iri_of(value))} or {thing}
