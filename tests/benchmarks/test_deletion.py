"""Graphs with something deleted: they lack that and hold all else, and answers that do not rest on it are caught."""

from __future__ import annotations

import pytest

import kg
from benchmarks.deletion import NAMING, TESTS, Parts, failures, said, table, trial, trials
from kg.ask.answer import Answer, Value
from kg.namespaces import CATALOGUE, ONTOLOGY

WHERE = "Where was the first round held?"
LONG = "How long did the second round last?"
WHO = "Who attended the second round?"


@pytest.fixture(scope="module")
def parts(example) -> Parts:
    return Parts(example)


def facts(graph: kg.Graph, citation: str | None = None) -> set[tuple[str, str, str]]:
    """Return the triples of one citation, or of the default graph, that do more than name something."""
    inside = f"GRAPH <{citation}> {{ ?s ?p ?o }}" if citation else "?s ?p ?o"
    rows = graph.select(f"SELECT ?s ?p ?o {{ {inside} }}")
    found = {(str(row["s"]), str(row["p"]), str(row["o"])) for row in rows}
    return {triple for triple in found if triple[1][1:-1] not in NAMING}


def test_a_graph_put_together_again_is_the_graph(example, parts):
    whole = parts.only(parts.passages)
    assert whole.export("nquads") == example.export("nquads")
    assert whole.export("ntriples") == example.export("ntriples")
    assert whole.query(f"ASK {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}") is True


def test_cited_passages_alone_keep_their_facts_and_all_names(example, parts):
    cited = example.ask(WHERE).citations[0].citation.iri
    alone = parts.only([cited])
    assert facts(alone) == facts(alone, cited) == facts(example, cited)
    assert facts(example, cited) < facts(example)
    assert alone.names.labels == example.names.labels
    assert set(alone.catalogue.citations) == {
        iri for iri in example.catalogue.citations if iri == cited or parts.passages[iri]
    }


def test_without_a_passage_go_the_facts_that_no_other_supports(example, parts):
    for cited in list(example.catalogue.citations)[:5]:
        others = set().union(*(facts(example, iri) for iri in example.catalogue.citations if iri != cited))
        left = parts.without([cited])
        assert facts(left) == others
        assert cited not in left.catalogue.citations
        assert facts(left, cited) == set()


def test_a_deleted_fact_stands_in_no_passage(example, parts):
    triples = example.ask(WHERE).citations[0].triples
    left = parts.lacking(triples)
    assert facts(left) == facts(example) - set(triples)
    assert all(left.engine.graphs_with(triple) == [] for triple in triples)


def test_what_is_built_is_a_graph_that_kg_opens(example, parts, tmp_path):
    answer = example.ask(WHO)
    cited = [receipt.citation.iri for receipt in answer.citations]
    triples = [triple for receipt in answer.citations for triple in receipt.triples]
    for name, built in {
        "only": parts.only(cited),
        "without": parts.without(cited),
        "lacking": parts.lacking(triples),
    }.items():
        file = tmp_path / f"{name}.nq"
        file.write_text(built.export("nquads"), encoding="utf-8")
        opened = kg.open(file)
        assert opened.export("ntriples") == built.export("ntriples")
        described = set(opened.catalogue.citations)
        assert described <= {graph.value for graph in opened.engine.store.named_graphs()} - {CATALOGUE}


@pytest.mark.parametrize("question", [WHERE, LONG, WHO])
def test_answers_rest_on_their_receipts(example, parts, question):
    one = trial(question, example.ask(question), parts)
    assert all(one.passed(test) for test in TESTS), one.again


def test_an_answer_with_the_wrong_receipts_is_caught(example, parts):
    wrong = example.ask(WHERE)._replace(citations=example.ask(LONG).citations)
    one = trial(WHERE, wrong, parts)
    assert not any(one.passed(test) for test in TESTS), one.again
    assert set(failures([one])) == set(TESTS)
    assert "0 % (0 of 1) same" in "\n".join(table([one], 0))


def test_an_answer_that_leaves_out_a_receipt_is_caught(example, parts):
    full = example.ask(WHO)
    spared = next(
        cut
        for receipt in full.citations
        if not (cut := trial(WHO, full._replace(citations=(receipt,)), parts)).passed("without them")
    )
    assert spared.again["without them"][0] == "same"


def test_only_answers_are_tried(example):
    found, bare = trials([WHERE, "Who paid for lunch?", "?"], example)
    assert [one.question for one in found] == [WHERE]
    assert bare == 0


def test_yes_and_no_are_different_answers_about_the_same_thing():
    value = (Value("Second round", "https://kg.example/id/event/round-2"),)
    yes = Answer("?", "answered", "Yes. The second round [1].", values=value)
    assert said(yes) == said(yes._replace(answer="Yes, indeed: the second round [2]."))
    assert said(yes) != said(yes._replace(answer="No. The second round [1]."))
    assert said(yes) != said(yes._replace(values=()))
    assert said(Answer("?", "abstained", "Not in the graph.")) is None


def test_without_values_the_words_are_the_answer():
    one = Answer("?", "answered", "Twelve in all [1].")
    assert said(one) == said(one._replace(answer="Twelve in all [2][3]."))
    assert said(one) != said(one._replace(answer="Eleven in all [1]."))
