"""A question as words: tokens, inflected forms, numbers and ordinals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?%?|(?:[^\W\d_]\.){2,}|[^\W_]+|%")
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_VOWELS = "aeiou"


class Token(NamedTuple):
    """One word of a question: as typed, and folded for comparison."""

    text: str
    word: str


def tokens(question: str) -> list[Token]:
    """Split a question into words; a possessive 's is a word of its own.

    >>> [t.word for t in tokens("Who is Japan's U.S. envoy, at 25%?")]
    ['who', 'is', 'japan', 's', 'us', 'envoy', 'at', '25', '%']
    """
    return [Token(text, _folded(text)) for text in _pieces(question)]


# A relative clause behind a comma says more of what is asked about, and asks nothing.
_SENTENCE = re.compile(r"(?<=[.?!:;])\s+(?=\S)|(?<=,)\s+(?=(?:which|who|whose|if you|if I)\b)")


def sentence_numbers(question: str) -> list[int]:
    """Return for each word of a question the number of the sentence that it stands in; a colon ends one, too.

    >>> sentence_numbers("Quick: who met Mr. Venn? Thanks")
    [0, 1, 1, 1, 1, 2]
    """
    parts: list[str] = []
    for part in _SENTENCE.split(question):
        if parts and _SHORTENED.search(parts[-1]):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return [n for n, part in enumerate(parts) for _ in tokens(part)]


_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Messrs|St|No|vs|U\.S|Gov|Sen|Rep|Gen|[A-Z])\.$", re.IGNORECASE)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _TOKEN.findall(text):
        pieces += [piece[:-1], "%"] if len(piece) > 1 and piece.endswith("%") else [piece]
    return pieces


def _folded(piece: str) -> str:
    if piece.isalnum() and piece.isascii():
        return piece.lower()
    return piece if piece[0].isdigit() else fold(piece.replace(".", "")) or piece


@lru_cache(maxsize=10_000)
def phrase(text: str) -> tuple[str, ...]:
    """Return the folded words of a name or phrase, as they would stand in a question.

    >>> phrase("U.S. Trade Representative")
    ('us', 'trade', 'representative')
    """
    return tuple(map(_folded, _pieces(text)))


def ordinal(word: str) -> int | None:
    """Return the number of an ordinal word, None for any other.

    >>> ordinal("fourth"), ordinal("4th"), ordinal("four")
    (4, 4, None)
    """
    if word in _ORDINALS:
        return _ORDINALS.index(word)
    match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    return int(match.group(1)) if match else None


def number(word: str) -> str | None:
    """Return a number word or numeral as digits, None for any other.

    >>> number("two"), number("25"), number("second")
    ('2', '25', None)
    """
    if word in _NUMBERS:
        return str(_NUMBERS.index(word))
    return word if re.fullmatch(r"\d+(\.\d+)?", word) else None


def verb_forms(base: str, irregular: dict[str, list[str]]) -> set[str]:
    """Return the forms of a verb or of a phrase that begins with one.

    >>> sorted(verb_forms("impose", {})), sorted(verb_forms("take place", {"take": ["took"]}))
    (['impose', 'imposed', 'imposes', 'imposing'], ['take place', 'took place'])
    """
    head, _, rest = base.partition(" ")
    forms = {head, *irregular[head]} if head in irregular else _regular(head)
    return {f"{form} {rest}".strip() for form in forms}


def _regular(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return {verb, third, verb + "ed", verb + "ing"}


def noun_forms(noun: str) -> set[str]:
    """Return a noun and its plural.

    >>> sorted(noun_forms("duty")), sorted(noun_forms("tariff"))
    (['duties', 'duty'], ['tariff', 'tariffs'])
    """
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return {noun, noun[:-1] + "ies"}
    return {noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")}


def spans(words: list[str], phrases: frozenset[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield where phrases stand, longer ones first, none inside another.

    >>> list(spans("did not attend".split(), frozenset({("not",), ("did", "not")})))
    [(0, 2)]
    """
    i, longest = 0, max(map(len, phrases), default=0)
    while i < len(words):
        size = next((n for n in range(longest, 0, -1) if tuple(words[i : i + n]) in phrases), 0)
        if size:
            yield i, i + size
        i += size or 1
