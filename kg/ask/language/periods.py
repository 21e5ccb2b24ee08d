"""Days, months, quarters, seasons, years, their parts and ranges: what stretch of days words name.

Every reader below takes words, an index and the year to supply; it returns the `Span` that begins there, or None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from kg.ask.language.almanac import (
    AFTER_DATE,
    ANY_YEAR,
    MONTH,
    SEASON,
    WEEKDAY,
    Span,
    after_weekday,
    at,
    bounds,
    cardinal,
    day_and_month,
    day_number,
    hangs_on_today,
    is_month,
    is_numbered,
    is_quantity,
    is_season,
    is_verb,
    is_year,
    part,
    place,
    real_day,
    said_year,
    whole_months,
)

_LEADS = {"in", "on", "at", "during", "throughout", "over"}
_JOINS = {"to", "through", "thru", "until", "till", "and"}
_THIRD = {"early": 1, "mid": 2, "late": 3}
_THIRD_OF = {"beginning": 1, "start": 1, "opening": 1, "middle": 2, "end": 3, "close": 3}
_QUARTER = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


class Period(NamedTuple):
    """A stretch of days that words `start` to before `end` name; `first` and `last` are ISO days, both inside.

    `supplied` says what was read into the words, where the year or the bounds were not in them.
    """

    start: int
    end: int
    first: str
    last: str
    supplied: str | None


def period(words: list[str], i: int, year: str | None) -> Period | None:
    """Read the day, days, month, quarter, season, year or part of one that begins at a word, None if none does.

    A preposition before it ("in", "on", "during", "from", "between") may be the word it begins at. `year` stands in
    where none is given; without either, and for what depends on a today ("last May", "yesterday"), the answer is None.
    Early, mid and late are the ten days from the 1st, 11th and 21st of a month, and the thirds of anything longer;
    the first week is days 1 to 7, the week of a day runs Monday to Sunday, spring from March to May. A list such as
    "on 30 May and 6 June" is no range, "between 30 May and 6 June" is one. A weekday that does not fit refuses the day.

    >>> period("who met in may".split(), 2, "2025")
    Period(start=2, end=4, first='2025-05-01', last='2025-05-31', supplied='in May = 2025-05-01 to 2025-05-31')
    >>> period("30 may to 6 june 2025".split(), 0, None)
    Period(start=0, end=6, first='2025-05-30', last='2025-06-06', supplied=None)
    >>> period("who may attend".split(), 1, "2025"), period("3 5 2025".split(), 0, "2025")
    (None, None)
    """
    if not 0 <= i < len(words):
        return None
    known = int(year) if year and is_year(year) else None
    start = i + (words[i] in _LEADS)
    bounded = at(words, start) in {"between", "from"}
    found = _range(words, start + bounded, known) or (None if bounded else _single(words, start, known))
    if found is None or not (known or found.given) or hangs_on_today(words, i, found.end, dated=found.given):
        return None
    first, last = found.first.isoformat(), found.last.isoformat()
    names = {*MONTH, *WEEKDAY, *_QUARTER}
    said = " ".join(word.capitalize() if word in names else word for word in words[i : found.end])
    note = f"{said} = {first}" + (f" to {last}" if last != first else "")
    return Period(i, found.end, first, last, None if found.given and found.exact else note)


def _single(words: list[str], i: int, year: int | None) -> Span | None:
    """Read one date or period that no other leads to, where its words can be nothing else."""
    found = _one(words, i, year)
    return None if found is None or _doubtful(words, i, found) else found


def _doubtful(words: list[str], i: int, found: Span) -> bool:
    """Tell whether a date may be a verb or the rest of a date that was not read, such as 31 June 2025."""
    before = at(words, i - 2 if at(words, i - 1) == "of" else i - 1)
    unread = (before[:1].isdigit() and not is_year(before)) or (found.grain == "year" and before in MONTH)
    if unread and found.grain in {"month", "year"}:
        return True
    if found.given:
        return False
    name = next((k for k in range(i, found.end) if words[k] in MONTH or words[k] in SEASON), i)
    if found.grain in {"month", "season"}:
        return not (is_month if found.grain == "month" else is_season)(words, name)
    return is_verb(words, i, found.end)


def _one(words: list[str], i: int, year: int | None) -> Span | None:
    """Read a date or period of any kind."""
    i += at(words, i) == "the"
    readers = (_numeric_day, _day, _third, _nth, _week, _named)
    return next((found for read in readers if (found := read(words, i, year))), None)


def _named(words: list[str], i: int, year: int | None) -> Span | None:
    """Read a quarter, month, season or year."""
    return _quarter(words, i, year) or _month(words, i, year) or _season(words, i, year) or _year(words, i)


# Days


def _numeric_day(words: list[str], i: int, _: int | None) -> Span | None:
    """Read 2025-05-16, 16/5/2025 and 5/16/2025; 3/5/2025 may be two days and is none."""
    a, b, c = at(words, i), at(words, i + 1), at(words, i + 2)
    year, x, y = (a, b, c) if is_year(a) else (c, a, b)
    if not is_year(year) or not all(re.fullmatch("[0-9]{1,2}", text) for text in (x, y)):
        return None
    orders = {(x, y)} if year is a else {(x, y), (y, x)}
    days = {day for month, n in orders if (day := real_day(int(year), int(month), int(n)))}
    return Span(i + 3, min(days), min(days), "day", True) if len(days) == 1 else None


def _day(words: list[str], i: int, year: int | None) -> Span | None:
    """Read 3 May, the third of May, Saturday, May 3, 2025; a day that does not exist is none."""
    i = after_weekday(words, i)
    found = None if is_numbered(words, i) else day_and_month(words, i)
    if found is None:
        return None
    number, month, end = found
    given, end = said_year(words, end)
    day = real_day(given or year or ANY_YEAR, month, number)
    if day is None or ((given or year) and not _weekday_fits(words, i, day)):
        return None
    end += bool(given or year) and WEEKDAY.get(at(words, end)) == day.weekday()  # May 3 (Saturday)
    return Span(end, day, day, "day", given is not None)


def _weekday_fits(words: list[str], i: int, day: date) -> bool:
    """Tell whether the weekday before the words of a day, if any, is that day's."""
    before = i - 2 if at(words, i - 1) == "the" else i - 1
    return WEEKDAY.get(at(words, before), day.weekday()) == day.weekday()


# Months, quarters, seasons, years


def _month(words: list[str], i: int, year: int | None) -> Span | None:
    if is_year(at(words, i)) and re.fullmatch("0[1-9]|1[0-2]", at(words, i + 1)) and not at(words, i + 2).isdigit():
        return whole_months(i + 2, int(words[i]), int(words[i + 1]), 1, "month", given=True)
    i += at(words, i) == "this"
    i += 2 * (words[i : i + 2] == ["month", "of"])
    number = day_number(words, i + 1)
    if at(words, i) not in MONTH or (number and not is_quantity(words, number[1])):
        return None  # no month, or that of a day which does not exist: May 32
    given, end = said_year(words, i + 1)
    return whole_months(end, given or year or ANY_YEAR, MONTH[words[i]], 1, "month", given is not None)


def _quarter(words: list[str], i: int, year: int | None) -> Span | None:
    """Read Q2 2025, 2025 Q2, the second quarter; `_nth` reads that "of 2025"."""
    if is_year(at(words, i)) and at(words, i + 1) in _QUARTER:
        return whole_months(i + 2, int(words[i]), 3 * _QUARTER[words[i + 1]] - 2, 3, "quarter", given=True)
    nth = _QUARTER.get(at(words, i))
    spelt = nth is None and at(words, i + 1) == "quarter"
    nth = place(words[i]) if spelt else nth
    given, end = said_year(words, i + 1 + spelt)
    if nth is None or nth > 4:
        return None
    return whole_months(end, given or year or ANY_YEAR, 3 * nth - 2, 3, "quarter", given is not None)


def _season(words: list[str], i: int, year: int | None) -> Span | None:
    i += at(words, i) == "this"
    given, end = said_year(words, i + 1)
    if at(words, i) not in SEASON:
        return None
    span = whole_months(end, given or year or ANY_YEAR, SEASON[words[i]], 3, "season", given is not None)
    return span._replace(exact=False)


def _year(words: list[str], i: int) -> Span | None:
    """Read 2025, the year 2025, 2024-25; before two more numbers it is of a day that does not exist."""
    i += at(words, i) == "year"
    word, after = at(words, i), at(words, i + 1)
    if not is_year(word) or is_quantity(words, i + 1) or (after.isdigit() and at(words, i + 2).isdigit()):
        return None
    two = after == f"{(int(word) + 1) % 100:02d}"
    return whole_months(i + 1 + two, int(word), 1, 24 if two else 12, "part" if two else "year", given=True)


# Parts


def _whole(words: list[str], i: int, year: int | None) -> Span | None:
    """Read what a part is of: a named period or "the year"."""
    if words[i : i + 2] in (["the", "year"], ["this", "year"]) and not is_year(at(words, i + 2)):
        return whole_months(i + 2, year or ANY_YEAR, 1, 12, "year", given=False)
    return _named(words, i + (at(words, i) == "the"), year)


def _third(words: list[str], i: int, year: int | None) -> Span | None:
    """Read early, mid and late May, mid to late May, the beginning, middle and end of it."""
    of = at(words, i) in _THIRD_OF
    nth = until = (_THIRD_OF if of else _THIRD).get(at(words, i))
    if at(words, i + 1) == "to" and at(words, i + 2) in _THIRD:
        until, i = _THIRD[words[i + 2]], i + 2
    if nth is None or until is None or nth > until or of != (at(words, i + 1) == "of"):
        return None
    whole = _whole(words, i + 1 + (at(words, i + 1) in {"of", "in"}), year)
    return part(whole, "third", nth, until - nth + 1) if whole else None


def _nth(words: list[str], i: int, year: int | None) -> Span | None:
    """Read the first week, second half, last three days, last quarter of something."""
    nth = 0 if at(words, i) in {"last", "final"} else place(at(words, i))
    count = cardinal(at(words, i + 1))
    end = i + 2 + (count is not None)
    whole = _whole(words, end + 1, year) if at(words, end) in {"of", "in"} else None
    return part(whole, words[end - 1].removesuffix("s"), nth, count or 1) if whole and nth is not None else None


def _week(words: list[str], i: int, year: int | None) -> Span | None:
    """Read the week, Monday to Sunday, of a day."""
    day = _day(words, i + 2, year) if words[i : i + 2] == ["week", "of"] else None
    if day is None:
        return None
    monday = day.first - timedelta(day.first.weekday())
    return day._replace(first=monday, last=monday + timedelta(6), grain="part", exact=False)


# Ranges


def _range(words: list[str], i: int, year: int | None) -> Span | None:
    """Read two dates as bounds; "and" joins them after "between", at the beginning, or where they touch."""
    pair = _day_to_date(words, i, year) or _date_to_day(words, i, year) or _dates(words, i, year)
    a, b = pair or (None, None)
    if a is None or b is None or a.first >= b.first or a.last >= b.last:
        return None
    if at(words, a.end) == "and" and i > 0 and words[i - 1] != "between" and b.first - a.last > timedelta(1):
        return None
    return Span(b.end, a.first, b.last, a.grain, a.given or b.given, a.exact and b.exact)


def _day_to_date(words: list[str], i: int, year: int | None) -> tuple[Span, Span] | None:
    """Read 1 to 3 May."""
    start = after_weekday(words, i)
    number, end = (not is_numbered(words, start) and day_number(words, start)) or (0, start)
    second = end + (at(words, end) in _JOINS)
    b = _day(words, second, year) if number and day_number(words, after_weekday(words, second)) else None
    first = real_day(b.first.year, b.first.month, number) if b else None
    if b is None or first is None or ((b.given or year) and not _weekday_fits(words, start, first)):
        return None
    return b._replace(end=end, first=first, last=first), b


def _date_to_day(words: list[str], i: int, year: int | None) -> tuple[Span, Span] | None:
    """Read May 1 to 3; without a word for the dash, what follows must show that the 3 counts nothing."""
    a = _day(words, i, year)
    if a is None or a.given or words[a.end - 1] in MONTH:
        return None
    second = a.end + (at(words, a.end) in _JOINS)
    number, end = day_number(words, second + (at(words, second) == "the")) or (0, second)
    given, after = said_year(words, end)
    counts = not words[end - 1][:1].isdigit() or is_quantity(words, end) or at(words, end) in {"of", *MONTH}
    if counts or (second == a.end and not given and at(words, end) not in AFTER_DATE):
        return None
    first = _day(words, i, given or year)
    last = real_day(given or year or ANY_YEAR, a.first.month, number)
    return (first, Span(after, last, last, "day", given is not None)) if first and last else None


def _dates(words: list[str], i: int, year: int | None) -> tuple[Span, Span] | None:
    """Read two dates; a year given with one holds for the other, or the one beside it: December to January 2026."""
    a = _one(words, i, None)
    start = a.end + (at(words, a.end) in _JOINS) if a else 0
    b = _one(words, start, None)
    if a is None or b is None or (start == a.end and not _dashed(words, a, b)):
        return None
    years = [(year, year)]
    if b.given and not a.given:
        years = [(b.first.year, None), (b.first.year - 1, None)]
    if a.given and not b.given:
        years = [(None, a.first.year), (None, a.first.year + 1)]
    for y, z in years:
        a, b = _one(words, i, y), _one(words, start, z)
        if a and b and a.first <= b.first:
            return a, b
    return None


def _dashed(words: list[str], a: Span, b: Span) -> bool:
    """Tell whether two dates with no word between were joined by a dash; "30 May, 6 June and 9 June" is a list."""
    listed = at(words, b.end) == "and" and _one(words, b.end + 1, None)
    return a.grain == b.grain and a.grain in {"day", "month", "year"} and not listed


def overlaps(value: str, first: str | None, last: str | None) -> bool:
    """Tell whether an ISO date of any precision shares a day with an interval, whose None ends are open.

    What is no date with a year ("--06-14", "soon") shares none.

    >>> overlaps("2025-05", "2025-05-31", None), overlaps("2025-Q1", "2025-04-01", None), overlaps("2025", None, None)
    (True, False, True)
    """
    days, start, end = bounds(value), bounds(first or "0001"), bounds(last or "9998")
    return days is not None and start is not None and end is not None and days[1] >= start[0] and days[0] <= end[1]
