"""Screenshots to look at, written to artifacts/page/: they must be made anew and looked at when the page changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT
from tests.view.browser import Watched, fragment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
FOLDER = ROOT / "artifacts" / "page"
AKAZAWA = "https://kg.example/id/person/ryosei-akazawa"
TARIFF = "https://kg.example/id/measure/us-auto-tariff"
ROUND = "https://kg.example/id/event/round-2"
TRUMP = "https://kg.example/id/person/donald-trump"
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 320, "height": 800}
FILTERED = fragment(origins=2, **{"class": "person|measure|meeting", "from": "2025-05-01"})
SCREENS: dict[tuple[str, str], dict[str, str]] = {
    ("wide", "light"): {
        "graph": fragment(),
        "graph-300": fragment(draw=300),
        "thing": fragment(entity=AKAZAWA),
        "line": fragment(entity=AKAZAWA, to=ROUND),
        "path": fragment(entity=TRUMP, path=ROUND),
        "expanded": fragment(entity=ROUND, draw=40),
        "timeline": fragment(view="timeline", entity=ROUND),
        "table": fragment(view="table"),
        "found": fragment(q="farm"),
        "filtered": FILTERED,
    },
    ("wide", "dark"): {
        "graph-dark": fragment(),
        "thing-dark": fragment(entity=TARIFF),
        "timeline-dark": fragment(view="timeline"),
    },
    ("narrow", "light"): {
        "graph-narrow": fragment(),
        "timeline-narrow": fragment(view="timeline"),
        "table-narrow": fragment(view="table"),
    },
    ("narrow", "dark"): {"thing-narrow-dark": fragment(entity=TARIFF)},
}


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_screens_are_drawn(browser: Any, bundled_path: Path, width: str, scheme: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    viewport = WIDE if width == "wide" else NARROW
    watched = Watched(browser, bundled_path, viewport=viewport, color_scheme=scheme)
    for name, state in SCREENS[width, scheme].items():
        for one in dict.fromkeys(("#v1", state)):
            watched.go(one)
        if name == "filtered":
            watched.page.locator("#filters-button").click()
        if name == "expanded":
            watched.page.locator(".neighbours summary").click()
        picture = watched.page.screenshot(path=FOLDER / f"{name}.png")
        assert len(picture) > 10_000, name  # an empty page is a few kilobytes
    watched.close()


def test_a_difference_between_reports_is_drawn(browser: Any, example_path: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    watched = Watched(browser, example_path, fragment(entity="https://kg.example/id/event/norvia-tessaly-round-2"))
    watched.page.screenshot(path=FOLDER / "example.png")
    assert watched.page.locator("#panel .differing").bounding_box()["y"] < 900
    watched.close()
