"""The catalogue read back: pages, articles, citations and ledger spans as plain values."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.citation import Article, Citation
from kg.errors import InputError
from kg.namespaces import BASE, CATALOGUE, LABEL, RDF, TYPE, local_name, term

_CATALOGUE = ox.NamedNode(CATALOGUE)
_CITATION = ox.NamedNode(term("Citation"))


@dataclass(frozen=True, slots=True)
class Page:
    """A text file as it was read: its digest, and the name it then had."""

    iri: str
    text_digest: str
    file_name: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A span from which no fact was taken, and why: furniture, repetition or noFact."""

    iri: str
    article: str
    start: int
    end: int
    kind: str
    digest: str = ""


class Catalogue:
    """What the catalogue graph says, read when it is asked for.

    Raises InputError where an entry lacks what makes it one.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._known_articles: dict[str, Article] = {}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return the pages by IRI."""
        return {iri: Page(iri, e.get("textDigest", ""), e.get("fileName", "")) for iri, e in self._entries("Page")}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Return the articles by IRI."""
        return {iri: self._article(iri, entry) for iri, entry in self._entries("Article")}

    @cached_property
    def citations(self) -> dict[str, Citation]:
        """Return the citations by IRI, in order of article and place."""
        found = [self._citation(iri, entry) for iri, entry in self._entries("Citation")]
        return {c.iri: c for c in sorted(found, key=lambda c: (c.article.iri, c.start, c.end, c.iri))}

    @cached_property
    def ledger(self) -> list[LedgerEntry]:
        """Return the ledger spans, in order of place."""
        found = [
            LedgerEntry(iri, e.get("article", ""), _number(iri, e, "start"), _number(iri, e, "end"),
                        local_name(e.get("ledgerKind", "")), e.get("digest", ""))
            for iri, e in self._entries("LedgerSpan")
        ]  # fmt: skip
        return sorted(found, key=lambda e: (e.article, e.start))

    def describes(self, iri: str) -> bool:
        """Tell whether an IRI is that of a citation, without reading all of them."""
        if not iri.startswith(BASE):
            return False
        with suppress(ValueError):
            quads = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(TYPE), _CITATION, _CATALOGUE)
            return next(iter(quads), None) is not None
        return False

    def citation(self, iri: str) -> Citation:
        """Return one citation without reading all of them."""
        if "citations" in self.__dict__:
            return self.citations[iri]
        return self._citation(iri, self._entry(ox.NamedNode(iri)))

    def vouching(self, iri: str) -> list[str]:
        """Return all on whose account a citation's facts are told (kg:accordingTo), in order."""
        found = self._store.quads_for_pattern(_node(iri), ox.NamedNode(term("accordingTo")), None, _CATALOGUE)
        return sorted(quad.object.value for quad in found)  # type: ignore[union-attr]

    def _entries(self, name: str) -> list[tuple[str, dict[str, str]]]:
        quads = self._store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(term(name)), _CATALOGUE)
        return sorted((quad.subject.value, self._entry(quad.subject)) for quad in quads)  # type: ignore[union-attr,arg-type]

    def _entry(self, subject: ox.NamedNode) -> dict[str, str]:
        entry: dict[str, str] = {}
        for quad in self._store.quads_for_pattern(subject, None, None, _CATALOGUE):
            entry[local_name(quad.predicate.value)] = quad.object.value  # type: ignore[union-attr]
        return entry

    def _label(self, iri: str | None) -> str | None:
        if iri is None:
            return None
        # A publisher is a thing like others: where the catalogue has no name for it, a passage may.
        for graph in (_CATALOGUE, ox.DefaultGraph()):
            quads = self._store.quads_for_pattern(_node(iri), ox.NamedNode(LABEL), None, graph)
            labels = sorted(q.object.value for q in quads)  # type: ignore[union-attr]
            if labels:
                return labels[0]
        return None

    def _article(self, iri: str, entry: dict[str, str]) -> Article:
        basis = entry.get("publishedBasis")
        return Article(
            iri=iri,
            label=entry.get("label", local_name(iri)),
            page=entry.get("page", ""),
            publisher=self._label(entry.get("publisher")),
            published=entry.get("published"),
            published_latest=entry.get("publishedLatest"),
            published_basis=local_name(basis) if basis else None,
            copy_of=entry.get("copyOf"),
            start=_number(iri, entry, "start") if "start" in entry else None,
            end=_number(iri, entry, "end") if "end" in entry else None,
            publisher_iri=entry.get("publisher"),
        )

    def _article_of(self, iri: str) -> Article:
        if iri not in self._known_articles:
            self._known_articles[iri] = self._article(iri, self._entry(_node(iri)))
        return self._known_articles[iri]

    def _citation(self, iri: str, entry: dict[str, str]) -> Citation:
        if "article" not in entry:
            raise InputError(f"{iri}: this citation names no article (kg:article)")
        date_basis = entry.get("dateBasis")
        return Citation(
            iri=iri,
            article=self._article_of(entry["article"]),
            paragraph=_number(iri, entry, "paragraph"),
            start=_number(iri, entry, "start"),
            end=_number(iri, entry, "end"),
            digest=entry.get("digest", ""),
            voice=local_name(entry.get("voice", "outlet")),
            basis=local_name(entry.get("basis", "stated")),
            date_basis=local_name(date_basis) if date_basis else None,
            passage_kind=local_name(entry.get("passageKind", "body")),
            according_to=entry.get("accordingTo"),
            confidence=_confidence(iri, entry),
            review=local_name(entry.get("review", "unreviewed")),
        )


def _number(iri: str, entry: dict[str, str], name: str) -> int:
    value = entry.get(name)
    if value is None:
        raise InputError(f"{iri}: kg:{name} is missing; kg cite puts it in")
    try:
        return int(value)
    except ValueError as error:
        raise InputError(f"{iri}: kg:{name} is {value!r}, which is no whole number") from error


def _confidence(iri: str, entry: dict[str, str]) -> float:
    value = entry.get("confidence", "1")
    try:
        return float(value)
    except ValueError as error:
        raise InputError(f"{iri}: kg:confidence is {value!r}, which is no number") from error


def _node(value: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise InputError(f"{value!r} stands in the catalogue where an IRI is needed") from error
