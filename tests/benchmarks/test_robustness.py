"""Questions typed otherwise: each variant changes what it says it changes, and nothing else."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from benchmarks.robustness import (
    FRAMES,
    FUNCTION_WORDS,
    VARIANTS,
    keywords,
    mistyped,
    polite,
    table,
    typo,
    varied,
    vary,
)
from benchmarks.score import Result

if TYPE_CHECKING:
    from kg.ask.answer import Answer

QUESTIONS = [
    "How long did the second round of the wool talks last?",
    "Did Mara Venn meet Ilan Dross on 12 March 2031?",
    "Which delegations came to Port Ansel?",
]
SEEDS = range(20)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_typo_changes_the_longest_word_and_no_other(question):
    longest = max((word.strip("?") for word in question.split()), key=len)
    for seed in SEEDS:
        before, after = question.split(), typo(question, random.Random(seed)).split()
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert len(changed) == 1
        old, new = (word.strip("?") for word in changed[0])
        assert old == longest
        assert (old[0], old[-1]) == (new[0], new[-1])
        assert abs(len(old) - len(new)) <= 1
        assert sorted(old) == sorted(new) or set(old) >= set(new)


def test_all_three_kinds_of_typo_occur():
    forms = mistyped("wharf")
    assert {"wahrf", "whraf"} <= set(forms), "swapped"
    assert {"warf", "whrf"} <= set(forms), "dropped"
    assert {"whharf", "whaarf"} <= set(forms), "doubled"
    assert "wharf" not in forms


def test_numbers_and_short_words_are_not_mistyped():
    assert typo("Was it on 20310312?", random.Random(1)) == "Was it on 20310312?"


def test_keywords_keep_what_is_asked_and_named():
    lot = random.Random(1)
    assert keywords(QUESTIONS[0], lot) == "How long second round wool talks last"
    assert keywords(QUESTIONS[1], lot) == "Mara Venn meet Ilan Dross 12 March 2031"
    assert keywords("Is the US in it?", lot) == "US"
    assert keywords("Was it?", lot) == "Was it?"
    assert not FUNCTION_WORDS & {"who", "what", "when", "where", "which", "how", "why", "not", "no", "before", "after"}


def test_a_polite_frame_holds_the_whole_question():
    for seed in SEEDS:
        framed = polite(QUESTIONS[2], random.Random(seed))
        assert QUESTIONS[2].rstrip("?") in framed
        assert framed != QUESTIONS[2]
    assert len({polite(QUESTIONS[2], random.Random(seed)) for seed in range(200)}) == len(FRAMES)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_drawn_by_its_seed_alone(name):
    question = {"question": QUESTIONS[0], "id": "X1"}
    assert varied(question, name, 1) == varied(question, name, 1)
    assert varied(question, name, 1)["id"] == "X1"
    if name in {"typo", "polite frame"}:
        assert len({varied(question, name, seed)["question"] for seed in SEEDS}) > 1


def test_only_right_answers_are_asked_again_and_judged_anew(example):
    first = {"question": "Where was the first round held?", "type": "where", "answerable": True}
    missed = {"question": "Who paid for lunch?", "type": "who", "answerable": True}
    asked: list[str] = []

    def ask(text: str) -> Answer:
        asked.append(text)
        return example.ask(text)

    def check(question, text, status):
        return "Port Ansel" in text, []

    results = [Result(first, "", "", "right", 1.0), Result(missed, "", "", "abstained", 1.0)]
    found = vary(results, ask, check)
    assert set(found) == set(VARIANTS)
    assert len(asked) == len(VARIANTS)
    assert not any("lunch" in text for text in asked)
    assert found["lower case"][0].outcome == "right"
    assert table(found)[1 + list(VARIANTS).index("lower case")].split() == ["lower", "case", "1", "0", "0", "100", "%"]
