"""The timeline, the table and the picture share the selection, and tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.view.browser import Watched, fragment

if TYPE_CHECKING:
    from kg.graph import Graph

pytestmark = pytest.mark.browser
ROUND = "https://kg.example/id/event/norvia-tessaly-round-2"


def iris(watched: Watched, selector: str) -> list[str]:
    watched.settle()
    found: list[str] = watched.page.eval_on_selector_all(selector, "all => all.map(e => e.dataset.iri)")
    return found


def test_each_dated_statement_meeting_and_state_has_its_mark_and_its_row(watched: Watched, example: Graph) -> None:
    watched.go("#v1&view=timeline")
    said = set(example.select("SELECT ?s { ?s a kg:Statement ; kg:saidOn ?d }").values("s"))
    met = set(example.select("SELECT ?s { ?s a kg:Meeting ; kg:on ?d }").values("s"))
    stood = set(example.select("SELECT DISTINCT ?m { ?s kg:stateOf ?m ; kg:asOf ?d . ?m a kg:Measure }").values("m"))
    for selector in ("#timeline svg .item", "#timeline .days li"):
        assert said | met | stood <= set(iris(watched, selector))
    states = example.select("SELECT (COUNT(?s) AS ?n) { ?s kg:stateOf ?m ; kg:asOf ?d . ?m a kg:Measure }").values("n")[
        0
    ]
    lane = watched.page.locator("#timeline .lane-name", has_text="Measures").text_content()
    assert int(states) <= int(lane.split("(")[1].rstrip(")")) <= int(states) + 10


def test_the_list_is_in_order(watched: Watched, example: Graph) -> None:
    watched.go("#v1&view=timeline&class=statement")
    dates = dict(zip(*(example.select("SELECT ?s ?d { ?s kg:saidOn ?d }").values(name) for name in "sd"), strict=True))
    order = [dates[iri] for iri in iris(watched, "#timeline .days li") if iri in dates]
    assert order == sorted(order)
    assert len(order) > 5


def test_a_mark_selects_everywhere(watched: Watched) -> None:
    watched.go("#v1&view=timeline")
    watched.page.locator(f"#timeline svg .item[data-iri='{ROUND}']").first.click()
    watched.page.wait_for_selector("#panel:not([hidden]) h2")
    assert watched.page.locator(f"#timeline .days li.chosen[data-iri='{ROUND}']").count() == 1
    watched.page.locator("[data-view='table']").click()
    watched.settle()
    assert watched.page.locator(f"#table tr.chosen[data-iri='{ROUND}']").count() == 1
    watched.page.locator("[data-view='graph']").click()
    watched.settle()
    assert ROUND in watched.page.evaluate("kgView.drawn()")
    assert watched.page.locator("#panel h2").inner_text().startswith("Second round")


def unrolled(watched: Watched) -> None:
    """Ask for the next page of the table until there is none."""
    watched.settle()
    more = watched.page.locator("#table .more")
    while more.is_visible():
        more.click()


def test_all_that_is_drawn_stands_in_the_table(watched: Watched) -> None:
    for filters in ("", "&class=meeting%7Cperson", "&origins=2"):
        watched.go("#v1" + filters)
        drawn = set(watched.page.evaluate("kgView.drawn()"))
        lines = {frozenset(line) for line in watched.page.evaluate("kgView.lines()")}
        watched.go("#v1&view=table" + filters)
        unrolled(watched)
        assert drawn <= set(iris(watched, "#table tbody tr"))
        watched.page.locator("[data-table='relations']").click()
        unrolled(watched)
        rows = watched.page.eval_on_selector_all(
            "#table tbody tr", "all => all.map(e => [e.dataset.first, e.dataset.second])"
        )
        assert lines <= {frozenset(row) for row in rows}
        watched.page.locator("[data-table='things']").click()


def test_each_column_sorts_both_ways(watched: Watched) -> None:
    watched.go(fragment(view="table"))
    page = watched.page
    columns = page.eval_on_selector_all("#table thead button", "all => all.map(e => e.dataset.sort)")
    assert columns == ["name", "kind", "when", "standing", "sources", "origins", "receipts", "links"]

    def cells(at: int) -> list[str]:
        script = f"all => all.map(e => e.children[{at}].innerText)"
        found: list[str] = page.eval_on_selector_all("#table tbody tr", script)
        return found

    for at, column in enumerate(columns):
        page.locator(f"#table [data-sort='{column}']").click()
        watched.settle()
        head = page.locator(f"#table th:has([data-sort='{column}'])")
        first, one = head.get_attribute("aria-sort"), cells(at)
        page.locator(f"#table [data-sort='{column}']").click()
        watched.settle()
        second, other = head.get_attribute("aria-sort"), cells(at)
        assert {first, second} == {"ascending", "descending"}
        assert one != other
        if column in {"origins", "receipts", "links"}:
            numbers = [int(cell) for cell in one]
            assert numbers == sorted(numbers, reverse=first == "descending")


def test_a_selection_leaves_the_reader_in_place(watched_bundled: Watched) -> None:
    page = watched_bundled.page
    watched_bundled.go("#v1&view=table")
    page.locator("#table .more").click()
    rows = page.locator("#table tbody tr")
    count = rows.count()
    rows.nth(150).locator("button").first.click()
    page.wait_for_selector("#table tr.chosen")
    assert rows.count() == count == 200
    watched_bundled.go(fragment(entity="https://kg.example/id/person/ryosei-akazawa", view="table"))
    assert rows.count() == count
    page.locator("#panel .group .quiet", has_text="Show all").first.click()
    unfolded = page.locator("#panel li:visible").count()
    page.locator("[data-view='timeline']").click()
    watched_bundled.settle()
    assert page.locator("#panel li:visible").count() == unfolded
