from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curate.anchors import find
from kg.errors import InputError
from kg.text.canonical import canonical
from kg.text.paragraphs import Span, paragraph_at, paragraphs
from kg.text.sentences import sentences
from tests.conftest import EXAMPLES

PAGE = (
    "The pact holds, he said.\n\n"
    "The two met in Quill. “The pact holds,” Venn’s aide said – twice – and left.\n"
    "Last line."
)
WHOLE = Span(0, len(PAGE))
TEXTS = [canonical(path.read_bytes()) for path in sorted((EXAMPLES / "texts").glob("*.txt"))]


@pytest.mark.parametrize(
    ("anchor", "paragraph", "passage"),
    [
        ("The two ... Quill.", 2, "The two met in Quill."),
        ("The two … Quill.", 2, "The two met in Quill."),
        ("The two met in Quill.", 2, "The two met in Quill."),
        ("The  two\nmet", 2, "The two met"),
        ("The pact ... said.", 1, "The pact holds, he said."),
        ('"The pact ... left.', 2, "“The pact holds,” Venn’s aide said – twice – and left."),
        ("Venn's aide said - twice", 2, "Venn’s aide said – twice"),
        ("left. ... Last line.", 2, "left.\nLast line."),
        ("The two ... Quill. ... left.", 2, PAGE[26:102]),
        ("Last line.", None, "Last line."),
        ("he ... The", 1, "he said.\n\nThe"),
    ],
)
def test_an_anchor_stands_for_a_passage(anchor: str, paragraph: int | None, passage: str) -> None:
    assert find(PAGE, anchor, WHOLE, paragraph).of(PAGE) == passage


@pytest.mark.parametrize(
    ("anchor", "paragraph", "message"),
    [
        ("The three ... Quill.", 2, "'The three ... Quill.': its first words are not found in paragraph 2"),
        ("The two ... Quill.", 1, "its first words are not found in paragraph 1"),
        ("The pact", None, "its first words are found 2 times in the text; check them or add a word"),
        ("The two ... Eldmouth", 2, "its last words are not found after the first"),
        ("left. ... The two", 2, "its last words are not found after the first"),
        ("The two ... Quill.", 4, "paragraph 4: the page has 3"),
        ("The two ... Quill.", 0, "paragraph 0: the page has 3"),
        ("wo met", 2, "not found"),
        ("The tw", 2, "not found"),
        ("", 2, "it has no words"),
        ("  ", 2, "it has no words"),
    ],
)
def test_an_anchor_that_fits_nowhere_or_twice_is_told(anchor: str, paragraph: int | None, message: str) -> None:
    with pytest.raises(InputError) as error:
        find(PAGE, anchor, WHOLE, paragraph)
    assert message in str(error.value)


def test_a_passage_lies_within_its_article() -> None:
    second = Span(26, len(PAGE))
    assert find(PAGE, "The pact holds", second).start > 26
    with pytest.raises(InputError, match="last words"):
        find(PAGE, "The two ... Last line.", Span(26, 60))


@given(st.sampled_from(TEXTS), st.data())
def test_a_sentence_is_found_again_by_three_words_at_either_end(text: str, data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(sentences(text)))
    words = sentence.of(text).split()
    anchor = f"{' '.join(words[:3])} ... {' '.join(words[-3:])}" if len(words) > 6 else sentence.of(text)
    number = paragraph_at(paragraphs(text), sentence.start)
    assert find(text, anchor, Span(0, len(text)), number) == sentence


@given(st.lists(st.text(st.sampled_from("ab'’-–."), min_size=1, max_size=4), min_size=1, max_size=9), st.data())
def test_what_an_anchor_finds_is_found_again_by_its_own_words(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2)))
    anchor = " ".join(words[start:end])
    try:
        found = find(text, anchor, Span(0, len(text)))
    except InputError:
        return
    assert find(text, found.of(text), Span(0, len(text))) == found
    assert len(found.of(text)) == len(anchor)
