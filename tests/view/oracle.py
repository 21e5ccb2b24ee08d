"""What the filters must let through, worked out from the quads of a graph alone, in another way than the page does."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import ALT_LABEL, CATALOGUE, LABEL, TYPE, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph import Graph

CLASSES = ["Person", "Government", "Organization", "UnnamedSource", "Measure", "Meeting", "Event", "Statement", "Place",
           "Product", "Topic", "Office", "Figure"]  # fmt: skip
TOLD = {term("State"), term("Relay")}
NAMING = {TYPE, LABEL, ALT_LABEL}
CODES = {term("standing"), term("status"), term("modality")}


@dataclass
class Wanted:
    """A combination of filters."""

    classes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    since: str = ""
    until: str = ""
    clock: str = "happened"
    undated: bool = True
    origins: bool = False

    @property
    def by_date(self) -> bool:
        return bool(self.since or self.until or not self.undated)


def days(text: str) -> tuple[date, date]:
    """Return the first and last day of a date of any precision."""
    parts = [int(part) for part in text[:10].split("-")]
    year, month = parts[0], parts[1:2]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if len(parts) == 2:
        return date(year, month[0], 1), date(year, month[0], calendar.monthrange(year, month[0])[1])
    return date(*parts), date(*parts)


class Oracle:
    """The facts of a graph by thing."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._codes = set(graph.select("SELECT ?t { GRAPH graph:ontology { ?t a [] } }").values("t"))
        self._cited: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for quad in graph.engine.quads():
            if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value != CATALOGUE:
                value = quad.object.value if isinstance(quad.object, ox.NamedNode) else str(quad.object)
                self._cited[quad.subject.value, quad.predicate.value, value].add(quad.graph_name.value)
        self._types: dict[str, set[str]] = defaultdict(set)
        self._near: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for triple in self._cited:
            for end in {triple[0], triple[2]}:
                self._near[end].append(triple)
            if triple[1] == TYPE:
                self._types[triple[0]].add(triple[2])

    @cached_property
    def things(self) -> dict[str, str]:
        """Return the class of each thing that a page lists."""
        found = {}
        for iri, types in self._types.items():
            if not types & TOLD:
                found[iri] = next((cls.lower() for cls in CLASSES if term(cls) in types), "thing")
        return found

    def passing(self, wanted: Wanted) -> set[str]:
        return {iri for iri in self.things if self._passes(iri, wanted)}

    def _passes(self, iri: str, wanted: Wanted) -> bool:
        return (
            (not wanted.classes or self.things[iri] in wanted.classes)
            and self.supported(self._told(iri), wanted)
            and (not wanted.codes or bool(self._codes_of(iri) & set(wanted.codes)))
            and (not wanted.by_date or wanted.clock == "published" or self._happened(iri, wanted))
        )

    def supported(self, facts: Iterable[tuple[str, str, str]], wanted: Wanted) -> bool:
        """Tell whether facts have the support asked for: an article of the source and the time, one of two origins."""
        facts = set(facts)
        if wanted.origins and not any(len(self._origins(fact)) > 1 for fact in facts if fact[1] not in NAMING):
            return False
        timed = wanted.by_date and wanted.clock == "published"
        if not wanted.sources and not timed:
            return True
        articles = {self._article(citation) for fact in facts for citation in self._cited[fact]}
        return any(
            (not wanted.sources or (article.publisher or article.label) in wanted.sources)
            and (not timed or self._published(article, wanted))
            for article in articles
        )

    def _article(self, citation):
        return self._graph.catalogue.citations[citation].article

    def _origins(self, fact: tuple[str, str, str]) -> set[str]:
        return {self._article(c).copy_of or self._article(c).iri for c in self._cited[fact]}

    def _published(self, article, wanted: Wanted) -> bool:
        if not article.published:
            return wanted.undated
        return self._inside(days(article.published)[0], days(article.published_latest or article.published)[1], wanted)

    def _inside(self, first: date, last: date, wanted: Wanted) -> bool:
        return (not wanted.until or first <= date.fromisoformat(wanted.until)) and (
            not wanted.since or last >= date.fromisoformat(wanted.since)
        )

    def _told(self, iri: str) -> set[tuple[str, str, str]]:
        found = set(self._near[iri])
        for subject, _, other in list(found):
            for end in (subject, other):
                if end != iri and self._types.get(end, set()) & TOLD:
                    found.update(self._near[end])
        return found

    def _states(self, iri: str) -> list[str]:
        return [s for s, p, o in self._near[iri] if p == term("stateOf") and o == iri]

    def _codes_of(self, iri: str) -> set[str]:
        return {o for one in (iri, *self._states(iri)) for s, p, o in self._near[one] if s == one and p in CODES}

    def _happened(self, iri: str, wanted: Wanted) -> bool:
        spans = [span for one in (iri, *self._states(iri)) for span in self._spans(one)]
        return any(self._inside(*span, wanted) for span in spans) if spans else wanted.undated

    def _spans(self, iri: str) -> list[tuple[date, date]]:
        def dates(*names: str) -> list[tuple[date, date]]:
            keys = {term(name) for name in names}
            return [days(o.split('"')[1]) for s, p, o in self._near[iri] if s == iri and p in keys]

        spans = dates("saidOn", "announcedOn", "effectiveOn", "plannedFor")
        reach = dates("on", "from", "until")
        return spans + ([(min(a for a, _ in reach), max(b for _, b in reach))] if reach else [])
