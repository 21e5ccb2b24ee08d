"""Two questions asked in one breath: both are answered, with what points back filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import kg

BOTH = [
    ("When was the third round and who attended it?", ["31 March 2031", "Ilan Dross"]),
    ("Who believes that a trade war has no winner, and what did she warn?", ["has no winner", "furnaces"]),
    ("Which office does Mara Venn hold and what did she refuse to sign?", ["Trade minister", "sign nothing"]),
    ("Where was the second round, and how long did it last?", ["Quill", "95"]),
]


@pytest.mark.parametrize(("question", "parts"), BOTH)
def test_both_are_answered_and_the_receipts_are_numbered_through(
    example: kg.Graph, question: str, parts: list[str]
) -> None:
    answer = example.ask(question)
    assert answer.answered
    assert all(part in answer.plain for part in parts)
    assert [receipt.number for receipt in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_what_is_told_by_one_line_is_told_once(example: kg.Graph) -> None:
    answer = example.ask("What did Marsh warn, and when?")
    assert answer.plain.count("furnaces") == 1
