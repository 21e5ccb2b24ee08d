"""Values in English: dates, rates, amounts, durations, and what qualifies them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.ask.language import dates
from kg.ask.language.words import ordinal
from kg.namespaces import RDFS, local_name, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.names import Names
    from kg.store.engine import Engine
    from kg.tables import Term

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


class English:
    """Says terms of a graph in English, with the labels of the graph and of its ontology."""

    def __init__(self, engine: Engine, names: Names) -> None:
        self._engine = engine
        self._names = names

    @cached_property
    def _terms(self) -> dict[str, str]:
        rows = self._engine.select(f"SELECT ?t ?l {{ GRAPH graph:ontology {{ ?t <{RDFS}label> ?l }} }}")
        return {row["t"].value: row["l"].value for row in rows}  # type: ignore[union-attr]

    def label(self, iri: str) -> str:
        """Return the label of a term of the ontology or a thing of the graph."""
        return self._terms.get(iri) or self._names.label(iri)

    def say(self, value: Term | None) -> str:
        """Return one term in English; things without a label are told by their gist."""
        if value is None:
            return ""
        if isinstance(value, NamedNode):
            return self._terms.get(value.value) or self._names.labels.get(value.value) or self._gist(value.value)
        if isinstance(value, Literal):
            kind = local_name(value.datatype.value)
            if kind in {"date", "gYearMonth", "gYear", "gMonthDay"}:
                return dates.spoken(value.value)
            return amount(value.value) if kind in {"decimal", "integer"} else value.value
        return str(value)

    def _gist(self, iri: str) -> str:
        rows = self._engine.select(f"SELECT ?g {{ <{iri}> kg:gist ?g }}")
        return next(iter(rows.values("g")), "") or self._names.label(iri).replace("-", " ")

    def qualified(self, value: Term, unit: str | None, details: Iterable[tuple[str, Term]]) -> tuple[str, str]:
        """Return a value with its unit and hedge, and in brackets what else was asked to be told."""
        text, notes = self.say(value), []
        for name, detail in details:
            said = self.say(detail)
            if name == term("unit"):
                text = f"{text} {said}"
            elif name == term("exactness"):
                text = f"{said} {text}" if said != "exactly" else text
            elif name == term("asOf"):
                continue
            elif name == term("until"):
                notes.append(f"until {said}")
            elif name == term("comparedWith"):
                notes.append(f"compared with {said}")
            else:
                notes.append(said)
        return (f"{text} {unit}" if unit else text), ", ".join(notes)


def amount(digits: str) -> str:
    """Return a number as people write it.

    >>> amount("63000000000"), amount("25.0"), amount("2620000"), amount("110")
    ('63 billion', '25', '2.62 million', '110')
    """
    number = float(digits)
    for size, name in _SCALES:
        if abs(number) >= size:
            return f"{number / size:g} {name}"
    return f"{number:,.10g}" if abs(number) >= 10_000 else f"{number:g}"


def listed(parts: list[str]) -> str:
    """Join parts as English does.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def with_article(label: str) -> str:
    """Return a label as it begins a sentence: what is numbered takes an article.

    >>> with_article("Second round of the wool talks"), with_article("U.S. tariff on steel")
    ('The second round of the wool talks', 'U.S. tariff on steel')
    """
    first, _, rest = label.partition(" ")
    return f"The {first.lower()} {rest}" if rest and ordinal(first.lower()) is not None else label


def plural(says: str, hub: str) -> str:
    """Return a sentence's frame with its verb in the plural where what it is about is several things.

    >>> plural("{hub} was announced", "U.S. tariffs on steel"), plural("{hub} was announced", "Baseline tariff")
    ('{hub} were announced', '{hub} was announced')
    """
    head = re.split(r" (?:of|on|in|for|at|to|with) ", hub, maxsplit=1)[0]
    if not head.endswith("s") or head.endswith(("ss", "us", "'s", "Series")):
        return says
    for one, many in _VERBS.items():
        says = says.replace(f"{{hub}} {one} ", f"{{hub}} {many} ")
    return says


def agreeing(subject: str, verb: str) -> str:
    """Return a verb in the third person, or in the plural where its subject is several.

    >>> agreeing("Two officials", "holds possible"), agreeing("Mara Venn", "denies"), agreeing("A and B", "denies")
    ('hold possible', 'denies', 'deny')
    >>> agreeing("The growers", "is concerned"), agreeing("The ministers", "declines to comment")
    ('are concerned', 'decline to comment')
    """
    head = re.split(r" (?:of|on|in|for|at|to|with|close|who|whom) ", subject, maxsplit=1)[0]
    one = ("ss", "us", "'s", "States", "(not named)")
    several = " and " in subject or (head.endswith("s") and not head.endswith(one))
    if not several:
        return verb
    first, _, rest = verb.partition(" ")
    if first in _VERBS:
        first = _VERBS[first]
    elif first.endswith("ies"):
        first = first[:-3] + "y"
    elif first.endswith("s"):
        first = first[:-1]
    return f"{first} {rest}".strip()


_VERBS = {"was": "were", "is": "are", "applies": "apply", "rests": "rest", "is or was": "are or were"}
