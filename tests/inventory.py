"""What the bundled data hold: facts counted and digested per article and property, and each span with its digest.

`python -m tests.inventory` writes tests/data/inventory.json anew. Do so only after a deliberate change of the data, and
read the diff: it says what came and what went.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import CATALOGUE, CITE, ID, TYPE, term
from kg.paths import data_folder
from kg.tables import shorten
from kg.text.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = Path(__file__).parent / "data" / "inventory.json"
Inventory = dict[str, dict[str, dict[str, str]]]


def bundled_quads() -> list[ox.Quad]:
    """Return every quad of the files that ship."""
    return [
        q
        for path in sorted(data_folder("triples").glob("*.trig"))
        for q in ox.parse(path.read_bytes(), ox.RdfFormat.TRIG)
    ]


def take(quads: Iterable[ox.Quad]) -> Inventory:
    """Take stock of some quads."""
    quads = list(quads)
    catalogue = [q for q in quads if q.graph_name.value == CATALOGUE]
    kinds = {q.subject.value: shorten(q.object.value) for q in catalogue if q.predicate.value == TYPE}
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        # A citation's name begins with the key of its article; the catalogue is counted by kind of entry.
        article = quad.graph_name.value.removeprefix(CITE).split("/")[0]
        group = kinds.get(quad.subject.value, "unknown") if quad.graph_name.value == CATALOGUE else article
        facts[group][shorten(quad.predicate.value)].append(str(quad.triple))
    spans: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in catalogue:
        if quad.predicate.value in {term("digest"), term("textDigest")}:
            home, _, name = quad.subject.value.removeprefix(CITE).removeprefix(ID).rpartition("/")
            spans[home][name] = quad.object.value
    return {"facts": _sorted({group: _counted(found) for group, found in facts.items()}), "spans": _sorted(spans)}


def _counted(found: dict[str, list[str]]) -> dict[str, str]:
    """Return how many facts of each property there are, with a digest of them: a changed value shows, too."""
    return {name: f"{len(facts)} {digest(chr(10).join(sorted(facts)))[:8]}" for name, facts in found.items()}


def _sorted(table: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {group: dict(sorted(table[group].items())) for group in sorted(table)}


def main() -> None:
    """Write the inventory of the bundled data."""
    FILE.write_text(json.dumps(take(bundled_quads()), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
