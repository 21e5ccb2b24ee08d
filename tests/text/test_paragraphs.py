from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.paragraphs import Span, paragraph_at, paragraphs

TEXT = st.text(st.sampled_from("ab .\n\t\u00a0"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", []), ("\n \n\t", []), ("a", ["a"]), ("a\n\nb\n", ["a", "b"]), (" a \n\u00a0\nb", [" a ", "b"])],
)
def test_a_paragraph_is_a_line_that_is_not_blank(text: str, lines: list[str]) -> None:
    assert [span.of(text) for span in paragraphs(text)] == lines


@given(TEXT)
def test_each_offset_of_a_paragraph_leads_back_to_its_number(text: str) -> None:
    spans = paragraphs(text)
    for offset in range(len(text) + 1):
        number = paragraph_at(spans, offset)
        inside = [n for n, span in enumerate(spans, 1) if span.start <= offset < span.end]
        assert number == (inside[0] if inside else None)
    outside = "".join(c for i, c in enumerate(text) if paragraph_at(spans, i) is None)
    assert not outside.strip()


@given(*[st.integers(0, 6)] * 4)
def test_overlap_is_sharing_a_character(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(min(a, b), max(a, b) + 1), Span(min(c, d), max(c, d) + 1)
    assert one.overlaps(other) == bool(set(range(*one)) & set(range(*other))) == other.overlaps(one)
