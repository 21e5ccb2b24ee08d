"""What is shown leaves the page whole: CSV, JSON-LD, CSL-JSON, and paper with footnotes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg.namespaces import CATALOGUE, local_name
from tests.view.browser import Watched, fragment, written
from tests.view.conftest import opened

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph

pytestmark = pytest.mark.browser
VENN = "https://kg.example/id/person/mara-venn"
# What the catalogue notes on how a text was read; it says nothing of what the text says.
NOT_HELD = {"publishedNote", "readBy", "textRule"}


def saved(watched: Watched, name: str) -> str:
    watched.page.locator("#exports summary").click()
    with watched.page.expect_download() as waiting:
        watched.page.locator(f"[data-export='{name}']").click()
    return waiting.value.path().read_text(encoding="utf-8-sig")


def test_all_facts_leave_as_csv_with_every_receipt(watched: Watched, example: Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(saved(watched, "csv"))))
    query = "SELECT ?s ?p ?g { GRAPH ?g { ?s ?p ?o } FILTER(?g NOT IN (graph:catalogue, graph:ontology)) }"
    wanted = sorted(tuple(term.value for term in (row["s"], row["p"], row["g"])) for row in example.select(query))
    assert sorted((row["subject_iri"], row["property_iri"], row["citation"]) for row in rows) == wanted
    assert {row["verified"] for row in rows} == {"yes"}
    [minutes] = [
        row for row in rows if row["property"] == "length in minutes" and row["publisher"] == "The Quill Courier"
    ]
    assert (minutes["value"], minutes["published"], minutes["according_to"]) == (
        "100", "2031-03-20", "Commerce ministry of Tessaly")  # fmt: skip


def test_json_ld_holds_the_quads_of_the_graph(watched: Watched, example: Graph) -> None:
    store = ox.Store()
    store.load(saved(watched, "jsonld").encode(), ox.RdfFormat.JSON_LD)
    cited = {str(q) for q in example.engine.quads() if q.graph_name != ox.NamedNode(CATALOGUE)}
    assert {str(q) for q in store if q.graph_name != ox.NamedNode(CATALOGUE)} == cited
    catalogue = {str(q) for q in store.quads_for_pattern(None, None, None, ox.NamedNode(CATALOGUE))}
    described = {*example.catalogue.citations, *example.catalogue.articles, *example.catalogue.pages}
    wanted = {
        str(q)
        for q in example.engine.quads()
        if q.graph_name == ox.NamedNode(CATALOGUE)
        and q.subject.value in described
        and local_name(q.predicate.value) not in NOT_HELD
        and not (q.subject.value in example.catalogue.articles and local_name(q.predicate.value) == "digest")
    }
    assert catalogue == wanted
    assert {"accordingTo", "confidence", "review", "passageKind", "dateBasis", "publisher", "textDigest"} <= {
        local_name(q.predicate.value) for q in store
    }


def test_a_filter_narrows_what_is_saved(watched: Watched, example: Graph) -> None:
    watched.go(fragment(**{"class": "person"}))
    rows = list(csv.DictReader(io.StringIO(saved(watched, "csv"))))
    people = set(example.select("SELECT ?p { ?p a kg:Person }").values("p"))
    assert people <= {row["subject_iri"] for row in rows}
    assert not {row["property"] for row in rows} & {"product", "applies to"}
    assert "with all facts of the matching things" in watched.page.locator("#status").inner_text()


def test_chosen_sources_narrow_the_receipts_that_are_saved(watched: Watched) -> None:
    watched.go(fragment(source=["The Quill Courier"], q="norvia tessaly"))
    rows = list(csv.DictReader(io.StringIO(saved(watched, "csv"))))
    assert {row["publisher"] for row in rows} == {"The Quill Courier"}
    assert "these receipts alone" in watched.page.locator("#exports-note").text_content()
    assert {item["container-title"] for item in json.loads(saved(watched, "csl"))} == {"The Quill Courier"}
    cited = {graph["@id"] for graph in json.loads(saved(watched, "jsonld"))} - {CATALOGUE}
    assert cited == {row["citation"] for row in rows}


def test_articles_leave_as_csl_json(watched: Watched, example: Graph) -> None:
    items = json.loads(saved(watched, "csl"))
    articles = {c.article for c in example.catalogue.citations.values()}
    assert {item["id"] for item in items} == {article.iri for article in articles}
    for item in items:
        article = example.catalogue.articles[item["id"]]
        assert item["type"] == "article-newspaper"
        assert item["container-title"] == article.publisher
        assert item["issued"]["date-parts"] == [[int(part) for part in (article.published or "").split("-")]]
    cited = {one["id"]: one for item in items for one in item["custom"]["citations"]}
    assert set(cited) == set(example.catalogue.citations)
    assert all(one["sha256"] == example.catalogue.citations[iri].digest for iri, one in cited.items())


@pytest.mark.parametrize("kind", ["things", "relations"])
def test_the_table_leaves_as_it_stands(watched: Watched, kind: str) -> None:
    watched.go(fragment(view="table", **{"class": "meeting|person"}))
    watched.page.locator(f"[data-table='{kind}']").click()
    watched.settle()
    for direction in ("first", "second"):
        watched.page.locator("#table [data-sort='receipts']").click()
        watched.settle()
        assert direction
    head, *rows = csv.reader(io.StringIO(saved(watched, "table")))
    column = head.index("Receipts")
    counts = [int(row[column]) for row in rows]
    shown = watched.page.locator("#table tbody [data-label='Receipts']").all_inner_texts()
    assert [str(count) for count in counts] == shown
    assert counts in (sorted(counts), sorted(counts, reverse=True))


def test_no_cell_runs_as_a_formula(browser: Any, hostile: Graph, tmp_path: Path) -> None:
    watched = Watched(browser, written(hostile, tmp_path))
    text = saved(watched, "csv")
    assert "HYPERLINK" in text
    for row in csv.reader(io.StringIO(text)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    watched.close()


def test_odd_values_leave_whole(browser: Any, tmp_path: Path) -> None:
    cells = ["＝1+1", " =1", "\t=2", "　@SUM(1)", "\n+3"]
    told = ", ".join(json.dumps(cell, ensure_ascii=False) for cell in cells)
    body = f'x:p a kg:Person, "literal type" ; kg:describedAs {told} .'
    graph = opened(tmp_path, ["Words."], {0: body})
    watched = Watched(browser, written(graph, tmp_path))
    rows = list(csv.DictReader(io.StringIO(saved(watched, "csv"), newline="")))
    assert {row["value"] for row in rows if row["property"] != "is a"} == {"'" + cell for cell in cells}
    store = ox.Store()
    store.load(saved(watched, "jsonld").encode(), ox.RdfFormat.JSON_LD)
    cited = {str(q) for q in graph.engine.quads() if q.graph_name != ox.NamedNode(CATALOGUE)}
    assert {str(q) for q in store if q.graph_name != ox.NamedNode(CATALOGUE)} == cited
    watched.close()


def test_what_is_shown_prints_with_numbered_footnotes(watched: Watched, example: Graph) -> None:
    page = watched.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    notes = page.locator("#paper .footnotes li").all_text_contents()
    cited = {note.rsplit(" ", 1)[1] for note in notes}
    assert cited <= set(example.catalogue.citations)
    assert len(cited) == len(notes) > 40
    numbers = {int(text) for text in page.locator("#paper sup").all_text_contents()}
    assert numbers == set(range(1, len(notes) + 1))
    assert len(page.locator("#paper > ul > li").all()) == len(watched.shown())
    page.emulate_media(media="print")
    assert page.locator("#paper").is_visible()
    assert not page.locator("#top, main").first.is_visible()
    assert page.pdf()[:4] == b"%PDF"


def test_a_selection_prints_whole(watched: Watched) -> None:
    receipts = watched.entity("https://kg.example/id/event/norvia-tessaly-talks")
    watched.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    watched.page.emulate_media(media="print")
    printed = watched.page.locator("#paper .receipts > ol > li")
    assert printed.count() == len(receipts)
    assert all(one.is_visible() for one in printed.all())
    assert watched.page.locator("#paper [hidden]").count() == 0
    watched.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert watched.page.locator("#paper").inner_html() == ""
