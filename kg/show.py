"""Everything known about one thing: its facts, what refers to it, and the receipts of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.namespaces import LABEL, TYPE, local_name, term
from kg.store.engine import Engine, iri
from kg.tables import readable, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.citation import Citation, Receipt, TripleText
    from kg.names import Names

_HIDDEN = {TYPE, LABEL}
_ASIDE = _HIDDEN | {term("keywords")}  # what a thing is found by says nothing of another


@dataclass(frozen=True, slots=True)
class Fact:
    """One triple in words, with the numbers of its receipts; `depth` 1 belongs to the node named in the line above."""

    triple: TripleText
    subject: str
    property: str
    value: str
    citations: tuple[int, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What `kg show` shows of one thing."""

    iri: str
    label: str
    classes: tuple[str, ...]
    facts: tuple[Fact, ...]
    receipts: tuple[Receipt, ...]

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "iri": self.iri,
            "label": self.label,
            "classes": list(self.classes),
            "facts": [
                {"triple": list(f.triple), "subject": f.subject, "property": f.property, "value": f.value,
                 "citations": list(f.citations)}
                for f in self.facts
            ],
            "citations": [receipt.as_dict() for receipt in self.receipts],
        }  # fmt: skip

    def as_text(self) -> str:
        """Return it as lines for a terminal: facts with bracketed numbers, then the receipts."""
        lines = [f"{self.label}  ({', '.join(self.classes)})", f"<{self.iri}>", ""]
        for fact in self.facts:
            marks = "".join(f"[{n}]" for n in fact.citations)
            lines.append(f"{'    ' * fact.depth}{fact.property}: {fact.value} {marks}".rstrip())
        lines.append("")
        for receipt in self.receipts:
            lines.append(receipt.as_line())
            if receipt.proof.quote is not None:
                lines.append(f"    “{receipt.proof.quote}”")
        return "\n".join(map(visible, lines)) + "\n"


def show(
    engine: Engine,
    names: Names,
    thing: str,
    receipts_for: Callable[[Iterable[TripleText]], list[Receipt]],
) -> Shown:
    """Gather what is said of a thing and what refers to it; states and statements are told in full."""
    words = _properties(engine)
    own = _triples(engine, f"{iri(thing)} ?p ?o BIND({iri(thing)} AS ?s)")
    about = _triples(engine, f"?s ?p {iri(thing)} BIND({iri(thing)} AS ?o)")
    classes = [words.get(o.value, local_name(o.value)) for _, p, o in own if p.value == TYPE]
    names.learn(subject.value for subject, _, _ in about)
    titles: dict[str, str] = {}
    groups = [(0, [t for t in own if t[1].value not in _HIDDEN])]
    for subject in dict.fromkeys(s.value for s, _, _ in about):
        groups.append((0, [t for t in about if t[0].value == subject]))
        if names.own_label(subject) is None:
            mine = _triples(engine, f"{iri(subject)} ?p ?o BIND({iri(subject)} AS ?s)")
            titles[subject] = _title(mine, words)
            groups.append((1, [t for t in mine if t[1].value not in _ASIDE and t[2].value != thing]))
    flat = [(depth, triple) for depth, group in groups for triple in group]
    receipts = receipts_for([_text(t) for _, t in flat])
    numbers: dict[TripleText, list[int]] = {}
    for receipt in receipts:
        for proven in receipt.triples:
            numbers.setdefault(proven, []).append(receipt.number)
    facts = tuple(_fact(t, thing, titles, names, words, tuple(numbers.get(_text(t), ())), depth) for depth, t in flat)
    return Shown(thing, names.label(thing), tuple(sorted(set(classes))), facts, tuple(receipts))


def show_citation(
    engine: Engine,
    names: Names,
    citation: Citation,
    receipts_for: Callable[[Iterable[TripleText]], list[Receipt]],
) -> Shown:
    """Gather what one passage supports: the facts of its graph, with its own receipt alone."""
    words = _properties(engine)
    triples = _triples(engine, f"GRAPH {iri(citation.iri)} {{ ?s ?p ?o }}")
    told = [t for t in sorted(triples, key=str) if t[1].value not in _HIDDEN]
    every = [_text(t) for t in triples]
    own = [r._replace(number=1) for r in receipts_for(every) if r.citation.iri == citation.iri]
    facts = [_fact(t, "", {}, names, words, (1,), 0) for t in told]
    named = tuple(
        replace(f, property=f"{names.label(t[0].value)}, {f.property}") for f, t in zip(facts, told, strict=True)
    )
    label = f"{citation.article.label}, paragraph {citation.paragraph}, characters {citation.start}-{citation.end}"
    return Shown(citation.iri, label, ("citation",), named, tuple(own))


_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _triples(engine: Engine, pattern: str) -> list[_Triple]:
    rows = engine.select(f"SELECT DISTINCT ?s ?p ?o {{ {pattern} }} ORDER BY ?p ?s ?o")
    found = [(row["s"], row["p"], row["o"]) for row in rows]
    # A rule forbids blank nodes in citation graphs; where it is broken, they are left out here.
    return [
        (s, p, o)
        for s, p, o in found
        if isinstance(s, NamedNode) and isinstance(p, NamedNode) and isinstance(o, NamedNode | Literal)
    ]


def _properties(engine: Engine) -> dict[str, str]:
    rows = engine.select("SELECT ?t ?l { GRAPH graph:ontology { ?t rdfs:label ?l } }")
    return {row["t"].value: row["l"].value for row in rows}  # type: ignore[union-attr]


def _text(triple: _Triple) -> TripleText:
    s, p, o = (str(term) for term in triple)
    return s, p, o


def _title(facts: list[_Triple], words: dict[str, str]) -> str:
    """Return what stands for a node without a label: the gist of a statement, else its narrowest class."""
    gist = next((o.value for _, p, o in facts if p.value == term("gist")), None)
    classes = [o.value for _, p, o in facts if p.value == TYPE and o.value != term("State")]
    return gist or next((words[name] for name in classes if name in words), "")


def _fact(
    triple: _Triple, thing: str, titles: dict[str, str], names: Names, words: dict[str, str],
    numbers: tuple[int, ...], depth: int,
) -> Fact:  # fmt: skip
    s, p, o = triple
    word = words.get(p.value, local_name(p.value))
    subject = titles.get(s.value) or names.own_label(s.value) or local_name(s.value)
    if o.value == thing and depth == 0 and s.value != thing:
        return Fact(_text(triple), subject, f"← {word}", subject, numbers, depth)
    value = (
        words.get(o.value) or titles.get(o.value) or (readable(o) if isinstance(o, Literal) else names.label(o.value))
    )
    return Fact(_text(triple), subject, word, value, numbers, depth)
