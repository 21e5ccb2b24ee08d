"""The data block of a page: things, facts, receipts and lines, each told once and referred to by number."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.namespaces import ALT_LABEL, CATALOGUE, LABEL, TYPE, XSD, local_name, term
from kg.view.kinds import KINDS, Classes, is_unreal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from networkx import MultiDiGraph

    from kg.citation import Article, Citation, Proof
    from kg.names import Names
    from kg.store.catalogue import Catalogue
    from kg.store.engine import Engine

Json = object
_STRING = f"{XSD}string"
# How a relation reads from its other end; a property without an entry is read backwards with an arrow.
_INVERSE = {
    "speaker": "said", "about": "said about it", "touches": "proposed about it", "addressee": "said to it",
    "attitudeOf": "attitudes ascribed to it", "onBehalfOf": "said on its behalf", "occasion": "said on this occasion",
    "answers": "answered by", "attendee": "attended", "expectedAttendee": "expected at", "chair": "chaired",
    "delegationLeader": "led a delegation at", "party": "party to", "imposedBy": "imposed", "announcedBy": "announced",
    "target": "targeted by", "product": "covered by", "partOf": "consists of", "officeOf": "offices",
    "place": "took place here", "traveller": "travelled", "agendaItem": "on the agenda of", "governs": "governed by",
    "locatedIn": "places in it", "broader": "includes", "platform": "said there", "purpose": "purpose of",
    "of": "figures", "quantity": "figures", "ground": "ground for", "after": "followed by", "before": "preceded by",
    "alongside": "alongside", "nextAfter": "the next was", "counterpart": "figures with it", "memberOf": "members",
}  # fmt: skip


class Facts:
    """All cited triples of a graph, and what a page must know to show them."""

    def __init__(
        self, engine: Engine, names: Names, graph: MultiDiGraph, catalogue: Catalogue,
        proof: Callable[[Citation], Proof],
    ) -> None:  # fmt: skip
        self._engine, self._names, self._graph = engine, names, graph
        self._catalogue, self._proof = catalogue, proof
        self.classes = Classes(engine)
        self.kinds = {iri: self.classes.kind(data["classes"]) for iri, data in graph.nodes(data=True)}

    @cached_property
    def triples(self) -> dict[ox.Triple, list[str]]:
        """Return each cited triple about an IRI with its citations, in order."""
        found: dict[ox.Triple, set[str]] = defaultdict(set)
        for quad in self._engine.quads():
            graph = quad.graph_name
            if not isinstance(graph, ox.NamedNode) or graph.value == CATALOGUE:
                continue
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise InputError(f"{graph.value} holds a blank node, which has no name to show or to link to; "
                                 "give it an IRI")  # fmt: skip
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.triple].add(graph.value)
        return {triple: sorted(found[triple]) for triple in sorted(found, key=str)}

    @cached_property
    def words(self) -> dict[str, str]:
        """Return the ontology's labels."""
        rows = self._engine.select("SELECT ?t ?l { GRAPH graph:ontology { ?t rdfs:label ?l } } ORDER BY ?t ?l")
        return dict(zip(rows.values("t"), rows.values("l"), strict=True))

    def told_of(self, things: Iterable[str]) -> set[str]:
        """Return the states and relays that touch any of these things."""
        near = {other for iri in things for other in {*self._graph.successors(iri), *self._graph.predecessors(iri)}}
        return {iri for iri in near if KINDS[self.kinds[iri]].role == "told"}

    def sizes(self) -> Counter[str]:
        """Return how many facts name each thing, those of its states included."""
        count: Counter[str] = Counter()
        for triple in self.triples:
            subject, target = triple.subject.value, triple.object  # type: ignore[union-attr]
            ends = {subject, *([target.value] if isinstance(target, ox.NamedNode) else ())}
            count.update(other for iri in ends for other in self._bearers.get(iri, (iri,)))
        return count

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """Return the things that tell each state or relay in their panels."""
        told = (iri for iri in self._graph if KINDS[self.kinds[iri]].role == "told")
        return {iri: {*self._graph.successors(iri), *self._graph.predecessors(iri)} for iri in told}

    def block(self, held: set[str], degree: Mapping[str, int]) -> Block:
        """Return the data of a page that holds these things."""
        return Block(self, held, degree)

    def label(self, iri: str) -> str:
        """Return a thing's label, or a statement's gist; the last part of its IRI where that is blank."""
        label = str(self._graph.nodes[iri]["label"]) if iri in self._graph else self._names.label(iri)
        return label if label.strip() else local_name(iri) or iri

    def vouching(self, citation: Citation) -> list[str]:
        """Return all on whose account a citation's facts are told."""
        return self._catalogue.vouching(citation.iri) if citation.according_to else []

    def page(self, iri: str) -> Json:
        """Return an article's page with what its text is known by."""
        page = self._catalogue.pages.get(iri)
        return [iri, page.file_name, page.text_digest] if page else [iri, "", ""]

    def class_names(self, iri: str) -> str:
        """Return the most specific classes of a thing in words."""
        found = self.classes.specific(self._graph.nodes[iri]["classes"]) if iri in self._graph else []
        return ", ".join(self.words.get(cls, local_name(cls)) for cls in found)

    def citation(self, iri: str) -> tuple[Citation, Proof]:
        """Return a citation and what became of it."""
        citation = self._catalogue.citation(iri)
        return citation, self._proof(citation)

    def unreal(self) -> set[str]:
        """Return the things that, by their latest state, are planned, called off or the like."""
        latest: dict[str, tuple[str, set[str]]] = {}
        code = f"{{ ?s <{term('standing')}> ?c }} UNION {{ ?s <{term('status')}> ?c }}"
        query = f"SELECT ?t ?d ?c {{ ?s <{term('stateOf')}> ?t ; <{term('asOf')}> ?d . {code} }} ORDER BY ?t ?d ?c"
        rows = self._engine.select(query)
        for thing, day, standing in zip(rows.values("t"), rows.values("d"), rows.values("c"), strict=True):
            if latest.get(thing, ("", set()))[0] != day:
                latest[thing] = (day, set())
            latest[thing][1].add(standing)
        return {thing for thing, (_, codes) in latest.items() if all(is_unreal(code) for code in codes)}


class Block:
    """The data of one page, numbered as they are met."""

    def __init__(self, facts: Facts, held: set[str], degree: Mapping[str, int]) -> None:
        self._facts, self._degree = facts, degree
        self._unreal = facts.unreal()
        told = facts.told_of(held) - held
        self.held = sorted(held) + sorted(told)
        self.number = {iri: number for number, iri in enumerate(self.held)}
        self._inside = set(self.held)
        self._properties: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._citations: dict[str, int] = {}
        self._articles: dict[str, int] = {}
        self._article_data: dict[str, Article] = {}
        self._datatypes: dict[str, int] = {}
        self._outside: list[str] = []
        self._sayers: dict[str, int] = {}
        self._pages: dict[str, int] = {}
        self.fact_rows: list[Json] = []
        self.fact: dict[tuple[str, str, str], int] = {}
        for triple, citations in facts.triples.items():
            self._add(triple, citations)

    def as_json(self) -> dict[str, Json]:
        """Return the block as JSON values."""
        citations = [self._citation_row(iri) for iri in list(self._citations)]
        articles = [self._article_row(iri) for iri in self._articles]
        return {
            "kinds": [[kind.cls.lower(), kind.label, kind.plural, kind.role] for kind in KINDS],
            "properties": [self._property_row(iri) for iri in self._properties],
            "terms": [[iri, self._facts.words.get(iri, local_name(iri)), int(is_unreal(iri))] for iri in self._terms],
            "things": [self._thing_row(iri) for iri in (*self.held, *self._outside)],
            "held": len(self.held),
            "datatypes": list(self._datatypes),
            "facts": self.fact_rows,
            "citations": citations,
            "sayers": [[iri, self._facts.label(iri)] for iri in self._sayers],
            "articles": articles,
            "pages": [self._facts.page(iri) for iri in self._pages],
        }

    def _add(self, triple: ox.Triple, citations: list[str]) -> None:
        """Take in a triple that touches what the page holds."""
        subject, target = triple.subject.value, triple.object  # type: ignore[union-attr]
        inward = isinstance(target, ox.NamedNode) and target.value in self._inside
        if subject not in self._inside and not inward:
            return
        key = triple.predicate.value
        if isinstance(target, ox.NamedNode):
            self.fact[subject, key, target.value] = len(self.fact_rows)
        numbers = [_numbered(self._citations, citation) for citation in citations]
        prop = _numbered(self._properties, key)
        self.fact_rows.append([self._thing(subject), prop, self._value(key, target), numbers])

    def _value(self, key: str, target: object) -> Json:
        """Return a thing as its number, a term as its number in a list, a literal as text or as text and datatype."""
        if isinstance(target, ox.NamedNode):
            if key == TYPE or (target.value in self._facts.words and target.value not in self._facts.kinds):
                return [_numbered(self._terms, target.value)]
            return self._thing(target.value)
        if not isinstance(target, ox.Literal):
            return str(target)
        kind = f"@{target.language}" if target.language else target.datatype.value
        return target.value if kind == _STRING else [target.value, _numbered(self._datatypes, kind)]

    def _thing(self, iri: str) -> int:
        if iri not in self.number:
            self.number[iri] = len(self.held) + len(self._outside)
            self._outside.append(iri)
        return self.number[iri]

    def _thing_row(self, iri: str) -> Json:
        return [
            iri, self._facts.label(iri), self._facts.kinds.get(iri, len(KINDS) - 1), self._facts.class_names(iri),
            self._degree.get(iri, 0), int(iri in self._unreal),
        ]  # fmt: skip

    def _property_row(self, iri: str) -> Json:
        name = {TYPE: "is a", LABEL: "name", ALT_LABEL: "also called"}.get(iri)
        inverse = _INVERSE.get(local_name(iri)) if iri == term(local_name(iri)) else None
        return [iri, name or self._facts.words.get(iri, local_name(iri)), inverse]

    def _citation_row(self, iri: str) -> Json:
        c, proof = self._facts.citation(iri)
        article = self._article(c.article)
        said_by = [_numbered(self._sayers, sayer) for sayer in self._facts.vouching(c)]
        return [
            iri, article, c.paragraph, c.start, c.end, c.voice, c.basis, c.date_basis, c.passage_kind, said_by,
            c.confidence, c.review, proof.verified, proof.quote, c.digest,
        ]  # fmt: skip

    def _article(self, article: Article) -> int:
        number = _numbered(self._articles, article.iri)
        self._article_data[article.iri] = article
        return number

    def _article_row(self, iri: str) -> Json:
        a = self._article_data[iri]
        page = _numbered(self._pages, a.page) if a.page else None
        return [
            a.iri, a.label, a.publisher, a.published, a.published_latest, a.published_basis, a.copy_of,
            a.publisher_iri, page, a.start, a.end,
        ]  # fmt: skip


def _numbered(numbers: dict[str, int], item: str) -> int:
    return numbers.setdefault(item, len(numbers))
