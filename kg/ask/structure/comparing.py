"""Readings that set two things side by side: "which lasted longer, X or Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.structure.frame import own_words, sides
from kg.ask.structure.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.language.lexicon import Order
    from kg.ask.language.linking import Index
    from kg.ask.structure.frame import Frame
    from kg.ask.structure.taxonomy import Taxonomy


def comparisons(read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Yield readings that compare the two things of a question by what a comparative measures.

    Each side must mean one thing that the measure could fit; a question with more names than two is none of these.
    """
    # "which of the two" says how many sides there are.
    mentions = [m for m in read.links.mentions if (m.takes, m.values) != ("number", ("2",))]
    if len(mentions) != 2 or read.denied or read.shared or read.only:
        return
    measures = {askable.name: askable for askable in index.lexicon.askables}
    for order in read.orders:
        measured = measures.get(order.by)
        if measured is None or order.counts:
            continue
        both = [[t for t in sides(m, index) if taxonomy.is_a(t, measured.hub)] for m in mentions]
        if any(len(things) != 1 for things in both) or both[0] == both[1]:
            continue
        one, other = both[0][0], both[1][0]
        yes_no = read.links.kind == "yes-no"
        yield Reading(
            kind="compare-yes-no" if yes_no else "compare",
            hub=measured.hub,
            askable=measured,
            hub_values=(one, other),
            constraints=(),
            cost=0.5 * measured.rank,
            accounted=frozenset(read.links.accounted | read.spoken | _small(read, index, order)),
            pick=order,
            measured=measured,
        )


def _small(read: Frame, index: Index, order: Order) -> set[int]:
    """Return the words that a comparison takes with it: "than", and what it measures."""
    measured = next(a for a in index.lexicon.askables if a.name == order.by)
    return own_words(index.lexicon.operators.get("than", frozenset()) | measured.words, read.links)
