"""Dates in a question and in an answer; a name such as "may" counts as a month only beside a number."""

from __future__ import annotations

import re

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# Words without which no relation in time can stand in a question.
RELATING = frozenset(
    word
    for line in (
        "before prior previous ahead advance earlier preceding leading after following subsequent later since from",
        "starting beginning no not until till up by as on between within during throughout through thru run runup",
        "lead leadup eve wake aftermath heels course time day",
    )
    for word in line.split()
)
_SHORT = {name[:3]: i for i, name in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = {name: i for i, name in enumerate(MONTHS, 1)} | _SHORT


def read(words: list[str], start: int, year: str | None) -> tuple[int, str, bool] | None:
    """Read a date that begins at a word; return the index after it, the date, and whether the year was supplied.

    Forms: 2025-05-03, 3 May 2025, 3rd of May, May 3, May 3 2025, May 2025, "in May". `year` stands in where none is
    given.

    >>> read("on may 3 2025".split(), 1, None), read("3 may".split(), 0, "2025"), read("may i".split(), 0, "2025")
    ((4, '2025-05-03', False), (2, '2025-05-03', True), None)
    """
    iso = _iso(words, start)
    if iso is not None:
        return iso
    rest = words[start : start + 4]
    day_first = _day(rest[0]) if rest else None
    i = 1 if day_first is not None else 0
    if i < len(rest) and rest[i] == "of" and i == 1:
        i += 1
    if i >= len(rest) or rest[i] not in _MONTH:
        return None
    month, i = _MONTH[rest[i]], i + 1
    day = day_first
    if day is None and i < len(rest) and (found := _day(rest[i])) is not None:
        day, i = found, i + 1
    given = rest[i] if i < len(rest) and re.fullmatch(r"(19|20)\d\d", rest[i]) else None
    i += given is not None
    return _dated(words, start, i, month, day, given, year)


def _dated(
    words: list[str], start: int, length: int, month: int, day: int | None, given: str | None, year: str | None
) -> tuple[int, str, bool] | None:
    if (
        day is None
        and given is None
        and (start == 0 or words[start - 1] not in {"in", "of", "during", "early", "late"})
    ):
        return None
    chosen = given or year
    if chosen is None:
        return None
    value = f"{chosen}-{month:02d}" + (f"-{day:02d}" if day is not None else "")
    return start + length, value, given is None


def _iso(words: list[str], start: int) -> tuple[int, str, bool] | None:
    part = words[start : start + 3]
    if len(part) == 3 and re.fullmatch(r"(19|20)\d\d", part[0]) and all(re.fullmatch(r"\d\d", p) for p in part[1:]):
        return start + 3, "-".join(part), False
    return None


def _day(word: str) -> int | None:
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word)
    return int(match.group(1)) if match and 1 <= int(match.group(1)) <= 31 else None


def spoken(value: str) -> str:
    """Return an ISO date as English writes it, in its own precision.

    >>> spoken("2025-05-03"), spoken("2025-07"), spoken("2025"), spoken("--06-14")
    ('3 May 2025', 'July 2025', '2025', '14 June')
    """
    match = re.fullmatch(r"(\d{4}|-)-(\d\d)(?:-(\d\d))?", value)
    if not match:
        return value
    year, month, day = match.groups()
    parts = [str(int(day))] if day else []
    parts.append(MONTHS[int(month) - 1].capitalize())
    if year != "-":
        parts.append(year)
    return " ".join(parts)
