"""What kind of question is asked, and which words of it say only that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.language.words import number

if TYPE_CHECKING:
    from kg.ask.language.thesaurus import Found, Thesaurus

# What a question can ask for. The first of them that stands in a question is what it asks.
ASKING = frozenset(
    ["who", "whom", "when", "where", "how-long", "how-many", "how-much", "which", "what", "why", "condition"]
)
# What a question can do with what it finds; their words are no content, but what they ask for has to be done.
ARTICLES, CONFLICT = "articles", "conflict"
PRESS = frozenset(["article", "source", "outlet"])  # groups of the thesaurus for those who report
BY_ARTICLE = frozenset([ARTICLES, CONFLICT])
DOING = BY_ARTICLE | frozenset(["count", "list", "compare", "superlative", "timeline", "change", "summary", "outcome"])
YES_NO = "yes-no"
_SAME = {"whom": "who"}
# "How many weeks" is answered in weeks.
UNITS = frozenset(["minutes", "hours", "days", "weeks", "months", "years"])
_MEASURED = frozenset(["how-long", "when", "how-much", "how-many"])
_GENERAL = frozenset(["what", "which"])
_NOUNS = frozenset(["why", "condition", "how-long", "how-much"])
_CHOOSING = frozenset(["which", "how-many"])
_AMONG = frozenset(["of", "the", "these", "those", "your", "all"])
_REACH = 4
_PERSON = "person"
_ELSE = frozenset(["or", "how"])  # what asks for more than a yes or no
_ASKER = frozenset(["you", "u", "i", "we", "anyone", "anybody", "somebody", "someone"])


class Asked(NamedTuple):
    """The kind of a question, a further kind asked in the same breath, and what is to be done with what is found.

    `framing` holds the positions of the words that say no more than that; `at` is the word where the asking begins,
    `done` where the words stand that ask for something to be done.
    """

    kind: str
    also: str | None
    doing: frozenset[str]
    framing: frozenset[int]
    at: int = 0
    done: tuple[frozenset[int], ...] = ()


def asked(words: list[str], thesaurus: Thesaurus, barred: frozenset[int] = frozenset(), marked: bool = False) -> Asked:
    """Return what kind of question a list of words is.

    `barred` words belong to names; `marked` tells that a question mark stands behind the words.
    """
    kinds: list[tuple[int, str, frozenset[int]]] = []
    doing: set[str] = set()
    framing: set[int] = set()
    spans: list[frozenset[int]] = []
    for found in _frames(words, thesaurus, barred):
        span = frozenset(range(found.start, found.end))
        for frame in found.entry.frames:
            if frame in ASKING:
                kinds.append((found.start, _SAME.get(frame, frame), span))
                break
        else:
            done = {frame for frame in found.entry.frames if frame.partition(":")[0] in DOING}
            doing |= done
            if done:
                framing |= span
                spans.append(span)
    doing |= {ARTICLES} if (press := _of_the_press(words, kinds, thesaurus)) else set()
    framing |= press
    # "How long did it last" asks for no latest.
    if any(kind in _MEASURED for _, kind, _ in kinds[:1]):
        doing = {done for done in doing if not done.endswith(":date")}
    yes_no = _opens_yes_no(words, thesaurus, barred)
    if yes_no is not None and (not kinds or yes_no < kinds[0][0]):
        return Asked(YES_NO, None, frozenset(doing), frozenset({yes_no, *framing}), yes_no, tuple(spans))
    verb = _stated(words, thesaurus, barred) if marked and not kinds else None
    if verb is not None:
        return Asked(YES_NO, None, frozenset(doing), frozenset({verb, *framing}), verb, tuple(spans))
    if not kinds:
        return Asked("what", None, frozenset(doing), frozenset(framing), 0, tuple(spans))
    if kinds[0][1] in _GENERAL:
        kinds = _narrowed(words, kinds, thesaurus, barred)
    also = next((kind for _, kind, _ in kinds[1:] if kind != kinds[0][1]), None)
    framing |= {i for _, _, span in kinds for i in span if words[i] not in UNITS}
    return Asked(kinds[0][1], also, frozenset(doing), frozenset(framing), kinds[0][0], tuple(spans))


def _of_the_press(
    words: list[str], kinds: list[tuple[int, str, frozenset[int]]], thesaurus: Thesaurus
) -> frozenset[int]:
    """Return the words that ask which or how many articles: "how many of the five reports"; none where none do."""
    if not kinds or kinds[0][1] not in _CHOOSING:
        return frozenset()
    start = max(kinds[0][2]) + 1
    for i in range(start, min(start + _REACH, len(words))):
        if not PRESS.isdisjoint(thesaurus.entry((words[i],)).groups):
            return frozenset(range(start, i + 1))
        if words[i] not in _AMONG and not (number(words[i]) or words[i].isdigit()):
            break
    return frozenset()


def _narrowed(
    words: list[str], kinds: list[tuple[int, str, frozenset[int]]], thesaurus: Thesaurus, barred: frozenset[int]
) -> list[tuple[int, str, frozenset[int]]]:
    """Return what "which" or "what" asks for more narrowly: "what is the reason" asks why, "which minister" who."""
    first, *others = sorted(kinds, key=lambda one: one[1] not in _NOUNS)
    at, asking, span = first
    persons = asking in _GENERAL and _of_persons(words, max(span) + 1, thesaurus, barred)
    return [(at, "who", span) if persons else first, *others]


def _of_persons(words: list[str], at: int, thesaurus: Thesaurus, barred: frozenset[int]) -> bool:
    """Tell whether the noun behind "which" is one for persons: "which two ministers" asks who."""
    for i in range(at, min(at + _REACH, len(words))):
        entry = thesaurus.entry((words[i],))
        if _PERSON in entry.wider:
            return True
        if entry.light or (entry.groups and i not in barred):
            return False
    return False


def _stated(words: list[str], thesaurus: Thesaurus, barred: frozenset[int]) -> int | None:
    """Return where the verb stands of a statement that a question mark makes a question of: "Venn did win?"."""
    if not _ELSE.isdisjoint(words):
        return None
    verbs = (i for i, word in enumerate(words) if i not in barred and YES_NO in thesaurus.entry((word,)).frames)
    return next(verbs, None)


def _frames(words: list[str], thesaurus: Thesaurus, barred: frozenset[int]) -> list[Found]:
    """Return the words that tell the kind of question, in order; of overlapping ones the longest."""
    taken: set[int] = set(barred)
    chosen = []
    for found in sorted(thesaurus.everywhere(words), key=lambda f: (f.start - f.end, f.start)):
        if found.entry.frames and taken.isdisjoint(range(found.start, found.end)):
            taken |= set(range(found.start, found.end))
            chosen.append(found)
    return sorted(chosen, key=lambda found: found.start)


def _opens_yes_no(words: list[str], thesaurus: Thesaurus, barred: frozenset[int]) -> int | None:
    """Return where a question opens as one that yes or no answers, politeness passed over."""
    for i, word in enumerate(words):
        entry = thesaurus.entry((word,))
        if YES_NO in entry.frames:
            # "Could you say who …", "may I ask when …" and "I should like to know …" are politeness.
            polite = not _ASKER.isdisjoint(words[max(0, i - 1) : i + 2])
            return None if polite else i
        if i in barred or not entry.light:
            return None
    return None
