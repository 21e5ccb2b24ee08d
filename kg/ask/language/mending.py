"""A question's words made good: short forms written out, misspelt words read as the known words they stand for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.ask.language.thesaurus import NOTHING
from kg.ask.language.words import Token, number, ordinal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.ask.language.spelling import Speller
    from kg.ask.language.thesaurus import Thesaurus

    Words = tuple[str, ...]

_LONGEST = 3
_NAME = 6  # letters below which a capitalised word is taken for a name


class Mender:
    """Mends the words of questions.

    `held` tells whether a word stands in the graph or the lexicon, `named` whether in a name; `vocabulary` returns all
    words that a misspelt one may stand for.
    """

    def __init__(
        self, shorts: Mapping[Words, Words], thesaurus: Thesaurus, held: Callable[[str], bool],
        named: Callable[[str], bool], vocabulary: Callable[[], set[str]],
    ) -> None:  # fmt: skip
        self._shorts = shorts
        self._thesaurus = thesaurus
        self._held = held
        self._named = named
        self._vocabulary = vocabulary

    @cached_property
    def _speller(self) -> Speller:
        # Most questions hold no unknown word; those that do pay for the list of English words.
        from kg.ask.language.spelling import Speller

        return Speller(self._vocabulary())

    def mend(self, tokens: list[Token], sentences: list[int]) -> tuple[list[Token], list[int], list[str]]:
        """Return the words mended, the number of the sentence that each stands in, and what was read as what."""
        written: list[tuple[Token, int]] = []
        i = 0
        while i < len(tokens):
            size = self._short_at(tokens, i)
            if size:
                words = tuple(token.word for token in tokens[i : i + size])
                written += [(Token(word, word), sentences[i]) for word in self._shorts[words]]
            else:
                written.append((tokens[i], sentences[i]))
            i += size or 1
        notes: list[str] = []
        mended = [(self._spelt(token, notes), sentence) for token, sentence in written]
        return [token for token, _ in mended], [sentence for _, sentence in mended], notes

    def _short_at(self, tokens: list[Token], i: int) -> int:
        """Return how many words the longest short form at a word has, 0 for none; names of the graph are none."""
        for size in range(min(_LONGEST, len(tokens) - i), 0, -1):
            words = tuple(token.word for token in tokens[i : i + size])
            if words in self._shorts and not (size == 1 and self._held(words[0])) and not self._after_number(tokens, i):
                return size
        return 0

    @staticmethod
    def _after_number(tokens: list[Token], i: int) -> bool:
        return i > 0 and number(tokens[i - 1].word) is not None  # "5 pm" is an hour

    def _spelt(self, token: Token, notes: list[str]) -> Token:
        if self._known(token.word):
            return token
        meant = self._speller.correct(token.text)
        short_name = token.text[:1].isupper() and len(token.word) < _NAME
        if meant is None or (short_name and not self._named(meant)):  # an unknown name is no slip of a common word
            return token
        notes.append(f"read {token.text} as {meant}")
        return Token(meant.capitalize() if token.text[:1].isupper() else meant, meant)

    def _known(self, word: str) -> bool:
        if len(word) < 4 or number(word) is not None or ordinal(word) is not None or self._held(word):
            return True
        return self._thesaurus.entry((word,)) != NOTHING
