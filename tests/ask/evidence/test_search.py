"""Evidence search: what accounts for a question's terms, for how much of them, and in which order."""

from __future__ import annotations

from array import array

import pytest

from kg.ask.evidence import indexing, search
from kg.ask.evidence.indexing import Posting
from kg.ask.evidence.search import Search, Term, Wish

HELD: dict[str, dict[int, int]] = {
    "s:wool": {0: indexing.TOLD, 1: indexing.CONTEXT, 2: indexing.TOLD, 3: indexing.TOLD},
    "s:levi": {0: indexing.TOLD},
    "g:duty": {2: indexing.TOLD},
    "s:old": {0: indexing.TOLD, 3: indexing.TOLD},
    "s:shear": {5: indexing.TOLD},
    "s:mill": {3: indexing.TOLD},
    "s:red": {6: indexing.IN_PHRASE, 7: indexing.TOLD},
    "s:line": {6: indexing.IN_PHRASE, 7: indexing.INDEXED},
    "k:when": {1: indexing.THING, 9: indexing.THING},
}
COUNT = 10


def searched() -> Search:
    def posting(token: str) -> Posting | None:
        held = HELD.get(token)
        return Posting(array("I", held), bytes(held.values())) if held else None

    return Search(COUNT, posting)


def word(text: str, *tokens: str, weight: float = 1.0) -> Term:
    return Term(text, frozenset([0]), tuple((token, 1.0) for token in tokens), weight=weight)


WOOL, LEVY, NONE = word("wool", "s:wool"), word("levy", "s:levi"), word("llama", "s:llama")


def test_a_line_that_accounts_for_all_comes_first_and_lacks_nothing() -> None:
    best = searched().hits([WOOL, LEVY])[0]
    assert best.line == 0
    assert best.coverage == pytest.approx(1.0)
    assert best.missing == ()


def test_what_a_line_does_not_account_for_is_named() -> None:
    found = {hit.line: hit.missing for hit in searched().hits([WOOL, LEVY, NONE])}
    assert found[0] == (NONE,)
    assert found[2] == (LEVY, NONE)


def test_two_words_out_of_an_index_make_no_phrase() -> None:
    line = Term("red line", frozenset([0, 1]), (), ((("s:red", "s:line"), 1.0),))
    assert set(searched().holding(line)) == {7}


def test_no_line_no_hit() -> None:
    assert searched().hits([NONE]) == []
    assert searched().hits([]) == []


def test_a_term_that_no_line_holds_costs_coverage() -> None:
    search_ = searched()
    assert search_.hits([LEVY, NONE])[0].coverage < 0.6 < search_.hits([LEVY])[0].coverage


def test_a_rare_word_ranks_above_a_common_one_and_accounts_for_as_much() -> None:
    found = {hit.line: hit for hit in searched().hits([WOOL, word("shear", "s:shear")])}
    assert found[5].score > found[2].score
    assert found[5].coverage == pytest.approx(found[2].coverage) == pytest.approx(0.5)


def test_a_light_term_costs_little() -> None:
    light = NONE._replace(weight=0.1)
    assert searched().hits([LEVY, light])[0].coverage > searched().hits([LEVY, NONE])[0].coverage


def test_what_is_said_ranks_above_what_stands_around() -> None:
    ranks = {hit.line: hit.score for hit in searched().hits([WOOL])}
    assert ranks[0] > ranks[1]


def test_a_like_word_counts_less_than_the_word_itself() -> None:
    found = {hit.line: hit for hit in searched().hits([word("levy", "s:levi", "g:duty")])}
    assert found[0].score > found[2].score
    assert found[0].coverage > found[2].coverage > 0.8


def test_equal_lines_stand_in_order() -> None:
    same = [hit.line for hit in searched().hits([word("old", "s:old")])]
    assert same == [0, 3]


def test_a_phrase_is_found_where_all_its_words_are() -> None:
    phrase = Term("old mill", frozenset([0, 1]), (), ((("s:old", "s:mill"), 1.0),))
    assert [hit.line for hit in searched().hits([phrase])] == [3]


def test_a_phrase_with_a_word_that_no_line_holds_is_not_found() -> None:
    assert searched().hits([Term("old llama", frozenset([0]), (), ((("s:old", "s:llama"), 1.0),))]) == []


def test_a_wish_lifts_a_line_and_brings_none_in() -> None:
    plain = {hit.line: hit.score for hit in searched().hits([WOOL])}
    wished = {hit.line: hit for hit in searched().hits([WOOL], [Wish("k:when", 5.0)])}
    assert 9 not in wished
    assert wished[1].score == pytest.approx(plain[1] + 5.0)
    assert wished[1].granted == {"k:when"}
    assert wished[0].granted == frozenset()
    assert wished[1].coverage < 1


def test_no_more_lines_than_asked_for() -> None:
    assert len(searched().hits([WOOL], most=2)) == 2


def test_a_very_common_token_confirms_but_proposes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LONG", 3)
    assert searched().hits([WOOL]) == []
    found = searched().hits([WOOL, LEVY])
    assert [hit.line for hit in found] == [0]
    assert found[0].missing == ()


def test_the_share_of_lines_that_hold_a_token() -> None:
    assert searched().share("s:wool") == pytest.approx(0.4)
    assert searched().share("s:llama") == 0
    assert Search(0, lambda _: None).share("s:wool") == 0


def test_what_holds_a_term() -> None:
    assert set(searched().holding(WOOL)) == {0, 1, 2, 3}
    assert searched().holding(NONE) == {}
