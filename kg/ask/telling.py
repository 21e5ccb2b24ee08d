"""From the rows of a reading to sentences with numbered receipts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.ask import dates
from kg.ask.answer import Value
from kg.ask.english import English, listed, plural, with_article
from kg.ask.reading import TOOK_PLACE
from kg.citation import Receipt
from kg.namespaces import term

if TYPE_CHECKING:
    from kg.ask.compiler import Query
    from kg.ask.reading import Reading
    from kg.tables import Rows, Term

TripleText = tuple[str, str, str]
ReceiptsFor = Callable[[Iterable[TripleText]], list[Receipt]]
_MOST_VALUES = 12


class Told(NamedTuple):
    """An answer in words: its sentence, its values, and its receipts."""

    text: str
    values: tuple[Value, ...]
    receipts: tuple[Receipt, ...]


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
    receipts = _covering([e.key for e in entries], _all_triples(query, rows), receipts_for)
    numbers: dict[TripleText, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        for triple in receipt.triples:
            numbers[triple].append(receipt)
    sentences = []
    for hub in dict.fromkeys(e.hub for e in entries):
        own = [e for e in entries if e.hub == hub]
        parts = [_part(e, numbers, english) for e in own[:_MOST_VALUES]]
        more = f" (and {len(own) - _MOST_VALUES} more)" if len(own) > _MOST_VALUES else ""
        sentences.append(_sentence(reading, with_article(english.say(hub)), parts) + more)
    prefix = "Yes. " if reading.askable is None else ""
    values = tuple(dict.fromkeys(_value(e, english) for e in entries))
    shown = sentences[:_MOST_VALUES]
    cut = f" … and {len(sentences) - len(shown)} more." if len(sentences) > len(shown) else ""
    return Told(prefix + " ".join(s.rstrip(".") + "." for s in shown) + cut, values, tuple(receipts))


def _entries(reading: Reading, query: Query, rows: Rows, english: English) -> list[_Entry]:
    found: dict[tuple[str, str, str], _Entry] = {}
    for row in rows:
        hub = row["hub"]
        value = row[query.answer] if query.answer else hub
        details = _details(reading, row)
        if reading.askable is not None:
            text, note = english.qualified(value, reading.askable.unit, details)
        else:
            told = [c for c in reading.constraints if c.takes != "ordinal" and c != TOOK_PLACE]
            text, note = ", ".join(c.in_words(english.label) for c in told), ""
        key = _key_triples(query, row)
        entry = found.setdefault(
            (str(hub), text, note), _Entry(hub, value, text, note, [], set(), reading.hub == term("Statement"))
        )
        entry.key += [t for t in key if t not in entry.key]
        entry.days |= {d.value for name, d in details if name == term("asOf")}  # type: ignore[union-attr]
    return list(found.values())


def _details(reading: Reading, row: dict[str, Term]) -> list[tuple[str, Term]]:
    names = reading.askable.details if reading.askable else ()
    return [(name, row[f"d{i}"]) for i, name in enumerate(names) if f"d{i}" in row]


def _key_triples(query: Query, row: dict[str, Term]) -> list[TripleText]:
    """Return the triples that give the answer; where the thing itself is the answer, all that the question asks."""
    triples = query.triples(row)[: len(query.patterns)]
    if query.answer is None:
        return triples
    return triples[-1:]


def _all_triples(query: Query, rows: Rows) -> list[TripleText]:
    return list(dict.fromkeys(triple for row in rows for triple in query.triples(row)))


def _covering(keys: list[list[TripleText]], every: list[TripleText], receipts_for: ReceiptsFor) -> list[Receipt]:
    """Choose all receipts of what gives the answer, and as few more as prove the rest."""
    wanted = list(dict.fromkeys(t for key in keys for t in key))
    chosen = receipts_for([*wanted, *every])
    first = [r for r in chosen if any(t in r.triples for t in wanted)]
    proven = {t for r in first for t in r.triples}
    for receipt in chosen:
        if receipt not in first and not set(receipt.triples) <= proven:
            first.append(receipt)
            proven |= set(receipt.triples)
    return [receipt._replace(number=n) for n, receipt in enumerate(first, 1)]


def _part(entry: _Entry, numbers: dict[TripleText, list[Receipt]], english: English) -> str:
    own = list(dict.fromkeys(r for t in entry.key for r in numbers[t]))
    caveat = "" if entry.said else _caveat(own, english)  # a statement names its speaker itself
    notes = [note for note in (entry.note, _days(entry.days), caveat) if note]
    marks = "".join(f"[{r.number}]" for r in own)
    return entry.text + (f" ({'; '.join(notes)})" if notes else "") + (f" {marks}" if marks else "")


def _days(days: set[str]) -> str:
    if not days:
        return ""
    said = [dates.spoken(day) for day in sorted(days)]
    if len(said) <= 2:
        return "as of " + " and ".join(said)
    return f"on {len(said)} days from {said[0]} to {said[-1]}"


def _caveat(receipts: list[Receipt], english: English) -> str:
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


def _sentence(reading: Reading, hub: str, parts: list[str]) -> str:
    if reading.askable is None:
        return f"{hub}: {listed(parts)}"
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
