"""Which things a page holds, and which of them it draws when it is opened."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

from kg.view.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from networkx import MultiDiGraph

    from kg.view.links import Link

MOST_DRAWN = 300
# Statements join the opening picture only while it stays easy to read.
ROOM = 130


def degrees(joins: Iterable[Link]) -> Counter[str]:
    """Return how many relations, states and statements meet at each node."""
    count: Counter[str] = Counter()
    for link in joins:
        weight = len(link.triples) + len(link.told)
        count[link.first] += weight
        count[link.second] += weight
    return count


def around(graph: MultiDiGraph, kinds: Mapping[str, int], chosen: Sequence[str], depth: int) -> set[str]:
    """Return the things at most `depth` steps from the chosen ones.

    A step leads from thing to thing; states, relays and statements on the way count for nothing.
    """
    distance = dict.fromkeys(chosen, 0)
    queue = deque(chosen)
    while queue:
        here = queue.popleft()
        for other in sorted({*graph.successors(here), *graph.predecessors(here)}):
            between = KINDS[kinds[other]].role != "thing"
            far = distance[here] + (0 if between else 1)
            # What is met on the way to the last step is kept, but nothing beyond it.
            if far > depth or (between and KINDS[kinds[here]].role == "thing" and distance[here] >= depth):
                continue
            if far < distance.get(other, depth + 1):
                distance[other] = far
                (queue.appendleft if between else queue.append)(other)
    return set(distance)


def drawn(
    kinds: Mapping[str, int], degree: Mapping[str, int], chosen: Iterable[str], most: int = MOST_DRAWN
) -> list[str]:
    """Return the nodes of the opening picture: the chosen, then the best-connected, statements last."""
    first = set(chosen)

    def rank(iri: str) -> tuple[bool, int, str]:
        return iri not in first, -degree.get(iri, 0), iri

    things = sorted((iri for iri in kinds if KINDS[kinds[iri]].role == "thing" or iri in first), key=rank)
    statements = sorted((iri for iri in kinds if KINDS[kinds[iri]].role == "statement" and iri not in first), key=rank)
    room = max(0, min(ROOM, most) - len(things))
    return sorted([*things[:most], *(statements if len(statements) <= room else statements[:0])])
