"""The calendar: its words, whether one such as "may" stands for a date at all, and stretches of its days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from kg.ask.language.dates import MONTHS
from kg.ask.language.words import number, ordinal


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written in one string."""
    return frozenset(text.split())


MONTH = {form: i for i, name in enumerate(MONTHS, 1) for form in (name, name[:3])} | {"sept": 9}
WEEKDAY = {
    form: i
    for i, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    for form in (name, name[:3])
} | {"tues": 1, "thur": 3, "thurs": 3}
SEASON = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}  # the month each begins in: northern, three whole months
ANY_YEAR = 2024  # a leap year, to try a day in before its year is known

# A string, which `re` compiles when it is first used: most questions hold no date, and a cold start is short.
_ISO = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?|-?Q([1-4]))?(?:T\S*)?"

# Other months are people's names or other words, too, and so are the short forms; these are months only.
_PLAIN_MONTHS = frozenset(MONTHS) - {"march", "april", "may", "june", "august"}
_BEFORE_DATE = word_set("in of during throughout since until till before after by from for between through into")
_BEFORE_NAME = _BEFORE_DATE | {"early", "mid", "late"}
_GATHERINGS = word_set(
    "round rounds meeting meetings talks summit session sessions deadline agreement negotiations call statement"
)
AFTER_DATE = word_set("in at on between with by from for and or of did was were") | {""}
# What follows "may" where it is the verb; after "in" and its like it stays a month: "in May they met".
_AFTER_VERB = word_set("be have not i we you he she it they well also still never")
_NUMBERED = word_set("round number no phase article section chapter item point option group top")
# After a number these make it a quantity: "May 25%", "2000 people".
_QUANTITIES = word_set(
    "% percent per million billion trillion thousand dollars euros people jobs tons tonnes times days weeks months "
    "years hours minutes countries companies points"
)


def at(words: list[str], i: int) -> str:
    """Return a word, and an empty one before the first and after the last.

    >>> at(["on", "3", "may"], 2), at(["may"], -1), at(["may"], 1)
    ('may', '', '')
    """
    return words[i] if 0 <= i < len(words) else ""


def cardinal(word: str) -> int | None:
    """Return the whole number, below 10000, that a word counts.

    >>> cardinal("a"), cardinal("two"), cardinal("48"), cardinal("25000")
    (1, 2, 48, None)
    """
    digits = "1" if word in {"a", "an"} else number(word) if word.isascii() else None
    return int(digits) if digits and digits.isdecimal() and len(digits) <= 4 else None


def place(word: str) -> int | None:
    """Return the place an ordinal names, None above 99.

    >>> place("third"), place("3rd"), place("3")
    (3, 3, None)
    """
    known = word.isascii() and len(word) <= len("seventeenth") and (ordinal(word) or 0)
    return known if known and known < 100 else None


def day_number(words: list[str], i: int) -> tuple[int, int] | None:
    """Read the number of a day; return it and the index after it. That the month has such a day is not checked.

    >>> day_number(["3rd"], 0), day_number(["twenty", "first"], 0), day_number(["2025"], 0)
    ((3, 1), (21, 2), None)
    """
    word, ones = at(words, i), place(at(words, i + 1))
    if word in {"twenty", "thirty"}:
        return ({"twenty": 20, "thirty": 30}[word] + ones, i + 2) if ones and ones < 10 else None
    if word.isdecimal() and word.isascii() and len(word) <= 2:
        return int(word), i + 1
    n = 30 if word == "thirtieth" else place(word)
    return (n, i + 1) if n else None


def is_year(word: str) -> bool:
    """Tell whether a word is a year from 1900 to 2099."""
    return len(word) == 4 and word.isascii() and word.isdecimal() and word[:2] in {"19", "20"}


def said_year(words: list[str], i: int) -> tuple[int | None, int]:
    """Read the year after a date; return it and the index after it. "This year" is read and gives none.

    >>> said_year("of 2025".split(), 0), said_year("this year".split(), 0), said_year("2000 people".split(), 0)
    ((2025, 2), (None, 2), (None, 0))
    """
    j = i + (at(words, i) in {"of", "in"})
    if words[j : j + 2] == ["this", "year"]:
        return None, j + 2
    if is_year(at(words, j)) and not is_quantity(words, j + 1):
        return int(words[j]), j + 1
    return None, i


def is_quantity(words: list[str], i: int) -> bool:
    """Tell whether the word after a number makes it a quantity: "25 %"."""
    return at(words, i) in _QUANTITIES


def is_numbered(words: list[str], i: int) -> bool:
    """Tell whether a number counts what stands before it: the 3 of "round 3 may decide"."""
    return at(words, i - 1) in _NUMBERED


def after_weekday(words: list[str], i: int) -> int:
    """Return the index after a weekday and "the", the same index where neither is there."""
    i += at(words, i) in WEEKDAY
    return i + (at(words, i) == "the")


def day_and_month(words: list[str], i: int) -> tuple[int, int, int] | None:
    """Read the number of a day and its month; return both and the index after them.

    >>> day_and_month("3rd of may".split(), 0), day_and_month("may 3 percent".split(), 0)
    ((3, 5, 3), None)
    """
    if at(words, i) in MONTH:
        number = day_number(words, i + 1 + (at(words, i + 1) == "the"))
        return (number[0], MONTH[words[i]], number[1]) if number and not is_quantity(words, number[1]) else None
    number = day_number(words, i)
    if number is None:
        return None
    of = at(words, number[1]) == "of"
    month = MONTH.get(at(words, number[1] + of))
    return (number[0], month, number[1] + of + 1) if month and (of or words[i][0].isdigit()) else None


def hangs_on_today(words: list[str], start: int, end: int, *, dated: bool) -> bool:
    """Tell whether the words around a period hang it on a today: "last May", "May last year", "3 May two years ago".

    A period `dated` by its own year hangs only on what follows: "the last May 2025 round" is of 2025.
    """
    after = [word for word in words[end : end + 4] if word not in {"of", "the"}][:2]
    if "ago" in words[end : end + 3] or after in ([word, "year"] for word in ("last", "next", "previous", "following")):
        return True
    before = at(words, start - 1)
    return not dated and (
        before in {"last", "next", "previous", "past", "coming", "upcoming"}
        or words[max(0, start - 2) : start] == ["the", "following"]
    )


def is_verb(words: list[str], start: int, end: int) -> bool:
    """Tell whether the "may" or "march" of a date without a year is the verb: "the 3rd may be", "who may first attend".

    `start` and `end` are the bounds of the date.
    """
    if words[end - 1] in {"may", "march"}:
        return at(words, end) in _AFTER_VERB and at(words, end - 2) not in _BEFORE_DATE
    first_is_name = words[start] in {"may", "march"} and at(words, start - 1) not in _BEFORE_DATE | {"on"}
    return first_is_name and place(words[start + 1]) is not None and words[start + 1].isalpha()


def is_month(words: list[str], i: int) -> bool:
    """Tell whether a month's name without a day or year is that month: "in May", "the May round", "July"."""
    before, name, after = at(words, i - 1), words[i], at(words, i + 1)
    if name in _PLAIN_MONTHS or before in _BEFORE_NAME:
        return True
    if before == "this":
        return name not in {"may", "march"} or after in AFTER_DATE
    if before == "the":
        return after in _GATHERINGS if name == "march" else after not in _AFTER_VERB
    return name in {"april", "june", "august"} and after in _GATHERINGS


def is_season(words: list[str], i: int) -> bool:
    """Tell whether a season's name without a year is that season: "in spring", but "did tariffs fall"."""
    before, after = at(words, i - 1), at(words, i + 1)
    sure = before in _BEFORE_NAME or (before == "this" and after in AFTER_DATE)
    return sure or (words[i] != "fall" and before in {"the", "this"})


class Span(NamedTuple):
    """The days read up to a word; `given` says that the year was, `exact` is false where the bounds are our convention.

    `grain` is one of day, month, quarter, season, year, part.
    """

    end: int
    first: date
    last: date
    grain: str
    given: bool
    exact: bool = True


def real_day(year: int, month: int, day: int) -> date | None:
    """Return a day, None if the month has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def whole_months(end: int, year: int, month: int, count: int, grain: str, given: bool) -> Span:
    """Return a span of whole months; the 13th is January of the next year, the 0th December of the last."""
    first, after = year * 12 + month - 1, year * 12 + month - 1 + count
    last = date(after // 12, after % 12 + 1, 1) - timedelta(1)
    return Span(end, date(first // 12, first % 12 + 1, 1), last, grain, given)


def part(whole: Span, unit: str, nth: int, count: int) -> Span | None:
    """Return some units of a whole from the nth on, its last ones for 0; None if it has no such units.

    A unit is a day, week, month, quarter, third or half; thirds of a month are ten days and the rest.

    >>> part(whole_months(0, 2025, 5, 1, "month", True), "week", 0, 1)[1:3]
    (datetime.date(2025, 5, 25), datetime.date(2025, 5, 31))
    """
    if unit == "half" and (nth > 2 or whole.grain not in {"month", "year"}):
        return None
    days = _by_months(whole, unit, nth, count) or _by_days(whole, unit, nth, count)
    if days is None or not whole.first <= days[0] <= whole.last:
        return None
    exact = unit in {"day", "month", "quarter"} or (whole.grain == "year" and unit != "third")
    return whole._replace(first=days[0], last=min(days[1], whole.last), grain="part", exact=exact)


def _by_months(whole: Span, unit: str, nth: int, count: int) -> tuple[date, date] | None:
    months = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    size = {"half": months // 2, "third": months // 3, "quarter": 3, "month": 1}.get(unit)
    if not size:
        return None
    start = (nth - 1) * size if nth else months - count * size
    found = whole_months(whole.end, whole.first.year, whole.first.month + start, count * size, "part", whole.given)
    return found.first, found.last


def _by_days(whole: Span, unit: str, nth: int, count: int) -> tuple[date, date] | None:
    days = {"half": 15, "third": 10, "week": 7, "day": 1}.get(unit)
    if days is None:
        return None
    if unit == "half":
        nth = nth or 2
    first = whole.first + timedelta((nth - 1) * days) if nth else whole.last - timedelta(count * days - 1)
    rest = unit in {"half", "third"} and (nth + count - 1) * days == 30  # of 8 to 11 days, or 13 to 16
    return first, whole.last if rest else first + timedelta(count * days - 1)


def bounds(value: str) -> tuple[date, date] | None:
    """Return the first and last day of an ISO day, month, year or quarter (2025-Q1), None for what is no date.

    >>> bounds("2025-Q1")
    (datetime.date(2025, 1, 1), datetime.date(2025, 3, 31))
    """
    m = re.fullmatch(_ISO, value)
    if m is None or not 1 <= int(m[1]) <= 9998:
        return None
    year, month, quarter = int(m[1]), int(m[2] or 1), int(m[4] or 0)
    if m[3]:
        day = real_day(year, month, int(m[3]))
        return (day, day) if day else None
    if not 1 <= month <= 12:
        return None
    length = 1 if m[2] else 3 if quarter else 12
    span = whole_months(0, year, 3 * quarter - 2 if quarter else month, length, "", given=True)
    return span.first, span.last
