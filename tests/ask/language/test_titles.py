"""Offices as names of those who hold them."""

from __future__ import annotations

import pytest

from kg.ask.language.titles import Titled, Titles
from kg.namespaces import ID
from tests.ask.small import engine, thesaurus

PASSAGE = """
place:norvia a kg:Place ; rdfs:label "Norvia" . place:tessaly a kg:Place ; rdfs:label "Tessaly" .
government:norvia a kg:Government ; rdfs:label "Government of Norvia" ; kg:governs place:norvia .
government:tessaly a kg:Government ; rdfs:label "Government of Tessaly" ; kg:governs place:tessaly .
office:trade a kg:Office ; rdfs:label "Trade minister of Norvia" ; kg:officeOf government:norvia .
office:wool a kg:Office ; rdfs:label "Wool commissioner of Norvia" ; kg:officeOf government:norvia .
office:pm-n a kg:Office ; rdfs:label "Prime Minister of Norvia" ; kg:officeOf government:norvia .
office:pm-t a kg:Office ; rdfs:label "Prime Minister of Tessaly" ; kg:officeOf government:tessaly .
office:empty a kg:Office ; rdfs:label "Glass minister of Tessaly" ; kg:officeOf government:tessaly .
state:a kg:office office:trade ; kg:holder person:ann . state:b kg:office office:wool ; kg:holder person:wim .
state:c kg:office office:pm-n ; kg:holder person:sun . state:d kg:office office:pm-t ; kg:holder person:bert .
"""


@pytest.fixture(scope="module")
def titles() -> Titles:
    nations = {"Norvia": ["Norvian"], "Tessaly": ["Tessalian"]}
    return Titles(engine(PASSAGE), thesaurus(), lambda country: nations.get(country, []))


def holder(titles: Titles, question: str, barred: frozenset[int] = frozenset()) -> list[tuple[int, int, set[str]]]:
    found = titles.find(question.split(), barred)
    return [
        (one.start, one.end, {v.removeprefix(f"{ID}person/") for v in one.values if "/person/" in v}) for one in found
    ]


@pytest.mark.parametrize(
    ("question", "start", "end", "who"),
    [
        ("what did the trade minister say", 3, 5, "ann"),
        ("what did norvia s trade minister say", 2, 6, "ann"),
        ("the norvian trade minister", 1, 4, "ann"),
        ("the trade minister of norvia", 1, 5, "ann"),
        ("the wool commissioner", 1, 3, "wim"),
        ("the prime minister of tessaly spoke", 1, 5, "bert"),
        ("tessaly s prime minister", 0, 4, "bert"),
        ("the pm of norvia", 1, 4, "sun"),
    ],
)
def test_a_title_stands_for_its_holder(titles: Titles, question: str, start: int, end: int, who: str) -> None:
    assert holder(titles, question) == [(start, end, {who})]


def test_a_title_names_the_office_too(titles: Titles) -> None:
    (found,) = titles.find(["the", "wool", "commissioner"], frozenset())
    assert found == Titled(1, 3, (f"{ID}office/wool", f"{ID}person/wim"))


@pytest.mark.parametrize(
    "question",
    [
        "the prime minister spoke",  # of two countries
        "the glass minister",  # held by nobody
        "the defence minister of norvia",
        "wool and glass",
        "of norvia",
        "",
    ],
)
def test_what_names_no_one_holder_is_no_title(titles: Titles, question: str) -> None:
    assert not [one for one in holder(titles, question) if one[1] - one[0] > 1]


def test_barred_words_are_no_part_of_a_title(titles: Titles) -> None:
    assert holder(titles, "the wool commissioner", frozenset([1])) != holder(titles, "the wool commissioner")


def test_two_titles_in_one_question_are_both_found(titles: Titles) -> None:
    found = holder(titles, "did the trade minister meet the wool commissioner")
    assert [who for _, _, who in found] == [{"ann"}, {"wim"}]
