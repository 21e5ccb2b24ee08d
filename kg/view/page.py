"""The explorer: what a page holds, what it draws first and where, handed to pyvis and rendered."""

from __future__ import annotations

import gc
import math
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.citation import Citation, Proof
from kg.errors import InputError
from kg.network import network
from kg.view.choose import MAX_FACTS, around, between, capped, degrees, drawn, within
from kg.view.facts import Block, Facts
from kg.view.kinds import KINDS
from kg.view.layout import positions
from kg.view.links import Link, links
from kg.view.period import Period
from kg.view.rendering import rendered

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Sequence

    from networkx import Graph, MultiDiGraph
    from pyvis.network import Network

    from kg.names import Names
    from kg.store.catalogue import Catalogue
    from kg.store.engine import Engine


@dataclass(frozen=True, slots=True)
class Focus:
    """What a page is narrowed to: things by IRI, how many steps around them, a period, and how many facts at most."""

    chosen: tuple[str, ...] = ()
    depth: int = 1
    period: Period = field(default_factory=Period)
    max_facts: int = MAX_FACTS


@dataclass(frozen=True, slots=True)
class Explorer:
    """A page, and what its reader has to know of what it leaves out."""

    html: str
    notes: tuple[str, ...] = ()


def explorer(
    engine: Engine,
    names: Names,
    catalogue: Catalogue,
    focus: Focus | None = None,
    title: str | None = None,
    proof: Callable[[Citation], Proof] = lambda _: Proof(),
) -> Explorer:
    """Return the explorer of a whole graph, or of what it is narrowed to. The same graph gives the same bytes.

    `proof` says what became of a citation; without it nothing is quoted.
    """
    with _uncollected():
        return _explorer(engine, names, catalogue, focus or Focus(), title, proof)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking hundreds of thousands of rows that hold no cycle: a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _explorer(
    engine: Engine, names: Names, catalogue: Catalogue, focus: Focus, title: str | None,
    proof: Callable[[Citation], Proof],
) -> Explorer:  # fmt: skip
    graph = network(engine, names)
    facts = Facts(engine, names, graph, catalogue, proof)
    seeds = _seeds(facts, graph, focus.chosen)
    every = links(graph, facts.kinds)
    whole, notes = _held(facts, graph, every, seeds, focus)
    held = whole
    if len(facts.triples) > focus.max_facts:
        held = capped(whole, facts.sizes(), degrees(every), seeds, focus.max_facts)
    joins = [link for link in every if link.first in held and link.second in held]
    degree = degrees(joins)
    shown = drawn({iri: facts.kinds[iri] for iri in held}, degree, _joined(joins), seeds)
    block = facts.block(held, degree)
    notes += _cut(len(held), len(whole), len(block.fact_rows), focus.max_facts)
    gone = [facts.label(iri) for iri in seeds if iri not in held]
    notes += [f"Left out though asked for by name: {'; '.join(gone)}."] if gone else []
    seeds = [iri for iri in seeds if iri in held]
    data = block.as_json() | {
        "title": title or _title(facts, seeds),
        "notes": notes,
        "focus": [block.number[iri] for iri in seeds],
        "links": [_link_row(block, link) for link in joins],
    }
    return Explorer(rendered(_canvas(block, shown, joins, facts, degree), data), tuple(notes))


def _held(
    facts: Facts, graph: MultiDiGraph, every: Sequence[Link], seeds: Sequence[str], focus: Focus
) -> tuple[set[str], list[str]]:
    """Return the things that a page holds, and notes on what was left out."""
    notes: list[str] = []
    held = around(graph, facts.kinds, seeds, focus.depth) if focus.chosen else set(graph)
    if len(seeds) > 1 and focus.depth:
        held |= between(_plain(set(graph), every), seeds)
    held = {iri for iri in held if KINDS[facts.kinds[iri]].role != "told"}
    if focus.period:
        inside = within(facts, graph, held, focus.period)
        beside = [facts.label(iri) for iri in seeds if iri not in inside]
        held = inside | set(seeds)
        notes.append(f"Narrowed to {focus.period.words()}; {_WITHIN[focus.period.clock]}")
        if beside:
            notes.append(f"Outside of that, and here since asked for by name: {'; '.join(beside)}.")
    return held, notes


_WITHIN = {
    "happened": "undated things stay where they touch it, and of what stays all facts are told.",
    "published": "things on which no article of that time reports are left out; of what stays all facts are told.",
}


def _cut(kept: int, whole: int, told: int, most: int) -> list[str]:
    """Return notes on what the limit of facts left out, and on where a single thing goes beyond it."""
    if told > most:
        left = f" {kept:,} of {whole:,} things is left, and" if kept < whole else ""
        return [f"Over the limit of {most:,} facts:{left} what is told of {'it' if left else 'one thing'} "
                f"alone comes to {told:,}."]  # fmt: skip
    if kept < whole:
        return [f"Cut to the {kept:,} best-connected of {whole:,} things, "
                f"so that the page stays under {most:,} facts."]  # fmt: skip
    return []


def _seeds(facts: Facts, graph: MultiDiGraph, chosen: Sequence[str]) -> list[str]:
    """Return the nodes that were chosen; for a state or relay, those that it names."""
    seeds: list[str] = []
    for iri in chosen:
        if iri not in graph:
            raise InputError(f"{iri} is no thing that facts are told of (a class or a property?), so nothing lies "
                             "around it; name a thing, or choose a class on the page of the whole graph")  # fmt: skip
        if KINDS[facts.kinds[iri]].role == "told":
            near = sorted({*graph.successors(iri), *graph.predecessors(iri)})
            seeds += [other for other in near if KINDS[facts.kinds[other]].role != "told"]
        else:
            seeds.append(iri)
    return list(dict.fromkeys(seeds))


def _joined(joins: Sequence[Link]) -> dict[str, set[str]]:
    """Return what each thing is joined to by a relation or state of its own."""
    joined: dict[str, set[str]] = defaultdict(set)
    for link in joins:
        if link.triples or link.told:
            joined[link.first].add(link.second)
            joined[link.second].add(link.first)
    return joined


def _title(facts: Facts, seeds: Sequence[str]) -> str:
    if not seeds:
        return "Knowledge graph"
    named = ", ".join(facts.label(iri) for iri in seeds[:3])
    return named + (f" and {len(seeds) - 3} more" if len(seeds) > 3 else "")


def _plain(held: set[str], joins: Sequence[Link]) -> Graph:
    from networkx import Graph

    plain = Graph()
    plain.add_nodes_from(sorted(held))
    for link in joins:
        if {link.first, link.second} <= held:
            weight = len(link.triples) + len(link.told) + len(link.through) / 2
            plain.add_edge(link.first, link.second, weight=weight)
    return plain


def radius(degree: int) -> float:
    """Return the size of a node: what has more relations is larger, up to a limit."""
    return round(min(6.5 + 1.6 * math.sqrt(degree), 22.0), 1)


def _link_row(block: Block, link: Link) -> list[object]:
    triples = [block.fact[triple] for triple in link.triples]
    told, through = ([block.number[iri] for iri in group] for group in (link.told, link.through))
    return [block.number[link.first], block.number[link.second], triples, told, through]


def _canvas(block: Block, shown: Sequence[str], joins: Sequence[Link], facts: Facts, degree: Counter[str]) -> Network:
    """Return pyvis's network of what is drawn at first, and of nothing else: its adding is quadratic."""
    from pyvis.network import Network

    canvas = Network(directed=True)
    inside = set(shown)
    sizes = {iri: radius(degree[iri]) for iri in shown}
    places = positions(_plain(inside, joins), sizes, {iri: facts.label(iri) for iri in shown})
    for iri in shown:
        x, y = places[iri]
        kind = KINDS[facts.kinds[iri]].cls.lower()
        canvas.add_node(block.number[iri], label=" ", shape="custom", group=kind, x=x, y=y, size=sizes[iri])
    for number, link in enumerate(joins):
        if {link.first, link.second} <= inside:
            canvas.add_edge(block.number[link.first], block.number[link.second], id=f"e{number}")
    return canvas
