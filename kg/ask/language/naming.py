"""Every phrase that may name a thing of a graph: labels and other names, turned, shortened and in other nouns."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from kg.ask.language import dates
from kg.ask.language.linking import classes_of_named
from kg.ask.language.words import noun_forms, ordinal, phrase
from kg.namespaces import ALT_LABEL, LABEL, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.language.lexicon import Country, Lexicon, Words
    from kg.store.engine import Engine

_MONTHS = "|".join(name.capitalize() for name in dates.MONTHS)
_DATED = re.compile(rf"\s+(?:of|on|in|from)?\s*(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{4}})?$|\s+of \d{{4}}$")
_PREPOSITION = re.compile(r"( (?:on|of|for|at|with) )")


class Naming:
    """Works out the names of a graph's things."""

    def __init__(self, engine: Engine, lexicon: Lexicon) -> None:
        self._engine = engine
        self._lexicon = lexicon

    @cached_property
    def phrases(self) -> dict[Words, set[str]]:
        """Return things by every phrase that names them."""
        found: dict[Words, set[str]] = defaultdict(set)
        for row in self._engine.select(f"SELECT ?s ?l {{ ?s <{LABEL}>|<{ALT_LABEL}> ?l }}"):
            thing, name = row["s"].value, row["l"].value  # type: ignore[union-attr]
            classes = self._classes.get(thing, set())
            for form in self._forms(name, classes):
                for variant in self._called(form, classes):
                    found[variant].add(thing)
        self._add_countries(found)
        self._add_synonyms(found)
        found.pop((), None)
        return found

    @cached_property
    def labelled(self) -> dict[str, set[str]]:
        """Return things by each word of their label."""
        found: dict[str, set[str]] = defaultdict(set)
        for thing, label in self._labels.items():
            for word in phrase(label):
                found[word].add(thing)
        return found

    @cached_property
    def _labels(self) -> dict[str, str]:
        rows = self._engine.select(f"SELECT ?s ?l {{ ?s <{LABEL}> ?l }} ORDER BY DESC(?l)")
        return {row["s"].value: row["l"].value for row in rows}  # type: ignore[union-attr]

    @cached_property
    def _classes(self) -> dict[str, set[str]]:
        return classes_of_named(self._engine)

    def _forms(self, name: str, classes: set[str]) -> set[Words]:
        words = phrase(name)
        forms = {words, phrase(_DATED.sub("", name)), *_turned(name, self._nations)}
        # "U.S. sector-based tariffs" are sector-based tariffs, too.
        forms |= {form[1:] for form in forms if len(form) > 2 and form[:1] in self._nations}
        if term("Person") in classes and len(words) > 1:
            forms |= {words[::-1], words[1:] + words[:1], words[-1:]}
        for form in [form for form in forms if form]:
            forms |= {(*form[:-1], last) for last in noun_forms(form[-1])}
            forms |= {(*form[:-1], form[-1][:-1])} if form[-1].endswith("s") and len(form[-1]) > 3 else set()
        return forms

    @cached_property
    def _countries(self) -> dict[str, Country]:
        """Return the countries that the graph names; the other two hundred need no looking at."""
        named = set(self._labels.values())
        return {name: country for name, country in self._lexicon.countries.items() if name in named}

    @cached_property
    def _nations(self) -> set[Words]:
        return {phrase(name) for country in self._countries.values() for name in country.names}

    def _called(self, form: Words, classes: set[str]) -> Iterator[Words]:
        """Yield a name, and the name with another noun of its class: a tariff is a duty and a levy as well."""
        yield form
        for name in self._lexicon.classes.get(form[-1:], set()) & classes:
            yield from ((*form[:-1], *noun) for noun in self._nouns[name])

    @cached_property
    def _nouns(self) -> dict[str, list[Words]]:
        found: dict[str, list[Words]] = defaultdict(list)
        for noun, named in self._lexicon.classes.items():
            for name in named:
                found[name].append(noun)
        return found

    def _add_countries(self, found: dict[Words, set[str]]) -> None:
        governed = {row["p"].value: row["g"].value for row in self._engine.select("SELECT ?g ?p { ?g kg:governs ?p }")}  # type: ignore[union-attr]
        for name, country in self._countries.items():
            things = set(found.get(phrase(name), set()))
            powers = {governed[t] for t in things if t in governed} | found.get(phrase(f"Government of {name}"), set())
            for form in map(phrase, country.names):
                found[form] |= things | powers
            for form in map(phrase, country.capitals):
                found[form] |= powers

    def _add_synonyms(self, found: dict[Words, set[str]]) -> None:
        for group in self._lexicon.synonyms:
            things = set().union(*(found.get(form, set()) for form in group))
            for form in group:
                if things:
                    found[form] |= things


def _turned(name: str, nations: set[Words]) -> Iterator[Words]:
    """Yield shorter ways to say a name such as "U.S. tariff on auto parts": its head, and "auto parts tariff".

    What tells things apart stays: "baseline duty on wool" is not just any wool duty.

    >>> sorted(_turned("U.S. tariff on auto parts", {("us",)})), list(_turned("Baseline duty on wool", set()))
    ([('auto', 'parts', 'tariff'), ('us', 'tariff')], [('baseline', 'duty')])
    """
    head, preposition, rest = _PREPOSITION.split(name, maxsplit=1) if _PREPOSITION.search(name) else (name, "", "")
    first, tail = phrase(head), phrase(_DATED.sub("", rest))
    if not rest or len(first) < 2 or ordinal(first[0]) is not None:  # "second round" is read as a round and its number
        return
    yield first
    bare = first[1:] if first[:1] in nations else first
    if preposition.strip() == "on" and tail and len(bare) == 1:
        yield (*tail, *bare)
