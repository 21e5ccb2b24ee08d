"""The state lives in the fragment: it round-trips on disk, survives garbage, and the back button undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.view.browser import READY, Watched, fragment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
VENN = "https://kg.example/id/person/mara-venn"
NORVIA = "https://kg.example/id/government/norvia"
TARIFF = "https://kg.example/id/measure/tessaly-wool-tariff"
ROUND = "https://kg.example/id/event/norvia-tessaly-round-2"
HELD = "https://kg.example/ont#held"
STATES = [
    fragment(entity=VENN),
    fragment(entity=NORVIA, to=TARIFF),
    fragment(entity=VENN, path=TARIFF),
    fragment(view="table", q="wool & glass = 100%"),
    fragment(view="table", table="relations", sort="-to"),
    "#v1&view=timeline&class=meeting%7Cstatement&code=https%253A%252F%252Fkg.example%252Font%2523held&from=2031-01-01"
    "&until=2031-12-31&clock=published&undated=no&origins=2",
]


def summary(watched: Watched) -> Any:
    return watched.page.evaluate("""() => [kgView.shown(), kgView.drawn(), document.getElementById('side').innerText,
      document.getElementById('shown-note').textContent]""")


@pytest.mark.parametrize("state", STATES)
def test_a_state_read_from_its_link_is_the_state(browser: Any, example_path: Path, state: str) -> None:
    first = Watched(browser, example_path)
    first.go(state)
    gone_to = summary(first)
    first.page.reload()
    first.page.wait_for_selector(READY)
    assert first.page.url.endswith(state)
    assert first.page.locator("#status").inner_text() == ""
    reloaded = summary(first)
    assert [sorted(reloaded[0]), reloaded[2:]] == [sorted(gone_to[0]), gone_to[2:]]
    first.requests = first.requests[:1]
    first.close()


def test_what_is_clicked_writes_a_link_that_can_be_read(watched: Watched) -> None:
    page = watched.page
    page.locator("#legend [data-class='meeting']").click()
    page.locator("#filters-button").click()
    page.locator("#filters [data-group='source']").first.check()
    page.locator("#undated").uncheck()
    page.locator("#views [data-view='table']").click()
    page.locator("#table tbody button").first.click()
    page.wait_for_selector("#panel:not([hidden])")
    state = page.evaluate("location.hash")
    for part in ("entity=", "view=table", "class=meeting", "source=", "undated=no"):
        assert part in state
    before = sorted(watched.shown())
    watched.go("#v1")
    assert sorted(watched.shown()) != before
    watched.go(state)
    assert sorted(watched.shown()) == before
    assert page.locator("#filters [data-group='source']:checked").count() == 1


def test_back_and_forward(browser: Any, example_path: Path) -> None:
    watched = Watched(browser, example_path, fragment(entity=NORVIA, to=TARIFF))
    page = watched.page
    page.locator("#panel h2.pair").wait_for(state="visible")
    watched.entity(VENN)
    page.locator("#views [data-view='timeline']").click()
    page.wait_for_selector("#timeline:not([hidden])")
    page.go_back()
    page.wait_for_selector("#picture:not([hidden])")
    assert page.locator("#panel h2").inner_text() == "Mara Venn"
    page.go_back()
    page.wait_for_selector("#panel h2.pair")
    page.go_forward()
    page.wait_for_function("() => document.querySelector('#panel h2').textContent === 'Mara Venn'")
    watched.close()


def test_typing_makes_one_entry_and_back_loses_no_step(watched: Watched) -> None:
    page = watched.page
    watched.entity(VENN)
    before = page.evaluate("history.length")
    page.locator("#search").press_sequentially("wool round", delay=5)
    page.wait_for_function("() => location.hash.includes('q=wool%20round')")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_function("f => document.documentElement.dataset.state === f", arg=fragment(entity=VENN))
    watched.go("#v1")
    page.locator("#filters-button").click()
    page.locator("#legend [data-class='meeting']").click()
    watched.settle()
    page.locator("#from").fill("2031-03-01")
    watched.settle()
    page.locator("#from").fill("2031-03-02")
    watched.settle()
    for state in ("#v1&class=meeting", "#v1"):
        page.go_back()
        page.wait_for_function("f => document.documentElement.dataset.state === f", arg=state)


def test_what_is_cut_out_of_a_search_fits_a_link(watched: Watched) -> None:
    watched.page.locator("#search").fill("a" * 199 + "\U0001f600b")
    watched.page.wait_for_function("() => location.hash.length > 100")
    watched.settle()
    assert watched.page.evaluate("location.hash") == "#v1&q=" + "a" * 199


def test_a_search_stays_in_sight_as_a_filter(watched: Watched) -> None:
    page = watched.page
    page.locator("#search").fill("courier vénn")  # the words stand in names of two kinds
    page.locator("#list h2", has_text="found").wait_for()
    page.locator(f"#list [data-iri='{VENN}'] button").click()
    page.locator("#panel").wait_for(state="visible")
    count = len(watched.shown())
    for view in ("table", "timeline", "graph"):
        page.locator(f"[data-view='{view}']").click()
        watched.settle()
        note = page.locator("#shown-note").inner_text()
        assert note.startswith(f"{count} of ")
        assert "found by “courier vénn”" in note
        assert "all facts of the matching things" in note
    legend = page.locator("#legend .count").all_inner_texts()
    assert sum(int(text) for text in legend) == count
    assert page.title().startswith("Mara Venn – ")
    page.locator("#clear-search").click()
    watched.settle()
    assert page.locator("#shown-note").inner_text() == ""
    assert watched.focused("matches('#search')")
    assert len(watched.shown()) > count


GARBAGE = ["#", "#v1", "#v2&entity=x", "#v1&entity=%E0%A4%A", "#v1&entity=&to=&&==", "#v1&entity=__proto__", "#<svg>",
     "#v1&more=%25E0%25A4&fold=a|b&draw=-1&path=x", "#v1&view=moon&clock=5&code=__proto__",
     "#v1&class=constructor&from=yesterday",
     "#v1&__proto__=x&constructor=y&hasOwnProperty=z", "#v1&more=a%20b%20c&undated=&origins=99",
     "#v1" + "&entity=x" * 3000]  # fmt: skip


def test_a_garbage_fragment_shows_the_list(browser: Any, example_path: Path) -> None:
    watched = Watched(browser, example_path)
    page = watched.page
    for garbage in GARBAGE:
        page.goto("about:blank")
        page.goto(watched.url + garbage)
        page.wait_for_selector(READY)
        assert page.locator("#list").is_visible(), garbage
        assert not page.locator("#panel").is_visible(), garbage
        assert len(watched.shown()) > 50, garbage
        watched.entity(VENN)
        assert page.locator("#panel h2").inner_text() == "Mara Venn"
    watched.requests = watched.requests[:1]
    watched.close()


@pytest.mark.parametrize(
    ("garbage", "kept"),
    [
        ("#v1&from=2025-99-99", "#v1"),
        ("#v1&from=2031-02-30&until=2031-05-01", "#v1&until=2031-05-01"),
        ("#v1&from=2031-05-01&until=2031-04-01", "#v1&from=2031-05-01"),
        ("#v1&class=person|bogus", "#v1&class=person"),
        (fragment(entity=VENN, to=VENN), fragment(entity=VENN)),
        ("#v1&class=person&class=meeting", "#v1&class=person"),
        ("#v1&view=table&sort=nothing", "#v1&view=table"),
        ("#v1&moon=full", "#v1"),
    ],
)
def test_only_what_makes_no_sense_is_dropped_and_that_is_said(watched: Watched, garbage: str, kept: str) -> None:
    watched.go(kept)
    wanted = summary(watched)
    assert watched.page.locator("#status").inner_text() == ""
    watched.go(garbage)
    status = watched.page.locator("#status").inner_text()
    assert "means nothing" in status or "before the first" in status
    found = summary(watched)
    assert [sorted(found[0]), found[3]] == [sorted(wanted[0]), wanted[3]]


def test_a_link_of_which_half_makes_sense_is_half_followed(browser: Any, example_path: Path) -> None:
    watched = Watched(browser, example_path, fragment(entity=VENN) + "&class=nonsense&view=table")
    assert watched.page.locator("#panel h2").inner_text() == "Mara Venn"
    assert watched.page.locator("#table").is_visible()
    assert "means nothing" in watched.page.locator("#status").inner_text()
    watched.close()
