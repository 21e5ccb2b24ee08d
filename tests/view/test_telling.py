"""What the page says of days, states and reports that differ: nothing that the reports do not say."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import pytest

from kg.graph import Graph, open_graph
from kg.library import named
from kg.view.period import happened
from tests.view.browser import Watched, fragment, written
from tests.view.conftest import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

X = "https://kg.example/id/x/"
XSD = "http://www.w3.org/2001/XMLSchema#"
MONTH_DAY, MONTH, YEAR, MOMENT = (f"^^<{XSD}{name}>" for name in ("gMonthDay", "gYearMonth", "gYear", "dateTime"))
DAY = f"^^<{XSD}date>"
STATE = "a kg:State, kg:MeasureState ; kg:stateOf"
FOREIGN = "https://other.example/"
FACTS = {
    # An event of which no more than its reports is dated, and measures whose states have days of their own.
    0: f'x:visit a kg:Event, kg:Meeting ; rdfs:label "Visit" . x:v a kg:State, kg:EventState ; kg:stateOf x:visit ;'
    f' kg:standing kg:undecided ; kg:asOf "2025-06-06"{DAY} .',
    1: f'x:rise a kg:Measure, kg:Tariff ; rdfs:label "Rise" . x:r {STATE} x:rise ; kg:asOf "2025-05-03"{DAY} ;'
    f' kg:from "2025-07"{MONTH} ; kg:rate 24 ; kg:unit kg:percent .',
    2: f'x:ban a kg:Measure ; rdfs:label "Ban" . x:b {STATE} x:ban ; kg:from "2025-05-01"{DAY} ;'
    f' kg:until "2025-05-20"{DAY} ; kg:asOf "2025-06-30"{DAY} ; kg:status kg:inForce .',
    # Two reports of one day: 10 and 100, in force and announced; as numbers 7 and 7.0 are one.
    3: f'x:levy a kg:Measure ; rdfs:label "Levy" . x:l1 {STATE} x:levy ; kg:asOf "2025-05-03"{DAY} ; kg:rate 10 ;'
    ' kg:status kg:inForce ; kg:target x:land . x:land a kg:Place ; rdfs:label "Land" .',
    4: f'x:l2 {STATE} x:levy ; kg:asOf "2025-05-03"{DAY} ; kg:rate 100 ; kg:status kg:announced ; kg:target x:land .',
    5: f'x:talks a kg:Event, kg:Meeting ; rdfs:label "Talks" ; kg:minutes 5 ; kg:days 7 ; kg:on "2025-05"{MONTH} .',
    6: f'x:talks kg:attendee x:ann ; kg:minutes 50 ; kg:days 7.0 ; kg:on "2025-05-01"{DAY} .',
    # Text that begins like a date, moments, and days of the year.
    7: 'x:deal a kg:Measure ; rdfs:label "Deal" ; kg:describedAs "2025-05-12 Geneva tariff deal" ;'
    f' kg:scope "2025-05 to 2025-09 plan"@en ; kg:effectiveOn "2025-05-12T14:30:00+09:00"{MOMENT} .',
    8: f'x:ann a kg:Person ; rdfs:label "Ann" ; kg:birthday "--06-14"{MONTH_DAY} ;'
    f' <{FOREIGN}on> "1999-01-01"{DAY} ; <{FOREIGN}gist> "foreign gist" ; <{FOREIGN}label> "foreign label" .',
    # One office by two reports; one day, its month, its moment, and a year that stretches nothing.
    9: f'x:t1 a kg:State, kg:Tenure ; kg:holder x:ann ; kg:office x:chair ; kg:asOf "2025-05-03"{DAY} .'
    ' x:chair a kg:Office ; rdfs:label "Chair" .',
    10: f'x:t2 a kg:State, kg:Tenure ; kg:holder x:ann ; kg:office x:chair ; kg:asOf "2025-06-06"{DAY} .',
    11: f'x:s1 a kg:Statement ; kg:gist "One" ; kg:speaker x:ann ; kg:saidOn "2025-05-01"{DAY} .',
    12: f'x:s2 a kg:Statement ; kg:gist "Two" ; kg:speaker x:ann ; kg:saidOn "2025-05-01T09:00:00Z"{MOMENT} .'
    f' x:s3 a kg:Statement ; kg:gist "Three" ; kg:speaker x:ann ; kg:saidOn "2025-05"{MONTH} .'
    f' x:s4 a kg:Statement ; kg:gist "Four" ; kg:speaker x:ann ; kg:saidOn "2019"{YEAR} .',
    13: "x:r kg:status kg:proposed .",
}
SECOND = (4, 6, 10, 13)


def two_articles(folder: Path) -> Graph:
    """Return the graph of FACTS, of which those of SECOND stand in another article."""
    opened(folder, [f"Passage {number}." for number in FACTS], FACTS)
    file = folder / "graph.trig"
    text = file.read_text(encoding="utf-8")
    digest = hashlib.sha256(b"").hexdigest()
    other = (
        f'<https://p.example/q> a kg:Page ; kg:fileName "q.txt" ; kg:textDigest "{digest}" .\n'
        '<https://a.example/b> a kg:Article ; rdfs:label "Other, 4 May" ; kg:page <https://p.example/q> .\n'
    )
    text = text.replace("<https://o.example/o> a kg:Outlet", other + "<https://o.example/o> a kg:Outlet")
    for number in SECOND:
        cited = f"<https://c.example/{number}> a kg:Citation ; kg:article "
        text = text.replace(cited + "<https://a.example/a>", cited + "<https://a.example/b>")
    file.write_text(text, encoding="utf-8")
    return open_graph(file, folder)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return two_articles(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def shown(browser: Any, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    watched = Watched(browser, written(graph, tmp_path_factory.mktemp("page")))
    yield watched
    watched.close()


def rows(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def panel(watched: Watched, name: str, to: str | None = None) -> str:
    watched.entity(X + name, X + to if to else None)
    return " ".join(watched.page.locator("#panel").inner_text().split())


def test_the_day_of_a_report_is_no_day_on_which_something_happened(graph: Graph) -> None:
    dated = happened(quad.triple for quad in graph.engine.quads())
    assert X + "visit" not in dated
    assert X + "levy" not in dated
    assert dated[X + "ban"] == [("2025-05-01", "2025-05-20")]
    assert dated[X + "deal"] == [("2025-05-12", "2025-05-12")]


@pytest.mark.browser
def test_all_views_keep_the_two_clocks_apart(shown: Watched) -> None:
    shown.go(fragment(view="table"))
    when = dict(zip(rows(shown.page, "#table tbody th"), rows(shown.page, "#table [data-label='When']"), strict=True))
    assert when["Visit"] == "reported 6 June 2025"
    assert when["Levy"] == "reported 3 May 2025"
    assert when["Rise"] == "July 2025"
    assert when["Deal"] == "12 May 2025"
    [listed] = rows(shown.page, f"#list [data-iri='{X}visit']")
    assert listed.startswith("Visit")
    assert "reported 6 June 2025" in listed
    june = {"from": "2025-06-01", "until": "2025-06-30"}
    shown.go(fragment(**june))
    assert X + "visit" in shown.shown()
    shown.go(fragment(undated="no", **june))
    assert not {X + "visit", X + "levy", X + "ban"} & shown.shown()


@pytest.mark.browser
def test_the_timeline_puts_states_where_they_were(shown: Watched) -> None:
    shown.go(fragment(view="timeline"))
    found = shown.page.evaluate(
        """() => [...document.querySelectorAll("#timeline .days > h3")].map((head) => [head.textContent,
        [...head.nextElementSibling.children].map((li) => [...li.children].map((e) => e.textContent).join(" "))])"""
    )
    days = dict(found)
    assert len(days) == len(found)  # no heading twice
    assert list(days)[:4] == ["2019", "May 2025", "1 May 2025", "3 May 2025"]
    assert days["July 2025"] == ["Rise 24 % proposed planned, off or not in force"]
    assert "Ban in force until 20 May 2025" in days["1 May 2025"]
    assert {"Levy 10 in force as reported", "Levy 100 announced as reported"} == set(days["3 May 2025"])
    assert "reported 6 June 2025" in days["Undated 1"][0]
    assert "2 on the day of their report" in shown.page.locator("#timeline svg text").all_text_contents()
    titles = shown.page.locator("#timeline svg title").all_text_contents()
    assert {"in force, Ban, 1 May 2025 until 20 May 2025", "10 in force, Levy, as reported on 3 May 2025"} <= set(
        titles
    )
    # A state carries its own icon; a year alone stretches nothing; words end before the next dot and in the frame.
    assert shown.page.locator(f"#timeline .days li[data-iri='{X}rise'] .hollow").count() == 1
    assert shown.page.locator(f"#timeline .days li[data-iri='{X}ban'] .hollow").count() == 0
    assert "1 earlier at the left edge" in shown.page.locator("#timeline .note").all_inner_texts()
    ticks = shown.page.locator("#timeline svg text.soft").all_text_contents()
    assert "1 Jun" in ticks or "Jun" in ticks
    over = shown.page.evaluate(
        """() => { const frame = document.querySelector("svg.lanes").getBoundingClientRect();
        return [...document.querySelectorAll("svg.lanes text")].filter((e) => {
          const box = e.getBoundingClientRect(); return box.right > frame.right + 1 || box.left < frame.left - 1; })
          .map((e) => e.textContent); }"""
    )
    assert over == []


@pytest.mark.browser
def test_reports_differ_by_what_values_are_worth(shown: Watched, graph: Graph) -> None:
    rows_ = graph.select(named("disagreements").text)
    asked: dict[str, set[str]] = {}
    for thing, name in zip(rows_.values("thingName"), rows_.values("propertyName"), strict=True):
        asked.setdefault(thing, set()).add(name)
    assert {thing: len(names) for thing, names in asked.items()} == {"Levy": 2, "Talks": 1}
    for name in ("levy", "talks", "visit", "rise"):
        panel(shown, name)
        captions = {text.split(" as of ")[0].lower() for text in rows(shown.page, ".differing figcaption")}
        assert captions == asked.get(name.capitalize(), set())
    panel(shown, "levy", "land")
    assert len(rows(shown.page, ".differing figcaption")) == 2
    panel(shown, "levy")
    head = " ".join(rows(shown.page, "#panel .kicker")).lower()
    for tag in ("in force as of 3 may 2025", "announced as of 3 may 2025", "reports differ"):
        assert tag in head


@pytest.mark.browser
def test_values_are_told_whole(shown: Watched) -> None:
    deal = panel(shown, "deal")
    assert "2025-05-12 Geneva tariff deal" in deal
    assert "2025-05 to 2025-09 plan" in deal
    assert "12 May 2025, 14:30 (+09:00)" in deal
    assert "24 %" in panel(shown, "rise")
    ann = panel(shown, "ann")
    assert "14 June" in ann
    assert (
        rows(shown.page, "#panel .card-head")[0].lower().startswith("tenure on 2 days from 3 may 2025 to 6 june 2025")
    )
    assert shown.page.locator("#panel .card").count() == 1
    # What another vocabulary calls "on", "label" or "gist" is none of these.
    assert not shown.page.locator("#panel .gists", has_text="foreign").count()
    assert "foreign label" in ann
    shown.go(fragment(view="table", q="Ann"))
    assert rows(shown.page, "#table [data-label='When']")[0] == "undated"


@pytest.mark.browser
def test_paper_gives_each_part_of_a_state_its_own_footnote(shown: Watched) -> None:
    shown.go("#v1")
    shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.page.emulate_media(media="print")
    printed = {text.split(" (")[0]: text for text in rows(shown.page, "#paper > ul > li")}
    notes = shown.page.locator("#paper .footnotes li").all_text_contents()

    def cited(number: str) -> str:
        return notes[int(number) - 1].rsplit("/", 1)[1]

    part = re.search(
        r"as of 3 May 2025 .*? (\d+): status proposed .*? (\d+); rate 24 % (\d+); from July", printed["Rise"]
    )
    assert part, printed["Rise"]
    assert [cited(number) for number in part.groups()] == ["1", "13", "1"]
    assert re.search(r"Tenure on 2 days from 3 May 2025 to 6 June 2025.*? \d+ \d+: office held Chair", printed["Ann"])
    assert re.search(r"Attended: Talks .*? \d+$", printed["Ann"])
    assert "2025-05-12 Geneva tariff deal" in printed["Deal"]
    assert printed["Levy"].index("rate 10 ") < printed["Levy"].index("rate 100")
    shown.page.set_viewport_size({"width": 300, "height": 800})
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 300
    shown.page.set_viewport_size({"width": 1400, "height": 900})
    shown.page.emulate_media(media="screen")
    shown.page.evaluate("dispatchEvent(new Event('afterprint'))")


# Words of the lane of measures that reach into a dot of their row, or out of the frame.
CROSSING = """() => {
  const frame = document.querySelector("svg.lanes").getBoundingClientRect(), found = [];
  const dots = [...document.querySelectorAll("svg.lanes .item .shape")].map((e) => e.getBoundingClientRect());
  for (const words of document.querySelectorAll("svg.lanes text:not(.soft)")) {
    const box = words.getBoundingClientRect(), middle = (box.top + box.bottom) / 2;
    const inside = (dot) => dot.top < middle && dot.bottom > middle && dot.right > box.left + 1 && dot.left < box.right;
    if (box.right > frame.right || dots.some(inside)) found.push(words.textContent);
  }
  return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1400])
def test_words_in_the_lanes_end_before_the_next_dot(browser: Any, bundled_path: Path, width: int) -> None:
    view = fragment(view="timeline", **{"class": "measure"})
    watched = Watched(browser, bundled_path, view, viewport={"width": width, "height": 900})
    assert watched.page.locator("svg.lanes text").count() > 20
    assert watched.page.evaluate(CROSSING) == []
    watched.close()
