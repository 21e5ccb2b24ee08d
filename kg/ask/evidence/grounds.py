"""What an answer rests on beside its own words: that the PM is Mara Venn, that the talks were in Eldmouth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.evidence.facts import iri_of, text_of
from kg.namespaces import ALT_LABEL, LABEL, TYPE, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.ask.evidence.analysis import Analysis
    from kg.ask.evidence.lines import Evidence, Line
    from kg.ask.evidence.search import Term
    from kg.citation import TripleText
    from kg.tables import Term as Value

    Ground = tuple[tuple[TripleText, ...], frozenset[str]]

_NAMES = frozenset([TYPE, LABEL, ALT_LABEL])
_TENURE = frozenset(map(term, ("holder", "office", "memberOf")))
_LINKS = frozenset(
    map(term, (
        "governs", "officeOf", "target", "imposedBy", "partOf", "broader", "product", "memberOf", "locatedIn", "on",
        "party",
    ))
)  # fmt: skip


class Grounds:
    """Finds the triples that connect a line with words of a question which the line itself does not say."""

    def __init__(self, evidence: Evidence, analysis: Analysis) -> None:
        self._evidence = evidence
        self._analysis = analysis

    def of(self, lines: Iterable[Line], terms: Iterable[Term]) -> list[TripleText]:
        """Return for each term that no line says the first triples, nearest first, that bring it in."""
        wanted, told = list(terms), list(lines)
        found: list[TripleText] = []
        for line in told:
            found += self._number(line) if len(told) > 1 else ()  # of several, which one is the fifth
            said = self._said(line)
            grounds = None
            for one in wanted:
                tokens = self._tokens(one)
                if tokens & said:
                    continue
                grounds = list(self._near(line)) if grounds is None else grounds
                found += next((triples for triples, brought in grounds if tokens & brought), ())
        return list(dict.fromkeys(found))

    def _number(self, line: Line) -> Iterator[TripleText]:
        """Yield what numbers the thing that a line is about."""
        for value in self._evidence.facts(line.key.node).get(term("round"), ()):
            yield (f"<{line.key.node}>", f"<{term('round')}>", str(value))

    def _tokens(self, one: Term) -> set[str]:
        """Return what a term may be found by; a title is met by the office, not by whoever is known to hold it."""
        tokens = {token for token, _ in one.tokens} | {token for group, _ in one.phrases for token in group}
        things = [token[2:] for token in tokens if token.startswith("t:")]
        offices = {f"t:{thing}" for thing in things if term("Office") in self._evidence.classes(thing)}
        return offices or tokens

    def _said(self, line: Line) -> frozenset[str]:
        things = [line.key.node, *(o[1:-1] for _, _, o in line.triples if o.startswith("<"))]
        tokens = self._analysis.words(line.dated).union(*(self._analysis.named(thing) for thing in things))
        return tokens | {f"t:{thing}" for thing in things}

    def _near(self, line: Line) -> Iterator[Ground]:
        """Yield what lies around a line: its node, then the things it links, then offices and bodies of those."""
        node = line.key.node
        yield from self._facts(node, None)
        things = [t for values in self._evidence.facts(node).values() for v in values if (t := iri_of(v))]
        for thing in dict.fromkeys([node, *things]):
            if thing != node:
                yield from self._facts(thing, _LINKS)
            yield from self._governing(thing)
            yield from self._tenures(thing)

    def _facts(self, node: str, only: frozenset[str] | None) -> Iterator[Ground]:
        for name, values in self._evidence.facts(node).items():
            if name in _NAMES or (only is not None and name not in only):
                continue
            for value in values:
                yield ((f"<{node}>", f"<{name}>", str(value)),), self._brought(value)

    def _governing(self, place: str) -> Iterator[Ground]:
        for power in self._evidence.subjects("governs", place):
            triple = (f"<{power}>", f"<{term('governs')}>", f"<{place}>")
            yield (triple,), self._analysis.named(power) | {f"t:{power}"}

    def _tenures(self, holder: str) -> Iterator[Ground]:
        for tenure in self._evidence.subjects("holder", holder):
            facts = self._evidence.facts(tenure)
            own = [(name, value) for name in sorted(_TENURE & facts.keys()) for value in facts[name]]
            triples = tuple((f"<{tenure}>", f"<{name}>", str(value)) for name, value in own)
            held = [office for name, value in own if name != term("holder") and (office := iri_of(value))]
            brought = frozenset().union(*(self._analysis.named(office) | {f"t:{office}"} for office in held))
            yield triples, brought
            for office in held:
                for body, more in self._facts(office, _LINKS):
                    yield (*triples, *body), more

    def _brought(self, value: Value) -> frozenset[str]:
        thing = iri_of(value)
        if thing is not None:
            return self._analysis.named(thing) | {f"t:{thing}"}
        text = text_of(value, "langString", "string")
        if text is not None:
            return self._analysis.words(text)
        day = text_of(value, "date", "gYearMonth", "gYear")
        return frozenset([f"d:{day[:size]}" for size in (4, 7, 10)]) if day else frozenset()
