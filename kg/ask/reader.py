"""From linked words to readings, cheapest first: choose what is asked, its hub, and how each mention hangs on it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from kg.ask.reading import TOOK_PLACE, Constraint, Reading
from kg.namespaces import RDFS, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.lexicon import Askable, Attachment, Lexicon
    from kg.ask.linking import Index, Links, Mention

_MAX_READINGS = 60
_OPTIONS_EACH = 8
_REPEAT_COST = 2.0  # a surplus has one owner; a meeting has many attendees
_MISFIT_COST = 4.0  # "how long was the round" is not about the trip to it


class Taxonomy:
    """Which classes of the ontology lie under which."""

    def __init__(self, index: Index) -> None:
        rows = index.engine.select(f"SELECT ?c ?p {{ GRAPH graph:ontology {{ ?c <{RDFS}subClassOf> ?p }} }}")
        self._parent = {row["c"].value: row["p"].value for row in rows}  # type: ignore[union-attr]

    def under(self, narrow: str, wide: str) -> bool:
        """Tell whether a class is another or lies under it."""
        seen: str | None = narrow
        while seen is not None:
            if seen == wide:
                return True
            seen = self._parent.get(seen)
        return wide == term("Thing")


def readings(links: Links, index: Index) -> list[Reading]:
    """Return the readings of a question that use every mention, cheapest first."""
    taxonomy = Taxonomy(index)
    found = [r for asked, cost in _asked(links, index.lexicon) for r in _with_hub(asked, cost, links, index, taxonomy)]
    likely = [r for r in found if r.cost < _MISFIT_COST]
    return sorted(likely, key=lambda r: (r.cost, str(r.as_dict())))[:_MAX_READINGS]


def _asked(links: Links, lexicon: Lexicon) -> Iterator[tuple[Askable | None, float]]:
    """Yield what may be asked, with the cost of supposing so."""
    if links.kind == "yes-no":
        yield None, 0.0
    for askable in lexicon.askables:
        if askable.without in links.words:
            continue
        said = bool(_own_words(askable.words, links))
        if askable.kind == links.kind:
            if said or askable.default:
                yield askable, 0.5 * (askable.rank - 1) + (0.0 if said else 1.0)
        elif said and links.kind in {"what", None} and askable.kind != "yes-no":
            yield askable, 0.5 * askable.rank + 1.0


def _own_words(words: frozenset[tuple[str, ...]], links: Links) -> set[int]:
    named = {i for m in links.mentions for i in range(m.start, m.end)}
    return links.found(words) - named


def _with_hub(asked: Askable | None, cost: float, links: Links, index: Index, taxonomy: Taxonomy) -> Iterator[Reading]:
    # Yes needs a thing that took place: what is planned or sought is a record too, but no yes.
    hubs = [asked.hub] if asked else _events(index, taxonomy)
    for hub in hubs:
        bound: list[tuple[Mention | None, tuple[str, ...]]] = [(None, ())]
        for named in links.mentions:
            own = tuple(v for v in named.values if _is_a(v, hub, index, taxonomy)) if named.takes == "thing" else ()
            if own:
                bound.append((named, own))
        for mention, values in bound:
            rest = [m for m in links.mentions if m is not mention]
            if mention is None and not rest and not (asked and asked.pick):
                continue
            # What the question names is what it asks about, before anything that hangs on it.
            passed_over = _MISFIT_COST if mention is None and len(bound) > 1 else 0.0
            yield from _attached(asked, hub, values, rest, cost + passed_over, links, index, taxonomy)


def _events(index: Index, taxonomy: Taxonomy) -> list[str]:
    hubs = {attachment.hub for attachment in index.lexicon.attachments}
    return sorted(hub for hub in hubs if taxonomy.under(hub, term("Event")))


def _is_a(thing: str, hub: str, index: Index, taxonomy: Taxonomy) -> bool:
    return any(taxonomy.under(c, hub) for c in index.classes.get(thing, ()))


def _attached(
    asked: Askable | None, hub: str, values: tuple[str, ...], rest: list[Mention], cost: float,
    links: Links, index: Index, taxonomy: Taxonomy,
) -> Iterator[Reading]:  # fmt: skip
    options = [
        sorted(_options(m, hub, asked, links, index, taxonomy), key=lambda o: o[0])[:_OPTIONS_EACH] for m in rest
    ]
    for combination in product(*options):
        narrow = _narrowed(hub, [attachment.hub for _, attachment, _ in combination], taxonomy)
        narrow = _narrowed(narrow, [c for classes in links.classes.values() for c in sorted(classes)], taxonomy)
        accounted = set(links.accounted)
        own = _own_words(asked.words, links) if asked is not None else set()
        own |= {i for _, attachment, _ in combination for i in _own_words(attachment.words, links)}
        class_cost = _class_cost(narrow, bool(values), bool(own), links, taxonomy)
        accounted |= own
        singles = [attachment.name for _, attachment, _ in combination if not attachment.many]
        repeated = sum(_REPEAT_COST for name in set(singles) if singles.count(name) > 1)
        yield Reading(
            kind=links.kind or (asked.kind if asked else "yes-no"),
            hub=narrow,
            askable=asked,
            hub_values=values,
            constraints=(*(constraint for _, _, constraint in combination), *(() if asked else (TOOK_PLACE,))),
            cost=round(cost + class_cost + repeated + sum(c for c, _, _ in combination), 3),
            accounted=frozenset(accounted),
        )


def _options(
    mention: Mention, hub: str, asked: Askable | None, links: Links, index: Index, taxonomy: Taxonomy
) -> Iterator[tuple[float, Attachment, Constraint]]:
    kind = asked.kind if asked else None
    for attachment in index.lexicon.attachments:
        if attachment.not_for == (kind or "yes-no") or (attachment.of_answer and kind != "who"):
            continue
        if attachment.stands and asked and attachment.stands != _stands(mention, asked, links):
            continue
        if not (taxonomy.under(hub, attachment.hub) or taxonomy.under(attachment.hub, hub)):
            continue
        values = _fitting(mention, attachment, index, taxonomy)
        if not values:
            continue
        said = bool(_own_words(attachment.words, links))
        cost = attachment.cost - (0.75 if said else 0.0)
        yield cost, attachment, Constraint(attachment.path, mention.takes, values, mention.text, attachment.of_answer)


def _stands(mention: Mention, asked: Askable, links: Links) -> str:
    """Tell whether a mention is the subject of the question's verb or an object of it."""
    verb = min(_own_words(asked.words, links), default=len(links.words))
    by = links.words[max(mention.start - 1, 0)] == "by"
    return "subject" if mention.end <= verb or by else "object"


def _fitting(mention: Mention, attachment: Attachment, index: Index, taxonomy: Taxonomy) -> tuple[str, ...]:
    if mention.takes != "thing":
        return mention.values if attachment.takes == mention.takes else ()
    if not attachment.takes.startswith("http"):
        return ()
    return tuple(v for v in mention.values if _is_a(v, attachment.takes, index, taxonomy))


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
