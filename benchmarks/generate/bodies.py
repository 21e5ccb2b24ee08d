"""Passages that tell who held which office, and what somebody or something is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from benchmarks.generate.things import SUBJECTS, thing
from benchmarks.generate.triples import dated, described, facts, prose, stated

if TYPE_CHECKING:
    from benchmarks.generate.world import World

# What a thing is said to belong to, where a passage says what it is.
_WHOLES = [
    ("person", None), ("government", ("governs", "place")), ("ministry", ("partOf", "government")),
    ("outlet", ("locatedIn", "place")), ("place", None), ("product", ("broader", "topic")), ("topic", None),
    ("office", ("officeOf", "government")), ("measure", ("partOf", "package")),
]  # fmt: skip


def tenure(world: World) -> list[str]:
    """Return which office a person held in a year; one in five held two."""
    person, day = world.one("person"), date(2020 + world.below(10), 1, 1)
    told = []
    for place in range(2 if person.number % 5 == 2 else 1):
        office = thing("office", (person.number + place) % world.counts["office"])
        government = thing("government", office.number % world.counts["government"])
        told += stated(f"p-{person.number}-office-{office.number}-{day}", "Tenure", holder=person, office=office,
                       asOf=dated(day))  # fmt: skip
        told += facts(office.iri, officeOf=government)
    return told


def mention(world: World) -> list[str]:
    """Return what something is, and at times what it belongs to."""
    kind, belongs = world.pick(_WHOLES)
    spoken = world.one(kind)
    told = described(spoken, describedAs=prose(f"spoken of in the {world.pick(SUBJECTS)} trade"))
    if belongs:
        told += facts(spoken.iri, **{belongs[0]: thing(belongs[1], spoken.number % world.counts[belongs[1]])})
    return told
