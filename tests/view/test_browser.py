from __future__ import annotations

import os
import shutil
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.conftest import EXAMPLES, lacking
from tests.view.conftest import block, expected, expected_of_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph import Graph

pytestmark = pytest.mark.browser
READY = "html[data-ready='true']"
VENN = "https://kg.example/id/person/mara-venn"
NORVIA = "https://kg.example/id/government/norvia"
TARIFF = "https://kg.example/id/measure/tessaly-wool-tariff"
# The line whose middle is farthest from all nodes and from the middles of other lines.
CLEAREST = """() => {
  const lines = kgView.lines(), spots = kgView.drawn().map((iri) => kgView.at(iri));
  const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
  const room = (line) => {
    const at = kgView.at(...line);
    const others = lines.filter((other) => other !== line);
    const ends = others.map((other) => away(at, ...other.map((iri) => kgView.at(iri))));
    return Math.min(...spots.map((spot) => far(spot, at) - 15), ...ends);
  };
  const away = (p, a, b) => {
    const t = Math.max(0, Math.min(1, ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (far(a, b) ** 2 || 1)));
    return far(p, { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
  };
  return lines.map((line) => [room(line), line]).sort((a, b) => b[0] - a[0])[0][1];
}"""


@pytest.fixture(scope="module")
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


class Watched:
    """A page in the browser with all that it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **context: Any) -> None:
        settings = {"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce"} | context
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"
        )
        self.url = path.as_uri()
        self.page.goto(self.url + fragment)
        self.page.wait_for_selector(READY)

    def receipts(self) -> set[str]:
        found = self.page.eval_on_selector_all("#panel [data-citation]", "all => all.map(e => e.dataset.citation)")
        assert len(found) == len(set(found))
        return set(found)

    def entity(self, iri: str, to: str | None = None) -> set[str]:
        self.page.evaluate("fragment => { location.hash = fragment }", fragment(iri, to))
        self.page.wait_for_function("f => document.getElementById('panel').dataset.state === f", arg=fragment(iri, to))
        return self.receipts()

    def click_at(self, *iris: str) -> None:
        at = self.page.evaluate("iris => kgView.at(...iris)", list(iris))
        box = self.page.locator("#canvas").bounding_box()
        self.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])

    def close(self) -> None:
        self.context.close()


def fragment(iri: str, to: str | None = None) -> str:
    safe = "-_.!~*'()"  # what encodeURIComponent leaves
    return f"#v1&entity={quote(iri, safe=safe)}" + (f"&to={quote(to, safe=safe)}" if to else "")


def written(graph: Graph, folder: Path) -> Path:
    path = folder / "kg.html"
    path.write_text(graph.to_html(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def example_path(example: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(example, tmp_path_factory.mktemp("example"))


@pytest.fixture
def watched(browser: Any, example_path: Path) -> Iterator[Watched]:
    page = Watched(browser, example_path)
    yield page
    assert page.requests == [page.url]
    assert page.complaints == []
    page.close()


def test_one_request_and_no_complaint(watched: Watched) -> None:
    assert watched.page.locator("[data-iri]").count() > 50
    assert watched.page.evaluate("kgView.drawn().length") > 50


def test_every_node_and_line_shows_the_receipts_that_sparql_gives(
    watched: Watched, example: Graph, example_path: Path
) -> None:
    data = block(example_path.read_text(encoding="utf-8"))
    for row in data["things"][: data["held"]]:
        if data["kinds"][row[2]][3] != "told":
            assert watched.entity(row[0]) == expected(example, row[0]), row[0]
    for link in data["links"]:
        ends = [data["things"][n][0] for n in link[:2]]
        assert watched.entity(*ends) == expected_of_link(example, data, link), ends


def test_a_click_on_a_node_shows_its_receipts_with_the_exact_words(watched: Watched, example: Graph) -> None:
    watched.click_at(VENN)
    watched.page.wait_for_selector("#panel:not([hidden]) h2")
    assert watched.page.locator("#panel h2").inner_text() == "Mara Venn"
    assert watched.receipts() == expected(example, VENN)
    quotes = watched.page.eval_on_selector_all("#panel blockquote", "all => all.map(e => e.textContent)")
    pages = [page.read_text(encoding="utf-8") for page in sorted((EXAMPLES / "texts").iterdir())]
    assert quotes
    assert all(any(quote in page for page in pages) for quote in quotes)


def test_a_click_on_a_line_shows_its_receipts(watched: Watched, example: Graph, example_path: Path) -> None:
    line = watched.page.evaluate(CLEAREST)
    watched.click_at(*line)
    watched.page.wait_for_selector("#panel:not([hidden]) h2.pair")
    assert watched.page.url.endswith(fragment(*line)) or watched.page.url.endswith(fragment(*reversed(line)))
    data = block(example_path.read_text(encoding="utf-8"))
    number = {row[0]: n for n, row in enumerate(data["things"])}
    [link] = [link for link in data["links"] if set(link[:2]) == {number[iri] for iri in line}]
    assert watched.receipts() == expected_of_link(example, data, link)


def test_hostile_text_executes_nothing(browser: Any, hostile: Graph, tmp_path: Path) -> None:
    path = written(hostile, tmp_path)
    page = Watched(browser, path)
    title = page.page.title()
    data = block(path.read_text(encoding="utf-8"))
    for row in data["things"][: data["held"]]:
        if data["kinds"][row[2]][3] != "told":
            page.entity(row[0])
            page.page.eval_on_selector_all("#panel details", "all => all.forEach(e => { e.open = true })")
            at = page.page.evaluate("iri => kgView.at(iri)", row[0])
            box = page.page.locator("#canvas").bounding_box()
            page.page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    for link in data["links"]:
        page.entity(*(data["things"][n][0] for n in link[:2]))
    page.page.fill("#search", "img")
    assert page.page.locator("img, iframe, object, svg[onload], [onerror]").count() == 0
    assert page.page.locator("script").count() == 3
    assert page.page.title() == title
    assert "\u202e" not in page.page.locator("body").inner_text()
    assert page.requests == [page.url]
    assert page.complaints == []
    page.close()


def test_from_search_to_a_receipt_without_a_mouse(watched: Watched) -> None:
    page = watched.page
    page.focus("#search")
    page.keyboard.type("vénn")
    page.keyboard.press("ArrowDown")
    first = "document.activeElement.closest('[data-iri]').dataset.iri"
    page.wait_for_function(f"({first}) === '{VENN}'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    page.wait_for_function("document.activeElement.id === 'panel'")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "mark":
            break
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('[data-citation]')")
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    page.fill("#search", "mara venn")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    page.keyboard.press("Tab")
    for _ in range(40):  # along an edge: from the person to another thing
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "thing":
            break
    page.keyboard.press("Enter")
    page.wait_for_function("iri => !location.hash.includes(encodeURIComponent(iri))", arg=VENN)
    page.wait_for_selector("#panel [data-citation]", state="attached")
    assert watched.receipts()


def test_state_lives_in_the_fragment(browser: Any, example_path: Path) -> None:
    opened = Watched(browser, example_path, fragment(NORVIA, TARIFF))
    opened.page.locator("#panel h2.pair").wait_for(state="visible")
    assert opened.page.url.endswith(fragment(NORVIA, TARIFF))
    opened.entity(VENN)
    opened.page.go_back()
    opened.page.wait_for_selector("#panel h2.pair")
    opened.page.go_forward()
    opened.page.wait_for_function("document.querySelector('#panel h2').textContent === 'Mara Venn'")
    opened.page.reload()
    opened.page.wait_for_selector(READY)
    assert opened.page.locator("#panel h2").inner_text() == "Mara Venn"
    opened.close()


@pytest.mark.parametrize(
    "garbage",
    ["#", "#v1", "#v2&entity=x", "#v1&entity=%E0%A4%A", "#v1&entity=&to=&&==", "#v1&entity=__proto__", "#<svg>"],
)
def test_a_garbage_fragment_shows_the_list(browser: Any, example_path: Path, garbage: str) -> None:
    opened = Watched(browser, example_path, garbage)
    opened.page.locator("#list").wait_for(state="visible")
    opened.page.locator("#panel").wait_for(state="hidden")
    assert opened.complaints == []
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 400, 1400])
def test_nothing_sticks_out_sideways(browser: Any, example_path: Path, width: int, scheme: str) -> None:
    opened = Watched(
        browser, example_path, fragment(VENN), viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()
