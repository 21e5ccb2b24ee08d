"""The frame of a question: what orders, denies, compares or dates its mentions, taken out before they are attached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.ask.language import dates
from kg.ask.language.linking import Links, Mention
from kg.ask.language.words import spans
from kg.ask.structure.reading import RELATIONS
from kg.namespaces import TYPE, term
from kg.store.engine import iri
from kg.tables import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.language.lexicon import Attachment, Order, Step, Words
    from kg.ask.language.linking import Index
    from kg.ask.language.relations import Relation

Span = tuple[int, int]
_PAIR = 2
_REACH = 3  # words between a relation and what it relates to: "after the second round"


@dataclass(frozen=True)
class Frame:
    """A question's links without its operators, and what the operators say.

    `denied` and `shared` mentions hang on the answer through another event, the one so that there is no record of it;
    `anchors` gives the path by which the event of a mention is dated; `counted` are the classes that "how many" names,
    if it does, by the word at `counted_at`; `spoken` holds the operators' words.
    """

    links: Links
    orders: tuple[Order, ...] = ()
    comparative: bool = False
    denied: tuple[Mention, ...] = ()
    shared: tuple[Mention, ...] = ()
    only: Mention | None = None
    anchors: tuple[tuple[Mention, tuple[Step, ...]], ...] = ()
    counted: frozenset[str] = frozenset()
    counted_at: int | None = None
    spoken: frozenset[int] = frozenset()

    @property
    def plain(self) -> bool:
        """Tell whether the question has no operator."""
        return not self.spoken and self.links.kind != "count"

    @property
    def dated_only(self) -> bool:
        """Tell whether the question has no operator but relations in time."""
        return not (self.orders or self.denied or self.shared or self.only)

    def anchor(self, mention: Mention) -> tuple[Step, ...]:
        """Return the path that dates the event of a mention, empty for other mentions."""
        return next((path for known, path in self.anchors if known is mention), ())


def frame(links: Links, index: Index) -> Frame | None:
    """Return a question's frame with all its operators read, None where one of them is not understood."""
    found: Frame | None = Frame(links)
    for step in (_counted, _ordered, _related, _only, _denied, _shared):
        if found is not None:
            found = step(found, index)
    return found


def own_words(words: frozenset[Words], links: Links) -> set[int]:
    """Return the positions where words stand that are not part of a name."""
    named = {i for m in links.mentions for i in range(m.start, m.end)}
    return links.found(words) - named


def _free(known: Frame, index: Index, does: str) -> list[Span]:
    """Return where an operator stands outside of names."""
    phrases = index.lexicon.operators.get(does, frozenset())
    named = {i for m in known.links.mentions if m.takes == "thing" for i in range(m.start, m.end)}
    return [span for span in spans(known.links.words, phrases) if not named & set(range(*span))]


def _counted(known: Frame, index: Index) -> Frame | None:
    """Find what "how many" counts; people are what is asked for, and no class of the thing asked about."""
    if known.links.kind != "count":
        return known
    at = next((end for _, end in _free(known, index, "number")), None)
    if any(m.start == at and m.takes == "thing" for m in known.links.mentions):
        return None  # "how many Norvians" counts no class of thing that the graph has
    classes = frozenset(known.links.classes.get(at, ())) if at is not None else frozenset()
    left = known.links.classes
    if term("Person") in classes:
        left = {i: names for i, names in left.items() if i != at}
    return replace(known, links=replace(known.links, classes=left), counted=classes, counted_at=at)


def _ordered(known: Frame, index: Index) -> Frame | None:
    """Find a superlative, or a comparative; two of them are too much."""
    hits: list[tuple[Span, Order, bool]] = []
    for order in index.lexicon.orders:
        for comparative, phrases in ((False, order.words), (True, order.comparatives)):
            for span in spans(known.links.words, phrases):
                if not order.of_sorts or comparative or span[1] in known.links.classes:
                    hits.append((span, order, comparative))
    # "highest rate" says more than "highest"; what several orders share is settled by what they fit.
    widest = [h for h in hits if not any(_beaten(h[0], other[0]) for other in hits)]
    if not widest:
        return known
    if len({span for span, _, _ in widest}) > 1:
        return None
    span, _, comparative = widest[0]
    taken = set(range(*span))
    mentions = [m for m in known.links.mentions if m.takes == "thing" or not taken & set(range(m.start, m.end))]
    return replace(
        known, links=replace(known.links, mentions=mentions), comparative=comparative,
        orders=tuple(order for _, order, kind in widest if kind == comparative),
        spoken=known.spoken | taken,
    )  # fmt: skip


def _beaten(span: Span, other: Span) -> bool:
    """Tell whether words share some with others that say more: longer, or nearer to what they order."""
    shared = span[0] < other[1] and other[0] < span[1]
    return shared and (other[1] - other[0], other[1]) > (span[1] - span[0], span[1])


def _related(known: Frame, index: Index) -> Frame | None:
    """Find relations in time; each needs a date, or an event whose date is known, right behind it."""
    words = known.links.words
    if dates.RELATING.isdisjoint(words):
        return known
    from kg.ask.language.relations import convention, relation  # most questions need no loading of it

    taken = {i for m in known.links.mentions for i in range(m.start, m.end)} | known.spoken
    for i in range(len(words)):
        found = None if i in taken else relation(words, i)
        if found is None or found.kind not in {*RELATIONS, "within"}:
            continue
        wanted = 2 if found.kind == "between" else 1
        behind = _behind(known.links, found.end, wanted, index)
        made = _period(found, behind, words) or _anchored(found, behind, index) if len(behind) == wanted else None
        if made is None and any(m.takes in {"date", "period"} for m in behind):
            return None
        if made is None:
            continue  # "between Norvia and Tessaly" is no time, nor is "by Venn"
        note = convention(words, found)
        known.links.assumed += [note] if note and note not in known.links.assumed else []
        known = _related_to(known, set(range(found.start, found.end)), behind, *made)
        taken |= known.spoken | set(range(made[0].start, made[0].end))
    return known


def _related_to(known: Frame, at: set[int], behind: list[Mention], mention: Mention, path: tuple[Step, ...]) -> Frame:
    """Return a frame in which mentions give way to their relation in time."""
    mentions = sorted([*(m for m in known.links.mentions if m not in behind), mention], key=lambda m: m.start)
    return replace(
        known, links=replace(known.links, mentions=mentions, classes=_left(known.links, behind)),
        anchors=(*known.anchors, (mention, path)), spoken=known.spoken | at,
    )  # fmt: skip


def _left(links: Links, taken: Iterable[Mention]) -> dict[int, set[str]]:
    """Return the names of classes that do not go with the mentions taken out: "the third round"."""
    beside = {i for m in taken if m.takes == "ordinal" for i in (m.start - 1, m.end)}
    return {i: names for i, names in links.classes.items() if i not in beside}


def _behind(links: Links, start: int, wanted: int, index: Index) -> list[Mention]:
    """Return the mentions that follow a word with nothing but small words and names of classes between."""
    found: list[Mention] = []
    small = index.lexicon.fillers
    for mention in links.mentions:
        if mention.start < start or len(found) == wanted:
            continue
        between = range(start, mention.start)
        if len(between) > _REACH or any((links.words[i],) not in small and i not in links.classes for i in between):
            break
        found.append(mention)
        start = mention.end
    return found


def _period(found: Relation, behind: list[Mention], words: list[str]) -> tuple[Mention, tuple[Step, ...]] | None:
    """Return the days that a relation to a date, or two, takes in."""
    if any(m.takes not in {"date", "period"} or not all(m.values) for m in behind):
        return None
    start, end = behind[0].start, behind[-1].end
    from kg.ask.language.relations import window

    try:
        first, last = window(found.kind, behind[0].values[0], behind[-1].values[-1], found.days)
    except ValueError:
        return None
    text = " ".join(words[found.start : end])
    return Mention(start, end, "period", (first or "", last or ""), text), ()


def _anchored(relation: Relation, behind: list[Mention], index: Index) -> tuple[Mention, tuple[Step, ...]] | None:
    """Return a relation to a dated event, or to two of them dated alike; one with a distance is not read."""
    if relation.days is not None or relation.kind not in RELATIONS:
        return None
    dated = [_dated(mention, index) for mention in behind]
    found = [d for d in dated if d is not None]
    if len(found) < len(dated) or len({path for _, path in found}) > 1:
        return None
    text = " and ".join(m.text for m in behind)
    mention = Mention(behind[0].start, behind[-1].end, relation.kind, tuple(event for event, _ in found), text)
    return mention, found[0][1]


def _dated(mention: Mention, index: Index) -> tuple[str, tuple[Step, ...]] | None:
    """Return the one event that a mention means and the path to its date; None where it is none, or several."""
    clocks = sorted((a for a in index.lexicon.attachments if a.takes == "date"), key=lambda a: a.cost)
    things = sides(mention, index)
    for clock in clocks:
        dated = {thing for thing in things if index.engine.query(f"ASK {{ {_walk(iri(thing), clock.path)} }}")}
        if dated:
            return (dated.pop(), clock.path) if len(dated) == 1 else None
    return None


def _walk(start: str, path: tuple[Step, ...]) -> str:
    nodes = [start, *(f"?w{i}" for i in range(len(path)))]
    steps = zip(path, nodes, nodes[1:], strict=False)
    return " . ".join(
        f"{b} {shorten(step.property)} {a}" if step.inverse else f"{a} {shorten(step.property)} {b}"
        for step, a, b in steps
    )


def sides(mention: Mention, index: Index) -> tuple[str, ...]:
    """Return the things that a mention may mean; an ordinal means what the graph numbers so."""
    if mention.takes == "thing":
        return mention.values
    if mention.takes != "ordinal":
        return ()
    numbered: list[Attachment] = [a for a in index.lexicon.attachments if a.takes == "ordinal" and len(a.path) == 1]
    found: set[str] = set()
    for attachment in numbered:
        hub, step = iri(attachment.hub), shorten(attachment.path[0].property)
        rows = index.engine.select(f"SELECT ?m {{ ?m <{TYPE}> {hub} ; {step} {int(mention.values[0])} }}")
        found |= set(rows.values("m"))
    return tuple(sorted(found))


def _only(known: Frame, index: Index) -> Frame | None:
    """Find "only" right before, or soon after, the one name that it closes upon: "did only X", "was X the only"."""
    hits = _free(known, index, "only")
    if not hits:
        return known
    things = [m for m in known.links.mentions if m.takes == "thing"]
    at = hits[0]
    ahead = [m for m in _behind(known.links, at[1], 1, index) if m in things and m.start == at[1]]
    before = [m for m in things if m.end <= at[0] and at[0] - m.end <= 1] if _is_noun(known.links, at, index) else []
    chosen = ahead or before
    if known.links.kind != "yes-no" or len(hits) > 1 or len(chosen) != 1:
        return None
    rest = [m for m in known.links.mentions if m is not chosen[0]]
    return replace(
        known, links=replace(known.links, mentions=rest), only=chosen[0], spoken=known.spoken | set(range(*at))
    )


def _is_noun(links: Links, only: Span, index: Index) -> bool:
    """Tell whether "only" stands before a noun for people: "the only person", "the only attendee"."""
    nouns = index.lexicon.operators.get("member", frozenset())
    return any(start == only[1] for start, _ in spans(links.words, nouns))


def _denied(known: Frame, index: Index) -> Frame | None:
    """Find one denial, and the one mention that it denies: behind it, or before it in "which did X not attend"."""
    hits = _free(known, index, "not")
    if not hits:
        return known
    at = hits[0]
    behind = [m for m in known.links.mentions if m.start >= at[1]]
    turn = _turns(known.links, index, at[1])
    # What stands between the denial and the turn of the sentence is denied, too: more than one name is too much.
    within = [m for m in behind if not turn or m.start < min(turn)]
    if not within:
        within = [m for m in known.links.mentions if m.end == at[0] and known.links.kind in {"what", "count"}]
    if len(hits) > 1 or len(within) != 1:
        return None
    return replace(_without(known, within[0], at, turn), denied=(within[0],))


def _shared(known: Frame, index: Index) -> Frame | None:
    """Find "also" or "both", and the mention that comes on top of the first."""
    if known.links.kind == "yes-no" and len(known.links.mentions) <= _PAIR:
        return known  # "was Pell also there" asks whether Pell was there
    for does, wanted in (("also", 1), ("both", 2)):
        hits = _free(known, index, does)
        if not hits or (does == "also" and not any(m.end <= hits[0][0] for m in known.links.mentions)):
            continue
        behind = [m for m in known.links.mentions if m.start >= hits[0][1]]
        if len(hits) > 1 or len(behind) != wanted:
            return None
        turn = _turns(known.links, index, 0)
        return replace(_without(known, behind[-1], hits[0], turn), shared=(behind[-1],))
    return known


def _without(known: Frame, chosen: Mention, at: Span, turn: set[int]) -> Frame:
    mentions = [m for m in known.links.mentions if m is not chosen]
    left = replace(known.links, mentions=mentions, classes=_left(known.links, [chosen]))
    return replace(known, links=left, spoken=known.spoken | set(range(*at)) | turn)


def _turns(links: Links, index: Index, start: int) -> set[int]:
    """Return the words such as "but" that set what is denied, or comes on top, apart from what follows."""
    turning = spans(links.words, index.lexicon.operators.get("but", frozenset()))
    return {i for first, end in turning for i in range(first, end) if first >= start}
