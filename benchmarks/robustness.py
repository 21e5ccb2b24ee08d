"""Does a right answer stay right when the question is typed otherwise? `python -m benchmarks.robustness [FILE …]`.

Each question that is answered rightly is asked again with a typo, in lower case, as keywords, and in a polite frame.
What is drawn by lot is drawn with a seed made of the question itself, so that two runs ask the same.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import kg
from benchmarks.score import (
    Ask,
    Check,
    Question,
    Result,
    asked,
    default_files,
    listable,
    matcher,
    parser,
    run,
    share,
)

Maker = Callable[[str, random.Random], str]

# Words that carry no content; question words stay, for nobody who types keywords leaves out what he wants to know.
FUNCTION_WORDS = frozenset(
    [
        "a", "about", "an", "and", "any", "are", "as", "at", "be", "been", "being", "by", "can", "could",
        "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "him", "his", "i", "in", "is",
        "it", "its", "me", "of", "on", "or", "our", "please", "s", "she", "should", "so", "some", "than",
        "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us", "was",
        "we", "were", "will", "with", "would", "you", "your",
    ]
)  # fmt: skip
FRAMES = (
    "Could you tell me: {question}",
    "Please tell me: {question}",
    "Hello! {question}",
    "I would like to know: {question}",
    "Quick question: {question}",
    "Hi, one more thing. {question}",
    "{bare}, please?",
    "{question} Thanks!",
    "{question} Thank you very much.",
    "{question} Please help.",
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # a shorter word has no two neighbours inside
_AS_TYPED = re.compile(r"[^\s?!]+")


def typo(question: str, lot: random.Random) -> str:
    """Mistype the longest word: swap two neighbouring letters inside it, or drop or double one.

    A question whose words all have fewer than four letters stays as it is.

    >>> typo("Who met Venn in 2031?", random.Random("a"))
    'Who met Ven in 2031?'
    """
    words = [word for word in _WORD.finditer(question) if len(word.group()) >= _SHORTEST]
    if not words:
        return question
    longest = max(words, key=lambda word: len(word.group()))
    return question[: longest.start()] + lot.choice(mistyped(longest.group())) + question[longest.end() :]


def mistyped(word: str) -> list[str]:
    """Return the ways to mistype a word, first and last letter kept, each once.

    >>> mistyped("wool"), mistyped("Venn")
    (['wol', 'woool'], ['Vnen', 'Vnn', 'Ven', 'Veenn', 'Vennn'])
    """
    inside = range(1, len(word) - 1)
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in inside[:-1]]
    dropped = [word[:i] + word[i + 1 :] for i in inside]
    doubled = [word[:i] + word[i] + word[i:] for i in inside]
    return [form for form in dict.fromkeys((*swapped, *dropped, *doubled)) if form != word]


def lower(question: str, _lot: random.Random) -> str:
    """Return a question in lower case."""
    return question.lower()


def keywords(question: str, _lot: random.Random) -> str:
    """Drop function words and question marks; a question made of nothing else stays as it is.

    >>> keywords("Who was the leader of Tessaly's delegation in 2031?", random.Random())
    "Who leader Tessaly's delegation 2031"
    """
    kept = [word for word in _AS_TYPED.findall(question) if _bare(word) not in FUNCTION_WORDS]
    return " ".join(kept) or question


def _bare(word: str) -> str:
    # "us" is no content and "US" is a country.
    return word if word.isupper() and len(word) > 1 else word.lower().strip(".,;:\"'()")


def polite(question: str, lot: random.Random) -> str:
    """Put a question into a polite frame.

    >>> polite("Who met Venn?", random.Random("a"))
    'Quick question: Who met Venn?'
    """
    return lot.choice(FRAMES).format(question=question, bare=question.rstrip("?!. "))


VARIANTS: dict[str, Maker] = {
    "typo": typo,
    "lower case": lower,
    "keywords": keywords,
    "polite frame": polite,
}


def varied(question: Question, name: str, seed: int = 1) -> Question:
    """Return a question in one of the VARIANTS."""
    lot = random.Random(f"{seed} {name} {question['question']}")
    return {**question, "question": VARIANTS[name](question["question"], lot)}


def vary(results: Iterable[Result], ask: Ask, check: Check, seed: int = 1) -> dict[str, list[Result]]:
    """Ask every question that was answered rightly once more in each variant; return the results by variant."""
    right = [result.question for result in results if result.outcome == "right"]
    return {name: [asked(varied(question, name, seed), ask, check) for question in right] for name in VARIANTS}


def table(found: dict[str, list[Result]]) -> list[str]:
    """Return the lines that tell how many right answers stayed right."""
    lines = [f"{'':<13}{'still right':>12} {'wrong':>6} {'abstained':>10}"]
    for name, results in found.items():
        counts = Counter(result.outcome for result in results)
        still = share(counts["right"], len(results))
        lines.append(f"{name:<13}{counts['right']:>12} {counts['wrong']:>6} {counts['abstained']:>10} {still:>10}")
    return lines


def main(argv: Sequence[str] | None = None) -> None:
    """Print how many right answers stay right in each variant, or the questions for which they do not."""
    options = parser("Ask rightly answered questions again, typed otherwise.")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--list", action="store_true", help="print what did not stay right, from tuning files")
    given = options.parse_args(argv)
    files = given.files or default_files()
    check, graph = matcher(), kg.open()
    results = [r for found in run(listable(files) if given.list else files, graph.ask, check).values() for r in found]
    found = vary(results, graph.ask, check, given.seed)
    if not given.list:
        print("\n".join(table(found)))
        return
    for name, variants in found.items():
        for result in (r for r in variants if r.outcome != "right"):
            print(f"{name}: {result.outcome}\n  Q  {result.question['question']}\n  A  {result.text}\n")


if __name__ == "__main__":
    main()
