"""Yes or no: which lines settle it, and what goes before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence import polarity
from kg.ask.evidence.lines import FACT, POSITION, STATE, STATEMENT, Key
from kg.ask.evidence.openings import NEITHER, NO, YES
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.evidence.lines import Evidence, Line
    from kg.ask.language.linking import Index, Links
    from kg.ask.language.thesaurus import Thesaurus


class Settled(NamedTuple):
    """Lines that settle a yes or no, and what goes before them."""

    lines: tuple[Line, ...]
    opening: str


class Settler:
    """Settles questions that ask yes or no, as far as one graph does."""

    def __init__(self, index: Index, thesaurus: Thesaurus, evidence: Evidence) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._evidence = evidence

    def opening(self, words: list[str], line: Line) -> str:
        """Return what goes before a line: no where it denies what is supposed, else that it is left open."""
        return polarity.answer(words, self._evidence.facts(line.key.node), self._thesaurus)

    def affirms(self, words: list[str], line: Line) -> bool:
        """Tell whether a line is the word or stance itself that is asked after."""
        own = line.kind in {STATEMENT, POSITION}
        return own and polarity.affirms(words, self._evidence.facts(line.key.node), self._thesaurus)

    def denies(self, words: list[str], line: Line) -> bool:
        """Tell whether a line is a state that answers no."""
        return line.kind == STATE and self.opening(words, line) == NO

    def settled(self, words: list[str], lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Return of some lines, best first, those on which a yes or no hangs.

        What became of a measure or an event comes before what else is known of it; beside a state that answers no,
        other lines say nothing.
        """
        first = lines[0]
        if first.kind == FACT:
            states = [line for node in self._evidence.states(first.key.node) if (line := self._line(node))]
            telling = [line for line in states if polarity.unsettled(self._evidence.facts(line.key.node))]
            lines = (telling[0],) if telling else lines
        return tuple(line for line in lines if self.denies(words, line)) if self.denies(words, lines[0]) else lines

    def office(self, links: Links, framing: Iterable[int]) -> Settled | None:
        """Settle whether somebody holds an office, where a question asks for nothing else; None elsewhere."""
        titles = [m for m in links.mentions if len(m.values) > 1 and any(map(self._is_office, m.values))]
        people = [m for m in links.mentions if m not in titles]
        left = set(range(len(links.words))) - links.accounted - set(framing)
        if len(titles) != 1 or len(people) != 1 or left:
            return None
        offices = [value for value in titles[0].values if self._is_office(value)]
        tenures = [self._line(node) for office in offices for node in self._evidence.subjects("office", office)]
        lines = tuple(line for line in tenures if line is not None)
        if not lines or not set(people[0].values) & self._index.classes.keys():
            return None
        holds = set(people[0].values) & set(titles[0].values)
        return Settled(lines, YES if holds and len(offices) == 1 else NEITHER)

    def _is_office(self, thing: str) -> bool:
        return term("Office") in self._index.classes.get(thing, ())

    def _line(self, node: str) -> Line | None:
        return self._evidence.line(Key(node))
