"""Facts put into words: what each kind of line says, what it rests on, and that it is told from the graph alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.ask.evidence.lines import FACT, FIGURE, POSITION, STATE, STATEMENT, TENURE, Evidence, Key
from kg.namespaces import ALT_LABEL, ID, LABEL, TYPE, term
from tests.ask.small import engine, evidence

if TYPE_CHECKING:
    import kg

NAMES = (
    'person:ann a kg:Person ; rdfs:label "Ann Orr" ; skos:altLabel "Annie" . person:bo a kg:Person ; rdfs:label "Bo" .'
    ' government:norvia a kg:Government ; rdfs:label "Norvia" .'
    ' measure:levy a kg:Measure ; rdfs:label "Levy" ; kg:scope "all wool"@en .'
    ' office:chief a kg:Office ; rdfs:label "Chief" .'
)
SAID = (
    'statement:one a kg:Statement ; kg:speaker person:ann ; kg:modality kg:hope ; kg:gist "The levy goes"@en ;'
    ' kg:saidOn "2031-05-03"^^xsd:date ; kg:reason "wool is dear"@en ; kg:condition "if it rains"@en ;'
    " kg:addressee person:bo ; kg:onBehalfOf government:norvia ; kg:about measure:levy ."
    " statement:two a kg:Statement ; kg:speaker person:bo ; kg:attitudeOf person:ann ; kg:modality kg:fear ;"
    ' kg:gist "It stays"@en .'
    " statement:three a kg:Statement ; kg:speaker person:bo ; kg:onBehalfOf person:bo ; kg:modality kg:denial ;"
    ' kg:gist "No levy"@en .'
)
HELD = (
    "state:position a kg:Position, kg:State ; kg:holder government:norvia ; kg:stance kg:opposes ;"
    ' kg:target measure:levy ; kg:scope "on fleece"@en ; kg:asOf "2031-05-03"^^xsd:date, "2031-05-09"^^xsd:date .'
    " state:tenure a kg:Tenure, kg:State ; kg:holder person:ann ; kg:office office:chief ;"
    ' kg:asOf "2031-05-03"^^xsd:date .'
    " state:rate a kg:MeasureState, kg:State ; kg:stateOf measure:levy ; kg:rate 8.5 ; kg:unit kg:percent ;"
    ' kg:status kg:suspended ; kg:asOf "2031-05-03"^^xsd:date .'
    ' figure:near a kg:Figure ; rdfs:label "Wool sold" ; kg:value 240000000.0 ; kg:unit kg:percent ;'
    ' kg:exactness kg:about ; kg:period "2030" .'
    ' figure:exact a kg:Figure ; rdfs:label "Glass sold" ; kg:value 20.0 ; kg:unit kg:percent ;'
    " kg:exactness kg:exactly ; kg:comparedWith figure:near ."
    ' event:round a kg:Event, kg:Meeting ; rdfs:label "Round" ; kg:minutes 40 ; kg:attendee person:bo, person:ann ;'
    ' kg:describedAs "long"@en . relay:r a kg:Relay ; kg:relayer person:bo .'
)


@pytest.fixture(scope="module")
def lines() -> Evidence:
    return evidence(engine(NAMES, SAID, HELD))


def told(lines: Evidence, node: str, name: str = "") -> str:
    line = lines.line(Key(ID + node, term(name) if name else ""))
    assert line is not None
    return line.text


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ("statement/one", STATEMENT),
        ("state/position", POSITION),
        ("state/tenure", TENURE),
        ("state/rate", STATE),
        ("figure/near", FIGURE),
        ("event/round", FACT),
        ("person/none", FACT),
    ],
)
def test_each_node_has_its_kind_of_line(lines: Evidence, node: str, kind: str) -> None:
    assert lines.kind(ID + node) == kind


def test_a_statement_tells_whose_it_is_how_it_is_meant_and_all_that_qualifies_it(lines: Evidence) -> None:
    text = told(lines, "statement/one")
    assert text.startswith("Ann Orr for Norvia hopes: The levy goes (")
    for part in ("3 May 2031", "because: wool is dear", "on condition: if it rains", "to Bo"):
        assert part in text


def test_an_attitude_is_its_owners_and_its_teller_is_named(lines: Evidence) -> None:
    assert told(lines, "statement/two") == "Ann Orr (as told by Bo) fears: It stays"


def test_nobody_speaks_for_himself_twice(lines: Evidence) -> None:
    assert told(lines, "statement/three") == "Bo denies: No levy"


def test_a_position_tells_holder_stance_target_and_scope(lines: Evidence) -> None:
    assert told(lines, "state/position") == "Norvia opposes it: Levy, on fleece"


def test_a_tenure_tells_the_office(lines: Evidence) -> None:
    assert told(lines, "state/tenure") == "Ann Orr: Chief"


def test_a_state_tells_its_rate_with_its_unit(lines: Evidence) -> None:
    text = told(lines, "state/rate")
    assert text.startswith("Levy: ")
    assert "8.5 percent" in text
    assert "suspended" in text


def test_a_figure_is_hedged_unless_it_is_exact(lines: Evidence) -> None:
    assert lines.label(term("about")) in told(lines, "figure/near")
    exact = told(lines, "figure/exact")
    assert exact.startswith("Glass sold: 20 percent")
    assert "compared with Wool sold" in exact


def test_a_plain_fact_tells_one_property(lines: Evidence) -> None:
    assert told(lines, "event/round", "minutes") == "Round lasted 40 minutes"
    assert "Ann Orr and Bo" in told(lines, "event/round", "attendee")
    assert "40" not in told(lines, "event/round", "attendee")


def test_a_property_without_a_frame_of_its_own_is_told_by_its_label() -> None:
    held = engine('event:round a kg:Event ; rdfs:label "Round" ; kg:shoeSize 9 .')
    line = evidence(held).line(Key(f"{ID}event/round", term("shoeSize")))
    assert line is not None
    assert line.text == "Round, shoeSize: 9"


def test_what_is_one_line_has_one_key_and_other_things_one_for_each_property(lines: Evidence) -> None:
    assert lines.keys(f"{ID}statement/one") == [Key(f"{ID}statement/one")]
    names = {key.property for key in lines.keys(f"{ID}event/round")}
    assert names == {term("minutes"), term("attendee"), term("describedAs")}


def test_names_and_plumbing_have_no_lines(lines: Evidence) -> None:
    assert lines.keys(f"{ID}person/ann") == []
    assert lines.keys(f"{ID}relay/r") == []


@pytest.mark.parametrize("node", ["statement/one", "state/rate", "event/round"])
def test_index_words_are_neither_told_nor_receipts(node: str) -> None:
    words = f' {node.replace("/", ":")} kg:keywords "red line; hold out"@en .'
    plain, indexed = evidence(engine(NAMES, SAID, HELD)), evidence(engine(NAMES, SAID, HELD + words))
    assert indexed.keys(ID + node) == plain.keys(ID + node)
    assert [indexed.line(key) for key in indexed.keys(ID + node)] == [plain.line(key) for key in plain.keys(ID + node)]


@pytest.mark.parametrize("key", [("event/round", "on"), ("event/none", "minutes"), ("event/none", "")])
def test_what_the_graph_does_not_hold_is_no_line(lines: Evidence, key: tuple[str, str]) -> None:
    assert lines.line(Key(ID + key[0], term(key[1]) if key[1] else "")) is None


def test_a_line_rests_on_the_triples_it_tells(lines: Evidence) -> None:
    fact = lines.line(Key(f"{ID}event/round", term("attendee")))
    assert fact is not None
    assert {p for _, p, _ in fact.triples} == {f"<{term('attendee')}>"}
    assert {o for _, _, o in fact.triples} == {f"<{ID}person/ann>", f"<{ID}person/bo>"}


def test_names_and_classes_are_no_part_of_what_a_line_rests_on(lines: Evidence) -> None:
    line = lines.line(Key(f"{ID}figure/near"))
    assert line is not None
    assert not {p for _, p, _ in line.triples} & {f"<{name}>" for name in (TYPE, LABEL, ALT_LABEL)}
    assert len(line.triples) == 4


def test_every_triple_of_every_line_is_held_and_cited(example: kg.Graph) -> None:
    found = evidence(example.engine)
    lines = [line for node in found.nodes() for key in found.keys(node) if (line := found.line(key))]
    assert len(lines) > 150
    for line in lines:
        assert line.triples, line
        assert all(found.graphs(triple) for triple in line.triples), line


def test_what_holds_for_a_time_is_dated_and_a_statement_is_not(lines: Evidence) -> None:
    position, said = lines.line(Key(f"{ID}state/position")), lines.line(Key(f"{ID}statement/one"))
    assert position is not None
    assert said is not None
    assert position.days == ("2031-05-03", "2031-05-09")
    assert position.dated == f"{position.text} (as of 3 May 2031 and 9 May 2031)"
    assert said.days == ()
    assert said.dated == said.text


def test_a_fact_taken_from_the_graph_is_no_longer_told() -> None:
    held = engine(NAMES, HELD)
    node = ox.NamedNode(f"{ID}event/round")
    held.store.update(f"DELETE WHERE {{ {node} kg:minutes ?n }}".replace("kg:minutes", f"<{term('minutes')}>"))
    assert evidence(held).line(Key(node.value, term("minutes"))) is None
    assert evidence(held).line(Key(node.value, term("attendee"))) is not None


def test_a_statement_without_words_is_no_line() -> None:
    held = evidence(engine("person:ann a kg:Agent, kg:Person . statement:s a kg:Statement ; kg:about person:ann ."))
    assert held.line(Key(f"{ID}statement/s")) is None
