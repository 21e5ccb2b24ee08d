"""What the page shows in a real browser, held against the graph itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.library import named
from tests.conftest import EXAMPLES
from tests.view.browser import Watched, fragment, written
from tests.view.conftest import block, expected, expected_of_links

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph

pytestmark = pytest.mark.browser
VENN = "https://kg.example/id/person/mara-venn"
TARIFF = "https://kg.example/id/measure/tessaly-wool-tariff"
# Follows each link and returns what the panel then shows, in one go: its receipts, and in what reports differ.
GATHERED = """async (fragments) => {
  const found = [], all = (selector) => [...document.querySelectorAll("#panel " + selector)];
  for (const fragment of fragments) {
    const arrived = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = fragment;
    await arrived;
    const differing = all(".differing figcaption").map((e) => e.textContent);
    found.push([all("[data-citation]").map((e) => e.dataset.citation), differing]);
  }
  return found;
}"""
# The line whose middle is farthest from all nodes and from other lines.
CLEAREST = """() => {
  const lines = kgView.lines(), spots = kgView.drawn().map((iri) => kgView.at(iri));
  const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
  const away = (p, a, b) => {
    const along = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (far(a, b) ** 2 || 1);
    const t = Math.max(0, Math.min(1, along));
    return far(p, { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
  };
  const room = (line) => {
    const at = kgView.at(...line);
    const others = lines.filter((other) => other !== line);
    const ends = others.map((other) => away(at, ...other.map((iri) => kgView.at(iri))));
    return Math.min(...spots.map((spot) => far(spot, at) - 15), ...ends);
  };
  return lines.map((line) => [room(line), line]).sort((a, b) => b[0] - a[0])[0][1];
}"""


def held(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the things of a page, and the pairs that it joins."""
    data = block(path.read_text(encoding="utf-8"))
    things = [r[0] for r in data["things"]]
    nodes = [r[0] for r in data["things"][: data["held"]] if data["kinds"][r[2]][3] != "told"]
    return nodes, [(things[link[0]], things[link[1]]) for link in data["links"]]


def test_one_request_and_no_complaint(watched: Watched) -> None:
    assert watched.page.locator("[data-iri]").count() > 50
    assert watched.page.evaluate("kgView.drawn().length") > 30


@pytest.mark.parametrize("which", ["example", "bundled"])
def test_every_node_and_line_shows_the_receipts_that_sparql_gives(
    browser: Any, which: str, request: pytest.FixtureRequest
) -> None:
    graph: Graph = request.getfixturevalue(which)
    path: Path = request.getfixturevalue(f"{which}_path")
    nodes, pairs = held(path)
    by_pair = expected_of_links(graph)
    assert {frozenset(pair) for pair in pairs} == set(by_pair)
    light = {"view": "timeline", "class": "figure"}  # little to draw beside the panel
    watched = Watched(browser, path, fragment(**light))
    wanted = [fragment(entity=iri, **light) for iri in nodes]
    wanted += [fragment(entity=one, to=other, **light) for one, other in pairs]
    shown = watched.page.evaluate(GATHERED, wanted)
    for iri, (receipts, _) in zip(nodes, shown, strict=False):
        assert len(receipts) == len(set(receipts))
        assert set(receipts) == expected(graph, iri), iri
    for pair, (receipts, _) in zip(pairs, shown[len(nodes) :], strict=True):
        assert len(receipts) == len(set(receipts))
        assert set(receipts) == by_pair[frozenset(pair)], pair
    differing = {(graph.names.label(iri), caption.split(" as of ")[0].lower())
                 for iri, (_, captions) in zip(nodes, shown, strict=False) for caption in captions}  # fmt: skip
    assert differing == contested(graph)
    watched.close()


def contested(graph: Graph) -> set[tuple[str, str]]:
    """Return by the named query what reports differ in: things with the names of properties."""
    rows = graph.select(named("disagreements").text)
    found = set(zip(rows.values("thingName"), rows.values("propertyName"), strict=True))
    assert found
    return found


def test_a_click_on_a_node_shows_its_receipts_with_the_exact_words(watched: Watched, example: Graph) -> None:
    watched.click_at(VENN)
    watched.page.wait_for_selector("#panel:not([hidden]) h2")
    assert watched.page.locator("#panel h2").inner_text() == "Mara Venn"
    assert watched.receipts() == expected(example, VENN)
    quotes = watched.page.eval_on_selector_all("#panel blockquote", "all => all.map(e => e.textContent)")
    pages = [page.read_text(encoding="utf-8") for page in sorted((EXAMPLES / "texts").iterdir())]
    assert quotes
    assert all(any(quote in page for page in pages) for quote in quotes)


def test_a_click_on_a_line_shows_its_receipts(watched: Watched, example: Graph) -> None:
    line = watched.page.evaluate(CLEAREST)
    watched.click_at(*line)
    watched.page.wait_for_selector("#panel:not([hidden]) h2.pair")
    ends = (fragment(entity=line[0], to=line[1]), fragment(entity=line[1], to=line[0]))
    assert watched.page.url.endswith(ends)
    assert watched.receipts() == expected_of_links(example)[frozenset(line)]


def test_what_is_pointed_at_is_named(watched: Watched) -> None:
    watched.page.mouse.move(*watched.canvas_point(VENN))
    watched.page.wait_for_selector("#tip:not([hidden])")
    assert watched.page.locator("#tip").inner_text().splitlines() == ["Mara Venn", "person"]
    line = watched.page.evaluate(CLEAREST)
    watched.page.mouse.move(*watched.canvas_point(*line))
    watched.page.wait_for_function("() => /receipts?$/.test(document.getElementById('tip').innerText)")


def test_a_receipt_says_who_when_where_and_what_became_of_its_proof(watched: Watched) -> None:
    watched.entity("https://kg.example/id/event/norvia-tessaly-round-2")
    told = watched.page.locator("#panel [data-citation]").filter(has_text="Harbour Gazette").first.inner_text()
    assert "Harbour Gazette, 12 March 2031, paragraph" in told
    assert "the digest matches" in told
    assert "In our own words" in watched.page.locator("#panel .receipts").inner_text()
    head = watched.page.locator("#panel .receipts h3").inner_text()
    assert "receipts from 3 articles, 3 origins" in head


def test_differing_reports_stand_side_by_side(watched: Watched) -> None:
    watched.entity("https://kg.example/id/event/norvia-tessaly-round-2")
    sides = watched.page.locator("#panel .differing li")
    assert sorted(sides.locator(".value").all_inner_texts()) == ["100", "95"]
    assert "The Quill Courier" in sides.filter(has_text="100").inner_text()
    assert "Harbour Gazette; Northern Wire" in sides.filter(has_text="95").inner_text()
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0]["y"] == boxes[1]["y"]


def test_a_citation_is_copied(browser: Any, example_path: Path) -> None:
    watched = Watched(browser, example_path, fragment(entity=VENN), permissions=["clipboard-read", "clipboard-write"])
    watched.page.locator("#panel .copy").first.click()
    beside = watched.page.locator("#panel [data-citation]").first.locator(".copied", has_text="Copied: ")
    beside.wait_for(state="visible")
    copied = watched.page.evaluate("navigator.clipboard.readText()")
    iri = watched.page.locator("#panel [data-citation]").first.get_attribute("data-citation")
    assert copied.startswith("Harbour Gazette, 12 March 2031, ")
    assert copied.endswith(f"” {iri}")
    assert beside.get_attribute("role") == "status"
    watched.page.evaluate("""() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("forbidden"));
      document.execCommand = () => false;
    }""")
    watched.page.locator("#panel .copy").nth(1).click()
    watched.page.locator(".copied", has_text="Not copied").wait_for(state="visible")
    assert watched.focused("matches('.copy')")
    watched.close()


def test_hostile_text_executes_nothing(browser: Any, hostile: Graph, tmp_path: Path) -> None:
    path = written(hostile, tmp_path)
    watched = Watched(browser, path)
    page, title = watched.page, watched.page.title()
    nodes, pairs = held(path)
    for iri in nodes:
        watched.entity(iri)
        page.eval_on_selector_all("#panel details", "all => all.forEach(e => { e.open = true })")
        page.mouse.move(*watched.canvas_point(iri))
        assert page.title().endswith(f" – {title}")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
    for pair in pairs:
        watched.entity(*pair)
        page.mouse.move(*watched.canvas_point(*pair))
    for view in ("timeline", "table"):
        watched.go(fragment(view=view))
    page.locator("[data-table='relations']").click()
    page.locator("#filters-button").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.fill("#search", "img")
    page.wait_for_function("() => location.hash.includes('q=img')")
    assert (
        page.locator("img, iframe, object, svg[onload], [onerror], [onload], #panel a[href^='javascript']").count() == 0
    )
    assert page.locator("script").count() == 3
    assert page.title() == title
    assert "\u202e" not in page.locator("body").inner_text()
    watched.close()


def test_only_web_addresses_become_links(browser: Any, tmp_path: Path) -> None:
    from tests.view.conftest import opened, quoted

    texts = ["https://news.example.org/a?b=1", "http://a.org/\u202egpj", "javascript:alert(1)", "data:text/html,x",
             "https://kg.example/id/x", " https://a.org"]  # fmt: skip
    body = 'x:a a kg:Person ; rdfs:label "A" ; kg:describedAs ' + ", ".join(map(quoted, texts)) + " ."
    watched = Watched(browser, written(opened(tmp_path, ["Words."], {0: body}), tmp_path))
    watched.entity("https://kg.example/id/x/a")
    assert watched.page.eval_on_selector_all("#panel a", "all => all.map(a => a.href)") == [texts[0]]
    assert watched.page.locator("#panel a").get_attribute("rel") == "noopener noreferrer"
    watched.close()


@pytest.mark.parametrize("width", [320, 400, 800, 1400])
def test_nothing_sticks_out_sideways(browser: Any, bundled_path: Path, width: int) -> None:
    watched = Watched(browser, bundled_path, viewport={"width": width, "height": 800})
    measure = "document.documentElement.scrollWidth"
    thing = "https://kg.example/id/measure/us-auto-tariff"
    watched.page.locator("#filters-button").click()
    for state in (fragment(), fragment(entity=thing), fragment(view="timeline"), fragment(view="table")):
        watched.go(state)
        assert watched.page.evaluate(measure) <= width, state
    watched.close()


def test_names_in_japanese_and_arabic_are_drawn_found_and_told(browser: Any, tmp_path: Path) -> None:
    from tests.view.conftest import opened

    body = (
        'x:a a kg:Person ; rdfs:label "赤沢亮正経済再生担当大臣兼全世代型社会保障改革担当大臣" ; kg:memberOf x:b . '
        'x:b a kg:Organization ; rdfs:label "وزارة التجارة" ; skos:altLabel "Ｔｒａｄｅ Ｍｉｎｉｓｔｒｙ" .'
    )
    watched = Watched(browser, written(opened(tmp_path, ["Words."], {0: body}), tmp_path))
    assert watched.page.evaluate("kgView.drawn().length") == 2
    for typed, label in (("亮正", "赤沢"), ("التجارة", "وزارة"), ("trade ministry", "وزارة")):
        watched.page.fill("#search", typed)
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_function("l => document.querySelector('#panel h2')?.textContent.startsWith(l)", arg=label)
    assert watched.page.locator("#panel h2").get_attribute("dir") == "auto"
    watched.close()
