"""axe-core finds nothing to complain of, in either theme, narrow and wide, in every view."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import lacking
from tests.view.browser import Watched, fragment

if TYPE_CHECKING:
    from pathlib import Path as _Path

pytestmark = pytest.mark.browser
TARIFF = "https://kg.example/id/measure/us-auto-tariff"
ISHIBA = "https://kg.example/id/person/shigeru-ishiba"
ROUND = "https://kg.example/id/event/round-2"
STATES = {
    "graph, a path": fragment(entity=ISHIBA, path=ROUND),
    "timeline, an edge": fragment(entity="https://kg.example/id/person/ryosei-akazawa", to=ROUND, view="timeline"),
    "table, a thing": fragment(entity=TARIFF, view="table", **{"class": "meeting"}),
    "found": fragment(q="tariff"),
    "nothing left": fragment(undated="no", **{"from": "2199-01-01"}),
}


@pytest.fixture(scope="module")
def axe() -> str:
    spec = find_spec("axe_playwright_python")
    if not spec or not spec.origin:
        lacking("no axe-core: pip install kg[test]")
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1400])
def test_no_violation(browser: Any, bundled_path: _Path, axe: str, width: int, scheme: str) -> None:
    watched = Watched(browser, bundled_path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    watched.page.evaluate(axe)
    watched.page.locator("#filters-button").click()
    for name, state in STATES.items():
        watched.go(state)
        watched.page.wait_for_selector("#filters:not([hidden])")
        watched.page.eval_on_selector_all("#panel details", "all => all.forEach(e => { e.open = true })")
        watched.page.evaluate("document.getElementById('exports').open = true")
        found = watched.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        told = [(v["id"], node["target"], node["failureSummary"]) for v in found["violations"] for node in v["nodes"]]
        assert told == [], (name, told[:5])
    watched.close()


def test_axe_would_find_a_fault(browser: Any, bundled_path: _Path, axe: str) -> None:
    watched = Watched(browser, bundled_path)
    watched.page.evaluate(axe)
    watched.page.evaluate("document.getElementById('panel').append(document.createElement('button'))")
    watched.page.evaluate("document.getElementById('panel').hidden = false")
    found = watched.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert "button-name" in {v["id"] for v in found["violations"]}
    watched.close()
