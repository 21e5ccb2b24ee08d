"""The index of evidence: which tokens stand in which lines, and where."""

from __future__ import annotations

import pytest

from kg.ask.evidence import indexing
from kg.ask.evidence.indexing import Index, Indexer, periods, stretch
from kg.ask.evidence.lines import Key
from kg.ask.language.thesaurus import Thesaurus, stem
from kg.namespaces import ID, term
from tests.ask.small import ARTICLE, engine, evidence, words

PASSAGES = (
    'person:ann a kg:Person ; rdfs:label "Ann Orr" . person:bo a kg:Person ; rdfs:label "Bo Tull" .'
    ' government:norvia a kg:Government ; rdfs:label "Government of Norvia" ; kg:governs place:norvia .'
    ' place:norvia a kg:Place ; rdfs:label "Norvia" .'
    ' office:chief a kg:Office ; rdfs:label "Wool chief" ; kg:officeOf government:norvia .'
    " state:tenure a kg:Tenure ; kg:holder person:ann ; kg:office office:chief .",
    'statement:one a kg:Statement ; kg:speaker person:ann ; kg:modality kg:hope ; kg:gist "The fleece goes"@en ;'
    ' kg:saidOn "2031-05-03"^^xsd:date ; kg:addressee person:bo ; kg:keywords "red line; precondition"@en .',
    'event:round a kg:Event, kg:Meeting ; rdfs:label "Round" ; kg:minutes 40 ; kg:on "2031-06-09"^^xsd:date .',
    'figure:sold a kg:Figure ; rdfs:label "Wool sold" ; kg:value 25.0 ; kg:unit kg:percent ; kg:period "2030-Q2" .',
)


@pytest.fixture(scope="module")
def index() -> Index:
    held = engine(*PASSAGES)
    return Indexer(held, evidence(held), Thesaurus({}), words().askables, words().answers).build()


def places(index: Index, token: str) -> dict[Key, int]:
    """Return the lines that hold a token, with the place where it stands."""
    posting = index.postings.get(token)
    if posting is None:
        return {}
    return {index.keys[line]: place for line, place in zip(posting.lines, posting.places, strict=True)}


SAID, ROUND, SOLD = Key(f"{ID}statement/one"), f"{ID}event/round", Key(f"{ID}figure/sold")


def test_words_that_are_told_stand_nearest(index: Index) -> None:
    assert places(index, f"s:{stem('fleece')}") == {SAID: indexing.TOLD}


def test_index_words_stand_behind_what_is_told(index: Index) -> None:
    assert places(index, f"s:{stem('precondition')}") == {SAID: indexing.INDEXED}
    assert indexing.WORDED < indexing.INDEXED < indexing.IN_PHRASE < indexing.CONTEXT


def test_a_phrase_of_the_index_stands_for_itself_and_its_words_behind_it(index: Index) -> None:
    assert places(index, "p:red line") == {SAID: indexing.INDEXED}
    assert places(index, "s:red") == {SAID: indexing.IN_PHRASE}


def test_the_name_of_what_is_linked_is_found(index: Index) -> None:
    assert places(index, f"t:{ID}person/ann")[SAID] == indexing.THING
    assert places(index, f"t:{ID}person/bo")[SAID] == indexing.THING


def test_a_statement_is_the_speakers_word_and_nobody_elses(index: Index) -> None:
    assert SAID in places(index, f"by:{ID}person/ann")
    assert SAID not in places(index, f"by:{ID}person/bo")


def test_a_speakers_office_and_government_stand_behind_the_speaker(index: Index) -> None:
    assert SAID in places(index, f"by:{ID}office/chief")
    assert SAID in places(index, f"by:{ID}government/norvia")
    assert places(index, f"t:{ID}government/norvia")[SAID] == indexing.THING_NEAR


def test_a_code_is_found_as_such(index: Index) -> None:
    assert places(index, f"c:{term('hope')}") == {SAID: indexing.THING}


def test_a_day_is_found_by_its_month_and_year(index: Index) -> None:
    assert SAID in places(index, "d:2031-05-03")
    assert SAID in places(index, "d:2031-05")
    assert Key(ROUND, term("on")) in places(index, "d:2031")
    assert SAID not in places(index, "d:2031-06")


def test_a_quarter_is_found_by_its_days(index: Index) -> None:
    assert set(places(index, stretch("2030-04-01", "2030-06-30"))) == {SOLD}


def test_numbers_are_found_however_they_are_written(index: Index) -> None:
    assert SOLD in places(index, "n:25")
    assert places(index, "n:25.0") == {}


@pytest.mark.parametrize(
    ("kind", "key"),
    [("how-long", Key(ROUND, term("minutes"))), ("when", Key(ROUND, term("on"))), ("said", SAID), ("how-much", SOLD)],
)
def test_a_line_knows_what_kind_of_question_it_answers(index: Index, kind: str, key: Key) -> None:
    assert key in places(index, f"k:{kind}")


def test_a_line_without_a_day_answers_no_when(index: Index) -> None:
    assert Key(ROUND, term("minutes")) not in places(index, "k:when")


def test_every_line_knows_its_article(index: Index) -> None:
    assert set(places(index, f"in:{ARTICLE}")) == set(index.keys)


def test_postings_ascend_and_point_at_lines(index: Index) -> None:
    for token, posting in index.postings.items():
        assert list(posting.lines) == sorted(set(posting.lines)), token
        assert len(posting.lines) == len(posting.places)
        assert max(posting.lines) < len(index.keys)


def test_all_words_of_the_lines_are_known(index: Index) -> None:
    assert {"fleece", "orr", "sold"} <= index.words
    assert not any(word[:1].isdigit() for word in index.words)


def test_building_twice_gives_the_same(index: Index) -> None:
    held = engine(*PASSAGES)
    again = Indexer(held, evidence(held), Thesaurus({}), words().askables, words().answers).build()
    assert again == index


@pytest.mark.parametrize(
    ("day", "tokens"),
    [
        ("2031", ["d:2031"]),
        ("2031-05", ["d:2031-05", "d:2031"]),
        ("--05-03", ["d:--05-03"]),
    ],
)
def test_a_date_of_less_precision_has_no_day(day: str, tokens: list[str]) -> None:
    assert list(periods(day)) == tokens
