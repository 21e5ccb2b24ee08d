"""Receipts: the passage that vouches for a triple, the article it stands in, and how both are named."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.namespaces import CITE, ID

DIGEST = re.compile(r"[0-9a-f]{64}")
TripleText = tuple[str, str, str]  # a triple whose terms are written as N-Triples writes them


class Article(NamedTuple):
    """A published text. `published` is as precise as known; `published_basis` is stated, reckoned or inferred.

    "Kyodo, 3 May 2025, stated" reads: the text itself prints that date.
    """

    iri: str
    label: str
    page: str
    publisher: str | None = None
    published: str | None = None
    published_latest: str | None = None
    published_basis: str | None = None
    copy_of: str | None = None
    start: int | None = None
    end: int | None = None
    publisher_iri: str | None = None

    @property
    def origin(self) -> str:
        """Return what counts once: the article it copies, else itself."""
        return self.copy_of or self.iri


class Citation(NamedTuple):
    """One passage of one article; its IRI is the name of the graph of what it supports."""

    iri: str
    article: Article
    paragraph: int
    start: int
    end: int
    digest: str
    voice: str = "outlet"
    basis: str = "stated"
    date_basis: str | None = None
    passage_kind: str = "body"
    according_to: str | None = None
    confidence: float = 1.0
    review: str = "unreviewed"


class Proof(NamedTuple):
    """What became of a citation when it was held against a text.

    `verified` is None where no text was at hand; `quote` holds the exact words only where the digest agreed.
    """

    verified: bool | None = None
    quote: str | None = None


class Receipt(NamedTuple):
    """A numbered citation under an answer, with the triples of the answer that it proves (terms as in N-Triples)."""

    number: int
    citation: Citation
    triples: tuple[TripleText, ...]
    proof: Proof = Proof()

    def as_dict(self) -> dict[str, object]:
        """Return the receipt as the JSON that every program of kg prints."""
        article = self.citation.article
        return {
            "number": self.number,
            "iri": self.citation.iri,
            "article": {
                "iri": article.iri,
                "label": article.label,
                "publisher": article.publisher,
                "published": article.published,
            },
            "paragraph": self.citation.paragraph,
            "start": self.citation.start,
            "end": self.citation.end,
            "digest": self.citation.digest,
            "verified": self.proof.verified,
            "quote": self.proof.quote,
            "triples": [list(triple) for triple in self.triples],
        }

    def as_line(self) -> str:
        """Return the receipt as one line for a terminal: number, article, paragraph, span, and what the proof says."""
        c = self.citation
        where = f"{c.article.label}, paragraph {c.paragraph}, characters {c.start}-{c.end}"
        notes = [note for note in (_CAVEATS.get(c.voice), _BASIS.get(c.basis)) if note]
        state = {True: "verified", False: "the text at hand differs", None: ""}[self.proof.verified]
        tail = "; ".join([*notes, *([state] if state else [])])
        return f"[{self.number}] {where}" + (f" ({tail})" if tail else "")


_CAVEATS = {
    "attributed": "on a named source's word",
    "unattributed": "on unnamed sources' word",
    "hearsay": "hearsay",
}
_BASIS = {"inferred": "inferred"}


def article_key(published: str | None, stretch_digest: str) -> str:
    """Return the key of an article: its printed date, or `undated`, and eight digits of its stretch's digest.

    >>> article_key("2031-03-12", "9f86d081884c7d65")
    '2031-03-12-9f86d081'
    """
    return f"{published or 'undated'}-{stretch_digest[:8]}"


def article_iri(key: str) -> str:
    """Return the IRI of the article with this key."""
    return f"{ID}article/{key}"


def citation_iri(key: str, paragraph: int, start: int, end: int, suffix: str = "", prefix: str = "p") -> str:
    """Return the IRI of a span of an article; receipts for one span differ by `suffix`.

    >>> citation_iri("2031-03-12-9f86d081", 4, 512, 640, "b")
    'https://kg.example/cite/2031-03-12-9f86d081/p4-512-640-b'
    """
    return f"{CITE}{key}/{prefix}{paragraph}-{start}-{end}" + (f"-{suffix}" if suffix else "")
