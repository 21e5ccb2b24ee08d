"""`ask`: a question in, an answer with receipts or an honest abstention out.

Words and names are linked first. Then two layers read the question: the structural one looks for a typed path that
accounts for every word, and gives exact answers; the evidence search looks for facts in words that account for all that
the question says. What neither accounts for is not answered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ask import abstaining
from kg.ask.answer import Answer
from kg.ask.english import English
from kg.ask.evidence import prepared
from kg.ask.evidence.composing import compose, sentences
from kg.ask.evidence.finding import Finder, Finding
from kg.ask.evidence.indexing import Indexer
from kg.ask.evidence.judging import THRESHOLD, verdict
from kg.ask.evidence.lines import Evidence
from kg.ask.evidence.reading import KIND, EvidenceReading, sparql
from kg.ask.explaining import Explanation, explain
from kg.ask.joining import joined
from kg.ask.language import lexicon
from kg.ask.language.linking import Index, Links, link
from kg.ask.language.thesaurus import Entry, Thesaurus, read
from kg.ask.structure.compiler import compile_reading
from kg.ask.structure.reader import readings
from kg.ask.structure.reading import Reading, known_to
from kg.ask.structure.telling import tell
from kg.errors import InputError, LimitError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.ask.evidence.indexing import Index as LineIndex
    from kg.ask.receipts import ReceiptsFor
    from kg.names import Names
    from kg.store.engine import LocalEngine

MAX_QUESTION_CHARS = 2_000
_MARGIN = 3.0  # only readings this near to the best are tried when the best finds nothing
_TRIED = 40
_CERTAIN = 0.5  # a reading this cheap that finds nothing settles that the graph does not hold it


class Asker:
    """Answers questions over one graph; its words, names and lines of evidence are read once."""

    def __init__(self, engine: LocalEngine, names: Names, receipts_for: ReceiptsFor) -> None:
        self._engine = engine
        self._names = names
        self._receipts_for = receipts_for
        self._english = English(engine, names)
        self._lexicon = lexicon.load(folder / "lexicon" for folder in engine.ontologies)
        self._evidence = Evidence(engine, self._english, self._lexicon.tells)
        database = prepared.prepared(self._digest(), lambda: read(self._thesaurus_files()), self._indexed)
        forms, lines = prepared.Forms(database), prepared.Lines(database)
        self._thesaurus = Thesaurus(forms)
        self._index = Index(engine, self._lexicon, self._thesaurus, lines, forms)
        self._finder = Finder(self._index, self._thesaurus, lines, self._evidence)

    def ask(self, question: str, threshold: float | None = None) -> Answer:
        """Answer a question from the graph, or abstain.

        `threshold` is the share of a question that evidence must account for, kg's own where None. Raises InputError
        for a question without words or with control characters, LimitError for one over 2,000 characters.
        """
        _check(question)
        links = link(question, self._index)
        if not links.tokens:
            raise InputError('the question has no words; try: kg ask "who attended the second round"')
        answer = self._structural(question, links)
        if answer.answered and links.also is not None:
            second = self._structural(question, replace(links, kind=links.also))
            answer = joined(answer, second) if second.answered else second
        if answer.answered or _settled(answer):
            return answer
        return self._from_evidence(question, links, answer, THRESHOLD if threshold is None else threshold)

    def answer(self, reading: Mapping[str, object], question: str = "") -> Answer:
        """Answer a reading made by another program, in the form that `Answer.as_dict` prints under "readings".

        The same compiler, receipts and English as for kg's own readings. Raises InputError for terms that the graph
        does not know.
        """
        known = known_to(self._engine.query)
        if reading.get("kind") == KIND:
            return self._told(question, EvidenceReading.from_dict(reading, known))
        typed = Reading.from_dict(reading, self._lexicon, known)
        return self._run(question, typed, [typed], ()) or abstaining.nothing(question, typed, self._english)

    def explain(self, question: str, threshold: float | None = None) -> Explanation:
        """Explain how a question is read: words, names, candidate readings with their costs, evidence, verdict."""
        _check(question)
        links = link(question, self._index)
        finding = self._finder.find(links)
        limit = THRESHOLD if threshold is None else threshold
        found = readings(links, self._index)
        return explain(
            question, links, found, finding, verdict(finding, limit), limit, self._english.label, self._finder.line
        )

    def _structural(self, question: str, links: Links) -> Answer:
        """Answer by the cheapest reading that accounts for every word and finds something."""
        found = readings(links, self._index)
        whole = [r for r in found if not abstaining.unaccounted(r.accounted, links)]
        if not whole:
            return abstaining.unread(question, links, found, self._names, self._lexicon.vocabulary)
        for reading in whole[:_TRIED]:
            if reading.cost > whole[0].cost + _MARGIN:
                break
            answer = self._run(question, reading, whole, tuple(links.assumed))
            if answer is not None:
                return answer
        return abstaining.empty(question, links, whole, self._index, self._english)

    def _run(self, question: str, reading: Reading, whole: list[Reading], assumed: tuple[str, ...]) -> Answer | None:
        """Answer by one reading; None where it finds nothing."""
        query = compile_reading(reading)
        rows = self._engine.select(query.sparql)
        if not len(rows):
            return None
        told = tell(reading, query, rows, self._english, self._receipts_for)
        return Answer(
            question, "answered", told.text, values=told.values, citations=told.receipts, sparql=query.sparql,
            reading=reading.in_words(self._english.label),
            readings=(reading, *(r for r in whole[:4] if r is not reading)), assumed=assumed,
        )  # fmt: skip

    def _from_evidence(self, question: str, links: Links, unread: Answer, threshold: float) -> Answer:
        """Answer from lines of evidence that account for the question, or abstain as the structural layer did."""
        finding = self._finder.find(links)
        judged = verdict(finding, threshold)
        if not judged.accepted:
            return abstaining.unfound(unread, finding, judged, self._related(finding))
        return self._told(question, finding.reading(), tuple(links.assumed))

    def _told(self, question: str, reading: EvidenceReading, assumed: tuple[str, ...] = ()) -> Answer:
        """Tell the lines of an evidence reading, as far as the graph holds them."""
        lines = [line for key in reading.lines if (line := self._evidence.line(key)) is not None]
        query = sparql(lines)
        held = {tuple(map(str, row)) for row in self._engine.select(query).rows} if lines else set()
        lines = [line for line in lines if held.issuperset(line.triples)]
        if not lines:
            return Answer(
                question, "abstained", "Not in the graph: no such lines.", reason="no-record", assumed=assumed
            )
        told = compose(sentences(lines), self._english, self._receipts_for, reading.opening)
        return Answer(
            question, "answered", told.text, values=told.values, citations=told.receipts, sparql=query,
            reading=reading.in_words(), readings=(reading,), assumed=assumed,
        )  # fmt: skip

    def _related(self, finding: Finding) -> tuple[tuple[str, str], ...]:
        lines = [line for hit in finding.hits[:3] if (line := self._finder.line(hit)) is not None]
        found = []
        for line in lines:
            receipts = self._receipts_for(line.triples)
            if receipts:
                found.append((line.dated, receipts[0].citation.iri))
        return tuple(found)

    def _digest(self) -> str | None:
        if self._engine.digest is None:
            return None
        files = [path for folder in self._engine.ontologies for path in sorted(folder.rglob("*.ttl"))]
        return prepared.digest([self._engine.digest.encode(), *(path.read_bytes() for path in files)])

    def _thesaurus_files(self) -> list[Path]:
        folders = [folder / "lexicon" for folder in self._engine.ontologies]
        inflections = [path for folder in folders if (path := folder / "inflections.ttl").is_file()]
        return [*inflections, *(path for folder in folders for path in sorted((folder / "thesaurus").glob("*.ttl")))]

    def _indexed(self, forms: Mapping[str, Entry]) -> LineIndex:
        askables, answers = self._lexicon.askables, self._lexicon.answers
        return Indexer(self._engine, self._evidence, Thesaurus(forms), askables, answers).build()


def _settled(answer: Answer) -> bool:
    """Tell whether a question was read in full and with little doubt, and the graph has no such fact."""
    best = answer.readings[0] if answer.readings else None
    return answer.reason == "no-record" and isinstance(best, Reading) and best.cost <= _CERTAIN


def _check(question: str) -> None:
    if len(question) > MAX_QUESTION_CHARS:
        raise LimitError(f"the question has {len(question):,} characters; the limit is {MAX_QUESTION_CHARS:,}")
    if any(ord(c) < 32 and c not in "\t\n\r" for c in question):
        raise InputError("the question holds control characters; type it as plain text")
