"""A graph in a SPARQL server, asked as if it were a store at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox

from kg.errors import InputError, LimitError
from kg.namespaces import CATALOGUE, FACTS, ONTOLOGY, PREFIXES, TYPE, term
from kg.store import guard
from kg.store.facts import asked_of_facts
from kg.store.http import Server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_OURS = f"GRAPH <{CATALOGUE}> {{ ?c <{TYPE}> <{term('Citation')}> }}"

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class RemoteStore:
    """What kg asks of a store, answered by a SPARQL 1.1 endpoint that holds a graph of kg."""

    def __init__(self, url: str, timeout_s: float = 60) -> None:
        self._server = Server(url, timeout_s)
        self.url = url
        self._in_facts = self._find_facts()

    def _find_facts(self) -> bool:
        """Tell whether the facts stand in a graph of their own; raises InputError where they stand nowhere."""
        if self._truth(f"ASK {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}"):
            return True
        if not self._truth(f"ASK {{ {_OURS} }}"):
            raise InputError(f"{self.url}: holds no graph of kg; see docs/scaling.md for how to put one there")
        # A default graph that holds the catalogue too is all graphs together, which counts facts once per receipt.
        if self._truth(f"ASK {{ ?s <{TYPE}> ?o }}") and not self._truth(f"ASK {{ ?c <{TYPE}> <{term('Citation')}> }}"):
            return False
        raise InputError(f"{self.url}: holds the receipts of a graph of kg and not its facts, each once. "
                         "Upload what kg export --for-endpoint writes; see docs/scaling.md")  # fmt: skip

    def fingerprint(self) -> str:
        """Return what changes when the graph does, as far as counts tell."""
        counts = [
            "{ ?s ?p ?o }",
            f"{{ GRAPH <{CATALOGUE}> {{ ?s ?p ?o }} }}",
            f"{{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}",
        ]
        found = [self.query(f"SELECT (COUNT(*) AS ?n) {where}") for where in counts]
        return " ".join(str(row[0]) for rows in found if isinstance(rows, ox.QuerySolutions) for row in rows)

    def query(
        self, sparql: str, prefixes: Mapping[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]:
        """Run a query; its default graph is that of kg, whatever the server takes for one."""
        guard.check_prefixes(sparql)
        found = list(guard.tokens(sparql))
        form = next((t.text.upper() for t in found if t.text.upper() in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}), "")
        used = {token.text.split(":", 1)[0] for token in found if token.kind == "name"}
        known = {**PREFIXES, **(prefixes or {})}
        lines = "".join(f"PREFIX {name}: <{known[name]}>\n" for name in sorted(used & set(known)))
        text = lines + (asked_of_facts(sparql) if self._in_facts else sparql)
        if form in {"CONSTRUCT", "DESCRIBE"}:
            return self._triples(text)
        return self._results(text, form)

    def _results(self, text: str, form: str) -> ox.QuerySolutions | ox.QueryBoolean:
        headers, body = self._server.send("POST", _RESULTS, {"query": text})
        self._check_kind(headers, ("json",))
        try:
            results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            if form != "ASK":
                self._check_whole(headers)
            elif isinstance(results, ox.QuerySolutions):  # one server answers ASK with a row
                return _truth_of(results)
            _parsed_whole(body)
        except (SyntaxError, ValueError) as error:
            raise InputError(f"{self.url}: sent an answer that is broken, or half of one ({_short(error)})") from error
        return results

    def _triples(self, text: str) -> list[ox.Triple]:
        headers, body = self._server.send("POST", _TRIPLES, {"query": text})
        self._check_kind(headers, ("n-triples", "text/plain"))
        self._check_whole(headers)
        try:
            return [quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            raise InputError(f"{self.url}: sent an answer that is broken, or half of one ({_short(error)})") from error

    def _check_kind(self, headers: httpx.Headers, kinds: tuple[str, ...]) -> None:
        kind = headers.get("content-type", "nothing")
        if not any(name in kind for name in kinds):
            raise InputError(f"{self.url}: answers with {kind[:60]}; is this the address of a SPARQL query service?")

    def _check_whole(self, headers: httpx.Headers) -> None:
        """Raise LimitError where the server says that it has cut its answer, as Virtuoso does."""
        most = headers.get("x-sparql-maxrows")
        if most or "S1TAT" in headers.get("x-sql-state", ""):
            at = f" at {most} rows" if most else ""
            raise LimitError(f"{self.url}: has cut its answer{at}, by a limit of its own. "
                             "Ask for less, or raise that limit; see docs/scaling.md")  # fmt: skip

    def _truth(self, text: str) -> bool:
        return bool(self._results(text, "ASK"))

    def quads_for_pattern(
        self, subject: Node | None, predicate: Node | None, object: Node | None,  # noqa: A002 - as the engine names it
        graph_name: Node | ox.DefaultGraph | None,
    ) -> Iterator[ox.Quad]:  # fmt: skip
        """Yield the quads of a pattern; of all graphs, those with a name."""
        terms = [value if value is None else str(value) for value in (subject, predicate, object)]
        pattern = " ".join(value or f"?{name}" for value, name in zip(terms, "spo", strict=True))
        if isinstance(graph_name, ox.DefaultGraph):
            where = pattern
        else:
            where = f"GRAPH {'?g' if graph_name is None else graph_name} {{ {pattern} }}"
        solutions = self.query(f"SELECT * {{ {where} }}")
        if not isinstance(solutions, ox.QuerySolutions):
            return
        names = {variable.value for variable in solutions.variables}
        given = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        for row in solutions:
            at = {name: row[name] if name in names else value for name, value in given.items()}
            yield ox.Quad(at["s"], at["p"], at["o"], at["g"])  # type: ignore[arg-type]

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """Yield the names of the graphs that hold something, graph:facts left out."""
        solutions = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        for row in solutions if isinstance(solutions, ox.QuerySolutions) else ():
            if isinstance(row["g"], ox.NamedNode):
                yield row["g"]

    def contains_named_graph(self, graph: ox.NamedNode) -> bool:
        """Tell whether a graph holds something."""
        return self._truth(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}")

    def dump(self, *_: object, **__: object) -> NoReturn:
        """Refuse: an endpoint is asked, not copied."""
        raise InputError(f"{self.url}: a server answers questions; proving and exporting need the files or a store")


def _parsed_whole(body: bytes) -> None:
    """Raise where results break off further down: they are parsed row by row, and rows are what counts."""
    results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QuerySolutions):
        for _ in results:
            pass


def _truth_of(rows: ox.QuerySolutions) -> ox.QueryBoolean:
    row = next(iter(rows), None)
    told = row is not None and row[0] is not None and str(getattr(row[0], "value", "0")) in {"1", "true"}
    text = f'{{"head": {{}}, "boolean": {str(told).lower()}}}'.encode()
    result = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(result, ox.QueryBoolean)
    return result


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:120]
