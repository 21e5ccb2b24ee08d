"""Short forms written out, misspelt words read as known ones, and each of it told."""

from __future__ import annotations

import pytest

from kg.ask.language.mending import Mender
from kg.ask.language.thesaurus import EXACT, Entry, Thesaurus
from kg.ask.language.words import tokens

SHORTS = {("abt",): ("about",), ("pm",): ("prime", "minister"), ("w",): ("with",), ("asap", "pls"): ("soon",)}
HELD = {"venn", "tariff", "shearing", "about", "wool"}
VOCABULARY = HELD | {"furnace"}


def mender(held: set[str] = HELD) -> Mender:
    thesaurus = Thesaurus({f"{EXACT}furnace": Entry(groups=("oven",))})
    return Mender(SHORTS, thesaurus, held.__contains__, {"venn"}.__contains__, lambda: VOCABULARY)


def mended(question: str, held: set[str] = HELD) -> tuple[list[str], list[str]]:
    split = tokens(question)
    words, sentences, notes = mender(held).mend(split, [0] * len(split))
    assert len(sentences) == len(words)
    return [token.word for token in words], notes


def test_short_forms_are_written_out() -> None:
    assert mended("abt wool") == (["about", "wool"], [])
    assert mended("the pm abt wool")[0] == ["the", "prime", "minister", "about", "wool"]


def test_the_longest_short_form_wins() -> None:
    assert mended("asap pls")[0] == ["soon"]


def test_a_short_form_that_is_a_word_of_the_graph_stays() -> None:
    assert mended("abt wool", HELD | {"abt"})[0] == ["abt", "wool"]


def test_an_hour_is_no_prime_minister() -> None:
    assert mended("5 pm")[0] == ["5", "pm"]
    assert mended("Five pm")[0] == ["five", "pm"]


def test_each_written_word_stays_in_its_sentence() -> None:
    words, sentences, _ = mender().mend(tokens("wool pm wool"), [0, 1, 2])
    assert [token.word for token in words] == ["wool", "prime", "minister", "wool"]
    assert sentences == [0, 1, 1, 2]


@pytest.mark.parametrize(("typed", "meant"), [("tarrif", "tariff"), ("shearign", "shearing"), ("furnase", "furnace")])
def test_a_slip_is_read_as_the_known_word_and_noted(typed: str, meant: str) -> None:
    assert mended(f"the {typed} now") == (["the", meant, "now"], [f"read {typed} as {meant}"])


@pytest.mark.parametrize("word", ["tariff", "furnace", "llama", "submarine", "2031", "third", "own", "zqxjkvbw"])
def test_a_real_or_hopeless_word_stays(word: str) -> None:
    assert mended(word) == ([word], [])


def test_an_unknown_short_name_is_no_slip_of_a_common_word() -> None:
    assert mended("Woll") == (["woll"], [])
    assert mended("Vennn") == (["venn"], ["read Vennn as venn"])


def test_a_capital_is_kept() -> None:
    words, _, _ = mender().mend(tokens("Shearign"), [0])
    assert [(token.text, token.word) for token in words] == [("Shearing", "shearing")]


def test_nothing_is_nothing() -> None:
    assert mender().mend([], []) == ([], [], [])
