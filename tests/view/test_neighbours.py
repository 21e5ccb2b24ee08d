"""Expanding, collapsing, paths and the cap: what the picture draws on demand."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from tests.view.browser import Watched, fragment, written
from tests.view.conftest import block, opened

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
AKAZAWA = "https://kg.example/id/person/ryosei-akazawa"


def drawn(watched: Watched) -> set[str]:
    watched.settle()
    return set(watched.page.evaluate("kgView.drawn()"))


def crowd(folder: Path, count: int) -> Path:
    """Write the page of one person whom so many others know, and who know nobody else."""
    known = " ".join(f'x:p{i} a kg:Person ; rdfs:label "P{i}" ; kg:knows x:hub .' for i in range(count))
    return written(opened(folder, ["Everybody."], {0: f'x:hub a kg:Person ; rdfs:label "Hub" . {known}'}), folder)


def test_a_relation_is_drawn_page_by_page_up_to_the_cap(browser: Any, tmp_path: Path) -> None:
    watched = Watched(browser, crowd(tmp_path, 400), fragment(entity="https://kg.example/id/x/hub"))
    page = watched.page
    page.locator(".neighbours summary").click()
    row = page.locator(".neighbours li")
    assert row.count() == 1
    first = len(drawn(watched))
    assert f"{first - 1} of 400 drawn" in row.inner_text()
    row.locator("button", has_text="Draw 10 more").click()
    assert len(drawn(watched)) == first + 10
    page.go_back()
    assert len(drawn(watched)) == first
    for _ in range(30):
        button = page.locator("#draw-more")
        if not button.is_visible():
            break
        button.click()
        watched.settle()
    assert len(drawn(watched)) == 300
    assert page.locator("#drawn-note").inner_text() == (
        "300 of 401 drawn, which is the most at a time; 299 of 400 neighbours"
    )
    page.locator("#draw-less").click()
    assert len(drawn(watched)) == first
    watched.close()


def test_what_hangs_on_a_thing_alone_is_folded_away(browser: Any, tmp_path: Path) -> None:
    hub = "https://kg.example/id/x/hub"
    watched = Watched(browser, crowd(tmp_path, 20), fragment(entity=hub))
    assert len(drawn(watched)) == 21
    watched.page.locator(".neighbours summary").click()
    watched.page.locator(".tool", has_text="Collapse").click()
    assert drawn(watched) == {hub}
    watched.page.reload()
    watched.page.wait_for_selector("html[data-ready='true']")
    assert drawn(watched) == {hub}
    watched.page.locator(".neighbours summary").click()
    watched.page.locator(".tool", has_text="Unfold").click()
    assert len(drawn(watched)) == 21
    watched.requests = watched.requests[:1]
    watched.close()


def test_the_counts_of_relations_are_those_of_the_graph(watched_bundled: Watched, bundled: Any) -> None:
    watched_bundled.entity(AKAZAWA)
    watched_bundled.page.locator(".neighbours summary").click()
    rows = {
        row.locator("span").first.inner_text(): row.inner_text()
        for row in watched_bundled.page.locator(".neighbours li").all()
    }
    for word, key in (("Said", "speaker"), ("Attended", "attendee")):
        [count] = bundled.select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s kg:{key} <{AKAZAWA}> }}").values("n")
        assert f"of {count} drawn" in rows[word] or f"{count}, all drawn" in rows[word]


def test_no_two_things_stand_on_one_spot(watched_bundled: Watched) -> None:
    watched_bundled.go(fragment(draw=260))
    spots = watched_bundled.page.evaluate(
        "kgView.drawn().map((iri) => { const at = kgView.at(iri); return [at.x, at.y].map(Math.round).join() })"
    )
    assert len(spots) == 296 or len(spots) == 300
    assert len(set(spots)) == len(spots)


def test_paths_are_the_shortest_that_networkx_finds(browser: Any, bundled_path: Path) -> None:
    data = block(bundled_path.read_text(encoding="utf-8"))
    things = [row[0] for row in data["things"]]
    graph = nx.Graph()
    graph.add_nodes_from(things[n] for n in range(data["held"]) if data["kinds"][data["things"][n][2]][3] != "told")
    for first, second, triples, told, _ in data["links"]:
        graph.add_edge(things[first], things[second], weight=1 if triples or told else 2)
    random, nodes = Random(8), sorted(graph)
    watched = Watched(browser, bundled_path)
    lengths = set()
    for _ in range(40):
        one, other = random.sample(nodes, 2)
        watched.go(fragment(entity=one, path=other, view="timeline", **{"class": ""}))
        steps = watched.page.eval_on_selector_all(
            "#panel .path li", "all => all.map(e => e.querySelector('.joint').textContent)"
        )
        try:
            wanted = nx.shortest_path_length(graph, one, other, weight="weight")
        except nx.NetworkXNoPath:
            assert "None: nothing on this page joins the two." in watched.page.locator("#panel .path").inner_text()
            continue
        assert sum(2 if step.endswith((" statement", " statements")) else 1 for step in steps) == wanted
        lengths.add(wanted)
    assert len(lengths) > 2
    watched.close()


def test_a_path_keeps_to_what_the_filters_let_through(watched_bundled: Watched) -> None:
    one, other = AKAZAWA, "https://kg.example/id/place/washington"
    watched_bundled.go(fragment(entity=one, path=other))
    assert watched_bundled.page.locator("#panel .path li").count() > 0
    watched_bundled.go(fragment(entity=one, path=other, **{"class": "person|place"}))
    assert "None along what the filters let through." in watched_bundled.page.locator("#panel .path").inner_text()


def test_paths_prefer_who_acts_and_a_search_takes_words_in_any_order(browser: Any, tmp_path: Path) -> None:
    body = (
        'x:a a kg:Person ; rdfs:label "Åse Østby" ; skos:altLabel "Minister" ; kg:near x:b1, x:z1 .'
        ' x:b1 a kg:Place ; rdfs:label "Łódź" ; kg:near x:c .'
        ' x:z1 a kg:Person ; rdfs:label "Zed" ; kg:near x:c . x:c a kg:Person ; rdfs:label "Cid" .'
    )
    watched = Watched(browser, written(opened(tmp_path, ["Words."], {0: body}), tmp_path))
    x = "https://kg.example/id/x/"
    watched.go(fragment(entity=x + "a", path=x + "c"))
    assert watched.page.locator("#panel .path li .thing").all_inner_texts() == ["Zed", "Cid"]
    for query, iri in (("ostby ase", "a"), ("ostby minister", "a"), ("lodz", "b1")):
        watched.go(fragment(q=query))
        assert watched.shown() == {x + iri}
        assert watched.page.locator("#shown-note").inner_text().startswith("1 of 4: found by")
    watched.close()
