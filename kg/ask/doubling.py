"""Answers to questions that ask two things in one breath: both are answered, or nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.joining import joined
from kg.ask.language.clauses import Splitting
from kg.ask.people import People
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ask.answer import Answer
    from kg.ask.evidence.facts import GraphFacts
    from kg.ask.knowledge import Knowledge
    from kg.ask.language.linking import Links

_THINGS = frozenset(["thing", "ordinal"])


class Doubler:
    """Answers two questions in one; what points back in the second is whoever the first names, or finds."""

    def __init__(self, knowledge: Knowledge, facts: Callable[[], GraphFacts], ask: Callable[[str], Answer]) -> None:
        self._knowledge = knowledge
        self._facts = facts
        self._ask = ask
        self._splitting = Splitting(knowledge.lexicon, knowledge.thesaurus)

    def answer(self, question: str, links: Links) -> Answer | None:
        """Return both answers as one; None where a question asks but one thing, or one of them is not answered."""
        clauses = self._splitting.clauses(links)
        first = self._ask(clauses.first) if clauses is not None else None
        if clauses is None or first is None or not first.answered:
            return None
        meant = self._meant(links, first) if clauses.back else None
        if clauses.back and meant is None:
            return None
        second = self._ask(clauses.asked_of(meant, self._thing(links)))
        if not second.answered:
            return None
        same = first.plain == second.plain  # "what did she say, and when" is told by one line
        return (first if same else joined(first, second))._replace(question=question)

    def _meant(self, links: Links, first: Answer) -> str | None:
        """Return the name of the one person that the question names, else of the one that is told of."""
        named = {v for m in links.mentions for v in m.values if self._is_person(v)}
        people = named or People(self._facts()).told_of(first.values)
        return self._knowledge.english.label(people.pop()) if len(people) == 1 else None

    def _thing(self, links: Links) -> str | None:
        """Return the first thing that a question names and that is nobody."""
        things = (m for m in links.mentions if m.takes in _THINGS and not any(map(self._is_person, m.values)))
        return next((mention.text for mention in things), None)

    def _is_person(self, thing: str) -> bool:
        return term("Person") in self._knowledge.index.classes.get(thing, ())
