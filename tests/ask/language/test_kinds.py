"""What kind of question is asked, on the words of kg's own thesaurus."""

from __future__ import annotations

import pytest

from kg.ask.language.kinds import YES_NO, Asked, asked
from tests.ask.small import thesaurus


def kind(question: str, barred: frozenset[int] = frozenset()) -> Asked:
    return asked(question.split(), thesaurus(), barred)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who met dross", "who"),
        ("whom did venn meet", "who"),
        ("when was the round", "when"),
        ("on which date was the round", "when"),
        ("where was it", "where"),
        ("in which city was it", "where"),
        ("how long did it last", "how-long"),
        ("how many weeks did it last", "how-long"),
        ("how much wool was sold", "how-much"),
        ("why did it fail", "why"),
        ("what is the reason for it", "why"),
        ("on what condition would norvia sign", "condition"),
        ("what did venn say", "what"),
        ("did venn sign", YES_NO),
        ("is a quota in force", YES_NO),
        ("wool tariff", "what"),
        ("did venn say who met dross", YES_NO),
        ("please tell me who met dross", "who"),
    ],
)
def test_each_kind_is_known_by_its_words(question: str, expected: str) -> None:
    assert kind(question).kind == expected


@pytest.mark.parametrize("question", ["could you tell me when it was", "may i ask when it was", "i should know when"])
def test_politeness_is_no_yes_or_no(question: str) -> None:
    assert kind(question).kind == "when"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("with which two norvian ministers did she speak", "who"),
        ("what economist spoke", "who"),
        ("which duty did the minister lift", "which"),
    ],
)
def test_which_of_some_persons_asks_who(question: str, expected: str) -> None:
    assert kind(question).kind == expected


def test_a_second_kind_in_the_same_breath_is_noted() -> None:
    both = kind("when and where was the round")
    assert (both.kind, both.also) == ("when", "where")
    assert kind("when was the round").also is None


@pytest.mark.parametrize(
    ("question", "doing"),
    [
        ("give me a timeline of the talks", "timeline"),
        ("summarise what venn said", "summary"),
        ("what was the longest round", "superlative"),
        ("how many rounds were there", None),
    ],
)
def test_what_is_to_be_done_is_noted(question: str, doing: str | None) -> None:
    found = {one.partition(":")[0] for one in kind(question).doing}
    assert doing is None or doing in found


def test_how_long_did_it_last_asks_for_no_latest() -> None:
    assert not any(one.endswith(":date") for one in kind("how long did the last round last").doing)


def test_words_of_a_name_shape_no_question() -> None:
    assert kind("when now met venn").kind == "when"
    assert kind("when now met venn", frozenset([0, 1])).kind == "what"


def test_the_words_that_shape_the_question_are_marked() -> None:
    found = kind("tell me when venn met dross")
    assert found.at in found.framing
    assert not {3, 5} & found.framing


def test_the_unit_that_is_asked_for_stays_a_word() -> None:
    assert 2 not in kind("how many weeks did it last").framing


def test_no_words_ask_what() -> None:
    assert asked([], thesaurus()).kind == "what"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("venn did sign the accord", YES_NO),
        ("any round was held after may", YES_NO),
        ("venn on wool", "what"),
        ("the round was before or after the fair", "what"),
        ("what venn did sign", "what"),
    ],
)
def test_a_statement_with_a_question_mark_asks_yes_or_no(question: str, expected: str) -> None:
    assert asked(question.split(), thesaurus(), marked=True).kind == expected
    assert asked(question.split(), thesaurus()).kind == "what"


@pytest.mark.parametrize(
    ("question", "asks_for_articles"),
    [
        ("how many of the five reports tell of it", True),
        ("which of these stories mentions venn", True),
        ("which articles mention venn", True),
        ("how many of the rounds were reported", False),
        ("summarise what the report says", False),
    ],
)
def test_who_asks_for_articles_is_told_them(question: str, asks_for_articles: bool) -> None:
    assert ("articles" in kind(question).doing) is asks_for_articles
