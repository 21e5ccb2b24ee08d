from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.ask.language.relations import convention, relation, window
from kg.ask.language.words import tokens


def words_of(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "kind", "days", "governs"),
    [
        ("before 3 May", "before", None, "3 may"),
        ("prior to the second round", "before", None, "the second round"),
        ("ahead of the summit", "before", None, "the summit"),
        ("in the run-up to the summit", "before", None, "the summit"),
        ("leading up to the summit", "before", None, "the summit"),
        ("on the eve of the summit", "before", 1, "the summit"),
        ("the week before the summit", "before", 7, "the summit"),
        ("a week before the summit", "before", 7, "the summit"),
        ("in the days before the summit", "before", 7, "the summit"),
        ("in the days leading up to the summit", "before", 7, "the summit"),
        ("in the month before the summit", "before", 30, "the summit"),
        ("during the two weeks prior to 3 May", "before", 14, "3 may"),
        ("within a week before 3 May", "before", 7, "3 may"),
        ("less than ten days before 3 May", "before", 10, "3 may"),
        ("over the week before 3 May", "before", 7, "3 may"),
        ("shortly before 3 May", "before", 7, "3 may"),
        ("after 3 May", "after", None, "3 may"),
        ("following the summit", "after", None, "the summit"),
        ("in the wake of the summit", "after", None, "the summit"),
        ("two days after 3 May", "after", 2, "3 may"),
        ("the day after the summit", "after", 1, "the summit"),
        ("a couple of days after the summit", "after", 2, "the summit"),
        ("a few weeks after the summit", "after", 28, "the summit"),
        ("up to 48 hours after the summit", "after", 2, "the summit"),
        ("in the first week after the summit", "after", 7, "the summit"),
        ("since 3 May", "since", None, "3 may"),
        ("on or after 3 May", "since", None, "3 may"),
        ("from 3 May onwards", "since", None, "3 may onwards"),
        ("until June", "until", None, "june"),
        ("till June", "until", None, "june"),
        ("up to June", "until", None, "june"),
        ("by the end of June", "until", None, "the end of june"),
        ("as of 3 May", "until", None, "3 may"),
        ("on or before 3 May", "until", None, "3 may"),
        ("no later than 3 May", "until", None, "3 may"),
        ("through June", "until", None, "june"),
        ("between the first and the second round", "between", None, "the first and the second round"),
        ("within two days of the summit", "within", 2, "the summit"),
        ("within May", "within", None, "may"),
        ("on 3 May", "on", None, "3 may"),
        ("during the summit", "on", None, "the summit"),
        ("on the day of the summit", "on", None, "the summit"),
    ],
)
def test_relations(text, kind, days, governs):
    words = words_of(text)
    found = relation(words, 0)
    assert found is not None
    assert (found.start, found.kind, found.days, " ".join(words[found.end :])) == (0, kind, days, governs)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "before",
            "what happened the week after",
            "the week before last",
            "the day before yesterday",
            "before last week",
        ),
        *(
            "by how much",
            "after which round",
            "since when",
            "after all",
            "day after day",
            "through Norvia",
            "from Norvia",
        ),
        *(
            "from 3 May",
            "two days of talks",
            "more wool",
            "within 90 days",
            "after a week",
            "after two hours of talks",
            "99999999 days after 3 May",
            "9999 years before 3 May",
            "",
        ),
    ],
)
def test_what_is_no_relation_is_not_read(text):
    assert relation(words_of(text), 0) is None


@pytest.mark.parametrize(
    "text",
    [
        "more than a week before 3 May",
        "over a week before 3 May",
        "at least two days before 3 May",
        "how many days before 3 May",
    ],
)
def test_a_least_distance_is_not_read_as_a_greatest(text):
    words = words_of(text)
    assert [r for i in range(len(words)) if (r := relation(words, i)) and r.days is not None] == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("in the days before 3 May", "in the days before = the 7 days before"),
        ("a week after 3 May", "a week after = the 7 days after"),
        ("a few days after 3 May", "a few days after = the 7 days after"),
        ("within a week of 3 May", "within a week of = within 7 days of"),
        ("two days after 3 May", None),
        ("the day after 3 May", None),
        ("before 3 May", None),
    ],
)
def test_a_convention_of_ours_is_said(text, note):
    words = words_of(text)
    found = relation(words, 0)
    assert found is not None
    assert convention(words, found) == note


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [
        ("before", None, (None, "2025-04-30")),
        ("before", 1, ("2025-04-30", "2025-04-30")),
        ("before", 7, ("2025-04-24", "2025-04-30")),
        ("after", None, ("2025-06-01", None)),
        ("after", 2, ("2025-06-01", "2025-06-02")),
        ("since", None, ("2025-05-01", None)),
        ("until", None, (None, "2025-05-31")),
        ("between", None, ("2025-05-01", "2025-05-31")),
        ("on", None, ("2025-05-01", "2025-05-31")),
        ("within", None, ("2025-05-01", "2025-05-31")),
        ("within", 2, ("2025-04-29", "2025-06-02")),
    ],
)
def test_windows(kind, days, expected):
    assert window(kind, "2025-05-01", "2025-05-31", days) == expected
    assert window(kind, "2025-05", "2025-05", days) == expected


@pytest.mark.parametrize(("kind", "first"), [("beside", "2025-05-01"), ("before", "soon"), ("before", "2025-02-30")])
def test_a_window_of_nothing_known_is_refused(kind, first):
    with pytest.raises(ValueError, match="no "):
        window(kind, first, "2025-05-31", None)


ANY_WORD = st.sampled_from(
    words_of(
        "the a in on of from through may june 3 3rd 2025 16.5 first last two week weeks day days few couple month next "
        "ago before after within over than more 9999 eve up to hours year ٣ ² %"
    )
) | st.text(max_size=6)


@given(st.lists(ANY_WORD, max_size=12))
@example(["within", "9" * 5000, "days", "of", "may"])
def test_no_list_of_words_makes_reading_raise(words):
    for i in range(-1, len(words) + 1):
        found = relation(words, i)
        if found is not None:
            assert i == found.start < found.end < len(words)
            convention(words, found)
            window(found.kind, "2025-05-01", "2025-05-31", found.days)


@given(st.dates().map(str), st.none() | st.integers(0, 40_000))
def test_no_day_makes_a_window_raise(day, days):
    for kind in ("before", "after", "since", "until", "between", "within", "on"):
        if day.startswith("9999"):
            continue
        first, last = window(kind, day, day, days)
        assert first is None or last is None or first <= last or day == "0001-01-01"
