"""Passages that tell of meetings: held, by numbered round, and planned."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.generate.things import thing
from benchmarks.generate.triples import code, dated, described, facts, stated, whole
from benchmarks.generate.world import DAYS, FIRST_DAY

if TYPE_CHECKING:
    from benchmarks.generate.triples import Thing, Value
    from benchmarks.generate.world import World

_OUTCOMES = [("held", 0), ("postponed", -3), ("cancelled", -2)]  # with the day on which it was known
_TOUCHING = ["alongside", "before", "after"]


def _standing(event: Thing, standing: str, day: date, **values: Value) -> list[str]:
    name = f"{event.iri.rsplit('/', 1)[1][:-1]}-{standing}"
    return stated(name, "MeetingState EventState", stateOf=event, standing=code(standing), asOf=dated(day), **values)


def _report(world: World, meeting: Thing) -> list[str]:
    """Return who was at a meeting, or when it was, where, and for how long; of those, one in seven differs."""
    number = meeting.number
    day = FIRST_DAY + timedelta(days=number * 37 % DAYS)
    if world.chance(0.5):
        people = world.counts["person"]
        guests = {(number * 31 + seat * seat * 17) % max(5, min(people, 20 + number)) for seat in range(4)}
        told = facts(meeting.iri, attendee=[thing("person", guest) for guest in islice(sorted(guests), 2)])
        return [*told, *_standing(meeting, "held", day)]
    minutes = 30 + number % 200 + (10 if world.chance(0.15) else 0)
    place = thing("place", number % world.counts["place"])
    return described(meeting, on=world.told_date(day), minutes=whole(minutes), place=place)


def meeting(world: World) -> list[str]:
    """Return something of a meeting that was held."""
    return _report(world, world.one("meeting"))


def numbered_round(world: World) -> list[str]:
    """Return something of one of the first rounds of a negotiation, at times with a summit that it touches."""
    talks, number = world.one("talks"), world.below(5)
    meeting = thing("round", talks.number * 8 + number)
    told = [*_report(world, meeting), *facts(meeting.iri, partOf=talks, round=whole(number + 1))]
    if world.chance(0.4):
        item = thing("topic", (talks.number + world.below(3)) % world.counts["topic"])
        told += facts(meeting.iri, agendaItem=item)
    if world.chance(0.15):
        told += facts(meeting.iri, **{world.pick(_TOUCHING): world.one("summit")})
    return told


def plan(world: World) -> list[str]:
    """Return that a meeting is planned, or what became of it; of one in four nobody tells."""
    meeting = world.one("plan")
    day = FIRST_DAY + timedelta(days=30 + meeting.number * 37 % DAYS)
    outcome = meeting.number % 4
    if outcome < len(_OUTCOMES) and world.chance(0.5):
        standing, known = _OUTCOMES[outcome]
        return _standing(meeting, standing, day + timedelta(days=known))
    told = _standing(meeting, "planned", day - timedelta(days=20), plannedFor=dated(day))
    if meeting.number % 2:
        return [*told, *facts(meeting.iri, expectedAttendee=world.one("person"))]
    return [*told, *facts(meeting.iri, nextAfter=thing("round", meeting.number // 2 % world.counts["talks"] * 8))]
