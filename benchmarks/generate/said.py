"""Passages that tell what was said: statements, proposals, and the positions that statements show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from benchmarks.generate.things import SUBJECTS, thing, word
from benchmarks.generate.triples import code, dated, facts, iri_of, prose, stated, typed, whole
from benchmarks.generate.world import DAYS, FIRST_DAY

if TYPE_CHECKING:
    from benchmarks.generate.triples import Thing
    from benchmarks.generate.world import World

_MODALITIES = ["assertion", "demand", "possibility", "refusal", "hope", "fear", "intention", "criticism", "denial"]
_URGED = ["must change", "should stay", "came too late", "may go", "is too high", "has done its work"]
_SPEAKERS = [("person", "indirect")] * 6 + [("person", "direct")] * 2 + [
    ("government", "institutional"), ("ministry", "institutional"), ("outlet", "ownAccount"), ("outlet", "ownAccount"),
]  # fmt: skip
_ABOUT = ["measure", "measure", "measure", "topic", "meeting"]
_STANCES = ["wantsIncluded", "leavesOut", "seeksReview", "seeksRemoval", "seeksExemption", "willDiscuss", "leavesOut"]


def _said(world: World, name: str, speaker: Thing, kind: str, about: Thing) -> list[str]:
    """Return a statement; three in ten have no day, and some give a condition or a reason."""
    iri, subject = iri_of("statement", name), world.pick(SUBJECTS)
    gist = f"The {subject} duty {word(world.below(5_000)).lower()} {world.pick(_URGED)}"
    told = [*typed(iri, "Statement"), *facts(iri, speaker=speaker, about=about, gist=prose(gist), kind=code(kind),
                                               modality=code(world.pick(_MODALITIES)))]  # fmt: skip
    if world.chance(0.7):
        told += facts(iri, saidOn=world.told_date(world.day()))
    if world.chance(0.08):
        told += facts(iri, condition=prose(f"if the duty on {subject} goes"))
    elif world.chance(0.08):
        told += facts(iri, reason=prose(f"since {subject} is dear"))
    return told


def statement(world: World) -> list[str]:
    """Return a statement by somebody with a name; some answer an earlier one."""
    number, (speaker, kind) = world.next("statement"), world.pick(_SPEAKERS)
    told = _said(world, f"s-{number}", world.one(speaker), kind, world.one(world.pick(_ABOUT)))
    if number > 50 and world.chance(0.04):
        earlier = iri_of("statement", f"s-{number - 1 - world.below(50)}")
        told += [*typed(earlier, "Statement"), *facts(iri_of("statement", f"s-{number}"), answers=earlier)]
    return told


def unnamed(world: World) -> list[str]:
    """Return what people who are not named said, by way of one outlet or two."""
    number = world.next("source")
    told = _said(world, f"u-{number}", thing("source", number), "unnamed", world.one("measure"))
    for step in range(1, 2 + world.below(2)):
        relay = iri_of("relay", f"u-{number}-{step}")
        told += [*typed(relay, "Relay"), *facts(relay, relayer=world.one("outlet"), step=whole(step)),
                 *facts(iri_of("statement", f"u-{number}"), via=relay)]  # fmt: skip
    return told


def proposal(world: World) -> list[str]:
    """Return what a government puts on the table, and how far along that is."""
    number, day = world.next("proposal"), world.day()
    iri, standing = iri_of("statement", f"o-{number}"), world.pick(["presented", "considered"])
    told = _said(world, f"o-{number}", world.one("government"), "institutional", world.one("talks"))
    return [*told, *typed(iri, "Proposal"), *facts(iri, touches=world.one("measure")),
            *stated(f"o-{number}", "EventState", stateOf=iri, standing=code(standing), asOf=dated(day))]  # fmt: skip


def position(world: World) -> list[str]:
    """Return where a government stood on a measure on one of three days of talks about it, and what shows it."""
    holder, target, stance = world.one("government"), world.one("measure"), world.pick(_STANCES)
    day = FIRST_DAY + timedelta(days=(target.number * 113 + world.below(3) * 900) % DAYS)
    name = f"s-{world.next('statement')}"
    return [
        *_said(world, name, holder, "institutional", target),
        *stated(f"g-{holder.number}-m-{target.number}-{day}-{stance}", "Position", holder=holder, target=target,
                stance=code(stance), asOf=dated(day), shownBy=iri_of("statement", name)),
    ]  # fmt: skip
