"""From the rows of a reading to sentences with numbered receipts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.ask.answer import Value
from kg.ask.english import English, listed, plural, with_article
from kg.ask.receipts import ReceiptsFor, Told, as_of, caveat_of, covering
from kg.ask.structure import counting
from kg.ask.structure.framing import Measured, framed
from kg.ask.structure.reading import TOOK_PLACE
from kg.namespaces import term

if TYPE_CHECKING:
    from kg.ask.structure.compiler import Query
    from kg.ask.structure.reading import Reading
    from kg.citation import Receipt, TripleText
    from kg.tables import Rows, Term

_MOST_VALUES = 12


@dataclass
class _Entry:
    """One value of one hub, with the triples that give it and the days that vouch for it."""

    hub: Term
    value: Term
    text: str
    note: str
    key: list[TripleText]
    days: set[str]
    said: bool


def tell(reading: Reading, query: Query, rows: Rows, english: English, receipts_for: ReceiptsFor) -> Told:
    """Say what the rows of a reading say, each value with the numbers of its receipts."""
    entries = _entries(reading, query, rows, english)
    receipts = covering([e.key for e in entries], _all_triples(query, rows), receipts_for)
    numbers: dict[TripleText, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        for triple in receipt.triples:
            numbers[triple].append(receipt)
    values = tuple(dict.fromkeys(_value(e, english) for e in entries))
    marked = {str(e.value): _marks(_own_receipts(e, entries, numbers)) for e in entries}
    if reading.kind == "count":
        text = counting.count(values, list(marked.values()), _highest(query, rows), english)
        _, after = framed(reading, [], english)
        return Told(text + after, values, tuple(receipts))
    if reading.pick is not None and reading.pick.counts and reading.kind == "who":
        text = counting.most(
            values, list(marked.values()), len({e.hub for e in entries if e.value == entries[0].value})
        )
        return Told(text, values, tuple(receipts))
    sentences = []
    for hub in dict.fromkeys(e.hub for e in entries):
        own = [e for e in entries if e.hub == hub]
        parts = [_part(e, numbers, english) for e in own[:_MOST_VALUES]]
        more = f" (and {len(own) - _MOST_VALUES} more)" if len(own) > _MOST_VALUES else ""
        sentences.append(_sentence(reading, with_article(english.say(hub)), parts) + more)
    shown = sentences[:_MOST_VALUES]
    cut = f" … and {len(sentences) - len(shown)} more." if len(sentences) > len(shown) else ""
    text = " ".join(s.rstrip(".") + "." for s in shown) + cut
    before, after = framed(reading, [Measured(str(e.hub), e.value) for e in entries], english)
    return Told(f"{before}{text}{after}", values, tuple(receipts))


def _own_receipts(entry: _Entry, entries: list[_Entry], numbers: dict[TripleText, list[Receipt]]) -> list[Receipt]:
    same = [t for e in entries if e.value == entry.value for t in e.key]
    return list(dict.fromkeys(r for t in same for r in numbers[t]))


def _marks(receipts: list[Receipt]) -> str:
    return "".join(f"[{r.number}]" for r in receipts)


def _highest(query: Query, rows: Rows) -> int | None:
    """Return the highest number of numbered things, None where the question is about no such things."""
    name = query.numbered
    found = [row[name] for row in rows if name is not None and name in row]
    digits = [term.value for term in found if isinstance(term, Literal) and term.value.isdigit()]
    return max(map(int, digits), default=None)


def _entries(reading: Reading, query: Query, rows: Rows, english: English) -> list[_Entry]:
    found: dict[tuple[str, str, str], _Entry] = {}
    for row in rows:
        hub = row["hub"]
        value = row[query.answer] if query.answer else hub
        details = _details(reading, row)
        if reading.pick is not None and query.answer is None and query.measure is not None and reading.measured:
            text, note = english.qualified(row[query.measure], reading.measured.unit, details)
        elif reading.askable is not None:
            text, note = english.qualified(value, reading.askable.unit, details)
        else:
            told = [c for c in reading.constraints if c.takes != "ordinal" and c != TOOK_PLACE]
            text, note = ", ".join(c.in_words(english.label) for c in told) or "it is on record as held", ""
        key = query.key_triples(row)
        entry = found.setdefault(
            (str(hub), text, note), _Entry(hub, value, text, note, [], set(), reading.hub == term("Statement"))
        )
        entry.key += [t for t in key if t not in entry.key]
        entry.days |= {d.value for name, d in details if name == term("asOf")}  # type: ignore[union-attr]
    return list(found.values())


def _details(reading: Reading, row: dict[str, Term]) -> list[tuple[str, Term]]:
    asked = reading.measured if reading.pick and reading.askable and not reading.askable.path else reading.askable
    names = asked.details if asked else ()
    return [(name, row[f"d{i}"]) for i, name in enumerate(names) if f"d{i}" in row]


def _all_triples(query: Query, rows: Rows) -> list[TripleText]:
    return list(dict.fromkeys(triple for row in rows for triple in query.triples(row)))


def _part(entry: _Entry, numbers: dict[TripleText, list[Receipt]], english: English) -> str:
    own = list(dict.fromkeys(r for t in entry.key for r in numbers[t]))
    caveat = "" if entry.said else caveat_of(own, english)  # a statement names its speaker itself
    notes = [note for note in (entry.note, as_of(entry.days), caveat) if note]
    marks = _marks(own)
    return entry.text + (f" ({'; '.join(notes)})" if notes else "") + (f" {marks}" if marks else "")


def _sentence(reading: Reading, hub: str, parts: list[str]) -> str:
    if reading.askable is None:
        return f"{hub}: {listed(parts)}"
    if reading.pick is not None and not reading.askable.path and not reading.pick.counts:
        return plural(reading.pick.says, hub).replace("{value}", "; ".join(parts)).replace("{hub}", hub)
    said = "; ".join(parts) if any("(" in part for part in parts) else listed(parts)
    text = plural(reading.askable.says, hub).replace("{value}", said).replace("{hub}", hub)
    if reading.askable.single and len(parts) > 1:
        text += ": the sources differ"
    return text[:1].upper() + text[1:]


def _value(entry: _Entry, english: English) -> Value:
    if isinstance(entry.value, NamedNode):
        return Value(english.say(entry.value), entry.value.value)
    if isinstance(entry.value, Literal):
        return Value(entry.value.value, None, entry.value.datatype.value)
    return Value(str(entry.value))
