"""TriG as people read and review it: one order, one layout, so that a change of one fact is a diff of one place.

Each citation is one block: its entry in the catalogue, then its graph. Blocks follow the article from top to bottom.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import ALT_LABEL, CATALOGUE, CITE, LABEL, ONT, PREFIXES, TYPE, XSD, term
from kg.tables import ntriples

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_FIRST = (TYPE, LABEL, ALT_LABEL)
_HEAD_CLASSES = ("Page", "Article", "Run")

Subject = ox.NamedNode | ox.BlankNode


def write(quads: Iterable[ox.Quad]) -> str:
    """Return quads as TriG in kg's order. Parsing the result gives the same quads, writing it again the same text."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in set(quads):
        graphs["" if isinstance(quad.graph_name, ox.DefaultGraph) else _key(quad.graph_name)].append(quad)
    catalogue = _by_subject(graphs.pop(CATALOGUE, []))
    names = _Names(graphs, catalogue)
    spans = sorted((s for s in catalogue if _is_span(catalogue[s])), key=lambda s: _place(s, catalogue[s]))
    head = [s for s in sorted(catalogue, key=lambda s: (_rank(catalogue[s]), s.value)) if s not in set(spans)]
    blocks = [names.graph(CATALOGUE, {s: catalogue[s] for s in head})] if head else []
    for span in spans:
        blocks.append(names.graph(CATALOGUE, {span: catalogue[span]}))
        own = graphs.pop(span.value, None) if isinstance(span, ox.NamedNode) else None
        if own:
            blocks[-1] += names.graph(span.value, _by_subject(own))
    blocks += [names.graph(graph, _by_subject(graphs[graph])) for graph in sorted(graphs)]
    return names.header() + "\n" + "\n".join(blocks)


def _key(graph: ox.NamedNode | ox.BlankNode) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else str(graph)


def _by_subject(quads: Iterable[ox.Quad]) -> dict[Subject, list[ox.Quad]]:
    found: dict[Subject, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if not isinstance(quad.subject, ox.Triple):  # no syntax has them
            found[quad.subject].append(quad)
    return found


def _values(quads: Iterable[ox.Quad], name: str) -> list[str]:
    return [quad.object.value for quad in quads if quad.predicate.value == term(name)]  # type: ignore[union-attr]


def _types(quads: Iterable[ox.Quad]) -> set[str]:
    return {quad.object.value for quad in quads if quad.predicate.value == TYPE}  # type: ignore[union-attr]


def _is_span(quads: Iterable[ox.Quad]) -> bool:
    return bool(_types(quads) & {term("Citation"), term("LedgerSpan")})


def _place(subject: Subject, quads: list[ox.Quad]) -> tuple[str, int, int, int, str]:
    def number(name: str) -> int:
        return next((int(v) for v in _values(quads, name) if re.fullmatch(r"-?\d{1,9}", v)), 0)

    article = next(iter(_values(quads, "article")), "")
    return article, number("paragraph"), number("start"), number("end"), subject.value


def _rank(quads: Iterable[ox.Quad]) -> int:
    types = _types(quads)
    return next((i for i, name in enumerate(_HEAD_CLASSES) if term(name) in types), len(_HEAD_CLASSES))


class _Names:
    """Writes terms, with the prefixes that the quads at hand need."""

    def __init__(self, graphs: dict[str, list[ox.Quad]], catalogue: dict[Subject, list[ox.Quad]]) -> None:
        self.prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items() if prefix != "cite"}
        quads = [q for group in (*graphs.values(), *catalogue.values()) for q in group]
        iris = {t.value for q in quads for t in (q.subject, q.object) if isinstance(t, ox.NamedNode)}
        iris |= {q.predicate.value for q in quads} - {TYPE}
        iris |= {q.object.datatype.value for q in quads if isinstance(q.object, ox.Literal)} | set(graphs) | {CATALOGUE}
        keys = sorted({iri.rsplit("/", 1)[0] + "/" for iri in iris if iri.startswith(CITE)})
        self.prefixes |= {key: "c" if i == 0 else f"c{i}" for i, key in enumerate(keys)}
        used = {self._split(iri)[0] for iri in iris}
        self.used = sorted((prefix, namespace) for namespace, prefix in self.prefixes.items() if namespace in used)

    def header(self) -> str:
        return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in self.used)

    def graph(self, name: str, subjects: dict[Subject, list[ox.Quad]]) -> str:
        order = sorted(subjects, key=lambda s: (_rank(subjects[s]), s.value))
        body = "\n".join(self._subject(s, subjects[s]) for s in order)
        shown = name if name.startswith("_:") else self._iri(name) if name else ""
        return f"{shown} {{\n{body}\n}}\n".lstrip()

    def _subject(self, subject: Subject, quads: list[ox.Quad]) -> str:
        objects: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            objects[quad.predicate.value].append(self._term(quad.object))
        order = sorted(objects, key=lambda p: (_FIRST.index(p) if p in _FIRST else len(_FIRST), p))
        lines = [f"{'a' if p == TYPE else self._iri(p)} {', '.join(sorted(objects[p]))}" for p in order]
        return f"  {self._term(subject)} " + " ;\n    ".join(lines) + " ."

    def _split(self, iri: str) -> tuple[str, str]:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        return iri[:cut], iri[cut:]

    def _iri(self, iri: str) -> str:
        namespace, local = self._split(iri)
        prefix = self.prefixes.get(namespace)
        return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else str(ox.NamedNode(iri))

    def _term(self, value: Subject | ox.Literal | ox.Triple) -> str:
        if isinstance(value, ox.NamedNode):
            return self._iri(value.value)
        if isinstance(value, ox.Literal) and not value.language:
            return self._literal(value)
        return ntriples(value)

    def _literal(self, value: ox.Literal) -> str:
        kind = value.datatype.value
        if kind == f"{XSD}integer" and re.fullmatch(r"[+-]?\d+", value.value):
            return value.value
        if kind == f"{XSD}decimal" and re.fullmatch(r"[+-]?\d*\.\d+", value.value):
            return value.value
        if kind.startswith((XSD, ONT)) and kind != f"{XSD}string":
            return f"{ox.Literal(value.value)}^^{self._iri(kind)}"
        return str(value)
