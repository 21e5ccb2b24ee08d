"""What a graph holds of its things, read from the graph as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.namespaces import CATALOGUE, ONTOLOGY, TYPE, term
from kg.store.engine import iri
from kg.tables import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.citation import TripleText
    from kg.store.engine import Engine

Facts = Mapping[str, list[Term]]


class GraphFacts:
    """The facts of a graph by their subject."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._store = engine.store
        self._facts: dict[str, Facts] = {}

    def facts(self, node: str) -> Facts:
        """Return what the graph holds of a node: values by property, in order."""
        if node not in self._facts:
            found: dict[str, list[Term]] = defaultdict(list)
            for quad in self._store.quads_for_pattern(NamedNode(node), None, None, DefaultGraph()):
                found[quad.predicate.value].append(quad.object)
            self._facts[node] = {name: sorted(found[name], key=str) for name in sorted(found)}
        return self._facts[node]

    def nodes(self) -> Iterator[str]:
        """Yield every node of which the graph says something, in order."""
        quads = self._store.quads_for_pattern(None, NamedNode(TYPE), None, DefaultGraph())
        yield from sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})

    def classes(self, node: str) -> set[str]:
        """Return the classes of a node."""
        return {value.value for value in self.facts(node).get(TYPE, ()) if isinstance(value, NamedNode)}

    def graphs(self, triple: TripleText) -> list[str]:
        """Return the citation graphs that hold a triple."""
        return [graph for graph in self._engine.graphs_with(triple) if graph not in {CATALOGUE, ONTOLOGY}]

    def start(self, citation: str) -> int:
        """Return where in its page a citation's passage starts."""
        quads = self._store.quads_for_pattern(NamedNode(citation), NamedNode(term("start")), None, NamedNode(CATALOGUE))
        return min((int(quad.object.value) for quad in quads if isinstance(quad.object, Literal)), default=0)

    def articles(self, publisher: str, days: set[str]) -> list[str]:
        """Return the articles that an outlet published, on one of these days if any are given."""
        rows = self._engine.select(
            f"SELECT DISTINCT ?a ?d {{ GRAPH <{CATALOGUE}> {{"
            f" ?a kg:publisher|kg:carriedBy {iri(publisher)} ; kg:published ?d }} }} ORDER BY ?a"
        )
        pairs = zip(rows.values("a"), rows.values("d"), strict=True)
        return [article for article, day in pairs if not days or day in days]

    def sources(self, triples: Iterable[TripleText]) -> list[str]:
        """Return the articles that triples are cited from."""
        quads = (
            quad
            for triple in triples
            for graph in self.graphs(triple)
            for quad in self._store.quads_for_pattern(
                NamedNode(graph), NamedNode(term("article")), None, NamedNode(CATALOGUE)
            )
        )
        return list(dict.fromkeys(name for quad in quads if (name := iri_of(quad.object))))

    def days(self, node: str) -> list[str]:
        """Return the days on which an event was or is planned, as far as they are known to the day."""
        facts = self.facts(node)
        planned = [value for state in self.states(node) for value in self.facts(state).get(term("plannedFor"), ())]
        values = [*(v for name in ("on", "until") for v in facts.get(term(name), ())), *planned]
        return sorted({day for value in values if (day := text_of(value, "date"))})

    def states(self, node: str) -> list[str]:
        """Return the states of a measure or an event, in order."""
        return self.subjects("stateOf", node)

    def subjects(self, name: str, thing: str) -> list[str]:
        """Return what has a thing as the value of a property of the ontology, in order."""
        quads = self._store.quads_for_pattern(None, NamedNode(term(name)), NamedNode(thing), DefaultGraph())
        return sorted(found for quad in quads if (found := iri_of(quad.subject)))


def text_of(value: Term, *kinds: str) -> str | None:
    """Return the text of a literal of one of these datatypes, given by their short names; None for any other term.

    >>> text_of(Literal(25), "integer", "decimal"), text_of(Literal("soon"), "integer")
    ('25', None)
    """
    if isinstance(value, Literal) and value.datatype.value.rpartition("#")[2] in kinds:
        return value.value
    return None


def iri_of(value: Term) -> str | None:
    """Return the IRI that a term is, None for any other term."""
    return value.value if isinstance(value, NamedNode) else None
