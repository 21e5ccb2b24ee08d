"""The graph as networkx sees it: things are nodes, their relations are edges that know their receipts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from kg.namespaces import CATALOGUE, TYPE, local_name, term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from networkx import MultiDiGraph

    from kg.store.engine import Engine


class Labelled(Protocol):
    """Whatever knows the labels of things; kg.names.Names does."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Return labels by IRI."""


def network(engine: Engine, names: Labelled) -> MultiDiGraph:
    """Return the graph as a MultiDiGraph, built in the same order each time.

    Each node is an IRI with `label` (a statement's gist where it has no label) and `classes`; each edge has its
    property as key and as `property`, and the IRIs of all its `citations`. Classes, codes and literals are no nodes.

    >>> import kg
    >>> graph = kg.open().to_networkx()
    >>> all(data["citations"] for _, _, data in graph.edges(data=True))
    True
    """
    from networkx import MultiDiGraph

    codes, gists = _codes(engine), _gists(engine)
    classes: dict[str, set[str]] = defaultdict(set)
    edges: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    things: set[str] = set()
    for subject, predicate, target, citation in _cited(engine):
        things.add(subject)
        if predicate == TYPE and isinstance(target, ox.NamedNode):
            classes[subject].add(target.value)
        elif isinstance(target, ox.NamedNode) and target.value not in codes:
            things.add(target.value)
            edges[subject, predicate, target.value].add(citation)
    graph = MultiDiGraph()
    for iri in sorted(things):
        label = names.labels.get(iri) or gists.get(iri) or local_name(iri)
        graph.add_node(iri, label=label, classes=tuple(sorted(classes[iri])))
    for (subject, predicate, other), citations in sorted(edges.items()):
        graph.add_edge(subject, other, key=predicate, property=predicate, citations=tuple(sorted(citations)))
    return graph


def _cited(engine: Engine) -> list[tuple[str, str, object, str]]:
    """Return subject, property, object and citation of every cited triple about an IRI."""
    return [
        (quad.subject.value, quad.predicate.value, quad.object, quad.graph_name.value)
        for quad in engine.quads()
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.graph_name, ox.NamedNode)
        and quad.graph_name.value != CATALOGUE
    ]


def _codes(engine: Engine) -> set[str]:
    """Return the codes and classes of the ontology: values, not things."""
    return set(engine.select("SELECT ?t { GRAPH graph:ontology { ?t a [] } }").values("t"))


def _gists(engine: Engine) -> dict[str, str]:
    rows = engine.select(f"SELECT ?s ?g {{ ?s <{term('gist')}> ?g }} ORDER BY DESC(?g)")
    return dict(zip(rows.values("s"), rows.values("g"), strict=True))
