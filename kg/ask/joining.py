"""Two answers to one question ("when and where") as one, its receipts numbered through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ask.answer import Answer
    from kg.citation import Receipt


def joined(first: Answer, second: Answer) -> Answer:
    """Join two answers; a citation that serves both keeps one number, and proves what it proves in either."""
    receipts = {r.citation.iri: r for r in first.citations}
    numbers: dict[int, int] = {}
    for receipt in second.citations:
        known = receipts.get(receipt.citation.iri)
        number = known.number if known else len(receipts) + 1
        numbers[receipt.number] = number
        receipts[receipt.citation.iri] = _merged(known, receipt, number)
    text = re.sub(r"\[(\d+)\]", lambda match: _renumbered(match, numbers), second.answer)
    return first._replace(
        answer=f"{first.answer} {text}",
        values=tuple(dict.fromkeys((*first.values, *second.values))),
        citations=tuple(sorted(receipts.values(), key=lambda r: r.number)),
        sparql="\n".join([first.sparql or "", "# and:", *(f"# {line}" for line in (second.sparql or "").splitlines())]),
        reading=f"{first.reading}; and {second.reading}",
        readings=(*first.readings[:1], *second.readings[:1]),
    )


def _renumbered(mark: re.Match[str], numbers: Mapping[int, int]) -> str:
    """Return the new mark of a receipt; what only looks like one, in a name of the graph, stays as it is."""
    number = numbers.get(int(mark.group(1)))
    return mark.group() if number is None else f"[{number}]"


def _merged(known: Receipt | None, receipt: Receipt, number: int) -> Receipt:
    triples = tuple(dict.fromkeys((*(known.triples if known else ()), *receipt.triples)))
    return receipt._replace(number=number, triples=triples)
