"""From a reading to SPARQL, and from its rows back to the triples they rest on. No text of a question gets in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.ask.structure.reading import RELATIONS, TOOK_PLACE
from kg.namespaces import TYPE
from kg.store.engine import iri, values
from kg.tables import Term, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.language.lexicon import Askable, Step
    from kg.ask.structure.reading import Constraint, Reading

Pattern = tuple[str, str, str]
MAX_ROWS = 400
_COMPARED = {"before": "<", "after": ">", "since": ">=", "until": "<="}


class Query(NamedTuple):
    """A compiled reading: its SPARQL, its triple patterns, and the variables of the hub, the answer and its details.

    `key` numbers the patterns that give the answer, `measure` is the variable by which things are ordered, `numbered`
    the one at the end of a condition that takes any value.
    """

    sparql: str
    patterns: tuple[Pattern, ...]
    optional: tuple[tuple[str, Pattern], ...]
    hub: str
    answer: str | None
    key: tuple[int, ...] = ()
    measure: str | None = None
    numbered: str | None = None

    def triples(self, row: dict[str, Term]) -> list[tuple[str, str, str]]:
        """Return the triples that a row of the answer rests on, in N-Triples terms."""
        found = [self._filled(p, row) for p in self.patterns]
        found += [self._filled(p, row) for name, p in self.optional if name in row]
        return found

    def key_triples(self, row: dict[str, Term]) -> list[tuple[str, str, str]]:
        """Return the triples that give the answer of a row."""
        return [self._filled(self.patterns[i], row) for i in self.key]

    @staticmethod
    def _filled(pattern: Pattern, row: dict[str, Term]) -> tuple[str, str, str]:
        s, p, o = (str(row[part[1:]]) if part.startswith("?") else part for part in pattern)
        return s, p, o


class _Builder:
    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self.lines: list[str] = []
        self.count = 0

    def walk(self, start: str, path: tuple[Step, ...], end: str | None = None) -> tuple[str, str]:
        """Add a path's patterns; return the variable before its last step, and the one at its end."""
        before = node = start
        for i, step in enumerate(path):
            self.count += 1
            last = i == len(path) - 1
            following = end if last and end is not None else f"?n{self.count}"
            ends = (following, node) if step.inverse else (node, following)
            pattern = (ends[0], iri(step.property), ends[1])
            self.patterns.append(pattern)
            self.lines.append(f"  {pattern[0]} {shorten(step.property)} {pattern[2]} .")
            before, node = node, following
        return before, node

    def hold(self, constraint: Constraint) -> str:
        """Add a condition; return the variable at its end."""
        if constraint.negated:
            self._lack(constraint)
            return ""
        start = "?answer" if constraint.of_answer else "?hub"
        if not constraint.path and constraint.takes == "thing":
            self.lines.append("  " + values(start[1:], constraint.values))
            return start
        _, end = self.walk(start, constraint.path)
        self._limit(end, constraint)
        return end

    def _limit(self, end: str, constraint: Constraint) -> None:
        if constraint.takes == "thing":
            self.lines.append("  " + values(end[1:], constraint.values))
        elif constraint.takes in {"ordinal", "number"}:
            self.lines.append(f"  FILTER ({end} = {float(constraint.values[0]):g})")
        elif constraint.takes == "date":
            self.lines.append(f"  FILTER (STRSTARTS(STR({end}), {_literal(constraint.values[0])}))")
        elif constraint.takes == "period":
            self.lines += _within(end, *constraint.values)
        elif constraint.takes in RELATIONS:
            self._relate(end, constraint)

    def _relate(self, end: str, constraint: Constraint) -> None:
        """Compare a date with those of events, whose own dates are part of what the answer rests on."""
        relations = ("after", "before") if constraint.takes == "between" else (constraint.takes,)
        for relation, event in zip(relations, constraint.values, strict=True):
            self.count += 1
            anchor = f"?event{self.count}"
            self.lines.append("  " + values(anchor[1:], [event]))
            _, date = self.walk(anchor, constraint.anchor)
            self.lines += _compared(end, _COMPARED[relation], f"STR({date})")
            if relation == "after":  # an event of several days is over when its last day is
                later = f"FILTER (STR(?last) >= STR({end}))"
                self.lines.append(f"  FILTER NOT EXISTS {{ {anchor} kg:until ?last . {later} }}")

    def _lack(self, constraint: Constraint) -> None:
        """Ask for silence: the graph has no such path, though it has one for others of their like."""
        start = "?answer" if constraint.of_answer else "?hub"
        inner, other = _Builder(), _Builder()
        inner.count = other.count = self.count + 50
        _, end = inner.walk(start, constraint.path)
        inner._limit(end, constraint)
        _, end = other.walk("?another" if constraint.of_answer else start, constraint.path)
        if constraint.of_answer:
            other._limit(end, constraint)
        self.lines.append("  FILTER NOT EXISTS {\n  " + "\n  ".join(inner.lines) + "\n  }")
        self.lines.append("  FILTER EXISTS {\n  " + "\n  ".join(other.lines) + "\n  }")


def compile_reading(reading: Reading) -> Query:
    """Compile a reading; names and dates come from the graph's terms and parsed numbers alone."""
    build, asked = _Builder(), reading.askable
    build.lines.append(f"  ?hub a {shorten(reading.hub)} .")
    if reading.hub_values:
        build.lines.append("  " + values("hub", reading.hub_values))
    numbered, plumbing, also = None, set[int](), set[int]()
    for constraint in reading.constraints:
        first = len(build.patterns)
        end = build.hold(constraint)
        # Numbers tell of a gap only where nothing but an end in time narrows what is counted.
        if constraint.takes == "any" and all(map(_open_ended, reading.constraints)):
            numbered = end[1:]
        added = set(range(first, len(build.patterns)))
        plumbing |= added if constraint == TOOK_PLACE else set()
        also |= added if constraint.told == "also" else set()
    if asked is not None and asked.unless is not None:
        status = shorten(asked.unless)
        build.lines.append(f"  FILTER NOT EXISTS {{ ?state kg:stateOf ?hub ; kg:status {status} }}")
    measure = _measured(build, reading)
    measuring = set(range(len(build.patterns)))
    bare, before, answer = list(build.lines), "?hub", None
    if asked is not None and asked.path:
        before, answer = build.walk("?hub", asked.path, "?answer")
    if answer and asked is not None and asked.kind == "who" and reading.kind in {"who", "count", "what"}:
        build.lines += _others(reading)
    build.lines += _ends(reading, build.lines, bare, answer or "?hub", measure)
    optional = _details(build, asked, measure[0] if measure and not answer and reading.pick else before, reading)
    body = "\n".join(build.lines)
    sparql = f"SELECT * WHERE {{\n{body}\n}}\nORDER BY ?hub{' ?answer' if answer else ''}\nLIMIT {MAX_ROWS}"
    typed = ("?hub", iri(TYPE), iri(reading.hub))
    patterns = tuple(build.patterns) or (typed,)
    last = len(patterns) - 1
    key = [last] if answer else [i for i in range(last + 1) if i not in plumbing] or [last]
    if measure and not answer:
        key = [max(measuring, default=last)]
    elif measure and not _same(reading):
        key = [max(measuring, default=last), last]
    key = list(dict.fromkeys([*sorted(also), *key]))
    return Query(
        sparql, patterns, optional, "hub", answer[1:] if answer else None, tuple(key),
        measure[1][1:] if measure else None, numbered,
    )  # fmt: skip


def _open_ended(constraint: Constraint) -> bool:
    """Tell whether a condition leaves out nothing that came before what it lets in."""
    early = constraint.takes in {"any", "before", "until"} or (
        constraint.takes == "period" and not constraint.values[0]
    )
    return early or constraint == TOOK_PLACE


def _same(reading: Reading) -> bool:
    """Tell whether what is asked for is what orders."""
    return bool(reading.askable and reading.measured and reading.askable.path == reading.measured.path)


def _measured(build: _Builder, reading: Reading) -> tuple[str, str] | None:
    """Add the path to what orders things, unless it is asked for itself."""
    if reading.pick is None or reading.measured is None or reading.pick.counts:
        return None
    if reading.kind.startswith("compare"):
        return None
    return build.walk("?hub", reading.measured.path, "?measure")


def _details(build: _Builder, asked: Askable | None, before: str, reading: Reading) -> tuple[tuple[str, Pattern], ...]:
    told = reading.measured if asked is not None and not asked.path and reading.pick else asked
    optional = []
    for i, detail in enumerate(told.details if told is not None else ()):
        name = f"d{i}"
        build.lines.append(f"  OPTIONAL {{ {before} {shorten(detail)} ?{name} }}")
        optional.append((name, (before, iri(detail), f"?{name}")))
    return tuple(optional)


def _ends(
    reading: Reading, lines: list[str], bare: list[str], answer: str, measure: tuple[str, str] | None
) -> list[str]:
    """Return what looks at all rows at once: for the first in an order, both sides of a comparison, the only thing."""
    body = "\n  ".join(lines)
    if reading.kind.startswith("compare"):
        return _whole("COUNT(DISTINCT ?hub)", "sides", body, "?sides = 2")
    if reading.kind in {"check", "contradiction"}:
        return _checked(reading, body, "\n  ".join(bare), answer)
    if reading.kind == "only" and reading.expected is not None:
        there = values("x", reading.expected.values)
        return [f"  FILTER EXISTS {{\n  {_renamed(body)}\n    {there}\n    FILTER (?other_answer = ?x)\n  }}"]
    if reading.pick is not None and reading.pick.counts:
        return _most(reading, body)
    if measure is None or reading.pick is None or reading.measured is None:
        return []
    function = reading.pick.order.upper()
    if reading.measured.kind == "when":  # a coarser date that takes in the best one may be as good
        both = f"STRSTARTS(STR({measure[1]}), ?end) || STRSTARTS(?end, STR({measure[1]}))"
        return _whole(f"{function}(STR({measure[1]}))", "end", body, both)
    return _whole(f"{function}({measure[1]})", "end", body, f"{measure[1]} = ?end")


def _whole(function: str, name: str, body: str, condition: str) -> list[str]:
    return [f"  {{ SELECT ({function} AS ?{name}) WHERE {{\n  {body}\n  }} }}", f"  FILTER ({condition})"]


def _most(reading: Reading, body: str) -> list[str]:
    """Keep the answers that most things have, or the things that have most answers."""
    of_hub = reading.kind == "what"
    what, counted = ("?hub", "?answer") if of_hub else ("?answer", "?hub")
    each = f"{{ SELECT {what} (COUNT(DISTINCT {counted}) AS ?many) WHERE {{\n  {body}\n  }} GROUP BY {what} }}"
    return [f"  {each}", f"  {{ SELECT (MAX(?many) AS ?end) WHERE {{ {each} }} }}", "  FILTER (?many = ?end)"]


def _checked(reading: Reading, body: str, bare: str, answer: str) -> list[str]:
    """Keep things that have what is supposed; or, for a contradiction, the one thing meant where it has not."""
    expected = reading.expected
    if expected is None:
        return []
    value = expected.values[0]
    if expected.takes == "thing":
        near = values("meant", expected.values) + f" {answer} kg:locatedIn* ?within . ?meant kg:locatedIn* ?around ."
        exact = f"{values('meant', expected.values)} FILTER ({answer} = ?meant)"
        like = f"{near} FILTER ({answer} = ?around || ?meant = ?within)"
    elif expected.takes == "date":
        exact = f"FILTER (STRSTARTS(STR({answer}), {_literal(value)}))"
        like = f"FILTER (STRSTARTS(STR({answer}), {_literal(value)}) || STRSTARTS({_literal(value)}, STR({answer})))"
    else:
        exact = like = f"FILTER ({answer} = {float(value):g})"
    if reading.kind == "check":
        return [f"  FILTER EXISTS {{\n  {_renamed(body)}\n    {_renamed(exact)}\n  }}"]
    none = f"  FILTER NOT EXISTS {{\n  {_renamed(body)}\n    {_renamed(like)}\n  }}"
    long = ["  FILTER NOT EXISTS { ?hub kg:until ?last }"] if expected.takes == "date" else []
    return [none, *long, *_whole("COUNT(DISTINCT ?hub)", "meant_things", bare, "?meant_things = 1")]


def _renamed(body: str) -> str:
    """Return patterns about the same thing with variables of their own, for use in an inner filter."""
    return re.sub(r"\?(?!hub\b)(\w+)", r"?other_\1", body)


def _literal(text: str) -> str:
    return str(ox.Literal(text))


def _within(end: str, first: str, last: str) -> list[str]:
    """Return filters for a date of any precision that lies for sure between two days, both inside, "" where open."""
    from kg.ask.language.relations import window

    lines = []
    if first:
        start = window("since", first, first, None)[0] or ""
        month = start[:7] if start.endswith("-01") else (window("after", start[:7], start[:7], None)[0] or "")[:7]
        year = start[:4] if start.endswith("-01-01") else f"{int(start[:4]) + 1:04d}"
        lines.append(_bounded(end, ">=", start, month, year))
    if last:
        stop = window("until", last, last, None)[1] or ""
        whole = window("until", stop[:7], stop[:7], None)[1] == stop
        month = stop[:7] if whole else (window("before", stop[:7], stop[:7], None)[1] or "")[:7]
        year = stop[:4] if stop.endswith("-12-31") else f"{int(stop[:4]) - 1:04d}"
        lines.append(_bounded(end, "<=", stop, month, year))
    return lines


def _bounded(end: str, sign: str, *bounds: str) -> str:
    """Return a filter that holds a day, a month and a year each against a bound of its own precision."""
    text = f"STR({end})"
    parts = [f"(STRLEN({text}) = {len(bound)} && {text} {sign} {_literal(bound)})" for bound in bounds]
    return f'  FILTER ({text} > "0" && ({" || ".join(parts)}))'  # a day of no year, --05-10, is not comparable


def _compared(end: str, sign: str, date: str) -> list[str]:
    """Return a filter that holds where a date is surely before or after another, whatever their precision.

    Dates are compared as text, which orders them; of two that begin alike the coarser one may lie on either side.
    """
    text = f"STR({end})"
    if sign in {"<", ">"}:
        sure = f"{text} {sign} {date} && !STRSTARTS({date}, {text}) && !STRSTARTS({text}, {date})"
    elif sign == ">=":
        sure = f"{text} >= {date}"
    else:
        sure = f"(({text} < {date} && !STRSTARTS({date}, {text})) || STRSTARTS({text}, {date}))"
    return [f'  FILTER ({sure} && {text} > "0")']  # a day of no year, --05-10, is not comparable


def _others(reading: Reading) -> list[str]:
    """Return a filter that leaves out whom the question names: "who met X" asks for others than X."""
    named = _named_things(c for c in reading.constraints if not c.of_answer and not c.negated)
    return [f"  FILTER (?answer NOT IN ({', '.join(map(iri, named))}))"] if named else []


def _named_things(constraints: Iterable[Constraint]) -> list[str]:
    return [v for c in constraints if c.takes == "thing" and c != TOOK_PLACE for v in c.values]
