"""The reading ledger: every sentence of every page is cited, or said to hold nothing, or a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.text.paragraphs import Span

_NAMES = {"furniture": "furniture", "repetition": "repeated", "noFact": "no_fact"}


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many sentences there are and what became of them; `unread_spans` are those that nothing accounts for.

    `share` is the part of the sentences that something accounts for, from 0 to 1.
    """

    sentences: int = 0
    cited: int = 0
    furniture: int = 0
    repeated: int = 0
    no_fact: int = 0
    unread: int = 0
    unread_spans: tuple[Span, ...] = ()

    @property
    def share(self) -> float:
        """Return the share of sentences that are accounted for; 1 where there are none."""
        return 1 - self.unread / self.sentences if self.sentences else 1.0

    def __add__(self, other: Ledger) -> Ledger:
        names = ("sentences", "cited", "furniture", "repeated", "no_fact", "unread")
        counts = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Ledger(**counts, unread_spans=self.unread_spans + other.unread_spans)

    def as_dict(self) -> dict[str, int]:
        """Return the counts, as `kg verify --format json` prints them."""
        return {
            "sentences": self.sentences, "cited": self.cited, "furniture": self.furniture,
            "repeated": self.repeated, "no_fact": self.no_fact, "unread": self.unread,
        }  # fmt: skip


def account(text: str, cited: Iterable[Span], entries: Iterable[tuple[Span, str]]) -> Ledger:
    """Account for each sentence of a page, given the spans of its citations and its ledger entries with their kinds.

    A sentence counts as cited where a citation's span shares a character with it.

    >>> from kg.text.paragraphs import Span
    >>> account("Read. Skip.", [Span(0, 5)], [(Span(6, 11), "furniture")]).as_dict()["unread"]
    0
    """
    spans, others = list(cited), list(entries)
    counts = dict.fromkeys((*_NAMES.values(), "cited", "unread"), 0)
    unread = []
    every = sentences(text)
    for sentence in every:
        kind = _kind(sentence, spans, others)
        counts[kind] += 1
        if kind == "unread":
            unread.append(sentence)
    return Ledger(sentences=len(every), **counts, unread_spans=tuple(unread))


def _kind(sentence: Span, spans: list[Span], entries: list[tuple[Span, str]]) -> str:
    if any(span.overlaps(sentence) for span in spans):
        return "cited"
    return next((_NAMES.get(kind, "unread") for span, kind in entries if span.overlaps(sentence)), "unread")
