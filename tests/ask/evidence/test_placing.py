"""Which sort of place is asked for: a country is no city, and a house in a city will do for one."""

from __future__ import annotations

import pytest

from kg.ask.evidence.placing import is_of_sort, sort_asked
from kg.ask.language.kinds import asked
from kg.namespaces import ID
from tests.ask.small import engine, evidence, graph, thesaurus, words

PLACES = (
    'place:norvia a kg:Place ; rdfs:label "Norvia" .'
    ' place:dorn a kg:Place ; rdfs:label "Dorn" ; kg:locatedIn place:norvia .'
    ' place:mill a kg:Place ; rdfs:label "Old Mill" ; kg:locatedIn place:dorn .'
    ' event:fair a kg:Event ; rdfs:label "Barley fair" ; kg:place place:norvia .'
    ' event:show a kg:Event ; rdfs:label "Rye show" ; kg:place place:dorn .'
    ' event:ball a kg:Event ; rdfs:label "Oat ball" ; kg:place place:mill .'
    ' event:sale a kg:Event ; rdfs:label "Hay sale" .'
)


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("which city is the fair in", 1),
        ("in which norvian town is the fair", 1),
        ("which country is the fair in", 0),
        ("where is the fair", None),
        ("who brought the fair to the city", None),
    ],
)
def test_the_sort_of_place_stands_behind_the_asking_word(question: str, sort: int | None) -> None:
    spoken = question.split()
    assert sort_asked(spoken, asked(spoken, thesaurus()), thesaurus(), words().places) == sort


@pytest.mark.parametrize(
    ("event", "country", "city"),
    [("fair", True, False), ("show", False, True), ("ball", False, True), ("sale", True, True)],
)
def test_a_place_is_of_a_sort_by_what_it_lies_in(event: str, country: bool, city: bool) -> None:
    held = evidence(engine(PLACES))
    facts = held.facts(f"{ID}event/{event}")
    assert (is_of_sort(facts, 0, held), is_of_sort(facts, 1, held)) == (country, city)


def test_no_country_is_told_for_a_city() -> None:
    small = graph(
        PLACES,
        "state:s a kg:State ; kg:stateOf event:sale ; kg:standing kg:planned ; kg:plannedPlace place:norvia ;"
        ' kg:asOf "2031-05-03"^^xsd:date .',
    )
    assert not small.ask("In which Norvian town is the hay sale planned?").answered
