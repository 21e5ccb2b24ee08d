"""Whether what was found answers a question: an account of its words, with thresholds calibrated on real questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence.lines import FACT, STATEMENT
from kg.ask.language.kinds import YES_NO

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ask.evidence.finding import Finding
    from kg.ask.evidence.search import Term

# The share of a question's weight that the best line must account for (docs/asking-measured.md shows the curve).
THRESHOLD = 0.75
_FEW = 2  # a question that says less asks nothing that can be answered
_NOUNS = 1  # nouns that the best line may leave out
# Asked for, these need more than the likeliest fact.
_NEEDS_DOING = frozenset(["superlative", "timeline", "summary", "conflict", "change", "compare"])
_WHOLE = frozenset(["why", "condition"])  # half a reason is another reason; so is half of what somebody did
_GENERAL = frozenset(["what", "which"])


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
    if finding.coverage < threshold:
        missing = [term.text for term in finding.missing if term.weight == 1.0] or [
            term.text for term in finding.missing
        ]
        return Verdict(False, f"the nearest fact does not account for {_listed(missing)}")
    return Verdict(True)


def _hard(finding: Finding) -> Verdict | None:
    hard = [term.text for term in finding.missing if term.hard]
    return Verdict(False, f"no fact that would answer it accounts for {_listed(hard)}") if hard else None


def _undone(finding: Finding) -> Verdict | None:
    unsaid = [term.text for term in finding.missing if term.kind == "doing"]
    undone = {doing.partition(":")[0] for doing in finding.asked.doing} & _NEEDS_DOING
    if not undone or not unsaid or finding.done:
        return None
    why = f"{_listed(unsaid)}: no {_listed(sorted(undone))} could be made of what was found"
    return Verdict(False, why, "unsupported")


def _away(finding: Finding) -> Verdict | None:
    away = [term.text for term in finding.missing if term.kind == "thing"]
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
    whole = finding.asked.kind in _WHOLE or (finding.asked.kind == "who" and not finding.said)
    if whole:
        missing = [term for term in finding.missing if term.kind == "word" and term.weight == 1.0]
    if len(missing) > (0 if whole else _NOUNS):
        return Verdict(False, f"no fact that is near accounts for {_listed([term.text for term in missing])}")
    return None


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
    names_alone = all(term.kind != "word" for term in finding.terms)
    if finding.done:
        return None
    few = len(finding.terms) < _FEW and finding.asked.kind in {*_GENERAL, YES_NO}
    if few or (names_alone and not (finding.about or finding.said)):
        return Verdict(False, "it names things, but does not say what it asks of them", "no-reading")
    return None


def _listed(texts: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


_CHECKS: tuple[Callable[[Finding], Verdict | None], ...] = (_hard, _undone, _away, _unsettled, _nouns, _truth, _kind)
