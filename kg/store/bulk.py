"""Changing a store on disk: loading files into it, taking an article out, putting it back.

The default graph is kept right: loading tells each fact once more without its citation; taking out an article takes a
fact out of it when the last receipt of that fact goes, and only then.
"""

from __future__ import annotations

import gzip
import math
import os
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

import pyoxigraph as ox

from kg.errors import InputError, NotFoundError, RdfError, UncitedError
from kg.namespaces import CATALOGUE, ID, LABEL, ONTOLOGY, TYPE, local_name, term
from kg.paths import data_folder
from kg.store.engine import Engine
from kg.store.folder import changing, is_store
from kg.store.limits import MAX_UNPACKED_MB
from kg.store.sources import Source, reading
from kg.store.stream import Stream, Supply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.store.sources import Reading

_CATALOGUE = ox.NamedNode(CATALOGUE)
_ONTOLOGY = ox.NamedNode(ONTOLOGY)
_STREAMS = min(4, os.cpu_count() or 1)  # each sorts on a processor of its own, in memory of its own
_OWN = (ox.DefaultGraph(), _CATALOGUE, _ONTOLOGY)


class Check(Protocol):
    """Whatever raises where a graph breaks a rule: rules for one article, or those that take several to break."""

    def __call__(self, engine: Engine, *, articles: bool, whole: bool) -> None:
        """Check what each article holds, or the graph as a whole, or both."""


@dataclass
class Loaded:
    """What a load has read: how many quads, of which files."""

    quads: int
    files: int


def load_into(
    folder: Path,
    sources: Sequence[Source],
    check: Check | None = None,
    told: Callable[[Reading, int], None] = lambda _reading, _quads: None,
    max_unpacked_mb: int = MAX_UNPACKED_MB,
) -> Loaded:
    """Load files into a store, all or nothing; `check` is asked before they become part of it.

    `told` is called after each block with the file that is read and the number of quads in the block. Raises InputError
    for what cannot be read, RdfError for what does not parse, UncitedError for a graph that no citation describes.
    """
    with changing(folder) as change, plain_errors(folder):
        fresh = change.old is None
        target = change.store if fresh else change.staging()
        quads = sum(_stream_into(target, given, told, max_unpacked_mb) for given in sources)
        if not quads:
            raise InputError(f"{sources[0].name}: is empty. Nothing was loaded.")
        _check_described(target, sources[0].name)
        _renew_terms(target)
        if check is not None:
            check(Engine(target), articles=True, whole=fresh)
        if not fresh:
            del target
            change.join()
            _renew_terms(change.store)
            if check is not None:
                check(Engine(change.store), articles=False, whole=True)
        change.commit()
    return Loaded(quads, len(sources))


def _stream_into(store: ox.Store, given: Source, told: Callable[[Reading, int], None], max_unpacked_mb: int) -> int:
    with reading(given, max_unpacked_mb) as file:
        supply = Supply(given.name, file.blocks(), lambda quads: told(file, quads))
        # What waits for standard input cannot be interrupted in a thread.
        if given.path is None:
            _load_stream(store, given.name, Stream(supply))
        else:
            _load_streams(store, given.name, supply)
    return supply.quads


def _load_streams(store: ox.Store, name: str, supply: Supply) -> None:
    """Load the streams of a file at the same time; of several errors, raise the one that stands first in the file."""
    with ThreadPoolExecutor(_STREAMS) as pool:
        try:
            loads = [pool.submit(_load_stream, store, name, Stream(supply, n == 0)) for n in range(_STREAMS)]
            wait(loads, return_when=FIRST_EXCEPTION)
            supply.stop()
        except BaseException:  # ^C
            supply.break_off()
            raise
    errors = [error for load in loads if (error := load.exception()) is not None]
    if errors:
        raise min(errors, key=lambda error: getattr(error, "line", None) or math.inf)


def _load_stream(store: ox.Store, name: str, stream: Stream) -> None:
    try:
        store.bulk_load(cast("BinaryIO", stream), ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        line = stream.place(error.lineno) if error.lineno else None
        message = str(error.args[0]).split(": ", 1)[-1]
        raise RdfError(name, message, line, error.offset) from error


def _check_described(store: ox.Store, name: str) -> None:
    """Raise UncitedError where a graph is no citation that is described, or a bare fact stands in none."""
    described = {
        quad.subject
        for quad in store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(term("Citation")), _CATALOGUE)
    }
    stray = [g for g in store.named_graphs() if g not in described and g not in _OWN]
    if stray:
        quads = (quad for graph in stray[:100] for quad in store.quads_for_pattern(None, None, None, graph))
        raise UncitedError(name, sorted(str(quad.triple) for quad in quads))


def _renew_terms(store: ox.Store) -> None:
    """Put kg's own terms in place of those that the store was last changed with."""
    store.remove_graph(_ONTOLOGY)
    for path in sorted(data_folder("ontology").glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=_ONTOLOGY)


@contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Turn what the engine raises when it cannot write into InputError."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        reason = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
        raise InputError(f"{folder}: could not be written ({reason}). The store is as it was.") from error


def retract(folder: Path, article: str) -> int:
    """Take an article out of a store: its citations, their facts, its ledger; return how many quads went.

    What went is kept in the store's folder, for `put_back`. `article` is its IRI, or the last part of it, or its label.
    Raises NotFoundError where the store has no such article, InputError where another article is a copy of it.
    """
    _check_store(folder)
    with changing(folder) as change, plain_errors(folder):
        store = change.store
        iri = _article(store, article)
        copies = list(store.quads_for_pattern(None, ox.NamedNode(term("copyOf")), iri, _CATALOGUE))
        if copies:
            raise InputError(f"{article}: {copies[0].subject} is a copy of it; retract that one first.")
        gone = _entries(store, iri)
        _keep(_kept(folder, iri), gone)
        for quad in gone:
            store.remove(quad)
        for triple in {quad.triple for quad in gone if quad.graph_name != _CATALOGUE}:
            _drop_unproven(store, triple)
        for graph in {quad.graph_name for quad in gone} - {_CATALOGUE}:
            store.remove_graph(graph)
        change.commit()
    return len(gone)


def put_back(folder: Path, article: str) -> int:
    """Undo a retraction; return how many quads came back. Raises NotFoundError where the article was not taken out."""
    _check_store(folder)
    kept = _kept(folder, ox.NamedNode(f"{ID}article/{local_name(article)}"))
    if not kept.is_file():
        names = sorted(path.name.removesuffix(".nq.gz") for path in (folder / "retracted").glob("*.nq.gz"))
        raise NotFoundError(f"{article}: was not retracted from {folder}.", names)
    loaded = load_into(folder, [Source(str(kept), kept, "nquads", kept.stat().st_size)])
    kept.unlink()
    return loaded.quads


def _check_store(folder: Path) -> None:
    if not is_store(folder):
        raise InputError(f"{folder}: is no store; kg load makes one")


def _article(store: ox.Store, name: str) -> ox.NamedNode:
    kind = ox.NamedNode(term("Article"))
    for text in (name.strip("<>"), f"{ID}article/{name.removeprefix('article:')}"):
        try:
            node = ox.NamedNode(text)
        except ValueError:
            continue
        if ox.Quad(node, ox.NamedNode(TYPE), kind, _CATALOGUE) in store:
            return node
    quads = store.quads_for_pattern(None, ox.NamedNode(LABEL), ox.Literal(name), _CATALOGUE)
    found = [q.subject for q in quads if ox.Quad(q.subject, ox.NamedNode(TYPE), kind, _CATALOGUE) in store]
    if len(found) == 1 and isinstance(found[0], ox.NamedNode):
        return found[0]
    if found:
        raise InputError(f"{name}: {len(found)} articles have this label; give the IRI of one")
    raise NotFoundError(f"{name}: no such article in the store. kg query articles lists them.")


def _entries(store: ox.Store, article: ox.NamedNode) -> list[ox.Quad]:
    """Return every quad that is there for one article alone."""
    spans = [q.subject for q in store.quads_for_pattern(None, ox.NamedNode(term("article")), article, _CATALOGUE)]
    gone = [q for span in spans for q in store.quads_for_pattern(span, None, None, _CATALOGUE)]
    gone += [
        q for span in spans if isinstance(span, ox.NamedNode) for q in store.quads_for_pattern(None, None, None, span)
    ]
    own = list(store.quads_for_pattern(article, None, None, _CATALOGUE))
    gone += own
    leaving = set(gone)
    for thing in {q.object for q in leaving if q.graph_name == _CATALOGUE and isinstance(q.object, ox.NamedNode)}:
        referring = store.quads_for_pattern(None, None, thing, _CATALOGUE)
        if thing != article and all(quad in leaving for quad in referring):
            gone += store.quads_for_pattern(thing, None, None, _CATALOGUE)  # a page, outlet or run of its own
    return list(dict.fromkeys(gone))


def _drop_unproven(store: ox.Store, triple: ox.Triple) -> None:
    copies = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    if all(copy.graph_name in _OWN for copy in copies):
        store.remove(ox.Quad(triple.subject, triple.predicate, triple.object))


def _kept(folder: Path, article: ox.NamedNode) -> Path:
    return folder / "retracted" / f"{local_name(article.value)}.nq.gz"


def _keep(path: Path, quads: Iterable[ox.Quad]) -> None:
    path.parent.mkdir(exist_ok=True)
    writing = path.with_suffix(".new")
    with gzip.open(writing, "wt", encoding="utf-8") as file:
        file.writelines(f"{quad} .\n" for quad in quads)
    writing.replace(path)
