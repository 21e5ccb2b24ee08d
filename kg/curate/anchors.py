"""Anchors: the first and last few words of a passage, and the span they stand for."""

from __future__ import annotations

import re

from kg.errors import InputError
from kg.text.paragraphs import Span, paragraphs

# Marks that a keyboard writes one way and a newspaper another; each is one character for one, so offsets hold.
_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_ELLIPSIS = re.compile(r"\s+(?:\.\.\.|…)\s+")


def find(text: str, anchor: str, within: Span, paragraph: int | None = None) -> Span:
    r"""Return the span of the passage that an anchor stands for.

    The passage lies in `within` and, where `paragraph` is given, begins in that paragraph of the page. It ends at the
    first place after its beginning where the anchor's last words stand. Straight and curly quotes, and all dashes,
    count as the same. Raises InputError where the anchor is found nowhere, or begins in two places.

    >>> page = "The pact holds.\nThe two met in Quill and left."
    >>> find(page, "The two ... Quill", Span(0, len(page)), 2).of(page)
    'The two met in Quill'
    """
    area = _area(text, within, paragraph)
    place = f"paragraph {paragraph}" if paragraph is not None else "the text"
    first, *rest = _ELLIPSIS.split(anchor.strip().translate(_ALIKE))
    if not first or not all(rest):
        raise InputError(f"anchor {anchor!r}: it has no words")
    folded = text.translate(_ALIKE)
    starts = _places(folded, first, area)
    if len(starts) != 1:
        count = "not found" if not starts else f"found {len(starts)} times"
        raise InputError(f"anchor {anchor!r}: its first words are {count} in {place}; check them or add a word")
    start, after = starts[0]
    if not rest:
        return Span(start, after)
    ends = _places(folded, rest[-1], Span(after, _last(text, within, paragraph)))
    if not ends:
        raise InputError(f"anchor {anchor!r}: its last words are not found after the first in {place} or the next")
    return Span(start, ends[0].end)


def _area(text: str, within: Span, paragraph: int | None) -> Span:
    if paragraph is None:
        return within
    found = paragraphs(text)
    if not 1 <= paragraph <= len(found):
        raise InputError(f"paragraph {paragraph}: the page has {len(found)}")
    span = found[paragraph - 1]
    return Span(max(span.start, within.start), min(span.end, within.end))


def _last(text: str, within: Span, paragraph: int | None) -> int:
    """Return where a passage must have ended: with the paragraph after the one it begins in."""
    # Further on, a typing error in the last words would make a passage of half the article.
    if paragraph is None:
        return within.end
    found = paragraphs(text)
    return min(within.end, found[min(paragraph, len(found) - 1)].end)


def _places(text: str, words: str, area: Span) -> list[Span]:
    """Return where words stand in an area, at the bounds of words; any white space may part them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return [Span(*match.span()) for match in re.compile(before + pattern + after).finditer(text, *area)]
