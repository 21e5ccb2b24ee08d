"""Which things a page holds, and which of them it draws when it is opened."""

from __future__ import annotations

from collections import Counter, deque
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.view.kinds import KINDS
from kg.view.period import happened, published

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from networkx import Graph, MultiDiGraph

    from kg.view.facts import Facts
    from kg.view.links import Link
    from kg.view.period import Period

MOST_DRAWN = 300
# What a reader can take in at once, each with its name written beside it.
OPENING = 36
# So that every core class is seen at once, however the connections fall.
_SHARES = {"Person": 6, "Government": 3, "Measure": 6, "Meeting": 6, "Statement": 4}
MAX_FACTS = 80_000


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


def between(plain: Graph, chosen: Sequence[str]) -> set[str]:
    """Return the nodes on one shortest path from each of the chosen to the next, so that they hang together."""
    from networkx import NetworkXNoPath, shortest_path

    found: set[str] = set()
    for one, other in pairwise(chosen):
        try:
            found.update(shortest_path(plain, one, other))
        except NetworkXNoPath:
            continue
    return found


def within(facts: Facts, graph: MultiDiGraph, held: set[str], period: Period) -> set[str]:
    """Return what a period leaves: dated things in it, and undated ones that touch such a thing or a state in it."""
    spans = {} if period.clock == "published" else happened(facts.triples)
    if period.clock == "published":
        for triple, citations in facts.triples.items():
            for citation in citations:
                found = published(facts.citation(citation)[0].article)
                if found:
                    spans.setdefault(triple.subject.value, []).append(found)  # type: ignore[union-attr]
    inside = {iri for iri, mine in spans.items() if any(period.holds(one) for one in mine)}
    if period.clock == "published":
        return held & inside
    return {
        iri for iri in held
        if iri in inside or (iri not in spans and inside & {*graph.successors(iri), *graph.predecessors(iri)})
    }  # fmt: skip


def capped(
    held: set[str], sizes: Mapping[str, int], degree: Mapping[str, int], first: Iterable[str], most: int
) -> set[str]:
    """Return the best-connected things whose facts are no more than `most` in all, the first ones before others."""
    kept: set[str] = set()
    ahead, total = set(first), 0
    for iri in sorted(held, key=lambda iri: (iri not in ahead, -degree.get(iri, 0), iri)):
        total += sizes.get(iri, 0)
        if total > most and kept:
            break
        kept.add(iri)
    return kept


def drawn(
    kinds: Mapping[str, int], degree: Mapping[str, int], joined: Mapping[str, set[str]], chosen: Sequence[str] = (),
    most: int = OPENING,
) -> list[str]:  # fmt: skip
    """Return the nodes of the opening picture: the chosen with what is joined to them, else the best-connected.

    `joined` says which nodes have a relation of their own; what has none in the picture is left to be asked for. A
    small graph is drawn whole.
    """

    def rank(iri: str) -> tuple[int, str]:
        return -degree.get(iri, 0), iri

    if len(kinds) <= most:
        return sorted(kinds)
    if chosen:
        near = {other for iri in chosen for other in joined.get(iri, ())} - set(chosen)
        ordered = sorted(near, key=lambda iri: (KINDS[kinds[iri]].role == "statement", *rank(iri)))
        return sorted([*chosen[:MOST_DRAWN], *ordered[: max(0, most - len(chosen))]])
    return sorted(_grown(kinds, sorted(kinds, key=rank), joined, most))


def _grown(kinds: Mapping[str, int], best: Sequence[str], joined: Mapping[str, set[str]], most: int) -> set[str]:
    """Return so many nodes that hang together, each class of the core having its share while there are any."""
    place = {iri: number for number, iri in enumerate(best)}
    inside: set[str] = set()
    rim: set[str] = set()
    wanted = Counter(_SHARES)
    while len(inside) < most:
        # Statements come in by their share alone: there are most of them, and each is of one occasion.
        pool = [iri for iri in rim if KINDS[kinds[iri]].role == "thing" or wanted[KINDS[kinds[iri]].cls] > 0]
        left = (iri for iri in best if iri not in inside and KINDS[kinds[iri]].role == "thing")
        found = (
            min(pool, key=lambda iri: (wanted[KINDS[kinds[iri]].cls] <= 0, place[iri])) if pool else next(left, None)
        )
        if found is None:
            break
        inside.add(found)
        wanted[KINDS[kinds[found]].cls] -= 1
        rim = (rim | joined.get(found, set())) - inside
    return inside
