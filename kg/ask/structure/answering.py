"""Answers of the structural layer: by the cheapest reading that accounts for every word and finds something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask import abstaining
from kg.ask.answer import Answer
from kg.ask.joining import joined
from kg.ask.structure.compiler import compile_reading
from kg.ask.structure.reader import readings
from kg.ask.structure.reading import Reading, known_to
from kg.ask.structure.telling import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ask.knowledge import Knowledge
    from kg.ask.language.linking import Links
    from kg.ask.receipts import ReceiptsFor

_MARGIN = 3.0  # only readings this near to the best are tried when the best finds nothing
_TRIED = 40
_FUTURE = frozenset(["will", "would", "shall", "going", "plan", "planned", "expected", "due"])
_CERTAIN = 0.5  # a reading this cheap that finds nothing settles that the graph does not hold it


class StructureLayer:
    """Answers questions by typed readings."""

    def __init__(self, knowledge: Knowledge, receipts_for: ReceiptsFor) -> None:
        self._knowledge = knowledge
        self._receipts_for = receipts_for

    def readings(self, links: Links) -> list[Reading]:
        """Return the readings of a question, cheapest first."""
        return readings(links, self._knowledge.index)

    def answer(self, question: str, links: Links) -> Answer:
        """Answer a question, or abstain and say why."""
        found = self.readings(links)
        whole = [r for r in found if not abstaining.unaccounted(r.accounted, links)]
        if not whole:
            known = self._knowledge
            return abstaining.unread(question, links, found, known.names, known.lexicon.vocabulary)
        for reading in whole[:_TRIED]:
            if reading.cost > whole[0].cost + _MARGIN:
                break
            answer = self._run(question, reading, whole, tuple(links.assumed))
            if answer is not None:
                return self._other_way(answer, reading, whole)
        return abstaining.empty(question, links, whole, self._knowledge.index, self._knowledge.english)

    def _other_way(self, answer: Answer, reading: Reading, whole: list[Reading]) -> Answer:
        """Tell a second answer as well, where another reading is as likely and finds something else."""
        for other in whole:
            if other is reading or other.cost > reading.cost:
                continue
            second = self._run(answer.question, other, [other], ())
            told = {triple for receipt in answer.citations for triple in receipt.triples}
            if second is None or any(triple in told for receipt in second.citations for triple in receipt.triples):
                continue  # the same fact, told from its other end
            if set(second.values) != set(answer.values):
                both = joined(answer, second)
                return both._replace(assumed=(*both.assumed, "the question can be read in two ways; both are answered"))
        return answer

    def answer_reading(self, question: str, data: Mapping[str, object]) -> Answer:
        """Answer a reading in the form of its JSON; raises InputError for what the graph or the lexicon lacks."""
        known = known_to(self._knowledge.engine.query)
        reading = Reading.from_dict(data, self._knowledge.lexicon, known)
        answer = self._run(question, reading, [reading], ())
        return answer or abstaining.nothing(question, reading, self._knowledge.english)

    def run(self, question: str, reading: Reading) -> Answer | None:
        """Answer a question by a reading made for it; None where it finds nothing."""
        return self._run(question, reading, [reading], ())

    def _run(self, question: str, reading: Reading, whole: list[Reading], assumed: tuple[str, ...]) -> Answer | None:
        """Answer by one reading; None where it finds nothing."""
        english = self._knowledge.english
        query = compile_reading(reading)
        rows = self._knowledge.engine.select(query.sparql)
        if not len(rows):
            return None
        told = tell(reading, query, rows, english, self._receipts_for)
        return Answer(
            question, "answered", told.text, values=told.values, citations=told.receipts, sparql=query.sparql,
            reading=reading.in_words(english.label), readings=(reading, *(r for r in whole[:4] if r is not reading)),
            assumed=assumed,
        )  # fmt: skip


def settled(answer: Answer, links: Links) -> bool:
    """Tell whether a question was read in full and with little doubt, and the graph has no such fact.

    What is to come may be on record as planned.
    """
    if not _FUTURE.isdisjoint(links.words):
        return False
    best = answer.readings[0] if answer.readings else None
    return answer.reason == "no-record" and isinstance(best, Reading) and best.cost <= _CERTAIN
