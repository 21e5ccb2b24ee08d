"""All of it without a mouse: from the search to a receipt, along an edge, through filters, table and timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.view.browser import Watched

pytestmark = pytest.mark.browser
VENN = "https://kg.example/id/person/mara-venn"


def tab_to(watched: Watched, selector: str, most: int = 80) -> None:
    """Press Tab until what has the focus matches a selector."""
    for _ in range(most):
        watched.page.keyboard.press("Tab")
        if watched.focused(f"matches({selector!r})"):
            return
    pytest.fail(f"{selector} is not reached by Tab")


def search_for(watched: Watched, name: str) -> None:
    """From the top of the page, reach the search by Tab and type."""
    tab_to(watched, "#search", 3)
    watched.page.keyboard.type(name)
    watched.page.wait_for_function("() => /found$/.test(document.querySelector('#list h2').textContent)")


def test_from_search_to_a_receipt_and_along_an_edge(watched: Watched) -> None:
    page = watched.page
    search_for(watched, "vénn")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('[data-iri]').dataset.iri") == VENN
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'panel'")
    tab_to(watched, ".mark")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('[data-citation]')")
    tab_to(watched, ".back", 3)
    page.keyboard.press("Enter")
    assert watched.focused("matches('.mark')")
    tab_to(watched, "#panel .thing")  # what the thing is joined to
    page.keyboard.press("Enter")
    page.wait_for_function("iri => !location.hash.includes('entity=' + encodeURIComponent(iri))", arg=VENN)
    watched.settle()
    assert watched.receipts()
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")


def test_enter_in_the_search_opens_the_best_find(watched: Watched) -> None:
    search_for(watched, "mara venn")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_function("() => document.querySelector('#panel h2')?.textContent === 'Mara Venn'")
    assert watched.focused("matches('#panel')")


def test_an_edge_is_opened_from_the_table(watched: Watched) -> None:
    page = watched.page
    tab_to(watched, "[data-view='table']")
    page.keyboard.press("Enter")
    tab_to(watched, "[data-table='relations']")
    page.keyboard.press("Enter")
    assert watched.focused("matches('[data-table=relations]')")
    tab_to(watched, "#table thead [data-sort='what']")
    page.keyboard.press("Enter")
    assert watched.focused("matches('[data-sort=what]')")
    tab_to(watched, "#table td .thing")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden]) h2.pair")
    assert watched.receipts()


def test_filters_keep_their_place_while_one_chooses(watched: Watched) -> None:
    page = watched.page
    tab_to(watched, "#filters-button")
    page.keyboard.press("Enter")
    tab_to(watched, "#filters [data-group='source']")
    before = watched.shown()
    page.keyboard.press("Space")
    watched.settle()
    assert watched.shown() < before
    assert watched.focused("matches('#filters [data-group=source]:checked')")
    page.keyboard.press("Space")
    watched.settle()
    assert watched.shown() == before


def test_neighbours_are_drawn_and_a_path_is_found(watched: Watched) -> None:
    page = watched.page
    search_for(watched, "mara venn")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden]) .neighbours")
    tab_to(watched, ".neighbours summary")
    page.keyboard.press("Enter")
    tab_to(watched, ".neighbours .quiet")
    before = page.evaluate("kgView.drawn().length")
    page.keyboard.press("Enter")
    watched.settle()
    assert page.evaluate("kgView.drawn().length") > before
    assert watched.focused("closest('.neighbours') !== null")  # one can go on drawing
    tab_to(watched, ".path-tool summary")
    page.keyboard.press("Enter")
    tab_to(watched, "#path-to", 2)
    page.keyboard.type("nonsense")
    page.keyboard.press("Escape")  # empties the field, and no more
    assert page.locator("#panel").is_visible()
    page.keyboard.type("wool tariff")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")  # from what is offered back to the field, which is emptied
    assert watched.focused("matches('#path-to')")
    assert page.locator("#path-to").input_value() == ""
    assert page.locator("#panel").is_visible()
    page.keyboard.type("wool tariff")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .path li")
    watched.settle()
    assert watched.focused("matches('.path h3')")
    page.locator(".path [data-key='end']").press("Enter")
    watched.settle()
    assert watched.focused("matches('.path-tool summary')")
    page.go_back()
    watched.settle()
    page.locator(".path h3").focus()
    tab_to(watched, ".path .joint")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden]) h2.pair")


def test_saving_opens_and_closes_from_the_keyboard(watched: Watched) -> None:
    page = watched.page
    tab_to(watched, "#exports summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#exports[open]")
    tab_to(watched, "[data-export='csv']", 2)
    page.keyboard.press("Escape")
    page.wait_for_function(
        "() => !document.getElementById('exports').open && document.activeElement.matches('#exports summary')"
    )


def test_the_focus_falls_nowhere(watched: Watched) -> None:
    page = watched.page
    while page.locator("#draw-more").is_visible():
        page.locator("#draw-more").press("Enter")
        watched.settle()
    assert watched.focused("matches('#draw-less')")
    page.locator("#draw-less").press("Enter")
    watched.settle()
    assert watched.focused("matches('#draw-more')")
    for view, row in (("timeline", "#timeline .days li"), ("table", "#table tbody tr")):
        page.locator(f"[data-view='{view}']").click()
        watched.settle()
        chosen = page.locator(row).nth(20)
        iri = chosen.get_attribute("data-iri")
        chosen.locator("button").press("Enter")
        page.wait_for_function("() => document.activeElement.id === 'panel'")
        page.keyboard.press("Escape")
        watched.settle()
        page.locator("#panel").wait_for(state="hidden")
        assert watched.focused(f"closest('{row.split()[0]} [data-iri]').dataset.iri === '{iri}'")
    for name in ("relations", "things"):
        page.locator(f"[data-table='{name}']").press("Enter")
        watched.settle()
        assert watched.focused(f"dataset.table === '{name}'")
    page.locator("[data-sort='name']").press("Enter")
    watched.settle()
    assert watched.focused("dataset.sort === 'name'")
    assert page.evaluate("location.hash") == "#v1&view=table&sort=name"
    watched.go("#v1&view=table&table=relations&sort=-to")
    assert page.locator("[data-table='relations']").get_attribute("aria-pressed") == "true"
    assert page.locator("#table th:has([data-sort='to'])").get_attribute("aria-sort") == "descending"


def test_what_is_shown_by_shape_or_number_is_said(watched: Watched) -> None:
    """Names of buttons begin with what one sees on them, and the list says what the hollow shapes mean."""
    page = watched.page
    quota = page.locator("#list li", has_text="Norvian quota on Tessalian glass").first
    assert quota.locator(".tag.unreal").text_content()
    watched.entity(VENN)
    page.locator(".neighbours summary").click()
    named = page.locator("#panel button[aria-label]:visible").all()
    assert len(named) > 5
    for one in named:
        assert one.inner_text() in (one.get_attribute("aria-label") or "") or one.inner_text() == "↩"
    label = page.locator("#panel .mark").first.get_attribute("aria-label")
    assert "receipt 1, " in label
    assert ", " in label.split("receipt 1, ")[1]
    page.emulate_media(forced_colors="active")
    look = "e => getComputedStyle(e).backgroundColor"
    tabs = page.locator("#views button")
    assert tabs.nth(0).evaluate(look) != tabs.nth(1).evaluate(look)
