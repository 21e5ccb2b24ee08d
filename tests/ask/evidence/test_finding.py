"""From a question to the lines that answer it: whose word it is, what kind of line, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ask.small import graph

if TYPE_CHECKING:
    import kg


def said(name: str, who: str, gist: str, modality: str = "assertion", more: str = "") -> str:
    return (
        f'statement:{name} a kg:Statement ; kg:speaker person:{who} ; kg:modality kg:{modality} ; kg:gist "{gist}"@en'
        f" {more} ."
    )


@pytest.fixture(scope="module")
def small() -> kg.Graph:
    return graph(
        'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" .'
        ' person:bo a kg:Agent, kg:Person ; rdfs:label "Bo Tull" .'
        ' product:barley a kg:Product ; rdfs:label "Barley" .',
        said("a", "ann", "Barley prices will double", "warning"),
        said("b", "bo", "Barley prices are fair"),
        said("c", "ann", "Oats deserve a subsidy", "demand", "; kg:addressee person:bo"),
        said("d", "bo", "Rye needs shelter", more='; kg:reason "frost came early"@en'),
        'event:fair a kg:Event ; rdfs:label "Barley fair" ; kg:on "2031-05-03"^^xsd:date ; kg:place place:dorn .'
        ' place:dorn a kg:Place ; rdfs:label "Dorn" .',
    )


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("What did Ann Orr say about barley prices?", "will double", "fair"),
        ("What did Bo Tull say about barley prices?", "are fair", "double"),
        ("What did Ann Orr demand?", "subsidy", "double"),
        ("What did Ann Orr warn about barley?", "will double", "fair"),
        ("Who warned that barley prices will double?", "Ann Orr", "Bo Tull"),
        ("Who said that barley prices are fair?", "Bo Tull", "double"),
        ("Why does rye need shelter?", "frost came early", "barley"),
    ],
)
def test_words_are_told_as_those_of_whoever_said_them(small: kg.Graph, question: str, told: str, untold: str) -> None:
    answer = small.ask(question)
    assert answer.answered
    assert told in answer.plain
    assert untold not in answer.plain


@pytest.mark.parametrize(
    "question",
    [
        "What did Bo Tull say about oats?",  # they were said to him
        "What did Ann Orr say about rye?",
        "Why are barley prices fair?",  # no reason is on record
        "Who visited the barley mill in Eldmouth?",
        "What did Cy Zorblatt say about barley?",
        "How many weeks will barley prices double?",
    ],
)
def test_what_nobody_said_is_not_answered(small: kg.Graph, question: str) -> None:
    answer = small.ask(question)
    assert not answer.answered
    assert not answer.citations
    assert "Not in the graph" in answer.answer


def test_all_that_is_as_near_is_told_together(small: kg.Graph) -> None:
    evidence = small.explain("What was said about barley prices?").evidence
    assert {"Ann Orr warns: Barley prices will double", "Bo Tull asserts: Barley prices are fair"} <= {
        one.text for one in evidence[:3]
    }


def test_a_threshold_of_one_is_stricter(small: kg.Graph) -> None:
    question = "What did Ann Orr warn about barley prices?"
    assert small.ask(question, threshold=0.3).status == "answered"
    assert small.ask("What did Ann Orr warn of barley and rye?", threshold=1.0).status == "abstained"


@pytest.fixture(scope="module")
def undone() -> kg.Graph:
    return graph(
        'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" . government:n a kg:Government ; rdfs:label "Norvia" .'
        ' government:t a kg:Government ; rdfs:label "Tessaly" .',
        'event:deal a kg:Event, kg:Agreement ; rdfs:label "Wool deal" ; kg:party government:n, government:t .'
        ' state:d a kg:State ; kg:stateOf event:deal ; kg:standing kg:notReached ; kg:asOf "2031-05-03"^^xsd:date .',
        said("h", "ann", "A wool deal may soon be reached", "possibility"),
        said("w", "ann", "The mill has not been sold"),
    )


@pytest.mark.parametrize(
    "question",
    ["Is there a deal?", "Was a deal reached?", "Did Norvia and Tessaly reach a deal?"],
)
def test_what_was_not_reached_is_answered_no_before_any_hope_of_it(undone: kg.Graph, question: str) -> None:
    answer = undone.ask(question)
    assert answer.answered
    assert answer.plain.startswith("No")
    assert "soon" not in answer.plain


def test_that_something_was_not_done_tells_no_day_of_it(undone: kg.Graph) -> None:
    assert not undone.ask("When was the mill sold?").answered


def test_a_measure_says_nothing_itself() -> None:
    duty = graph(
        'measure:duty a kg:Measure, kg:Tariff ; rdfs:label "Wool duty" . person:ann a kg:Agent, kg:Person ;'
        ' rdfs:label "Ann Orr" .',
        said("d", "ann", "The wool duty should be scrapped", "demand", "; kg:about measure:duty"),
    )
    answer = duty.ask("Has the wool duty been scrapped?")
    assert answer.answered
    assert "Ann Orr demands" in answer.plain
    assert not answer.plain.startswith("Yes")


@pytest.fixture(scope="module")
def stall() -> kg.Graph:
    return graph(
        'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" . person:bo a kg:Agent, kg:Person ;'
        ' rdfs:label "Bo Tull" . office:m a kg:Office ; rdfs:label "Barley minister" .'
        ' state:t a kg:Tenure, kg:State ; kg:holder person:ann ; kg:office office:m ; kg:asOf "2031-05-03"^^xsd:date .',
        'event:trip a kg:Trip, kg:Event ; rdfs:label "Trip to the mill" ; kg:traveller person:ann .',
        said("e", "bo", "Voters will go to the polls over barley", more='; kg:saidOn "2031-05-03"^^xsd:date'),
        said("r", "ann", "Selling the mill is no topic", "refusal", '; kg:keywords "bottom line; deal breaker"@en'),
    )


def test_the_day_on_which_it_was_said_is_not_the_day_of_it(stall: kg.Graph) -> None:
    assert not stall.ask("When do voters go to the polls over barley?").answered
    assert stall.ask("When did Bo Tull say that voters will go to the polls?").answered


def test_a_refusal_answers_what_takes_nothing_for_done(stall: kg.Graph) -> None:
    assert "no topic" in stall.ask("What is the bottom line on selling the mill?").plain
    assert not stall.ask("What mill was sold as bottom line?").answered


def test_whoever_is_named_by_his_office_is_not_told_as_somebody_else(stall: kg.Graph) -> None:
    assert not stall.ask("Whom did the barley minister meet on the trip to the mill?").answered


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Does Mara Venn hold a signed deal possible?", True),
        ("Does Mara Venn not hold a signed deal possible?", False),
        ("Does Mara Venn hold a signed deal possible, or not?", False),
    ],
)
def test_an_own_word_that_is_asked_after_is_a_yes(example: kg.Graph, question: str, yes: bool) -> None:
    assert example.ask(question).plain.startswith("Yes. Mara Venn holds possible") is yes
