"""Two things held against each other: which came first, which took longer, and by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import kg

ANSWERED = [
    (
        "Did the second round come before or after Mara Venn said that Norvia will sign nothing?",
        "Before: “second round” came first, by 3 days",
    ),
    (
        "Which came first, the announcement of the extra duty or the first round?",
        "“announcement of the extra duty” came first",
    ),
    ("How many days lay between the first and the second round?", "They are 11 days apart."),
    ("How many days after the first round was the second?", "They are 11 days apart."),
    ("first round vs third round, difference in minutes", "They are 70 minutes apart."),
    ("Compare the length of the first round and the third round.", "They are 70 minutes apart."),
]
LEFT = [
    "Did the second round come before or after the bakery opened in Saltmere?",  # no record of one of them
    "How many days lay between the first and the ninth round?",
    "first round vs first round, difference in minutes",
]


@pytest.mark.parametrize(("question", "lead"), ANSWERED)
def test_each_side_is_asked_about_and_the_two_are_compared(example: kg.Graph, question: str, lead: str) -> None:
    answer = example.ask(question)
    assert answer.plain.startswith(lead)
    assert answer.citations


@pytest.mark.parametrize("question", LEFT)
def test_nothing_is_compared_of_which_one_side_is_not_on_record(example: kg.Graph, question: str) -> None:
    answer = example.ask(question)
    assert "apart" not in answer.plain
    assert "came first" not in answer.plain


def test_before_or_after_is_answered_with_neither_yes_nor_no(example: kg.Graph) -> None:
    assert not example.ask("Was the third round before or after the bakery opened in Saltmere?").answered
