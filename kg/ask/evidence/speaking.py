"""Whose word a question asks for: who says, thinks or wants what, and which words ask for that."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.ask.evidence.facts import iri_of
from kg.namespaces import term

if TYPE_CHECKING:
    from kg.ask.evidence.facts import Facts
    from kg.ask.language.linking import Index, Links, Mention
    from kg.ask.language.thesaurus import Entry, Found, Thesaurus

_ATTITUDES = frozenset(["attitude", "stance"])
# A country or its capital may stand for its government.
_SPEAKERS = frozenset(map(term, ("Agent", "Person", "Organization", "Government", "Office", "UnnamedSource", "Place")))
_WHOSE = ("speaker", "attitudeOf", "onBehalfOf", "holder")
_PREPOSITIONS = [
    [word] for word in ("about", "to", "with", "of", "on", "for", "from", "by", "against", "at", "in", "regarding")
]


class Speaking:
    """Tells whose word questions to one graph ask for."""

    def __init__(self, index: Index, thesaurus: Thesaurus) -> None:
        self._index = index
        self._thesaurus = thesaurus

    def attitudes(self, links: Links) -> list[Found]:
        """Return the words of a question that ask for somebody's word or attitude."""
        named = frozenset(i for m in links.mentions for i in range(m.start, m.end))
        return [found for found in self._thesaurus.find(links.words, named) if self._is_attitude(found.entry)]

    def speaker(self, links: Links, attitudes: list[Found]) -> frozenset[str]:
        """Return the tokens of whoever a question takes to have said, thought or wanted something; none for nobody."""
        for found in attitudes:
            before = [m for m in links.mentions if m.end <= found.start and self._may_speak(m)]
            if before and self._leads(links, before[-1], found.start):
                return frozenset(f"by:{value}" for value in before[-1].values)
            behind = [m for m in links.mentions if m.start in {found.end + 1, found.end + 2} and self._may_speak(m)]
            if behind and links.words[found.end] in {"of", "by", "from"}:  # "the position of the United States"
                return frozenset(f"by:{value}" for value in behind[0].values)
        return frozenset()

    @cached_property
    def _codes(self) -> frozenset[str]:
        """Return the codes of what people say, think and want."""
        rows = self._index.engine.select(
            "SELECT ?c { GRAPH graph:ontology { ?c a ?list VALUES ?list { kg:Modality kg:Stance } } }"
        )
        return frozenset(rows.values("c"))

    def _is_attitude(self, entry: Entry) -> bool:
        return not _ATTITUDES.isdisjoint(entry.frames) or not self._codes.isdisjoint(entry.codes)

    def _may_speak(self, mention: Mention) -> bool:
        """Tell whether a mention may be somebody who says or wants something: no measure, no meeting."""
        kinds = [set(self._index.classes.get(value, ())) for value in mention.values]
        return mention.takes == "thing" and any(not _SPEAKERS.isdisjoint(of_one) for of_one in kinds)

    def _leads(self, links: Links, mention: Mention, verb: int) -> bool:
        """Tell whether a mention is the subject of a verb: no object of a preposition, and only small words between."""
        between = links.words[mention.end : verb]
        small = all(self._thesaurus.entry((word,)).light or self._thesaurus.entry((word,)).weak for word in between)
        return small and links.words[mention.start - 1 : mention.start] not in _PREPOSITIONS


def is_own(facts: Facts, speaker: frozenset[str]) -> bool:
    """Tell whether facts are of the speaker's own word, and not of that of somebody who belongs to the speaker."""
    whose = {iri for name in _WHOSE for value in facts.get(term(name), ()) if (iri := iri_of(value))}
    return any(f"by:{who}" in speaker for who in whose)
