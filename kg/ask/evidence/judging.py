"""Whether what was found answers a question: an account of its words, with thresholds calibrated on real questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence.lines import FACT, STATEMENT
from kg.ask.evidence.openings import NO
from kg.ask.language.kinds import YES_NO

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ask.evidence.finding import Finding
    from kg.ask.evidence.search import Term

# The share of a question's weight that the best line must account for (docs/asking-measured.md shows the curve).
THRESHOLD = 0.75
_FEW = 2  # a question that says less asks nothing that can be answered
# Asked for, these need more than the likeliest fact.
_NEEDS_DOING = frozenset(["superlative", "timeline", "summary", "conflict", "change", "compare"])
_GENERAL = frozenset(["what", "which"])


class Demand(NamedTuple):
    """What a kind of question demands of evidence: a share of the threshold, and how much may be left unaccounted for.

    `words` is how many words may be left out, or how many nouns where only `nouns` count. `met` is how
    many names and words must be met where any word is left out; with `verb` the first verb must be met.
    """

    share: float
    words: int
    nouns: bool = False
    met: int = 0
    verb: bool = False


# Few lines tell a reason, a condition, a length or an amount, so that one whose names and numbers all fit is seldom
# beside the point. What bears on a yes or no is only told, not affirmed. Elsewhere a fact that leaves out a word that
# counts is mostly about something else: who did a part of something need not have done the whole.
_DEMANDS = {
    "why": Demand(0.6, 2, met=2, verb=True),
    "condition": Demand(0.6, 2, met=2, verb=True),
    YES_NO: Demand(0.8, 1, verb=True),
    "how-long": Demand(1.0, 1, nouns=True),
    "how-much": Demand(1.0, 1, nouns=True),
}
_USUAL = Demand(1.0, 0)


class Verdict(NamedTuple):
    """Whether evidence is taken for an answer, and if not, why: in words, and as one of the reasons of an answer."""

    accepted: bool
    why: str = ""
    reason: str = "no-record"


def verdict(finding: Finding, threshold: float) -> Verdict:
    """Judge a finding: every hard term accounted for, enough of the rest, and a line that can answer the question."""
    if not finding.chosen:
        return Verdict(False, "no fact accounts for the question")
    if not finding.hits:  # settled by the names alone
        return Verdict(True)
    for check in _CHECKS:
        judged = check(finding)
        if judged is not None:
            return judged
    if finding.coverage < threshold * _demand(finding).share:
        missing = [term.text for term in finding.missing if term.weight == 1.0] or [
            term.text for term in finding.missing
        ]
        return Verdict(False, f"the nearest fact does not account for {_listed(missing)}")
    return Verdict(True)


def _hard(finding: Finding) -> Verdict | None:
    hard = [term.text for term in finding.missing if term.hard]
    return Verdict(False, f"no fact that would answer it accounts for {_listed(hard)}") if hard else None


def _unheard(finding: Finding) -> Verdict | None:
    """Take no article for one that tells of something, unless it tells of all of it."""
    left = [term.text for term in finding.missing if term.weight == 1.0]
    return Verdict(False, f"no article accounts for {_listed(left)}") if finding.by_article and left else None


def _undone(finding: Finding) -> Verdict | None:
    unsaid = [term.text for term in finding.missing if term.kind == "doing"]
    undone = {doing.partition(":")[0] for doing in finding.asked.doing} & _NEEDS_DOING
    if not undone or not unsaid or finding.done:
        return None
    if undone == {"compare"} and finding.chosen[0].kind == STATEMENT:  # "would hurt less than": what somebody said
        return None
    why = f"{_listed(unsaid)}: no {_listed(sorted(undone))} could be made of what was found"
    return Verdict(False, why, "unsupported")


def _away(finding: Finding) -> Verdict | None:
    away = [term.text for term in finding.missing if term.kind == "thing" and term.weight == 1.0]
    about_them = not away or finding.chosen[0].kind == STATEMENT
    return None if about_them else Verdict(False, f"the nearest fact is not about {_listed(away)}")


def _unsettled(finding: Finding) -> Verdict | None:
    open_still = finding.asked.kind == YES_NO and finding.chosen[0].kind == FACT and not finding.done
    return Verdict(False, "the nearest fact settles neither yes nor no") if open_still else None


def _nouns(finding: Finding) -> Verdict | None:
    missing = [term for term in finding.missing if term.noun and term.kind == "word" and term.weight == 1.0]
    focus = _focus(finding)
    if focus is not None and focus in (*finding.missing, *finding.hits[0].loose) and not finding.done:
        return Verdict(False, f"no fact that is near tells of {focus.text}")
    demand = _demand(finding)
    if not demand.nouns:
        missing = [term for term in finding.missing if term.kind == "word" and term.weight == 1.0]
    if _in_keywords(finding) and not finding.done:
        missing = [term for term in finding.missing if term.kind == "word"]
    met = [term for term in finding.terms if term.weight == 1.0 and term not in finding.missing]
    # What is denied needs no verb: no quota is no quota imposed.
    undone = demand.verb and finding.opening != NO and _verb(finding) in missing
    if len(missing) > demand.words or (missing and len(met) < demand.met) or undone:
        return Verdict(False, f"no fact that is near accounts for {_listed([term.text for term in missing])}")
    return None


def _in_keywords(finding: Finding) -> bool:
    """Tell whether a question is put in keywords alone: any of them may be what it asks for."""
    return finding.asked.kind == "what" and finding.asked.at not in finding.asked.framing and not finding.said


def _verb(finding: Finding) -> Term | None:
    """Return the first verb of a question that says something: what is asked about was done or not."""
    verbs = [t for t in finding.terms if t.kind == "word" and t.weight == 1.0 and not t.noun]
    return min(verbs, key=lambda term: min(term.positions), default=None)


def _demand(finding: Finding) -> Demand:
    return _DEMANDS.get(finding.asked.kind, _USUAL)


def _focus(finding: Finding) -> Term | None:
    """Return what "which" or "what" asks for: the first noun behind it, unless it asks for somebody's words."""
    if finding.asked.kind not in _GENERAL or finding.said:
        return None
    behind = [t for t in finding.terms if t.kind == "word" and t.named and min(t.positions) > finding.asked.at]
    return min(behind, key=lambda term: min(term.positions), default=None)


def _truth(finding: Finding) -> Verdict | None:
    """Planned is not held, and a refusal is no event: neither answers a question that takes something for done."""
    if finding.said or finding.asked.kind == YES_NO:
        return None
    if finding.denied:
        return Verdict(False, "what is on record is a denial or a refusal", "false-premise")
    if finding.unfulfilled:
        return Verdict(False, "it is on record as planned, hoped for or reported, not as done", "false-premise")
    return None


def _kind(finding: Finding) -> Verdict | None:
    if not finding.fits:
        return Verdict(False, f"the nearest facts do not say {finding.asked.kind.replace('-', ' ')}")
    most = any(term.kind == "doing" and term not in finding.missing for term in finding.terms)
    names_alone = all(term.kind != "word" for term in finding.terms) and not most
    if finding.done:
        return None
    few = len(finding.terms) < _FEW and finding.asked.kind in {*_GENERAL, YES_NO} and finding.opening != NO
    if few or (names_alone and not (finding.about or finding.said)):
        return Verdict(False, "it names things, but does not say what it asks of them", "no-reading")
    return None


def _listed(texts: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


_CHECKS: tuple[Callable[[Finding], Verdict | None], ...] = (
    _hard,
    _unheard,
    _undone,
    _away,
    _unsettled,
    _nouns,
    _truth,
    _kind,
)
