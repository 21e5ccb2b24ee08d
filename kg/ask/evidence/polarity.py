"""Yes or no: whether a line of evidence says what a question supposes, denies it, or only speaks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.ask.evidence.lines import FACT
from kg.ask.language.words import phrase
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.ask.evidence.lines import Line
    from kg.ask.language.thesaurus import Thesaurus
    from kg.tables import Term

# Codes that turn what they qualify into its opposite, and those that only hold it up for consideration.
_DENYING = frozenset(map(term, ("denial", "refusal", "noComment", "notImposed", "notReached", "cancelled", "rejected")))
_OPEN = frozenset(
    map(term, (
        "possibility", "hope", "fear", "intention", "expectation", "consideration", "question", "demand", "offer",
        "warning", "planned", "considered", "mooted", "possible", "proposed", "sought", "reported", "undecided",
        "unlikely", "due", "shelved", "postponed",
    ))
)  # fmt: skip
_CODED = tuple(map(term, ("modality", "status", "standing", "stance")))
_UNWILLING = frozenset([term("refusal")])
YES, NO, NEITHER = "Yes.", "No.", ""


def answer(words: list[str], line: Line, facts: Mapping[str, list[Term]], thesaurus: Thesaurus) -> str:
    """Return "Yes." or "No." where a line settles a question of these words, else nothing: hoped for is not done."""
    codes = _codes(facts)
    asked_for = {code for found in thesaurus.everywhere(words) for code in found.entry.codes}
    if codes & _OPEN and not codes & asked_for:
        return NEITHER
    if line.kind == FACT:  # that a thing has some property says nothing of whether it came to be
        return NEITHER
    if codes & _UNWILLING:  # a refusal to do something is no denial that it is so
        return NEITHER
    denied = bool(codes & (_DENYING - asked_for)) or _negated(phrase(line.text), thesaurus)
    return NO if denied != _negated(words, thesaurus) else YES


def denies(facts: Mapping[str, list[Term]]) -> bool:
    """Tell whether the facts of a statement or state deny or refuse what they speak of."""
    return not _codes(facts).isdisjoint(_DENYING)


def is_open(facts: Mapping[str, list[Term]]) -> bool:
    """Tell whether the facts of a statement or state only hold up what they speak of: hoped for, planned, reported."""
    return not _codes(facts).isdisjoint(_OPEN)


def unsettled(facts: Mapping[str, list[Term]]) -> bool:
    """Tell whether the facts of a state say that something is not so, or not yet."""
    return not _codes(facts).isdisjoint(_DENYING | _OPEN)


def _codes(facts: Mapping[str, list[Term]]) -> set[str]:
    return {value.value for name in _CODED for value in facts.get(name, ()) if isinstance(value, NamedNode)}


def _negated(words: Iterable[str], thesaurus: Thesaurus) -> bool:
    """Tell whether an odd number of negations stands in a list of words."""
    found = [found for found in thesaurus.find(list(words), frames=True) if "negation" in found.entry.frames]
    return len(found) % 2 == 1
