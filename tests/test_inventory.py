"""Removing any one fact, digest or citation from the bundled data makes a test fail: this one."""

from __future__ import annotations

import json
import random

import pytest

from kg.namespaces import CATALOGUE, CITE, term
from tests.inventory import FILE, Inventory, bundled_quads, take

HINT = "the data changed; if that was meant, run python -m tests.inventory and read the diff"


@pytest.fixture(scope="module")
def kept() -> Inventory:
    inventory: Inventory = json.loads(FILE.read_text(encoding="utf-8"))
    return inventory


def flat(inventory: Inventory) -> dict[tuple[str, str, str], str]:
    return {
        (part, group, name): value
        for part, groups in inventory.items()
        for group, values in groups.items()
        for name, value in values.items()
    }


def test_the_bundled_data_hold_what_they_held(kept: Inventory) -> None:
    now, then = flat(take(bundled_quads())), flat(kept)
    assert {
        key: (then.get(key), now.get(key)) for key in now.keys() | then.keys() if now.get(key) != then.get(key)
    } == {}, HINT


def test_every_citation_and_ledger_span_is_in_the_inventory(kept: Inventory) -> None:
    quads = bundled_quads()
    spans = {q.subject.value for q in quads if q.object in {_node("Citation"), _node("LedgerSpan")}}
    listed = {
        f"{CITE}{article}/{name}"
        for article, names in kept["spans"].items()
        for name in names
        if article[0].isdigit() or article.startswith("undated")
    }
    assert listed == spans


def _node(name: str):  # type: ignore[no-untyped-def]
    from pyoxigraph import NamedNode

    return NamedNode(term(name))


def test_removing_any_one_quad_shows(kept: Inventory) -> None:
    quads = bundled_quads()
    chosen = random.Random(1).sample(range(len(quads)), 4)
    first = [
        next(i for i, q in enumerate(quads) if q.predicate.value == term(name))
        for name in ("digest", "article", "textDigest")
    ]
    fact = next(i for i, q in enumerate(quads) if q.graph_name.value != CATALOGUE)
    for i in (*chosen, *first, fact):
        assert take(quads[:i] + quads[i + 1 :]) != kept, quads[i]


def test_removing_any_one_citation_shows(kept: Inventory) -> None:
    quads = bundled_quads()
    graphs = sorted({q.graph_name.value for q in quads} - {CATALOGUE})
    for graph in random.Random(2).sample(graphs, 5):
        left = [q for q in quads if q.graph_name.value != graph and q.subject.value != graph]
        assert take(left) != kept
