"""Which passages are shown for an answer, and how what they say has to be hedged."""

from __future__ import annotations

import pytest

from kg.ask.receipts import as_of, caveat_of, covering
from kg.citation import Article, Citation, Receipt
from kg.namespaces import ID
from tests.ask.small import engine, english

TripleText = tuple[str, str, str]
A, B, C = ((f"<https://a.example/{name}>", "<https://a.example/p>", '"1"') for name in "abc")
ARTICLE = Article("https://a.example/article", "Post", "")
HELD: dict[str, set[TripleText]] = {"one": {A, B}, "two": {A}, "three": {B}, "four": {C}}


def citation(name: str, **more: str) -> Citation:
    return Citation(f"https://a.example/{name}", ARTICLE, 1, 0, 9, "", **more)  # type: ignore[arg-type]


def receipts_for(triples: object) -> list[Receipt]:
    wanted = list(triples)  # type: ignore[call-overload]
    proven = {name: tuple(t for t in wanted if t in held) for name, held in HELD.items()}
    return [Receipt(n, citation(name), own) for n, (name, own) in enumerate(proven.items(), 1) if own]


def names(receipts: list[Receipt]) -> list[str]:
    return [receipt.citation.iri.rsplit("/", 1)[1] for receipt in receipts]


def test_every_receipt_of_the_answer_itself_is_shown() -> None:
    assert names(covering([[A]], [A], receipts_for)) == ["one", "two"]


def test_of_the_rest_only_what_proves_something_more() -> None:
    assert names(covering([[A]], [A, B, C], receipts_for)) == ["one", "two", "four"]


def test_receipts_are_numbered_through() -> None:
    assert [receipt.number for receipt in covering([[C], [B]], [A, B, C], receipts_for)] == [1, 2, 3]


def test_together_they_prove_everything() -> None:
    proven = {t for receipt in covering([[C]], [A, B, C], receipts_for) for t in receipt.triples}
    assert proven == {A, B, C}


def test_nothing_needs_no_receipt() -> None:
    assert covering([], [], receipts_for) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        (["2031-03"], "as of March 2031"),
        (["2031-03-04", "2031-03-01", "2031-03-04"], "as of 1 March 2031 and 4 March 2031"),
        (["2031-04-02", "2031-03-01", "2031-03-04"], "on 3 days from 1 March 2031 to 2 April 2031"),
    ],
)
def test_days_that_vouch_are_told_in_order_and_once(days: list[str], said: str) -> None:
    assert as_of(days) == said


ANN, BO = f"{ID}person/ann", f"{ID}person/bo"


@pytest.mark.parametrize(
    ("citations", "said"),
    [
        ([], ""),
        ([citation("a")], ""),
        ([citation("a", according_to=ANN)], "according to Ann Orr"),
        ([citation("a", according_to=BO), citation("b", according_to=ANN)], "according to Ann Orr and Bo Tull"),
        ([citation("a", according_to=ANN), citation("b")], ""),
        ([citation("a", voice="hearsay")], "hearsay"),
        ([citation("a", voice="hearsay"), citation("b", voice="unattributed")], "from unnamed sources"),
        ([citation("a", voice="hearsay"), citation("b")], ""),
        ([citation("a", basis="inferred")], "inferred"),
        ([citation("a", basis="inferred"), citation("b")], ""),
    ],
)
def test_what_every_receipt_hedges_is_hedged(citations: list[Citation], said: str) -> None:
    held = engine('person:ann rdfs:label "Ann Orr" . person:bo rdfs:label "Bo Tull" .')
    receipts = [Receipt(n, one, ()) for n, one in enumerate(citations, 1)]
    assert caveat_of(receipts, english(held)) == said
