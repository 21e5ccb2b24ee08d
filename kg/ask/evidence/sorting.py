"""Which things the nouns of a question mean: of which class they are, and what sets them apart in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.evidence.facts import iri_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.evidence.facts import GraphFacts
    from kg.ask.language.lexicon import Lexicon, Sort
    from kg.ask.language.linking import Links


class Sorting:
    """Tells which things are of the classes and sorts that a question names: rounds are meetings with a number."""

    def __init__(self, links: Links, lexicon: Lexicon, facts: GraphFacts) -> None:
        self._facts = facts
        self._classes = frozenset().union(*links.classes.values()) if links.classes else frozenset[str]()
        self._sorts = [sort for sort in lexicon.sorts if len(sort.path) == 1 and links.found(sort.words)]

    def of(self, nodes: Iterable[str]) -> list[str]:
        """Return of some things those that the question's nouns can mean; none where it names no class."""
        return [node for node in nodes if self._classes & self._facts.classes(node) and self._sorted(node)]

    def _sorted(self, node: str) -> bool:
        classes = self._facts.classes(node)
        return all(self._has(node, sort) for sort in self._sorts if sort.hub in classes)

    def _has(self, node: str, sort: Sort) -> bool:
        values = self._facts.facts(node).get(sort.path[0].property, ())
        return bool(values) if sort.value is None else sort.value in map(iri_of, values)
