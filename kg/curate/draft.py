"""From a hand-written file to a final one: find the passages, put in offsets and digests, give final names, sort."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, count
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.citation import article_iri, article_key, citation_iri
from kg.curate.anchors import find
from kg.curate.complete import Vocabulary, complete, decimal
from kg.errors import InputError
from kg.namespaces import CATALOGUE, CITE, ID, TYPE, XSD, local_name, term
from kg.store.trig import write
from kg.text.canonical import RULE, digest
from kg.text.paragraphs import Span, paragraph_at, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.text.pages import Pages

_CATALOGUE = ox.NamedNode(CATALOGUE)
_DEFAULTS: dict[str, ox.NamedNode | ox.Literal] = {
    "passageKind": ox.NamedNode(term("body")),
    "basis": ox.NamedNode(term("stated")),
    "voice": ox.NamedNode(term("outlet")),
    "confidence": ox.Literal("1.0", datatype=ox.NamedNode(f"{XSD}decimal")),
    "review": ox.NamedNode(term("unreviewed")),
}


def curate(
    quads: list[ox.Quad],
    pages: Pages | None,
    known: Iterable[ox.Quad] = (),
    vocabulary: Vocabulary | None = None,
) -> str:
    """Return a file's quads as final TriG text.

    With `pages`, anchors become spans, digests and names, defaults are filled in and each receipt is completed from
    `known` quads; without, the quads are only sorted. Doing it twice changes nothing. Raises InputError for an anchor
    that is found nowhere or twice, or a page whose text is not at hand.
    """
    if pages is None:
        return write(quads)
    draft = _Draft(quads, pages)
    draft.resolve()
    done = draft.quads
    if vocabulary is not None:
        done = [decimal(q, vocabulary) for q in done]
        done = [*done, *complete(done, known, vocabulary)]
    return write(done)


class _Draft:
    """The catalogue of one file while its passages are being found."""

    def __init__(self, quads: list[ox.Quad], pages: Pages) -> None:
        self.quads = quads
        self.pages = pages
        self.entries: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if quad.graph_name == _CATALOGUE:
                self.entries[quad.subject.value][quad.predicate.value].append(quad.object)  # type: ignore[union-attr,arg-type]
        self.renamed: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def resolve(self) -> None:
        """Find every page, article and passage, then rename and write the entries back."""
        for page in self._of_class("Page"):
            self._page(page)
        for article in self._of_class("Article"):
            self._article(article)
        taken: set[str] = set()
        # Names already final are kept; drafts take what is left.
        spans = [*self._of_class("Citation"), *self._of_class("LedgerSpan")]
        for span in sorted(spans, key=lambda s: term("anchor") in self.entries[s]):
            self._span(span, taken)
        self.quads = [self._rewritten(q) for q in self.quads if q.graph_name != _CATALOGUE] + self._catalogue()

    def _of_class(self, name: str) -> list[str]:
        return [s for s, entry in self.entries.items() if any(o.value == term(name) for o in entry[TYPE])]

    def _one(self, subject: str, name: str) -> str | None:
        return next((o.value for o in self.entries[subject].get(term(name), [])), None)

    def _number(self, subject: str, name: str) -> int | None:
        value = self._one(subject, name)
        if value is not None and not re.fullmatch(r"[0-9]{1,9}", value):
            raise InputError(f"{subject.removeprefix(CITE)}: kg:{name} is {value!r}, which is no whole number")
        return None if value is None else int(value)

    def _set(self, subject: str, name: str, value: str | int) -> None:
        kind = f"{XSD}integer" if isinstance(value, int) else f"{XSD}string"
        self.entries[subject][term(name)] = [ox.Literal(str(value), datatype=ox.NamedNode(kind))]

    def _page(self, page: str) -> None:
        text = self._text_of(page)
        if text is None:
            return
        self.texts[page] = text
        if self._one(page, "textDigest") is None:
            self._set(page, "textDigest", digest(text))
            self._set(page, "textRule", RULE)
            self.renamed[page] = f"{ID}page/{digest(text)[:8]}"

    def _text_of(self, page: str) -> str | None:
        known = self._one(page, "textDigest")
        text = self.pages.with_digest(known) if known else None
        return text if text is not None else self.pages.texts.get(self._one(page, "fileName") or "")

    def _text_for(self, article: str, what: str) -> str:
        page = self._one(article, "page") if article else None
        if page is None:
            raise InputError(f"{what}: names no article (kg:article) that names its page (kg:page)")
        if page not in self.texts:
            name = self._one(page, "fileName") or page
            raise InputError(f"{what}: the text of {name} is not in {self.pages.folder}")
        return self.texts[page]

    def _article(self, article: str) -> None:
        anchor = self._one(article, "anchor")
        if anchor is None:
            return
        text = self._text_for(article, article)
        span = _found(text, anchor, Span(0, len(text)), None, article.removeprefix(ID))
        stated = self._one(article, "publishedBasis") == term("stated")
        key = article_key(self._one(article, "published") if stated else None, digest(span.of(text)))
        self._set(article, "start", span.start)
        self._set(article, "end", span.end)
        self._set(article, "digest", digest(span.of(text)))
        del self.entries[article][term("anchor")]
        self.renamed[article] = article_iri(key)

    def _span(self, name: str, taken: set[str]) -> None:
        entry, article = self.entries[name], self._one(name, "article") or ""
        where = f"{name.removeprefix(CITE)}, paragraph {self._one(name, 'paragraph')}"
        if term("anchor") not in entry:
            if term("start") not in entry:
                raise InputError(f"{where}: it has no kg:anchor; write the first and last few words of its passage")
            taken.add(name)
            return
        text = self._text_for(article, where)
        stretch = Span(self._number(article, "start") or 0, self._number(article, "end") or len(text))
        span = _found(text, self._one(name, "anchor") or "", stretch, self._number(name, "paragraph"), where)
        paragraph = paragraph_at(paragraphs(text), span.start) or 0
        for key, value in (("paragraph", paragraph), ("start", span.start), ("end", span.end)):
            self._set(name, key, value)
        self._set(name, "digest", digest(span.of(text)))
        del entry[term("anchor")]
        is_citation = any(o.value == term("Citation") for o in entry[TYPE])
        if is_citation:
            for key, default in _DEFAULTS.items():
                entry.setdefault(term(key), [default])
        self.renamed[name] = self._free_name(article, (paragraph, span), is_citation, taken)

    def _free_name(self, article: str, place: tuple[int, Span], is_citation: bool, taken: set[str]) -> str:
        key = local_name(self.renamed.get(article, article))
        paragraph, span = place
        prefix = "p" if is_citation else "ledger-p"
        suffixes = chain(("", *ascii_lowercase[1:]), map(str, count(27)))
        names = (citation_iri(key, paragraph, *span, suffix, prefix) for suffix in suffixes)
        name = next(n for n in names if n not in taken)
        taken.add(name)
        return name

    def _catalogue(self) -> list[ox.Quad]:
        return [
            self._rewritten(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, _CATALOGUE))
            for subject, entry in self.entries.items()
            for predicate, values in entry.items()
            for value in values
        ]

    def _rewritten(self, quad: ox.Quad) -> ox.Quad:
        def node(value: ox.NamedNode) -> ox.NamedNode:
            return ox.NamedNode(self.renamed.get(value.value, value.value))

        subject = node(quad.subject) if isinstance(quad.subject, ox.NamedNode) else quad.subject
        target = node(quad.object) if isinstance(quad.object, ox.NamedNode) else quad.object
        graph = node(quad.graph_name) if isinstance(quad.graph_name, ox.NamedNode) else quad.graph_name
        return ox.Quad(subject, quad.predicate, target, graph)


def _found(text: str, anchor: str, within: Span, paragraph: int | None, where: str) -> Span:
    try:
        return find(text, anchor, within, paragraph)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
