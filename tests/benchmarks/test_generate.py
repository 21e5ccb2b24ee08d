"""Generated graphs are the same each time, keep every rule and shape, and look like news."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import pytest

import kg
from benchmarks.generate import lines, receipts_for
from kg.namespaces import CATALOGUE, TYPE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return generated(tmp_path_factory.mktemp("news"), 20_000, 1)


def generated(folder: Path, size: int, seed: int) -> kg.Graph:
    path = folder / "a.nq"
    path.write_text("".join(lines(size, seed)))
    return kg.open(path)


def count(graph: kg.Graph, pattern: str, what: str = "*") -> int:
    return int(graph.select(f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}").values("n")[0])


def test_a_seed_gives_one_graph() -> None:
    assert list(lines(2_000)) == list(lines(2_000))
    assert list(lines(2_000)) != list(lines(2_000, seed=2))


@pytest.mark.parametrize("size", [2_000, 20_000])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_graph_keeps_every_shape_and_rule(tmp_path: Path, size: int, seed: int) -> None:
    report = generated(tmp_path, size, seed).verify()
    assert report.shape_results == []
    assert not any(report.rules.values())
    assert report.counts["not_checked"] > size / 20


def test_a_few_are_in_most_of_the_news(news: kg.Graph) -> None:
    for term, times in {"speaker": 10, "attendee": 3, "target": 10}.items():
        told = Counter(news.select(f"SELECT ?who {{ ?s kg:{term} ?who }}").values("who")).most_common()
        assert told[0][1] > times * told[-1][1], term
    said = Counter(news.select("SELECT ?who { ?s kg:speaker ?who }").values("who")).most_common()
    assert said[0][1] > 5 * said[len(said) // 2][1]


def test_a_passage_tells_some_five_facts_and_one_in_four_tells_them_again(news: kg.Graph) -> None:
    passages = count(news, "GRAPH graph:catalogue { ?c a kg:Citation }")
    facts = count(news, "GRAPH ?g { ?s ?p ?o } FILTER(?p NOT IN (rdf:type, rdfs:label) && "
                        "?g NOT IN (graph:catalogue, graph:ontology))")  # fmt: skip
    assert 4 < facts / passages < 6
    told = count(news, "GRAPH ?c { ?s kg:gist ?gist }")
    assert 0.65 < count(news, "GRAPH ?c { ?s kg:gist ?gist }", "DISTINCT ?s") / told < 0.85


@pytest.mark.parametrize(
    ("least", "pattern"),
    [
        (6, "?m kg:minutes ?a, ?b FILTER(?a < ?b)"),  # reports that differ
        (30, "?s kg:saidOn ?day FILTER(STRLEN(STR(?day)) = 7)"),  # dates known to the month alone
        (3, "GRAPH graph:catalogue { ?copy kg:copyOf ?article . ?article kg:page ?page }"),
        (20, "GRAPH graph:catalogue { ?c kg:confidence ?sure FILTER(?sure < 0.7) }"),
        (20, "GRAPH graph:catalogue { ?c kg:basis kg:inferred }"),
        (50, "GRAPH graph:catalogue { ?c kg:accordingTo ?who } ?who a kg:Agent ; rdfs:label ?name"),
        (20, "GRAPH graph:catalogue { ?c kg:voice ?voice } FILTER(?voice IN (kg:unattributed, kg:hearsay))"),
        (20, "?s kg:condition ?one"),
        (20, "?s kg:reason ?one"),
        (10, "?s kg:via ?relay . ?relay kg:relayer ?who ; kg:step ?step"),
        (5, "?s a kg:Proposal ; kg:touches ?measure"),
        (20, "?p a kg:Position ; kg:holder ?government ; kg:stance ?stance ; kg:target ?on ; kg:shownBy ?s"),
        (5, "?m kg:imposedBy ?government ; kg:product ?goods"),
        (20, "?t a kg:Tenure ; kg:holder ?who ; kg:office ?office . ?office kg:officeOf ?government"),
        (5, "?m kg:round ?n ; kg:partOf ?talks . ?talks a kg:Negotiation"),
        (1, "?plan kg:nextAfter ?round . ?round kg:round ?n"),
        (5, "?state a kg:MeetingState ; kg:standing kg:planned ; kg:plannedFor ?day"),
        *((1, f"?m ^kg:stateOf/kg:standing kg:planned, kg:{end}") for end in ("held", "postponed", "cancelled")),
        (5, "?state kg:status kg:suspended ; kg:pausedDays ?days"),
        (3, "?total kg:ratePart kg:total ; kg:component ?part . ?part kg:ratePart kg:additional"),
        (3, "?part kg:ratePart kg:baseline"),
        (5, "?figure a kg:Figure ; kg:quantity ?topic ; kg:of ?thing"),
    ],
)
def test_it_has_what_trade_talks_are_made_of(news: kg.Graph, least: int, pattern: str) -> None:
    assert count(news, pattern) >= least


@pytest.mark.parametrize("things", [100, 500, 2_000])
def test_receipts_are_chosen_for_so_many_things(things: int) -> None:
    typed = (line for line in lines(receipts_for(things)) if f" <{TYPE}> " in line and CATALOGUE not in line)
    found = {subject for subject in (line.split(" ", 1)[0] for line in typed) if "/state/" not in subject}
    assert 0.75 * things < len(found) < 1.25 * things


def test_what_was_told_is_forgotten_soon() -> None:
    made = lines(10_000_000)
    tracemalloc.start()
    try:
        for _ in islice(made, 150_000):
            pass
        before = tracemalloc.get_traced_memory()[0]
        for _ in islice(made, 150_000):
            pass
        assert tracemalloc.get_traced_memory()[0] < before + 20e6
    finally:
        tracemalloc.stop()
