"""Which sort of place a question asks for: a country is no answer to which city, nor a city to which country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.evidence.facts import iri_of
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ask.evidence.facts import Facts, GraphFacts
    from kg.ask.language.kinds import Asked
    from kg.ask.language.thesaurus import Thesaurus

_ASKED = frozenset(["where", "which", "what"])
_TOLD = tuple(map(term, ("place", "plannedPlace", "locatedIn")))
_REACH = 3  # words from the asking word to the sort of place: "in which Canadian lakeside town"
_DEEPEST = 8


def sort_asked(words: list[str], asked: Asked, thesaurus: Thesaurus, sorts: Mapping[str, int]) -> int | None:
    """Return within how many places the place lies that a question asks for; None where it asks for no sort.

    `sorts` gives that for groups of the thesaurus: no other for a country, one for a city.
    """
    if asked.kind not in _ASKED:
        return None
    near = (found for found in thesaurus.everywhere(words) if asked.at <= found.start <= asked.at + _REACH)
    return next((sorts[group] for found in near for group in found.entry.groups if group in sorts), None)


def is_of_sort(facts: Facts, sort: int, graph: GraphFacts) -> bool:
    """Tell whether facts name a place of a sort, or none at all."""
    told = [place for name in _TOLD for value in facts.get(name, ()) if (place := iri_of(value))]
    depths = [_depth(place, graph) for place in told]
    return not depths or any(depth == sort or 0 < sort <= depth for depth in depths)


def _depth(place: str, graph: GraphFacts) -> int:
    """Return within how many places a place lies."""
    for depth in range(_DEEPEST):
        around = [where for value in graph.facts(place).get(term("locatedIn"), ()) if (where := iri_of(value))]
        if not around:
            return depth
        place = around[0]
    return _DEEPEST
