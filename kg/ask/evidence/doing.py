"""What a question asks to be done with what is found: the most or the first of it, all of it in order, a summary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.ask.evidence.changing import Changing
from kg.ask.evidence.facts import text_of
from kg.ask.evidence.lines import STATEMENT, TENURE
from kg.ask.evidence.openings import BESIDE, BY_DAY, IN_ORDER, SAME
from kg.ask.evidence.outcomes import Outcomes
from kg.ask.language.kinds import YES_NO
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.evidence.changing import Spell
    from kg.ask.evidence.lines import Evidence, Key, Line
    from kg.ask.evidence.prepared import Lines
    from kg.ask.evidence.search import Hit, Search, Term
    from kg.ask.evidence.sorting import Sorting
    from kg.ask.language.kinds import Asked

_NUMBERS = tuple(map(term, ("value", "rate", "minutes", "days", "pausedDays")))
_DAYS = tuple(map(term, ("on", "from", "announcedOn", "effectiveOn", "plannedFor", "saidOn", "asOf", "until")))
_COMPARING = frozenset(["what", "which", "who", YES_NO])
_NAMED = frozenset(["thing", "ordinal", "date"])
_EVENTS = frozenset(["thing", "ordinal"])
_OR = "or"
_LEAST = 0.25  # the weight below which a term need not be met
_MEASURED_BY_DAY = frozenset(["date"])
_SHARE = 0.5  # of the best line's coverage, from which a line belongs to a timeline
_LONGEST = 12
_MANY = 400  # lines that are looked through for all things of a class
_SUMMARY = 7


class Done(NamedTuple):
    """Lines in the order in which they answer, what goes before them, and whether they sum up all of a thing.

    `together` are the hits of lines that answer only side by side, as those of a comparison do.
    """

    lines: tuple[Line, ...]
    opening: str = ""
    whole: bool = False
    together: tuple[Hit, ...] = ()


class Wanted(NamedTuple):
    """What a question wants done: its kind, its terms, its words, and which things its nouns mean."""

    asked: Asked
    terms: tuple[Term, ...]
    words: list[str]
    sorting: Sorting
    spells: tuple[Spell, ...] = ()
    speaker: frozenset[str] = frozenset()

    def things(self) -> list[str]:
        """Return the things that names of the question stand for, in their order."""
        named = [term for term in self.terms if term.kind in _EVENTS]
        return list(dict.fromkeys(token[2:] for term in named for token, _ in term.tokens if token.startswith("t:")))

    def halves(self) -> tuple[tuple[Term, ...], ...]:
        """Return what stands before "or" and what behind it, where either says something."""
        if _OR not in self.words:
            return ()
        at = self.words.index(_OR)
        told = _counting(self.terms)
        before = tuple(term for term in told if max(term.positions) < at)
        behind = tuple(term for term in told if min(term.positions) > at)
        return (before, behind) if before and behind else ()


class Doer:
    """Does with found lines what a question asks for."""

    def __init__(self, evidence: Evidence, lines: Lines, search: Search) -> None:
        self._evidence = evidence
        self._lines = lines
        self._search = search
        self._outcomes = Outcomes(evidence)
        self._changing = Changing(evidence, lines, search)

    def do(self, wanted: Wanted, hits: list[Hit]) -> Done | None:
        """Return what the doing comes to, None where nothing here can do it."""
        names = {name.partition(":")[0]: name for name in sorted(wanted.asked.doing)}
        if not {"outcome", "summary"}.isdisjoint(names) and (told := self._outcome(wanted, "summary" in names)):
            return told
        if "summary" in names:  # what is still to come has not turned out any way
            to_come = any(map(self._outcomes.is_event, wanted.things()))
            return Done(()) if to_come else self._summary(wanted.terms, hits)
        if "timeline" in names:
            return self._timeline(hits, wanted)
        if "compare" in names and wanted.asked.kind in _COMPARING:
            _, order, measures = (*names["compare"].split(":"), "", "")[:3]
            return self._compared(hits, wanted, order, measures) if order else self._side_by_side(hits, wanted.terms)
        if "change" in names:
            found = self._changing.change(wanted.terms, wanted.spells, wanted.speaker)
            if found is not None:
                return Done(found.lines, SAME if found.same else BY_DAY, together=found.hits)
            return self._side_by_side(hits, wanted.terms)
        if "conflict" in names:
            return self._side_by_side(hits, wanted.terms)
        if "superlative" in names:
            _, order, measures = (*names["superlative"].split(":"), "", "")[:3]
            return self._ordered(hits, order, measures)
        return None

    def _outcome(self, wanted: Wanted, in_short: bool) -> Done | None:
        """Tell how the one event turned out that a question means; `in_short` whatever sums it up."""
        more = self._search.hits(wanted.terms, most=_MANY)
        named = [thing for thing in wanted.things() if self._outcomes.happened(thing)]
        meant = named or self._meant(more, wanted)
        if len(meant) != 1:
            return None
        lines = self._outcomes.of(meant[0]) if in_short else self._outcomes.results(meant[0])
        nodes = {meant[0], *(line.key.node for line in lines)}
        together = tuple(hit for hit in more if self._lines.key(hit.line).node in nodes)
        return Done(tuple(lines), together=together) if lines and together else None

    def _meant(self, hits: list[Hit], wanted: Wanted) -> list[str]:
        """Return the events of the class asked for that account for most of a question that gives their day."""
        if not any(term.kind == "date" for term in wanted.terms):
            return []
        whole = [hit for hit in hits if not any(term.hard for term in hit.missing)]
        own = set(wanted.sorting.of(self._nodes(whole)))
        events = [hit for hit in whole if self._lines.key(hit.line).node in own]
        best = max((hit.coverage for hit in events), default=0.0)
        nodes = dict.fromkeys(self._lines.key(hit.line).node for hit in events if hit.coverage == best)
        return [node for node in nodes if self._outcomes.happened(node)]

    def _line(self, hit: Hit) -> Line | None:
        return self._evidence.line(self._lines.key(hit.line))

    def _ordered(self, hits: list[Hit], order: str, measures: str) -> Done | None:
        """Put what can be compared with the best line in order, the most or the least first."""
        if measures in _MEASURED_BY_DAY:  # the latest of events is for the structural layer, which knows their kinds
            return None
        full = [hit for hit in hits if set(hit.missing) <= set(hits[0].missing)]
        measured = [(line, value) for hit in full if (line := self._line(hit)) and (value := self._measure(line.key))]
        if not measured:
            return None
        sort = measured[0][1][0]
        alike = [(line, value[1]) for line, value in measured if value[0] == sort]
        best_of = {line.key.node: (line, value) for line, value in reversed(alike)}
        if len(best_of) < 2:
            return None
        ranked = sorted(best_of.values(), key=lambda one: (one[1], one[0].text), reverse=order == "max")
        return Done(tuple(line for line, _ in ranked[:_LONGEST]), IN_ORDER)

    def _compared(self, hits: list[Hit], asked_for: Wanted, order: str, measures: str) -> Done | None:
        """Put the two things that a question sets side by side in the order of what is measured of each."""
        measure = self._dated_measure if measures in _MEASURED_BY_DAY else self._measure
        halves = asked_for.halves()
        searched = [self._whole(half) for half in halves] if halves else [_alike(hits)]
        measured = [
            [(hit, line, m) for hit in found if (line := self._line(hit)) and (m := measure(line.key))]
            for found in searched
        ]
        for sort in dict.fromkeys(m[0] for _, _, m in measured[0]):
            firsts = [[one for one in side if one[2][0] == sort] for side in measured]
            sides = [side[0] for side in firsts if side] if halves else firsts[0][:_LONGEST]
            if len(sides) < len(searched) or len({line.key.node for _, line, _ in sides}) < 2:
                continue
            ranked = sorted(sides, key=lambda one: (one[2][1], one[1].text), reverse=order == "max")
            return Done(tuple(line for _, line, _ in ranked), IN_ORDER, together=tuple(hit for hit, _, _ in sides))
        return None

    def _side_by_side(self, hits: list[Hit], terms: tuple[Term, ...]) -> Done | None:
        """Put the best line for each thing or date that a question names beside those for the others.

        A side may leave out nothing but the names of the others.
        """
        named = [term for term in terms if term.kind in _NAMED and term.weight >= _LEAST]
        fit = [hit for hit in hits if all(term in named for term in _counting(hit.missing))]
        apart = [term for term in named if any(term in hit.missing for hit in fit)]
        firsts = [next((hit for hit in fit if term not in hit.missing), None) for term in apart]
        sides = list(dict.fromkeys(hit for hit in firsts if hit is not None))
        lines = [line for hit in sides if (line := self._line(hit)) is not None]
        if None in firsts or len({line.key.node for line in lines}) < 2:
            return None
        return Done(tuple(lines), BESIDE, together=tuple(sides))

    def _whole(self, terms: tuple[Term, ...]) -> list[Hit]:
        """Return the lines that account for all of some terms."""
        return [hit for hit in self._search.hits(terms) if not _counting(hit.missing)]

    def _dated_measure(self, key: Key) -> tuple[str, float] | None:
        """Return the day that a line tells, as a number that can be put in order."""
        day = next((d for name in _DAYS if name == key.property and (d := self._day(key.node, name))), None)
        return ("day", date.fromisoformat(day).toordinal()) if day and len(day) == len("2031-05-03") else None

    def _measure(self, key: Key) -> tuple[str, float] | None:
        """Return what a line measures and how much of it: lines can be compared that measure the same."""
        facts = self._evidence.facts(key.node)
        name = next((n for n in _NUMBERS if n in facts and (not key.property or key.property == n)), None)
        if name is None:
            return None
        value = facts[name][0]
        sort = "|".join(str(v) for other in ("quantity", "unit") for v in facts.get(term(other), ()))
        number = text_of(value, "integer", "decimal")
        return (f"{name}|{sort}", float(number)) if number is not None else None

    def _timeline(self, hits: list[Hit], wanted: Wanted) -> Done | None:
        """Put what belongs to the question in order of its days, each thing by the line that dates it.

        Things that the question names itself, or of the class that it names, come before what only bears on them.
        """
        named = [thing for thing in wanted.things() if self._dated(thing)]
        if len(named) > 1:
            return self._by_day(named, whole=True)
        enough = [hit for hit in hits if hit.coverage >= _SHARE * hits[0].coverage]
        all_of_it = "timeline" in wanted.asked.doing
        more = self._search.hits(wanted.terms, most=_MANY) if all_of_it else enough
        return self._by_day(wanted.sorting.of(self._nodes(more))) or self._by_day(self._nodes(enough))

    def _nodes(self, hits: Iterable[Hit]) -> list[str]:
        """Return the things that lines which leave out no name tell of, each once."""
        whole = (hit for hit in hits if not any(term.hard for term in hit.missing))
        return list(dict.fromkeys(self._lines.key(hit.line).node for hit in whole))

    def _by_day(self, nodes: Iterable[str], whole: bool = False) -> Done | None:
        """Put things in order of their days; None where that orders nothing."""
        dated = {(day, line) for node in nodes for day, line in self._dated(node)}
        if len({line.key.node for _, line in dated}) < 2 and len({day for day, _ in dated}) < 2:
            return None
        ranked = sorted(dated, key=lambda one: (one[0], one[1].text))
        return Done(tuple(line for _, line in ranked[:_LONGEST]), BY_DAY, whole=whole)

    def _dated(self, node: str) -> list[tuple[str, Line]]:
        """Return the lines that date a thing, each with its day."""
        found = []
        for key in self._evidence.keys(node):
            names = [key.property] if key.property else list(_DAYS)
            day = next((d for name in names if name in _DAYS and (d := self._day(node, name))), None)
            line = self._evidence.line(key) if day else None
            if line is not None and day is not None:
                found.append((day, line))
        return found

    def _day(self, node: str, name: str) -> str | None:
        values = self._evidence.facts(node).get(name, ())
        return next((v.value for v in values if isinstance(v, Literal) and not v.value.startswith("--")), None)

    def _summary(self, terms: tuple[Term, ...], hits: list[Hit]) -> Done | None:
        """Sum up a person or body by their offices and words, an article by what it says."""
        things = [
            token[2:] for one in terms if one.kind == "thing" for token, _ in one.tokens if token.startswith("t:")
        ]
        for thing in things:
            lines = [line for line in self._of(f"by:{thing}") if self._is_whose(line, thing)]
            if len(lines) > 1:
                return Done(tuple(_brief(lines)), whole=True)
        days = {token[2:] for one in terms if one.kind == "date" for token, _ in one.tokens}
        articles = [article for thing in things for article in self._evidence.articles(thing, days)]
        first = self._line(hits[0])
        if not articles and first is not None and not any(term.hard for term in hits[0].missing):
            articles = self._evidence.sources(first.triples)
        for article in articles:
            lines = [line for line in self._of(f"in:{article}") if line.kind == STATEMENT]
            if len(lines) > 1:
                return Done(tuple(_brief(sorted(lines, key=self._place))))
        return None

    def _place(self, line: Line) -> tuple[int, str]:
        """Return where in its article a line is first vouched for: news puts first what matters."""
        starts = [self._evidence.start(graph) for triple in line.triples for graph in self._evidence.graphs(triple)]
        return min(starts, default=0), line.text

    def _of(self, token: str) -> list[Line]:
        posting = self._lines.posting(token)
        lines = (self._evidence.line(self._lines.key(i)) for i in (posting.lines if posting else ()))
        return [line for line in lines if line is not None]

    def _is_whose(self, line: Line, thing: str) -> bool:
        facts = self._evidence.facts(line.key.node)
        names = ("speaker", "attitudeOf", "holder")
        own = {value.value for name in names for value in facts.get(term(name), ()) if isinstance(value, NamedNode)}
        return thing in own and line.kind in {STATEMENT, TENURE}


def _alike(hits: list[Hit]) -> list[Hit]:
    """Return the hits that leave out no more than words of comparing."""
    return [hit for hit in hits if not _counting(hit.missing)]


def _counting(terms: Iterable[Term]) -> list[Term]:
    """Return the terms that a side of a comparison has to account for."""
    return [term for term in terms if term.kind != "doing" and term.weight >= _LEAST]


def _brief(lines: Iterable[Line]) -> list[Line]:
    """Choose a few lines: offices first, then statements."""
    ranked = sorted(lines, key=lambda line: line.kind != TENURE)
    told: dict[str, Line] = {}
    for line in ranked:
        told.setdefault(line.text, line)
    return list(told.values())[:_SUMMARY]
