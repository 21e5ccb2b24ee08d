"""Shapes: SHACL over the facts, the catalogue and the ontology, told in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import CATALOGUE, LABEL, ONTOLOGY
from kg.paths import data_folder
from kg.tables import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib import Graph as RdfGraph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"


def shape_faults(store: ox.Store) -> list[str]:
    """Return one plain sentence for each place where the data break a shape; empty where all is well.

    `data.ttl` is held against the default graph with the catalogue, `style.ttl` against the ontology.
    """
    folder = data_folder("ontology") / "shapes"
    facts = _graph(store, [ox.DefaultGraph(), ox.NamedNode(CATALOGUE)])
    terms = _graph(store, [ox.NamedNode(ONTOLOGY)])
    return [*_faults(facts, folder / "data.ttl"), *_faults(terms, folder / "style.ttl")]


def _graph(store: ox.Store, names: Iterable[ox.NamedNode | ox.DefaultGraph]) -> RdfGraph:
    import logging

    from rdflib import Graph as RdfGraph

    # It warns of each ill-typed literal with a traceback; the shapes say it in words.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    graph = RdfGraph()
    for name in names:
        graph.parse(data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name), format="nt")
    return graph


def _faults(data: RdfGraph, shapes: Path) -> list[str]:
    from pyshacl import validate
    from rdflib import Graph as RdfGraph
    from rdflib import URIRef

    if not len(data):
        return []
    _, report, _ = validate(data, shacl_graph=RdfGraph().parse(shapes), inplace=True)
    if not isinstance(report, RdfGraph):
        return [f"{shapes.name}: {report}"]
    found = []
    for result in report.objects(None, URIRef(_SH + "result")):
        found.append(_in_words(report, data, result))
    return sorted(found)


def _in_words(report: RdfGraph, data: RdfGraph, result: Node) -> str:
    from rdflib import URIRef

    def value(name: str) -> Node | None:
        return report.value(result, URIRef(_SH + name))

    focus = value("focusNode")
    label = data.value(focus, URIRef(LABEL)) if focus is not None else None
    path, wrong, message = value("resultPath"), value("value"), value("resultMessage")
    about = f"{shorten(str(focus))}" + (f" ({str(label)[:80]})" if label else "")
    on = f", {shorten(str(path))}" if path is not None else ""
    got = f" (found {_shown(wrong)})" if wrong is not None and wrong != focus else ""
    return visible(f"{about}{on}: {message}{got}")


def _shown(value: Node) -> str:
    from rdflib import URIRef

    return shorten(str(value)) if isinstance(value, URIRef) else repr(str(value)[:60])
