from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import sentences
from tests.conftest import EXAMPLES

WORDS = st.sampled_from(
    ["Mr.", "U.S.", "He", "left", "No.", '"Yes!"', "talks.", "J.", "…", "\n", "3.5", "it.", "(So", ")", "\t"]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Is it so? It is! Good", ["Is it so?", "It is!", "Good"]),
        ("Mr. Dross met Sen. Oakes.", ["Mr. Dross met Sen. Oakes."]),
        ("The U.S. side left.", ["The U.S. side left."]),
        ("He flew to the U.S. The talks went on.", ["He flew to the U.S.", "The talks went on."]),
        ("It rose 3.5 percent.", ["It rose 3.5 percent."]),
        ('"Go." He went.', ['"Go."', "He went."]),
        ("He went. “Go,” she said.", ["He went.", "“Go,” she said."]),
        ("one. two", ["one. two"]),
        ("A headline\nHe left.", ["A headline", "He left."]),
        ("Talks on Tue. Hopes are low.", ["Talks on Tue. Hopes are low."]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == found


@given(st.lists(WORDS).map(" ".join) | st.text())
def test_sentences_cover_all_that_is_not_space_once_and_in_order(text: str) -> None:
    spans, end = sentences(text), 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text)
        assert "\n" not in span.of(text)
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


def test_the_example_articles_have_the_sentences_a_reader_counts() -> None:
    counts = {p.stem: len(sentences(p.read_text(encoding="utf-8"))) for p in (EXAMPLES / "texts").glob("*.txt")}
    assert counts == dict.fromkeys(("harbour-gazette", "northern-wire", "quill-courier"), 17)
