"""Misspelt words of a question: the known word that one stands for, and the short forms that people type."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.errors import InputError
from kg.namespaces import local_name
from kg.paths import data_folder
from kg.store.reading import rdf_errors, read_rdf

if TYPE_CHECKING:
    from collections.abc import Collection

# What a slip costs. One edit of plain distance is 1; slips that people make often cost less, odd ones more.
_DOUBLED, _SWAPPED, _SOUNDS_ALIKE, _SILENT, _BESIDE, _PLAIN, _ODD = 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.3
_AT_THE_FRONT = 0.5  # added: the first letter is usually right
_TIE = 0.2  # two words this near one another in cost are about as near
_SLIP = 0.8  # up to this cost the word is the known word with a slip, whatever else it may look like
_FAR_COMMONER = 50  # times: of two words about as near, one that is so much commoner is meant

_ENDING = re.compile(r"(?<=...)(?:ies|ied|es|ed|ing|s|e|y)$")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Habits(NamedTuple):
    """What the lexicon knows of spelling.

    `alike` are letters that sound alike, `silent` those that often do; `first` and `last` are parts of new words;
    `english` are words that the list lacks; `british` are patterns of American spellings, with what stands for them in
    Britain.
    """

    alike: list[str]
    silent: str
    first: list[str]
    last: list[str]
    english: list[str]
    british: list[tuple[re.Pattern[str], str]]


class Speller:
    """Corrects the words of a question to the words that are known.

    >>> Speller({"tariff", "tariffs", "negotiator", "eldmouth"}).correct("tarrifs")
    'tariffs'
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = known

    def correct(self, word: str) -> str | None:
        """Return the one known word that a misspelt word most likely stands for.

        None where the word is known, is English, holds anything but letters, has fewer than four of them, is an
        abbreviation in capitals, or where no known word or more than one is near. Takes a word as typed or folded.

        >>> speller = Speller({"tariff", "round", "sound", "eldmouth"})
        >>> speller.correct("Eldmuoth"), speller.correct("sheriff"), speller.correct("zound")
        ('eldmouth', None, None)
        """
        folded = word.lower()
        if folded in self._known or len(word) < 4 or not (word.isascii() and word.isalpha()):
            return None
        if (word.isupper() and len(word) < 6) or is_english(folded):
            return None
        return self._corrected(folded, _limit(word))

    def _corrected(self, word: str, limit: float) -> str | None:
        costs = {near: cost for near in self._near(word) if (cost := slip_cost(word, near)) <= limit}
        if not costs:
            return None
        best = min(costs, key=lambda near: (costs[near], len(near), near))
        close = [near for near in costs if costs[near] < costs[best] + _TIE and not _of_one_word(near, best)]
        meant = _commonest([best, *close]) if close else best
        return None if meant and costs[meant] > _SLIP and is_coined(word) else meant

    def _near(self, word: str) -> list[str]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        # One letter doubled and another not is a distance of 2 even in a short word; what it costs decides.
        cutoff = 3 if len(word) > 9 else 2
        found = extract(word, self._choices, scorer=OSA.distance, score_cutoff=cutoff, limit=None)
        return [near for near, _, _ in found]

    @cached_property
    def _choices(self) -> list[str]:
        return [word for word in self._known if len(word) > 2 and word.isascii() and word.isalpha()]


def _limit(typed: str) -> float:
    """Return what slips in a word may cost together; a word that begins with a capital may be an unknown name."""
    if typed[0].isupper() and not typed.isupper():
        return _SLIP if len(typed) < 8 else _PLAIN
    return {4: 0.7, 5: 0.8, 6: 1.0, 7: 1.0, 8: 1.4, 9: 1.5}.get(len(typed), 2.0)


def _commonest(words: list[str]) -> str | None:
    """Return the word that is by far the commonest; None where there is none, or a name stands among them."""
    first, second, *_ = sorted(words, key=frequency, reverse=True)
    by_far = frequency(first) >= _FAR_COMMONER * frequency(second)
    return first if by_far and all(map(frequency, words)) else None


def _of_one_word(a: str, b: str) -> bool:
    """Tell whether two words are forms of one, as far as their endings show."""
    return _ENDING.sub("", a) == _ENDING.sub("", b)


def slip_cost(typed: str, meant: str) -> float:
    """Return how much it takes to get a typed word from the one that was meant: about 1 an edit.

    Swapped and doubled letters, letters that sound alike, silent ones and neighbours on the keyboard take less; a
    letter that has nothing to do with the other takes more, and so does the first letter.

    >>> slip_cost("tarriff", "tariff"), slip_cost("tairff", "tariff"), slip_cost("tarixf", "tariff")
    (0.4, 0.5, 1.3)
    """
    rows: list[list[float]] = []
    for i in range(len(typed) + 1):
        row: list[float] = []
        for j in range(len(meant) + 1):
            ways = [0.0] if not i and not j else []
            if i:
                ways.append(rows[i - 1][j] + _lone(typed, i - 1))
            if j:
                ways.append(row[j - 1] + _lone(meant, j - 1))
            if i and j:
                ways.append(rows[i - 1][j - 1] + _instead(typed[i - 1], meant[j - 1], first=i == j == 1))
            if i > 1 and j > 1 and typed[i - 1] == meant[j - 2] != typed[i - 2] == meant[j - 1]:
                ways.append(rows[i - 2][j - 2] + _SWAPPED)
            row.append(min(ways))
        rows.append(row)
    return round(rows[-1][-1], 2)


def _lone(word: str, at: int) -> float:
    """Return the cost of a letter of one spelling that the other lacks."""
    letter, beside = word[at], word[max(at - 1, 0) : at] + word[at + 1 : at + 2]
    if letter in beside:
        return _DOUBLED
    if letter in _habits().silent:
        cost = _SILENT
    else:
        cost = _SILENT if any(letter in group and set(beside) & set(group) for group in _habits().alike) else _PLAIN
    return cost + (0 if at else _AT_THE_FRONT)


@lru_cache(maxsize=2000)
def _instead(typed: str, meant: str, *, first: bool) -> float:
    """Return the cost of one letter in the place of another."""
    if typed == meant:
        return 0
    if any(typed in group and meant in group for group in _habits().alike):
        cost = _SOUNDS_ALIKE
    else:
        cost = _BESIDE if _beside(typed, meant) else _ODD
    return cost + _AT_THE_FRONT * first


def _beside(a: str, b: str) -> bool:
    """Tell whether two letters are neighbours on a keyboard."""
    places = {key: (row, column) for row, keys in enumerate(_KEYS) for column, key in enumerate(keys)}
    (row_a, column_a), (row_b, column_b) = places[a], places[b]
    # Each row stands half a key to the right of the one above.
    return abs(row_a - row_b) < 2 and abs(column_a - column_b + (row_a - row_b) / 2) <= 1


@lru_cache(maxsize=1)
def _habits() -> Habits:
    entries = _entries(data_folder("ontology") / "lexicon" / "spellings.ttl").values()
    found = {name: [value for entry in entries for value in entry.get(name, [])] for name in Habits._fields}
    patterns = [(re.compile(e["american"][0]), e["british"][0]) for e in entries if "american" in e]
    return Habits(found["alike"], "".join(found["silent"]), found["first"], found["last"], found["english"], patterns)


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    """Return a list of English words as it stands on disk: a word, its frequency, a word, its frequency.

    Searching it takes under a millisecond a word, reading it into a table fifty.
    """
    spec = find_spec("symspellpy")  # tells where the package lies without running it
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    path = next(folder.glob("frequency_dictionary_en_*.txt"), None)
    if path is None:
        raise InputError("the list of English words is missing: install symspellpy")
    return b"\n" + path.read_bytes() + b"\n"


def frequency(word: str) -> int:
    """Return how often English writes a lower-case word; 0 where it is not in the list.

    >>> frequency("haggle") < frequency("talk"), frequency("hagggle")
    (True, 0)
    """
    words = _dictionary()
    at = words.find(f"\n{word} ".encode())
    return int(words[at + len(word) + 2 : words.find(b"\n", at + 1)]) if at >= 0 else 0


@lru_cache(maxsize=2000)
def is_english(word: str) -> bool:
    """Tell whether a lower-case word of letters is English, or a contraction without its apostrophe.

    >>> is_english("haggle"), is_english("hagggle"), is_english("neighbor"), is_english("didnt")
    (True, False, True, True)
    """
    spellings = {word, f"{word[:-1]}'{word[-1:]}", f"{word[:-2]}'{word[-2:]}", *british(word)}
    return word in _habits().english or any(map(frequency, spellings))


def british(word: str) -> set[str]:
    """Return how an American spelling may stand in the list, which is British.

    >>> british("neighbor"), british("canceled"), british("analyze")
    ({'neighbour'}, {'cancelled'}, {'analyse'})
    """
    spellings = (american.sub(there, word) for american, there in _habits().british)
    return {spelling for spelling in spellings if spelling != word}


def is_coined(word: str) -> bool:
    """Tell whether a word that is in no list is made of an English word and a common first or last part.

    >>> is_coined("reshoring"), is_coined("chipmaker"), is_coined("negociator")
    (True, True, False)
    """
    rests = [word[len(part) :] for part in _habits().first if word.startswith(part)]
    rests += [word[: -len(part)] for part in _habits().last if word.endswith(part)]
    return any(len(rest) > 3 and is_english(rest) for rest in rests)


def _entries(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read the values of each entry by the local names of its properties."""
    entries: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with rdf_errors(str(path)):
        for triple in ox.parse(read_rdf(path), ox.RdfFormat.TURTLE):
            entries[str(triple.subject)][local_name(triple.predicate.value)].append(triple.object.value)
    return entries
