"""`ask`: a question in, an answer with receipts or an honest abstention out.

Words and names are linked first. Then two layers read the question: the structural one looks for a typed path that
accounts for every word, and gives exact answers; the evidence search looks for facts in words that account for all that
the question says. What neither accounts for is not answered.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from kg.ask.doubling import Doubler
from kg.ask.joining import joined
from kg.ask.knowledge import Knowledge
from kg.ask.language.linking import Links, link
from kg.ask.language.pairing import Pairing
from kg.ask.structure.answering import StructureLayer, settled
from kg.errors import InputError, LimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.ask.answer import Answer
    from kg.ask.evidence.answering import EvidenceLayer
    from kg.ask.explaining import Explanation
    from kg.ask.receipts import ReceiptsFor
    from kg.ask.relating import Relater
    from kg.names import Names
    from kg.store.engine import Engine

    Ask = Callable[[str], Answer]

MAX_QUESTION_CHARS = 2_000
_TAKEN_APART = 1  # how often a question may be taken apart into others that are
_DAMAGED = (sqlite3.Error, KeyError, IndexError, TypeError, ValueError, AttributeError)


class Asker:
    """Answers questions over one graph; its words, names and lines of evidence are read once."""

    def __init__(self, engine: Engine, names: Names, receipts_for: ReceiptsFor) -> None:
        self._receipts_for = receipts_for
        self._anew = False
        self._knowledge = Knowledge(engine, names)
        self._structure = StructureLayer(self._knowledge, receipts_for)

    @cached_property
    def _pairing(self) -> Pairing:
        return Pairing(self._knowledge.lexicon, self._knowledge.thesaurus)

    @cached_property
    def _evidence(self) -> EvidenceLayer:
        from kg.ask.evidence.answering import EvidenceLayer  # most plain questions are answered without it

        return EvidenceLayer(self._knowledge, self._receipts_for)

    def ask(self, question: str, threshold: float | None = None) -> Answer:
        """Answer a question from the graph, or abstain.

        `threshold` is the share of a question that evidence must account for, kg's own where None. Raises InputError
        for a question without words or with control characters, LimitError for one over 2,000 characters.
        """
        try:
            return self._ask(question, threshold)
        except _DAMAGED:  # what was kept in the cache folder may be: work it out anew, and answer from that
            if self._anew:
                raise
            self._anew = True
            self._knowledge.prepare_anew()
            self._structure = StructureLayer(self._knowledge, self._receipts_for)
            self.__dict__.pop("_evidence", None)
            return self._ask(question, threshold)

    def _ask(self, question: str, threshold: float | None, depth: int = 0) -> Answer:
        links = self._linked(question)
        ask = partial(self._ask, threshold=threshold, depth=depth + 1) if depth < _TAKEN_APART else None
        sure = self._pairing.is_sure(links)
        if ask and sure and (related := self._relater(ask).answer(question, links, sure=True)):
            return related
        if ask and (doubled := self._doubler(ask).answer(question, links)) is not None:
            return doubled
        answer = self._structure.answer(question, links)
        if answer.answered and links.also is not None:
            second = self._structure.answer(question, replace(links, kind=links.also))
            answer = joined(answer, second) if second.answered else second
        if answer.answered or sure or settled(answer, links):  # how two things lie to each other no one fact tells
            return answer
        made = self._of_several(question, links, ask) if ask else None
        return self._evidence.answer(question, links, answer, threshold) if made is None else made

    def _of_several(self, question: str, links: Links, ask: Ask) -> Answer | None:
        """Answer a question that takes several plain ones: about somebody described, or two things side by side."""
        from kg.ask.hopping import Hopper
        from kg.ask.people import People

        hopper = Hopper(self._knowledge, People(self._evidence.facts), ask, self._structure.run)
        return hopper.answer(question, links) or self._relater(ask).answer(question, links)

    def _doubler(self, ask: Ask) -> Doubler:
        return Doubler(self._knowledge, lambda: self._evidence.facts, ask)

    def _relater(self, ask: Ask) -> Relater:
        from kg.ask.relating import Relater

        return Relater(self._pairing, self._evidence.facts, ask)

    def answer(self, reading: Mapping[str, object], question: str = "") -> Answer:
        """Answer a reading made by another program, in the form that `Answer.as_dict` prints under "readings".

        The same compiler, receipts and English as for kg's own readings. Raises InputError for terms that the graph
        does not know.
        """
        layer = self._evidence if reading.get("kind") == "evidence" else self._structure
        return layer.answer_reading(question, reading)

    def explain(self, question: str, threshold: float | None = None) -> Explanation:
        """Explain how a question is read: words, names, candidate readings with their costs, evidence, verdict."""
        links = self._linked(question)
        return self._evidence.explain(question, links, self._structure.readings(links), threshold)

    def _linked(self, question: str) -> Links:
        if len(question) > MAX_QUESTION_CHARS:
            raise LimitError(f"the question has {len(question):,} characters; the limit is {MAX_QUESTION_CHARS:,}")
        if any(category(c) in {"Cc", "Cs"} and c not in "\t\n\r" for c in question):
            raise InputError("the question holds control characters; type it as plain text")
        # Marks of direction and joiners show nothing, and would cut words in two.
        plain = "".join(c for c in normalize("NFKC", question) if category(c) != "Cf")
        links = link(plain, self._knowledge.index)
        if not links.tokens:
            raise InputError('the question has no words; try: kg ask "who attended the second round"')
        return links
