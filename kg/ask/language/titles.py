"""Offices as names of people: "the Treasury chief", "Japan's point man", "the PM"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.language.words import phrase
from kg.namespaces import ALT_LABEL, LABEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.ask.language.thesaurus import Thesaurus
    from kg.store.engine import Engine

_LONGEST = 6
_BODY = re.compile(r" (?:of|at|for|to) ")
_BELONGING = frozenset(["of", "at", "for", "to"])
_JOINING = frozenset(["the", "s", *_BELONGING])


_Part = frozenset[str]


class Titled(NamedTuple):
    """A run of words that names an office: where it stands, and the office and its holders."""

    start: int
    end: int
    values: tuple[str, ...]


class _Office(NamedTuple):
    iri: str
    holders: frozenset[str]
    tokens: frozenset[str]
    heads: frozenset[str]
    wholes: frozenset[str]
    body: frozenset[str]


class Titles:
    """The offices of a graph, found by words that mean what their names say."""

    def __init__(self, engine: Engine, thesaurus: Thesaurus, nations: Callable[[str], Iterable[str]]) -> None:
        self._engine = engine
        self._thesaurus = thesaurus
        self._nations = nations

    @cached_property
    def _offices(self) -> list[_Office]:
        rows = self._engine.select(
            f"SELECT ?o ?name ?body ?h {{ ?o a kg:Office ; <{LABEL}>|<{ALT_LABEL}> ?name ."
            " ?t kg:office ?o ; kg:holder ?h ."
            f" OPTIONAL {{ ?o kg:officeOf/kg:governs? ?b . ?b <{LABEL}>|<{ALT_LABEL}> ?body }} }}"
        )
        names: dict[str, set[str]] = defaultdict(set)
        bodies: dict[str, set[str]] = defaultdict(set)
        holders: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            office = row["o"].value  # type: ignore[union-attr]
            names[office].add(row["name"].value)  # type: ignore[union-attr]
            holders[office].add(row["h"].value)  # type: ignore[union-attr]
            if "body" in row:
                bodies[office] |= {row["body"].value, *self._nations(row["body"].value)}  # type: ignore[union-attr]
        return [
            _Office(
                iri,
                frozenset(holders[iri]),
                self._tokens(names[iri]),
                self._role(names[iri]),
                self._whole(names[iri]),
                frozenset(_one(word) for name in bodies[iri] for word in phrase(name)),
            )
            for iri in sorted(names)
        ]

    def holders(self, office: str) -> frozenset[str]:
        """Return all who hold an office, none for anything else."""
        return next((one.holders for one in self._offices if one.iri == office), frozenset())

    def _tokens(self, names: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for name in names:
            words = list(phrase(name))
            found |= {_one(word) for word in words if word not in _JOINING}
            for form in self._thesaurus.everywhere(words):
                found |= {f"g:{group}" for group in form.entry.groups}
        return frozenset(found)

    def _role(self, names: Iterable[str]) -> frozenset[str]:
        """Return what the last word of each role may be found by, alone and with the word before it."""
        found: set[str] = set()
        for name in names:
            words = list(phrase(_head(name)))
            found |= {_one(words[-1])} if words else set()
            for form in self._thesaurus.everywhere(words):
                if form.end == len(words):
                    found |= {f"g:{group}" for group in form.entry.groups}
        return frozenset(found)

    def _whole(self, names: Iterable[str]) -> frozenset[str]:
        """Return the groups that stand for a whole title: "PM" for "Prime Minister of Norvia"."""
        found: set[str] = set()
        for name in names:
            words = list(phrase(_BODY.split(name, maxsplit=1)[0]))
            for form in self._thesaurus.everywhere(words):
                if form.end == len(words) and form.end - form.start > 1:
                    found |= {f"g:{group}" for group in form.entry.groups}
        return frozenset(found)

    def find(self, words: list[str], barred: frozenset[int]) -> list[Titled]:
        """Return the longest runs of words that name offices; `barred` words are no part of any."""
        found: list[Titled] = []
        i = 0
        while i < len(words):
            best = next(
                (
                    one
                    for size in range(min(_LONGEST, len(words) - i), 0, -1)
                    if (one := self._at(words, i, i + size, barred))
                ),
                None,
            )
            if best is not None:
                found.append(best)
            i = best.end if best else i + 1
        return found

    def _at(self, words: list[str], start: int, end: int, barred: frozenset[int]) -> Titled | None:
        if not barred.isdisjoint(range(start, end)) or words[start] in _JOINING or words[end - 1] in _JOINING:
            return None
        run = words[start:end]
        belongs = next((i for i, word in enumerate(run) if word in _BELONGING), len(run))
        before, after = self._parts(run[:belongs]), self._parts(run[belongs:])
        if not before or (belongs < len(run) and not after):
            return None
        # An office called so outright comes before one that the same words could be made to mean.
        fitting = self._fitting(before, after, _stems) or self._fitting(before, after, _all)
        holders = frozenset().union(*(office.holders for office in fitting))
        return (
            Titled(start, end, tuple(sorted({*holders, *(office.iri for office in fitting)})))
            if len(holders) == 1
            else None
        )

    def _fitting(self, before: list[_Part], after: list[_Part], seen: Callable[[_Part], _Part]) -> list[_Office]:
        """Return the offices whose role is the last of the parts before "of", and that hold all the other parts."""
        role, others = before[-1], [*before[:-1], *after]
        alone = not others
        return [
            office
            for office in self._offices
            if (_stems(role) & office.heads or seen(role) & (office.wholes if alone else office.heads))
            and all(seen(part) & (office.tokens | office.body) for part in others)
            and (alone or any(_stems(part) & (office.tokens | office.body) for part in (role, *others)))
        ]

    def _parts(self, run: list[str]) -> list[_Part]:
        """Return what each part of a run may be found by; empty where a word of it says nothing of an office."""
        parts: list[_Part] = []
        i = 0
        while i < len(run):
            if run[i] in _JOINING:
                i += 1
                continue
            sizes = range(min(3, len(run) - i), 1, -1)
            size = next((n for n in sizes if self._thesaurus.entry(tuple(run[i : i + n])).groups), 1)
            entry = self._thesaurus.entry(tuple(run[i : i + size]))
            own = {_one(run[i])} if size == 1 else set()
            part = frozenset({*own, *(f"g:{group}" for group in entry.groups)})
            if entry.light and size == 1 and not any(own & office.body for office in self._offices):
                return []
            parts.append(part)
            i += size
        return parts


def _all(part: _Part) -> _Part:
    return part


def _one(word: str) -> str:
    # Stems would make one of "president" and "presided".
    return f"s:{word[:-1] if len(word) > 3 and word.endswith('s') and not word.endswith('ss') else word}"


def _stems(part: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in part if token.startswith("s:"))


def _head(name: str) -> str:
    """Return the role in an office's name: its last two words before what it is an office of.

    >>> _head("Chief tariff negotiator of Norvia"), _head("Prime Minister of Norvia"), _head("Premier")
    ('tariff negotiator', 'Prime Minister', 'Premier')
    """
    return " ".join(_BODY.split(name, maxsplit=1)[0].split()[-2:])
