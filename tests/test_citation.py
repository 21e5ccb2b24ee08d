from __future__ import annotations

import pytest

from kg.citation import Article, Citation, Proof, Receipt, article_iri, article_key, citation_iri

ARTICLE = Article("https://kg.example/id/article/a", "Gazette, 12 March 2031", "page:p")


@pytest.mark.parametrize(
    ("voice", "basis", "proof", "tail"),
    [
        ("outlet", "stated", Proof(), ""),
        ("outlet", "stated", Proof(True, "words"), " (verified)"),
        ("outlet", "stated", Proof(False), " (the text at hand differs)"),
        ("attributed", "stated", Proof(), " (on a named source's word)"),
        ("unattributed", "inferred", Proof(True, "words"), " (on unnamed sources' word; inferred; verified)"),
        ("hearsay", "stated", Proof(), " (hearsay)"),
    ],
)
def test_a_line_says_where_on_whose_word_and_what_the_proof_was(
    voice: str, basis: str, proof: Proof, tail: str
) -> None:
    citation = Citation("c", ARTICLE, 4, 512, 640, "00", voice=voice, basis=basis)
    line = Receipt(3, citation, (("s", "p", "o"),), proof).as_line()
    assert line == f"[3] Gazette, 12 March 2031, paragraph 4, characters 512-640{tail}"


@pytest.mark.parametrize(("published", "key"), [("2031-03", "2031-03-9f86d081"), (None, "undated-9f86d081")])
def test_an_article_is_named_by_its_printed_date_and_its_text(published: str | None, key: str) -> None:
    assert article_key(published, "9f86d081884c7d65") == key
    assert article_iri(key) == f"https://kg.example/id/article/{key}"


def test_receipts_for_one_span_have_different_names() -> None:
    names = {citation_iri("a", 1, 0, 4, suffix, prefix) for suffix in ("", "b") for prefix in ("p", "ledger-p")}
    assert len(names) == 4


def test_an_article_that_copies_another_has_its_origin() -> None:
    assert ARTICLE.origin == ARTICLE.iri
    assert ARTICLE._replace(copy_of="b").origin == "b"
