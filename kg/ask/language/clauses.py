"""Questions that ask two things in one breath: "who chaired it, and what did he say afterwards"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.language.kinds import ASKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.language.lexicon import Lexicon
    from kg.ask.language.linking import Links
    from kg.ask.language.thesaurus import Thesaurus

_AND = frozenset(["and", "plus"])
_BETWEEN = frozenset(
    ["of", "for", "in", "from", "to", "with", "by", "at", "on", "after", "then", "also", "since", "until", "over"]
)


class Clauses(NamedTuple):
    """The two questions that one asks, the words of the second with where they point back to somebody.

    `thing` holds where they point back to a thing. `bare` is the first without its asking, to be put behind a second
    that says nothing of its own.
    """

    first: str
    second: tuple[str, ...]
    back: frozenset[int]
    thing: frozenset[int]
    bare: str

    def asked_of(self, somebody: str | None, something: str | None) -> str:
        """Return the second question, in which names stand for what points back."""
        said = list(self.second)
        for name, positions in ((somebody, self.back), (something, self.thing)):
            for i in positions if name else ():
                said[i] = name or ""
        return f"{' '.join([*said, self.bare]).strip()}?"


class Splitting:
    """Takes questions apart that ask two things."""

    def __init__(self, lexicon: Lexicon, thesaurus: Thesaurus) -> None:
        self._lexicon = lexicon
        self._thesaurus = thesaurus

    def clauses(self, links: Links) -> Clauses | None:
        """Return the two questions of a question, None where it asks but one."""
        words = links.words
        named = {i for mention in links.mentions for i in range(mention.start, mention.end)}
        for i in range(1, len(words)):
            if words[i] in _AND and i not in named and self._asks(words, i + 1) and self._asking(words, range(i)):
                return self._parted(links, i)
        return None

    def _parted(self, links: Links, at: int) -> Clauses:
        first, second = range(at), range(at + 1, len(links.words))
        asking = self._asking(links.words, first)
        bare = [i for i in first if i > asking[-1]] if not self._telling(links.words, second) else []
        return Clauses(
            f"{_text(links, first)}?",
            tuple(links.tokens[i].text for i in second),
            self._pointing("back", links, second),
            self._pointing("back to a thing", links, second),
            _text(links, bare),
        )

    def _pointing(self, does: str, links: Links, second: Iterable[int]) -> frozenset[int]:
        words = self._lexicon.operators.get(does, frozenset())
        return frozenset(n for n, i in enumerate(second) if (links.words[i],) in words)

    def _asks(self, words: list[str], start: int) -> bool:
        """Tell whether a question begins at a word, or right behind a small one."""
        small = start < len(words) and words[start] in _BETWEEN
        return bool(self._asking(words, range(start, min(start + 1 + small, len(words)))))

    def _asking(self, words: list[str], positions: Iterable[int]) -> list[int]:
        frames = ((i, self._thesaurus.entry((words[i],)).frames) for i in positions)
        return [i for i, found in frames if not ASKING.isdisjoint(found) or "how" in found]

    def _telling(self, words: list[str], positions: Iterable[int]) -> list[int]:
        """Return where words stand behind the asking that say something of their own, or point back."""
        return [i for i in positions if words[i] not in _BETWEEN and not self._says_little(words[i])][1:]

    def _says_little(self, word: str) -> bool:
        entry = self._thesaurus.entry((word,))
        asks = not ASKING.isdisjoint(entry.frames) or "how" in entry.frames
        operators = self._lexicon.operators
        back = any((word,) in operators.get(does, frozenset()) for does in ("back", "back to a thing"))
        return not back and (asks or entry.light or (word,) in self._lexicon.fillers)


def _text(links: Links, positions: Iterable[int]) -> str:
    return " ".join(links.tokens[i].text for i in positions)
