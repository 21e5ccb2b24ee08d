"""From a reading to SPARQL, and from its rows back to the triples they rest on. No text of a question gets in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.namespaces import TYPE
from kg.store.engine import iri, values
from kg.tables import Term, shorten

if TYPE_CHECKING:
    from kg.ask.lexicon import Step
    from kg.ask.reading import Constraint, Reading

Pattern = tuple[str, str, str]
MAX_ROWS = 400


class Query(NamedTuple):
    """A compiled reading: its SPARQL, its triple patterns, and the variables of the hub, the answer and its details."""

    sparql: str
    patterns: tuple[Pattern, ...]
    optional: tuple[tuple[str, Pattern], ...]
    hub: str
    answer: str | None

    def triples(self, row: dict[str, Term]) -> list[tuple[str, str, str]]:
        """Return the triples that a row of the answer rests on, in N-Triples terms."""
        found = [self._filled(p, row) for p in self.patterns]
        found += [self._filled(p, row) for name, p in self.optional if name in row]
        return found

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

    def hold(self, constraint: Constraint) -> None:
        _, end = self.walk("?answer" if constraint.of_answer else "?hub", constraint.path)
        if constraint.takes == "thing":
            self.lines.append("  " + values(end[1:], constraint.values))
        elif constraint.takes == "date":
            prefix = str(ox.Literal(constraint.values[0]))
            self.lines.append(f"  FILTER (STRSTARTS(STR({end}), {prefix}))")
        else:
            number = float(constraint.values[0])
            self.lines.append(f"  FILTER ({end} = {number:g})")


def compile_reading(reading: Reading) -> Query:
    """Compile a reading; names and dates come from the graph's terms and parsed numbers alone."""
    build = _Builder()
    build.lines.append(f"  ?hub a {shorten(reading.hub)} .")
    if reading.hub_values:
        build.lines.append("  " + values("hub", reading.hub_values))
    for constraint in reading.constraints:
        build.hold(constraint)
    if reading.askable is not None and reading.askable.unless is not None:
        status = shorten(reading.askable.unless)
        build.lines.append(f"  FILTER NOT EXISTS {{ ?state kg:stateOf ?hub ; kg:status {status} }}")
    answer, optional = None, []
    if reading.askable is not None:
        before = "?hub"
        if reading.askable.path:
            before, answer = build.walk("?hub", reading.askable.path, "?answer")
        if answer and reading.kind == "who":
            build.lines += _others(reading)
        for i, detail in enumerate(reading.askable.details):
            name = f"d{i}"
            build.lines.append(f"  OPTIONAL {{ {before} {shorten(detail)} ?{name} }}")
            optional.append((name, (before, iri(detail), f"?{name}")))
    body = "\n".join(build.lines)
    sparql = f"SELECT * WHERE {{\n{body}\n}}\nORDER BY ?hub{' ?answer' if answer else ''}\nLIMIT {MAX_ROWS}"
    typed = ("?hub", iri(TYPE), iri(reading.hub))
    patterns = tuple(build.patterns) or (typed,)
    return Query(sparql, patterns, tuple(optional), "hub", answer[1:] if answer else None)


def _others(reading: Reading) -> list[str]:
    """Return a filter that leaves out whom the question names: "who met X" asks for others than X."""
    named = [value for c in reading.constraints if c.takes == "thing" and not c.of_answer for value in c.values]
    return [f"  FILTER (?answer NOT IN ({', '.join(map(iri, named))}))"] if named else []
