"""When evidence is taken for an answer: each thing that speaks against it, by itself."""

from __future__ import annotations

import pytest

from kg.ask.evidence.finding import Finding
from kg.ask.evidence.judging import THRESHOLD, verdict
from kg.ask.evidence.lines import FACT, STATE, STATEMENT, Key, Line
from kg.ask.evidence.openings import NO
from kg.ask.evidence.search import Hit, Term
from kg.ask.language.kinds import YES_NO, Asked


def asked(kind: str, *doing: str) -> Asked:
    return Asked(kind, None, frozenset(doing), frozenset([0]))


def term(text: str, at: int = 1, *, hard: bool = False, kind: str = "word", noun: bool = False) -> Term:
    return Term(text, frozenset([at]), (), hard=hard, kind=kind, noun=noun)


def line(kind: str = STATEMENT) -> Line:
    return Line(Key("https://a.example/x"), kind, "Ann says: wool", ())


WOOL = term("wool", 3)
GOOD = Finding(
    asked("what"), (WOOL, term("sheared", 4)), (Hit(0, 1.0, 1.0, (), frozenset()),), (line(),), 1.0, (), fits=True,
)  # fmt: skip


def test_what_accounts_for_all_is_taken() -> None:
    assert verdict(GOOD, THRESHOLD).accepted


def test_nothing_found_is_no_answer() -> None:
    assert not verdict(GOOD._replace(chosen=()), 0.0).accepted


@pytest.mark.parametrize(("coverage", "accepted"), [(0.59, False), (0.6, True), (0.0, False)])
def test_too_little_is_no_answer(coverage: float, accepted: bool) -> None:
    lacking = GOOD._replace(coverage=coverage, missing=(term("soon")._replace(weight=0.2),))
    judged = verdict(lacking, 0.6)
    assert judged.accepted is accepted
    assert accepted or "soon" in judged.why


def test_a_threshold_of_one_wants_everything() -> None:
    assert not verdict(GOOD._replace(coverage=0.99, missing=(term("soon"),)), 1.0).accepted
    assert verdict(GOOD, 1.0).accepted


def test_a_hard_term_can_never_be_left_out() -> None:
    judged = verdict(GOOD._replace(missing=(term("Zorblatt", hard=True),)), 0.0)
    assert not judged.accepted
    assert "Zorblatt" in judged.why


def test_a_statement_may_leave_its_thing_out_and_a_fact_not() -> None:
    away = (term("wool", kind="thing"),)
    assert verdict(GOOD._replace(missing=away), 0.0).accepted
    judged = verdict(GOOD._replace(missing=away, chosen=(line(STATE),)), 0.0)
    assert not judged.accepted
    assert "wool" in judged.why


def test_a_bare_fact_settles_no_yes_or_no() -> None:
    supposed = GOOD._replace(asked=asked(YES_NO))
    assert not verdict(supposed._replace(chosen=(line(FACT),)), 0.0).accepted
    assert verdict(supposed._replace(chosen=(line(STATE),)), 0.0).accepted


def test_the_noun_that_which_asks_for_has_to_be_told() -> None:
    hotel = term("hotel", 1, noun=True)._replace(named=True)
    found = GOOD._replace(asked=asked("which"), terms=(hotel, WOOL), missing=(hotel,))
    judged = verdict(found, 0.0)
    assert not judged.accepted
    assert "hotel" in judged.why
    loose = found._replace(missing=(), hits=(found.hits[0]._replace(loose=(hotel,)),))
    assert not verdict(loose, 0.0).accepted
    assert verdict(loose._replace(said=True), 0.0).accepted


def test_of_a_length_one_noun_may_be_left_out_and_two_not() -> None:
    nouns = (term("barn", 5, noun=True), term("yard", 6, noun=True))
    one = GOOD._replace(asked=asked("how-long"), terms=(WOOL, *nouns), missing=nouns[:1])
    assert verdict(one, 0.0).accepted
    assert not verdict(one._replace(missing=nouns), 0.0).accepted


ANN, BO = term("Ann", 1, hard=True, kind="thing"), term("Bo", 2, hard=True, kind="thing")


@pytest.mark.parametrize("kind", ["why", "condition"])
def test_a_reason_may_leave_words_out_but_no_name(kind: str) -> None:
    frost, early, soon = (term(text, at, noun=True) for at, text in enumerate(("frost", "early", "soon"), 4))
    found = GOOD._replace(asked=asked(kind), terms=(ANN, BO, frost, early, soon))
    assert verdict(found._replace(missing=(frost, early)), 0.0).accepted
    assert not verdict(found._replace(missing=(frost, early, soon)), 0.0).accepted
    assert not verdict(found._replace(missing=(BO,)), 0.0).accepted


@pytest.mark.parametrize("kind", ["why", "condition"])
def test_one_name_alone_gives_no_reason(kind: str) -> None:
    frost = term("frost", 4)
    found = GOOD._replace(asked=asked(kind), terms=(ANN, frost))
    assert verdict(found, 0.0).accepted
    assert not verdict(found._replace(missing=(frost,)), 0.0).accepted


def test_the_verb_of_a_reason_or_of_a_yes_or_no_has_to_be_met_unless_it_is_denied() -> None:
    resign = term("resign", 4)
    found = GOOD._replace(terms=(ANN, BO, resign), missing=(resign,))
    assert "resign" in verdict(found._replace(asked=asked("why")), 0.0).why
    assert "resign" in verdict(found._replace(asked=asked(YES_NO)), 0.0).why
    assert verdict(found._replace(asked=asked(YES_NO), opening=NO), 0.0).accepted


def test_keywords_are_met_one_and_all() -> None:
    topics = term("topics", 5)._replace(weight=0.2)
    found = GOOD._replace(terms=(*GOOD.terms, topics), missing=(topics,))
    assert verdict(found, 0.0).accepted
    assert not verdict(found._replace(asked=asked("what")._replace(framing=frozenset())), 0.0).accepted


def test_what_stands_aside_is_nothing_that_a_fact_has_to_be_about() -> None:
    aside = (term("Tessaly", kind="thing")._replace(weight=0.25),)
    assert verdict(GOOD._replace(missing=aside, chosen=(line(STATE),)), 0.0).accepted


def test_a_reason_need_account_for_less_than_a_fact() -> None:
    frost = term("frost", 4, noun=True)
    found = GOOD._replace(terms=(ANN, BO, frost), missing=(frost,), coverage=0.5)
    assert verdict(found._replace(asked=asked("why")), 0.75).accepted
    assert not verdict(found._replace(asked=asked("when")), 0.75).accepted


def test_who_did_half_of_it_need_not_have_done_the_whole() -> None:
    found = GOOD._replace(asked=asked("who"), missing=(term("frost", 4),))
    assert not verdict(found, 0.0).accepted


@pytest.mark.parametrize("change", [{"denied": True}, {"unfulfilled": True}])
def test_what_is_denied_or_only_planned_is_not_told_as_done(change: dict[str, bool]) -> None:
    found = GOOD._replace(**change)  # type: ignore[arg-type]
    judged = verdict(found, 0.0)
    assert not judged.accepted
    assert judged.reason == "false-premise"
    assert verdict(found._replace(said=True), 0.0).accepted
    assert verdict(found._replace(asked=asked(YES_NO)), 0.0).accepted


def test_a_line_that_cannot_answer_the_kind_of_question_is_none() -> None:
    judged = verdict(GOOD._replace(asked=asked("how-long"), fits=False), 0.0)
    assert not judged.accepted
    assert "how long" in judged.why


def test_names_alone_ask_nothing() -> None:
    names = GOOD._replace(terms=(term("Ann", kind="thing"), term("Bo", 2, kind="thing")))
    assert verdict(names, 0.0).reason == "no-reading"
    assert verdict(names._replace(about=True), 0.0).accepted
    assert verdict(names._replace(said=True), 0.0).accepted


@pytest.mark.parametrize("doing", ["superlative:max", "timeline", "summary", "conflict", "change", "compare"])
def test_what_is_to_be_done_has_to_be_done_or_said(doing: str) -> None:
    most = term("most", 2, kind="doing")
    found = GOOD._replace(asked=asked("what", doing), terms=(most, WOOL), missing=(most,), chosen=(line(STATE),))
    judged = verdict(found, 0.0)
    assert not judged.accepted
    assert judged.reason == "unsupported"
    assert verdict(found._replace(done=True), 0.0).accepted
    assert verdict(found._replace(missing=()), 0.0).accepted


def test_somebody_may_compare_in_words_of_their_own() -> None:
    than = term("less than", 2, kind="doing")
    found = GOOD._replace(asked=asked("what", "compare"), terms=(than, WOOL), missing=(than,))
    assert verdict(found, 0.0).accepted
    assert not verdict(found._replace(chosen=(line(STATE),)), 0.0).accepted


def test_what_says_itself_that_it_is_the_most_answers_names_alone() -> None:
    most, port = term("largest", 2, kind="doing"), term("port", 3, kind="thing")
    found = GOOD._replace(asked=asked("what", "superlative:max"), terms=(most, port), chosen=(line(FACT),))
    assert verdict(found, 0.0).accepted
    assert verdict(found._replace(terms=(port, ANN)), 0.0).reason == "no-reading"
