"""What the catalogue says of invented articles and of the citations of their passages."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.generate.things import thing, word
from benchmarks.generate.triples import code, dated, endings, facts, iri_of, typed, whole
from kg.namespaces import CITE, LABEL, TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

PASSAGES = 40  # of one article


class Reading(NamedTuple):
    """How some passages were read, and how many in a hundred are such."""

    share: int
    voice: str
    basis: str = "stated"
    confidence: str = "0.9"
    review: str = "unreviewed"
    kind: str = "body"


_READINGS = [
    Reading(60, "outlet"), Reading(10, "outlet", confidence="1.0", review="accepted"),
    Reading(6, "outlet", kind="headline"), Reading(4, "outlet", basis="inferred", confidence="0.6"),
    Reading(14, "attributed"), Reading(4, "unattributed", confidence="0.8"),
    Reading(2, "hearsay", basis="inferred", confidence="0.4"),
]  # fmt: skip
READ = [reading for reading in _READINGS for _ in range(reading.share)]
_AGENT = f" <{TYPE}> {code('Agent')}"


def article(number: int, day: date, run: str, original: str | None) -> tuple[str, list[str]]:
    """Return an article's key and what the catalogue says of it, its page, its outlet and the run that read it."""
    key = f"{day}-{number:08x}"
    page, iri, outlet = iri_of("page", f"{number:08x}"), iri_of("article", key), thing("outlet", number % 50)
    name, text = f"{word(number % 50)} Gazette", f'"{sha256(key.encode()).hexdigest()}"'
    return key, [
        *typed(outlet.iri, "Outlet"), f'{outlet.iri} <{LABEL}> "{name}"', *typed(page, "Page"),
        *facts(page, textDigest=text, textRule='"kg-text-1"', fileName=f'"{number:08x}.txt"'),
        *typed(iri, "Article"), f'{iri} <{LABEL}> "{name}, {day}, no. {number}"',
        *facts(iri, page=page, publisher=outlet.iri, published=dated(day), publishedBasis=code("stated"),
               start=whole(0), end=whole(PASSAGES * 200), digest=text),
        *(facts(iri, copyOf=iri_of("article", original)) if original else []),
        *typed(run, "Run"), f'{run} <{LABEL}> "An invented reading"',
        *facts(run, method='"invention"', ranOn=dated(date(2030, 1, 1))),
    ]  # fmt: skip


@lru_cache(len(_READINGS))
def _read(reading: Reading, run: str) -> list[str]:
    return [
        *endings("Citation"),
        *facts("", readBy=run, confidence=f'"{reading.confidence}"^^<{XSD}decimal>', voice=code(reading.voice),
               basis=code(reading.basis), review=code(reading.review), passageKind=code(reading.kind)),
    ]  # fmt: skip


def citation(key: str, place: int, run: str, reading: Reading, told: Iterable[str]) -> tuple[str, list[str]]:
    """Return the name of a passage's graph and what the catalogue says of it."""
    start = place * 200
    iri = f"<{CITE}{key}/p{place + 1}-{start}-{start + 150}>"
    entries = [iri + ending for ending in _read(reading, run)]
    entries += facts(iri, article=iri_of("article", key), paragraph=whole(place + 1), start=whole(start),
                     end=whole(start + 150), digest=f'"{sha256(iri.encode()).hexdigest()}"')  # fmt: skip
    if reading.voice == "attributed":
        agents = (line.split(" ", 1)[0] for line in told if line.endswith(_AGENT))
        entries += [entry for agent in islice(agents, 1) for entry in facts(iri, accordingTo=agent)]
    return iri, entries
