"""Completing a receipt so that it stands on its own: the classes and the label of each thing it names."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import CATALOGUE, ID, LABEL, RDFS, TYPE, XSD, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TYPE, _LABEL = ox.NamedNode(TYPE), ox.NamedNode(LABEL)
_DECIMAL = ox.NamedNode(f"{XSD}decimal")
_THING = term("Thing")


class Vocabulary:
    """The classes of an ontology with their superclasses, and its properties that take decimals."""

    def __init__(self, ontology: Iterable[ox.Quad] | Iterable[ox.Triple]) -> None:
        self._parents: dict[str, set[str]] = defaultdict(set)
        self.decimals: set[str] = set()
        for t in ontology:
            if t.predicate.value == f"{RDFS}range" and t.object == _DECIMAL:
                self.decimals.add(t.subject.value)  # type: ignore[union-attr]
            if t.predicate.value == f"{RDFS}subClassOf" and isinstance(t.object, ox.NamedNode):
                self._parents[t.subject.value].add(t.object.value)  # type: ignore[union-attr]

    def with_ancestors(self, name: str) -> set[str]:
        """Return a class and its superclasses, the root left out."""
        found = {name}
        for parent in self._parents.get(name, set()):
            found |= self.with_ancestors(parent)
        return found - {_THING}


def decimal(quad: ox.Quad, vocabulary: Vocabulary) -> ox.Quad:
    """Return a quad with its number written as a decimal where its property takes decimals: 25 becomes 25.0."""
    value = quad.object
    if quad.predicate.value not in vocabulary.decimals or not isinstance(value, ox.Literal):
        return quad
    if not re.fullmatch(r"[+-]?\d+(\.\d*)?", value.value):
        return quad
    whole, _, part = value.value.partition(".")
    number = ox.Literal(f"{whole}.{part or '0'}", datatype=_DECIMAL)
    return ox.Quad(quad.subject, quad.predicate, number, quad.graph_name)


def complete(quads: list[ox.Quad], known: Iterable[ox.Quad], vocabulary: Vocabulary) -> Iterator[ox.Quad]:
    """Yield the type and label triples that citation graphs lack for what they name, from these quads and `known` ones.

    A thing that is named in a graph (or in its citation's `kg:accordingTo`) gets its classes with their superclasses,
    and its label where it has none in that graph. What is typed or labelled nowhere is left as it is: the rules report
    it.
    """
    classes, labels = _knowledge([*quads, *known])  # the file's own label, being first, wins over a neighbour's
    for graph, named in _named(quads).items():
        for thing in named:
            for name in classes.get(thing, set()):
                for ancestor in vocabulary.with_ancestors(name):
                    yield ox.Quad(ox.NamedNode(thing), _TYPE, ox.NamedNode(ancestor), graph)
            if thing in labels and not any(True for q in quads if q.graph_name == graph and _labels(q, thing)):
                yield ox.Quad(ox.NamedNode(thing), _LABEL, labels[thing], graph)


def _labels(quad: ox.Quad, thing: str) -> bool:
    return quad.predicate == _LABEL and quad.subject.value == thing  # type: ignore[union-attr]


def _knowledge(quads: Iterable[ox.Quad]) -> tuple[dict[str, set[str]], dict[str, ox.Literal]]:
    classes: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, ox.Literal] = {}
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not quad.subject.value.startswith(ID):
            continue
        if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode):
            classes[quad.subject.value].add(quad.object.value)
        elif quad.predicate == _LABEL and isinstance(quad.object, ox.Literal):
            labels.setdefault(quad.subject.value, quad.object)
    return classes, labels


def _named(quads: Iterable[ox.Quad]) -> dict[ox.NamedNode, set[str]]:
    named: dict[ox.NamedNode, set[str]] = defaultdict(set)
    for quad in quads:
        graph = quad.graph_name
        if not isinstance(graph, ox.NamedNode):
            continue
        if graph.value == CATALOGUE:
            if quad.predicate.value == term("accordingTo") and isinstance(quad.subject, ox.NamedNode):
                named[quad.subject].add(quad.object.value)  # type: ignore[union-attr]
            continue
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.NamedNode) and node.value.startswith(ID):
                named[graph].add(node.value)
    return named
