"""What a question says that has to be accounted for, and how much each of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.ask.evidence.terms import Setting, shifted, terms_of
from kg.ask.language.kinds import asked
from kg.ask.language.linking import Links, Mention
from kg.ask.language.thesaurus import EXACT, Entry, Thesaurus, stem
from kg.ask.language.words import sentence_numbers, tokens

if TYPE_CHECKING:
    from kg.ask.evidence.search import Term

ANN, LAND, WOOL, ROUND = (f"https://a.example/{name}" for name in ("ann", "land", "wool", "round"))
WORDS = Thesaurus(
    {
        f"{EXACT}who": Entry(frames=("who",)),
        f"{EXACT}what": Entry(frames=("what",)),
        f"{EXACT}did": Entry(light=True, frames=("yes-no",)),
        f"{EXACT}the": Entry(light=True),
        f"{EXACT}please": Entry(light=True),
        f"{EXACT}take": Entry(weak=True, verb=True),
        f"{EXACT}levy": Entry(groups=("duty",)),
        f"{EXACT}on ice": Entry(codes=("https://kg.example/ont#suspended",)),
        f"{EXACT}only": Entry(frames=("only",)),
        f"{EXACT}longest": Entry(frames=("superlative:max",)),
        f"{EXACT}weeks": Entry(wider=("period",)),
        f"{EXACT}how many": Entry(frames=("how-many",)),
        f"{EXACT}not": Entry(frames=("negation",)),
        f"{EXACT}view": Entry(groups=("belief",), frames=("attitude",)),
        f"{EXACT}mr": Entry(light=True),
        f"{EXACT}old": Entry(light=True),
    }
)
SETTING = Setting(
    {"2": frozenset([ROUND])}, frozenset([WOOL]), frozenset([LAND]), frozenset(["did", "the"]),
    lambda mention: ("2031-03-07", "2031-03-08") if mention.takes == "ordinal" else None,
)  # fmt: skip


def terms(question: str, *mentions: Mention, barred: frozenset[int] = frozenset()) -> dict[str, Term]:
    links = Links(tokens(question), list(mentions), sentences=sentence_numbers(question))
    found = terms_of(links, WORDS, SETTING, asked(links.words, WORDS, barred))
    return {term.text: term for term in found}


def thing(start: int, iri: str, text: str) -> Mention:
    return Mention(start, start + len(text.split()), "thing", (iri,), text)


def test_words_that_say_nothing_are_no_terms() -> None:
    assert set(terms("please levy the fleece")) == {"levy", "fleece"}


def test_the_words_that_make_the_question_are_no_terms() -> None:
    assert set(terms("who did the levy")) == {"levy"}


def test_a_word_is_found_by_its_stem_and_by_its_like() -> None:
    found = dict(terms("levy")["levy"].tokens)
    assert f"s:{stem('levy')}" in found
    assert "g:duty" in found


def test_a_phrase_with_a_code_is_one_term() -> None:
    found = terms("levy on ice")["on ice"]
    assert found.positions == {1, 2}
    assert ("c:https://kg.example/ont#suspended", 1.0) in found.tokens


def test_a_weak_word_counts_little_and_is_no_noun() -> None:
    found = terms("take levy")
    assert found["take"].weight < found["levy"].weight
    assert not found["take"].noun
    assert found["levy"].noun


def test_a_name_has_to_be_accounted_for() -> None:
    found = terms("who met Ann", thing(2, ANN, "Ann"))["Ann"]
    assert found.hard
    assert (f"t:{ANN}", 1.0) in found.tokens


def test_a_country_that_all_is_about_need_not_be() -> None:
    assert not terms("who met Norvia", thing(2, LAND, "Norvia"))["Norvia"].hard


def test_what_is_called_by_a_common_noun_is_found_by_the_noun_as_well() -> None:
    found = terms("fleece wool", thing(1, WOOL, "wool"))["wool"]
    assert not found.hard
    assert (f"s:{stem('wool')}", 1.0) in found.tokens


def test_a_round_is_found_by_its_number() -> None:
    found = terms("fleece second round", Mention(1, 2, "ordinal", ("2",), "second round"))["second round"]
    assert found.positions == {1, 2}
    assert found.tokens == ((f"t:{ROUND}", 1.0),)
    assert found.hard


def test_a_round_that_the_graph_lacks_is_found_by_nothing() -> None:
    behind = terms("fleece round 2", Mention(2, 3, "ordinal", ("2",), "round 2"))
    assert behind["round 2"].positions == {1, 2}
    assert "round" not in behind
    found = terms("ninth round", Mention(0, 1, "ordinal", ("9",), "ninth round"))["ninth round"]
    assert found.tokens == ()
    assert found.hard


def test_dates_and_numerals_have_to_be_accounted_for() -> None:
    assert terms("fleece May", Mention(1, 2, "date", ("2031-05",), "May"))["May"].hard
    numbers = terms("25 levy two", Mention(0, 1, "number", ("25",), "25"), Mention(2, 3, "number", ("2",), "two"))
    assert numbers["25"].hard
    assert ("n:25", 1.0) in numbers["25"].tokens
    assert not numbers["two"].hard


def test_a_period_is_met_by_each_of_its_days() -> None:
    found = terms("fleece then", Mention(1, 2, "period", ("2031-03-30", "2031-04-02"), "then"))["then"]
    days = [token for token, _ in found.tokens]
    assert days == [
        "d:2031-03-30/2031-04-02", "d:2031-03-30", "d:2031-03-31", "d:2031-04-01", "d:2031-04-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "inside", "outside"),
    [("after", "d:2031-03-20", "d:2031-03-07"), ("before", "d:2031-03-06", "d:2031-03-08")],
)
def test_before_and_after_an_event_are_met_by_days(word: str, inside: str, outside: str) -> None:
    question = f"levy {word} the second round"
    found = terms(question, Mention(3, 4, "ordinal", ("2",), "second round"))["second round"]
    days = {token for token, _ in found.tokens}
    assert inside in days
    assert outside not in days
    assert 1 in found.positions


def test_a_limit_can_never_be_left_out() -> None:
    assert terms("who met only Ann", thing(3, ANN, "Ann"))["only"].hard


def test_a_capital_inside_a_question_is_a_name() -> None:
    assert terms("who met Zorblatt")["Zorblatt"].hard
    assert not terms("Zorblatt met who")["Zorblatt"].hard
    assert not terms("who met zorblatt")["zorblatt"].hard


def test_a_headline_makes_no_names() -> None:
    assert not terms("Who Met Zorblatt")["Zorblatt"].hard


def test_what_asks_for_the_most_counts_little() -> None:
    found = terms("what longest fleece")["longest"]
    assert found.kind == "doing"
    assert found.weight < 1


def test_the_unit_that_is_asked_for_has_no_substitute() -> None:
    assert terms("how many weeks fleece")["weeks"].hard
    assert not terms("fleece weeks")["weeks"].hard


def test_another_sentence_than_the_question_counts_little() -> None:
    found = terms("Fleece fell by much. who did levy")
    assert found["Fleece"].weight < found["levy"].weight


@pytest.mark.parametrize(("day", "by", "then"), [("2031-12-31", 1, "2032-01-01"), ("2032-03-01", -1, "2032-02-29")])
def test_days_are_shifted_over_the_ends_of_months(day: str, by: int, then: str) -> None:
    assert shifted(day, by) == then


def test_what_is_denied_accounts_for_a_not() -> None:
    found = dict(terms("what levy did not start")["not"].tokens)
    assert terms("what levy did not start")["not"].hard
    assert {"s:not", "c:https://kg.example/ont#denial", "c:https://kg.example/ont#notImposed"} <= found.keys()


def test_a_word_that_asks_for_words_need_not_be_said() -> None:
    view = terms("the view")["view"]
    assert view.weight < 1
    assert not view.noun


def test_a_mister_is_not_asked_for_and_an_age_is() -> None:
    assert "Mr" not in terms("what Mr Ann levies", thing(2, ANN, "Ann"))
    assert "old" in terms("how old is Ann", thing(3, ANN, "Ann"))


def test_a_thing_in_small_letters_is_met_by_the_noun_it_is_called_by() -> None:
    assert not terms("who levy", thing(1, ROUND, "levy"))["levy"].hard
    assert terms("who Levy", thing(1, ROUND, "Levy"))["Levy"].hard


def test_a_part_of_a_month_is_met_by_what_is_known_to_the_month() -> None:
    early = Mention(0, 2, "period", ("2031-06-01", "2031-06-10"), "early June")
    assert "m:2031-06" in dict(terms("early June levy", early)["early June"].tokens)
    across = Mention(0, 2, "period", ("2031-05-20", "2031-06-10"), "those weeks")
    assert not any(token.startswith("m:") for token, _ in terms("those weeks levy", across)["those weeks"].tokens)
