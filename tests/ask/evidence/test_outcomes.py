"""How an event turned out: its outcome, judgements of it, words after it, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.ask.evidence.outcomes import Outcomes
from kg.namespaces import ID
from tests.ask import small

if TYPE_CHECKING:
    import kg

TALKS = """
<{id}event/talks> a kg:Event, kg:Negotiation ; rdfs:label "Wool talks" .
<{id}event/round> a kg:Event, kg:Meeting ; rdfs:label "First round" ; kg:partOf <{id}event/talks> ; kg:round 1 ;
  kg:on "2031-05-01"^^xsd:date ; kg:outcome "an accord on border checks"@en .
<{id}event/next> a kg:Event, kg:Meeting ; rdfs:label "Second round" ; kg:nextAfter <{id}event/round> .
<{id}state/next> a kg:State, kg:EventState ; kg:stateOf <{id}event/next> ; kg:standing kg:planned .
""".replace("{id}", ID)


def said(name: str, day: str, gist: str, of: str) -> str:
    return (
        f'<{ID}statement/{name}> a kg:Statement ; kg:gist "{gist}"@en ; kg:modality kg:assertion ;'
        f' kg:speaker <{ID}person/venn> ; kg:saidOn "{day}"^^xsd:date ; kg:about <{ID}event/{of}> .'
        f' <{ID}person/venn> a kg:Person ; rdfs:label "Mara Venn" .'
    )


def test_an_event_is_summed_up_by_its_outcome_and_what_was_said_that_day_of_the_whole() -> None:
    engine = small.engine(
        TALKS,
        said("warm", "2031-05-04", "It was warm", "round"),
        said("near", "2031-05-01", "An end is near", "talks"),
        said("far", "2031-06-01", "All is lost", "talks"),
    )
    outcomes = Outcomes(small.evidence(engine))
    told = " ".join(line.text for line in outcomes.of(f"{ID}event/round"))
    for part in ("an accord on border checks", "It was warm", "An end is near", "planned"):
        assert part in told
    assert "All is lost" not in told
    assert outcomes.happened(f"{ID}event/round")
    assert not outcomes.happened(f"{ID}event/next")


@pytest.mark.parametrize(
    "question", ["How did the second round turn out?", "What was the outcome of round two?", "Sum up the second round."]
)
def test_asked_how_a_round_turned_out_its_outcome_is_told(example: kg.Graph, question: str) -> None:
    assert "without a breakthrough" in example.ask(question).plain


def test_of_a_round_without_a_known_outcome_none_is_told(example: kg.Graph) -> None:
    assert not example.ask("What was settled on at the first round?").answered


def test_what_is_to_come_has_not_turned_out_any_way(example: kg.Graph) -> None:
    assert not example.ask("How did the Sound Council summit turn out?").answered
