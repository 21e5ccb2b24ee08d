from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.ask.language.dates import spoken
from kg.ask.language.periods import Period, overlaps, period
from kg.ask.language.words import tokens


def words_of(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def bounds(text: str, year: str | None = "2025") -> tuple[str, str] | None:
    """Read the text from its first word on and to its end."""
    words = words_of(text)
    found = period(words, 0, year)
    return (found.first, found.last) if found and found.end == len(words) else None


def months(first: str, last: str) -> tuple[str, str]:
    return f"2025-{first}", f"2025-{last}"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2025-05-03",
            "3 May",
            "03 May 2025",
            "May 3",
            "May 3rd, 2025",
            "3rd of May",
            "the 3rd of May 2025",
            "May the 3rd",
        ),
        *("third of May", "the third of May", "May the third", "on May third", "Saturday 3 May", "Saturday, May 3"),
        *(
            "Sat 3 May 2025",
            "Saturday the 3rd of May",
            "May 3 (Saturday)",
            "on 3 May",
            "3 May this year",
            "on Sat. 3 May",
        ),
    ],
)
def test_a_day_in_its_forms(text):
    assert bounds(text) == ("2025-05-03", "2025-05-03")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16/5/2025", "2025-05-16"),
        ("5/16/2025", "2025-05-16"),
        ("5/5/2025", "2025-05-05"),
        ("29 February 2024", "2024-02-29"),
        ("twenty-first of June", "2025-06-21"),
        ("Sept. 3", "2025-09-03"),
        ("31 Dec 2024", "2024-12-31"),
        ("first day of June", "2025-06-01"),
        ("the last day of February", "2025-02-28"),
    ],
)
def test_other_days(text, day):
    assert bounds(text) == (day, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 2025", months("05-01", "05-31")),
        ("in May", months("05-01", "05-31")),
        ("this May", months("05-01", "05-31")),
        ("May of 2025", months("05-01", "05-31")),
        ("the month of May", months("05-01", "05-31")),
        ("in May this year", months("05-01", "05-31")),
        ("the May round", None),  # the period ends before the last word
        ("during February 2024", ("2024-02-01", "2024-02-29")),
        ("July", months("07-01", "07-31")),
        ("2025-05", months("05-01", "05-31")),
        ("2025", months("01-01", "12-31")),
        ("in the year 2024", ("2024-01-01", "2024-12-31")),
        ("2024-25", ("2024-01-01", "2025-12-31")),
        ("Q1", months("01-01", "03-31")),
        ("Q2 2025", months("04-01", "06-30")),
        ("2025 Q4", months("10-01", "12-31")),
        ("first quarter of 2025", months("01-01", "03-31")),
        ("in the third quarter", months("07-01", "09-30")),
        ("the last quarter of 2024", ("2024-10-01", "2024-12-31")),
        ("spring 2025", months("03-01", "05-31")),
        ("in the autumn of 2025", months("09-01", "11-30")),
    ],
)
def test_months_quarters_seasons_and_years(text, expected):
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("early May", months("05-01", "05-10")),
        ("in mid-May", months("05-11", "05-20")),
        ("late May 2025", months("05-21", "05-31")),
        ("at the end of May", months("05-21", "05-31")),
        ("beginning of June", months("06-01", "06-10")),
        ("the middle of the month of June", months("06-11", "06-20")),
        ("early 2025", months("01-01", "04-30")),
        ("the end of the year", months("09-01", "12-31")),
        ("mid to late May", months("05-11", "05-31")),
        ("early-to-mid June 2025", months("06-01", "06-20")),
        ("late to mid June", None),
        ("late Q1", months("03-01", "03-31")),
        ("the first week of June", months("06-01", "06-07")),
        ("the last week of May", months("05-25", "05-31")),
        ("first two weeks of May", months("05-01", "05-14")),
        ("the last three days of May 2025", months("05-29", "05-31")),
        ("fifth week of May", months("05-29", "05-31")),
        ("fifth week of February", None),
        ("the second half of May", months("05-16", "05-31")),
        ("first half of 2025", months("01-01", "06-30")),
        ("the second half of the year", months("07-01", "12-31")),
        ("third half of May", None),
        ("the first three months of 2025", months("01-01", "03-31")),
        ("the second month of spring 2025", months("04-01", "04-30")),
        ("the week of 2 June", months("06-02", "06-08")),
        ("the week of 4 June", months("06-02", "06-08")),
    ],
)
def test_parts_of_a_period(text, expected):
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-3 May", months("05-01", "05-03")),
        ("from 1 to 3 May", months("05-01", "05-03")),
        ("between 1 and 3 May", months("05-01", "05-03")),
        ("1st–3rd of May 2025", months("05-01", "05-03")),
        ("May 1-3", months("05-01", "05-03")),
        ("May 1-3, 2025", months("05-01", "05-03")),
        ("May 1 to 3", months("05-01", "05-03")),
        ("from the 1st to the 3rd of May", months("05-01", "05-03")),
        ("Thursday 1 to Saturday 3 May", months("05-01", "05-03")),
        ("Friday 1 to Saturday 3 May", None),
        ("between 1 May and 6 June", months("05-01", "06-06")),
        ("30 May and 6 June", months("05-30", "06-06")),
        ("30 May – 6 June 2025", months("05-30", "06-06")),
        ("May 30 to June 6", months("05-30", "06-06")),
        ("2025-05-30 to 2025-06-06", months("05-30", "06-06")),
        ("May to June", months("05-01", "06-30")),
        ("from May through July", months("05-01", "07-31")),
        ("in May and June", months("05-01", "06-30")),
        ("between May and July", months("05-01", "07-31")),
        ("May-June 2025", months("05-01", "06-30")),
        ("late May to mid-June", months("05-21", "06-20")),
        ("from 3 May until the end of June", months("05-03", "06-30")),
        ("December to January 2026", ("2025-12-01", "2026-01-31")),
        ("December 2024 to January", ("2024-12-01", "2025-01-31")),
        ("29 February to 3 March 2024", ("2024-02-29", "2024-03-03")),
        ("November to January", None),  # of which two years is not said
        ("from 2023 to 2025", ("2023-01-01", "2025-12-31")),
        ("6 June to 30 May", None),
        ("3-1 May", None),
    ],
)
def test_ranges(text, expected):
    assert bounds(text) == expected


@pytest.mark.parametrize("text", ["on 30 May and 6 June", "both 30 May and 6 June", "30 May, 6 June and 9 June"])
def test_a_list_of_days_is_no_range(text):
    words = words_of(text)
    found = period(words, words.index("30"), "2025")
    assert found is not None
    assert (found.first, found.last) == ("2025-05-30", "2025-05-30")


@pytest.mark.parametrize(
    "text",
    [
        *("may", "who may attend", "which envoy may first visit Tessaly", "may I ask", "the 3rd may be late"),
        *("march on the capital", "the march of time", "this may lead to a deal", "did tariffs fall", "April smiled"),
        *("3/5/2025", "31 June", "30 February 2024", "29 February", "Sunday 3 May", "May 32", "June 31, 2025", "0 May"),
        *(
            "yesterday",
            "today",
            "last week",
            "next month",
            "last May",
            "in the next June",
            "the following May",
            "last year",
        ),
        *("last quarter", "last spring", "this week", "May last year", "3 May of last year", "in May two years ago"),
        *(
            "2000 people",
            "2025 percent",
            "May 25%",
            "round 3 may change",
            "on Saturday",
            "25",
            "the first round",
            "winter",
        ),
        *("on May 3, 5 countries and 25 May the deal", "between wool and cloth", "from Norvia", "the second half", ""),
    ],
)
def test_what_is_no_date_is_not_read(text):
    words = words_of(text)
    readings = [period(words, i, "2025") for i in range(len(words))]
    if text.startswith("on May 3, 5"):
        assert all(r is None or r.first == r.last for r in readings)
    else:
        assert readings == [None] * len(words)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the first July round", "2025-07-01", "2025-07-31"),
        ("the second 2024 round", "2024-01-01", "2024-12-31"),
        ("talks in 2024, July and later", "2024-01-01", "2024-12-31"),
        ("the weekend of 3 May", "2025-05-03", "2025-05-03"),
        ("the 2025 third round", "2025-01-01", "2025-12-31"),
        ("who met early May envoys", "2025-05-01", "2025-05-10"),
        ("from round 2 to 3 May", "2025-05-03", "2025-05-03"),
        ("did Q1 to 2024 rise", "2025-01-01", "2025-03-31"),
    ],
)
def test_the_first_period_among_other_words(text, first, last):
    words = words_of(text)
    found = next(read for i in range(len(words)) if (read := period(words, i, "2025")))
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["3 May", "in May", "1-3 May", "May to June", "early May", "spring", "Q1"])
def test_without_any_year_there_is_no_date(text):
    assert bounds(text, None) is None
    assert bounds(text, "soon") is None


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("in May", "in May = 2025-05-01 to 2025-05-31"),
        ("3 May", "3 May = 2025-05-03"),
        ("3 May 2025", None),
        ("Q1 2025", None),
        ("q1", "Q1 = 2025-01-01 to 2025-03-31"),
        ("early May 2025", "early May 2025 = 2025-05-01 to 2025-05-10"),
        ("spring 2025", "spring 2025 = 2025-03-01 to 2025-05-31"),
        ("the last day of May 2025", None),
        ("the first week of June 2025", "the first week of June 2025 = 2025-06-01 to 2025-06-07"),
        ("May to June 2025", None),
        ("from early May to June 2025", "from early May to June 2025 = 2025-05-01 to 2025-06-30"),
    ],
)
def test_what_was_supplied_is_said(text, note):
    found = period(words_of(text), 0, "2025")
    assert found is not None
    assert found.supplied == note


def test_positions_are_those_of_the_words():
    words = words_of("Who met Orla on Saturday, 3 May 2025 in Tessaly?")
    assert period(words, 3, None) == Period(3, 8, "2025-05-03", "2025-05-03", None)
    assert period(words, 5, None) == Period(5, 8, "2025-05-03", "2025-05-03", None)


@pytest.mark.parametrize(
    ("value", "first", "last", "expected"),
    [
        ("2025-05-03", "2025-05-03", "2025-05-03", True),
        ("2025-05-03", "2025-05-04", None, False),
        ("2025-05-03", None, "2025-05-02", False),
        ("2025-05-03", None, None, True),
        ("2025-07", "2025-07-31", None, True),
        ("2025-07", None, "2025-07-01", True),
        ("2025-07", "2025-08-01", None, False),
        ("2025", "2025-12-31", "2026-01-05", True),
        ("2025", None, "2024-12-31", False),
        ("2025-Q1", "2025-03-31", None, True),
        ("2025-Q1", "2025-04-01", None, False),
        ("2025-05-03T10:00:00Z", "2025-05-03", "2025-05-03", True),
        ("2024-02", "2024-02-29", "2024-02-29", True),
        ("--06-14", None, None, False),
        ("soon", None, None, False),
        ("2025-13", None, None, False),
        ("2025-02-30", None, None, False),
        ("2025-05-03", "soon", None, False),
    ],
)
def test_overlaps(value, first, last, expected):
    assert overlaps(value, first, last) is expected


VOCABULARY = st.sampled_from(
    words_of(
        "the a in on at of from to between and through until may march june december sat saturday 0 1 3 3rd 31 99th 05 "
        "2025 1999 2099 16.5 first last final fifth thirtieth twenty week weeks day days few month half quarter q1 h2 "
        "q9 early mid "
        "end spring winter fall year this next ago more ٣ ² %"
    )
)
ANY_WORD = VOCABULARY | st.text(max_size=6)


@given(st.lists(ANY_WORD, max_size=12), st.sampled_from([None, "2025", "1900", "2099", "", "x"]))
@example(["9" * 5000 + "th", "of", "may"], "2025")
@example(["may", "٣", "20٢٥"], "2025")
@example(["2099", "december", "to", "january"], None)
def test_no_list_of_words_makes_reading_raise(words, year):
    for i in range(-1, len(words) + 1):
        read = period(words, i, year)
        if read is not None:
            assert i == read.start < read.end <= len(words)
            assert read.first <= read.last
            assert overlaps(read.first, read.first, read.last)


@given(st.text(max_size=12), st.none() | st.text(max_size=12), st.none() | st.dates().map(str))
def test_no_value_makes_overlaps_raise(value, first, last):
    assert overlaps(value, first, last) in {True, False}


@given(st.dates())
def test_a_spoken_day_reads_as_itself(day):
    if 1900 <= day.year <= 2099:
        assert bounds(spoken(day.isoformat()), None) == (day.isoformat(), day.isoformat())
