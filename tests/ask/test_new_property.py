"""A new property with its words is askable without code."""

from __future__ import annotations

import shutil
from pathlib import Path

import kg

ROOT = Path(__file__).parents[2]

TERM = """
@prefix kg: <https://kg.example/ont#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
kg:interpreters a owl:DatatypeProperty ; rdfs:domain kg:Meeting ; rdfs:range xsd:integer ; rdfs:label "interpreters" .
"""
WORDS = """
@prefix kg: <https://kg.example/ont#> .
@prefix lex: <https://kg.example/lexicon#> .
lex:meeting-interpreters a lex:Askable ; lex:hub kg:Meeting ; lex:path "kg:interpreters" ; lex:kind "what" ;
  lex:noun "interpreter" ; lex:unit "interpreters" ; lex:says "{hub} had {value}" .
"""


def test_a_property_that_kg_has_never_seen_is_asked_for(tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "talks")
    (tmp_path / "talks/ontology/lexicon").mkdir(parents=True)
    (tmp_path / "talks/ontology/more.ttl").write_text(TERM)
    (tmp_path / "talks/ontology/lexicon/more.ttl").write_text(WORDS)
    graph = kg.open(tmp_path / "talks")
    assert graph.ask("which interpreters did the first round have").status == "abstained"
    meeting, citation = next(iter(graph.select("SELECT ?m ?c { GRAPH ?c { ?m a kg:Meeting ; kg:round 1 } }").rows))
    path = next(
        p for p in (tmp_path / "talks/triples").glob("*.trig") if citation.value.split("/")[-2] in p.read_text()
    )
    path.write_text(path.read_text() + f"\n{citation} {{ {meeting} <https://kg.example/ont#interpreters> 7 . }}\n")
    answer = kg.open(tmp_path / "talks").ask("which interpreters did the first round have")
    assert "7 interpreters" in answer.plain
    assert [receipt.citation.iri for receipt in answer.citations] == [citation.value]
