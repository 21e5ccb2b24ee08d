from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import InputError
from kg.view.period import Period, span
from tests.view.browser import Watched, written
from tests.view.conftest import block, opened

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph


def labels(page: str) -> set[str]:
    return {row[1] for row in block(page)["things"][: block(page)["held"]]}


@pytest.mark.parametrize(
    ("since", "until", "date", "inside"),
    [
        ("2025-05-03", None, "2025-05-03", True),
        ("2025-05-03", None, "2025-05-02", False),
        ("2025-05-03", None, "2025-05", True),
        ("2025-05-03", None, "2025", True),
        (None, "2025-05-03", "2025-05-04", False),
        (None, "2025-05", "2025-05-31", True),
        ("2025", "2025", "2024-12-31", False),
    ],
)
def test_a_date_of_any_precision_is_in_or_out(since: str | None, until: str | None, date: str, inside: bool) -> None:
    assert Period(since, until).holds(span(date)) is inside


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "25-05-03", "2025-5-3", "", "٢٠٢٥", "2025-05-03T10:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        Period(text)


def test_an_unknown_clock_is_refused() -> None:
    with pytest.raises(InputError, match="no clock 'said'"):
        Period("2025", clock="said")


@pytest.fixture
def dated(tmp_path: Path) -> Graph:
    facts = {
        0: 'x:early a kg:Event, kg:Meeting ; rdfs:label "Early" ; kg:on "2031-01-05" ; kg:attendee x:old .'
        ' x:old a kg:Person ; rdfs:label "Old" .',
        1: 'x:late a kg:Event, kg:Meeting ; rdfs:label "Late" ; kg:on "2031-06-05" ; kg:attendee x:new .'
        ' x:new a kg:Person ; rdfs:label "New" .',
        2: 'x:state a kg:State, kg:MeasureState ; kg:stateOf x:levy ; kg:from "2031-06" .'
        ' x:levy a kg:Measure ; rdfs:label "Levy" .',
        3: 'x:trip a kg:Event ; rdfs:label "Trip" ; kg:on "2031-01-30" ; kg:until "2031-06-01" .',
        4: 'x:lone a kg:Topic ; rdfs:label "Lone" .',
    }
    return opened(tmp_path, ["One.", "Two.", "Three.", "Four.", "Five."], facts)


def test_a_page_is_narrowed_to_what_happened(dated: Graph) -> None:
    assert labels(dated.to_html(since="2031-05")) == {"Late", "New", "Levy", "Trip", "state"}
    assert labels(dated.to_html(until="2031-03-01")) == {"Early", "Old", "Trip"}
    assert labels(dated.to_html(["Old"], since="2031-05", depth=2)) == {"Old"}
    assert dated.explorer(["Old", "New"], since="2031-05").notes == (
        "Narrowed to what happened from 2031-05; undated things stay where they touch it, and of what stays all facts "
        "are told.",
        "Outside of that, and here since asked for by name: Old.",
    )
    assert labels(dated.to_html()) == {"Early", "Old", "Late", "New", "Levy", "Trip", "Lone", "state"}


def test_a_page_is_narrowed_to_what_was_published(dated: Graph) -> None:
    everything = labels(dated.to_html())
    assert labels(dated.to_html(since="2031-05-03", clock="published")) == everything
    assert labels(dated.to_html(since="2031-05-04", clock="published")) == set()
    [note] = dated.explorer(since="2031-05-04", clock="published").notes
    assert note == (
        "Narrowed to what was published from 2031-05-04; things on which no article of that time reports are left out; "
        "of what stays all facts are told."
    )


def test_what_lies_outside_is_told_as_such(browser: Any, bundled: Graph, tmp_path: Path) -> None:
    watched = Watched(browser, written(bundled, tmp_path, names=["Akazawa"], since="2025-05-01"))
    rows = watched.page.locator("#panel .group li", has_text="outside this page")
    assert rows.count() > 0
    assert rows.first.locator(".mark").count() > 0
    watched.close()
