"""Questions about whoever is only described: who is meant is told, and what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import kg

DESCRIBED = [
    ("Which office does the woman hold who refuses to sign an accord while the wool tariff stays?", "Trade minister"),
    ("what post is held by the official who said the extra duty protects shepherds", "Commerce secretary"),
    ("The person who said the extra duty protects shepherds - which government does she work for?", "of Tessaly"),
    ("For which institute does the economist work who believes that a trade war has no winner?", "Fenwick Institute"),
]
NOBODY = [
    "Which party does the woman belong to who refuses to sign an accord while the wool tariff stays?",  # none on record
    "What post has the man who opened a bakery in Saltmere?",
    "What post has the visitor who attended the second round?",  # there were four
]


@pytest.mark.parametrize(("question", "value"), DESCRIBED)
def test_what_is_asked_of_somebody_described_is_told_of_whoever_alone_fits(
    example: kg.Graph, question: str, value: str
) -> None:
    answer = example.ask(question)
    assert value in answer.plain
    assert len(answer.values) <= 2
    marks = [f"[{receipt.number}]" for receipt in answer.citations]
    assert marks
    assert all(mark in answer.answer for mark in marks[:1])


@pytest.mark.parametrize("question", NOBODY)
def test_nothing_is_told_of_somebody_whom_the_description_does_not_single_out(example: kg.Graph, question: str) -> None:
    assert not example.ask(question).answered
