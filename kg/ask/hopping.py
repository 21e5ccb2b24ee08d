"""Answers about whoever is only described: who is meant is found first, and then what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask import abstaining
from kg.ask.answer import Answer
from kg.ask.joining import joined
from kg.ask.language.describing import Describing
from kg.ask.language.lexicon import Step
from kg.ask.structure.reading import Constraint, Reading
from kg.namespaces import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ask.knowledge import Knowledge
    from kg.ask.language.lexicon import Hop
    from kg.ask.language.linking import Links
    from kg.ask.people import People

_OPENINGS = ("who", "who said")  # somebody is described by what they did, or by their words


class Hopper:
    """Answers what is asked of somebody described, by two questions: who it is, and what is asked of them."""

    def __init__(
        self, knowledge: Knowledge, people: People, ask: Callable[[str], Answer],
        run: Callable[[str, Reading], Answer | None],
    ) -> None:  # fmt: skip
        self._knowledge = knowledge
        self._people = people
        self._ask = ask
        self._run = run
        self._describing = Describing(knowledge.lexicon, knowledge.thesaurus)

    def answer(self, question: str, links: Links) -> Answer | None:
        """Return the answer, or an abstention where nobody alone fits; None where nobody is described.

        Of somebody found of whom what is asked is not on record, what they did is no answer.
        """
        described = self._describing.described(links)
        if described is None:
            return None
        openings = _OPENINGS if described.full else _OPENINGS[:1]
        asked_for = (f"{opening} {described.told}{'?' if links.marked else ''}" for opening in openings)
        found = next((answer for one in asked_for if (answer := self._ask(one)).answered), None)
        people = self._people.told_of(found.values) - described.named if found is not None else set()
        if found is None or len(people) != 1:
            text = "Not in the graph as asked: nobody on record alone fits what is said of them. Silence is no denial."
            return Answer(question, "abstained", text, reason="no-record", assumed=tuple(links.assumed))
        reading = self._reading(described.hop, people.pop())
        asked = self._run(question, reading)
        if asked is None:
            return abstaining.nothing(question, reading, self._knowledge.english)
        both = joined(asked, found)
        return both._replace(values=asked.values, assumed=tuple(dict.fromkeys((*links.assumed, *found.assumed))))

    def _reading(self, hop: Hop, person: str) -> Reading:
        asked = next(a for a in self._knowledge.lexicon.askables if a.name == hop.by)
        wanted = Constraint((Step(TYPE),), "thing", (hop.kind_of or "",), "", of_answer=True)
        return Reading(asked.kind, asked.hub, asked, (person,), (wanted,) if hop.kind_of else (), 0.0)
