"""The thesaurus: how its files are read, and how forms are found in a list of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.ask.language.thesaurus import EXACT, LONGEST, NOTHING, STEMMED, Entry, Found, Thesaurus, read, stem
from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

FILE = """
@prefix lex: <https://kg.example/lexicon#> .
lex:irregular lex:forms "meet meets met meeting", "sit sits sat sitting" .
[] lex:concept "confer" ; lex:verb "meet", "sit down with" ; lex:noun "parley" ; lex:phrase "had a word with" .
[] lex:concept "duty" ; lex:noun "levy", "import tax" ; lex:adjective "dutiable" .
[] lex:narrower "cape", "shawl" ; lex:broader "garment" .
[] lex:frame "status" ; lex:code <https://kg.example/ont#suspended> ; lex:phrase "on ice" .
[] lex:frame "superlative" ; lex:order "max" ; lex:measures "date" ; lex:phrase "most recent" .
[] lex:frame "how-long" ; lex:phrase "how long" .
lex:light lex:phrase "please" .
lex:weak lex:phrase "wound up with" .
"""


@pytest.fixture(scope="module")
def thesaurus(tmp_path_factory: pytest.TempPathFactory) -> Thesaurus:
    path = tmp_path_factory.mktemp("words") / "some.ttl"
    path.write_text(FILE)
    return Thesaurus(read([path]))


def entry(thesaurus: Thesaurus, text: str) -> Entry:
    return thesaurus.entry(tuple(text.split()))


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("met", ("confer",)),
        ("meeting", ("confer",)),
        ("sat down with", ("confer",)),
        ("parleys", ("confer",)),
        ("had a word with", ("confer",)),
        ("levies", ("duty",)),
        ("import taxes", ("duty",)),
        ("dutiable", ("duty",)),
        ("meat", ()),
        ("sit", ()),
        ("import", ()),
    ],
)
def test_a_form_belongs_to_its_group(thesaurus: Thesaurus, text: str, groups: tuple[str, ...]) -> None:
    assert entry(thesaurus, text).groups == groups


def test_verbs_are_known_as_such_and_nouns_are_not(thesaurus: Thesaurus) -> None:
    assert entry(thesaurus, "met").verb
    assert not entry(thesaurus, "parley").verb


def test_the_narrower_word_knows_the_wider_and_not_the_reverse(thesaurus: Thesaurus) -> None:
    assert entry(thesaurus, "shawls").wider == (stem("garment"),)
    assert entry(thesaurus, "garment") == NOTHING


def test_a_code_hangs_on_its_words(thesaurus: Thesaurus) -> None:
    assert entry(thesaurus, "on ice").codes == ("https://kg.example/ont#suspended",)


def test_a_kind_of_question_hangs_on_exact_words(thesaurus: Thesaurus) -> None:
    assert entry(thesaurus, "how long").frames == ("how-long",)
    assert entry(thesaurus, "how longs").frames == ()
    assert entry(thesaurus, "most recent").frames == ("superlative:max:date",)


def test_words_that_say_little_or_nothing_are_marked(thesaurus: Thesaurus) -> None:
    assert entry(thesaurus, "please").light
    assert not entry(thesaurus, "please").weak
    assert entry(thesaurus, "wound up with").weak


def test_the_longest_form_wins_from_left_to_right(thesaurus: Thesaurus) -> None:
    words = ["please", "sat", "down", "with", "the", "levies", "on", "ice"]
    found = [(one.start, one.end) for one in thesaurus.find(words)]
    assert found == [(0, 1), (1, 4), (5, 6), (6, 8)]


def test_words_that_are_taken_are_passed_over(thesaurus: Thesaurus) -> None:
    words = ["sat", "down", "with", "levies"]
    assert [one.start for one in thesaurus.find(words, frozenset([1]))] == [3]


def test_only_words_that_shape_the_question_are_found_where_asked_for(thesaurus: Thesaurus) -> None:
    assert [one.start for one in thesaurus.find(["how", "long", "met", "on", "ice"], frames=True)] == [0, 3]


def test_everywhere_finds_overlapping_forms(thesaurus: Thesaurus) -> None:
    nested = Thesaurus({EXACT + "a": Entry(light=True), EXACT + "a b": Entry(weak=True), EXACT + "b": Entry(verb=True)})
    assert [(f.start, f.end) for f in nested.everywhere(["a", "b"])] == [(0, 1), (0, 2), (1, 2)]
    assert list(nested.find(["a", "b"])) == [Found(0, 2, Entry(weak=True))]
    assert list(thesaurus.everywhere([])) == []


def test_a_stem_finds_what_nobody_listed() -> None:
    listed = Thesaurus({STEMMED + stem("negotiate"): Entry(groups=("confer",))})
    assert listed.entry(("negotiating",)).groups == ("confer",)


def test_an_exact_form_is_not_mixed_with_its_stem() -> None:
    both = Thesaurus(
        {EXACT + "presided": Entry(groups=("chair",)), STEMMED + stem("presided"): Entry(groups=("president",))}
    )
    assert both.entry(("presided",)).groups == ("chair",)


def test_entries_merge_without_repeating() -> None:
    merged = Entry(("a",), codes=("c",), verb=True).merged(Entry(("b", "a"), light=True))
    assert merged == Entry(("a", "b"), codes=("c",), light=True, verb=True)


def test_forms_over_the_longest_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "long.ttl"
    long = " ".join(["very"] * (LONGEST + 1))
    path.write_text(f'@prefix lex: <https://kg.example/lexicon#> . [] lex:concept "x" ; lex:phrase "{long}", "brief" .')
    assert set(read([path])) == {EXACT + "brief", STEMMED + stem("brief")}


def test_a_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("lex:light lex:phrase")
    with pytest.raises(KgError, match=r"broken\.ttl"):
        read([path])
