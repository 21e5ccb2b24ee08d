"""Yes or no: whether a line of evidence says what a question supposes, denies it, or only speaks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.ask.evidence.facts import text_of
from kg.ask.evidence.openings import NEITHER, NO
from kg.ask.language.words import phrase
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.ask.language.thesaurus import Thesaurus
    from kg.tables import Term

# Codes that say of what they qualify that it is not so.
DENYING = frozenset(map(term, ("denial", "notImposed", "notReached", "cancelled")))
# A refusal denies nothing, yet is no answer to what was done.
UNWILLING = frozenset(map(term, ("refusal", "noComment", "rejected")))
# Codes that only hold up what they qualify: hoped for, planned, reported.
_OPEN = frozenset(
    map(term, (
        "possibility", "hope", "fear", "intention", "expectation", "consideration", "question", "demand", "offer",
        "warning", "planned", "considered", "mooted", "possible", "proposed", "sought", "reported", "undecided",
        "unlikely", "due", "shelved", "postponed",
    ))
)  # fmt: skip
_CODED = tuple(map(term, ("modality", "status", "standing", "stance")))


def answer(words: list[str], facts: Mapping[str, list[Term]], thesaurus: Thesaurus) -> str:
    """Return "No." where what is on record denies what a question of these words supposes, else that it is left open.

    That something bears on a question is no yes: who says "reluctant to lift it" has not lifted it.
    """
    codes = _codes(facts)
    return NO if codes & (DENYING - _asked_for(words, thesaurus)) and not _negated(words, thesaurus) else NEITHER


def affirms(words: list[str], facts: Mapping[str, list[Term]], thesaurus: Thesaurus) -> bool:
    """Tell whether somebody's own word or stance is what words ask after: who asks whether it was offered, an offer.

    Not where either is negated, or another says whose word it was.
    """
    asked_for = _asked_for(words, thesaurus) & _codes(facts)
    told = term("attitudeOf") in facts or "or" in words
    return bool(asked_for) and not told and not _negated(words, thesaurus) and not says_not(words, facts, thesaurus)


def denies(words: list[str], facts: Mapping[str, list[Term]], thesaurus: Thesaurus) -> bool:
    """Tell whether facts deny or refuse what they speak of, where the words do not ask for that or deny it too."""
    asked_for = _asked_for(words, thesaurus)
    return not _negated(words, thesaurus) and not _codes(facts).isdisjoint((DENYING | UNWILLING) - asked_for)


def says_not(words: list[str], facts: Mapping[str, list[Term]], thesaurus: Thesaurus) -> bool:
    """Tell whether a statement says that something is not so, where the words do not ask for that."""
    gists = [word for value in facts.get(term("gist"), ()) for word in phrase(text_of(value, "langString") or "")]
    return _negated(gists, thesaurus) and not _negated(words, thesaurus)


def is_open(words: list[str], facts: Mapping[str, list[Term]], thesaurus: Thesaurus) -> bool:
    """Tell whether the facts of a statement or state only hold up what they speak of: hoped for, planned, reported.

    Not where the words ask for just that: who asks what was offered is answered by an offer.
    """
    return not _codes(facts).isdisjoint(_OPEN - _asked_for(words, thesaurus))


def is_suspended(facts: Mapping[str, list[Term]]) -> bool:
    """Tell whether facts are those of a state in which a measure is on hold: it did not begin then."""
    return term("suspended") in _codes(facts)


def unsettled(facts: Mapping[str, list[Term]]) -> bool:
    """Tell whether the facts of a state say that something is not so, or not yet."""
    return not _codes(facts).isdisjoint(DENYING | _OPEN)


def _codes(facts: Mapping[str, list[Term]]) -> set[str]:
    return {value.value for name in _CODED for value in facts.get(name, ()) if isinstance(value, NamedNode)}


def _asked_for(words: list[str], thesaurus: Thesaurus) -> set[str]:
    """Return the codes that words ask for."""
    return {code for found in thesaurus.everywhere(words) for code in found.entry.codes}


def _negated(words: Iterable[str], thesaurus: Thesaurus) -> bool:
    """Tell whether an odd number of negations stands in a list of words."""
    found = [found for found in thesaurus.find(list(words), frames=True) if "negation" in found.entry.frames]
    return len(found) % 2 == 1
