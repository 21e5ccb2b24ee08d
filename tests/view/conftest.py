"""A small graph whose every field is hostile, and helpers that read a page."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from kg.graph import Graph, open_graph
from tests.conftest import lacking
from tests.view.browser import Watched, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

HOSTILE = (
    "</script><script>document.title='hacked'</script>",
    "<img src=x onerror=\"document.title='hacked'\">",
    '"><svg onload="document.title=\'hacked\'">{{ 7*7 }}{% raw %}',
    "<!--<script>",
    "&lt;b&gt; href='javascript:alert(1)' \u202eevil\u2028\u0007",
    "javascript:document.title='hacked'",
    '=HYPERLINK("https://evil.example/")',
)
PREFIXES = (
    "@prefix kg: <https://kg.example/ont#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix x: <https://kg.example/id/x/> .\n"
)


def quoted(text: str) -> str:
    """Return text as a literal of TriG."""
    return json.dumps(text)


def described(passages: Iterable[str], label: str = "Paper, 3 May 2031", publisher: str = "Paper") -> str:
    """Return the catalogue of one article whose paragraphs are these; passage i is <https://c.example/i>."""
    passages = list(passages)
    page = "\n".join(passages) + "\n"
    lines = [
        f'<https://p.example/p> a kg:Page ; kg:fileName "p.txt" ; kg:textDigest "{_digest(page)}" .',
        f"<https://a.example/a> a kg:Article ; rdfs:label {quoted(label)} ; kg:page <https://p.example/p> ;"
        ' kg:published "2031-05-03" ; kg:publisher <https://o.example/o> .',
        f"<https://o.example/o> a kg:Outlet ; rdfs:label {quoted(publisher)} .",
    ]
    start = 0
    for number, passage in enumerate(passages):
        end = start + len(passage)
        lines.append(
            f"<https://c.example/{number}> a kg:Citation ; kg:article <https://a.example/a> ; "
            f'kg:paragraph {number + 1} ; kg:start {start} ; kg:end {end} ; kg:digest "{_digest(passage)}" ;'
            " kg:voice kg:attributed ; kg:accordingTo x:a ."
        )
        start = end + 1
    return "<https://kg.example/graph/catalogue> {\n" + "\n".join(lines) + "\n}\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def opened(folder: Path, passages: Iterable[str], facts: dict[int, str], **catalogue: str) -> Graph:
    """Write a graph and its text into a folder and open it."""
    passages = list(passages)
    trig = PREFIXES + described(passages, **catalogue)
    trig += "".join(f"<https://c.example/{number}> {{ {body} }}\n" for number, body in facts.items())
    (folder / "graph.trig").write_text(trig, encoding="utf-8")
    (folder / "p.txt").write_text("\n".join(passages) + "\n", encoding="utf-8")
    return open_graph(folder / "graph.trig", folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        lacking("no Chromium: install it, or name it in KG_CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("no playwright: pip install kg[test]")
    arguments = ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # playwright's own
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=chromium, args=arguments)
            yield started
            started.close()


@pytest.fixture(scope="session")
def example_path(example: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(example, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def bundled_path(bundled: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(bundled, tmp_path_factory.mktemp("bundled"))


@pytest.fixture
def watched(browser: Any, example_path: Path) -> Iterator[Watched]:
    page = Watched(browser, example_path)
    yield page
    page.close()


@pytest.fixture
def watched_bundled(browser: Any, bundled_path: Path) -> Iterator[Watched]:
    page = Watched(browser, bundled_path)
    yield page
    page.close()


@pytest.fixture
def hostile(tmp_path: Path) -> Graph:
    """Return a graph with hostile text in labels, other names, gists, descriptions, IRIs, articles and quotations."""
    bad = [quoted(text) for text in HOSTILE]
    evil = "<https://evil.example/'onload=alert(1)//&lt;script&gt;>"
    facts = {
        0: f"x:a a kg:Person ; rdfs:label {bad[0]} ; skos:altLabel {bad[1]} ; kg:describedAs {bad[2]}@en, {bad[5]} .",
        1: f"x:s a kg:Statement ; kg:gist {bad[1]}@en ; kg:speaker x:a ; kg:about {evil} ; kg:reason {bad[3]}@en ;"
        f" kg:condition {bad[6]}@en .",
        2: f"{evil} a kg:Measure, <https://evil.example/cls'> ; rdfs:label {bad[2]} ; kg:scope {bad[4]} .",
        3: f"x:a <https://evil.example/prop'> x:b . x:b a kg:Meeting ; rdfs:label {bad[4]} .",
        4: f"x:t a kg:Tenure ; kg:holder x:a ; kg:office x:o ; kg:asOf {bad[0]} . "
        f"x:o a kg:Office ; rdfs:label {bad[3]} .",
    }
    passages = [text.replace("\u2028", "").replace("\u0007", "") + " in print" for text in HOSTILE]
    return opened(tmp_path, passages, facts, label=HOSTILE[0], publisher=HOSTILE[1])


def block(page: str) -> dict[str, Any]:
    """Return the data block of a page."""
    found = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def expected(graph: Graph, thing: str) -> set[str]:
    """Return by SPARQL the receipts of all that names a thing, and of the states and relays told with it."""
    return set(
        graph.select(f"""SELECT DISTINCT ?g {{
      {{ GRAPH ?g {{ <{thing}> ?p ?o }} }} UNION {{ GRAPH ?g {{ ?s ?p <{thing}> }} }} UNION {{
        {{ ?t ?q <{thing}> }} UNION {{ <{thing}> ?q ?t }}
        ?t a ?c VALUES ?c {{ kg:State kg:Tenure kg:Relay }}
        {{ GRAPH ?g {{ ?t ?p ?o }} }} UNION {{ GRAPH ?g {{ ?s ?p ?t }} }} }}
      FILTER(?g NOT IN (graph:catalogue, graph:ontology)) }}""").values("g")
    )


def expected_of_links(graph: Graph) -> dict[frozenset[str], set[str]]:
    """Return by SPARQL, for each two things that something joins, the receipts of all that joins them.

    That is: triples between them; states of one that name the other; relays; statements of one about the other.
    """
    rows = graph.select("""SELECT DISTINCT ?x ?y ?g {
      { GRAPH ?g { ?x ?p ?y } FILTER(isIRI(?y)) }
      UNION {
        { ?t a kg:State ; kg:holder|kg:stateOf ?x ; ?q ?y
          FILTER(isIRI(?y) && ?q NOT IN (kg:holder, kg:stateOf, kg:shownBy, kg:component)) }
        UNION { ?x ?r ?t . ?t a kg:Relay ; kg:relayer ?y }
        { GRAPH ?g { ?t ?p ?o } } UNION { GRAPH ?g { ?s ?p ?t } }
      } UNION {
        ?t a kg:Statement ; kg:speaker ?x ; kg:about|kg:touches|kg:addressee ?y .
        GRAPH ?g { ?t ?p ?o }
      }
      FILTER(?x != ?y && ?g NOT IN (graph:catalogue, graph:ontology)) }""")
    codes = set(graph.select("SELECT ?t { GRAPH graph:ontology { ?t a [] } }").values("t"))
    told = set(graph.select("SELECT ?t { ?t a ?c VALUES ?c { kg:State kg:Tenure kg:Relay } }").values("t"))
    found: dict[frozenset[str], set[str]] = {}
    for one, other, receipt in zip(rows.values("x"), rows.values("y"), rows.values("g"), strict=True):
        if not {one, other} & (codes | told):
            found.setdefault(frozenset((one, other)), set()).add(receipt)
    return found
