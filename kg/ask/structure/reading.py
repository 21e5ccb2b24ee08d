"""A reading: what a question is taken to mean, as a small typed value that can be printed, checked and compiled."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kg.ask.language.lexicon import Step
from kg.errors import InputError
from kg.namespaces import ONT, TYPE, local_name, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.ask.language.lexicon import Askable, Lexicon, Order

_Entry = TypeVar("_Entry")
RELATIONS = ("before", "after", "since", "until", "between")
KINDS = (
    "who", "when", "where", "how-long", "how-much", "what", "yes-no", "count", "check", "contradiction", "only",
    "compare", "compare-yes-no",
)  # fmt: skip
_DATE = re.compile(r"(?:\d{4}|-)(?:-\d\d){0,2}")


class Constraint(NamedTuple):
    """One condition on the thing asked about, or on the answer: a path, and the value that must stand at its end.

    `takes` is "thing" (values are IRIs, any of which will do), "ordinal", "number", "date", "period" (values are the
    first day and the last, "" where open), "any" (no value: something must stand there), or a relation in time (one of
    RELATIONS; values are events, dated by `anchor`, a path from each). With `negated` the graph must not have it,
    though it has others of its like. `told` says so in words; it is "also" where a second question to the same answer
    made it.
    """

    path: tuple[Step, ...]
    takes: str
    values: tuple[str, ...]
    text: str
    of_answer: bool = False
    negated: bool = False
    anchor: tuple[Step, ...] = ()
    told: str = ""

    def in_words(self, label: Callable[[str], str]) -> str:
        """Return the condition in words; `label` names terms of the ontology."""
        path = _path_in_words(self.path, label)
        said = f"{path} {self.takes} {self.text}" if self.takes in RELATIONS else f"{path} {self.text}".strip()
        return f"not {said}" if self.negated else said

    def as_dict(self) -> dict[str, object]:
        """Return the condition as JSON values."""
        return {
            "of": "answer" if self.of_answer else "thing",
            "path": _steps(self.path),
            "takes": self.takes,
            "values": list(self.values),
            "negated": self.negated,
            "anchor": _steps(self.anchor),
            "told": self.told,
            "text": self.text,
        }


# A yes needs something that took place; what is planned or sought is on record too.
TOOK_PLACE = Constraint((Step(term("stateOf"), inverse=True), Step(term("standing"))), "thing", (term("held"),), "held")


class Reading(NamedTuple):
    """A question as a query: a hub of some class, conditions on it, and the path from it to the answer.

    `hub_values` binds the hub to things that the question names; `askable` is None for a yes-or-no question. `expected`
    is what the question supposes the answer to be. `pick` keeps only what comes first in some order, measured by
    `measured`; in a comparison the two `hub_values` are the sides. `accounted` holds the positions of the words that
    the reading accounts for.
    """

    kind: str
    hub: str
    askable: Askable | None
    hub_values: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    cost: float
    accounted: frozenset[int] = frozenset()
    expected: Constraint | None = None
    pick: Order | None = None
    measured: Askable | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the reading as JSON values; terms of the ontology by their short names."""
        return {
            "kind": self.kind,
            "hub": _short(self.hub),
            "things": list(self.hub_values),
            "where": [c.as_dict() for c in self.constraints],
            "ask": _steps(self.askable.path) if self.askable else None,
            "asks": self.askable.name if self.askable else None,
            "expected": self.expected.as_dict() if self.expected else None,
            "order": self.pick.name if self.pick else None,
            "by": self.measured.name if self.measured else None,
            "cost": self.cost,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object], lexicon: Lexicon, known: Callable[[str], bool]) -> Reading:
        """Return the reading that `as_dict` wrote, or another program in its form; missing keys are empty.

        What can be asked and ordered by is named as in the lexicon (`asks`, `order`, `by`); `known` tells whether the
        graph knows an IRI. Raises InputError for anything that the lexicon or the graph does not know.
        """
        askables = {a.name: a for a in lexicon.askables}
        orders = {o.name: o for o in lexicon.orders}
        expected = data.get("expected")
        cost = data.get("cost", 0.0)
        if isinstance(cost, bool) or not isinstance(cost, int | float) or not math.isfinite(cost):
            raise InputError(f"reading: cost: a number is needed, not {cost!r}")
        reading = cls(
            kind=_one_of(data.get("kind"), KINDS, "kind"),
            hub=_known_term(data.get("hub"), known),
            askable=_named(data.get("asks"), askables, "asks"),
            hub_values=_things(data.get("things", []), known, "things"),
            constraints=tuple(_constraint(c, known) for c in _list(data.get("where", []), "where")),
            cost=float(cost),
            expected=None if expected is None else _constraint(expected, known),
            pick=_named(data.get("order"), orders, "order"),
            measured=_named(data.get("by"), askables, "by"),
        )
        phrases = {"", "also", *(a.denied for a in lexicon.askables), *(a.denied for a in lexicon.attachments)}
        for constraint in reading.constraints:
            _one_of(constraint.told, phrases, "told")
        return _sound(reading)

    def in_words(self, label: Callable[[str], str]) -> str:
        """Return the reading in words; `label` names terms of the ontology."""
        asked = (self.askable.asks or _path_in_words(self.askable.path, label)) if self.askable else "a record"
        conditions = ", ".join(c.in_words(label) for c in self.constraints)
        thing = label(self.hub)
        if self.hub_values:
            joint = " and " if self.kind.startswith("compare") else " or "
            thing += " " + joint.join(label(value) for value in self.hub_values)
        text = f"{asked} of {_article(thing)}" + (f" ({conditions})" if conditions else "")
        if self.pick is not None:
            text += f", ordered by {'number' if self.pick.counts or not self.measured else self.measured.asks}"
            text += ", largest or latest first" if self.pick.order == "max" else ", smallest or earliest first"
        if self.expected is not None:
            text += f", supposed to be {self.expected.text}"
        return f"the number of: {text}" if self.kind == "count" else text


def known_to(ask: Callable[[str], object]) -> Callable[[str], bool]:
    """Return a predicate that tells whether a graph or its ontology holds an IRI; `ask` runs an ASK query."""

    def known(iri: str) -> bool:
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", iri):
            return False
        if iri == TYPE:
            return True
        holds = f"{{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }}"
        return bool(ask(f"ASK {{ {holds} UNION {{ GRAPH graph:ontology {{ <{iri}> ?p ?o }} }} }}"))

    return known


def _sound(reading: Reading) -> Reading:
    """Return the reading; raise InputError where its parts do not go together."""
    needs = {
        "a thing asked for": reading.kind == "yes-no" or reading.askable is not None,
        "what is supposed": reading.kind not in {"check", "contradiction", "only"} or reading.expected is not None,
        "two things": not reading.kind.startswith("compare") or len(reading.hub_values) == 2,
        "what an order is by": reading.pick is None or reading.pick.counts or reading.measured is not None,
        "an order": reading.kind != "compare-yes-no" or reading.pick is not None,
    }
    for what, there in needs.items():
        if not there:
            raise InputError(f"reading: {reading.kind}: it lacks {what}")
    return reading


def _constraint(data: object, known: Callable[[str], bool]) -> Constraint:
    if not isinstance(data, dict):
        raise InputError(f"reading: a condition is needed, not {data!r}")
    takes = _one_of(data.get("takes"), (*RELATIONS, "thing", "ordinal", "number", "date", "period", "any"), "takes")
    given = _list(data.get("values", []), "values")
    if takes in RELATIONS or takes == "thing":
        values = _things(given, known, "values")
    else:
        values = tuple(_literal(value, takes) for value in given)
    wanted = {"period": (2,), "any": (0,), "between": (2,)}.get(takes, range(1, 1000))
    if len(values) not in wanted:
        raise InputError(f"reading: {takes}: {len(values)} values are not what it takes")
    return Constraint(
        _path(data.get("path", []), known), takes, values, str(data.get("text", "")), data.get("of") == "answer",
        data.get("negated") is True, _path(data.get("anchor", []), known), str(data.get("told", "")),
    )  # fmt: skip


def _literal(value: object, takes: str) -> str:
    text = str(value)
    if takes in {"ordinal", "number"}:
        if not re.fullmatch(r"-?\d+(\.\d+)?", text):
            raise InputError(f"reading: {takes}: a number is needed, not {text!r}")
    elif not (_DATE.fullmatch(text) or (takes == "period" and not text)):
        raise InputError(f"reading: {takes}: a date is needed, not {text!r}")
    return text


def _things(data: object, known: Callable[[str], bool], key: str) -> tuple[str, ...]:
    for value in _list(data, key):
        if not isinstance(value, str) or not known(value):
            raise InputError(f"reading: {key}: the graph does not know {value!r}")
    return tuple(str(value) for value in _list(data, key))


def _list(data: object, key: str) -> list[object]:
    if not isinstance(data, list | tuple):
        raise InputError(f"reading: {key}: a list is needed, not {data!r}")
    return list(data)


def _one_of(value: object, allowed: Iterable[str], key: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise InputError(f"reading: {key}: {value!r} is none of {', '.join(allowed)}")
    return value


def _named(name: object, entries: Mapping[str, _Entry], key: str) -> _Entry | None:
    if name is None:
        return None
    if not isinstance(name, str) or name not in entries:
        raise InputError(f"reading: {key}: the lexicon has no {name!r}")
    return entries[name]


def _known_term(name: object, known: Callable[[str], bool]) -> str:
    iri = _long(name) if isinstance(name, str) else ""
    if not known(iri):
        raise InputError(f"reading: the ontology has no term {name!r}")
    return iri


def _path(data: object, known: Callable[[str], bool]) -> tuple[Step, ...]:
    steps = [str(step) for step in _list(data, "path")]
    return tuple(Step(_known_term(step.removeprefix("^"), known), step.startswith("^")) for step in steps)


def _short(iri: str) -> str:
    return "a" if iri == TYPE else local_name(iri) if iri.startswith(ONT) else iri


def _long(name: str) -> str:
    return TYPE if name == "a" else name if ":" in name else term(name)


def _steps(path: tuple[Step, ...]) -> list[str]:
    return [("^" if step.inverse else "") + _short(step.property) for step in path]


def _path_in_words(path: tuple[Step, ...], label: Callable[[str], str]) -> str:
    # The way to a state is plumbing; what is said of it is the point.
    shown = [step for step in path if not step.inverse] or list(path)
    return ", ".join("class" if step.property == TYPE else label(step.property) for step in shown)


def _article(noun: str) -> str:
    return ("an " if noun[:1].lower() in "aeiou" else "a ") + noun
