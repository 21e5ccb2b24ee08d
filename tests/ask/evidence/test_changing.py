"""What is on record at two times of the same thing: a stance that is the same at both, or what was said at each."""

from __future__ import annotations

import pytest

from kg.namespaces import ID
from tests.ask import small

PEOPLE = f"""
<{ID}person/orr> a kg:Agent, kg:Person ; rdfs:label "Ann Orr" .
<{ID}measure/wool> a kg:Measure, kg:Tariff ; rdfs:label "Wool tariff" .
"""


def position(name: str, day: str, stance: str) -> str:
    return (
        f"<{ID}state/{name}> a kg:State, kg:Position ; kg:holder <{ID}person/orr> ; kg:stance kg:{stance} ;"
        f' kg:target <{ID}measure/wool> ; kg:asOf "{day}"^^xsd:date .'
    )


def said(name: str, day: str, gist: str) -> str:
    return (
        f'<{ID}statement/{name}> a kg:Statement ; kg:gist "{gist}"@en ; kg:modality kg:assertion ;'
        f' kg:speaker <{ID}person/orr> ; kg:saidOn "{day}"^^xsd:date ; kg:about <{ID}measure/wool> .'
    )


QUESTIONS = [
    "How did Ann Orr's stance on the wool tariff change between 3 May 2031 and 20 June 2031?",
    "Did Ann Orr's line on the wool tariff shift from early May 2031 to late June 2031?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_stance_at_both_times_is_told_as_the_same(question: str) -> None:
    graph = small.graph(
        PEOPLE, position("a", "2031-05-03", "opposes"), position("b", "2031-06-21", "opposes"),
        said("far", "2031-05-28", "The wool tariff is a bore"),
    )  # fmt: skip
    answer = graph.ask(question)
    assert answer.plain.startswith("The same stance is on record at both times:")
    assert "bore" not in answer.plain


def test_what_was_said_at_each_time_is_put_in_order() -> None:
    graph = small.graph(
        PEOPLE,
        said("b", "2031-06-20", "The wool tariff can stay"),
        said("a", "2031-05-03", "The wool tariff has to go"),
    )
    answer = graph.ask(QUESTIONS[1])
    assert answer.answered
    assert answer.plain.index("has to go") < answer.plain.index("can stay")
    assert "The same stance" not in answer.plain


def test_nothing_is_said_of_a_change_of_which_one_time_is_blank() -> None:
    graph = small.graph(PEOPLE, position("a", "2031-05-03", "opposes"))
    assert "at both times" not in graph.ask(QUESTIONS[0]).plain
