"""Why a question was answered, or not: its words, what they were linked to, the readings tried, the evidence found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.tables import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ask.evidence.finding import Finding
    from kg.ask.evidence.judging import Verdict
    from kg.ask.evidence.lines import Line
    from kg.ask.evidence.search import Hit
    from kg.ask.language.linking import Links
    from kg.ask.structure.reading import Reading

_SHOWN = 5


class Candidate(NamedTuple):
    """A structural reading that was considered: in words, its cost, and the words that it leaves unaccounted for."""

    text: str
    cost: float
    left: tuple[str, ...]


class Evidence(NamedTuple):
    """A line of evidence that was considered, with its score, the share it accounts for, and what it does not."""

    text: str
    score: float
    coverage: float
    missing: tuple[str, ...]


class Explanation(NamedTuple):
    """How a question was read: everything that led to its answer or abstention."""

    question: str
    words: tuple[str, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    kind: str
    readings: tuple[Candidate, ...]
    terms: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    verdict: str
    threshold: float

    def as_dict(self) -> dict[str, object]:
        """Return the explanation as JSON values."""
        return {
            "words": list(self.words),
            "names": [{"text": text, "values": list(values)} for text, values in self.names],
            "kind": self.kind,
            "readings": [one._asdict() for one in self.readings],
            "terms": [{"text": text, "weight": weight} for text, weight in self.terms],
            "evidence": [one._asdict() for one in self.evidence],
            "verdict": self.verdict,
            "threshold": self.threshold,
        }

    def as_text(self) -> str:
        """Return the explanation for a terminal."""
        lines = [f"words: {' '.join(self.words)}", f"kind: {self.kind}"]
        lines += [f"name: {text} = {', '.join(map(_short, values))}" for text, values in self.names]
        for one in self.readings:
            left = f"; leaves: {', '.join(one.left)}" if one.left else ""
            lines.append(f"reading: cost {one.cost:g}: {one.text}{left}")
        lines += [f"term: {text} ({weight})" for text, weight in self.terms]
        for found in self.evidence:
            missing = f"; lacks: {', '.join(found.missing)}" if found.missing else ""
            lines.append(f"evidence: accounts for {found.coverage:.0%}, score {found.score:.2f}: {found.text}{missing}")
        lines.append(f"verdict: {self.verdict} (threshold {self.threshold:.0%})")
        return "\n".join(visible(line) for line in lines) + "\n"


def explain(
    question: str, links: Links, found: list[Reading], finding: Finding, verdict: Verdict, threshold: float,
    label: Callable[[str], str], line: Callable[[Hit], Line | None],
) -> Explanation:  # fmt: skip
    """Put together how a question was read; `label` names terms, `line` tells what a hit says."""
    tokens = links.tokens
    candidates = [
        Candidate(
            reading.in_words(label), reading.cost,
            tuple(tokens[i].text for i in range(len(tokens)) if i not in reading.accounted),
        )
        for reading in found[:_SHOWN]
    ]  # fmt: skip
    hits = [(hit, told) for hit in finding.hits[:_SHOWN] if (told := line(hit)) is not None]
    return Explanation(
        question,
        tuple(token.text for token in tokens),
        tuple((mention.text, mention.values) for mention in links.mentions),
        finding.asked.kind,
        tuple(candidates),
        tuple((term.text, _weight(term.hard, term.weight)) for term in finding.terms),
        tuple(
            Evidence(told.dated, round(hit.score, 3), round(hit.coverage, 3), tuple(t.text for t in hit.missing))
            for hit, told in hits
        ),
        "accepted" if verdict.accepted else verdict.why,
        threshold,
    )


def _weight(hard: bool, weight: float) -> str:
    return "has to be accounted for" if hard else "says little" if weight < 1 else "counts"


def _short(value: str) -> str:
    return shorten(value) if value.startswith("http") else value
