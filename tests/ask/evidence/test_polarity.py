"""Yes and no: what a line says of what a question supposes, and when it says neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from kg.ask.evidence import polarity
from kg.ask.evidence.openings import NEITHER, NO, YES
from kg.ask.language.thesaurus import EXACT, Entry, Thesaurus
from kg.namespaces import term

if TYPE_CHECKING:
    from kg.tables import Term

WORDS = Thesaurus(
    {
        f"{EXACT}not": Entry(frames=("negation",)),
        f"{EXACT}never": Entry(frames=("negation",)),
        f"{EXACT}called off": Entry(codes=(term("cancelled"),)),
        f"{EXACT}hope": Entry(codes=(term("hope"),)),
        f"{EXACT}planned": Entry(codes=(term("planned"),)),
        f"{EXACT}deny": Entry(codes=(term("denial"),)),
    }
)


def denies(facts: dict[str, list[Term]]) -> bool:
    return polarity.denies([], facts, Thesaurus({}))


def is_open(facts: dict[str, list[Term]]) -> bool:
    return polarity.is_open([], facts, Thesaurus({}))


def coded(**codes: str) -> dict[str, list[Term]]:
    return {term(name): [NamedNode(term(code))] for name, code in codes.items()}


@pytest.mark.parametrize(
    ("question", "codes", "expected"),
    [
        ("was the round held", {"standing": "cancelled"}, NO),
        ("was the round held", {"standing": "held"}, NEITHER),
        ("was the round not held", {"standing": "cancelled"}, NEITHER),
        ("was the round called off", {"standing": "cancelled"}, NEITHER),
        ("was the round held", {"standing": "planned"}, NEITHER),
        ("did the levy go", {"modality": "hope"}, NEITHER),
        ("did Ann sign", {"modality": "refusal"}, NEITHER),
        ("is a quota drafted", {"modality": "denial"}, NO),
        ("did Ann deny a quota", {"modality": "denial"}, NEITHER),
        ("is the levy imposed", {"status": "notImposed"}, NO),
        ("was the levy never imposed", {"status": "notImposed"}, NEITHER),
        ("is the levy imposed", {"status": "inForce"}, NEITHER),
        ("did Bo attend", {}, NEITHER),
    ],
)
def test_only_what_is_denied_is_answered_no(question: str, codes: dict[str, str], expected: str) -> None:
    assert polarity.answer(question.lower().split(), coded(**codes), WORDS) == expected


@pytest.mark.parametrize(
    ("question", "more", "expected"),
    [
        ("do they hope for it", {}, True),
        ("do they deny it", {}, False),
        ("do they not hope for it", {}, False),
        ("do they hope for it or not", {}, False),
        ("do they hope for it", {"attitudeOf": [NamedNode("http://a.example/ann")]}, False),
        ("do they hope for it", {"gist": [Literal("It is never lifted", language="en")]}, False),
    ],
)
def test_an_own_word_is_affirmed_where_it_is_what_is_asked_after(
    question: str, more: dict[str, list[Term]], expected: bool
) -> None:
    facts = {**coded(modality="hope"), **{term(name): values for name, values in more.items()}}
    assert polarity.affirms(question.split(), facts, WORDS) is expected


def test_what_is_left_open_says_so() -> None:
    assert NEITHER not in {YES, NO}
    assert not NEITHER.startswith(("Yes", "No"))


@pytest.mark.parametrize("code", ["hope", "fear", "possibility", "intention", "demand", "offer", "warning"])
def test_no_attitude_is_told_as_done(code: str) -> None:
    assert polarity.answer(["did", "it", "go"], coded(modality=code), WORDS) == NEITHER
    assert is_open(coded(modality=code))


@pytest.mark.parametrize(
    ("name", "code"), [("modality", "denial"), ("standing", "notReached"), ("status", "notImposed")]
)
def test_denials_are_known(name: str, code: str) -> None:
    assert denies(coded(**{name: code}))
    assert polarity.unsettled(coded(**{name: code}))
    assert not is_open(coded(**{name: code}))


@pytest.mark.parametrize(("name", "code"), [("modality", "assertion"), ("standing", "held"), ("status", "inForce")])
def test_what_is_settled_is_neither_denied_nor_open(name: str, code: str) -> None:
    facts = coded(**{name: code})
    assert [denies(facts), is_open(facts), polarity.unsettled(facts)] == [False] * 3


def test_who_asks_what_somebody_did_not_say_is_answered_by_a_refusal() -> None:
    refused = coded(modality="noComment")
    assert polarity.denies(["what", "did", "he", "say"], refused, WORDS)
    assert not polarity.denies(["what", "did", "he", "not", "say"], refused, WORDS)


def test_a_code_elsewhere_says_nothing() -> None:
    assert not denies(coded(about="denial"))


@pytest.mark.parametrize("code", ["planned", "considered", "undecided", "postponed", "sought", "due", "unlikely"])
def test_a_plan_is_open_and_no_denial(code: str) -> None:
    for name in ("standing", "status"):
        assert is_open(coded(**{name: code}))
        assert polarity.unsettled(coded(**{name: code}))
        assert not denies(coded(**{name: code}))


def test_who_asks_for_a_hope_is_answered_by_a_hope() -> None:
    assert polarity.is_open(["is", "it", "so"], coded(modality="hope"), WORDS)
    assert not polarity.is_open(["what", "hope"], coded(modality="hope"), WORDS)
    assert polarity.is_open(["what", "hope"], coded(modality="fear"), WORDS)


@pytest.mark.parametrize(
    ("gist", "question", "expected"),
    [
        ("The mill has not been sold", ["when", "was", "it", "sold"], True),
        ("The mill has been sold", ["when", "was", "it", "sold"], False),
        ("The mill has not been sold", ["when", "was", "it", "not", "sold"], False),
    ],
)
def test_a_statement_that_it_is_not_so_is_known(gist: str, question: list[str], expected: bool) -> None:
    facts: dict[str, list[Term]] = {term("gist"): [Literal(gist, language="en")]}
    assert polarity.says_not(question, facts, WORDS) is expected
