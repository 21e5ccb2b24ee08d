"""From lines to an answer: one sentence for the same fact of several days, each with its own receipts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.ask.evidence.composing import compose, sentences
from kg.ask.evidence.lines import Evidence, Key, Line
from kg.graph import Graph
from kg.namespaces import ID
from tests.ask.small import cite, engine, english, evidence

if TYPE_CHECKING:
    from kg.ask.receipts import Told

NAMES = 'person:ann a kg:Person ; rdfs:label "Ann Orr" . office:chief a kg:Office ; rdfs:label "Chief" .'


def tenure(name: str, day: str) -> str:
    return (
        f"state:{name} a kg:State, kg:Tenure ; kg:holder person:ann ; kg:office office:chief ;"
        f' kg:asOf "{day}"^^xsd:date .'
    )


SAID = 'statement:one a kg:Statement ; kg:speaker person:ann ; kg:modality kg:hope ; kg:gist "The levy goes"@en .'
ROUND = 'event:round a kg:Meeting ; rdfs:label "Round" ; kg:minutes {} .'
PASSAGES = (
    NAMES, tenure("a", "2031-05-01"), tenure("b", "2031-05-04"), tenure("c", "2031-06-01"), SAID, SAID,
    ROUND.format(40), ROUND.format(35),
)  # fmt: skip
WORD_OF_ANN = f"<{cite(5)}> kg:accordingTo person:ann . <{cite(6)}> kg:accordingTo person:ann ."


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(engine(*PASSAGES, extra=f"{WORD_OF_ANN} <{cite(7)}> kg:voice kg:hearsay ."))


@pytest.fixture(scope="module")
def lines(graph: Graph) -> Evidence:
    return evidence(graph.engine)


def line(lines: Evidence, node: str, name: str = "") -> Line:
    found = lines.line(Key(ID + node, f"https://kg.example/ont#{name}" if name else ""))
    assert found is not None
    return found


def told(graph: Graph, found: list[Line], **around: str) -> Told:
    return compose(sentences(found), english(graph.engine), graph.receipts, **around)


def test_the_same_fact_of_two_days_is_one_sentence(lines: Evidence) -> None:
    (one,) = sentences([line(lines, "state/a"), line(lines, "state/b")])
    assert one.text == "Ann Orr: Chief (as of 1 May 2031 and 4 May 2031)"


def test_many_days_are_counted(lines: Evidence) -> None:
    (one,) = sentences(line(lines, f"state/{name}") for name in "abc")
    assert one.text == "Ann Orr: Chief (on 3 days from 1 May 2031 to 1 June 2031)"


def test_what_differs_stays_apart(lines: Evidence) -> None:
    assert len(sentences([line(lines, "state/a"), line(lines, "statement/one")])) == 2


def test_each_sentence_bears_the_numbers_of_its_receipts(graph: Graph, lines: Evidence) -> None:
    found = told(graph, [line(lines, "statement/one"), line(lines, "state/a")])
    numbers = {receipt.citation.iri: receipt.number for receipt in found.receipts}
    first, second = re.findall(r"[^.]+\.", found.text)
    assert f"[{numbers[cite(5)]}]" in first
    assert f"[{numbers[cite(6)]}]" in first
    assert second.endswith(f"[{numbers[cite(2)]}].")
    assert sorted(numbers.values()) == [1, 2, 3]


def test_a_fact_on_one_persons_word_is_hedged_and_a_statement_not(graph: Graph, lines: Evidence) -> None:
    assert "according to" not in told(graph, [line(lines, "statement/one")]).text
    assert "according to" not in told(graph, [line(lines, "event/round", "minutes")]).text


def test_hearsay_is_told_as_such() -> None:
    held = Graph(engine(ROUND.format(40), extra=f"<{cite(1)}> kg:voice kg:hearsay ."))
    found = told(held, [line(evidence(held.engine), "event/round", "minutes")])
    assert "(hearsay)" in found.text


def test_a_lone_speaker_is_named() -> None:
    held = Graph(engine(NAMES, ROUND.format(40), extra=f"<{cite(2)}> kg:accordingTo person:ann ."))
    found = told(held, [line(evidence(held.engine), "event/round", "minutes")])
    assert "(according to Ann Orr)" in found.text


def test_an_opening_goes_before_what_is_told(graph: Graph, lines: Evidence) -> None:
    assert told(graph, [line(lines, "state/a")], opening="Yes.").text.startswith("Yes. Ann Orr: Chief")


def test_values_name_the_nodes(graph: Graph, lines: Evidence) -> None:
    found = told(graph, [line(lines, "state/a"), line(lines, "state/a")])
    assert [(value.label, value.iri) for value in found.values] == [("Ann Orr: Chief", f"{ID}state/a")]


def test_receipts_prove_every_triple_of_the_lines(graph: Graph, lines: Evidence) -> None:
    found = [line(lines, "statement/one"), line(lines, "event/round", "minutes")]
    proven = {triple for receipt in told(graph, found).receipts for triple in receipt.triples}
    assert {triple for one in found for triple in one.triples} <= proven
