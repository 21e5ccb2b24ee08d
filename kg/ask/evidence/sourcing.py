"""Which articles tell of something: one line for each of them, with its own receipts; copies are no origins."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.answer import Value
from kg.ask.receipts import Told
from kg.store.engine import iri
from kg.tables import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.evidence.lines import Evidence, Line
    from kg.ask.receipts import ReceiptsFor
    from kg.citation import Article, Receipt

Named = Collection[frozenset[str]]  # for each name of a question the things it may mean
_MOST = 50


class Carried(NamedTuple):
    """An article with the line that it tells best, and the passages in it that tell it."""

    article: Article
    line: Line
    receipts: list[Receipt]


def carried(lines: Iterable[Line], evidence: Evidence, receipts_for: ReceiptsFor, named: Named) -> list[Carried]:
    """Return for each article that tells any of some lines the first that it tells, by day of publication.

    A line is told as far as the article itself proves it, and only where what is proven tells of all that is `named`.
    """
    found: dict[str, Carried] = {}
    for line in lines:
        own: dict[str, list[Receipt]] = {}
        for receipt in receipts_for(line.triples):
            own.setdefault(receipt.citation.article.iri, []).append(receipt)
        for name, receipts in own.items():
            part = evidence.proven(line, {triple for receipt in receipts for triple in receipt.triples})
            if part is not None and all(not things.isdisjoint(_things(part)) for things in named):
                found.setdefault(name, Carried(receipts[0].citation.article, part, _of(receipts, part)))
    ordered = sorted(found.values(), key=lambda one: (one.article.published or "", one.article.label))
    return ordered[:_MOST]


def _things(line: Line) -> set[str]:
    return {written[1:-1] for s, _, o in line.triples for written in (s, o) if written.startswith("<")}


def _of(receipts: Iterable[Receipt], line: Line) -> list[Receipt]:
    """Return the receipts of what a line tells, each with no more than that."""
    told = set(line.triples)
    kept = [receipt._replace(triples=tuple(t for t in receipt.triples if t in told)) for receipt in receipts]
    return [receipt for receipt in kept if receipt.triples]


def told(articles: Sequence[Carried], single: Collection[str] = ()) -> Told:
    """Return articles as an answer: how many, of how many origins, and what each of them tells.

    That they differ is said only of a property that has one value (`single`): two lists of guests may both be right.
    The receipts are numbered through, and each proves the triples of its own article's line.
    """
    receipts: list[Receipt] = []
    parts = [_counted(articles, single)]
    for one in articles:
        numbered = [receipt._replace(number=len(receipts) + n) for n, receipt in enumerate(one.receipts, 1)]
        receipts += numbered
        marks = "".join(f"[{receipt.number}]" for receipt in numbered)
        parts.append(f"{one.article.label}: {one.line.text} {marks}.")
    values = tuple(Value(one.article.label, one.article.iri) for one in articles)
    return Told(" ".join(parts), values, tuple(receipts))


def _counted(articles: Sequence[Carried], single: Collection[str]) -> str:
    count, origins = len(articles), len({one.article.origin for one in articles})
    many = "1 article" if count == 1 else f"{count} articles"
    alone = "" if origins == count else f", {origins} of them independent"
    return f"{many}{alone}{_alike(articles, single)}."


def _alike(articles: Sequence[Carried], single: Collection[str]) -> str:
    keys, told = {one.line.key for one in articles}, {one.line.triples for one in articles}
    if len(articles) < 2 or len(keys) > 1:
        return ""
    if len(told) == 1:
        return ", all the same"
    return ", and they differ" if next(iter(keys)).property in single else ""


def sparql(lines: Iterable[Line]) -> str:
    """Return the query that gives the facts of lines with the passages and articles that tell them."""
    pairs = dict.fromkeys((s, p) for line in lines for s, p, _ in line.triples)
    listed = "\n".join(f"    ({_short(s)} {_short(p)})" for s, p in pairs)
    return (
        f"SELECT ?article ?citation ?s ?p ?o WHERE {{\n  VALUES (?s ?p) {{\n{listed}\n  }}\n"
        "  GRAPH ?citation { ?s ?p ?o }\n  GRAPH graph:catalogue { ?citation kg:article ?article }\n}\n"
        "ORDER BY ?article ?citation ?s ?p ?o"
    )


def _short(written: str) -> str:
    return shorten(iri(written[1:-1]).strip("<>"))
