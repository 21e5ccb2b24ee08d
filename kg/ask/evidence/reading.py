"""An evidence reading: what a question says, and the lines of the graph that account for it, as a small typed value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence.lines import Key
from kg.ask.evidence.openings import NO, OPENINGS, YES
from kg.ask.language.kinds import ARTICLES
from kg.errors import InputError
from kg.store.engine import iri
from kg.tables import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.ask.evidence.lines import Line
    from kg.citation import TripleText

KIND = "evidence"


class EvidenceReading(NamedTuple):
    """A question as the lines that answer it: its kind, what it says, which lines, how much they account for.

    `says` are the question's words and names, in order; `opening` is what goes before the lines, such as "Yes.";
    `grounds` are triples that connect the question with the lines.
    """

    asks: str
    says: tuple[str, ...]
    lines: tuple[Key, ...]
    coverage: float = 1.0
    opening: str = ""
    grounds: tuple[TripleText, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the reading as JSON values."""
        return {
            "kind": KIND,
            "asks": self.asks,
            "says": list(self.says),
            "lines": [list(key) for key in self.lines],
            "coverage": round(self.coverage, 3),
            "opening": self.opening,
            "grounds": [list(triple) for triple in self.grounds],
        }

    @classmethod
    def from_dict(
        cls, data: Mapping[str, object], known: Callable[[str], bool], held: Callable[[TripleText], bool]
    ) -> EvidenceReading:
        """Return the reading that `as_dict` wrote, or another program in its form.

        `known` tells whether the graph knows an IRI, `held` whether it holds a triple. Raises InputError for what it
        does not, and for values of another form. Nothing but what kg itself opens an answer with is taken for one.
        """
        lines = data.get("lines")
        if not isinstance(lines, list) or not lines:
            raise InputError("reading: lines: a list of [node, property] is needed")
        opening = data.get("opening", "")
        if not isinstance(opening, str) or opening not in OPENINGS:
            raise InputError(f"reading: opening: {opening!r} is neither {YES!r} nor {NO!r}")
        grounds = data.get("grounds", [])
        if not isinstance(grounds, list):
            raise InputError("reading: grounds: a list of triples is needed")
        keys = tuple(_key(line, known) for line in lines)
        asks = ARTICLES if data.get("asks") == ARTICLES else "what"
        return cls(asks, (), keys, opening=opening, grounds=tuple(_triple(triple, held) for triple in grounds))

    def in_words(self) -> str:
        """Return the reading in words."""
        return f"{self.asks.replace('-', ' ')}: {', '.join(self.says)}"


def _key(line: object, known: Callable[[str], bool]) -> Key:
    parts = line if isinstance(line, list) else []
    if len(parts) != 2 or not all(isinstance(part, str) for part in parts) or not known(parts[0]):
        raise InputError(f"reading: lines: {line!r} is no line of this graph")
    if parts[1] and not known(parts[1]):
        raise InputError(f"reading: lines: {parts[1]!r} is no property of this graph")
    return Key(*parts)


def _triple(triple: object, held: Callable[[TripleText], bool]) -> TripleText:
    parts = triple if isinstance(triple, list) else []
    if len(parts) != 3 or not all(isinstance(part, str) for part in parts) or not held((parts[0], parts[1], parts[2])):
        raise InputError(f"reading: grounds: {triple!r} is no triple of this graph")
    return parts[0], parts[1], parts[2]


def sparql(lines: Iterable[Line], grounds: Iterable[TripleText] = ()) -> str:
    """Return the query that gives the facts of lines, and the triples that connect them with the question."""
    pairs = dict.fromkeys((s, p) for line in lines for s, p, _ in line.triples)
    rows = [f"({_short(s)} {_short(p)} UNDEF)" for s, p in pairs]
    rows += [f"({_short(s)} {_short(p)} {_short(o)})" for s, p, o in grounds if (s, p) not in pairs]
    listed = "\n".join(f"    {row}" for row in rows)
    return f"SELECT ?s ?p ?o WHERE {{\n  VALUES (?s ?p ?o) {{\n{listed}\n  }}\n  ?s ?p ?o .\n}}\nORDER BY ?s ?p ?o"


def _short(written: str) -> str:
    """Return a term as it stands in SPARQL, an IRI by its prefix; both come from the graph."""
    return shorten(iri(written[1:-1]).strip("<>")) if written.startswith("<") else written
