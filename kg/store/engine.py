"""The engine: one graph in memory that answers SPARQL, with foreign errors translated in one place."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.namespaces import CATALOGUE, ONTOLOGY, PREFIXES
from kg.store import guard
from kg.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")
_PREFIXES = [(f"{name}:", name, iri) for name, iri in PREFIXES.items()]


class Triples(tuple[ox.Triple, ...]):
    """The answer of a CONSTRUCT or DESCRIBE; `cut` tells that there were more triples than were asked for."""

    cut: bool = False


Answer = Rows | bool | Triples


class Engine:
    """An Oxigraph store in this process.

    `ontologies` are the folders whose terms and words go with the graph; `files` are those that all its data come from,
    empty where that is not known; `hold` is whatever must live as long as the store is read; `remote` tells that the
    store stands for a server, which can be asked and not copied.
    """

    def __init__(
        self, store: ox.Store, ontologies: tuple[Path, ...] = (), files: tuple[Path, ...] = (), hold: object = None,
        remote: bool = False,
    ) -> None:  # fmt: skip
        self.store = store
        self.remote = remote
        self._hold = hold
        self.ontologies = ontologies
        self.files = files

    def query(self, sparql: str, max_rows: int | None = None) -> Answer:
        """Run a query that only reads; return rows, a truth value, or triples.

        The prefixes of kg.namespaces are known without being declared. At most `max_rows` rows or triples come back.
        Raises what kg.store.guard.check raises, and QueryError for SPARQL that does not parse or run.

        >>> Engine(ox.Store()).query("ASK { ?s ?p ?o }")
        False
        """
        guard.check(sparql)
        return self._run(sparql, max_rows)

    def select(self, sparql: str, max_rows: int | None = None) -> Rows:
        """Run a SELECT of kg's own, which needs no guard."""
        answer = self._run(sparql, max_rows)
        if not isinstance(answer, Rows):
            raise QueryError("the query is no SELECT")
        return answer

    def graphs_with(self, triple: tuple[str, str, str]) -> list[str]:
        """Return the names of the graphs that hold a triple, in order; its terms are written as in N-Triples.

        Raises InputError where they are no triple.
        """
        try:
            (one,) = ox.parse(f"{' '.join(triple)} .".encode(), ox.RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            raise InputError(f"not a triple in N-Triples form: {' '.join(triple)}") from error
        quads = self.store.quads_for_pattern(one.subject, one.predicate, one.object, None)
        return sorted(q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad that stands in a named graph, the ontology's left out."""
        for graph in self.store.named_graphs():
            if graph.value != ONTOLOGY:
                yield from self.store.quads_for_pattern(None, None, None, graph)

    def _run(self, sparql: str, max_rows: int | None) -> Answer:
        try:
            used = {name: iri for mark, name, iri in _PREFIXES if mark in sparql}  # reading all of them takes time
            result = self.store.query(sparql, prefixes=used)
            if isinstance(result, ox.QueryBoolean):
                return bool(result)
            if isinstance(result, ox.QuerySolutions):
                names = tuple(variable.value for variable in result.variables)
                rows, cut = _taken((tuple(row[i] for i in range(len(names))) for row in result), max_rows)
                return Rows(names, tuple(rows), cut)
            taken, more = _taken(result, max_rows)
            triples = Triples(taken)
            triples.cut = more
            return triples
        except SyntaxError as error:
            guard.check_prefixes(sparql)  # the likeliest slip, and the engine says no more of it than where it is
            raise QueryError(f"SPARQL: {_first_line(error)}") from error
        except (ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"the query failed: {_first_line(error)}") from error


def _taken(rows: Iterable[T], most: int | None) -> tuple[list[T], bool]:
    if most is None:
        return list(rows), False
    taken = list(islice(rows, most + 1))
    return taken[:most], len(taken) > most


def _first_line(error: Exception) -> str:
    text = str(error.args[0] if error.args else error).splitlines()[0]
    # The parser lists every token it would have taken; the place is what helps.
    place, _, _ = text.partition(": expected")
    return f"{place[:120]}: not understood here" if place != text else text[:200]


def fill_default_graph(store: ox.Store) -> None:
    """Fill the default graph with each fact once: the union of the citation graphs."""
    store.update(
        f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{CATALOGUE}> && ?g != <{ONTOLOGY}>) }}"
    )


def iri(value: str) -> str:
    """Return an IRI in SPARQL form; raises QueryError where it could not be one.

    >>> iri("https://kg.example/id/person/mara-venn")
    '<https://kg.example/id/person/mara-venn>'
    """
    try:
        return str(ox.NamedNode(value))
    except ValueError as error:
        raise QueryError(f"not an IRI: {value!r}") from error


def values(variable: str, iris: Iterable[str]) -> str:
    """Return a VALUES clause over IRIs.

    >>> values("who", ["https://a.example/x"])
    'VALUES ?who { <https://a.example/x> }'
    """
    return f"VALUES ?{variable} {{ {' '.join(iri(value) for value in iris)} }}"
