"""Answers of the evidence layer: from lines that account for a question, or an abstention that shows what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask import abstaining
from kg.ask.answer import Answer
from kg.ask.evidence import sourcing
from kg.ask.evidence.analysis import Analysis
from kg.ask.evidence.composing import compose, sentences
from kg.ask.evidence.finding import Finder, Finding
from kg.ask.evidence.grounds import Grounds
from kg.ask.evidence.judging import THRESHOLD, verdict
from kg.ask.evidence.lines import Evidence
from kg.ask.evidence.reading import EvidenceReading, sparql
from kg.ask.explaining import Explanation, explain
from kg.ask.language.kinds import ARTICLES
from kg.ask.structure.reading import known_to

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.ask.evidence.facts import GraphFacts
    from kg.ask.evidence.lines import Line
    from kg.ask.evidence.search import Hit
    from kg.ask.knowledge import Knowledge
    from kg.ask.language.linking import Links
    from kg.ask.receipts import ReceiptsFor
    from kg.ask.structure.reading import Reading

_NEAR = 3


class EvidenceLayer:
    """Answers questions from facts in words."""

    def __init__(self, knowledge: Knowledge, receipts_for: ReceiptsFor) -> None:
        self._knowledge = knowledge
        self._receipts_for = receipts_for
        self._evidence = Evidence(knowledge.engine, knowledge.english, knowledge.lexicon.tells)
        self._grounds = Grounds(self._evidence, Analysis(self._evidence, knowledge.thesaurus))
        askables = knowledge.lexicon.askables
        self._single = frozenset(askable.path[-1].property for askable in askables if askable.single and askable.path)
        self._finder = Finder(knowledge.index, knowledge.thesaurus, knowledge.lines, self._evidence)

    def answer(self, question: str, links: Links, unread: Answer, threshold: float | None) -> Answer:
        """Answer from lines that account for the question; abstain as the structural layer did where none do."""
        finding = self._finder.find(links)
        judged = verdict(finding, THRESHOLD if threshold is None else threshold)
        if not judged.accepted:
            return abstaining.unfound(unread, finding, judged, self._near(finding))
        if finding.by_article:
            reading = finding.reading()._replace(asks=ARTICLES)
            return self._told_by(question, reading, _named(finding), tuple(links.assumed))
        grounds = self._grounds.of(finding.chosen, finding.terms)
        return self._told(question, finding.reading()._replace(grounds=tuple(grounds)), tuple(links.assumed))

    def answer_reading(self, question: str, data: Mapping[str, object]) -> Answer:
        """Answer a reading in the form of its JSON; raises InputError for what the graph lacks."""
        engine = self._knowledge.engine
        reading = EvidenceReading.from_dict(
            data, known_to(engine.query), lambda triple: bool(engine.graphs_with(triple))
        )
        return self._told_by(question, reading) if reading.asks == ARTICLES else self._told(question, reading)

    @property
    def facts(self) -> GraphFacts:
        """Return the facts of the graph."""
        return self._evidence

    def find(self, links: Links) -> Finding:
        """Return what the graph holds for a question, judged or not."""
        return self._finder.find(links)

    def line(self, hit: Hit) -> Line | None:
        """Tell the line of a hit."""
        return self._finder.line(hit)

    def explain(self, question: str, links: Links, found: list[Reading], threshold: float | None) -> Explanation:
        """Explain how a question was read by both layers."""
        limit = THRESHOLD if threshold is None else threshold
        finding = self._finder.find(links)
        judged = verdict(finding, limit)
        return explain(question, links, found, finding, judged, limit, self._knowledge.english.label, self._finder.line)

    def _told_by(
        self, question: str, reading: EvidenceReading, named: Collection[frozenset[str]] = (),
        assumed: tuple[str, ...] = (),
    ) -> Answer:  # fmt: skip
        """Tell which articles carry the lines of a reading, each as far as it proves them, with its own receipts."""
        held = [line for key in reading.lines if (line := self._evidence.line(key)) is not None]
        articles = sourcing.carried(held, self._evidence, self._receipts_for, named)
        if not articles:
            text = "Not in the graph: no article tells of all that together."
            return Answer(question, "abstained", text, reason="no-record", assumed=assumed)
        lines = tuple(dict.fromkeys(one.line for one in articles))
        reading = reading._replace(lines=tuple(dict.fromkeys(line.key for line in lines)))
        told = sourcing.told(articles, self._single)
        return Answer(
            question, "answered", told.text, values=told.values, citations=told.receipts,
            sparql=sourcing.sparql(lines), reading=reading.in_words(), readings=(reading,), assumed=assumed,
        )  # fmt: skip

    def _told(self, question: str, reading: EvidenceReading, assumed: tuple[str, ...] = ()) -> Answer:
        """Tell the lines of a reading, as far as the graph holds them."""
        lines = [line for key in reading.lines if (line := self._evidence.line(key)) is not None]
        query = sparql(lines, reading.grounds)
        held = {tuple(map(str, row)) for row in self._knowledge.engine.select(query).rows} if lines else set()
        lines = [line for line in lines if held.issuperset(line.triples)]
        if not lines:
            text = "Not in the graph: it holds nothing of these lines."
            return Answer(question, "abstained", text, reason="no-record", assumed=assumed)
        told = compose(sentences(lines), self._knowledge.english, self._receipts_for, reading.opening, reading.grounds)
        return Answer(
            question, "answered", told.text, values=told.values, citations=told.receipts, sparql=query,
            reading=reading.in_words(), readings=(reading,), assumed=assumed,
        )  # fmt: skip

    def _near(self, finding: Finding) -> tuple[tuple[str, str], ...]:
        """Return the nearest lines, each with a citation."""
        lines = [line for hit in finding.hits[:_NEAR] if (line := self._finder.line(hit)) is not None]
        cited = [(line.dated, self._receipts_for(line.triples)) for line in lines]
        return tuple((text, receipts[0].citation.iri) for text, receipts in cited if receipts)


def _named(finding: Finding) -> list[frozenset[str]]:
    """Return for each name that a question must not lose the things that it may mean."""
    tokens = [[token for token, _ in one.tokens if token.startswith("t:")] for one in finding.terms if one.hard]
    return [frozenset(token[2:] for token in one) for one in tokens if one]
