"""The public object: one graph, its texts where they are at hand, and everything that can be asked of it."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.citation import Citation, Proof, Receipt, TripleText
from kg.errors import InputError, QueryError
from kg.namespaces import CATALOGUE, FACTS, ONTOLOGY, PREFIXES
from kg.store.catalogue import Catalogue
from kg.store.limits import MAX_UNPACKED_MB
from kg.store.load import load
from kg.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from networkx import MultiDiGraph
    from rdflib import Dataset

    from kg.ask.answer import Answer as AskAnswer
    from kg.ask.explaining import Explanation
    from kg.ask.pipeline import Asker
    from kg.names import Names
    from kg.show import Shown
    from kg.store.bulk import Loaded
    from kg.store.engine import Answer, Engine
    from kg.store.sources import Reading, Source
    from kg.text.pages import Pages
    from kg.verify.report import Report
    from kg.verify.spans import Check
    from kg.view.page import Explorer


def open_graph(location: str | Path | None = None, sources: str | Path | None = None) -> Graph:
    """Open a graph; `kg.open` is this function.

    `location` is None for the graph that ships with kg, a workspace or other folder of TriG files, one TriG or N-Quads
    file, a store made by `kg load`, or the http(s) address of a SPARQL server. `sources` is a folder of page texts
    against which citations are proven and from which they are quoted. Raises kg.InputError where either cannot be read.

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


def load_files(
    sources: Sequence[Source],
    folder: Path,
    *,
    rules: bool = True,
    told: Callable[[Reading, int], None] = lambda _reading, _quads: None,
    told_rule: Callable[[str], None] = lambda _rule: None,
    max_unpacked_mb: int = MAX_UNPACKED_MB,
) -> Loaded:
    """Load files into a store on disk, all or nothing; with `rules`, only what keeps them.

    `told` hears of each block that is read, `told_rule` of each rule. Raises what kg.store.bulk.load_into raises, and
    kg.errors.RuleError.
    """
    from kg.rules.rules import check
    from kg.store.bulk import load_into

    return load_into(folder, sources, partial(check, told=told_rule) if rules else None, told, max_unpacked_mb)


def upload_files(
    sources: Sequence[Source],
    url: str,
    *,
    rules: bool = True,
    told: Callable[[Reading, int], None] = lambda _reading, _quads: None,
    told_rule: Callable[[str], None] = lambda _rule: None,
    told_sent: Callable[[int, int], None] = lambda _sent, _total: None,
    max_unpacked_mb: int = MAX_UNPACKED_MB,
) -> int:
    """Put files into a SPARQL server, by the address of its Graph Store Protocol; return how many triples were sent.

    They are loaded into a store aside first, so that nothing is sent that does not parse or breaks a rule. `told_sent`
    hears of each batch, and how much there is in all. Raises what load_files and kg.store.http.Server.send raise.
    """
    from tempfile import TemporaryDirectory

    from kg.store.folder import open_snapshot
    from kg.store.http import Server
    from kg.store.upload import upload

    server = Server(url)
    with TemporaryDirectory(prefix="kg-upload-") as aside:
        folder = Path(aside) / "store"
        load_files(sources, folder, rules=rules, told=told, told_rule=told_rule, max_unpacked_mb=max_unpacked_mb)
        store = open_snapshot(folder).store
        total = len(store)
        return upload(store, server, lambda count: told_sent(count, total))


class Graph:
    """A cited graph: SPARQL, plain questions, receipts, proof, and ways out to other libraries."""

    def __init__(self, engine: Engine, pages: Pages | None = None) -> None:
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
        self._copied("proving")
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
        if self.catalogue.describes(receipt):
            return show_citation(self.engine, self.names, self.catalogue.citation(receipt), self.receipts)
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

        self._stamp()
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

        self._stamp()
        return Asker(self.engine, self.names, self.receipts)

    def _stamp(self) -> None:
        """Give a graph in a server a file that changes when it does: what asking prepares is kept by that."""
        if self.engine.remote and not self.engine.files:
            from kg.store.stamp import stamp_of

            self.engine.files = stamp_of(self.engine)

    def to_rdflib(self) -> Dataset:
        """Return a copy as an rdflib Dataset: citation graphs, catalogue, ontology, and the default graph filled."""
        from rdflib import Dataset

        self._copied("a copy")
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

    def export(self, form: str, for_endpoint: bool = False) -> str:
        """Return the graph as text: `trig`, `nquads` (every receipt), `turtle`, `ntriples`, `jsonld` (bare facts).

        `for_endpoint` adds to N-Quads what a SPARQL server needs besides: the facts, each once, and the terms.
        """
        from kg.store.trig import write

        self._copied("exporting")
        if for_endpoint:
            return _for_endpoint(self.engine, form)
        if form == "trig":
            return write(self.engine.quads())
        if form == "nquads":
            return "".join(sorted(f"{quad} .\n" for quad in self.engine.quads()))
        if form not in _TRIPLES:
            raise InputError(f"no format {form!r}; there are: trig, nquads, {', '.join(_TRIPLES)}")
        facts = [q.triple for q in self.engine.store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
        data = ox.serialize(sorted(facts, key=str), format=_TRIPLES[form], prefixes=dict(PREFIXES))
        return data.decode() if data else ""

    def _copied(self, what: str) -> None:
        """Raise InputError where the graph is in a server, which can be asked and not copied."""
        if self.engine.remote:
            raise InputError(f"{what} needs the files or a store; a server is only asked")


def _for_endpoint(engine: Engine, form: str) -> str:
    if form != "nquads":
        raise InputError("what a server needs is written as N-Quads alone; add --format nquads")
    terms = engine.store.quads_for_pattern(None, None, None, ox.NamedNode(ONTOLOGY))
    facts = engine.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    lines = [*engine.quads(), *terms, *(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(FACTS)) for q in facts)]
    return "".join(sorted(f"{quad} .\n" for quad in lines))


_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}
