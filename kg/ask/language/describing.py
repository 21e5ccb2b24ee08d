"""Questions about whoever is only described: "which party is the minister in who asked for a pause"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.language.words import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.ask.language.lexicon import Hop, Lexicon, Words
    from kg.ask.language.linking import Links
    from kg.ask.language.thesaurus import Thesaurus

Span = tuple[int, int]
_ASKING = frozenset(["what", "which", "whose"])
_BEFORE = frozenset(["of", "for", "in", "from", "to", "with", "by", "at"])
_WHO = "who"
_REACH = 3  # words between "which" and the noun it asks for: "which senior cabinet post"
_FEWEST = 2  # words that describe somebody


class Described(NamedTuple):
    """What is asked of somebody, the description that finds out who is meant, and the things that it names.

    `full` tells that the description says enough to be looked for among words that anybody said.
    """

    hop: Hop
    told: str
    named: frozenset[str]
    full: bool


class Describing:
    """Takes questions apart that ask something of a person by what that person did or said."""

    def __init__(self, lexicon: Lexicon, thesaurus: Thesaurus) -> None:
        self._lexicon = lexicon
        self._thesaurus = thesaurus

    def described(self, links: Links) -> Described | None:
        """Return what a question asks of somebody whom it describes, None where it describes nobody."""
        words = links.words
        people = list(self._people(links))
        for hop in self._lexicon.hops:
            for noun in spans(words, hop.words):
                start = self._asks_from(words, noun)
                for person in people if start is not None else ():
                    inner = self._behind(words, noun, person) or self._ahead(links, start or 0, noun, person)
                    telling = len(self._telling(words, inner))
                    if telling >= _FEWEST:
                        told = " ".join(links.tokens[i].text for i in inner)
                        inside = (mention for mention in links.mentions if mention.start in inner)
                        things = frozenset(value for mention in inside for value in mention.values)
                        return Described(hop, told, things, telling > _FEWEST)
        return None

    def _people(self, links: Links) -> Iterator[Span]:
        """Yield where somebody stands who may be described: a noun for people, or "the Norvian who"."""
        wider = {i for m in links.mentions if m.end - m.start > 1 for i in range(m.start, m.end)}
        for start, end in spans(links.words, self._words("somebody")):
            if wider.isdisjoint(range(start, end)):  # "the trade minister of Norvia" is named, not described
                yield start, end
        for mention in links.mentions:
            if mention.takes == "thing" and links.words[mention.end : mention.end + 1] == [_WHO]:
                yield mention.start, mention.end

    def _asks_from(self, words: list[str], noun: Span) -> int | None:
        """Return where the asking for a noun begins; None where it is not asked for."""
        first = max(noun[0] - _REACH, 0)
        asking = next((i for i in range(noun[0] - 1, first - 1, -1) if words[i] in _ASKING), None)
        if asking is not None:
            return asking - (asking > 0 and words[asking - 1] in _BEFORE)
        opens = self._small(words, range(noun[0]))  # "employer of the economist who", "name the post of whoever"
        return noun[0] if opens and words[noun[1] : noun[1] + 1] == ["of"] else None

    def _behind(self, words: list[str], noun: Span, person: Span) -> range:
        """Return the description that follows its noun: "which post has the guy who …"."""
        if person[0] < noun[1] or not self._small(words, range(noun[1], person[0])):
            return range(0)
        helping, relative = self._words("helping"), self._words("relative")
        start, end = person[1], len(words)
        verb = start + (tuple(words[start : start + 1]) in helping)
        verb += verb > start and words[verb : verb + 1] != [] and words[verb] in _BEFORE
        helped = verb > start and tuple(words[verb : verb + 1]) in relative
        start = verb if helped else start  # "for which bank does the analyst work who …"
        start += tuple(words[start : start + 1]) in relative
        while end > start and ((words[end - 1],) in helping or words[end - 1] in _BEFORE):
            end, helped = end - 1, True  # "which post does the man who … hold"
        # "Which country did the minister who … visit" asks for no country of the minister's.
        other = not self._words("auxiliary").isdisjoint((words[i],) for i in range(noun[1], person[0])) and not helped
        return range(0) if other else range(start, end)

    def _ahead(self, links: Links, start: int, noun: Span, person: Span) -> range:
        """Return the description that goes before the asking: "the minister who … - what is his party"."""
        words, numbers = links.words, links.sentences
        tail = [i for i in range(noun[1], len(words)) if not numbers or numbers[i] == numbers[noun[0]]]
        back = {word for phrase in self._words("back") for word in phrase}
        points_back = not back.isdisjoint(words[i] for i in (*range(start, noun[0]), *tail))
        if person[1] >= start or not points_back or not self._small(words, (*range(person[0]), *tail)):
            return range(0)
        return range(person[1] + ((words[person[1]],) in self._words("relative")), start)

    def _small(self, words: list[str], positions: Iterable[int]) -> bool:
        return not self._telling(words, positions)

    def _telling(self, words: list[str], positions: Iterable[int]) -> list[int]:
        """Return where words stand that say something of their own."""
        small = self._lexicon.fillers | self._words("helping") | self._words("back") | self._words("relative")
        return [i for i in positions if (words[i],) not in small and not self._thesaurus.entry((words[i],)).light]

    def _words(self, does: str) -> frozenset[Words]:
        return self._lexicon.operators.get(does, frozenset())
