"""What the words of a question stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.namespaces import ID
from tests.ask.small import graph

if TYPE_CHECKING:
    import kg


@pytest.fixture(scope="module")
def small() -> kg.Graph:
    return graph(
        'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" ; skos:altLabel "Annie" .'
        ' person:bo a kg:Agent, kg:Person ; rdfs:label "Bo Tull" .'
        ' measure:levy a kg:Measure, kg:Tariff ; rdfs:label "U.S. tariff on oat flakes" .'
        ' event:r a kg:Event, kg:Meeting ; rdfs:label "Second round of the oat talks" ; kg:round 2 ;'
        ' kg:on "2031-05-03"^^xsd:date ; kg:attendee person:ann .'
        ' place:us a kg:Place ; rdfs:label "United States" .'
    )


def names(small: kg.Graph, question: str) -> dict[str, set[str]]:
    return {text: {value.removeprefix(ID) for value in values} for text, values in small.explain(question).names}


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("who met Ann Orr", "Ann Orr", "person/ann"),
        ("who met ORR", "ORR", "person/ann"),
        ("who met Orr Ann", "Orr Ann", "person/ann"),
        ("who met annie", "annie", "person/ann"),
        ("who pays U.S. tariff on oat flakes", "U.S. tariff on oat flakes", "measure/levy"),
        ("what is the oat flakes tariff", "oat flakes tariff", "measure/levy"),
        ("what is the oat flakes levy", "oat flakes levy", "measure/levy"),
        ("what did Americans say", "Americans", "place/us"),
        ("who was at the second round", "second round", "2"),
        ("who was at round two", "round two", "2"),
        ("who was there on 3 May 2031", "3 may 2031", "2031-05-03"),
        ("who was there in May 2031", "may 2031", "2031-05"),
        ("was it 25", "25", "25"),
    ],
)
def test_words_stand_for_things_numbers_and_days(small: kg.Graph, question: str, text: str, value: str) -> None:
    found = {name.lower(): values for name, values in names(small, question).items()}
    matching = [values for name, values in found.items() if name.endswith(text.lower().replace("round two", "round 2"))]
    assert matching, found
    assert value in matching[0]


def test_us_is_not_the_united_states(small: kg.Graph) -> None:
    assert "place/us" not in {value for values in names(small, "tell us who met Bo").values() for value in values}
    assert "place/us" in {value for values in names(small, "did the US meet Bo").values() for value in values}


def test_the_longest_name_wins(small: kg.Graph) -> None:
    assert list(names(small, "the second round of the oat talks")) == ["second round of the oat talks"]


@pytest.mark.parametrize("question", ["who met Zorblatt", "who met Orrin", "what is a tariff on glass"])
def test_unknown_names_stand_for_nothing(small: kg.Graph, question: str) -> None:
    assert names(small, question) == {}


def test_a_year_that_is_left_out_is_told(small: kg.Graph) -> None:
    answer = small.ask("who attended the meeting on 3 May")
    assert any("2031-05-03" in note for note in answer.assumed)
    assert "Ann Orr" in answer.plain


def test_a_slip_in_a_name_is_told(small: kg.Graph) -> None:
    long = graph('person:m a kg:Agent, kg:Person ; rdfs:label "Mira Thornbury" .')
    assert "thornbury" in [word.lower() for word in long.explain("who is Mira Thronbury").words]
    assert any("Thronbury" in note for note in long.ask("who is Mira Thronbury").assumed)
