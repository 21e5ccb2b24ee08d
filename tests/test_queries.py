"""The named queries: each runs alike on two engines and says what a careful reader finds in the articles."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Literal

from kg.library import NamedQuery, queries
from kg.tables import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import Dataset

    import kg

Row = tuple[str, ...]

QUERIES = queries()
JAPAN, UNITED_STATES = "Government of Japan", "Government of the United States"
AKAZAWA, BESSENT, GREER, LUTNICK = "Ryosei Akazawa", "Scott Bessent", "Jamieson Greer", "Howard Lutnick"
KYODO = "Kyodo, 3 May 2025"
WASHINGTON_PAGE = "Washington page (outlet not named), 4 May 2025"
IMPASSE = "Impasse story (outlet not named), about 4 May 2025"
DAILY8 = "Daily8 page, main story (outlet not named), about 30 May 2025"
THE_SUN = "The Sun, relaying the Yomiuri, about 1 June 2025"
ALOJAPAN = "AloJapan.com page (outlet not named), about 6 June 2025"
ROUND_4, ROUND_5 = (f"{n} round of the Japan-U.S. tariff talks" for n in ("Fourth", "Fifth"))
G7 = "G7 summit of June 2025"
NEXT_ROUND, ROUND_AFTER_5 = "Further round agreed at the fourth round", "Further round after the fifth round"
CARS, STEEL, PARTS = "U.S. tariff on automobiles", "U.S. tariffs on steel and aluminum", "U.S. tariff on auto parts"
ON_JAPAN, EXTRA, BASELINE = (
    "Reciprocal tariff on Japan", "Country-specific reciprocal tariff on Japan", "Baseline tariff",
)  # fmt: skip

# Rows that must be there, read off the articles by hand; a variable mapped to "" must be unbound.
FOUND: list[tuple[str, dict[str, str], dict[str, str]]] = [
    # name, values, row
    ("said-by", {}, {"saidOn": "2025-05-03", "force": "demands", "article": KYODO, "paragraph": "2"}),
    ("said-by", {}, {"saidOn": "2025-06-06", "force": "denies", "article": ALOJAPAN, "paragraph": "3"}),
    ("said-by", {}, {"saidOn": "2025-05-30", "subject": G7, "article": THE_SUN}),
    ("said-by", {"who": "person:taku-eto"}, {"saidOn": "2025-04", "force": "asks", "subject": "Rice"}),
    ("said-by", {"who": "person:shigeru-ishiba"},
     {"saidOn": "2025-05-03", "force": "regrets", "subject": PARTS, "article": KYODO, "paragraph": "8"}),
    ("said-about", {}, {"saidOn": "2025-05-03", "speakerName": "Kyodo", "force": "fears", "article": KYODO}),
    ("said-about", {"thing": "event:nippon-steel-us-steel-deal"},
     {"speakerName": AKAZAWA, "force": "declines to comment", "saidOn": "2025-05-30", "article": DAILY8}),
    ("offices-of", {}, {"asOf": "2025-05-03", "officeName": "Chief tariff negotiator of Japan", "article": KYODO}),
    ("offices-of", {},
     {"asOf": "2025-06-06", "officeName": "Minister for economic revitalization of Japan", "article": ALOJAPAN}),
    ("offices-of", {"who": "person:jamieson-greer"}, {"officeName": "U.S. Trade Representative", "article": IMPASSE}),
    ("spoke-for", {},
     {"governmentName": UNITED_STATES, "personName": GREER, "officeName": "U.S. Trade Representative"}),
    ("spoke-for", {}, {"governmentName": JAPAN, "personName": AKAZAWA}),
    ("spoke-for", {"round": "5"}, {"governmentName": UNITED_STATES, "personName": LUTNICK}),
    ("several-offices", {}, {"personName": AKAZAWA, "asOf": "2025-05-03"}),
    ("several-offices", {}, {"personName": "Hei Bavy", "asOf": "2025-05-28"}),
    ("who-met-whom", {}, {"otherName": LUTNICK, "officeOfOther": "U.S. Commerce Secretary", "meetings": "4"}),
    ("who-met-whom", {}, {"otherName": BESSENT, "officeOfOther": "U.S. Treasury Secretary", "meetings": "3"}),
    ("who-met-whom", {}, {"otherName": GREER, "meetings": "1"}),
    ("who-met-whom", {}, {"otherName": "Itsunori Onodera", "officeOfOther": "", "meetings": "1"}),
    ("meetings-of", {}, {"on": "2025-06-05", "otherName": AKAZAWA}),
    ("rates", {}, {"measureName": ON_JAPAN, "rate": "24", "part": "total", "asOf": "2025-05-03"}),
    ("rates", {}, {"measureName": ON_JAPAN, "rate": "24", "part": "", "asOf": "2025-05-30"}),
    ("rates", {}, {"measureName": EXTRA, "rate": "14", "part": "additional", "asOf": "2025-05-04"}),
    ("rates", {}, {"measureName": BASELINE, "rate": "10", "part": "baseline", "asOf": "2025-06-06"}),
    ("rates", {}, {"measureName": CARS, "rate": "25", "part": "additional", "asOf": "2025-06-06"}),
    ("rates", {}, {"measureName": STEEL, "rate": "25", "unitName": "percent", "asOf": "2025-05-03"}),
    ("rate-parts", {}, {"total": "24", "asOf": "2025-06-06", "partName": BASELINE, "part": "10"}),
    ("rate-parts", {}, {"total": "24", "asOf": "2025-06-06", "partName": EXTRA, "part": "14"}),
    ("measure-hits", {}, {"what": "goods", "hits": "Automobiles"}),
    ("measure-hits", {}, {"what": "origin", "hits": "Japan"}),
    ("measure-hits", {"measure": "measure:us-auto-parts-tariff"}, {"hits": "certain auto parts"}),
    ("in-force-on", {}, {"statusName": "suspended", "from": "2025-04-09"}),
    ("in-force-on", {}, {"measureName": PARTS, "statusName": "in force", "from": "2025-05-03"}),
    ("in-force-on", {}, {"measureName": BASELINE, "statusName": "in force"}),
    ("in-force-on", {"day": '"2025-04-09"^^xsd:date'}, {"statusName": "in force", "from": "2025-04-09"}),
    ("in-force-on", {"day": '"2025-06-06"^^xsd:date'},
     {"measureName": "Japanese tariff on imported vehicles", "statusName": "not imposed"}),
    ("in-force-on", {"day": '"2025-06-06"^^xsd:date'}, {"measureName": EXTRA, "statusName": "suspended"}),
    ("status-history", {}, {"asOf": "2025-05-03", "statusName": "announced", "rate": "24", "article": KYODO}),
    ("status-history", {}, {"asOf": "2025-05-03", "measureName": EXTRA, "statusName": "suspended", "article": KYODO}),
    ("status-history", {}, {"measureName": EXTRA, "statusName": "planned", "rate": "14", "article": WASHINGTON_PAGE}),
    ("status-history", {}, {"asOf": "2025-05-30", "statusName": "due to start", "from": "2025-07", "article": DAILY8}),
    ("status-history", {}, {"asOf": "2025-06-06", "statusName": "facing", "article": ALOJAPAN}),
    ("package", {}, {"measureName": CARS, "leftOutAsOf": "2025-05-01"}),
    ("package", {}, {"measureName": STEEL, "leftOutAsOf": "2025-05-03"}),
    ("package", {}, {"measureName": PARTS, "leftOutAsOf": ""}),
    ("package", {}, {"measureName": EXTRA, "leftOutAsOf": ""}),
    ("rounds", {}, {"round": "1", "on": "", "attendeeName": ""}),
    ("rounds", {}, {"round": "2", "on": "2025-05-01", "placeName": "Washington", "attendeeName": GREER}),
    ("rounds", {}, {"round": "4", "on": "2025-05-30", "minutes": "130", "attendeeName": BESSENT}),
    ("rounds", {}, {"round": "5", "on": "2025-06-06", "minutes": "", "attendeeName": LUTNICK}),
    ("plans", {}, {"asOf": "2025-05-30", "eventName": NEXT_ROUND, "standingName": "planned"}),
    ("plans", {}, {"asOf": "2025-06-01", "eventName": "Ishiba's visit to Washington", "standingName": "considered"}),
    ("plans", {}, {"asOf": "2025-06-06", "eventName": ROUND_AFTER_5, "standingName": "undecided"}),
    ("plans", {}, {"asOf": "2025-06-01", "eventName": G7, "plannedFor": "2025-06-15", "placeName": "Canada"}),
    ("plan-outcomes", {}, {"planName": NEXT_ROUND, "outcome": "held", "asOf": "2025-06-06", "meetingName": ROUND_5}),
    ("plan-outcomes", {}, {"planName": G7, "plannedAsOf": "2025-06-06", "outcome": ""}),
    ("agenda", {}, {"subject": "Economic security", "roundsWithIt": "2", "alsoOnAgendaOf": "Japan-U.S. tariff talks"}),
    ("agenda", {}, {"subject": "Trade expansion", "alsoOnAgendaOf": "Japan-U.S. tariff talks"}),
    ("agenda", {}, {"subject": "Tariffs", "roundsWithIt": "2"}),
    ("agenda", {"round": "2"}, {"subject": "National security", "roundsWithIt": "1", "alsoOnAgendaOf": ""}),
    ("days-between", {}, {"fromRound": "2", "toRound": "4", "days": "29"}),
    ("days-between", {}, {"fromRound": "4", "toRound": "5", "days": "7"}),
    ("around-summits", {}, {"meetingName": NEXT_ROUND, "relation": "before"}),
    ("around-summits", {}, {"relation": "alongside", "standingName": "planned", "asOf": "2025-06-06"}),
    ("around-summits", {}, {"relation": "before", "standingName": "considered", "asOf": "2025-06-01"}),
    ("statements-by-kind", {}, {"speakerName": "Japanese government officials whom the Yomiuri did not name"}),
    ("statements-by-kind", {"kind": "kg:direct"}, {"speakerName": AKAZAWA, "saidOn": "2025-04-30"}),
    ("statements-by-kind", {"kind": "kg:institutional"},
     {"speakerName": "U.S. Treasury Department", "saidOn": "2025-05-02"}),
    ("relay-chain", {}, {"step": "1", "agentName": "Yomiuri", "article": THE_SUN}),
    ("relay-chain", {}, {"step": "2", "agentName": "The Sun", "article": THE_SUN}),
    ("relay-chain", {"statement": "statement:us-2025-05-01-only-reciprocal"},
     {"step": "0", "agentName": UNITED_STATES, "article": WASHINGTON_PAGE}),
    ("positions", {},
     {"measureName": CARS, "asOf": "2025-05-03", "governmentName": JAPAN, "stanceName": "seeks its removal"}),
    ("positions", {},
     {"measureName": CARS, "asOf": "2025-05-03", "governmentName": UNITED_STATES, "stanceName": "leaves it out"}),
    ("positions", {}, {"measureName": EXTRA, "governmentName": UNITED_STATES, "stanceName": "will discuss it"}),
    ("conditions", {}, {"saidOn": "2025-05-03", "speakerName": AKAZAWA}),
    ("conditions", {}, {"speakerName": "Donald Trump"}),
    ("stance-change", {}, {"day": "2025-05-03", "stanceName": "seeks a review", "asOf": "2025-05-03"}),
    ("stance-change", {}, {"day": "2025-06-06", "stanceName": "seeks its removal", "asOf": "2025-06-05"}),
    ("own-account", {}, {"force": "holds possible", "article": KYODO, "paragraph": "7"}),
    ("own-account", {"outlet": "organization:the-sun"}, {"article": THE_SUN}),
    ("proposals", {}, {"proposerName": JAPAN, "touched": "Semiconductors", "standingName": "presented"}),
    ("proposals", {}, {"proposerName": JAPAN, "touched": "Repair of U.S. warships in Japan", "standingName": "mooted"}),
    ("proposals", {}, {"proposerName": UNITED_STATES, "standingName": "reported", "asOf": "2025-05-04"}),
    ("answers", {}, {"speakerName": AKAZAWA, "saidOn": "2025-05-01", "answeredName": BESSENT}),
    ("contradictions", {}, {"targetName": CARS, "asOf": "2025-05-30", "otherAsOf": "2025-04-30"}),
    ("contradictions", {}, {"holderName": JAPAN, "asOf": "2025-05-04", "otherAsOf": "2025-05-04"}),
    ("at-odds", {}, {"asOf": "2025-05-01", "targetName": STEEL, "wantedBy": JAPAN, "leftOutBy": UNITED_STATES}),
    ("receipts", {}, {"value": "130", "article": DAILY8, "paragraph": "3", "start": "325", "end": "524"}),
    ("receipts", {"thing": "event:akazawa-lutnick-2025-06-05"},
     {"value": "110", "article": ALOJAPAN, "onWhoseWord": JAPAN}),
    ("corroborated", {}, {"subject": "event:round-2", "property": "kg:attendee", "value": "person:scott-bessent"}),
    ("corroborated", {}, {"subject": "measure:us-auto-tariff", "value": "product:automobiles"}),
    ("single-source", {}, {"property": "kg:attendee", "value": "person:jamieson-greer", "onlyArticle": IMPASSE}),
    ("single-source", {}, {"property": "kg:on", "value": "2025-05-01", "onlyArticle": WASHINGTON_PAGE}),
    ("disagreements", {},
     {"thingName": BASELINE, "value": "kg:announced", "article": KYODO, "otherValue": "kg:inForce",
      "otherArticle": IMPASSE}),
    ("weak-facts", {}, {"value": "kg:unlikely", "property": "kg:standing"}),
    ("weak-facts", {}, {"subject": "state:us-reported-framework-reported-2025-05-04", "value": "kg:reported"}),
    ("run", {}, {"method": "close reading", "articleName": KYODO}),
    ("articles", {}, {"articleName": KYODO, "basisName": "stated", "publisherName": "Kyodo"}),
    ("articles", {}, {"articleName": IMPASSE, "basisName": "inferred", "publisherName": ""}),
    ("figures", {}, {"ofName": "Sihanoukville Autonomous Port", "value": "-68", "unitName": "percent"}),
    ("figures", {}, {"ofName": "Phnom Penh Autonomous Port", "value": "134", "unitName": "percent"}),
    ("figures", {}, {"ofName": "Japan", "value": "63000000000", "hedge": "roughly"}),
    ("figures", {}, {"ofName": "Automobiles", "value": "30", "hedge": "nearly", "period": "2024"}),
]  # fmt: skip

# What a careless reader, or a careless query, would find: traps that the articles lay.
NOT_FOUND: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("spoke-for", {"round": "4"}, {"personName": GREER}),  # not mentioned after the second round
    ("spoke-for", {}, {"personName": "Itsunori Onodera"}),
    ("rates", {}, {"rate": "34"}),  # 24 is the total already
    ("rates", {}, {"rate": "38"}),
    ("rates", {}, {"rate": "50"}),  # the steel hike is a headline without a number
    ("rates", {}, {"measureName": "Japanese tariff on imported vehicles"}),  # there is none
    ("in-force-on", {}, {"measureName": EXTRA, "statusName": "in force"}),
    ("in-force-on", {}, {"statusName": "in force", "from": "2025-04-09"}),  # for a few hours only
    ("in-force-on", {"day": '"2025-05-02"^^xsd:date'}, {"measureName": PARTS}),  # took effect a day later
    ("rounds", {}, {"round": "3"}),  # no article describes it
    ("rounds", {}, {"minutes": "110"}),  # of the meeting on the eve of the fifth round's session
    ("rounds", {}, {"on": "2025-05-03"}),  # the day of the return
    ("meetings-of", {"who": "person:donald-trump"}, {}),  # planned and considered only
    ("meetings-of", {"who": "person:scott-bessent"}, {"meetingName": "Handshake of Akazawa and Bessent"}),
    ("plan-outcomes", {}, {"planName": G7, "outcome": "held"}),
    ("plans", {}, {"eventName": ROUND_4}),
    ("relay-chain", {}, {"step": "1", "agentName": "The Sun"}),
    ("conditions", {}, {"speakerName": BESSENT}),
    ("contradictions", {}, {"holderName": UNITED_STATES}),
    ("disagreements", {}, {"propertyName": "rate"}),  # 24, 14 and 10 are three figures of one sum
    ("disagreements", {}, {"propertyName": "planned for"}),  # 15 June is only finer than June
    ("corroborated", {}, {"subject": "event:round-2", "value": "person:jamieson-greer"}),
    ("corroborated", {}, {"subject": "measure:us-auto-tariff", "value": "Automobiles"}),
    ("figures", {}, {"ofName": "Sihanoukville Autonomous Port", "value": "134"}),
]

# Queries of which every row was checked, so that none is missing and none too many.
COMPLETE: dict[str, set[Row]] = {
    "days-between": {("2", "4", "29"), ("2", "5", "36"), ("4", "5", "7")},
    "who-met-whom": {
        (LUTNICK, "U.S. Commerce Secretary", "4"), (BESSENT, "U.S. Treasury Secretary", "3"),
        (GREER, "U.S. Trade Representative", "1"), ("Itsunori Onodera", "", "1"),
        ("Shigeru Ishiba", "Prime Minister of Japan", "1"),
    },
    "rounds": {
        ("1", "", "", "", ""),
        *(("2", "2025-05-01", "Washington", "", name) for name in (AKAZAWA, BESSENT, GREER, LUTNICK)),
        *(("4", "2025-05-30", "Washington", "130", name) for name in (AKAZAWA, BESSENT, LUTNICK)),
        *(("5", "2025-06-06", "Washington", "", name) for name in (AKAZAWA, BESSENT, LUTNICK)),
    },
}  # fmt: skip


def _text(value: str, datatype: str) -> str:
    if datatype.endswith(("#decimal", "#integer")):
        return f"{Decimal(value).normalize():f}"  # rdflib writes 25.0 where pyoxigraph writes 25
    return shorten(value) if value.startswith("https://kg.example/") else value


def on_pyoxigraph(graph: kg.Graph, sparql: str) -> list[Row]:
    return [
        tuple(
            "" if term is None else _text(term.value, term.datatype.value if isinstance(term, ox.Literal) else "")
            for term in row
        )
        for row in graph.select(sparql).rows
    ]


def on_rdflib(dataset: Dataset, sparql: str) -> list[Row]:
    return [
        tuple(
            "" if term is None else _text(str(term), str(term.datatype or "") if isinstance(term, Literal) else "")
            for term in row
        )
        for row in dataset.query(sparql)
    ]


@pytest.fixture(scope="session")
def dataset(bundled: kg.Graph) -> Dataset:
    """Return the same graph for rdflib's own engine."""
    return bundled.to_rdflib()


def _body(query: NamedQuery) -> str:
    """Return a query without comments, IRIs and strings."""
    bare = re.sub(r"<[^<>\s]*>|\"[^\"]*\"", " ", query.text)
    return re.sub(r"#.*", "", bare)


def _matching(rows: list[Row], variables: tuple[str, ...], wanted: Mapping[str, str]) -> list[Row]:
    missing = wanted.keys() - set(variables)
    assert not missing, f"the query has no variable {missing}; it has {variables}"
    return [row for row in rows if wanted.items() <= dict(zip(variables, row, strict=True)).items()]


def _rows(graph: kg.Graph, name: str, values: Mapping[str, str]) -> tuple[tuple[str, ...], list[Row]]:
    sparql = QUERIES[name].with_values(values)
    return graph.select(sparql).variables, on_pyoxigraph(graph, sparql)


@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_give_the_same_rows(name: str, bundled: kg.Graph, dataset: Dataset) -> None:
    ours = on_pyoxigraph(bundled, QUERIES[name].text)
    theirs = on_rdflib(dataset, QUERIES[name].text)
    assert set(ours) == set(theirs)
    assert len(ours) == len(theirs)


@pytest.mark.parametrize(("name", "values", "row"), FOUND)
def test_a_row_that_the_articles_support_is_there(
    name: str, values: dict[str, str], row: dict[str, str], bundled: kg.Graph
) -> None:
    variables, rows = _rows(bundled, name, values)
    assert _matching(rows, variables, row), f"no row of {name} has {row}"


@pytest.mark.parametrize(("name", "values", "row"), NOT_FOUND)
def test_a_row_that_no_article_supports_is_not_there(
    name: str, values: dict[str, str], row: dict[str, str], bundled: kg.Graph
) -> None:
    variables, rows = _rows(bundled, name, values)
    assert not _matching(rows, variables, row)


@pytest.mark.parametrize("name", COMPLETE)
def test_no_row_is_missing_and_none_too_many(name: str, bundled: kg.Graph) -> None:
    assert set(_rows(bundled, name, {})[1]) == COMPLETE[name]


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_has_a_hand_checked_row(name: str) -> None:
    assert name in {found for found, _, _ in FOUND}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_it_says_what_it_tells_and_which_question_it_answers(query: NamedQuery) -> None:
    lines = query.text.splitlines()
    assert lines[0].startswith("#+ summary: ")
    assert lines[1].startswith("#+ question: ")
    assert query.summary.endswith(".")
    assert query.question.endswith("?")


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_its_example_returns_rows_and_no_row_twice(query: NamedQuery, bundled: kg.Graph) -> None:
    rows = on_pyoxigraph(bundled, query.text)
    assert rows
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_each_parameter_filters(query: NamedQuery, bundled: kg.Graph) -> None:
    before = on_pyoxigraph(bundled, query.text)
    for parameter in query.parameters:
        nothing = query.with_values({parameter: "<https://kg.example/id/nothing>"})
        assert on_pyoxigraph(bundled, nothing) != before, f"?{parameter} changes nothing"


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_it_declares_the_prefixes_it_uses_and_no_others(query: NamedQuery) -> None:
    declared = re.findall(r"^PREFIX (\w+):", query.text, re.MULTILINE)
    used = re.findall(r"(?<![?\w])(\w+):[\w-]", re.sub(r"PREFIX.*", "", _body(query)))
    assert sorted(declared) == sorted(set(used))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_its_values_stand_inside_where_and_its_rows_in_order(query: NamedQuery) -> None:
    body = _body(query)
    assert "ORDER BY" in body
    assert "VALUES" not in body[body.rindex("}", 0, body.index("ORDER BY")) :]


def test_every_competency_question_but_the_one_of_kg_verify_has_a_query() -> None:
    numbers = {int(number) for query in QUERIES.values() for number in re.findall(r"^(\d+)\.", query.question)}
    assert numbers == set(range(1, 31)) - {29}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_newcomer_can_read_it(query: NamedQuery) -> None:
    lines = [line for line in query.text.splitlines() if line.strip() and not re.match(r"#\+|PREFIX|\s*#", line)]
    assert len(lines) <= 20
    assert max(map(len, query.text.splitlines())) <= 120
