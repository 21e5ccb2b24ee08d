"""What an operator of the question adds around its answer: yes or no, a tie, a difference, what is not on record."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from kg.ask.english import amount, listed, with_article
from kg.ask.structure.counting import in_words

if TYPE_CHECKING:
    from kg.ask.english import English
    from kg.ask.structure.reading import Reading
    from kg.tables import Term


class Measured(NamedTuple):
    """One value of one thing."""

    thing: str
    value: Term


def framed(reading: Reading, found: list[Measured], english: English) -> tuple[str, str]:
    """Return what stands before and behind the sentences of an answer."""
    if reading.kind.startswith("compare"):
        return _compared(reading, found, english)
    before = _verdict(reading, found)
    return before, _also(reading, found, english) + _absent(reading, found, english) + _tied(reading, found)


def _verdict(reading: Reading, found: list[Measured]) -> str:
    if reading.askable is None:
        return "Yes. "
    if reading.kind == "contradiction":
        return "No: the graph says otherwise. "
    if reading.kind == "check":
        return "Yes, by some accounts. " if reading.askable.single and len({m.value for m in found}) > 1 else "Yes. "
    if reading.kind == "only" and reading.expected is not None:
        others = {m.value.value for m in found if hasattr(m.value, "value")} - set(reading.expected.values)
        return "No: others are on record, too. " if others else "Yes, nobody else is on record. "
    return ""


def _also(reading: Reading, found: list[Measured], english: English) -> str:
    """Say what else is on record of the answer, where the question asked for two things at once."""
    more = next((c for c in reading.constraints if c.told == "also"), None)
    if more is None or reading.askable is None or reading.kind == "count":
        return ""
    named = " or ".join(_in_sentence(english.label(value)) for value in more.values)
    if len(more.path) == len(reading.askable.path):
        return f" The same goes for {named}."
    people = listed(list(dict.fromkeys(english.say(m.value) for m in found)))
    return f" Also on record of {people}: {more._replace(text=named).in_words(english.label)}."


def _absent(reading: Reading, found: list[Measured], english: English) -> str:
    """Say of whom or what there is no record; silence is never told as a denial."""
    denied = next((c for c in reading.constraints if c.negated), None)
    if denied is None or reading.kind == "count":
        return ""
    event = " or ".join(_in_sentence(english.label(value)) for value in denied.values)
    if not denied.of_answer:
        return f" {event}: {denied.told} there. Silence is no denial."
    people = list(dict.fromkeys(english.say(m.value) for m in found))
    verb = "is" if len(people) == 1 else "are"
    return f" {listed(people)} {verb} {denied.told} {event}. Silence is no denial."


def _in_sentence(label: str) -> str:
    text = with_article(label)
    return "the " + text[4:] if text.startswith("The ") else text


def _tied(reading: Reading, found: list[Measured]) -> str:
    if reading.pick is None:
        return ""
    things = {m.thing for m in found}
    return f" {in_words(len(things)).capitalize()} tie." if len(things) > 1 and _whole(reading) else ""


def _whole(reading: Reading) -> bool:
    return reading.askable is not None and (not reading.askable.path or bool(reading.pick and reading.pick.counts))


def _compared(reading: Reading, found: list[Measured], english: English) -> tuple[str, str]:
    """Return the verdict on two things, where their values leave no doubt, and by how much they differ."""
    first, second = ([_number(m.value) for m in found if m.thing == f"<{thing}>"] for thing in reading.hub_values)
    one = [n for n in first if n is not None]
    other = [n for n in second if n is not None]
    yes_no = reading.kind == "compare-yes-no"
    if len(one) < len(first) or len(other) < len(second) or not one or not other:
        return "Not to be compared exactly. ", ""
    if min(one) <= max(other) and min(other) <= max(one):
        same = len({*one, *other}) == 1
        return ("No: they are the same. " if yes_no else "They are the same. ") if same else "The sources differ. ", ""
    gap = sorted((abs(min(one) - max(other)), abs(max(one) - min(other))))
    best = 0 if (min(one) > max(other)) == (reading.pick is None or reading.pick.order == "max") else 1
    said = f" to {amount(f'{gap[1]:g}')}" if gap[0] != gap[1] else ""
    unit = _unit(reading, gap[1])
    winner = with_article(english.label(reading.hub_values[best]))
    by = f" by {amount(f'{gap[0]:g}')}{said}{unit}" if unit else ""
    verdict = f"{winner} {reading.pick.compares if reading.pick else ''}{by}. "
    return (("Yes: " if best == 0 else "No: ") if yes_no else "") + _lower(verdict, yes_no), ""


def _lower(text: str, inside: bool) -> str:
    return "the " + text[4:] if inside and text.startswith("The ") else text


def _unit(reading: Reading, gap: float) -> str:
    """Return the unit of a difference; percentages differ by points."""
    if reading.measured is None:
        return ""
    if reading.measured.kind == "when":
        return " day" if gap == 1 else " days"
    if reading.measured.unit:
        return f" {reading.measured.unit}"
    return " percentage points" if ("percent",) in reading.measured.counted else ""


def _number(value: Term) -> float | None:
    """Return a number, or a full date as the number of its day; None for what cannot be subtracted."""
    if not isinstance(value, Literal):
        return None
    try:
        return float(value.value)
    except ValueError:
        pass
    try:
        return float(datetime.date.fromisoformat(value.value).toordinal())
    except ValueError:
        return None
