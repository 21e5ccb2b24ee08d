"""What breaks a shape is told in plain words, with the thing, the property and the value."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.rules.shapes import shape_faults
from tests.rules.test_rules import HEADER

STATE = (
    "state:s a kg:MeasureState ; kg:stateOf measure:m ; kg:asOf '2031-03-01'^^xsd:date . "
    "measure:m a kg:Measure ; rdfs:label 'Levy' ."
)
DATE = "must be a real day, month or year such as 2025-05-03, 2025-07 or 2025, with its datatype"
RUN = "run:r a kg:Run ; rdfs:label 'R' ; kg:method 'm' ; kg:ranOn '2031-03-01'^^xsd:date ."
CITATION = (
    "cite:x a kg:Citation ; kg:article article:a ; kg:paragraph 1 ; kg:start 0 ; kg:end 4 ; "
    f"kg:digest '{'0' * 64}' ; kg:passageKind kg:body ; kg:basis kg:stated ; kg:voice kg:outlet ; "
    f"kg:readBy run:r ; kg:confidence 1.0 ; kg:review kg:unreviewed . {RUN}"
)


def told(facts: str = "", catalogue: str = "") -> list[str]:
    store = ox.Store()
    store.load(f"{HEADER} {{ {facts} }} graph:catalogue {{ {catalogue} }}".encode(), ox.RdfFormat.TRIG)
    return shape_faults(store)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            'state:s kg:rate "25%" ; kg:unit kg:percent .',
            "state:s, kg:rate: must be a bare number such as 25 or 2.5, with the unit in kg:unit (found '25%')",
        ),
        ("state:s kg:rate 25 .", "state:s, kg:unit: a rate needs its unit"),
        ("state:s kg:rate -1 ; kg:unit kg:percent .", "state:s, kg:rate: must lie between 0 and 100000 (found '-1')"),
        ("event:e kg:on '2031-02-30'^^xsd:date .", f"event:e, kg:on: {DATE} (found '2031-02-30')"),
        ("event:e kg:on '2031-13'^^xsd:gYearMonth .", f"event:e, kg:on: {DATE} (found '2031-13')"),
        ("event:e kg:on 'soon'^^xsd:gYear .", f"event:e, kg:on: {DATE} (found 'soon')"),
        (
            "person:v kg:birthday '--13-01'^^xsd:gMonthDay .",
            "must be a day of the year such as --02-29 (found '--13-01')",
        ),
        ("event:e kg:on '12 March 2031' .", f"event:e, kg:on: {DATE} (found '12 March 2031')"),
        ("event:e kg:minutes 0 .", "event:e, kg:minutes: must be a whole number of at least 1 (found '0')"),
        ("event:e kg:minutes 95.5 .", "event:e, kg:minutes: must be a whole number of at least 1 (found '95.5')"),
        ("person:v rdfs:label 'two\\nlines' .", "must be a name of at most 160 characters on one line"),
        ("person:v rdfs:label '' .", "must be a name of at most 160 characters on one line"),
        ("statement:t kg:gist 'no language' .", "must be prose of at most 160 characters with a language tag"),
        (f"statement:t kg:gist '{'long ' * 40}'@en .", "must be prose of at most 160 characters with a language tag"),
        (
            STATE.replace("kg:asOf '2031-03-01'^^xsd:date", "rdfs:label 'S'"),
            "state:s (S), kg:asOf: a state has the day for which it is vouched",
        ),
        (STATE.replace("a kg:Measure ;", "a kg:Event ;"), "a state of a measure belongs to one measure"),
    ],
)
def test_a_fact_out_of_shape_is_told_in_plain_words(facts: str, words: str) -> None:
    found = told(facts)
    assert any(words in line for line in found), found
    assert not any("\n" in line or "http" in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "'" + "0" * 64 + "'",
            "'00'",
            "a citation has the sha256 of its span: 64 hexadecimal digits; kg cite puts it in (found '00')",
        ),
        ("kg:end 4", "kg:end 0", "cite:x, kg:end: a citation has one end after its start"),
        ("kg:start 0", "kg:start 9", "a span ends after its start"),
        ("kg:confidence 1.0", "kg:confidence 2", "a confidence lies between 0 and 1 (found '2')"),
        ("kg:voice kg:outlet ;", "", "a citation says who vouches"),
        ("kg:ranOn", "kg:runOn", "run:r (R), kg:ranOn: a run has its day"),
    ],
)
def test_an_entry_out_of_shape_is_told_in_plain_words(old: str, new: str, words: str) -> None:
    assert told(catalogue=CITATION) == []
    found = told(catalogue=CITATION.replace(old, new))
    assert any(words in line for line in found), found


@pytest.mark.parametrize(
    "facts",
    [
        STATE,
        "event:e kg:on '2031'^^xsd:gYear, '2031-03'^^xsd:gYearMonth, '2032-02-29'^^xsd:date .",
        "state:s kg:rate 2.5 ; kg:unit kg:percent .",
        "",
    ],
)
def test_what_is_in_shape_is_not_mentioned(facts: str) -> None:
    assert told(facts) == []
