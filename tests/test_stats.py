from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import CATALOGUE, CITE
from kg.stats import count
from kg.store.engine import Engine, fill_default_graph
from tests.rules.test_rules import HEADER

if TYPE_CHECKING:
    import kg


def test_the_counts_are_those_of_the_quads(example: kg.Graph, bundled: kg.Graph) -> None:
    for graph in (example, bundled):
        cited = [q for q in graph.engine.quads() if q.graph_name.value != CATALOGUE]
        origins: dict[object, set[str]] = {}
        for quad in cited:
            article = graph.catalogue.citation(quad.graph_name.value).article
            origins.setdefault(quad.triple, set()).add(article.origin)
        counted = count(graph.engine)
        assert counted.facts == len(origins)
        assert counted.receipts == len(cited)
        assert counted.several == sum(len(found) > 1 for found in origins.values())
        assert counted.citations == len({q.graph_name.value for q in cited}) == sum(counted.articles.values())
        assert set(counted.articles) == {a.label for a in graph.catalogue.articles.values()}
        assert counted.classes["person"] == len(graph.select("SELECT DISTINCT ?p { ?p a kg:Person }"))


def test_a_copy_is_listed_but_is_no_origin(bundled: kg.Graph) -> None:
    copies = [a for a in bundled.catalogue.articles.values() if a.copy_of]
    assert [count(bundled.engine).articles[a.label] for a in copies] == [0]
    assert not any(
        q.graph_name.value.startswith(f"{CITE}{copies[0].iri.rsplit('/', 1)[-1]}/p") for q in bundled.engine.quads()
    )


def test_a_fact_in_an_article_and_its_copy_has_one_origin() -> None:
    fact = "{ person:v a kg:Person . }"
    for copied, several in (("", 1), ("article:b kg:copyOf article:a .", 0)):
        catalogue = (
            f"cite:x a kg:Citation ; kg:article article:a . cite:y a kg:Citation ; kg:article article:b . {copied}"
        )
        store = ox.Store()
        store.load(
            f"{HEADER} graph:catalogue {{ {catalogue} }} cite:x {fact} cite:y {fact}".encode(), ox.RdfFormat.TRIG
        )
        fill_default_graph(store)
        assert count(Engine(store)).several == several


def test_text_and_json_say_the_same(example: kg.Graph) -> None:
    counted = count(example.engine)
    text = counted.as_text()
    assert set(counted.as_dict()) == {
        "facts",
        "receipts",
        "facts_with_several_origins",
        "citations",
        "articles",
        "classes",
    }
    for number in (counted.facts, counted.receipts, counted.several, counted.citations):
        assert f"{number:,}" in text
