"""Questions that are none: one plain line, a documented exit status, the graph untouched."""

from __future__ import annotations

import pytest

from kg.ask.structure.reader import _MAX_COMBINATIONS, _OPTIONS_EACH, _options_each
from kg.errors import InputError, LimitError


@pytest.mark.parametrize(
    "question", ["", "   ", "?!...", "who\0", "who\x1b[2J attended", "who\x9bm attended", "who \udc9b"]
)
def test_what_holds_no_question_is_bad_input(bundled, question):
    with pytest.raises(InputError) as caught:
        bundled.ask(question)
    assert caught.value.exit_status == 2
    assert "\n" not in str(caught.value)


def test_a_question_over_the_limit_is_refused(bundled):
    with pytest.raises(LimitError) as caught:
        bundled.ask("who attended " * 10_000)
    assert caught.value.exit_status == 3


def test_marks_that_show_nothing_do_not_cut_words(bundled):
    plain, marked = (
        bundled.ask("who attended the fourth round"),
        bundled.ask("who att\u200bended the \u2067fourth round"),
    )
    assert marked.answer == plain.answer
    assert marked.answered


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 10])
def test_many_names_do_not_multiply_readings(count):
    assert _options_each(count) ** count <= max(_OPTIONS_EACH, _MAX_COMBINATIONS)


def test_a_question_of_many_names_is_answered_or_declined(example):
    names = "Venn, Dross, Hale, Oakes, Pell, Arkwright, Marsh, Quill, Eldmouth, Saltmere, Norvia and Tessaly"
    assert example.ask(f"Did {names} meet {names}?").status == "abstained"


@pytest.mark.parametrize("place", ["Norvia", "Saltmere"])
def test_another_place_than_that_of_the_round_is_no_government(example, place):
    assert example.ask(f"Who attended the second round in {place}?").status == "abstained"
