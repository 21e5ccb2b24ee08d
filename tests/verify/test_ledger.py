from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.paragraphs import Span
from kg.text.sentences import sentences
from kg.verify.ledger import Ledger, account

TEXT = "One. Two. Three."  # sentences at 0-4, 5-9, 10-16


@pytest.mark.parametrize(
    ("cited", "entries", "counts"),
    [
        ([], [], {"unread": 3}),
        ([(0, 4)], [], {"cited": 1, "unread": 2}),
        ([(0, 16)], [], {"cited": 3}),
        ([(3, 6)], [], {"cited": 2, "unread": 1}),
        ([(4, 5)], [], {"unread": 3}),
        ([(0, 4)], [((5, 9), "furniture"), ((10, 16), "repetition")], {"cited": 1, "furniture": 1, "repeated": 1}),
        ([(0, 16)], [((5, 9), "noFact")], {"cited": 3}),
        ([], [((5, 9), "noFact")], {"no_fact": 1, "unread": 2}),
        ([], [((5, 9), "nonsense")], {"unread": 3}),
    ],
)
def test_each_sentence_is_accounted_for_or_unread(
    cited: list[tuple[int, int]], entries: list[tuple[tuple[int, int], str]], counts: dict[str, int]
) -> None:
    ledger = account(TEXT, [Span(*span) for span in cited], [(Span(*span), kind) for span, kind in entries])
    assert {name: n for name, n in ledger.as_dict().items() if n} == {"sentences": 3, **counts}
    assert len(ledger.unread_spans) == counts.get("unread", 0)
    assert ledger.share == pytest.approx(1 - counts.get("unread", 0) / 3)


def test_ledgers_add_up() -> None:
    one = account(TEXT, [Span(0, 4)], [])
    assert (one + one).as_dict() == {name: 2 * n for name, n in one.as_dict().items()}
    assert (one + one).unread_spans == one.unread_spans * 2
    assert Ledger() + one == one
    assert Ledger().share == 1


@given(st.lists(st.tuples(st.integers(0, 16), st.integers(0, 16)).map(lambda ends: Span(*ends))))
def test_no_sentence_is_counted_twice_or_lost(spans: list[Span]) -> None:
    known = account(TEXT, spans, []).as_dict()
    assert known.pop("sentences") == sum(known.values()) == len(sentences(TEXT))
