"""Why a question was answered or not: its words, names, readings and evidence, and the verdict."""

from __future__ import annotations

import json

import pytest

import kg

QUESTIONS = ["What did Leda Marsh warn?", "Who attended the second round?", "What did Zorblatt say about wool?"]


def test_words_and_names_are_shown(example: kg.Graph) -> None:
    shown = example.explain("What did Leda Marsh warn about glass?")
    assert shown.words == ("What", "did", "Leda", "Marsh", "warn", "about", "glass")
    assert ("Leda Marsh", ("https://kg.example/id/person/leda-marsh",)) in shown.names
    assert shown.kind == "what"


def test_readings_are_shown_with_cost_and_what_they_leave(example: kg.Graph) -> None:
    best = example.explain("Who attended the second round?").readings[0]
    assert best.left == ()
    left = example.explain("Who attended the second round in a submarine?").readings
    assert all("submarine" in reading.left for reading in left)
    costs = [reading.cost for reading in left]
    assert costs == sorted(costs)


def test_evidence_is_shown_best_first_with_what_it_lacks(example: kg.Graph) -> None:
    shown = example.explain("What did Leda Marsh warn about llamas?")
    assert shown.evidence[0].text.startswith("Leda Marsh")
    assert "llamas" in shown.evidence[0].missing
    scores = [one.score for one in shown.evidence]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= one.coverage <= 1 for one in shown.evidence)


def test_terms_tell_what_they_count(example: kg.Graph) -> None:
    weights = dict(example.explain("What did Zorblatt take to Leda Marsh on 18 March 2031?").terms)
    assert weights["Leda Marsh"] == "has to be accounted for"
    assert weights["Zorblatt"] == "has to be accounted for"


def test_the_verdict_is_that_of_the_answer(example: kg.Graph) -> None:
    assert example.explain("What did Leda Marsh warn?").verdict == "accepted"
    shown = example.explain("What did Zorblatt say about wool?")
    assert shown.verdict != "accepted"
    assert "Zorblatt" in shown.verdict


def test_the_threshold_is_shown_and_used(example: kg.Graph) -> None:
    shown = example.explain("What did Leda Marsh warn about a much larger wool trade war?", threshold=0.999)
    assert shown.threshold == 0.999
    assert shown.verdict != "accepted"


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_explanation_is_json(example: kg.Graph, question: str) -> None:
    shown = json.loads(json.dumps(example.explain(question).as_dict()))
    assert set(shown) == {"words", "names", "kind", "readings", "terms", "evidence", "verdict", "threshold"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_explanation_is_text_for_a_terminal(example: kg.Graph, question: str) -> None:
    text = example.explain(question).as_text()
    assert text.startswith("words: ")
    assert text.rstrip().splitlines()[-1].startswith("verdict: ")
    assert text.endswith("\n")


def test_nothing_drives_the_terminal(example: kg.Graph) -> None:
    assert "\u202e" not in example.explain("What did \u202eMarsh\u202e warn?").as_text()


@pytest.mark.parametrize(("question", "error"), [("a\x00b", kg.errors.InputError), ("x" * 2001, kg.errors.LimitError)])
def test_bad_questions_are_refused(example: kg.Graph, question: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        example.explain(question)
