"""Counts in English: how many are on record, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.ask.english import listed, with_article

if TYPE_CHECKING:
    from kg.ask.answer import Value
    from kg.ask.english import English

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(number: int) -> str:
    """Return a count as English writes it: small ones in words.

    >>> in_words(3), in_words(40)
    ('three', '40')
    """
    return _WORDS[number] if number < len(_WORDS) else str(number)


def count(values: tuple[Value, ...], marks: list[str], highest: int | None, english: English) -> str:
    """Say how many there are on record and which; where they are numbered higher than that, say so, too."""
    shown = [
        f"{_in_sentence(_said(value, english))} {mark}".rstrip() for value, mark in zip(values, marks, strict=True)
    ]
    said, verb = in_words(len(values)).capitalize(), "is" if len(values) == 1 else "are"
    gap = ""
    if highest is not None and highest > len(values):
        gap = f" Their numbers go up to {highest}: the record lacks some of them."
    return f"{said} {verb} on record: {listed(shown)}.{gap}"


def most(values: tuple[Value, ...], marks: list[str], each: int) -> str:
    """Say who has most, and how many; several who have as many tie."""
    shown = [f"{value.label} {mark}".rstrip() for value, mark in zip(values, marks, strict=True)]
    return f"{listed(shown)}: {in_words(each)}{' each' if len(values) > 1 else ''} on record, more than anybody else."


def _said(value: Value, english: English) -> str:
    if value.iri is not None or value.datatype is None:
        return value.label
    return english.say(Literal(value.label, datatype=NamedNode(value.datatype)))


def _in_sentence(label: str) -> str:
    text = with_article(label)
    return "the " + text[4:] if text.startswith("The ") else text
