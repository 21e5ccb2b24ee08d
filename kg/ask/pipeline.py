"""`ask`: a question in, an answer with receipts or an honest abstention out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ask import lexicon
from kg.ask.answer import Answer
from kg.ask.compiler import Query, compile_reading
from kg.ask.english import English
from kg.ask.joining import joined
from kg.ask.linking import Index, Links, link
from kg.ask.reader import readings
from kg.ask.telling import ReceiptsFor, Told, tell
from kg.errors import InputError, LimitError
from kg.tables import Rows

if TYPE_CHECKING:
    from kg.ask.reading import Reading
    from kg.names import Names
    from kg.store.engine import LocalEngine

MAX_QUESTION_CHARS = 2_000
_MARGIN = 3.0  # only readings this near to the best are tried when the best finds nothing
_TRIED = 40


class Asker:
    """Answers questions over one graph; its lexicon and names are read once."""

    def __init__(self, engine: LocalEngine, names: Names, receipts_for: ReceiptsFor) -> None:
        self._engine = engine
        self._names = names
        self._receipts_for = receipts_for
        self._index = Index(engine, lexicon.load(folder / "lexicon" for folder in engine.ontologies))
        self._english = English(engine, names)

    def ask(self, question: str) -> Answer:
        """Answer a question from the graph, or abstain.

        Raises InputError for a question without words or with control characters, LimitError for one over 2,000
        characters.
        """
        _check(question)
        links = link(question, self._index)
        if not links.tokens:
            raise InputError('the question has no words; try: kg ask "who attended the second round"')
        answer = self._answer(question, links)
        if links.also is None or not answer.answered:
            return answer
        second = self._answer(question, replace(links, kind=links.also))
        return joined(answer, second) if second.answered else second

    def _answer(self, question: str, links: Links) -> Answer:
        found = readings(links, self._index)
        whole = [r for r in found if not _unaccounted(r.accounted, links)]
        if not whole:
            return _abstain_unread(question, links, found, self._names, self._index.lexicon.vocabulary)
        for reading in whole[:_TRIED]:
            if reading.cost > whole[0].cost + _MARGIN:
                break
            query, rows = _run(reading, self._engine)
            if len(rows):
                told = tell(reading, query, rows, self._english, self._receipts_for)
                return _answered(question, links, reading, query, told, whole, self._english)
        return _abstain_empty(question, links, whole, self._index, self._english)


def _check(question: str) -> None:
    if len(question) > MAX_QUESTION_CHARS:
        raise LimitError(f"the question has {len(question):,} characters; the limit is {MAX_QUESTION_CHARS:,}")
    if any(ord(c) < 32 and c not in "\t\n\r" for c in question):
        raise InputError("the question holds control characters; type it as plain text")


def _run(reading: Reading, engine: LocalEngine) -> tuple[Query, Rows]:
    query = compile_reading(reading)
    rows = engine.select(query.sparql)
    return query, _picked(rows, reading, query) if reading.askable and reading.askable.pick else rows


def _picked(rows: Rows, reading: Reading, query: Query) -> Rows:
    """Keep the rows with the most, or the least, of what is asked."""
    column = rows.variables.index(query.answer or "")
    values = [float(row[column].value) for row in rows.rows]  # type: ignore[union-attr]
    end = (max if reading.askable and reading.askable.pick == "most" else min)(values, default=0.0)
    kept = tuple(row for row, value in zip(rows.rows, values, strict=True) if value == end)
    return Rows(rows.variables, kept)


def _unaccounted(accounted: frozenset[int], links: Links) -> list[int]:
    return [i for i in range(len(links.tokens)) if i not in accounted]


def _answered(
    question: str, links: Links, reading: Reading, query: Query, told: Told, found: list[Reading], english: English
) -> Answer:
    return Answer(
        question=question,
        status="answered",
        answer=told.text,
        values=told.values,
        citations=told.receipts,
        sparql=query.sparql,
        reading=reading.in_words(english.label),
        readings=(reading, *(r for r in found[:4] if r is not reading)),
        assumed=tuple(links.assumed),
    )


def _abstain_unread(
    question: str, links: Links, found: list[Reading], names: Names, vocabulary: frozenset[str]
) -> Answer:
    """Abstain because the question, or some word of it, was not understood."""
    accounted = frozenset().union(links.accounted, *(r.accounted for r in found[:10]))
    left = [links.tokens[i] for i in _unaccounted(accounted, links)]
    unsupported = [links.tokens[i].text for i in sorted(links.unsupported - accounted)]
    unknown = [token.text for token in left if token.text not in unsupported and token.word not in vocabulary]
    if unknown:
        thing = any(word[:1].isupper() for word in unknown)
        shown = ", ".join(f"“{word}”" for word in unknown)
        return Answer(
            question, "abstained", f"Not in the graph: nothing here answers to {shown}.",
            reason="unknown-thing" if thing else "unknown-word", reading="", assumed=tuple(links.assumed),
            suggestions=tuple(names.nearest(" ".join(unknown), 3)) if thing else (),
        )  # fmt: skip
    if unsupported:
        shown = ", ".join(f"“{word}”" for word in unsupported)
        text = f"Not in the graph as asked: questions with {shown} are not supported."
        return Answer(question, "abstained", text, reason="unsupported", assumed=tuple(links.assumed))
    text = "Not in the graph as asked: the words are known, but they make no question that kg can read."
    return Answer(question, "abstained", text, reason="no-reading", assumed=tuple(links.assumed))


def _abstain_empty(question: str, links: Links, found: list[Reading], index: Index, english: English) -> Answer:
    """Abstain because the question was read, and the graph holds no such fact."""
    best = found[0]
    read = best.in_words(english.label)
    for mention in links.mentions:
        if mention.takes == "ordinal" and not index.engine.query(f"ASK {{ ?m kg:round {int(mention.values[0])} }}"):
            text = f"Not in the graph: no article describes a round {mention.values[0]}."
            return Answer(question, "abstained", text, reason="unknown-thing", reading=read, readings=(best,))
    missing = read.removeprefix("a ") if best.askable is None else f"record of {read}"
    text = f"Not in the graph: no {missing}. Silence is no denial."
    return Answer(
        question, "abstained", text, reason="no-record", reading=read, readings=tuple(found[:3]),
        sparql=compile_reading(best).sparql, assumed=tuple(links.assumed),
    )  # fmt: skip
