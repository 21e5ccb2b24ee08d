"""From lines of evidence to an answer: sentences with numbered receipts, the same fact of several days told once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.answer import Value
from kg.ask.evidence.lines import FACT, FIGURE, POSITION, STATE, STATEMENT, TENURE
from kg.ask.receipts import Told, as_of, caveat_of, covering
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.english import English
    from kg.ask.evidence.lines import Line
    from kg.ask.receipts import ReceiptsFor
    from kg.citation import Receipt, TripleText

# What a line says, as against what else is known of its node; of a fact and a state all of it is.
_SAYS = {
    STATEMENT: frozenset([f"<{term('gist')}>"]),
    POSITION: frozenset([f"<{term('stance')}>", f"<{term('target')}>"]),
    TENURE: frozenset([f"<{term('office')}>", f"<{term('memberOf')}>"]),
    FIGURE: frozenset([f"<{term('value')}>"]),
    STATE: frozenset([f"<{term('rate')}>", f"<{term('status')}>", f"<{term('standing')}>"]),
    FACT: frozenset(),
}
_SECONDARY = frozenset(f"<{term(name)}>" for name in ("about", "kind", "touches", "partOf", "channel", "platform"))


class Sentence(NamedTuple):
    """One sentence of an answer, and the lines it sums up."""

    text: str
    lines: tuple[Line, ...]


def sentences(lines: Iterable[Line]) -> list[Sentence]:
    """Return a sentence for each thing that lines say; lines that differ by their day alone become one."""
    same: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        same[line.text].append(line)
    return [Sentence(_with_days(text, alike), tuple(alike)) for text, alike in same.items()]


def compose(
    told: Sequence[Sentence],
    english: English,
    receipts_for: ReceiptsFor,
    opening: str = "",
    grounds: Sequence[TripleText] = (),
) -> Told:
    """Return sentences as an answer, each with the numbers of the receipts that vouch for it.

    `grounds` are triples that connect the question with what is told; they have receipts, too.
    """
    keys = [_says(line) for sentence in told for line in sentence.lines]
    every = [t for sentence in told for line in sentence.lines for t in _rests_on(line)]
    every += grounds
    receipts = covering(keys, every, receipts_for)
    numbers: dict[TripleText, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        for triple in receipt.triples:
            numbers[triple].append(receipt)
    parts = [_marked(sentence, numbers, english) for sentence in told]
    values = tuple(dict.fromkeys(_value(line) for sentence in told for line in sentence.lines))
    text = " ".join(part for part in (opening, *parts) if part)
    return Told(text, values, tuple(receipts))


def _with_days(text: str, lines: list[Line]) -> str:
    when = as_of(day for line in lines for day in line.days)
    return f"{text} ({when})" if when else text


def _says(line: Line) -> list[TripleText]:
    own = _SAYS[line.kind]
    return [t for t in line.triples if t[1] in own] or _rests_on(line)


def _rests_on(line: Line) -> list[TripleText]:
    """Return the triples that a line tells; of a plain fact all of them."""
    return [t for t in line.triples if line.kind == FACT or t[1] not in _SECONDARY]


def _marked(sentence: Sentence, numbers: dict[TripleText, list[Receipt]], english: English) -> str:
    own = list(dict.fromkeys(r for line in sentence.lines for t in _says(line) for r in numbers[t]))
    hedge = "" if sentence.lines[0].kind == STATEMENT else caveat_of(own, english)
    marks = "".join(f"[{r.number}]" for r in sorted(own, key=lambda r: r.number))
    text = sentence.text[:1].upper() + sentence.text[1:]
    return f"{text}{f' ({hedge})' if hedge else ''} {marks}".rstrip() + "."


def _value(line: Line) -> Value:
    return Value(line.text, line.key.node)
