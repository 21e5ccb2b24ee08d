"""Abstaining: why a question is not answered, in words and as a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.answer import Answer
from kg.ask.structure.compiler import compile_reading

if TYPE_CHECKING:
    from kg.ask.english import English
    from kg.ask.evidence.finding import Finding
    from kg.ask.evidence.judging import Verdict
    from kg.ask.language.linking import Index, Links
    from kg.ask.structure.reading import Reading
    from kg.names import Names

_EVIDENT = frozenset(["why", "condition"])  # kinds of question that evidence alone can answer


def unaccounted(accounted: frozenset[int], links: Links) -> list[int]:
    """Return the positions of the words that nothing accounts for."""
    return [i for i in range(len(links.tokens)) if i not in accounted]


def unread(question: str, links: Links, found: list[Reading], names: Names, vocabulary: frozenset[str]) -> Answer:
    """Abstain because the question, or some word of it, was not understood."""
    accounted = frozenset().union(links.accounted, *(r.accounted for r in found[:10]))
    left = [links.tokens[i] for i in unaccounted(accounted, links)]
    unsupported = [links.tokens[i].text for i in sorted(links.unsupported - accounted)]
    unknown = [token.text for token in left if token.text not in unsupported and token.word not in vocabulary]
    if unknown:
        thing = any(word[:1].isupper() for word in unknown)
        shown = ", ".join(f"“{word}”" for word in unknown)
        return Answer(
            question, "abstained", f"Not in the graph: nothing here answers to {shown}.",
            reason="unknown-thing" if thing else "unknown-word", reading="", assumed=tuple(links.assumed),
            suggestions=tuple(names.nearest(" ".join(unknown), 3)) if thing else (),
        )  # fmt: skip
    if unsupported:
        shown = ", ".join(f"“{word}”" for word in unsupported)
        text = f"Not in the graph as asked: questions with {shown} are not supported."
        return Answer(question, "abstained", text, reason="unsupported", assumed=tuple(links.assumed))
    text = "Not in the graph as asked: the words are known, but they make no question that kg can read."
    return Answer(question, "abstained", text, reason="no-reading", assumed=tuple(links.assumed))


def empty(question: str, links: Links, found: list[Reading], index: Index, english: English) -> Answer:
    """Abstain because the question was read, and the graph holds no such fact."""
    best = found[0]
    read = best.in_words(english.label)
    for mention in links.mentions:
        if mention.takes == "ordinal" and not index.engine.query(f"ASK {{ ?m kg:round {int(mention.values[0])} }}"):
            text = f"Not in the graph: no article describes a round {mention.values[0]}."
            return Answer(question, "abstained", text, reason="unknown-thing", reading=read, readings=(best,))
    missing = read.removeprefix("a ") if best.askable is None else f"record of {read}"
    text = f"Not in the graph: no {missing}. Silence is no denial."
    return Answer(
        question, "abstained", text, reason="no-record", reading=read, readings=tuple(found[:3]),
        sparql=compile_reading(best).sparql, assumed=tuple(links.assumed),
    )  # fmt: skip


def nothing(question: str, reading: Reading, english: English) -> Answer:
    """Abstain because a reading that another program made finds nothing."""
    read = reading.in_words(english.label)
    return Answer(
        question, "abstained", f"Not in the graph: no record of {read}. Silence is no denial.", reason="no-record",
        reading=read, readings=(reading,), sparql=compile_reading(reading).sparql,
    )  # fmt: skip


def unfound(unread: Answer, finding: Finding, judged: Verdict, related: tuple[tuple[str, str], ...]) -> Answer:
    """Abstain because no evidence accounts for a question; what is near is told apart from an answer."""
    if unread.reason == "no-record" or (unread.reason == "unsupported" and finding.asked.kind not in _EVIDENT):
        return unread._replace(related=related)
    if finding.unknown:
        shown = ", ".join(f"“{text}”" for text in finding.unknown)
        name = any(text[:1].isupper() for text in finding.unknown)
        return unread._replace(
            answer=f"Not in the graph: nothing here answers to {shown}.",
            reason="unknown-thing" if name else "unknown-word", related=related,
            suggestions=unread.suggestions if name else (),
        )  # fmt: skip
    if unread.reason == "unknown-thing":
        return unread._replace(related=related)
    text = f"Not in the graph as asked: {judged.why}. Silence is no denial."
    return unread._replace(answer=text, reason=judged.reason, related=related, suggestions=())
