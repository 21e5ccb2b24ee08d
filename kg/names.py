"""Words to IRIs: what a person types for a thing, and the names nearest to it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.errors import InputError, NotFoundError, QueryError
from kg.namespaces import ALT_LABEL, BASE, LABEL, PREFIXES, TYPE, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.engine import Engine

_AT_ONCE = 500  # labels in one query
_NAMED = re.compile(r"([a-z]+):([\w-]+)")


def fold(text: str) -> str:
    """Return text without case, accents, width or punctuation, for comparing names.

    >>> fold("  Prime-Minister’s Ófﬁce ")
    'prime minister s office'
    """
    if text.isascii():
        return " ".join(re.findall(r"[a-z0-9_]+", text.lower()))
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"\w+", letters))


class Names:
    """The labels and other names of the things in a graph."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._learnt: dict[str, str | None] = {}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the label of each thing; things with several labels give the first in order."""
        found: dict[str, str] = {}
        for row in self._engine.select(f"SELECT ?s ?l {{ ?s <{LABEL}> ?l }} ORDER BY ?s ?l"):
            found.setdefault(row["s"].value, row["l"].value)  # type: ignore[union-attr]
        return found

    @cached_property
    def by_name(self) -> dict[str, set[str]]:
        """Return IRIs by folded label or other name."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._engine.select(f"SELECT ?s ?l {{ ?s <{LABEL}>|<{ALT_LABEL}> ?l }}"):
            found[fold(row["l"].value)].add(row["s"].value)  # type: ignore[union-attr]
        return dict(found)

    def label(self, iri: str) -> str:
        """Return a thing's label, a statement's gist, a rate with its measure, or else the last part of the IRI."""
        return self.own_label(iri) or self._title(iri) or local_name(iri)

    def own_label(self, iri: str) -> str | None:
        """Return the label of one thing, None where it has none, without reading those of all."""
        if "labels" in self.__dict__:
            return self.labels.get(iri)
        if iri not in self._learnt:
            self.learn([iri])
        return self._learnt[iri]

    def learn(self, iris: Iterable[str]) -> None:
        """Read the labels of many things at once."""
        from kg.store.engine import values

        wanted = [iri for iri in dict.fromkeys(iris) if iri not in self._learnt]
        for some in (wanted[i : i + _AT_ONCE] for i in range(0, len(wanted), _AT_ONCE)):
            self._learnt.update(dict.fromkeys(some))
            rows = self._engine.select(f"SELECT ?s ?l {{ {values('s', some)} ?s <{LABEL}> ?l }} ORDER BY DESC(?l)")
            self._learnt.update(zip(rows.values("s"), rows.values("l"), strict=True))

    def _title(self, iri: str) -> str | None:
        """Return what stands for a node that has no label of its own."""
        if "labels" in self.__dict__ or "_titles" in self.__dict__:
            return self._titles.get(iri)
        from kg.store.engine import iri as in_sparql

        try:
            node = in_sparql(iri)
        except QueryError:
            return None
        gists = self._engine.select(f"SELECT ?g {{ {node} kg:gist ?g }}").values("g")
        rates = self._engine.select(f"SELECT ?m ?r ?u {{ {node} kg:stateOf ?m ; kg:rate ?r ; kg:unit ?u }}")
        for measure, rate, unit in zip(*(rates.values(name) for name in "mru"), strict=True):
            return f"{self.own_label(measure) or ''}: {rate} {local_name(unit)}"
        return gists[-1] if gists else None

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Return what stands for nodes that have no label of their own."""
        gists = self._engine.select("SELECT ?s ?g { ?s kg:gist ?g }")
        titles = dict(zip(gists.values("s"), gists.values("g"), strict=True))
        rates = self._engine.select("SELECT ?s ?m ?r ?u { ?s kg:stateOf ?m ; kg:rate ?r ; kg:unit ?u }")
        for state, measure, rate, unit in zip(*(rates.values(name) for name in "smru"), strict=True):
            titles[state] = f"{self.labels.get(measure, '')}: {rate} {local_name(unit)}"
        return titles

    def find(self, name: str) -> str:
        """Return the IRI that a name, prefixed name or IRI stands for.

        A name may be a label, another name, or the words of just one label ("Venn" for Mara Venn).
        Raises NotFoundError with the nearest names, InputError where several things answer to the name.
        """
        if not fold(name):
            raise InputError("the name is empty")
        iri = self._as_iri(name)
        if iri is not None:
            if not self._exists(iri):
                raise NotFoundError(f"{name} is not in the graph.", self.nearest(local_name(iri).replace("-", " ")))
            return iri
        exact = self._exactly(name.strip())
        if exact is not None:
            return exact
        found = self.by_name.get(fold(name)) or self._containing(fold(name))
        if not found:
            raise NotFoundError(f"{name!r} is not in the graph.", self.nearest(name))
        if len(found) > 1:
            found = self._narrowed(found, fold(name))
        if len(found) > 1:
            shown = ", ".join(sorted(self.label(iri) for iri in found)[:6])
            raise InputError(f"{name!r} may be any of {len(found)}: {shown}. Give more of the name.")
        return next(iter(found))

    def nearest(self, name: str, count: int = 5) -> list[str]:
        """Return the labels that resemble a name most, best first."""
        from rapidfuzz import fuzz

        # Of things of one name, the one that bears it as its label stands for it.
        folded = {
            known: min(iris, key=lambda iri: (fold(self.label(iri)) != known, iri))
            for known, iris in self.by_name.items()
        }
        wanted = fold(name)

        def likeness(known: str) -> float:
            if 2 * len(known) < len(wanted):  # too short to be meant
                return 0
            return max(fuzz.ratio(wanted, known), *(0.95 * fuzz.ratio(wanted, word) for word in known.split()),
                       0.9 * fuzz.token_set_ratio(wanted, known))  # fmt: skip

        scores = {known: likeness(known) for known in folded}
        # Of names that hold the words equally well, the shortest is meant.
        best = sorted((k for k in scores if scores[k] >= 60), key=lambda k: (-scores[k], len(k), k))
        return list(dict.fromkeys(self.label(folded[known]) for known in best))[:count]

    def _as_iri(self, name: str) -> str | None:
        text = name.strip()
        if text.startswith("<") and text.endswith(">"):
            return text[1:-1]
        if text.startswith((BASE, "http://", "https://")):
            return text
        match = _NAMED.fullmatch(text)
        return PREFIXES[match.group(1)] + match.group(2) if match and match.group(1) in PREFIXES else None

    def _exists(self, iri: str) -> bool:
        from kg.store.engine import iri as in_sparql

        return self._engine.query(f"ASK {{ {{ {in_sparql(iri)} ?p ?o }} UNION {{ ?s ?p {in_sparql(iri)} }} }}") is True

    def _exactly(self, name: str) -> str | None:
        """Return the one thing that bears just this label: found at once, however large the graph."""
        if "by_name" in self.__dict__:
            return None
        rows = self._engine.select(f"SELECT DISTINCT ?s {{ ?s <{LABEL}> {Literal(name)} }}", 2)
        return rows.values("s")[0] if len(rows) == 1 else None

    def _containing(self, folded: str) -> set[str]:
        words = set(folded.split())
        return {iri for name, iris in self.by_name.items() if words <= set(name.split()) for iri in iris}

    def _narrowed(self, iris: Iterable[str], folded: str) -> set[str]:
        """Prefer what bears the name as its label, then a label that begins with it, then a person."""
        found = set(iris)
        by_label = {iri for iri in found if fold(self.label(iri)) == folded}
        if by_label:
            return by_label
        beginning = {iri for iri in found if fold(self.label(iri)).startswith(f"{folded} ")}
        if len(beginning) == 1:
            return beginning
        people = {iri for iri in found if self._engine.query(f"ASK {{ <{iri}> <{TYPE}> kg:Person }}")}
        return people if len(people) == 1 else found
