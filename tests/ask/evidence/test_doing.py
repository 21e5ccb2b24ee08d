"""What a question asks to be done with what is found: the most of it, all of it in order, a summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.ask.small import graph

if TYPE_CHECKING:
    import kg
    from kg.ask.answer import Answer


def figure(name: str, label: str, value: float, unit: str = "percent") -> str:
    return (
        f'figure:{name} a kg:Figure ; rdfs:label "{label}" ; kg:value {value} ; kg:unit kg:{unit} ;'
        f" kg:quantity kg:share ; kg:exactness kg:exactly ."
    )


def said(name: str, gist: str, day: str, who: str = "ann") -> str:
    return (
        f"statement:{name} a kg:Statement ; kg:speaker person:{who} ; kg:modality kg:assertion ;"
        f' kg:gist "{gist}"@en ; kg:saidOn "{day}"^^xsd:date .'
    )


@pytest.fixture(scope="module")
def small() -> kg.Graph:
    return graph(
        'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" .'
        ' person:bo a kg:Agent, kg:Person ; rdfs:label "Bo Tull" .'
        ' office:envoy a kg:Office ; rdfs:label "Envoy of Norvia" .'
        " state:t a kg:State, kg:Tenure ; kg:holder person:ann ; kg:office office:envoy ;"
        ' kg:asOf "2031-05-01"^^xsd:date .',
        figure("n", "Fleece share of Norvia", 12.5),
        figure("t", "Fleece share of Tessaly", 40.0),
        figure("d", "Fleece share of Dorn", 9.0),
        said("b", "Barley is dear", "2031-05-03"),
        said("a", "Oats are cheap", "2031-05-01"),
        said("c", "Rye is short", "2031-05-02", "bo"),
    )


def labels(answer: Answer) -> list[str]:
    return [value.label for value in answer.values]


@pytest.mark.parametrize(("word", "first", "last"), [("highest", "Tessaly", "Dorn"), ("lowest", "Dorn", "Tessaly")])
def test_what_is_compared_stands_in_order(small: kg.Graph, word: str, first: str, last: str) -> None:
    answer = small.ask(f"what is the {word} fleece share")
    assert answer.answered
    assert "the first answers" in answer.plain
    told = labels(answer)
    assert len(told) == 3
    assert first in told[0]
    assert last in told[-1]


def test_each_thing_that_is_compared_is_cited(small: kg.Graph) -> None:
    answer = small.ask("what is the highest fleece share")
    assert len(answer.citations) == 3
    assert set(re.findall(r"\[(\d)\]", answer.answer)) == {"1", "2", "3"}


def test_the_most_of_one_is_no_order() -> None:
    one = graph(figure("n", "Fleece share of Norvia", 12.5))
    assert "first answers" not in one.ask("what is the highest fleece share").plain


def test_what_is_measured_otherwise_is_not_compared() -> None:
    mixed = graph(
        figure("n", "Fleece share of Norvia", 12.5),
        figure("t", "Fleece share of Tessaly", 40.0),
        figure("d", "Fleece share of Dorn", 90.0, "usd"),
    )
    answer = mixed.ask("what is the highest fleece share")
    assert "first answers" not in answer.plain or "90" not in answer.plain


def test_a_summary_of_a_person_is_the_office_and_the_persons_words(small: kg.Graph) -> None:
    answer = small.ask("Summarise what Ann Orr said")
    assert answer.answered
    told = labels(answer)
    assert told[0] == "Ann Orr: Envoy of Norvia"
    assert {"Barley", "Oats"} <= {label.split(": ")[1].split()[0] for label in told[1:]}
    assert "Rye" not in answer.plain


def test_a_timeline_stands_in_order_of_its_days(small: kg.Graph) -> None:
    answer = small.ask("Give me a timeline of what Ann Orr said")
    assert answer.answered
    assert answer.plain.startswith("In order of their days:")
    assert answer.plain.index("Oats") < answer.plain.index("Barley")


@pytest.fixture(scope="module")
def talks() -> kg.Graph:
    def meeting(name: str, label: str, minutes: int, day: str) -> str:
        return (
            f'event:{name} a kg:Event, kg:Meeting ; rdfs:label "{label}" ; kg:minutes {minutes} ;'
            f' kg:on "{day}"^^xsd:date .'
        )

    return graph(
        meeting("w", "Wool talks", 130, "2031-05-01"),
        'event:w kg:outcome "cosy"@en .',
        meeting("b", "Barley talks", 110, "2031-05-03"),
        said("w", "Wool is the best of fibres", "2031-05-05"),
        'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" .',
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Longer: the cosy wool talks or the barley talks?", "Wool"),
        ("Longer: the barley talks or the cosy wool talks?", "Wool"),
        ("Shorter: the cosy wool talks or the barley talks?", "Barley"),
    ],
)
def test_two_things_are_put_in_the_order_asked_for(talks: kg.Graph, question: str, first: str) -> None:
    answer = talks.ask(question)
    assert answer.answered
    winner, told = answer.plain.split(".")[:2]
    assert first.lower() in winner
    assert told.strip().startswith(first)


def test_what_only_one_side_has_is_not_compared(talks: kg.Graph) -> None:
    assert not talks.ask("Which lasted longer, the wool talks or the oat talks?").answered


def test_sides_stand_side_by_side(small: kg.Graph) -> None:
    answer = small.ask("Compare the fleece share of Norvia and the fleece share of Tessaly")
    assert answer.answered
    assert {"Norvia", "Tessaly"} <= {word for label in labels(answer) for word in re.findall(r"\w+", label)}


def test_a_weekday_is_that_of_the_day(talks: kg.Graph) -> None:
    held = talks.ask("How long were the talks on Saturday?")  # 3 May 2031 is a Saturday
    assert held.answered
    assert "110" in held.plain
    assert not talks.ask("How long were the talks on Friday?").answered


def test_the_parts_of_a_package_are_told_with_it() -> None:
    parts = graph(
        said("p", "Norvia hands over a package of proposals", "2031-05-05"),
        "statement:p kg:modality kg:offer .",
        said("q", "Sell more wool", "2031-05-05"),
        "statement:q kg:partOf statement:p .",
        'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" .',
    )
    answer = parts.ask("What is in the package of proposals that Ann Orr handed over?")
    assert answer.answered
    assert "Sell more wool" in answer.plain
