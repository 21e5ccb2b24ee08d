"""Evidence search: which lines account for what a question says, and for how much of it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence import indexing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.ask.evidence.indexing import Posting

# How much a token counts by the place where it stands, and by its kind. Found by random search over the tuning
# questions (benchmarks/weights.py) and rounded.
PLACES = {
    indexing.TOLD: 1.4, indexing.NAMED: 0.8, indexing.WORDED: 1.2, indexing.INDEXED: 0.9, indexing.IN_PHRASE: 0.65,
    indexing.CONTEXT: 0.3, indexing.NEAR: 0.08, indexing.THING: 1.2, indexing.THING_CONTEXT: 0.65,
    indexing.THING_NEAR: 1.2,
}  # fmt: skip
KINDS = {"g": 0.35, "w": 0.45, "c": 0.7}
# How well a token in such a place accounts for a word of the question; likeness counts nearly as much as sameness.
ACCOUNTS = {
    indexing.TOLD: 1.0, indexing.NAMED: 1.0, indexing.WORDED: 1.0, indexing.INDEXED: 0.85, indexing.IN_PHRASE: 0.85,
    indexing.CONTEXT: 0.8, indexing.NEAR: 0.5, indexing.THING: 1.0, indexing.THING_CONTEXT: 0.95,
    indexing.THING_NEAR: 0.9,
}  # fmt: skip
_LIKE = 0.9
_FIRM = 0.85  # below it a term is accounted for only by what surrounds a line
_INDEXED = frozenset([indexing.INDEXED, indexing.IN_PHRASE])
LONG = 20_000  # postings beyond which a token does not propose lines, but only confirms those that others propose
CANDIDATES = 5_000


class Term(NamedTuple):
    """One thing that a question says, and that evidence is to account for.

    `tokens` are what it may be found by, each with a factor; each of `phrases` is found where all its tokens are. A
    term that is `hard` can never be left out: a name, number, date, negation or limit. `noun` tells that it is no verb,
    `named` that it is used as a noun.
    """

    text: str
    positions: frozenset[int]
    tokens: tuple[tuple[str, float], ...]
    phrases: tuple[tuple[tuple[str, ...], float], ...] = ()
    hard: bool = False
    kind: str = "word"
    weight: float = 1.0
    noun: bool = False
    named: bool = False


class Wish(NamedTuple):
    """What makes a line likelier: that it can answer such a question, that it is somebody's word."""

    token: str
    bonus: float


class Match(NamedTuple):
    """How much a line's match with a term counts for its rank, and how well it accounts for the term."""

    rank: float
    account: float


class Hit(NamedTuple):
    """A line with the share of the question's weight that it accounts for, and the terms that it does not.

    `loose` are terms that only what surrounds the line accounts for.
    """

    line: int
    score: float
    coverage: float
    missing: tuple[Term, ...]
    granted: frozenset[str]
    loose: tuple[Term, ...] = ()


class Search:
    """Searches an index of lines; `posting` returns the lines that hold a token."""

    def __init__(self, count: int, posting: Callable[[str], Posting | None]) -> None:
        self._count = count
        self._posting = posting

    def hits(self, terms: Sequence[Term], wishes: Sequence[Wish] = (), most: int = 40) -> list[Hit]:
        """Return the lines that account for any term, best first."""
        found = self._matches(terms)
        weights = [one.weight * self._weight(matches) for one, matches in zip(terms, found, strict=True)]
        total = sum(weights) or 1.0
        said = sum(one.weight for one in terms) or 1.0
        ranked: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for one, matches, weight in zip(terms, found, weights, strict=True):
            for line, match in matches.items():
                ranked[line] += weight * match.rank / total
                # What a word weighs against the rest of the graph ranks lines; whether it was met does not hang on it.
                covered[line] += one.weight * match.account / said
        granted = self._granted(wishes, ranked)
        for line, wish in ((line, wish) for line, of_line in granted.items() for wish in of_line):
            ranked[line] += wish.bonus
        best = sorted(ranked, key=lambda line: (-ranked[line], line))[:most]
        return [
            Hit(
                line, ranked[line], covered[line],
                tuple(t for t, matches in zip(terms, found, strict=True) if line not in matches),
                frozenset(wish.token for wish in granted.get(line, ())),
                tuple(t for t, m in zip(terms, found, strict=True) if line in m and m[line].account < _FIRM),
            )
            for line in best
        ]  # fmt: skip

    def share(self, token: str) -> float:
        """Return the share of the lines that hold a token."""
        posting = self._posting(token)
        return len(posting.lines) / self._count if posting and self._count else 0.0

    def holding(self, term: Term) -> dict[int, Match]:
        """Return the lines that account for one term, each with how well."""
        return self._matches([term])[0]

    def _weight(self, matches: Mapping[int, Match]) -> float:
        """Weigh a term by its rarity among the lines; one that no line holds weighs as the rarest."""
        return math.log(1 + self._count / (1 + sum(match.account for match in matches.values())))

    def _matches(self, terms: Sequence[Term]) -> list[dict[int, Match]]:
        found: list[dict[int, Match]] = [{} for _ in terms]
        late: list[tuple[int, str, float]] = []
        for i, one in enumerate(terms):
            for token, factor in one.tokens:
                posting = self._posting(token)
                if posting is not None and len(posting.lines) > LONG:
                    late.append((i, token, factor))
                elif posting is not None:
                    _keep_best(found[i], _matched(token, posting, factor))
            for tokens, factor in one.phrases:
                _keep_best(found[i], self._together(tokens, factor))
        self._confirm(found, late)
        return found

    def _together(self, tokens: tuple[str, ...], factor: float) -> dict[int, Match]:
        """Return the lines that hold all of some tokens, each as well as the worst of them."""
        postings = [posting for token in tokens if (posting := self._posting(token))]
        if len(postings) < len(tokens):
            return {}
        each = [_matched(token, posting, factor) for token, posting in zip(tokens, postings, strict=True)]
        said = frozenset().union(*map(_said, postings))
        rarest = min(each, key=len, default={})
        whole = [line for line in rarest if line in said and all(line in one for one in each)]
        return {line: min(one[line] for one in each) for line in whole}

    def _confirm(self, found: list[dict[int, Match]], late: list[tuple[int, str, float]]) -> None:
        """Look common tokens up in the lines that rarer ones propose."""
        proposed = sorted({line for one in found for line in one})[:CANDIDATES] if late else []
        for i, token, factor in late:
            posting = self._posting(token)
            if posting is None:
                continue
            for line in proposed:
                at = bisect_left(posting.lines, line)
                if at < len(posting.lines) and posting.lines[at] == line:
                    _keep_best(found[i], {line: _match(token, posting.places[at], factor)})

    def _granted(self, wishes: Sequence[Wish], lines: Mapping[int, float]) -> dict[int, list[Wish]]:
        granted: dict[int, list[Wish]] = defaultdict(list)
        for wish in wishes:
            posting = self._posting(wish.token)
            for line in posting.lines if posting else ():
                if line in lines:
                    granted[line].append(wish)
        return granted


def _match(token: str, place: int, factor: float) -> Match:
    kind = token.partition(":")[0]
    return Match(factor * KINDS.get(kind, 1.0) * PLACES[place], (_LIKE if kind in KINDS else 1.0) * ACCOUNTS[place])


def _matched(token: str, posting: Posting, factor: float) -> dict[int, Match]:
    by_place = {place: _match(token, place, factor) for place in set(posting.places)}
    return {line: by_place[place] for line, place in zip(posting.lines, posting.places, strict=True)}


def _said(posting: Posting) -> set[int]:
    """Return the lines that are more than indexed under a token: two words out of an index make no phrase."""
    return {line for line, place in zip(posting.lines, posting.places, strict=True) if place not in _INDEXED}


def _keep_best(found: dict[int, Match], more: Mapping[int, Match]) -> None:
    for line, match in more.items():
        known = found.get(line)
        if known is None:
            found[line] = match
        elif match.rank > known.rank or match.account > known.account:
            found[line] = Match(max(match.rank, known.rank), max(match.account, known.account))
