"""What becomes of citations when a text changes: each kind of change breaks what it touches and no more."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.citation import Article, Citation
from kg.store.catalogue import Page
from kg.text.canonical import canonical, digest
from kg.text.pages import Pages
from kg.text.sentences import sentences
from kg.verify.spans import check_all
from tests.conftest import EXAMPLES, replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.store.catalogue import Catalogue

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((EXAMPLES / "texts").glob("*.txt"))}
NAME = "harbour-gazette.txt"


def kinds(folder: Path) -> Counter[str]:
    return Counter(check.kind for check in kg.open(EXAMPLES, sources=folder).verify(shapes=False).checks)


def cited(catalogue: Catalogue, name: str) -> list[Citation]:
    return [c for c in catalogue.citations.values() if catalogue.pages[c.article.page].file_name == name]


@pytest.mark.parametrize(
    "copy",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: b"\xef\xbb\xbf" + unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode(),
    ],
    ids=["CRLF", "CR", "byte-order mark", "NFD", "all of them"],
)
def test_copies_in_another_form_verify_fully(texts: Path, copy: Callable[[str], bytes]) -> None:
    for name, text in TEXTS.items():
        (texts / name).unlink()
        (texts / f"renamed {name}").write_bytes(copy(text))
    report = kg.open(EXAMPLES, sources=texts).verify(shapes=False)
    assert report.counts["exact"] == len(report.checks) == 53
    assert report.holds


def test_the_bundled_citations_are_exact(bundled: kg.Graph, articles: Path) -> None:
    report = kg.open(sources=articles).verify(shapes=False)
    assert report.counts["exact"] == len(report.checks) == len(bundled.catalogue.citations)
    assert report.holds
    assert report.ledger.share == 1


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_one_changed_character_breaks_the_spans_that_contain_it_and_no_others(
    example: kg.Graph, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    text = TEXTS[name]
    at = data.draw(st.integers(0, len(text) - 1).filter(lambda i: text[i].isalnum()))
    folder = tmp_path_factory.mktemp("changed")
    (folder / name).write_text(text[:at] + "#" + text[at + 1 :], encoding="utf-8")
    group = cited(example.catalogue, name)
    for check in check_all(group, example.catalogue.pages, Pages(folder)):
        touched = check.citation.start <= at < check.citation.end
        assert check.kind == ("edited" if touched else "exact")
        assert (check.quote is None) == touched


def test_an_inserted_sentence_moves_the_rest_which_still_verify(texts: Path, example: kg.Graph) -> None:
    text = TEXTS[NAME]
    first = sentences(text)[3]
    new = "Rain fell all day. "
    (texts / NAME).write_text(text[: first.start] + new + text[first.start :], encoding="utf-8")
    report = kg.open(EXAMPLES, sources=texts).verify(shapes=False)
    for check in report.checks:
        page = example.catalogue.pages[check.citation.article.page].file_name
        behind = page == NAME and check.citation.start >= first.start
        across = page == NAME and check.citation.start < first.start < check.citation.end
        assert check.kind == ("moved" if behind else "edited" if across else "exact")
        if behind:
            assert check.at is not None
            assert check.at.start == check.citation.start + len(new)
            assert digest(check.quote or "") == check.citation.digest
            assert check.message == f"moved from character {check.citation.start} to {check.at.start}"
    # The furniture below moved along: the new sentence alone is unread.
    assert [fault.kind for fault in report.faults] == ["unread"]
    assert "Rain fell all day." in report.faults[0].message


def test_a_passage_that_was_taken_out_is_edited_and_names_its_article(texts: Path) -> None:
    replaced(texts / NAME, "Share this story\n\n", "")
    replaced(texts / NAME, "Norvia has put no quota on Tessalian glass. ", "")
    report = kg.open(EXAMPLES, sources=texts).verify(shapes=False)
    edited = [check for check in report.checks if check.kind == "edited"]
    assert len(edited) == 1
    assert edited[0].quote is None
    assert [f.message for f in report.faults] == [
        "Harbour Gazette, 12 March 2031, paragraph 5, characters 1140-1183: "
        "the text at its place differs, and its words stand nowhere else in the page"
    ]
    assert report.faults[0].citation == edited[0].citation.iri


def test_a_page_without_a_text_is_missing_and_no_sources_are_not_checked(texts: Path) -> None:
    (texts / NAME).unlink()
    found = kinds(texts)
    assert found == {"missing": found["missing"], "exact": 53 - found["missing"]}
    assert found["missing"] > 10
    without = kg.open(EXAMPLES).verify(shapes=False)
    assert without.counts["not_checked"] == 53
    assert without.holds


def citation(text: str, start: int, end: int, **changes: object) -> Citation:
    fields: dict[str, object] = {"paragraph": 1, "digest": digest(text[start:end]), **changes}
    return Citation("http://a.example/c", Article("http://a.example/a", "A", "p"), start=start, end=end, **fields)  # type: ignore[arg-type]


PAGES = {"p": Page("p", "0" * 64, "a.txt")}


def checked(folder: Path, text: str, *citations: Citation) -> list[tuple[str, str]]:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    pad = citation(text, 0, 3)  # so that the page is known
    return [(c.kind, c.message) for c in check_all([pad, *citations], PAGES, Pages(folder)) if c.citation is not pad]


@pytest.mark.parametrize(
    ("start", "end", "changes", "kind", "message"),
    [
        (4, 10, {}, "exact", ""),
        (4, 10, {"paragraph": 2}, "exact", "says paragraph 2, stands in 1"),
        (4, 99, {}, "edited", "ends at character 99, past the end of its text (21)"),
        (40, 50, {}, "edited", "ends at character 50, past the end"),
        (10, 4, {"digest": "0" * 64}, "edited", "its span 10-4 is no span"),
        (4, 4, {"digest": digest("")}, "edited", "its span 4-4 is no span"),
        (-3, 2, {"digest": "0" * 64}, "edited", "its span -3-2 is no span"),
        (4, 10, {"digest": "0" * 64}, "edited", "the text at its place differs"),
        (4, 10, {"digest": ""}, "edited", "its digest '' is malformed: 64 hexadecimal digits are needed; run kg cite"),
        (4, 10, {"digest": digest("twelve").upper()}, "edited", "is malformed"),
        (4, 10, {"digest": digest("twelve")[:63]}, "edited", "is malformed"),
        (4, 10, {"digest": digest("twelve") + "\n"}, "edited", "is malformed"),
    ],
)
def test_a_citation_that_cannot_be_right_is_told_why(
    tmp_path: Path, start: int, end: int, changes: dict[str, object], kind: str, message: str
) -> None:
    text = "One twelve two three."
    ((found, told),) = checked(tmp_path, text, citation(text, start, end, **changes))
    assert found == kind
    assert message in told


def test_two_identical_passages_are_told_apart_by_where_their_neighbours_went(tmp_path: Path) -> None:
    old = "First of all. He left. In between. He left. At the end."
    new = "Rain fell. " + old
    wanted = [citation(old, start, start + 8) for start in (14, 35)]
    (tmp_path / "a.txt").write_text(new)
    found = check_all([citation(old, 0, 13), *wanted], PAGES, Pages(tmp_path))
    assert [(c.kind, c.at and c.at.start) for c in found] == [("moved", 11), ("moved", 25), ("moved", 46)]


def test_a_passage_that_stands_in_several_places_none_its_own_is_not_guessed(tmp_path: Path) -> None:
    text = "All. He left. So. He left. End."
    moved = citation("x" * 9 + "He left.", 9, 17)
    assert checked(tmp_path, text, moved) == [("edited", "its words stand in 2 places, none of them its own")]


def test_a_citation_of_what_is_not_described_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All. He left.")
    (check,) = check_all([citation("All. He left.", 5, 13)], {}, Pages(tmp_path))
    assert (check.kind, check.quote) == ("missing", None)


def test_many_other_texts_do_not_make_looking_for_a_changed_page_slow(texts: Path, example: kg.Graph) -> None:
    (texts / NAME).write_text("Rain fell all day.\n\n" + TEXTS[NAME], encoding="utf-8")
    for n in range(40):
        (texts / f"other-{n}.txt").write_text("word " * 20_000, encoding="utf-8")
    looked = check_all(cited(example.catalogue, NAME), example.catalogue.pages, Pages(texts))
    assert {check.kind for check in looked} == {"moved"}


def test_the_text_that_proves_most_is_taken_for_the_page(texts: Path) -> None:
    (texts / NAME).write_text(TEXTS[NAME].replace("Monday", "Tuesday"), encoding="utf-8")
    (texts / "decoy.txt").write_text(TEXTS[NAME][:200], encoding="utf-8")
    found = kinds(texts)
    assert (found["missing"], found["edited"]) == (0, 1)
    assert found["moved"] > 10


def test_canonical_offsets_hold_for_the_whole_example(example: kg.Graph) -> None:
    for c in example.catalogue.citations.values():
        text = canonical(TEXTS[example.catalogue.pages[c.article.page].file_name].encode())
        assert digest(text[c.start : c.end]) == c.digest
