"""Putting a graph into a SPARQL server through the Graph Store Protocol, in batches that can be repeated.

Each citation is put as the graph it is; the catalogue and the facts, each once in graph:facts, are added in batches.
Doing any of it twice changes nothing, so an upload that broke off is begun again where it stood.
"""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import pyoxigraph as ox

from kg.namespaces import CATALOGUE, FACTS, ONTOLOGY
from kg.paths import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.store.http import Server

BATCH = 4_000  # triples in one request: one server fails at little over 5,000
_REMEMBERED = 50  # batches after which it is written down how far it got


class Batch(NamedTuple):
    """What one request puts into a graph: in place of what it holds, or in addition."""

    graph: str
    replaces: bool
    triples: list[ox.Triple]


def batches(store: ox.Store) -> Iterator[Batch]:
    """Yield what a server needs to answer as the store does, always in the same order."""
    ontology = [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(ONTOLOGY))]
    yield Batch(ONTOLOGY, True, ontology)  # in one piece: its blank nodes mean nothing in another
    for graph in store.named_graphs():
        if isinstance(graph, ox.NamedNode) and graph.value not in {CATALOGUE, ONTOLOGY}:
            yield Batch(graph.value, True, [q.triple for q in store.quads_for_pattern(None, None, None, graph)])
    yield from _added(CATALOGUE, store.quads_for_pattern(None, None, None, ox.NamedNode(CATALOGUE)))
    yield from _added(FACTS, store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def _added(graph: str, quads: Iterable[ox.Quad]) -> Iterator[Batch]:
    waiting = iter(quads)
    while some := [quad.triple for quad in islice(waiting, BATCH)]:
        yield Batch(graph, False, some)


def upload(store: ox.Store, server: Server, told: Callable[[int], None] = lambda _: None) -> int:
    """Put the graph of a store into a server; return how many triples were sent in this run.

    An upload of the same graph to the same place that broke off goes on where it was. `told` is called with the number
    of triples of each batch. Raises what kg.store.http.Server.send raises.
    """
    mark = cache_folder() / f"upload-{crc32(f'{server.url} {_fingerprint(store)}'.encode()):08x}.json"
    done = _read(mark)
    sent, count = 0, done
    try:
        for batch in islice(batches(store), done, None):
            body = ox.serialize(batch.triples, format=ox.RdfFormat.N_TRIPLES) or b""
            method = "PUT" if batch.replaces else "POST"
            server.send(method, "*/*", body, "text/turtle", {"graph": batch.graph})
            sent, count = sent + len(batch.triples), count + 1
            told(len(batch.triples))
            if count % _REMEMBERED == 0:
                _write(mark, count)
    except BaseException:
        _write(mark, count)
        raise
    mark.unlink(missing_ok=True)
    return sent


def _fingerprint(store: ox.Store) -> str:
    """Return what tells this graph from another: its size, and its citations, whose names hold article and place."""
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    return f"{len(store)} {crc32(' '.join(names).encode())}"


def _read(mark: Path) -> int:
    try:
        return int(json.loads(mark.read_text(encoding="utf-8"))["batches"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0


def _write(mark: Path, count: int) -> None:
    with suppress(OSError):  # then it begins anew, which does no harm
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(json.dumps({"batches": count}), encoding="utf-8")
