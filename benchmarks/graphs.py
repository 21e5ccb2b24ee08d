"""Cited graphs of any size, the same for the same seed: people and measures by Zipf's law, some four facts a passage.

Invented talks: governments that impose measures, meetings that people attend, statements about both. A meeting is
reported by up to three articles, whose figures may differ; a measure's rate changes from state to state; some dates
are known to the month alone. Each passage types and names what it speaks of, as receipts do.
"""

from __future__ import annotations

import hashlib
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from kg.namespaces import CATALOGUE, CITE, ID, LABEL, TYPE, XSD, term

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARES = {"person": 0.10, "government": 0.01, "organization": 0.07, "measure": 0.08, "meeting": 0.09,
           "place": 0.03, "topic": 0.07, "statement": 0.55}  # fmt: skip
_CLASSES = {
    "person": ("Agent", "Person"),
    "government": ("Agent", "Government"),
    "organization": ("Agent", "Organization"),
    "measure": ("Measure", "Tariff"),
    "meeting": ("Event", "Meeting"),
    "place": ("Place",),
    "topic": ("Topic",),
    "statement": ("Statement",),
}
_MODALITIES = ("assertion", "demand", "hope", "refusal", "intention")
_STATUSES = ("announced", "inForce", "suspended", "planned")
_RUN = f"{ID}run/invention"
_PASSAGES_AN_ARTICLE = 20


@dataclass
class Made:
    """The quads of a graph in the making."""

    random: Random
    lines: list[str] = field(default_factory=list)
    passages: int = 0

    def run(self) -> None:
        """Describe who read all this."""
        self._catalogued(_RUN, "Run", method='"invention"', ranOn=_date("2031-12-31"))
        self.lines.append(f'<{_RUN}> <{LABEL}> "Invention" <{CATALOGUE}> .')

    def citation(self, day: str) -> str:
        """Begin a passage: describe its citation, and its article where it is the first."""
        number, self.passages = self.passages, self.passages + 1
        key, place = number // _PASSAGES_AN_ARTICLE, number % _PASSAGES_AN_ARTICLE
        iri = f"{CITE}{key}/p{number}"
        if place == 0:
            self._article(key, day, iri)
        self._catalogued(
            iri, "Citation", article=f"<{ID}article/{key}>", paragraph=_whole(place + 1), start=_whole(300 * place),
            end=_whole(300 * place + 180), digest=_digest(iri), voice=_code("outlet"), basis=_code("stated"),
            review=_code("accepted"), passageKind=_code("body"), readBy=f"<{_RUN}>",
            confidence=f'"1.0"^^<{XSD}decimal>',
        )  # fmt: skip
        return iri

    def _article(self, key: int, day: str, first: str) -> None:
        """Describe an article and its page; its paper names itself in the first passage."""
        article, page = f"{ID}article/{key}", f"{ID}page/{key}"
        number = min(self.random.randint(1, 30), self.random.randint(1, 30))
        paper, name = f"{ID}organization/paper-{number}", f"Paper {number}"
        self._catalogued(page, "Page", textDigest=_digest(page), textRule='"kg-text-1"')
        self._catalogued(
            article, "Article", page=f"<{page}>", published=_date(day), publisher=f"<{paper}>",
            publishedBasis=_code("stated"), start=_whole(0), end=_whole(9000),
        )  # fmt: skip
        self.lines.append(f'<{article}> <{LABEL}> "{name}, {day}" <{CATALOGUE}> .')
        self.typed(first, paper, "Agent", "Organization", "Outlet")
        self.lines.append(f'<{paper}> <{LABEL}> "{name}" <{first}> .')

    def _catalogued(self, subject: str, cls: str, **values: str) -> None:
        self.typed(CATALOGUE, subject, cls)
        self.facts(CATALOGUE, subject, **values)

    def typed(self, graph: str, subject: str, *classes: str) -> None:
        """Say of which classes something is."""
        self.lines += [f"<{subject}> <{TYPE}> {_code(cls)} <{graph}> ." for cls in classes]

    def facts(self, graph: str, subject: str, **values: str) -> None:
        """Add triples about one subject, by the names of their properties."""
        self.lines += [f"<{subject}> {_code(key)} {value} <{graph}> ." for key, value in values.items()]

    def named(self, citation: str, *things: str) -> None:
        """Type and name things, as each passage does for what it speaks of."""
        for thing in things:
            kind, number = thing.removeprefix(ID).split("/")
            self.typed(citation, thing, *_CLASSES[kind])
            if kind != "statement":
                self.lines.append(f'<{thing}> <{LABEL}> "{kind.capitalize()} number {number}" <{citation}> .')


class Things:
    """The things of each kind, the first chosen most often."""

    def __init__(self, count: int, random: Random) -> None:
        self._random = random
        self.of = {kind: [f"{ID}{kind}/{i + 1}" for i in range(max(2, round(count * share)))]
                   for kind, share in _SHARES.items()}  # fmt: skip
        longest = max(map(len, self.of.values()))
        self._weights = list(accumulate(1 / (rank + 1) ** 0.8 for rank in range(longest)))

    def one(self, kind: str) -> str:
        """Return a thing of a kind, by Zipf's law."""
        some = self.of[kind]
        return some[bisect(self._weights, self._random.random() * self._weights[len(some) - 1], hi=len(some) - 1)]


def nquads(things: int, seed: int = 1) -> str:
    """Return a graph of about so many things, statements among them, as N-Quads.

    >>> nquads(100) == nquads(100) != nquads(100, seed=2)
    True
    """
    random = Random(seed)
    made, known = Made(random), Things(things, random)
    made.run()
    for measure in known.of["measure"]:
        _measure(made, known, measure)
    for meeting in known.of["meeting"]:
        _meeting(made, known, meeting)
    for statement in known.of["statement"]:
        _statement(made, known, statement)
    for kind in ("person", "organization", "government", "place", "topic"):
        _mentions(made, known, known.of[kind])
    return "\n".join(made.lines) + "\n"


def _measure(made: Made, known: Things, measure: str) -> None:
    """Add a measure as it stood on one to three days, each in a passage of its own."""
    government, topic = known.one("government"), known.one("topic")
    for number in range(made.random.randint(1, 3)):
        day = _day(made.random)
        citation, state = made.citation(day), f"{measure.replace('/measure/', '/state/m')}-{number}"
        made.named(citation, measure, government, topic)
        made.facts(citation, measure, imposedBy=f"<{government}>", ground=f"<{topic}>")
        made.typed(citation, state, "State", "MeasureState")
        made.facts(
            citation, state, stateOf=f"<{measure}>", asOf=_date(day), rate=_whole(made.random.randint(1, 40)),
            unit=_code("percent"), status=_code(made.random.choice(_STATUSES)),
        )  # fmt: skip


def _meeting(made: Made, known: Things, meeting: str) -> None:
    """Add a meeting that was held, in up to three reports, of which one in ten gives another length."""
    place, people, day = known.one("place"), sorted({known.one("person") for _ in range(3)}), _day(made.random)
    minutes, state = made.random.randint(20, 200), f"{meeting.replace('/meeting/', '/state/e')}-held"
    for _ in range(made.random.choice((1, 1, 2, 3))):
        citation, told = made.citation(day), minutes + (5 if made.random.random() < 0.1 else 0)
        made.named(citation, meeting, place, *people)
        made.facts(citation, meeting, on=_date(day), place=f"<{place}>", minutes=_whole(told))
        for person in people:
            made.facts(citation, meeting, attendee=f"<{person}>")
        made.typed(citation, state, "State", "EventState", "MeetingState")
        made.facts(citation, state, stateOf=f"<{meeting}>", asOf=_date(day), standing=_code("held"))


def _statement(made: Made, known: Things, statement: str) -> None:
    """Add a statement; three in ten have no day."""
    day, speaker = _day(made.random), known.one(made.random.choice(("person", "person", "organization")))
    about = known.one(made.random.choice(("measure", "measure", "topic", "meeting")))
    citation = made.citation(day)
    made.named(citation, statement, speaker, about)
    kind, number = about.removeprefix(ID).split("/")
    gist = f"What number {statement.rsplit('/', 1)[1]} has to say of {kind} {number}"
    made.facts(
        citation, statement, speaker=f"<{speaker}>", about=f"<{about}>", gist=f'"{gist}"@en', kind=_code("indirect"),
        modality=_code(made.random.choice(_MODALITIES)),
    )  # fmt: skip
    if made.random.random() < 0.7:
        made.facts(citation, statement, saidOn=_date(day))


def _mentions(made: Made, known: Things, things: Sequence[str]) -> None:
    """Let every thing be spoken of at least once, four to a passage."""
    for at in range(0, len(things), 4):
        citation = made.citation(_day(made.random))
        for thing in things[at : at + 4]:
            whole = known.one("organization")
            made.named(citation, thing, whole)
            made.facts(citation, thing, partOf=f"<{whole}>", describedAs=f'"spoken of in passage {made.passages}"@en')


def _day(random: Random) -> str:
    """Return a day of the year, one time in ten the month alone."""
    day = f"2031-{random.randint(1, 12):02}"
    return day if random.random() < 0.1 else f"{day}-{random.randint(1, 28):02}"


def _date(day: str) -> str:
    return f'"{day}"^^<{XSD}{"date" if len(day) == 10 else "gYearMonth"}>'


def _whole(number: int) -> str:
    return f'"{number}"^^<{XSD}integer>'


def _code(name: str) -> str:
    return f"<{term(name)}>"


def _digest(text: str) -> str:
    return f'"{hashlib.sha256(text.encode()).hexdigest()}"'
