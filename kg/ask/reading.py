"""A reading: what a question is taken to mean, as a small typed value that can be printed, checked and compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.lexicon import Step
from kg.namespaces import local_name, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ask.lexicon import Askable


class Constraint(NamedTuple):
    """One condition on the thing asked about, or on the answer: a path, and the value that must stand at its end.

    `takes` is "thing" (values are IRIs, any of which will do), "ordinal", "number" or "date".
    """

    path: tuple[Step, ...]
    takes: str
    values: tuple[str, ...]
    text: str
    of_answer: bool = False

    def in_words(self, label: Callable[[str], str]) -> str:
        """Return the condition in words; `label` names terms of the ontology."""
        return f"{_path_in_words(self.path, label)} {self.text}"


# A yes needs something that took place; what is planned or sought is on record too.
TOOK_PLACE = Constraint((Step(term("stateOf"), inverse=True), Step(term("standing"))), "thing", (term("held"),), "held")


class Reading(NamedTuple):
    """A question as a query: a hub of some class, conditions on it, and the path from it to the answer.

    `hub_values` binds the hub to things that the question names; `askable` is None for a yes-or-no question.
    `accounted` holds the positions of the words that the reading accounts for.
    """

    kind: str
    hub: str
    askable: Askable | None
    hub_values: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    cost: float
    accounted: frozenset[int] = frozenset()

    def as_dict(self) -> dict[str, object]:
        """Return the reading as JSON values; terms of the ontology by their short names."""
        return {
            "kind": self.kind,
            "hub": local_name(self.hub),
            "things": list(self.hub_values),
            "where": [
                {
                    "of": "answer" if c.of_answer else "thing",
                    "path": _steps(c.path),
                    "takes": c.takes,
                    "values": list(c.values),
                }
                for c in self.constraints
            ],
            "ask": _steps(self.askable.path) if self.askable else None,
            "cost": self.cost,
        }

    def in_words(self, label: Callable[[str], str]) -> str:
        """Return the reading in words; `label` names terms of the ontology."""
        asked = (self.askable.asks or _path_in_words(self.askable.path, label)) if self.askable else "a record"
        conditions = ", ".join(c.in_words(label) for c in self.constraints)
        thing = label(self.hub)
        if self.hub_values:
            thing += " " + " or ".join(label(value) for value in self.hub_values)
        return f"{asked} of {_article(thing)}" + (f" ({conditions})" if conditions else "")


def _steps(path: tuple[Step, ...]) -> list[str]:
    return [("^" if step.inverse else "") + local_name(step.property) for step in path]


def _path_in_words(path: tuple[Step, ...], label: Callable[[str], str]) -> str:
    # The way to a state is plumbing; what is said of it is the point.
    shown = [step for step in path if not step.inverse] or list(path)
    return ", ".join(label(step.property) for step in shown)


def _article(noun: str) -> str:
    return ("an " if noun[:1].lower() in "aeiou" else "a ") + noun
