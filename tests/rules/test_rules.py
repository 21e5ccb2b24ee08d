"""Every rule is kept by the graphs that ship, and broken by the smallest graph that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.library import rules
from kg.namespaces import ONTOLOGY
from kg.paths import data_folder
from kg.rules.rules import broken
from kg.store.engine import Engine, fill_default_graph
from tests.conftest import prefix_lines

if TYPE_CHECKING:
    import kg

HEADER = prefix_lines().replace("PREFIX", "@prefix").replace(">\n", "> .\n")
CATALOGUE = """graph:catalogue {
  page:p a kg:Page . article:a a kg:Article ; kg:page page:p .
  cite:x a kg:Citation ; kg:article article:a . cite:y a kg:Citation ; kg:article article:a . }
cite:x { person:v a kg:Person, kg:Agent ; rdfs:label 'Venn' . }
cite:y { person:v a kg:Person, kg:Agent ; rdfs:label 'Venn' . }
"""
MEETING = "event:m a kg:Meeting, kg:Event ; rdfs:label 'Round' ; kg:attendee person:v ."
STATE = "state:s a kg:State, kg:MeasureState ; kg:asOf '2031-03-01'^^xsd:date"

BREAKS = {
    "blank-node": "cite:x { _:b a kg:Person ; rdfs:label 'B' . }",
    "empty-citation": "graph:catalogue { cite:z a kg:Citation ; kg:article article:a . }",
    "merged-unnamed-source": " ".join(f"cite:{c} {{ source:s a kg:UnnamedSource ; rdfs:label 'S' . }}" for c in "xy"),
    "plan-as-event": f"cite:x {{ {MEETING} }}",
    "publication-term-in-facts": "cite:x { run:r a kg:Run ; rdfs:label 'R' . }",
    "state-of-two-minds": f"cite:x {{ {STATE} . }} cite:y {{ {STATE.replace('01', '02')} . }}",
    "stray-in-catalogue": "graph:catalogue { person:v kg:minutes 3 . }",
    "two-labels": "cite:y { person:v rdfs:label 'Wenn' . }",
    "undeclared-class": "cite:x { person:v a kg:Hero . }",
    "undeclared-code": f"cite:x {{ {STATE} ; kg:status kg:superseded . }}",
    "undeclared-predicate": "cite:x { person:v kg:admires person:v . }",
    "undescribed-graph": "cite:z { person:v a kg:Person ; rdfs:label 'Venn' . }",
    "unknown-article": "graph:catalogue { cite:y kg:article article:b . }",
    "unlabelled-thing": "cite:x { person:h a kg:Person . }",
    "untyped-thing": "cite:x { person:v kg:memberOf organization:o . }",
}
# These two compare the default graph with the rest, so they are broken by taking out or putting in.
UNION = {
    "missing-from-union": "DELETE WHERE { ?s rdfs:label ?l }",
    "uncited-fact": "INSERT DATA { person:v rdfs:label 'Ven' }",
}


def engine(text: str, update: str = "") -> Engine:
    store = ox.Store()
    store.load(f"{HEADER}{CATALOGUE}{text}".encode(), ox.RdfFormat.TRIG)
    fill_default_graph(store)
    for path in data_folder("ontology").glob("*.ttl"):
        store.load(path.read_bytes(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY))
    if update:
        store.update(prefix_lines() + update)
    return Engine(store)


def names(engine: Engine) -> set[str]:
    return {name for name, rows in broken(engine).items() if len(rows)}


def test_the_graphs_that_ship_keep_every_rule(bundled: kg.Graph, example: kg.Graph) -> None:
    assert names(bundled.engine) == names(example.engine) == set()


def test_the_smallest_graph_keeps_every_rule() -> None:
    assert names(engine("")) == set()


def test_every_rule_is_tried() -> None:
    assert {*BREAKS, *UNION} == set(rules())


@pytest.mark.parametrize("rule", BREAKS)
def test_each_rule_finds_what_breaks_it(rule: str) -> None:
    assert rule in names(engine(BREAKS[rule]))


@pytest.mark.parametrize("rule", UNION)
def test_the_default_graph_is_held_to_the_union(rule: str) -> None:
    assert rule in names(engine("", UNION[rule]))


@pytest.mark.parametrize("rule", rules())
def test_each_rule_says_what_it_keeps(rule: str) -> None:
    assert rules()[rule].summary.endswith(".")
