"""Cited graphs of any size, the same for the same seed: `python -m benchmarks.generate 100_000 > graph.nq`.

Everything is invented. A few people and measures are in most of the news and most are in little of it (Zipf); a passage
tells some five facts besides the types and labels that every receipt repeats; one in four tells again what another
told, half of those in articles that are copies of others; of reports of a meeting's length, one in seven differs.
Statements, meetings and rates make up most of it; what else trade talks are made of has small shares (`_SHARES`).
The size counts receipts: facts, once for each citation. What is told is forgotten soon, so any size takes one memory.
"""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.generate.bodies import mention, tenure
from benchmarks.generate.catalogue import PASSAGES, READ, article, citation
from benchmarks.generate.events import meeting, numbered_round, plan
from benchmarks.generate.measures import figure, imposed, rate, rate_parts
from benchmarks.generate.said import position, proposal, statement, unnamed
from benchmarks.generate.triples import iri_of
from benchmarks.generate.world import World
from kg.namespaces import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COPIED = 8  # one article in so many is a copy of the one before
_AGAIN = 1 / 7  # with the copies, one passage in four
_REMEMBERED = 5_000
_LINES_A_FILE = 200_000
# The passages in a hundred that are of each kind.
_SHARES: dict[Callable[[World], list[str]], int] = {
    statement: 32, meeting: 17, mention: 16, rate: 9, position: 6, numbered_round: 5, plan: 3, imposed: 4, tenure: 3,
    unnamed: 2, proposal: 1, figure: 1, rate_parts: 1,
}  # fmt: skip
_TURNS = [make for make, share in _SHARES.items() for _ in range(share)]


class Passage(NamedTuple):
    """The triples of a passage, and whether another passage may tell them too."""

    lines: list[str]
    repeatable: bool


def _passage(world: World) -> Passage:
    """Return the triples of a passage: new ones, or what another passage has told."""
    if world.told and world.chance(_AGAIN):
        return Passage(world.pick(world.told), True)
    make = world.pick(_TURNS)
    told = list(dict.fromkeys(make(world)))
    if make is unnamed:  # a source that is not named belongs to one citation
        return Passage(told, False)
    if len(world.told) < _REMEMBERED:
        world.told.append(told)
    else:
        world.told[world.below(_REMEMBERED)] = told
    return Passage(told, True)


def receipts_for(things: int) -> int:
    """Return how many receipts a graph about so many things takes, statements among them; within a quarter.

    >>> receipts_for(100), receipts_for(2_000)
    (1000, 62600)
    """
    return max(10 * things, 33 * things - 3_400)


def lines(size: int, seed: int = 1) -> Iterator[str]:
    """Yield the N-Quads of a graph with about that many receipts, one article after another.

    >>> first = next(lines(1_000))
    >>> first.startswith("<https://kg.example/id/organization/o-0> ")
    True
    """
    world, receipts, number, run = World(size, Random(seed)), 0, 0, iri_of("run", "invention")
    before: list[Passage] = []
    key = ""
    while receipts < size:
        copy = number % COPIED == COPIED - 1
        key, entries = article(number, world.day(), run, key if copy else None)
        yield from (f"{entry} <{CATALOGUE}> .\n" for entry in entries)
        passages = before if copy else (_passage(world) for _ in range(PASSAGES))
        before = []
        for place, passage in enumerate(passages):
            iri, entries = citation(key, place, run, world.pick(READ), passage.lines)
            yield from (f"{entry} <{CATALOGUE}> .\n" for entry in entries)
            yield from (f"{fact} {iri} .\n" for fact in passage.lines)
            receipts += len(passage.lines)
            before += [passage] if passage.repeatable else []
            if receipts >= size:
                break
        number += 1


def write(folder: Path, size: int, seed: int = 1) -> None:
    """Write a graph into a new folder, in files that are each small enough to be read into memory."""
    folder.mkdir()
    made, number = lines(size, seed), 0
    while part := list(islice(made, _LINES_A_FILE)):
        (folder / f"{number}.nq").write_text("".join(part), encoding="utf-8")
        number += 1
