"""Paragraphs of a page: its lines that are not blank, numbered from 1."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of canonical text: `start` and `end` (exclusive) in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch itself."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character.

        >>> Span(0, 5).overlaps(Span(4, 9)), Span(0, 5).overlaps(Span(5, 9))
        (True, False)
        """
        return self.start < other.end and other.start < self.end


def paragraphs(text: str) -> list[Span]:
    r"""Return the spans of the lines that are not blank; paragraph n is item n - 1.

    >>> [p.of("One.\n\n Two. \n") for p in paragraphs("One.\n\n Two. \n")]
    ['One.', ' Two. ']
    """
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def paragraph_at(spans: list[Span], offset: int) -> int | None:
    """Return the number of the paragraph that holds an offset, None between paragraphs.

    >>> paragraph_at([Span(0, 4), Span(6, 12)], 7)
    2
    """
    return next((n for n, span in enumerate(spans, 1) if span.start <= offset < span.end), None)
