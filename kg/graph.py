"""The public object: one graph, its texts where they are at hand, and everything that can be asked of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.citation import Citation, Proof, Receipt, TripleText
from kg.errors import InputError, QueryError
from kg.namespaces import CATALOGUE, ONTOLOGY, PREFIXES
from kg.store.catalogue import Catalogue
from kg.store.load import load
from kg.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from networkx import MultiDiGraph
    from rdflib import Dataset

    from kg.ask.answer import Answer as AskAnswer
    from kg.ask.explaining import Explanation
    from kg.ask.pipeline import Asker
    from kg.names import Names
    from kg.show import Shown
    from kg.store.engine import Answer, LocalEngine
    from kg.text.pages import Pages
    from kg.verify.report import Report
    from kg.verify.spans import Check
    from kg.view.page import Explorer


def open_graph(location: str | Path | None = None, sources: str | Path | None = None) -> Graph:
    """Open a graph; `kg.open` is this function.

    `location` is None for the graph that ships with kg, a workspace or other folder of TriG files, or one TriG or
    N-Quads file. `sources` is a folder of page texts against which citations are proven and from which they are quoted.
    Raises kg.InputError where either cannot be read.

    >>> import kg
    >>> graph = kg.open()
    >>> len(graph.select("SELECT ?p { ?p a kg:Person }")) > 0
    True
    """
    pages = None
    if sources is not None:
        from kg.text.pages import Pages

        pages = Pages(Path(sources))
    return Graph(load(location), pages)


class Graph:
    """A cited graph: SPARQL, plain questions, receipts, proof, and ways out to other libraries."""

    def __init__(self, engine: LocalEngine, pages: Pages | None = None) -> None:
        self.engine = engine
        self.pages = pages

    @cached_property
    def catalogue(self) -> Catalogue:
        """The pages, articles and citations that the graph describes."""
        return Catalogue(self.engine.store)

    @cached_property
    def names(self) -> Names:
        """The names of the things in the graph."""
        from kg.names import Names

        return Names(self.engine)

    def query(self, sparql: str, max_rows: int | None = None) -> Answer:
        """Run any query that reads: rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE."""
        return self.engine.query(sparql, max_rows)

    def select(self, sparql: str) -> Rows:
        """Run a SELECT; raises kg.QueryError for any other form, or where it does not parse.

        >>> import kg
        >>> rows = kg.open().select("SELECT (COUNT(*) AS ?n) { ?m a kg:Meeting ; kg:round 4 }")
        >>> rows.values("n")
        ['1']
        """
        answer = self.engine.query(sparql)
        if not isinstance(answer, Rows):
            raise QueryError("this is no SELECT; use graph.query for ASK, CONSTRUCT and DESCRIBE")
        return answer

    def cite(self, triple: TripleText) -> list[Receipt]:
        """Return the receipts of one triple, terms as in N-Triples; empty where the graph does not hold it."""
        return self.receipts([triple])

    def receipts(self, triples: Iterable[TripleText]) -> list[Receipt]:
        """Return numbered receipts for triples: one for each citation, in order of first use, with what it proves."""
        proven: dict[str, list[TripleText]] = {}
        for triple in triples:
            for citation in self._citations_of(triple):
                proven.setdefault(citation, []).append(triple)
        return [
            Receipt(number, self.catalogue.citation(iri), tuple(triples), self.proof(self.catalogue.citation(iri)))
            for number, (iri, triples) in enumerate(proven.items(), 1)
        ]

    def _citations_of(self, triple: TripleText) -> list[str]:
        graphs = self.engine.graphs_with(triple)
        return [iri for iri in graphs if iri not in {CATALOGUE, ONTOLOGY}]

    def proof(self, citation: Citation) -> Proof:
        """Hold one citation against the texts at hand; without texts nothing is claimed."""
        if self.pages is None:
            return Proof()
        check = self._checks.get(citation.iri)
        if check is None or check.kind == "missing":
            return Proof()
        proven = check.kind in {"exact", "moved"}
        return Proof(proven, check.quote if proven else None)

    @cached_property
    def _checks(self) -> Mapping[str, Check]:
        from kg.verify.spans import check_all

        checks = check_all(self.catalogue.citations.values(), self.catalogue.pages, self.pages)
        return {check.citation.iri: check for check in checks}

    def verify(self, shapes: bool = True) -> Report:
        """Prove the whole graph again: spans and ledger against the texts, SHACL shapes, and rules."""
        from kg.rules.rules import broken
        from kg.rules.shapes import shape_faults
        from kg.verify.report import Report, prove

        checks, ledger, faults = prove(self.catalogue, self.pages)
        found = shape_faults(self.engine.store) if shapes else None
        return Report(checks, ledger, faults, found, broken(self.engine))

    def show(self, name: str) -> Shown:
        """Return everything known about one thing, each fact with its citations; `name` is a label, alias or IRI.

        The IRI of a citation gives what that one passage supports.

        Raises kg.NotFoundError with the nearest names, kg.InputError where several things bear the name.
        """
        from kg.show import show, show_citation

        receipt = name.strip().removeprefix("<").removesuffix(">")
        if receipt in self.catalogue.citations:
            return show_citation(self.engine, self.names, self.catalogue.citations[receipt], self.receipts)
        return show(self.engine, self.names, self.names.find(name), self.receipts)

    def ask(self, question: str, threshold: float | None = None) -> AskAnswer:
        """Answer a plain English question with receipts, or abstain and say why.

        `threshold`, between 0 and 1, is the share of a question that evidence must account for; kg's own is calibrated
        (docs/asking-measured.md).
        """
        return self._asker.ask(question, threshold)

    @property
    def ready_to_ask(self) -> bool:
        """Whether the first question is answered at once; else words, names and facts are indexed first."""
        from kg.ask.knowledge import at_hand

        return at_hand(self.engine)

    def explain(self, question: str, threshold: float | None = None) -> Explanation:
        """Explain how a question is read: its words, names, candidate readings with their costs, evidence, verdict."""
        return self._asker.explain(question, threshold)

    def answer(self, reading: Mapping[str, object], question: str = "") -> AskAnswer:
        """Answer a reading made by another program, in the form of `readings` in the JSON of `kg ask`.

        It gets the same compiler, receipts and English as kg's own. Raises kg.InputError for terms the graph lacks.
        """
        return self._asker.answer(reading, question)

    @cached_property
    def _asker(self) -> Asker:
        from kg.ask.pipeline import Asker

        return Asker(self.engine, self.names, self.receipts)

    def to_rdflib(self) -> Dataset:
        """Return a copy as an rdflib Dataset: citation graphs, catalogue, ontology, and the default graph filled."""
        from rdflib import Dataset

        dataset = Dataset()
        nquads = ox.serialize(self.engine.store, format=ox.RdfFormat.N_QUADS)
        dataset.parse(data=nquads, format="nquads")
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def to_networkx(self) -> MultiDiGraph:
        """Return things as nodes and their relations as edges; each edge knows its property and citations."""
        from kg.network import network

        return network(self.engine, self.names)

    def to_html(
        self, names: Iterable[str] = (), title: str | None = None, depth: int = 1,
        since: str | None = None, until: str | None = None, clock: str = "happened", max_facts: int | None = None,
    ) -> str:  # fmt: skip
        """Return the explorer as one HTML page: the whole graph, or what lies within `depth` steps of the named things.

        Statements on the way cost no step. `since` and `until` (a day, month or year) narrow it to what happened, or
        with `clock="published"` to what was published, between them. Raises what `names.find` raises for a name that
        is not in the graph, and kg.InputError for what is no date.

        >>> import kg
        >>> page = kg.open().to_html(["Akazawa", "fourth round"], since="2025-05-01")
        >>> page.startswith("<!DOCTYPE html>")
        True
        """
        return self.explorer(names, title, depth, since, until, clock, max_facts).html

    def explorer(
        self, names: Iterable[str] = (), title: str | None = None, depth: int = 1,
        since: str | None = None, until: str | None = None, clock: str = "happened", max_facts: int | None = None,
    ) -> Explorer:  # fmt: skip
        """Return the page of `to_html` with notes on what it leaves out."""
        from kg.view.choose import MAX_FACTS
        from kg.view.page import Focus, explorer
        from kg.view.period import Period

        chosen = tuple(self.names.find(name) for name in names)
        focus = Focus(chosen, depth, Period(since, until, clock), MAX_FACTS if max_facts is None else max_facts)
        return explorer(self.engine, self.names, self.catalogue, focus, title, self.proof)

    def export(self, form: str) -> str:
        """Return the graph as text: `trig`, `nquads` (every receipt), `turtle`, `ntriples`, `jsonld` (bare facts)."""
        from kg.store.trig import write

        if form == "trig":
            return write(self.engine.quads())
        if form == "nquads":
            return "".join(sorted(f"{quad} .\n" for quad in self.engine.quads()))
        if form not in _TRIPLES:
            raise InputError(f"no format {form!r}; there are: trig, nquads, {', '.join(_TRIPLES)}")
        facts = [q.triple for q in self.engine.store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
        data = ox.serialize(sorted(facts, key=str), format=_TRIPLES[form], prefixes=dict(PREFIXES))
        return data.decode() if data else ""


_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}
