"""Questions that take several are taken apart once, however long they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.ask.pipeline import MAX_QUESTION_CHARS, Asker

if TYPE_CHECKING:
    import kg
    from kg.ask.answer import Answer

MOST = 10  # the question itself, two for each way of taking it apart, and a few that follow from those


@pytest.mark.parametrize(
    "words",
    [
        "who met Mara Venn and ",
        "was the second round before or after ",
        "longer or shorter or later or earlier ",
        "which party is the minister in who asked ",
        "which post has the man who said that the woman who said that ",
        "which came first, the second round or ",
    ],
)
def test_a_long_question_asks_few_others(example: kg.Graph, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    asked: list[str] = []
    ask = Asker._ask

    def counted(self: Asker, question: str, threshold: float | None, depth: int = 0) -> Answer:
        asked.append(question)
        return ask(self, question, threshold, depth)

    monkeypatch.setattr(Asker, "_ask", counted)
    example.ask((words * 100)[:MAX_QUESTION_CHARS])
    assert 1 <= len(asked) <= MOST
