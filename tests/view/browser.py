"""A page in a real browser, watched: every request, every complaint of the console and of the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.graph import Graph

READY = "html[data-ready='true']"
EXECUTED = "window.hacked = true"


class Watched:
    """A page in the browser with all that it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **context: Any) -> None:
        settings = {"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce"} | context
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        # A blob is what the page itself made to be saved; no request leaves for it.
        self.page.on("request", lambda r: self.requests.append(r.url) if not r.url.startswith("blob:") else None)
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

    def go(self, fragment: str) -> None:
        """Follow a link within the page, and wait until all of it has been shown."""
        self.page.evaluate("fragment => { location.hash = fragment }", fragment)
        self.page.wait_for_function("f => document.documentElement.dataset.state === f", arg=fragment)

    def entity(self, iri: str, to: str | None = None) -> set[str]:
        self.go(fragment(entity=iri, to=to))
        return self.receipts()

    def canvas_point(self, *iris: str) -> tuple[float, float]:
        at = self.page.evaluate("iris => kgView.at(...iris)", list(iris))
        box = self.page.locator("#canvas").bounding_box()
        return box["x"] + at["x"], box["y"] + at["y"]

    def click_at(self, *iris: str) -> None:
        self.page.mouse.click(*self.canvas_point(*iris))

    def settle(self) -> None:
        """Wait until what the link says is what is shown."""
        self.page.wait_for_function("() => document.documentElement.dataset.state === location.hash")

    def shown(self) -> set[str]:
        self.settle()
        return set(self.page.evaluate("kgView.shown()"))

    def focused(self, script: str) -> bool:
        return bool(self.page.evaluate(f"document.activeElement.{script}"))

    def close(self, complaints: Sequence[str] = ()) -> None:
        assert self.requests == [self.url]
        assert self.complaints == list(complaints)
        self.context.close()


def encoded(text: str) -> str:
    """Return text as encodeURIComponent writes it."""
    return quote(text, safe="-_.!~*'()")


def fragment(**parts: object) -> str:
    """Return the fragment that stands for a state of the page; lists are joined as the page joins them."""
    found = ["#v1"]
    for name, value in parts.items():
        if isinstance(value, list | tuple):
            value = "|".join(encoded(str(one)) for one in value)
        if value:
            found.append(f"{name}={encoded(str(value))}")
    return "&".join(found)


def written(graph: Graph, folder: Path, **focus: Any) -> Path:
    path = folder / "kg.html"
    path.write_text(graph.to_html(**focus), encoding="utf-8")
    return path
