from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import kg
from kg.citation import Proof
from kg.namespaces import CATALOGUE, LABEL
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

VENN = "<https://kg.example/id/person/mara-venn>"


def facts(graph: kg.Graph) -> list[str]:
    return sorted(str(q.triple) for q in graph.engine.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


@pytest.mark.parametrize(("form", "suffix"), [("trig", ".trig"), ("nquads", ".nq")])
@pytest.mark.parametrize("which", ["bundled", "example"])
def test_what_is_exported_with_receipts_loads_as_the_same_graph(
    form: str, suffix: str, which: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    graph: kg.Graph = request.getfixturevalue(which)
    path = tmp_path / f"all{suffix}"
    path.write_text(graph.export(form), encoding="utf-8")
    again = kg.open(path)
    assert set(again.engine.quads()) == set(graph.engine.quads())
    assert facts(again) == facts(graph)
    assert again.export(form) == graph.export(form)


@pytest.mark.parametrize(
    ("form", "parser"),
    [("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_what_is_exported_without_receipts_holds_each_fact_once(
    example: kg.Graph, form: str, parser: ox.RdfFormat
) -> None:
    found = [q.triple for q in ox.parse(example.export(form).encode(), parser)]
    assert sorted(map(str, found)) == facts(example)
    assert example.export(form) == kg.open(EXAMPLES).export(form)


def test_another_format_is_told_with_those_there_are(example: kg.Graph) -> None:
    with pytest.raises(kg.InputError, match="no format 'xlsx'; there are: trig, nquads, turtle, ntriples, jsonld"):
        example.export("xlsx")


def test_a_triple_is_cited_by_each_graph_that_holds_it(example: kg.Graph) -> None:
    receipts = example.cite((VENN, f"<{LABEL}>", '"Mara Venn"'))
    holding = {q.graph_name.value for q in example.engine.quads() if str(q.triple) == f'{VENN} <{LABEL}> "Mara Venn"'}
    assert {r.citation.iri for r in receipts} == holding - {CATALOGUE}
    assert [r.number for r in receipts] == list(range(1, len(receipts) + 1))
    for receipt in receipts:
        assert receipt.proof.verified is True
        assert receipt.proof.quote
    assert example.cite((VENN, f"<{LABEL}>", '"Mara Wenn"')) == []


def test_a_catalogue_entry_is_no_fact_and_has_no_receipt(example: kg.Graph) -> None:
    article = next(iter(example.catalogue.articles.values()))
    assert example.cite((f"<{article.iri}>", f"<{LABEL}>", json.dumps(article.label))) == []


def test_receipts_of_several_triples_are_numbered_once_each(example: kg.Graph) -> None:
    triples = [
        (VENN, f"<{LABEL}>", '"Mara Venn"'),
        (VENN, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://kg.example/ont#Person>"),
    ]
    receipts = example.receipts(triples)
    assert len({r.citation.iri for r in receipts}) == len(receipts)
    assert any(len(r.triples) == 2 for r in receipts)
    for triple in triples:
        assert [r.citation for r in receipts if triple in r.triples] == [r.citation for r in example.cite(triple)]


def test_a_receipt_as_json_and_as_a_line(example: kg.Graph) -> None:
    receipt = example.cite((VENN, f"<{LABEL}>", '"Mara Venn"'))[0]
    c = receipt.citation
    told = receipt.as_dict()
    assert told["article"] == {
        "iri": c.article.iri,
        "label": c.article.label,
        "publisher": c.article.publisher,
        "published": c.article.published,
    }
    assert (told["start"], told["end"], told["digest"], told["verified"]) == (c.start, c.end, c.digest, True)
    assert receipt.as_line().startswith(f"[1] {c.article.label}, paragraph {c.paragraph}, characters {c.start}-{c.end}")
    assert "verified" in receipt.as_line()
    assert Proof() == (None, None)


def test_rdflib_gets_every_graph_and_counts_alike(example: kg.Graph) -> None:
    dataset = example.to_rdflib()
    assert sum(1 for _ in dataset.quads()) == len(example.engine.store)
    assert len(dataset.default_graph) == len(facts(example))
    assert dict(dataset.namespaces())["kg"].toPython() == "https://kg.example/ont#"


def test_a_graph_without_sources_claims_nothing(example: kg.Graph) -> None:
    bare = kg.open(EXAMPLES)
    citation = next(iter(bare.catalogue.citations.values()))
    assert bare.proof(citation) == Proof(None, None)
    assert example.proof(citation).verified is True


@pytest.mark.parametrize("sources", [EXAMPLES / "README.md", EXAMPLES / "none"])
def test_sources_that_are_no_folder_are_told_at_once(sources: Path) -> None:
    with pytest.raises(kg.InputError):
        kg.open(EXAMPLES, sources=sources)
