"""Receipts for answers: which passages are shown for what is told, and how what they say has to be hedged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg.ask.english import English, listed
from kg.ask.language import dates
from kg.citation import Receipt, TripleText

if TYPE_CHECKING:
    from kg.ask.answer import Value

ReceiptsFor = Callable[[Iterable[TripleText]], list[Receipt]]


class Told(NamedTuple):
    """An answer in words: its sentence, its values, and its receipts."""

    text: str
    values: tuple[Value, ...]
    receipts: tuple[Receipt, ...]


def covering(keys: list[list[TripleText]], every: list[TripleText], receipts_for: ReceiptsFor) -> list[Receipt]:
    """Choose all receipts of what gives the answer, and as few more as prove the rest."""
    wanted = list(dict.fromkeys(t for key in keys for t in key))
    chosen = receipts_for(dict.fromkeys([*wanted, *every]))
    first = [r for r in chosen if any(t in r.triples for t in wanted)]
    proven = {t for r in first for t in r.triples}
    for receipt in chosen:
        if receipt not in first and not set(receipt.triples) <= proven:
            first.append(receipt)
            proven |= set(receipt.triples)
    return [receipt._replace(number=n) for n, receipt in enumerate(first, 1)]


def as_of(days: Iterable[str]) -> str:
    """Return the days that vouch for something in words, empty for none.

    >>> as_of(["2031-03-01"]), as_of(["2031-03-01", "2031-03-04", "2031-04-02"])
    ('as of 1 March 2031', 'on 3 days from 1 March 2031 to 2 April 2031')
    """
    said = [dates.spoken(day) for day in sorted(set(days))]
    if not said:
        return ""
    if len(said) <= 2:
        return "as of " + " and ".join(said)
    return f"on {len(said)} days from {said[0]} to {said[-1]}"


def caveat_of(receipts: list[Receipt], english: English) -> str:
    """Return what every receipt of a value hedges it by; a value that one outlet vouches for needs none."""
    if not receipts:
        return ""
    speakers = {r.citation.according_to for r in receipts}
    if None not in speakers:
        said = sorted({english.say(NamedNode(s)) for s in speakers if s})
        return "according to " + listed(said)
    voices = {r.citation.voice for r in receipts}
    if voices == {"hearsay"}:
        return "hearsay"
    if voices <= {"unattributed", "hearsay"}:
        return "from unnamed sources"
    return "inferred" if {r.citation.basis for r in receipts} == {"inferred"} else ""
