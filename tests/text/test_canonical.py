from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.text.canonical import canonical, digest

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
MIXED = st.lists(st.sampled_from(["a", "é", "e\u0301", "\u212b", "\r\n", "\r", "\n", " ", "\ufeff", "각", "가\u11a8"]))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain\n", "plain\n"),
        (b"\xef\xbb\xbfmarked", "marked"),
        (b"\xef\xbb\xbf\xef\xbb\xbftwice", "\ufefftwice"),
        (b"a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne"),
        ("e\u0301".encode(), "é"),
        (b"  untrimmed \n\n ", "  untrimmed \n\n "),
        (b"", ""),
    ],
)
def test_the_rule(data: bytes, text: str) -> None:
    assert canonical(data) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"ab\xff", "a.txt: is not UTF-8 text (byte 2)"), (b"\xed\xa0\x80", "not UTF-8"), (b"a\0b", "holds a NUL")],
)
def test_what_is_no_text_is_named(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        canonical(data, "a.txt")
    assert message in str(error.value)


@given(TEXT | MIXED.map("".join))
def test_canonical_text_is_its_own_canonical_form(text: str) -> None:
    once = canonical(text.encode())
    assert canonical(once.encode()) == once.removeprefix("\ufeff")
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


@given(TEXT.filter(lambda text: not text.startswith("\ufeff") and "\r" not in text), st.data())
def test_offsets_and_digests_agree_between_copies(text: str, data: st.DataObject) -> None:
    mine = canonical(text.encode())
    start = data.draw(st.integers(0, len(mine)))
    end = data.draw(st.integers(start, len(mine)))
    for copy in (
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", mine).encode(),
    ):
        theirs = canonical(copy)
        assert theirs == mine
        assert digest(theirs[start:end]) == digest(mine[start:end])


def test_a_digest_is_the_sha256_of_the_utf8() -> None:
    assert digest("Straße") == hashlib.sha256("Straße".encode()).hexdigest()
    assert digest("Straße") != digest("Strasse")
