"""Which things the nouns of a question mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.namespaces import ID
from tests.ask import small

if TYPE_CHECKING:
    import kg

ROUND = "ound of the Norvia-Tessaly wool talks was on"
FIRST, SECOND, THIRD = f"First r{ROUND} 24 February", f"Second r{ROUND} 7 March", f"Third r{ROUND} 31 March"


@pytest.mark.parametrize(
    "question",
    [
        "Put the rounds in order of their dates.",
        "ministerial rounds so far, in order",
        "Give me a chronology of rounds one, two and three.",
    ],
)
def test_things_of_the_class_asked_for_are_put_in_order_and_nothing_else(example: kg.Graph, question: str) -> None:
    answer = example.ask(question)
    places = [answer.plain.index(told) for told in (FIRST, SECOND, THIRD)]
    assert places == sorted(places)
    assert {value.iri for value in answer.values} == {f"{ID}event/norvia-tessaly-round-{n}" for n in (1, 2, 3)}


def test_what_is_named_is_put_in_order_whatever_else_is_near(example: kg.Graph) -> None:
    answer = example.ask("timeline of the second and the third round")
    assert SECOND in answer.plain
    assert THIRD in answer.plain
    assert FIRST not in answer.plain


def test_the_next_after_the_last_numbered_round_is_meant_by_its_number() -> None:
    graph = small.graph(
        f'<{ID}event/five> a kg:Event, kg:Meeting ; rdfs:label "Fifth round" ; kg:round 5 .',
        f'<{ID}event/later> a kg:Event, kg:Meeting ; rdfs:label "Further round" ; kg:nextAfter <{ID}event/five> .'
        f" <{ID}state/later> a kg:State, kg:EventState ; kg:stateOf <{ID}event/later> ; kg:standing kg:planned ;"
        ' kg:plannedFor "2031-06-01"^^xsd:date ; kg:asOf "2031-05-02"^^xsd:date .',
    )
    assert "1 June 2031" in graph.ask("When is the sixth round planned?").plain
    assert not graph.ask("When is the seventh round planned?").answered
