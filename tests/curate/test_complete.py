from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.curate.complete import Vocabulary, complete, decimal
from kg.namespaces import CATALOGUE, LABEL, ONT, RDFS, TYPE, XSD
from kg.paths import data_folder

PREFIXES = (
    "@prefix kg: <https://kg.example/ont#> . @prefix person: <https://kg.example/id/person/> . "
    "@prefix g: <http://a.example/> . "
    f"@prefix rdfs: <{RDFS}> . @prefix graph: <https://kg.example/graph/> ."
)


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(f"{PREFIXES} {text}".encode(), ox.RdfFormat.TRIG))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(
        [t for path in data_folder("ontology").glob("*.ttl") for t in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)]
    )


def short(found: set[ox.Quad]) -> set[tuple[str, str, str]]:
    return {
        tuple(
            str(part).strip('<>"').rsplit("/", 1)[-1].rsplit("#", 1)[-1] for part in (q.graph_name, q.subject, q.object)
        )
        for q in found
    }  # type: ignore[misc]


KNOWN = 'g:0 { person:venn a kg:Person ; rdfs:label "Venn" . person:dross a kg:Person ; rdfs:label "Dross" }'


@pytest.mark.parametrize(
    ("text", "known", "added"),
    [
        (
            "g:1 { person:venn kg:answers person:dross }",
            KNOWN,
            {("1", "venn", name) for name in ("Person", "Agent", "Venn")}
            | {("1", "dross", name) for name in ("Person", "Agent", "Dross")},
        ),
        ("g:1 { person:venn a kg:Person ; rdfs:label 'V.' }", KNOWN, {("1", "venn", "Person"), ("1", "venn", "Agent")}),
        (
            "g:1 { person:venn a kg:Person ; rdfs:label 'V.' } g:2 { person:venn kg:answers 1 }",
            KNOWN,
            {
                ("1", "venn", "Person"),
                ("1", "venn", "Agent"),
                ("2", "venn", "Person"),
                ("2", "venn", "Agent"),
                ("2", "venn", "V."),
            },
        ),
        ("g:1 { person:hale kg:answers 1 }", KNOWN, set()),
        (
            "graph:catalogue { g:1 kg:accordingTo person:venn }",
            KNOWN,
            {("1", "venn", n) for n in ("Person", "Agent", "Venn")},
        ),
        ("graph:catalogue { g:1 kg:readBy person:venn }", KNOWN, set()),
    ],
)
def test_a_receipt_is_completed_with_classes_and_label(
    text: str, known: str, added: set[tuple[str, str, str]], vocabulary: Vocabulary
) -> None:
    given = quads(text)
    found = set(complete(given, quads(known), vocabulary))
    assert short(found) == added
    assert {q.predicate.value for q in found} <= {TYPE, LABEL}
    assert not any(q.graph_name.value == CATALOGUE for q in found)
    again = [*given, *found]
    assert set(complete(again, quads(known), vocabulary)) <= set(again)


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("rate", "25", "25.0"),
        ("rate", "2.50", "2.50"),
        ("rate", "-3.", "-3.0"),
        ("rate", "25%", "25%"),
        ("minutes", "95", "95"),
    ],
)
def test_numbers_are_written_as_their_property_takes_them(
    name: str, value: str, written: str, vocabulary: Vocabulary
) -> None:
    node = ox.NamedNode("http://a.example/s")
    quad = ox.Quad(node, ox.NamedNode(ONT + name), ox.Literal(value, datatype=ox.NamedNode(f"{XSD}integer")), node)
    done = decimal(quad, vocabulary)
    assert done.object.value == written  # type: ignore[union-attr]
    assert (done == quad) == ((value == written and name != "rate") or "%" in value)
