"""The named things of an invented world: kinds, IRIs and names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from benchmarks.generate.triples import Thing, typed
from kg.namespaces import ID, LABEL

SUBJECTS = ["wool", "glass", "timber", "copper", "barley", "ships", "salt", "tin", "flax", "clocks"]
_ONSETS = "b br d dr f g gr h k kl l m n p pr r s sk st t tr v z".split()  # noqa: SIM905 - easier to read
_MIDDLES = ["a", "ae", "e", "ei", "i", "o", "oa", "u"]
_ENDS = ["l", "m", "n", "nd", "r", "rt", "s", "sk", "t", "x"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of named things: its IRIs, classes and names, and how many there are."""

    iri: str
    classes: str
    label: str
    least: int
    receipts_each: int = 10**9


KINDS = {
    "person": Kind("person/p-", "Person Agent", "{word} {other}", 20, 2_000),
    "government": Kind("government/g-", "Government Agent", "Government of {word}", 5, 100_000),
    "ministry": Kind("organization/ministry-", "Ministry Organization Agent", "{word} ministry of trade", 5, 100_000),
    "outlet": Kind("organization/o-", "Outlet Organization Agent", "{word} Gazette", 50),
    "office": Kind("office/office-", "Office", "{word} minister for {subject}", 12, 8_000),
    "place": Kind("place/place-", "Place", "{word}", 10, 8_000),
    "product": Kind("product/product-", "Product", "{Subject} of the {word} kind", 10, 20_000),
    "topic": Kind("topic/topic-", "Topic", "{Subject} from {word}", 10, 8_000),
    "measure": Kind("measure/m-", "Tariff Measure", "{word} duty on {subject}", 10, 4_000),
    "package": Kind("measure/package-", "Tariff Measure", "{word} series of duties", 3, 100_000),
    "meeting": Kind("event/e-", "Meeting Event", "Talks of {word}", 20, 400),
    "plan": Kind("event/plan-", "Meeting Event", "Conference of {word}", 10, 4_000),
    "talks": Kind("event/talks-", "Negotiation Event", "Negotiation of {word}", 2, 20_000),
    "round": Kind("event/round-", "Meeting Event", "Round {round} of the negotiation of {talks}", 0),
    "summit": Kind("event/summit-", "Summit Meeting Event", "Summit of {word}", 3, 40_000),
    "figure": Kind("figure/f-", "Figure", "Figure no. {number}", 0),
    "source": Kind("source/u-", "UnnamedSource Agent", "Officials who are not named, no. {number}", 0),
}


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


@lru_cache(20_000)
def thing(name: str, number: int) -> Thing:
    """Return the thing of a kind that has a number."""
    kind, subject = KINDS[name], SUBJECTS[number % len(SUBJECTS)]
    iri = f"<{ID}{kind.iri}{number}>"
    label = kind.label.format(
        word=word(number), other=word(number * 7 + 3), subject=subject, Subject=subject.capitalize(), number=number,
        round=number % 8 + 1, talks=word(number // 8),
    )  # fmt: skip
    return Thing(number, iri, (*typed(iri, kind.classes), f'{iri} <{LABEL}> "{label}"'))
