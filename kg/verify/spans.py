"""Holding citations against the texts at hand.

exact    the passage stands at its place, digest and all
moved    it stands elsewhere in its page, once (or once where its neighbours moved to), and still verifies
edited   it stands nowhere in its page any more
missing  no text of its page is at hand
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.citation import DIGEST, Citation
from kg.text.canonical import digest
from kg.text.paragraphs import Span, paragraph_at, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.store.catalogue import LedgerEntry, Page
    from kg.text.pages import Pages

_MOST_WINDOWS = 2_000_000  # about two seconds of looking
PROVEN = frozenset({"exact", "moved"})
_WORD_START = re.compile(r"(?<!\w)\S|(?<=\s)\S")


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one citation: its kind, where its passage stands now, and what is wrong in plain words."""

    citation: Citation
    kind: str
    text_digest: str | None = None
    at: Span | None = None
    quote: str | None = None
    message: str = ""


def check_all(citations: Iterable[Citation], pages: Mapping[str, Page], texts: Pages | None) -> list[Check]:
    """Check every citation; without texts all count as `not_checked`."""
    by_page: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        by_page[citation.article.page].append(citation)
    checks: list[Check] = []
    for page, group in by_page.items():
        checks += _check_page(sorted(group, key=lambda c: (c.start, c.end, c.iri)), pages.get(page), texts)
    return checks


def _check_page(group: list[Citation], page: Page | None, texts: Pages | None) -> list[Check]:
    if texts is None:
        return [Check(c, "not_checked") for c in group]
    if page is None:
        return [Check(c, "missing", message="its article, or that article's page, is not described") for c in group]
    text = text_of(group, page, texts)
    if text is None:
        return [Check(c, "missing", message=f"no text of {page.file_name} in {texts.folder}") for c in group]
    shifts: Counter[int] = Counter()
    text_digest, bounds = digest(text), paragraphs(text)
    return [_check(c, text, text_digest, bounds, shifts) for c in group]


def text_of(group: list[Citation], page: Page | None, texts: Pages) -> str | None:
    """Return the text that has the page's digest, else the one that proves most of its citations, else None."""
    text = texts.with_digest(page.text_digest) if page else None
    if text is not None:
        return text
    scores = {name: sum(_stands(c, text) for c in group) for name, text in texts.texts.items()}
    if 2 * max(scores.values(), default=0) < len(group):  # most of it has moved, perhaps
        scores = dict(_moved_scores(group, page, texts))
    best = max(scores, key=lambda name: scores[name], default=None)
    return texts.texts[best] if best is not None and scores[best] else None


def _moved_scores(group: list[Citation], page: Page | None, texts: Pages) -> Iterator[tuple[str, int]]:
    """Yield how many of a few citations stand anywhere in each text: the page's own file name first, then the rest.

    Looking everywhere is slow, so what is looked at is bounded; a folder of thousands of other texts costs no more.
    """
    few = group[:: max(1, len(group) // 8)]
    budget = _MOST_WINDOWS
    for name in sorted(texts.texts, key=lambda name: (page is None or name != page.file_name, name)):
        text = texts.texts[name]
        budget -= len(few) * len(_word_starts(text))
        if budget < 0:
            return
        score = sum(bool(_places(c, text)) for c in few)
        yield name, score
        if score == len(few):
            return


def _stands(citation: Citation | LedgerEntry, text: str) -> bool:
    return 0 <= citation.start < citation.end <= len(text) and (
        digest(text[citation.start : citation.end]) == citation.digest
    )


def _check(citation: Citation, text: str, text_digest: str, bounds: list[Span], shifts: Counter[int]) -> Check:
    if not DIGEST.fullmatch(citation.digest):
        message = f"its digest {citation.digest[:16]!r} is malformed: 64 hexadecimal digits are needed; run kg cite"
        return Check(citation, "edited", text_digest, message=message)
    if _stands(citation, text):
        shifts[0] += 1
        span = Span(citation.start, citation.end)
        actual = paragraph_at(bounds, span.start)
        message = "" if actual == citation.paragraph else f"says paragraph {citation.paragraph}, stands in {actual}"
        return Check(citation, "exact", text_digest, span, span.of(text), message)
    places = _places(citation, text)
    start = _one_place(citation, places, shifts)
    if start is None:
        return Check(citation, "edited", text_digest, message=_why_not(citation, text, places))
    shifts[start - citation.start] += 1
    span = Span(start, start + citation.end - citation.start)
    message = f"moved from character {citation.start} to {start}"
    return Check(citation, "moved", text_digest, span, span.of(text), message)


@lru_cache(maxsize=4)
def _word_starts(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _WORD_START.finditer(text))


def _places(citation: Citation | LedgerEntry, text: str) -> list[int]:
    """Return where in a text a stretch of the citation's length has its digest."""
    length = citation.end - citation.start
    if length <= 0 or length > len(text):
        return []
    first = next((s for s in _word_starts(text) if digest(text[s : s + length]) == citation.digest), None)
    if first is None:
        return []
    words, places = text[first : first + length], []
    while first >= 0:
        places.append(first)
        first = text.find(words, first + 1)
    return places


def placed(entries: Iterable[LedgerEntry], text: str, shifts: Counter[int]) -> Iterable[tuple[Span, str]]:
    """Yield where ledger entries stand in a text, with their kinds: like citations they follow what moved."""
    for entry in entries:
        start = None if _stands(entry, text) else _one_place(entry, _places(entry, text), shifts)
        start = entry.start if start is None else start
        yield Span(start, start + entry.end - entry.start), entry.kind


def _one_place(citation: Citation | LedgerEntry, places: list[int], shifts: Counter[int]) -> int | None:
    """Return the only place, or where its neighbours moved to."""
    if len(places) == 1:
        return places[0]
    for shift, _ in shifts.most_common():
        if citation.start + shift in places:
            return citation.start + shift
    return None


def _why_not(citation: Citation, text: str, places: list[int]) -> str:
    if places:
        return f"its words stand in {len(places)} places, none of them its own"
    if citation.end <= citation.start or citation.start < 0:
        return f"its span {citation.start}-{citation.end} is no span"
    if citation.end > len(text):
        return f"ends at character {citation.end}, past the end of its text ({len(text)})"
    return "the text at its place differs, and its words stand nowhere else in the page"
