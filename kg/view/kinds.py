"""The kinds of things that the page tells apart, and which of them are nodes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.namespaces import local_name, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.engine import Engine


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: the class it stands for, its names, and its part in the picture.

    `role` is `thing` (a node), `statement` (a node where there is room), or `told` (inside other things' panels).
    """

    cls: str
    label: str
    plural: str
    role: str = "thing"


# In order of preference: a meeting is an event too, and is shown as a meeting.
KINDS = (
    Kind("Person", "person", "people"),
    Kind("Government", "government", "governments"),
    Kind("Organization", "organization", "organizations"),
    Kind("UnnamedSource", "unnamed source", "unnamed sources"),
    Kind("Measure", "measure", "measures"),
    Kind("Meeting", "meeting", "meetings"),
    Kind("Event", "event", "events"),
    Kind("Statement", "statement", "statements", "statement"),
    Kind("Place", "place", "places"),
    Kind("Product", "product", "products"),
    Kind("Topic", "topic", "topics"),
    Kind("Office", "office", "offices"),
    Kind("Figure", "figure", "figures"),
    Kind("State", "state", "states", "told"),
    Kind("Relay", "relay", "relays", "told"),
    Kind("Thing", "thing", "other things"),
)
OTHER = len(KINDS) - 1
_ORDER = {term(kind.cls): number for number, kind in enumerate(KINDS)}

# How something stands when it is not, or not yet, so: told apart from what is reported as having happened.
UNREAL = frozenset({
    "considered", "undecided", "possible", "planned", "sought", "unlikely", "notReached", "postponed", "cancelled",
    "mooted", "due", "notImposed", "proposed", "shelved", "suspended",
})  # fmt: skip


class Classes:
    """The classes of the ontology, each with all that it is a kind of."""

    def __init__(self, engine: Engine) -> None:
        self._above: dict[str, set[str]] = defaultdict(set)
        pattern = "GRAPH graph:ontology { ?c rdfs:subClassOf ?d FILTER(isIRI(?d)) }"
        rows = engine.select(f"SELECT ?c ?d {{ {pattern} }} ORDER BY ?c ?d")
        for below, above in zip(rows.values("c"), rows.values("d"), strict=True):
            self._above[below].add(above)

    def kind(self, classes: Iterable[str]) -> int:
        """Return the number in KINDS of a thing that has these classes."""
        todo, seen = list(classes), set()
        while todo:
            cls = todo.pop()
            if cls not in seen:
                seen.add(cls)
                todo += self._above.get(cls, ())
        return min((_ORDER[cls] for cls in seen if cls in _ORDER), default=OTHER)

    def specific(self, classes: Iterable[str]) -> list[str]:
        """Return those of the classes that none of the others is a kind of."""
        mine = sorted(set(classes))
        return [c for c in mine if not any(c in self._all_above(other) for other in mine if other != c)]

    def _all_above(self, cls: str) -> set[str]:
        found: set[str] = set()
        todo = [cls]
        while todo:
            for above in self._above.get(todo.pop(), ()):
                if above not in found:
                    found.add(above)
                    todo.append(above)
        return found


def is_unreal(code: str) -> bool:
    """Tell whether a code says that something is planned, possible, called off or the like."""
    return code == term(local_name(code)) and local_name(code) in UNREAL
