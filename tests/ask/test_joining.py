"""Two answers as one: receipts numbered through, and nothing else touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ask.small import graph

if TYPE_CHECKING:
    import kg

_ROUND = (
    'event:two a kg:Event, kg:Meeting, kg:Round ; rdfs:label "Barley talks [7]" ; kg:round 2 ; kg:standing kg:held .'
)
_WHEN = 'event:two kg:on "2031-05-03"^^xsd:date .'
_WHERE = 'event:two kg:place place:quill . place:quill a kg:Place ; rdfs:label "Quill" .'
_BOTH = "When and where was the second round held?"


def both(*passages: str) -> kg.Answer:
    return graph(*passages).ask(_BOTH)


def test_receipts_of_two_answers_are_numbered_through() -> None:
    answer = both(_ROUND, _WHEN, _WHERE)
    assert [r.number for r in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert "3 May 2031" in answer.answer
    assert "Quill" in answer.answer


def test_a_passage_that_proves_both_keeps_one_number() -> None:
    answer = both(f"{_ROUND} {_WHEN} {_WHERE}")
    assert [r.number for r in answer.citations] == [1]


def test_what_looks_like_a_mark_in_a_name_is_left_alone() -> None:
    assert both(_ROUND, _WHEN, _WHERE).answer.count("Barley talks [7]") == 2
