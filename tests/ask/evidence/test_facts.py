"""What a graph holds of its things, read from the graph as it stands."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.ask.evidence.facts import GraphFacts, iri_of, text_of
from kg.namespaces import ID, XSD, term
from tests.ask.small import ARTICLE, OUTLET, cite, engine

ROUND = f"{ID}event/round"
FIRST = (
    'event:round a kg:Event, kg:Meeting ; rdfs:label "Round" ; kg:on "2031-05-03"^^xsd:date ; kg:minutes 40 .'
    " person:ann a kg:Person ."
)
SECOND = (
    "event:round kg:minutes 35 . state:b a kg:State ; kg:stateOf event:round ;"
    ' kg:plannedFor "2031-05-09"^^xsd:date . state:a a kg:State ; kg:stateOf event:round ;'
    ' kg:plannedFor "2031-05"^^xsd:gYearMonth .'
)


@pytest.fixture(scope="module")
def facts() -> GraphFacts:
    return GraphFacts(engine(FIRST, SECOND))


def test_values_stand_in_order_by_property(facts: GraphFacts) -> None:
    held = facts.facts(ROUND)
    assert list(held) == sorted(held)
    assert [str(value.value) for value in held[term("minutes")] if isinstance(value, ox.Literal)] == ["35", "40"]


def test_of_an_unknown_node_nothing_is_held(facts: GraphFacts) -> None:
    assert facts.facts(f"{ID}event/none") == {}


def test_nodes_come_in_order_and_leave_the_catalogue_out(facts: GraphFacts) -> None:
    assert list(facts.nodes()) == [ROUND, f"{ID}person/ann", f"{ID}state/a", f"{ID}state/b"]


def test_classes_are_those_of_the_node(facts: GraphFacts) -> None:
    assert facts.classes(ROUND) == {term("Event"), term("Meeting")}


def test_a_triple_is_cited_from_its_passages_alone(facts: GraphFacts) -> None:
    minutes = [(f"<{ROUND}>", f"<{term('minutes')}>", f'"{n}"^^<{XSD}integer>') for n in (40, 35, 99)]
    assert [facts.graphs(triple) for triple in minutes] == [[cite(1)], [cite(2)], []]


def test_no_triple_is_cited_from_the_catalogue(facts: GraphFacts) -> None:
    assert facts.graphs((f"<{ARTICLE}>", f"<{term('publisher')}>", f"<{OUTLET}>")) == []


def test_a_citation_knows_where_it_starts(facts: GraphFacts) -> None:
    assert facts.start(cite(2)) == 200
    assert facts.start(cite(9)) == 0


@pytest.mark.parametrize(("days", "found"), [(set(), 1), ({"2031-05-01"}, 1), ({"2031-05-02"}, 0)])
def test_articles_are_found_by_outlet_and_day(facts: GraphFacts, days: set[str], found: int) -> None:
    assert facts.articles(OUTLET, days) == [ARTICLE] * found


def test_the_source_of_several_passages_is_named_once(facts: GraphFacts) -> None:
    triples = [(f"<{ROUND}>", f"<{term('minutes')}>", f'"{n}"^^<{XSD}integer>') for n in (40, 35)]
    assert facts.sources(triples) == [ARTICLE]


def test_days_are_held_and_planned_ones_as_far_as_known_to_the_day(facts: GraphFacts) -> None:
    assert facts.days(ROUND) == ["2031-05-03", "2031-05-09"]


def test_states_come_in_order(facts: GraphFacts) -> None:
    assert facts.states(ROUND) == [f"{ID}state/a", f"{ID}state/b"]
    assert facts.states(f"{ID}person/ann") == []


def test_the_text_of_a_literal_is_given_for_its_own_datatype_alone() -> None:
    day = ox.Literal("2031-05-03", datatype=ox.NamedNode(f"{XSD}date"))
    assert (text_of(day, "date"), text_of(day, "gYear"), text_of(ox.NamedNode(ROUND), "date")) == (
        "2031-05-03",
        None,
        None,
    )
    assert text_of(ox.Literal("so", language="en"), "langString") == "so"


def test_only_a_name_has_an_iri() -> None:
    assert iri_of(ox.NamedNode(ROUND)) == ROUND
    assert iri_of(ox.Literal(ROUND)) is None
