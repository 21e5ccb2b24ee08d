"""Months, the words that relate to a time, and dates as English writes them."""

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
        "lead leadup eve wake aftermath heels course time day once",
    )
    for word in line.split()
)


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
