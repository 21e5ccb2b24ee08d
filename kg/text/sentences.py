"""Sentences of a paragraph, by rule: where the reading ledger counts."""

from __future__ import annotations

import re

from kg.text.paragraphs import Span, paragraphs

# A stop, any closing quotes or brackets, then space and what a sentence can begin with.
_BOUNDARY = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[^\W_a-z])""")
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sen", "rep", "gov", "st", "jr", "sr", "vs", "no",
    "etc", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
})  # fmt: skip
# Dotted initials (U.S., J.) end a sentence only before a word that hardly follows a name.
_INITIALS = re.compile(r"(?:^|[\s(\[\"'“‘])(?:[^\W\d_]\.)+$")
_OPENERS = frozenset({
    "the", "a", "an", "in", "on", "at", "it", "he", "she", "they", "we", "but", "and", "however",
    "meanwhile", "this", "that", "if", "as", "when",
})  # fmt: skip


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of a page, in order; no sentence runs past its paragraph.

    >>> page = "The U.S. side met Mr. Dross. He left. 'No.' Talks go on"
    >>> [s.of(page) for s in sentences(page)]
    ['The U.S. side met Mr. Dross.', 'He left.', "'No.'", 'Talks go on']
    """
    return [sentence for paragraph in paragraphs(text) for sentence in _split(text, paragraph)]


def _split(text: str, paragraph: Span) -> list[Span]:
    found, start = [], paragraph.start
    for match in _BOUNDARY.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, match, start, paragraph.end):
            found.append(_trimmed(text, start, match.end()))
            start = match.end()
    found.append(_trimmed(text, start, paragraph.end))
    return [span for span in found if span.start < span.end]


def _ends_sentence(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    if text[match.start()] != ".":
        return True
    before = text[max(start, match.start() - 24) : match.start() + 1]
    word = before.split()[-1].rstrip(".").lstrip("\"'“‘([").casefold() if before.split() else ""
    if word in _ABBREVIATIONS and match.group().strip() == ".":
        return False
    if _INITIALS.search(before):
        following = re.match(r"\W*(\w+)", text[match.end() : min(stop, match.end() + 24)])
        return following is not None and following.group(1).casefold() in _OPENERS
    return True


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
