"""What is not held is not answered: the reason is told, and what is near is never given as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import kg
    from kg.ask.answer import Answer

REASONS = [
    ("What did Venn say about llamas?", {"unknown-word"}),
    ("What did Zorblatt say about wool?", {"unknown-thing"}),
    ("Which submarine did Venn buy?", {"unknown-word", "no-record"}),
    ("Who attended the ninth round?", {"unknown-thing"}),
    ("Who did not attend the summit in Eldmouth?", {"unsupported", "no-record"}),
    ("What did Corin Pell say?", {"no-record"}),
    ("What did Arkwright say about the wool tariff?", {"no-record"}),
    ("What did Venn say about furnaces?", {"no-record", "unknown-word"}),
    ("Did a fourth round take place?", {"no-record", "no-reading", "false-premise"}),
    ("Was the second round called off?", {"no-record", "false-premise"}),
    ("Why did Norvia impose the glass quota?", {"unsupported", "false-premise", "no-record"}),
    ("What did Venn say to reporters in Eldmouth?", {"no-record"}),
    ("What is the most Venn demanded?", {"unsupported", "no-record"}),
    ("Which is larger, wool exports or glass exports?", {"unsupported", "no-record"}),
]


@pytest.fixture(scope="module")
def abstentions(example: kg.Graph) -> dict[str, Answer]:
    return {question: example.ask(question) for question, _ in REASONS}


@pytest.mark.parametrize(("question", "reasons"), REASONS, ids=[q for q, _ in REASONS])
def test_the_reason_is_told(abstentions: dict[str, Answer], question: str, reasons: set[str]) -> None:
    answer = abstentions[question]
    assert answer.status == "abstained"
    assert answer.reason in reasons
    assert "not in the graph" in answer.answer.lower()


@pytest.mark.parametrize("question", [q for q, _ in REASONS])
def test_an_abstention_gives_no_values_and_no_citations(abstentions: dict[str, Answer], question: str) -> None:
    answer = abstentions[question]
    assert answer.values == ()
    assert answer.citations == ()
    assert "[1]" not in answer.answer


@pytest.mark.parametrize("question", [q for q, _ in REASONS])
def test_what_is_near_is_cited_and_stays_out_of_the_answer(
    example: kg.Graph, abstentions: dict[str, Answer], question: str
) -> None:
    answer = abstentions[question]
    for text, citation in answer.related:
        assert text not in answer.answer
        assert citation in example.catalogue.citations
        assert f"near, but no answer: {text}" in answer.as_text()


def test_something_near_is_shown_for_most(abstentions: dict[str, Answer]) -> None:
    assert sum(bool(answer.related) for answer in abstentions.values()) > len(abstentions) / 2


@pytest.mark.parametrize("question", ["What did Venn say about llamas?", "What did Zorblatt say about wool?"])
def test_what_is_near_an_unknown_word_is_shown(example: kg.Graph, question: str) -> None:
    assert example.ask(question).related


def test_the_unknown_word_is_named(example: kg.Graph) -> None:
    assert "llamas" in example.ask("What did Venn say about llamas?").answer
    assert "Zorblatt" in example.ask("What did Zorblatt say about wool?").answer


def test_a_name_that_nearly_is_one_gets_suggestions(example: kg.Graph) -> None:
    answer = example.ask("What did Venn tell Norwegian television?")
    assert answer.status == "abstained"
    assert "Norvian television" in answer.suggestions


def test_silence_is_no_denial(example: kg.Graph) -> None:
    answer = example.ask("Did a fourth round take place?")
    assert "Silence is no denial" in answer.answer
    assert not answer.answer.startswith("No") or answer.answer.startswith("Not in the graph")


def test_a_high_threshold_abstains_where_kgs_own_answers(example: kg.Graph) -> None:
    question = "What did Leda Marsh warn Tessaly's glass furnaces about in her note?"
    strict, lax = example.ask(question, threshold=1.0), example.ask(question, threshold=0.0)
    assert strict.status == "abstained"
    assert strict.related or strict.reason == "unknown-word"
    assert len(lax.citations) >= len(strict.citations)
