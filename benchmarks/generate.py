"""Cited graphs of any size, the same for the same seed: `python -m benchmarks.generate 100_000 > graph.nq`.

Everything is invented. A few people and measures are in most of the news and most are in little of it (Zipf); each
passage carries four facts besides the types and labels that every receipt repeats; one report in four tells again what
another told, and one in ten of those tells it differently. The size counts receipts: facts, once for each citation.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from kg.namespaces import BASE, CATALOGUE, CITE, ID, LABEL, ONT, TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PASSAGES = 40  # of one article
_FIRST_DAY = date(2020, 1, 1)
_ONSETS = "b br d dr f g gr h k kl l m n p pr r s sk st t tr v z".split()  # noqa: SIM905 - easier to read
_MIDDLES = ["a", "ae", "e", "ei", "i", "o", "oa", "u"]
_ENDS = ["l", "m", "n", "nd", "r", "rt", "s", "sk", "t", "x"]
_SUBJECTS = ["wool", "glass", "timber", "copper", "barley", "ships", "salt", "tin", "flax", "clocks"]
_MODALITIES = ["assertion", "demand", "possibility", "refusal"]


def _iri(kind: str, name: str) -> str:
    return f"<{ID}{kind}/{name}>"


def _kg(name: str) -> str:
    return f"<{ONT}{name}>"


def _literal(value: object, kind: str) -> str:
    return f'"{value}"^^<{XSD}{kind}>'


def _prose(text: str) -> str:
    return f'"{text}"@en'


def word(number: int) -> str:
    """Return a pronounceable word for a number.

    >>> word(0), word(7), word(1234)
    ('Bal', 'Hal', 'Ros')
    """
    number, onset = divmod(number, len(_ONSETS))
    number, middle = divmod(number, len(_MIDDLES))
    more, end = divmod(number, len(_ENDS))
    tail = word(more - 1).lower() if more else ""
    return (_ONSETS[onset] + _MIDDLES[middle] + _ENDS[end] + tail).capitalize()


@dataclass
class World:
    """What a graph of some size is about."""

    size: int
    random: Random
    told: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = max(20, self.size // 2_000)
        self.measures = max(10, self.size // 4_000)
        self.meetings = max(20, self.size // 400)
        self.statements = 0

    def zipf(self, count: int) -> int:
        """Return a number below a count, n times as seldom where it is n times as high."""
        return int(count ** self.random.random()) - 1

    def day(self) -> date:
        """Return a day within ten years."""
        return _FIRST_DAY + timedelta(days=int(self.random.random() * 3_650))


def _named(iri: str, label: str, *classes: str) -> list[str]:
    return [*(f"{iri} <{TYPE}> {_kg(name)}" for name in classes), f'{iri} <{LABEL}> "{label}"']


def _person(number: int) -> tuple[str, list[str]]:
    iri = _iri("person", f"p-{number}")
    return iri, _named(iri, f"{word(number)} {word(number * 7 + 3)}", "Person", "Agent")


def _measure(number: int) -> tuple[str, list[str]]:
    iri, subject = _iri("measure", f"m-{number}"), _SUBJECTS[number % len(_SUBJECTS)]
    return iri, _named(iri, f"{word(number)} duty on {subject}", "Tariff", "Measure")


def _statement(world: World) -> list[str]:
    world.statements += 1
    iri, day = _iri("statement", f"s-{world.statements}"), world.day()
    speaker, who = _person(world.zipf(world.people))
    subject, what = _measure(world.zipf(world.measures))
    gist = f"The {_SUBJECTS[world.statements % 10]} duty {word(int(world.random.random() * 5_000)).lower()} must change"
    return [
        f"{iri} <{TYPE}> {_kg('Statement')}",
        f"{iri} {_kg('speaker')} {speaker}",
        f"{iri} {_kg('about')} {subject}",
        f"{iri} {_kg('saidOn')} {_literal(day, 'date')}",
        f"{iri} {_kg('gist')} {_prose(gist)}",
        f"{iri} {_kg('kind')} {_kg('indirect')}",
        f"{iri} {_kg('modality')} {_kg(_MODALITIES[world.statements % 4])}",
        *who,
        *what,
    ]


def _meeting(world: World) -> list[str]:
    number = world.zipf(world.meetings)
    iri, day = _iri("event", f"e-{number}"), _FIRST_DAY + timedelta(days=number % 3_650)
    minutes = 30 + number % 200 + (10 if world.random.random() < 0.1 else 0)  # one report in ten differs
    chosen = {(number * 31 + seat * seat * 17) % max(5, min(world.people, 20 + number)) for seat in range(4)}
    guests = [_person(n) for n in islice(sorted(chosen), 2)]
    state = _iri("state", f"e-{number}-held")
    return [
        *_named(iri, f"Talks of {word(number)}", "Meeting", "Event"),
        f"{iri} {_kg('on')} {_literal(day, 'date')}",
        f"{iri} {_kg('minutes')} {_literal(minutes, 'integer')}",
        *(f"{iri} {_kg('attendee')} {guest}" for guest, _ in guests),
        *(f"{state} <{TYPE}> {_kg(name)}" for name in ("MeetingState", "EventState", "State")),
        f"{state} {_kg('stateOf')} {iri}",
        f"{state} {_kg('standing')} {_kg('held')}",
        f"{state} {_kg('asOf')} {_literal(day, 'date')}",
        *(line for _, lines in guests for line in lines),
    ]


def _rate(world: World) -> list[str]:
    measure, named = _measure(world.zipf(world.measures))
    day, rate = world.day(), 5 + int(world.random.random() * 20)
    state = _iri("state", f"{measure.rsplit('/', 1)[1][:-1]}-{day}-{rate}")
    return [
        *(f"{state} <{TYPE}> {_kg(name)}" for name in ("MeasureState", "State")),
        f"{state} {_kg('stateOf')} {measure}",
        f"{state} {_kg('asOf')} {_literal(day, 'date')}",
        f"{state} {_kg('rate')} {_literal(f'{rate}.5', 'decimal')}",
        f"{state} {_kg('unit')} {_kg('percent')}",
        f"{state} {_kg('status')} {_kg('inForce')}",
        *named,
    ]


_KINDS: list[Callable[[World], list[str]]] = [_statement, _statement, _meeting, _rate]


def _passage(world: World) -> list[str]:
    """Return the facts of a passage: new ones, or what another passage has told."""
    if world.told and world.random.random() < 0.25:
        return world.told[int(world.random.random() * len(world.told))]
    facts = _KINDS[int(world.random.random() * 4)](world)
    if len(world.told) < 5_000:
        world.told.append(facts)
    else:
        world.told[int(world.random.random() * 5_000)] = facts
    return facts


def _entry(subject: str, **values: str) -> list[str]:
    return [f"{subject} {_kg(name)} {value}" for name, value in values.items()]


def _article(number: int, day: date, run: str) -> tuple[str, list[str]]:
    key = f"{day}-{number:08x}"
    page, article = _iri("page", f"{number:08x}"), _iri("article", key)
    outlet = _iri("organization", f"o-{number % 50}")
    digest = sha256(key.encode()).hexdigest()
    text, whole = f'"{digest}"', lambda n: _literal(n, "integer")
    return key, [
        *_named(outlet, f"{word(number % 50)} Gazette", "Outlet"),
        f"{page} <{TYPE}> {_kg('Page')}",
        *_entry(page, textDigest=text, textRule='"kg-text-1"', fileName=f'"{number:08x}.txt"'),
        *_named(article, f"{word(number % 50)} Gazette, {day}, no. {number}", "Article"),
        *_entry(article, page=page, publisher=outlet, published=_literal(day, "date"), publishedBasis=_kg("stated"),
                start=whole(0), end=whole(PASSAGES * 200), digest=text),
        f"{run} <{TYPE}> {_kg('Run')}", f'{run} <{LABEL}> "An invented reading"',
        *_entry(run, method='"invention"', ranOn=_literal("2030-01-01", "date")),
    ]  # fmt: skip


def _citation(key: str, place: int, run: str) -> tuple[str, list[str]]:
    start = place * 200
    iri = f"<{CITE}{key}/p{place + 1}-{start}-{start + 150}>"
    digest = sha256(iri.encode()).hexdigest()
    return iri, [
        f"{iri} <{TYPE}> {_kg('Citation')}",
        *_entry(iri, article=_iri("article", key), paragraph=_literal(place + 1, "integer"),
                start=_literal(start, "integer"), end=_literal(start + 150, "integer"), digest=f'"{digest}"',
                basis=_kg("stated"), voice=_kg("outlet"), passageKind=_kg("body"), readBy=run,
                confidence=_literal("0.9", "decimal"), review=_kg("unreviewed")),
    ]  # fmt: skip


def lines(size: int, seed: int = 1) -> Iterator[str]:
    """Yield the N-Quads of a graph with about that many receipts, one article after another.

    >>> first = next(lines(1_000))
    >>> first.startswith("<https://kg.example/id/organization/o-0> ")
    True
    """
    assert ID.startswith(BASE)
    world, receipts, number, run = World(size, Random(seed)), 0, 0, _iri("run", "invention")
    while receipts < size:
        key, entries = _article(number, world.day(), run)
        yield from (f"{entry} <{CATALOGUE}> .\n" for entry in entries)
        for place in range(PASSAGES):
            iri, entries = _citation(key, place, run)
            facts = list(dict.fromkeys(_passage(world)))
            yield from (f"{entry} <{CATALOGUE}> .\n" for entry in entries)
            yield from (f"{fact} {iri} .\n" for fact in facts)
            receipts += len(facts)
            if receipts >= size:
                break
        number += 1


if __name__ == "__main__":
    sys.stdout.writelines(lines(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
