"""Questions that hold two things against each other: "which came first, X or Y", "was X before or after Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.language.words import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.ask.language.lexicon import Lexicon, Pair, Words
    from kg.ask.language.linking import Links
    from kg.ask.language.thesaurus import Thesaurus

_JOINTS = ("joint", "weak joint", "verb joint")  # what sets apart, the surest first


class Paired(NamedTuple):
    """Two things that a question holds against each other, in its own words, and by what."""

    pair: Pair
    sides: tuple[str, str]

    def questions(self) -> tuple[str, str]:
        """Return the questions that ask of each what they are held against each other by."""
        one, other = (f"{self.pair.opens} {side}?" for side in self.sides)
        return one, other


class Pairing:
    """Takes questions about two things apart."""

    def __init__(self, lexicon: Lexicon, thesaurus: Thesaurus) -> None:
        self._lexicon = lexicon
        self._thesaurus = thesaurus

    def is_sure(self, links: Links) -> bool:
        """Tell whether a question can ask for nothing else than how two things lie to each other."""
        sure = (pair for pair in self._lexicon.pairs if pair.sure)
        return any(True for pair in sure for _ in spans(links.words, pair.words | pair.between))

    def paired(self, links: Links) -> Iterator[Paired]:
        """Yield what a question may hold against each other, the likeliest first."""
        found = [
            (end - start, pair, (start, end), between)
            for pair in self._lexicon.pairs
            for phrases, between in ((pair.between, True), (pair.words, False))
            for start, end in spans(links.words, phrases)
        ]
        for _, pair, span, between in sorted(found, key=lambda one: -one[0]):
            said = {i for start, end in spans(links.words, pair.words) for i in range(start, end)} | set(range(*span))
            positions = [i for i in range(len(links.words)) if i not in said]
            cuts = [(span[0], span[1])] if between else list(self._joints(links, positions))
            for first, last in cuts:
                sides = ([i for i in positions if i < first], [i for i in positions if i >= last])
                one, other = (self._side(side, links.words) for side in sides)
                if one and other:
                    yield Paired(pair, self._named_anew(links, one, other))
                    break

    def _joints(self, links: Links, positions: list[int]) -> Iterator[tuple[int, int]]:
        """Yield where a question can be cut in two: at the one "or", else at the one "and"."""
        named = {i for mention in links.mentions for i in range(mention.start, mention.end)}
        left = set(positions) - named
        for does in _JOINTS:
            joints = self._lexicon.operators.get(does, frozenset())
            yield from (span for span in spans(links.words, joints) if left.issuperset(range(*span)))

    def _side(self, side: list[int], words: list[str]) -> list[int]:
        """Return a side without the small words at its ends; empty where it says nothing."""
        while side and self._small(words[side[0]]):
            side = side[1:]
        while side and self._small(words[side[-1]], ending=True):
            side = side[:-1]
        return side

    def _named_anew(self, links: Links, one: list[int], other: list[int]) -> tuple[str, str]:
        """Return the words of both sides; what only points back in the second is named as in the first."""
        back = self._words("back") | self._words("back to a thing")
        names = [m.text for m in links.mentions if m.start in one and m.takes == "thing"]
        texts = [names[0] if names and (links.words[i],) in back else links.tokens[i].text for i in other]
        return _spelt(links.tokens[i].text for i in one), _spelt(texts)

    def _small(self, word: str, ending: bool = False) -> bool:
        """Tell whether a word says nothing at the end of a side, such as "did", or "come" behind its thing."""
        small = self._lexicon.fillers | self._words("auxiliary") | (self._words("happening") if ending else frozenset())
        if (word,) in self._words("back") | self._words("back to a thing"):
            return False
        return (word,) in small or (self._thesaurus.entry((word,)).light and not self._thesaurus.entry((word,)).groups)

    def _words(self, does: str) -> frozenset[Words]:
        return self._lexicon.operators.get(does, frozenset())


def _spelt(texts: Iterable[str]) -> str:
    """Return words as one text, a possessive put back to its word.

    >>> _spelt(["Venn", "s", "remark"])
    "Venn's remark"
    """
    return " ".join(texts).replace(" s ", "'s ")
