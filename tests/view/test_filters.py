"""Random combinations of filters, set by link and by hand, equal what an oracle works out from the quads."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from tests.view.browser import Watched, encoded, fragment
from tests.view.conftest import block
from tests.view.oracle import CODES, Oracle, Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph

pytestmark = pytest.mark.browser
# What the page lists, and between what it shows relations, under each of many links.
SHOWN = """async (fragments) => {
  const found = [];
  for (const fragment of fragments) {
    const arrived = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = fragment;
    await arrived;
    found.push([kgView.shown(), kgView.relations()]);
  }
  return found;
}"""


def combinations(graph: Graph, oracle: Oracle, count: int) -> list[Wanted]:
    random = Random(20250503)
    articles = {c.article for c in graph.catalogue.citations.values()}
    sources = sorted({a.publisher or a.label for a in articles})
    codes = sorted({o for _, p, o in oracle._cited if p in CODES})
    classes = sorted(set(oracle.things.values()))
    year = min(a.published for a in articles if a.published)[:4]

    def some(choices: list[str], most: int) -> list[str]:
        return random.sample(choices, random.randint(1, most)) if random.random() < 0.4 else []

    def day() -> str:
        return f"{year}-{random.randint(3, 7):02}-{random.randint(1, 28):02}" if random.random() < 0.4 else ""

    made: list[Wanted] = []
    while len(made) < count:
        since, until = day(), day()
        made.append(Wanted(
            some(classes, 3), some(sources, 2), some(codes, 3), since, until if until >= since else "",
            random.choice(["happened", "published"]), random.random() < 0.6, random.random() < 0.25,
        ))  # fmt: skip
    return made


def link(wanted: Wanted) -> str:
    parts = {
        "view": "timeline", "source": [encoded(s) for s in wanted.sources], "code": [encoded(c) for c in wanted.codes],
        "from": wanted.since, "until": wanted.until, "clock": "published" if wanted.clock == "published" else "",
        "undated": "" if wanted.undated else "no", "origins": "2" if wanted.origins else "",
    }  # fmt: skip
    return listed({"class": wanted.classes} | parts)


def listed(parts: dict[str, Any]) -> str:
    """A list stands in a link as one value: its parts encoded and joined, and the whole encoded."""
    return fragment(**{name: "|".join(value) if isinstance(value, list) else value for name, value in parts.items()})


@pytest.mark.parametrize(("which", "count"), [("example", 60), ("bundled", 90)])
def test_random_combinations(browser: Any, which: str, count: int, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    path: Path = request.getfixturevalue(f"{which}_path")
    oracle = Oracle(graph)
    data = block(path.read_text(encoding="utf-8"))
    facts = facts_of_links(data)
    watched = Watched(browser, path)
    wanted = combinations(graph, oracle, count)
    links = [link(one) + f"&draw={number + 1}" for number, one in enumerate(wanted)]  # no two alike
    sizes = set()
    for one, (shown, relations) in zip(wanted, watched.page.evaluate(SHOWN, links), strict=True):
        passing = oracle.passing(one)
        assert set(shown) == passing, one
        only = Wanted(sources=one.sources, since=one.since, until=one.until, clock="published", origins=one.origins,
                      undated=one.undated or one.clock == "happened")  # fmt: skip
        if one.clock == "happened":
            only.since = only.until = ""
        expected = {pair for pair, told in facts.items() if set(pair) <= passing and oracle.supported(told, only)}
        assert {tuple(pair) for pair in relations} == expected, one
        sizes.add(len(passing))
    assert len(sizes) > count / 4  # the combinations tell things apart
    assert 0 in sizes
    watched.close()


def facts_of_links(data: dict[str, Any]) -> dict[tuple[str, str], set[tuple[str, str, str]]]:
    """Return the triples told of each pair, in the terms of the oracle."""
    things = [row[0] for row in data["things"]]
    terms, properties = ([row[0] for row in data[name]] for name in ("terms", "properties"))
    kinds = data["datatypes"]

    def value(content: Any) -> str:
        if isinstance(content, int):
            return things[content]
        if isinstance(content, str):
            return str(ox.Literal(content))
        if len(content) == 1:
            return terms[content[0]]
        kind = kinds[content[1]]
        literal = (
            ox.Literal(content[0], language=kind[1:])
            if kind[0] == "@"
            else ox.Literal(content[0], datatype=ox.NamedNode(kind))
        )
        return str(literal)

    triples = [(things[s], properties[p], value(o)) for s, p, o, _ in data["facts"]]
    about: dict[str, set[tuple[str, str, str]]] = {}
    for triple in triples:
        about.setdefault(triple[0], set()).add(triple)
        about.setdefault(triple[2], set()).add(triple)
    found = {}
    for first, second, direct, told, through in data["links"]:
        of = {triples[n] for n in direct}
        for n in told:
            of |= about[things[n]]
        for n in through:
            of |= {triple for triple in about[things[n]] if triple[0] == things[n]}
        found[things[first], things[second]] = of
    return found


def test_the_counts_beside_the_choices_are_what_choosing_gives(watched: Watched, example: Graph) -> None:
    page = watched.page
    watched.go(listed({"class": ["meeting", "statement"], "source": [encoded("Harbour Gazette")]}))
    page.locator("#filters-button").click()
    boxes = page.locator("#filters [data-group='code']:visible, #origins")
    assert boxes.count() > 3
    for number in range(boxes.count()):
        box = boxes.nth(number)
        count = int(box.locator("xpath=..").locator(".count").inner_text())
        box.click()
        assert len(watched.shown()) == count
        box = boxes.nth(number)
        page.locator("#filters input:checked:not([data-group='source']):not(#undated)").click()
        watched.settle()
    legend = page.locator("#legend [data-class='person']")
    before = len(watched.shown())
    count = int(legend.locator(".count").inner_text())
    legend.click()
    assert len(watched.shown()) == before + count


def test_undated_things_are_shown_as_such(watched: Watched) -> None:
    page = watched.page
    page.locator("#filters-button").click()
    undated = int(page.locator("label:has(#undated) .count").inner_text())
    everything = len(watched.shown())
    page.locator("#undated").uncheck()
    assert len(watched.shown()) == everything - undated
    assert undated > 0
    watched.go("#v1&view=timeline")
    assert "Undated" in page.locator("#timeline .days h3").last.inner_text()
    watched.go("#v1&view=table")
    assert page.locator("#table tr", has_text="Mara Venn").locator("[data-label='When']").inner_text() == "undated"


def test_nothing_left_is_said_and_can_be_undone(watched: Watched) -> None:
    watched.go("#v1&from=2199-01-01&undated=no")
    assert watched.page.locator("#empty").inner_text() == "Nothing is left: no thing passes all the filters."
    assert not watched.page.locator("#picture").is_visible()
    watched.page.locator("#clear").click()
    watched.page.locator("#picture").wait_for(state="visible")
    assert watched.page.evaluate("kgView.drawn().length") > 30


@pytest.mark.parametrize("typed", ["VÉNN", "ｖｅｎｎ", "venn mara", "  Mara   Venn "])
def test_search_folds_case_accents_and_width(watched: Watched, typed: str) -> None:
    watched.page.fill("#search", typed)
    watched.page.wait_for_function("() => /found$/.test(document.querySelector('#list h2').textContent)")
    first = watched.page.locator("#list [data-iri]").first
    assert first.get_attribute("data-iri") == "https://kg.example/id/person/mara-venn"


def test_search_finds_gists_other_names_index_words_and_publishers(watched: Watched, example: Graph) -> None:
    gist = example.select("SELECT ?s ?g { ?s kg:gist ?g } ORDER BY ?s LIMIT 1")
    other = example.select("SELECT ?s ?n { ?s skos:altLabel ?n FILTER(STRLEN(?n) > 8) } ORDER BY ?s LIMIT 1")
    for typed, iri in ((gist.values("g")[0], gist.values("s")[0]), (other.values("n")[0], other.values("s")[0])):
        watched.go("#v1&q=" + encoded(typed))
        assert iri in watched.shown()
    watched.go("#v1&q=northern%20wire")
    assert "reported by Northern Wire" in watched.page.locator("#list").inner_text()
    watched.go("#v1&q=bone%20of%20contention")
    assert "indexed under bone of contention" in watched.page.locator("#list").inner_text()
    watched.go("#v1&q=submarine")
    assert watched.page.locator("#list h2").inner_text() == "Nothing found"
