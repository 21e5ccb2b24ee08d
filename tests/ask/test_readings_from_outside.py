"""Readings made by other programs: those that kg prints give the same answer again; others are held to the graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.ask.evidence.lines import Key
from kg.errors import InputError
from kg.namespaces import ID, term
from tests.ask import small

if TYPE_CHECKING:
    import kg

STATEMENT = f"{ID}statement/marsh-2031-03-18-war"
ROUND = f"{ID}event/norvia-tessaly-round-1"
ASKED = [
    "What did Leda Marsh warn?",
    "What does Norvia want?",
    "What did Mara Venn say about the wool tariff?",
    "Was the third round called off?",
    "Did Norvia and Tessaly reach an accord?",
    "Summarise what Mara Venn said",
    "Who attended the second round?",
    "How long did the second round last?",
    "Which round was the longest?",
    "Who is Ilan Dross?",
    "Which rounds were held before 10 March?",
]


def evidence(*lines: object, **more: object) -> dict[str, object]:
    return {"kind": "evidence", "lines": list(lines), **more}


@pytest.mark.parametrize("question", ASKED)
def test_a_printed_reading_gives_the_same_answer_again(example: kg.Graph, question: str) -> None:
    first = example.ask(question)
    assert first.answered
    printed = json.loads(json.dumps(first.as_dict()))["readings"]
    again = example.answer(printed[0], question)
    assert again.question == question
    assert again.values == first.values
    assert again.citations == first.citations
    assert again.sparql == first.sparql
    assert again.answer == first.answer


@pytest.mark.parametrize("question", ASKED)
def test_each_reading_printed_can_be_asked(example: kg.Graph, question: str) -> None:
    for printed in example.ask(question).as_dict()["readings"]:  # type: ignore[attr-defined]
        answer = example.answer(json.loads(json.dumps(printed)))
        assert answer.status in {"answered", "abstained"}
        assert bool(answer.citations) is answer.answered


@pytest.mark.parametrize(
    "reading",
    [
        evidence(["https://elsewhere.example/x", ""]),
        evidence([f"{ID}statement/none", ""]),
        evidence([STATEMENT, "https://elsewhere.example/p"]),
        evidence([STATEMENT, ""], ["https://elsewhere.example/x", ""]),
        evidence([f"{STATEMENT}> }} }} ; DROP ALL #", ""]),
        evidence([STATEMENT, f"{term('gist')}> ?x . ?s ?p"]),
        evidence(["Leda Marsh", ""]),
        evidence([STATEMENT]),
        evidence(STATEMENT),
        evidence([1, 2]),
        evidence([None, ""]),
        evidence(),
        {"kind": "evidence"},
        {"kind": "evidence", "lines": "all"},
        {"kind": "evidence", "lines": {STATEMENT: ""}},
        evidence([STATEMENT, ""], opening="Maybe."),
        evidence([STATEMENT, ""], opening="Yes. And she lied."),
        evidence([STATEMENT, ""], opening=None),
        {},
        {"kind": None},
        {"kind": ["evidence"]},
        {"kind": "guess"},
    ],
    ids=str,
)
def test_what_the_graph_lacks_is_refused_in_one_line(example: kg.Graph, reading: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        example.answer(reading)
    assert "\n" not in str(caught.value)


def test_a_line_that_holds_nothing_is_no_answer(example: kg.Graph) -> None:
    answer = example.answer(evidence([ROUND, term("gist")]))
    assert answer.status == "abstained"
    assert not answer.citations


def test_a_line_is_told_and_cited_as_kg_does(example: kg.Graph) -> None:
    answer = example.answer(evidence([STATEMENT, ""]), "who wins")
    assert answer.plain.startswith("Leda Marsh believes: A wool-and-glass trade war has no winner")
    assert answer.question == "who wins"
    assert answer.citations[0].proof.verified


def test_yes_may_go_before_it(example: kg.Graph) -> None:
    assert example.answer(evidence([STATEMENT, ""], opening="Yes.")).answer.startswith("Yes. Leda Marsh")


def test_words_from_outside_are_never_told(example: kg.Graph) -> None:
    told = example.answer(
        evidence([STATEMENT, ""], says=["Ann lied"], asks="Ann lied", text="Ann lied", answer="Ann lied")
    )
    assert "Ann lied" not in json.dumps(told.as_dict())


def test_a_line_given_twice_is_told_once(example: kg.Graph) -> None:
    once, twice = (example.answer(evidence(*[[STATEMENT, ""]] * n)) for n in (1, 2))
    assert once.answer == twice.answer


SECONDARY = {f"<{term(name)}>" for name in ("about", "kind", "touches", "partOf", "channel", "platform")}


@pytest.mark.parametrize("kind", ["Statement", "Position", "Tenure", "State", "Figure"])
def test_every_line_of_a_kind_is_proven_and_its_query_gives_just_its_facts(example: kg.Graph, kind: str) -> None:
    lines = small.evidence(example.engine)
    nodes = [node for node in lines.nodes() if term(kind) in lines.classes(node)]
    assert nodes
    for node in nodes:
        line = lines.line(Key(node))
        assert line is not None
        answer = example.answer(evidence([node, ""]))
        assert answer.sparql is not None
        assert {tuple(map(str, row)) for row in example.select(answer.sparql).rows} == set(line.triples)
        proven = {triple for receipt in answer.citations for triple in receipt.triples}
        assert {triple for triple in line.triples if triple[1] not in SECONDARY} <= proven <= set(line.triples)
        assert "[1]" in answer.answer


def test_every_plain_fact_is_proven(example: kg.Graph) -> None:
    lines = small.evidence(example.engine)
    keys = [key for node in lines.nodes() for key in lines.keys(node) if key.property]
    told = [key for key in keys if f"<{key.property}>" not in SECONDARY]
    assert len(told) > 50
    for key in told:
        answer = example.answer(evidence(list(key)))
        line = lines.line(key)
        assert line is not None
        assert {triple for receipt in answer.citations for triple in receipt.triples} == set(line.triples)
