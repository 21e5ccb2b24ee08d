"""Passages that tell of measures and money: rates, their parts, whose a measure is, figures."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.generate.things import thing
from benchmarks.generate.triples import code, dated, described, facts, iri_of, prose, stated, whole
from benchmarks.generate.world import DAYS, FIRST_DAY
from kg.namespaces import XSD

if TYPE_CHECKING:
    from benchmarks.generate.triples import Value
    from benchmarks.generate.world import World

_STATUSES = ["inForce"] * 5 + ["suspended", "announced", "planned", "notImposed"]
_EXACTNESS = ["exactly", "roughly", "nearly", "moreThan"]


def _percent(number: int) -> str:
    return f'"{number}.5"^^<{XSD}decimal>'


def rate(world: World) -> list[str]:
    """Return the rate and status of a measure on a day."""
    measure, day = world.one("measure"), world.day()
    number, status = 5 + world.below(20), world.pick(_STATUSES)
    paused = {"pausedDays": whole(30 + number)} if status == "suspended" else {}
    return stated(f"m-{measure.number}-{day}-{number}-{status}", "MeasureState", stateOf=measure, asOf=dated(day),
                  rate=_percent(number), unit=code("percent"), status=code(status), **paused)  # fmt: skip


def rate_parts(world: World) -> list[str]:
    """Return a rate and the baseline, or at times the addition too, that it contains."""
    measure, day, baseline = world.one("measure"), world.day(), 5 + world.below(10)
    rates, told = {"baseline": baseline, "additional": 10, "total": baseline + 10}, []
    for part, number in islice(rates.items(), world.below(2), None):
        told += stated(f"m-{measure.number}-{day}-{number}-{part}", "MeasureState", stateOf=measure, asOf=dated(day),
                       rate=_percent(number), unit=code("percent"), ratePart=code(part))  # fmt: skip
    smaller = iri_of("state", f"m-{measure.number}-{day}-10-additional")
    total = iri_of("state", f"m-{measure.number}-{day}-{baseline + 10}-total")
    return [*told, *facts(total, component=smaller)]


def imposed(world: World) -> list[str]:
    """Return whose measure something is and, by turns, what it hits, why, and since when."""
    measure = world.one("measure")
    number = measure.number
    first = FIRST_DAY + timedelta(days=number * 113 % DAYS)
    more: list[dict[str, Value]] = [
        {"product": thing("product", number % world.counts["product"])},
        {"target": thing("place", number % world.counts["place"])},
        {"ground": thing("topic", number % world.counts["topic"]), "scope": prose("whatever comes by sea")},
        {"partOf": thing("package", number % world.counts["package"])},
        {"announcedOn": world.told_date(first), "effectiveOn": dated(first + timedelta(days=30))},
    ]
    government = thing("government", number % world.counts["government"])
    return described(measure, imposedBy=government, **world.pick(more))


def figure(world: World) -> list[str]:
    """Return an amount of money, counted of a government."""
    return described(
        thing("figure", world.next("figure")), quantity=world.one("topic"), of=world.one("government"),
        value=whole((1 + world.below(900)) * 10**6), unit=code("usDollar"), exactness=code(world.pick(_EXACTNESS)),
        period=f'"{2020 + world.below(10)}"',
    )  # fmt: skip
