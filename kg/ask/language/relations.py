"""Relations in time in a question ("before", "two days after", "by"), and the days they allow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from kg.ask.language.almanac import ANY_YEAR, MONTH, SEASON, WEEKDAY, at, bounds, cardinal, word_set
from kg.ask.language.periods import period


def _phrases(*lists: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(said.split()) for text in lists for said in text.split(", "))


_BEFORE = _phrases("before, prior to, previous to, ahead of, in advance of, earlier than, preceding, leading up to")
_AFTER = _phrases("after, following, subsequent to, later than, once")
_PLAIN = {
    "before": _BEFORE,
    "after": _AFTER,
    "since": _phrases(
        "since, ever since, as from, starting, starting on, starting from, starting in, starting with",
        "beginning on, beginning in, beginning with, on or after, no earlier than, not earlier than",
    ),
    "until": _phrases(
        "until, till, up to, up until, up till, by, as of, on or before, by the time of, no later than, not later than"
    ),
    "between": _phrases("between, in between"),
    "within": _phrases("within"),
    "on": _phrases("on, during, throughout"),
}
_NOUN = {  # "in the" and its like may stand before these
    "before": _phrases("run up to, runup to, lead up to, leadup to, eve of"),
    "after": _phrases("wake of, aftermath of, heels of"),
    "on": _phrases("course of, time of, day of, same day as"),
}
_LEADS = _phrases("in, on, at, during, over")
_MOST = _phrases("up to, less than, no more than, at most")
_LEAST = {"than", "over", "least", "almost", "nearly", "many"}  # "more than a week before" has no last day
_SHORTLY = {"shortly", "soon", "just", "right", "immediately", "directly"}
_FEW = {"few", "several", "some"}
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
# In a plural without a number: "in the days before" is the seven days before.
_VAGUE_DAYS = {"hours": 1, "days": 7, "weeks": 28, "months": 183, "years": 1826}
_TODAY = word_set("yesterday today tomorrow tonight now ago all far who whom what which when how")
_LONGEST = 36_500


class Relation(NamedTuple):
    """A relation in words `start` to before `end`; `days` is how far it reaches, None for any distance.

    `kind` is one of before, after, since, until, between, within, on.
    """

    start: int
    end: int
    kind: str
    days: int | None


def relation(words: list[str], i: int) -> Relation | None:
    """Read the relation that begins at a word and governs what follows, a date or a named event; None if none does.

    A week is 7 days, a month 30, a year 365. A plural without a number is a convention: "the days before" are 7 days,
    weeks 28, months 183, years 1826; "a few" and "shortly" likewise; `convention` says so. "By" and "as of" are until.
    "From" is since only with "onwards" after its date, "through" until only before a date. Before nothing, a question
    word, a length of time ("within 90 days") or a today ("the day before yesterday") there is no relation.

    >>> relation("in the run up to the third round".split(), 0), relation("two days after 3 may".split(), 0)
    (Relation(start=0, end=5, kind='before', days=None), Relation(start=0, end=3, kind='after', days=2))
    >>> relation("from may on".split(), 0), relation("from may on 3 june".split(), 0)
    (Relation(start=0, end=1, kind='since', days=None), None)
    >>> relation("the week before last".split(), 0), relation("what happened after".split(), 2)
    (None, None)
    """
    if not 0 <= i < len(words):
        return None
    found = _shortly(words, i) or _distance(words, i) or _plain(words, i) or _with_date(words, i)
    return None if found is None or found.end == len(words) or _no_anchor(words, found.end) else found


def convention(words: list[str], found: Relation) -> str | None:
    """Say how many days a relation was taken to reach, None where the words say it themselves.

    >>> words = "in the days before the third round".split()
    >>> convention(words, relation(words, 0))
    'in the days before = the 7 days before'
    """
    said = words[found.start : found.end]
    counted = {"day", "eve"} & set(said) or ("days" in said and any(cardinal(word) is not None for word in said))
    if found.days is None or (counted and not _FEW & set(said)):
        return None
    meant = f"within {found.days} days of" if found.kind == "within" else f"the {found.days} days {found.kind}"
    return f"{' '.join(said)} = {meant}"


def _after(words: list[str], i: int, phrases: frozenset[tuple[str, ...]]) -> int:
    """Return the index after the longest of some phrases, the same index where none begins there."""
    return next((i + n for n in (4, 3, 2, 1) if len(said := tuple(words[i : i + n])) == n and said in phrases), i)


def _kind(words: list[str], i: int, kinds: dict[str, frozenset[tuple[str, ...]]]) -> tuple[int, str]:
    """Return the index after the longest phrase of any kind, and the kind."""
    return max((_after(words, i, phrases), kind) for kind, phrases in kinds.items())


def _side(words: list[str], i: int) -> tuple[int, str]:
    return _kind(words, i, {"before": _BEFORE, "after": _AFTER})


def _plain(words: list[str], i: int) -> Relation | None:
    """Read a relation of any distance: before, in the wake of, no later than."""
    start = _after(words, i, _LEADS)
    start += at(words, start) == "the"
    end, kind = _kind(words, start, _NOUN)
    if end > start:
        return Relation(i, end, kind, 1 if words[end - 2] == "eve" else None)
    end, kind = _kind(words, i, _PLAIN)
    return Relation(i, end, kind, None) if end > i else None


def _with_date(words: list[str], i: int) -> Relation | None:
    """Read what is a relation only around a date: from 3 May onwards, through June."""
    date_after = period(words, i + 1, str(ANY_YEAR)) if words[i] in {"from", "through", "thru"} else None
    if date_after is None:
        return None
    if words[i] != "from":
        return Relation(i, i + 1, "until", None)
    onwards = at(words, date_after.end) in {"onwards", "onward", "forward", "forwards"}
    on = at(words, date_after.end) == "on" and period(words, date_after.end + 1, str(ANY_YEAR)) is None
    return Relation(i, i + 1, "since", None) if onwards or on else None


def _shortly(words: list[str], i: int) -> Relation | None:
    end, kind = _side(words, i + 1)
    return Relation(i, end, kind, _VAGUE_DAYS["days"]) if words[i] in _SHORTLY and end > i + 1 else None


def _distance(words: list[str], i: int) -> Relation | None:
    """Read a relation with a distance: two days after, in the week before, within a month of."""
    before = at(words, i - 1)
    over = words[i] == "over" and at(words, i + 1) != "the"  # "over the week before" is no least distance
    if over or before in _LEAST | _FEW or cardinal(before) is not None:
        return None
    within = words[i] == "within"
    start = i + 1 if within else _after(words, i, _LEADS | _MOST)
    days, end = _reach(words, start)
    unit = at(words, end - 1)
    if days is None or days > _LONGEST:
        return None
    if within and at(words, end) == "of":
        return Relation(i, end + 1, "within", days)
    end += at(words, end) in _SHORTLY
    side, kind = _side(words, end)
    return None if side == end or at(words, side) == unit else Relation(i, side, kind, days)  # "day after day"


def _reach(words: list[str], i: int) -> tuple[int | None, int]:
    """Read a length of time: the first week, a few days, a couple of months; return its days and the index after it."""
    if at(words, i) == "the":
        i += 2 if at(words, i + 1) in {"very", "first", "last"} else 1
    i += at(words, i) == "a" and at(words, i + 1) in {"few", "couple"}
    word = at(words, i)
    if word in _FEW or word in _VAGUE_DAYS:
        i += word in _FEW
        return _VAGUE_DAYS.get(at(words, i)), i + 1
    count = 2 if word == "couple" else cardinal(word)
    i += 2 if word == "couple" else count is not None
    return _counted_days(1 if count is None else count, at(words, i)), i + 1


def _counted_days(count: int, unit: str) -> int | None:
    unit = unit.removesuffix("s")
    if unit == "hour":
        return -(-count // 24)
    return count * _UNIT_DAYS[unit] if unit in _UNIT_DAYS else None


def _no_anchor(words: list[str], i: int) -> bool:
    """Tell whether what follows hangs on a today, is what is asked for, or is a length of time."""
    first, second = words[i], at(words, i + 1)
    if first in _TODAY or _is_duration(words, i):
        return True
    stretch = second in {*_UNIT_DAYS, *MONTH, *WEEKDAY, *SEASON}
    return first in {"last", "next"} and (not second or (stretch and at(words, i + 2) not in {"of", "in"}))


def _is_duration(words: list[str], i: int) -> bool:
    """Tell whether a length of time stands here, and no relation with that distance: "two hours of talks"."""
    start = i
    while at(words, i) in _FEW or cardinal(at(words, i)) is not None:
        i += 1
    unit = at(words, i).removesuffix("s")
    return i > start and unit in {"minute", "hour", *_UNIT_DAYS} and _side(words, i + 1)[0] == i + 1


def window(kind: str, first: str, last: str, days: int | None) -> tuple[str | None, str | None]:
    """Return the first and last day, both inside, that a relation to an anchor allows; None leaves that end open.

    `first` and `last` are the anchor's ISO days (or months, years: their outer days count). Raises ValueError for an
    unknown kind and for what is no date: an interval left open by mistake would let everything in.

    >>> window("before", "2025-05-03", "2025-05-03", 7), window("after", "2025-05-01", "2025-05-03", None)
    (('2025-04-26', '2025-05-02'), ('2025-05-04', None))
    """
    begin, end = bounds(first), bounds(last)
    if begin is None or end is None:
        raise ValueError(f"no date: {first!r} to {last!r}")
    a, b = begin[0], end[1]
    allowed: dict[str, tuple[date | None, date | None]] = {
        "before": (_shifted(a, -days) if days else None, _shifted(a, -1)),
        "after": (_shifted(b, 1), _shifted(b, days) if days else None),
        "since": (a, None),
        "until": (None, b),
        "within": (_shifted(a, -(days or 0)), _shifted(b, days or 0)),
        "between": (a, b),
        "on": (a, b),
    }
    if kind not in allowed:
        raise ValueError(f"no relation in time: {kind!r}")
    start, stop = allowed[kind]
    return start.isoformat() if start else None, stop.isoformat() if stop else None


def _shifted(day: date, days: int) -> date:
    """Return a day some days on; the calendar's first or last where it ends before."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min
