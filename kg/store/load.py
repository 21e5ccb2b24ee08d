"""Loading a graph: from the data that ship with kg, a workspace, a folder or a file, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import InputError, UncitedError
from kg.namespaces import CATALOGUE, ONTOLOGY, TYPE, term
from kg.paths import data_folder
from kg.store.engine import Engine, fill_default_graph
from kg.store.folder import MARK, is_store, open_snapshot
from kg.store.reading import rdf_errors, read_rdf

FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}


@dataclass(frozen=True, slots=True)
class Location:
    """Where a graph comes from: its files of quads, and the folders of terms that go with them."""

    name: str
    files: tuple[Path, ...]
    ontologies: tuple[Path, ...]


def locate(location: str | Path | None) -> Location:
    """Resolve what `--data` says: None for the graph that ships with kg, a workspace, a folder, or one file.

    Raises InputError where nothing can be loaded from there.
    """
    own_terms = data_folder("ontology")
    if location is None:
        return Location("the bundled graph", _files(data_folder("triples")), (own_terms,))
    text = str(location)
    if text.startswith(("http://", "https://")):
        return Location(text, (), (own_terms,))
    if "://" in text:
        raise InputError(f"{text[:200]}: an address begins with https:// or http://")
    path = Path(location)
    if is_store(path):
        return Location(text, (path / MARK,), (own_terms,))
    if path.is_dir():
        triples = path / "triples" if (path / "triples").is_dir() else path
        more = (path / "ontology",) if (path / "ontology").is_dir() else ()
        return Location(text, _files(triples), (own_terms, *more))
    if not path.exists():
        raise InputError(f"{text}: no such file or folder")
    if path.suffix not in FORMATS:
        raise InputError(f"{path}: name a .trig or .nq file, or a folder that holds some")
    return Location(text, (path,), (own_terms,))


def _files(folder: Path) -> tuple[Path, ...]:
    files = tuple(sorted(p for p in folder.glob("*") if p.suffix in FORMATS))
    if not files:
        raise InputError(f"{folder}: holds no .trig or .nq file")
    return files


def load(location: str | Path | None = None) -> Engine:
    """Open a store on disk, or load files into memory: check that each triple is cited, fill the default graph.

    Raises InputError for what cannot be read, RdfError for what does not parse, UncitedError for uncited triples.

    >>> load().query("ASK { ?c a kg:Person }")
    True
    """
    where = locate(location)
    if not where.files:
        return _at_endpoint(where)
    if where.files[0].name == MARK:
        snapshot = open_snapshot(where.files[0].parent)
        return Engine(snapshot.store, where.ontologies, where.files, snapshot.lock)
    store = ox.Store()
    for path in where.files:
        _parse_into(store, path, FORMATS[path.suffix])
    if store.contains_named_graph(ox.NamedNode(ONTOLOGY)):
        raise InputError(f"{where.name}: holds triples in {ONTOLOGY}; terms belong into the Turtle files of ontology/")
    _check_cited(store, where.name)
    fill_default_graph(store)
    for folder in where.ontologies:
        for path in sorted(folder.glob("*.ttl")):
            _parse_into(store, path, ox.RdfFormat.TURTLE, ox.NamedNode(ONTOLOGY))
    return Engine(store, where.ontologies, where.files)


def _at_endpoint(where: Location) -> Engine:
    from kg.store.remote import RemoteStore

    # It answers what kg asks of a store, and refuses the rest in plain words.
    return Engine(cast("ox.Store", RemoteStore(where.name)), where.ontologies, remote=True)


def _parse_into(store: ox.Store, path: Path, form: ox.RdfFormat, graph: ox.NamedNode | None = None) -> None:
    data = read_rdf(path)
    with rdf_errors(str(path)):
        store.load(data, form, to_graph=graph)


def _check_cited(store: ox.Store, name: str) -> None:
    """Raise UncitedError where a triple stands in no graph that the catalogue describes as a citation."""
    catalogue = ox.NamedNode(CATALOGUE)
    quads = store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(term("Citation")), catalogue)
    described = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    stray = [g for g in store.named_graphs() if g not in described and g.value not in {CATALOGUE, ONTOLOGY}]
    facts = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    loose = [quad for quad in facts if not _vouched(store, quad, described)]
    for graph in stray:
        loose.extend(store.quads_for_pattern(None, None, None, graph))
    if loose:
        raise UncitedError(name, sorted(str(quad.triple) for quad in loose))


def _vouched(store: ox.Store, quad: ox.Quad, described: set[ox.NamedNode]) -> bool:
    copies = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(copy.graph_name in described for copy in copies)
