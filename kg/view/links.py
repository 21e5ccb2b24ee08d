"""Lines between nodes: relations as they stand, and those that run through states, relays and statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from kg.namespaces import term
from kg.view.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from networkx import MultiDiGraph

Triple = tuple[str, str, str]
# The ends from which a line through a state or a statement sets out; its other ends are all else that it names.
_HEADS = {term(name) for name in ("holder", "stateOf", "speaker")}
_OF_STATEMENTS = {term(name) for name in ("about", "touches", "addressee")}
_OTHERWISE = {term(name) for name in ("shownBy", "component")}


@dataclass(slots=True)
class Link:
    """What joins two nodes: triples between them, and things told inside (states, relays) that name both.

    `through` holds statements that one end made about the other.
    """

    first: str
    second: str
    triples: list[Triple] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    through: list[str] = field(default_factory=list)


def links(graph: MultiDiGraph, kinds: Mapping[str, int]) -> list[Link]:
    """Return one link for each pair of nodes that something joins, in order."""
    found: dict[tuple[str, str], Link] = {}

    def between(one: str, other: str) -> Link:
        pair = (min(one, other), max(one, other))
        return found.setdefault(pair, Link(*pair))

    for subject, other, key in graph.edges(keys=True):
        if subject != other and not {_role(kinds, subject), _role(kinds, other)} & {"told"}:
            between(subject, other).triples.append((subject, key, other))
    for iri in graph:
        role = _role(kinds, iri)
        if role == "told":
            for one, other in _through_state(graph, iri, kinds):
                _append(between(one, other).told, iri)
        elif role == "statement":
            for one, other in _through_statement(graph, iri, kinds):
                _append(between(one, other).through, iri)
    return [found[pair] for pair in sorted(found)]


def _role(kinds: Mapping[str, int], iri: str) -> str:
    return KINDS[kinds[iri]].role


def _append(items: list[str], item: str) -> None:
    if item not in items:
        items.append(item)


def _through_state(graph: MultiDiGraph, iri: str, kinds: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    ends = _ends(graph, iri, kinds)
    heads = [end for key in sorted(_HEADS & ends.keys()) for end in ends[key]]
    if not heads:  # a relay: it stands between the statement that came by way of it and who passed it on
        heads = sorted({s for s, _ in graph.in_edges(iri) if _role(kinds, s) != "told"})
    tails = [end for key, found in ends.items() if key not in _HEADS | _OTHERWISE for end in found]
    yield from ((one, other) for one, other in product(heads, tails) if one != other)


def _through_statement(graph: MultiDiGraph, iri: str, kinds: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    ends = _ends(graph, iri, kinds)
    heads = [end for key in sorted(_HEADS & ends.keys()) for end in ends[key]]
    tails = [end for key in sorted(_OF_STATEMENTS & ends.keys()) for end in ends[key]]
    yield from ((one, other) for one, other in product(heads, tails) if one != other)


def _ends(graph: MultiDiGraph, iri: str, kinds: Mapping[str, int]) -> dict[str, list[str]]:
    ends: dict[str, list[str]] = defaultdict(list)
    for _, other, key in graph.out_edges(iri, keys=True):
        if _role(kinds, other) != "told":
            ends[key].append(other)
    return ends
