"""The speed of the page against plain pyvis with its physics on, as ratios in one run: `python -m benchmarks.page`.

It needs a Chromium (or KG_CHROMIUM) and takes some minutes, most of them spent waiting for plain pyvis.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.generate import receipts_for, write
from kg.graph import Graph, open_graph
from kg.view.choose import MOST_DRAWN

SIZES = (100, 500, 2000, 10000)
AGAINST = (100, 500, 2000)
RUNS = 5
MOST_S = 240.0  # plain pyvis is given up after this
# When the page can be used, in milliseconds since it was asked for.
WATCH_OURS = """
  const seen = new MutationObserver(() => {
    if (document.documentElement.dataset.ready === "true") { window.usable = performance.now(); seen.disconnect(); }
  });
  seen.observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""
# Plain pyvis can be used when its physics has come to rest and the veil with the bar is lifted.
WATCH_PLAIN = (
    "<script>network.once('stabilizationIterationsDone', () => { window.usable = performance.now(); });</script>"
)
FRAMES = """() => {
  window.frames_ = []; window.panning = true;
  const next = (at) => { window.frames_.push(at); if (window.panning) requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""


@dataclass
class Measured:
    """What was measured of one size."""

    things: int
    facts: int
    build_s: float
    page_kb: float
    data_kb: float
    usable_ms: float = 0.0
    plain_ms: float | None = None
    plain_gave_up: bool = False

    @property
    def bytes_a_fact(self) -> float:
        """Return how many bytes of data a fact takes."""
        return 1000 * self.data_kb / self.facts

    @property
    def ratio(self) -> str:
        """Return how many times as long plain pyvis takes."""
        if self.plain_ms is None:
            return "-"
        return f"{'> ' if self.plain_gave_up else ''}{self.plain_ms / self.usable_ms:,.0f}"

    def as_row(self) -> str:
        """Return it as a row of the table."""
        plain = "-" if self.plain_ms is None else f"{'> ' if self.plain_gave_up else ''}{self.plain_ms / 1000:,.1f} s"
        cells = (
            f"{self.things:,}", f"{self.facts:,}", f"{self.usable_ms:,.0f} ms", plain, self.ratio,
            f"{self.build_s:.2f} s", f"{self.page_kb:,.0f} kB", f"{self.page_kb - self.data_kb:,.0f} kB",
            f"{self.bytes_a_fact:.0f}",
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


def data_block(page: str) -> str:
    found = re.search(r'id="kg-data">(.*?)</script>', page, re.DOTALL)
    assert found
    return found.group(1)


def built(graph: Graph, runs: int) -> tuple[str, float]:
    """Return the page and the median time of the processor that it took to build."""
    times, page = [], ""
    for _ in range(runs):
        fresh = Graph(graph.engine)
        start = time.process_time()
        page = fresh.to_html()
        times.append(time.process_time() - start)
    return page, median(times)


def plain_pyvis(data: dict[str, Any]) -> str:
    """Return what pyvis makes of the same things and lines when left to itself."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    kinds = [kind[3] for kind in data["kinds"]]
    for number, row in enumerate(data["things"][: data["held"]]):
        if kinds[row[2]] != "told":
            network.add_node(number, label=row[1], title=row[1])
    for first, second, *_ in data["links"]:
        network.add_edge(first, second)
    page: str = network.generate_html()
    return page.replace("</body>", WATCH_PLAIN + "</body>")


def usable_ms(browser: Any, path: Path, most_s: float, script: str = "") -> float | None:
    """Return how long a page takes until it can be used; None where it does not get there in time."""
    from playwright.sync_api import TimeoutError as Late

    context = browser.new_context(viewport={"width": 1400, "height": 900})
    try:
        context.set_offline(True)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("() => window.usable", timeout=1000 * most_s)
        return float(page.evaluate("window.usable"))
    except Late:
        return None
    finally:
        context.close()


def frames_a_second(browser: Any, path: Path) -> tuple[float, float, int]:
    """Return frames a second while the picture is dragged at the cap, by the median and the slowest tenth."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri() + f"#v1&draw={MOST_DRAWN}")
    page.wait_for_selector("html[data-ready='true']")
    drawn = page.evaluate("kgView.drawn().length")
    box = page.locator("#canvas").bounding_box()
    x, y = box["x"] + 12, box["y"] + box["height"] - 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for lap in range(6):
        page.mouse.move(x + (300 if lap % 2 == 0 else 0), y - (200 if lap % 2 == 0 else 0), steps=40)
    times = page.evaluate("() => { window.panning = false; return window.frames_; }")
    page.mouse.up()
    context.close()
    gaps = sorted(b - a for a, b in pairwise(times))
    return 1000 / median(gaps), 1000 / gaps[len(gaps) * 9 // 10], drawn


def measure(browser: Any, folder: Path, things: int) -> Measured:
    source, target = folder / str(things), folder / f"{things}.html"
    write(source, receipts_for(things))
    page, build_s = built(open_graph(source), 3 if things > 5000 else RUNS)
    target.write_text(page, encoding="utf-8")
    block = data_block(page)
    data = json.loads(block)
    found = Measured(things, len(data["facts"]), build_s, len(page.encode()) / 1000, len(block.encode()) / 1000)
    found.usable_ms = median(usable_ms(browser, target, 60, WATCH_OURS) or 60_000 for _ in range(RUNS))
    if things in AGAINST:
        plain = folder / f"{things}-plain.html"
        plain.write_text(plain_pyvis(data), encoding="utf-8")
        runs = RUNS if things < 500 else 1
        times = [usable_ms(browser, plain, MOST_S) for _ in range(runs)]
        found.plain_gave_up = None in times
        found.plain_ms = median(MOST_S * 1000 if one is None else one for one in times)
    return found


def main() -> None:
    """Print the tables."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("no Chromium: install it, or name it in KG_CHROMIUM")
    arguments = ["--no-sandbox", "--headless=new", "--disable-gpu"]
    with warnings.catch_warnings(), sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        warnings.simplefilter("ignore")
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        print(
            "| things | facts | usable after | plain pyvis | ratio | build | page | without data | data bytes a fact |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        rows = {}
        for things in SIZES:
            rows[things] = measure(browser, Path(name), things)
            print(rows[things].as_row(), flush=True)
        usual, slow, drawn = frames_a_second(browser, Path(name) / "2000.html")
        browser.close()
    large, small = rows[10000], rows[2000]
    print(f"\npanning with {drawn} drawn: {usual:.0f} frames a second, {slow:.0f} in the slowest tenth")
    print(f"usable, 10,000 against 2,000: {large.usable_ms:,.0f} ms against "
          f"{1.5 * small.usable_ms + 1000:,.0f} ms (1.5 times and a second)")  # fmt: skip
    print(f"build, 10,000 against 2,000: {large.build_s / small.build_s:.1f} times")


if __name__ == "__main__":
    main()
