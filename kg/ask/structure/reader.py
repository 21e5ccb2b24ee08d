"""From linked words to readings, cheapest first: choose what is asked, its hub, and how each mention hangs on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from kg.ask.language.lexicon import Step
from kg.ask.structure import comparing
from kg.ask.structure.frame import Frame, frame, own_words, sides
from kg.ask.structure.reading import RELATIONS, TOOK_PLACE, Constraint, Reading
from kg.ask.structure.taxonomy import Taxonomy
from kg.namespaces import TYPE, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.language.lexicon import Askable, Attachment, Lexicon
    from kg.ask.language.linking import Index, Links, Mention

_MAX_READINGS = 60
_OPTIONS_EACH = 8
_MAX_COMBINATIONS = 600
_MAX_MENTIONS = 10  # a question with more names than that is read by its evidence alone
_REPEAT_COST = 2.0  # a surplus has one owner; a meeting has many attendees
_MISFIT_COST = 4.0  # "how long was the round" is not about the trip to it
_ALSO_COST = 1.0
_PEOPLE = Constraint((Step(TYPE),), "thing", (term("Person"),), "", of_answer=True)
_ANSWERS = {"how-long": "number", "how-much": "number", "when": "date", "where": term("Place")}


def readings(links: Links, index: Index) -> list[Reading]:
    """Return the readings of a question that use every mention, cheapest first."""
    if len(links.mentions) > _MAX_MENTIONS:
        return []
    taxonomy = Taxonomy(index)
    links = _without_nouns(links, index)
    read = frame(links, index)
    # What an unread operator does to the question nobody knows; its words, unless they say little, stay unaccounted.
    found = list(_of_frame(Frame(links) if read is None else read, index, taxonomy))
    likely = [r for r in found if r.cost < _MISFIT_COST]
    return sorted(likely, key=lambda r: (r.cost, str(r.as_dict())))[:_MAX_READINGS]


def _without_nouns(links: Links, index: Index) -> Links:
    """Take a common noun for no name, though some source without a name is called so: "which negotiator"."""
    nouns = [
        m for m in links.mentions
        if m.takes == "thing" and m.end - m.start == 1 and m.text.islower()
        and all(term("UnnamedSource") in index.classes.get(value, ()) for value in m.values)
    ]  # fmt: skip
    if not nouns:
        return links
    left = links.accounted - {m.start for m in nouns}
    return replace(links, mentions=[m for m in links.mentions if m not in nouns], accounted=left)


def _of_frame(read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    if read.comparative:
        yield from comparing.comparisons(read, index, taxonomy)
        return
    if read.only is not None:
        yield from _closing(read, index, taxonomy)
        return
    for asked, cost in _asked(read, index.lexicon):
        for reading in _with_hub(asked, cost, read, index, taxonomy):
            yield from _modified(reading, read, index, taxonomy)
    if read.links.kind == "yes-no" and read.plain:
        yield from _checking(read, index, taxonomy)


def _asked(read: Frame, lexicon: Lexicon) -> Iterator[tuple[Askable | None, float]]:
    """Yield what may be asked, with the cost of supposing so."""
    links = read.links
    if links.kind == "yes-no" and read.dated_only:
        yield None, 0.0
    for askable in lexicon.askables:
        if askable.without in links.words:
            continue
        said = bool(own_words(askable.words, links))
        if links.kind == "count":
            if askable.kind != "yes-no" and (not askable.path or said):
                yield askable, 0.5 * askable.rank
        elif askable.kind == links.kind:
            if said or askable.default:
                yield askable, 0.5 * (askable.rank - 1) + (0.0 if said else 1.0)
        elif said and links.kind in {"what", None} and askable.kind != "yes-no":
            yield askable, 0.5 * askable.rank + 1.0


def _with_hub(asked: Askable | None, cost: float, read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    # Yes needs a thing that took place: what is planned or sought is a record too, but no yes.
    links = read.links
    hubs = [asked.hub] if asked else _events(index, taxonomy)
    for hub in hubs:
        bound: list[tuple[Mention | None, tuple[str, ...]]] = [(None, ())]
        for named in links.mentions:
            own = tuple(v for v in named.values if taxonomy.is_a(v, hub)) if named.takes == "thing" else ()
            if own:
                bound.append((named, own))
        for mention, values in bound:
            rest = [m for m in links.mentions if m is not mention]
            bare = mention is None and not rest and read.plain
            if bare and links.kind != "count":
                continue
            # What the question names is what it asks about, before anything that hangs on it.
            passed_over = _MISFIT_COST if mention is None and len(bound) > 1 else 0.0
            yield from _attached(asked, hub, values, rest, cost + passed_over, read, index, taxonomy)


def _events(index: Index, taxonomy: Taxonomy) -> list[str]:
    hubs = {attachment.hub for attachment in index.lexicon.attachments}
    return sorted(hub for hub in hubs if taxonomy.under(hub, term("Event")))


def _attached(
    asked: Askable | None, hub: str, values: tuple[str, ...], rest: list[Mention], cost: float,
    read: Frame, index: Index, taxonomy: Taxonomy,
) -> Iterator[Reading]:  # fmt: skip
    links = read.links
    if asked is not None and not asked.path and values and not read.orders:  # "what is the wool tariff" is no name
        return
    each = _options_each(len(rest))
    options = [sorted(_options(m, hub, asked, read, index, taxonomy), key=lambda o: o[0])[:each] for m in rest]
    for combination in product(*options):
        narrow = _narrowed(hub, [attachment.hub for _, attachment, _ in combination], taxonomy)
        narrow = _narrowed(narrow, [c for classes in links.classes.values() for c in sorted(classes)], taxonomy)
        own = own_words(asked.words, links) if asked is not None else set()
        own |= {i for _, attachment, _ in combination for i in own_words(attachment.words, links)}
        class_cost = _class_cost(narrow, bool(values), bool(own), links, taxonomy)
        singles = [attachment.name for _, attachment, _ in combination if not attachment.many]
        repeated = sum(_REPEAT_COST for name in set(singles) if singles.count(name) > 1)
        constraints = tuple(constraint for _, _, constraint in combination)
        sorts = list(_sorts(narrow, values, constraints, read, index, taxonomy))
        own |= {i for _, said in sorts for i in said}
        yield Reading(
            kind=links.kind or (asked.kind if asked else "yes-no"),
            hub=narrow,
            askable=asked,
            hub_values=values,
            constraints=(*constraints, *(constraint for constraint, _ in sorts),
                         *(() if asked else (TOOK_PLACE,))),
            cost=round(cost + class_cost + repeated + sum(c for c, _, _ in combination), 3),
            accounted=frozenset(links.accounted | own | read.spoken),
        )  # fmt: skip


def _options_each(mentions: int) -> int:
    """Return how many ways of attaching each mention are tried, so that many names cannot run away with the time."""
    each = _OPTIONS_EACH
    while each > 1 and each**mentions > _MAX_COMBINATIONS:
        each -= 1
    return each


def _sorts(
    hub: str, values: tuple[str, ...], known: tuple[Constraint, ...], read: Frame, index: Index, taxonomy: Taxonomy
) -> Iterator[tuple[Constraint, set[int]]]:
    """Yield what the noun for the thing asked about adds to its class, with its words: a round has a number."""
    numbered = {m.start for m in read.links.mentions if m.takes == "ordinal"}
    for sort in index.lexicon.sorts:
        said = {i for i in own_words(sort.words, read.links) if not {i - 1, i + 1} & numbered}
        meant = said if sort.value else said & read.links.classes.keys()
        if meant and not values and taxonomy.under(hub, sort.hub) and all(c.path != sort.path for c in known):
            takes, wanted = ("thing", (sort.value,)) if sort.value else ("any", ())
            yield Constraint(sort.path, takes, wanted, ""), said


def _options(
    mention: Mention, hub: str, asked: Askable | None, read: Frame, index: Index, taxonomy: Taxonomy
) -> Iterator[tuple[float, Attachment, Constraint]]:
    kind = asked.kind if asked else None
    for attachment in index.lexicon.attachments:
        if attachment.not_for == (kind or "yes-no") or (attachment.of_answer and kind != "who"):
            continue
        if attachment.stands and asked and attachment.stands != _stands(mention, asked, read.links):
            continue
        if not (taxonomy.under(hub, attachment.hub) or taxonomy.under(attachment.hub, hub)):
            continue
        values = _fitting(mention, attachment, taxonomy)
        if not values:
            continue
        said = bool(own_words(attachment.words, read.links))
        cost = attachment.cost - (0.75 if said else 0.0)
        yield (
            cost,
            attachment,
            Constraint(
                attachment.path, mention.takes, values, mention.text, attachment.of_answer, anchor=read.anchor(mention)
            ),
        )


def _stands(mention: Mention, asked: Askable, links: Links) -> str:
    """Tell whether a mention is the subject of the question's verb or an object of it."""
    verb = min(own_words(asked.words, links), default=len(links.words))
    by = links.words[max(mention.start - 1, 0)] == "by"
    # "the remarks of X" are X's own, as X's remarks are.
    owned = links.words[max(mention.start - 1, 0)] == "of" and mention.start - 2 in links.classes
    return "subject" if mention.end <= verb or by or owned else "object"


def _fitting(mention: Mention, attachment: Attachment, taxonomy: Taxonomy) -> tuple[str, ...]:
    if mention.takes in {"period", *RELATIONS}:
        return mention.values if attachment.takes == "date" else ()
    if mention.takes != "thing":
        return mention.values if attachment.takes == mention.takes else ()
    if not attachment.takes.startswith("http"):
        return ()
    return tuple(v for v in mention.values if taxonomy.is_a(v, attachment.takes))


def _narrowed(hub: str, classes: list[str], taxonomy: Taxonomy) -> str:
    """Return the narrowest class that the hub must have, given others that it must have or is called by."""
    for name in classes:
        if taxonomy.under(name, hub):
            hub = name
    return hub


def _class_cost(hub: str, bound: bool, said: bool, links: Links, taxonomy: Taxonomy) -> float:
    """Make a hub dearer that no class word of the question names, and one that nothing in the question points to."""
    fits = any(taxonomy.under(c, hub) or taxonomy.under(hub, c) for classes in links.classes.values() for c in classes)
    if fits or (bound and not links.classes):
        return 0.0
    if bound:
        return 0.5
    ordinal = any(m.takes == "ordinal" for m in links.mentions)
    return _MISFIT_COST if links.classes or not (said or ordinal) else 0.0


def _modified(reading: Reading, read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Yield a reading with what the operators of its question add to it."""
    if read.plain or reading.askable is None:
        yield reading
        return
    if reading.kind == "count" and not _countable(reading, read, taxonomy):
        return
    if own_words(index.lexicon.operators.get("future", frozenset()), read.links):
        return  # what is to come is planned, and these tell what took place
    if taxonomy.under(reading.hub, term("Event")) and TOOK_PLACE not in reading.constraints:
        reading = reading._replace(constraints=(*reading.constraints, TOOK_PLACE))
    if reading.askable is not None and reading.askable.path and term("Person") in read.counted:
        reading = reading._replace(constraints=(*reading.constraints, _PEOPLE))
    for denied in _denials(reading, read, index, taxonomy):
        for shared in _shared(denied, read, index, taxonomy):
            yield from _picking(shared, read, index, taxonomy)


def _countable(reading: Reading, read: Frame, taxonomy: Taxonomy) -> bool:
    """Tell whether a reading counts what "how many" names; how many times counts the thing itself."""
    asked = reading.askable
    if asked is None:
        return False
    if asked.path and read.counted_at is not None and read.counted_at in own_words(asked.words, read.links):
        return True
    if any(taxonomy.under(c, term("Agent")) for c in read.counted):
        return asked.kind == "who" and bool(asked.path)
    return not asked.path and all(taxonomy.related(c, reading.hub) for c in read.counted)


def _denials(reading: Reading, read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Yield a reading with what it denies, as silence of the record, where the lexicon says that this can be asked."""
    if not read.denied:
        yield reading
        return
    asked, (mention,) = reading.askable, read.denied
    if asked is None:
        return
    if asked.denied and (reading.constraints != (TOOK_PLACE,) or reading.hub_values):
        events = tuple(t for t in sides(mention, index) if taxonomy.is_a(t, asked.hub))
        if len(events) == 1:
            there = Constraint((), "thing", events, mention.text, negated=True, told=asked.denied)
            yield _with(reading, _through(asked, there), 0.0)
    if not asked.path:
        for cost, attachment, constraint in _options(mention, reading.hub, asked, read, index, taxonomy):
            if attachment.denied:
                own = own_words(attachment.words, read.links)
                more = constraint._replace(negated=True, told=attachment.denied)
                yield _with(reading, more, cost, own)


def _shared(reading: Reading, read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Yield a reading whose answer also answers a second question of the same kind: who did one thing and another."""
    if not read.shared:
        yield reading
        return
    asked, (mention,) = reading.askable, read.shared
    if asked is None or asked.kind != "who" or not asked.path:
        return
    for other in index.lexicon.askables:
        own = {i for i in own_words(other.words, read.links) if i > min(read.spoken)}
        if other.kind != "who" or not other.path or (other is not asked and not own):
            continue
        unlike = 0.25 * other.rank + (0.0 if other is asked else _ALSO_COST)
        events = tuple(t for t in sides(mention, index) if taxonomy.is_a(t, other.hub))
        if events:
            there = Constraint((), "thing", events, mention.text, told="also")
            yield _with(reading, _through(other, there), unlike, own)
        for cost, attachment, constraint in _options(mention, other.hub, other, read, index, taxonomy):
            if not constraint.of_answer:
                said = own | own_words(attachment.words, read.links)
                yield _with(
                    reading, _through(other, constraint)._replace(told="also"), max(cost, 0.0) + unlike + 0.1, said
                )


def _through(asked: Askable, constraint: Constraint) -> Constraint:
    """Return a condition on a thing as one on the answer, by the way back from it."""
    back = tuple(Step(step.property, not step.inverse) for step in reversed(asked.path))
    return constraint._replace(path=(*back, *constraint.path), of_answer=True)


def _with(reading: Reading, constraint: Constraint, cost: float, own: set[int] | None = None) -> Reading:
    return reading._replace(
        constraints=(*reading.constraints, constraint),
        cost=round(reading.cost + max(cost, 0.0), 3),
        accounted=reading.accounted | (own or set()),
    )


def _picking(reading: Reading, read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Yield a reading with the order in which it keeps the first."""
    if not read.orders:
        yield reading
        return
    for order in read.orders:
        measured = next((a for a in index.lexicon.askables if a.name == order.by), None)
        if measured is None or not taxonomy.under(reading.hub, measured.hub):
            continue
        if order.counts and not (reading.askable is not None and reading.askable.name == measured.name):
            continue
        named = own_words(measured.words, read.links) if not order.counts else set()
        yield reading._replace(pick=order, measured=measured, accounted=reading.accounted | named)


def _checking(read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Yield readings that hold a value of the question against the only one that can be right."""
    for asked in index.lexicon.askables:
        wanted = _ANSWERS.get(asked.kind)
        if wanted is None or not (asked.single or asked.checked):
            continue
        for mention in read.links.mentions:
            expected = _expected(mention, asked, wanted, read.links, taxonomy)
            if expected is None:
                continue
            rest = [m for m in read.links.mentions if m is not mention]
            less = replace(read, links=replace(read.links, mentions=rest))
            for reading in _with_hub(asked, 0.5 * asked.rank, less, index, taxonomy):
                if taxonomy.under(reading.hub, term("Event")):
                    reading = reading._replace(constraints=(*reading.constraints, TOOK_PLACE))
                yield reading._replace(kind="check", expected=expected)
                yield reading._replace(kind="contradiction", expected=expected, cost=reading.cost + 0.5)


def _expected(mention: Mention, asked: Askable, wanted: str, links: Links, taxonomy: Taxonomy) -> Constraint | None:
    """Return a mention as the answer that a question supposes, None where it is no such value."""
    if mention.takes in {"number", "date"}:
        unit = any(tuple(links.words[mention.end : mention.end + size]) in asked.counted for size in (1, 2))
        if mention.takes != wanted or (wanted == "number" and not unit):
            return None
        return Constraint(asked.path, mention.takes, mention.values, mention.text)
    values = tuple(v for v in mention.values if wanted == term("Place") and taxonomy.is_a(v, wanted))
    return Constraint(asked.path, "thing", values, mention.text) if values and mention.takes == "thing" else None


def _closing(read: Frame, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Yield readings that ask whether one alone is on record: all of its like are told."""
    if read.only is None:
        return
    for asked in index.lexicon.askables:
        if not asked.denied or asked.kind != "who":
            continue
        people = tuple(v for v in read.only.values if taxonomy.is_a(v, term("Agent")))
        expected = Constraint(asked.path, "thing", people, read.only.text)
        for reading in _with_hub(asked, 0.5 * asked.rank, read, index, taxonomy):
            # "only X and Y" names two, and that is another question.
            if people and all(c.path != asked.path for c in reading.constraints):
                nouns = own_words(index.lexicon.operators.get("member", frozenset()), read.links)
                accounted = reading.accounted | nouns
                yield reading._replace(kind="only", expected=expected, accounted=accounted)
