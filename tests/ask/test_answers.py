"""What a person gets for a question: the right value with the right receipts, or an honest abstention."""

from __future__ import annotations

import json

import pytest

from kg.namespaces import ID
from tests.ask import small

ANSWERED = [
    ("how long did the fourth round last", ["130"]),
    ("Who attended the second round?", ["Akazawa", "Bessent", "Greer", "Lutnick"]),
    ("where was the second round held", ["Washington"]),
    ("when was the 4th round", ["30 May 2025"]),
    ("When did the 25 percent tariff on certain auto parts take effect?", ["3 May 2025"]),
    ("What tariff rate applies to cars", ["25 percent"]),
    ("how big is Japan's trade surplus with the US", ["63 billion"]),
    ("who is Japan's chief negotiator", ["Akazawa"]),
    ("who is the US treasury secretary", ["Bessent"]),
    ("what does Eto Taku do", ["Agriculture minister"]),
    ("who is hei bavy", ["Chairman", "Chief executive"]),
    ("Did Greer attend the second round?", ["Yes", "Greer"]),
    ("Which rounds of talks did Howard Lutnick take part in?", ["Second", "Fourth", "Fifth"]),
    ("Of the sessions whose length is given, which was the longest?", ["fourth", "130"]),
    ("On what grounds were the sector-based levies imposed?", ["National security"]),
    ("who met Akazawa on 5 June", ["Lutnick"]),
    ("When and where is the G7 summit being held?", ["15 June 2025", "Canada"]),
    ("Does Japan charge a tariff on imported trucks?", ["not imposed"]),
    ("Is the auto tariff in force?", ["in force"]),
    ("What did Bessent post on X about Japan?", ["encouraged"]),
]

EXAMPLE_ANSWERED = [
    ("How long did the second round last?", ["95", "100", "differ"]),
    ("Where was the first round held?", ["Port Ansel"]),
    ("When was the first round held?", ["24 February 2031"]),
    ("Who attended the second round?", ["Mara Venn", "Ilan Dross", "Joss Arkwright"]),
    ("what is the rate of the wool tariff", ["18 percent"]),
]

ABSTAINED = [
    ("Who attended the third round?", "unknown-thing"),
    ("How long did the second round last?", "no-record"),
    ("What did Macron say about the tariffs?", "unknown-thing"),
    ("What is Howard Lutnick's phone number?", "no-record"),
    ("Which hotel did the delegation stay at in Washington?", "unknown-word"),
    ("Who did not attend the second round?", "unsupported"),
    ("what did Akazawa say about rice", "no-record"),
    ("Did Trump impose a tariff on rice?", "no-record"),
    ("what did Akazawa say about Bessent", "no-record"),
    ("what did Trump do", "no-reading"),
    ("where is Lutnick", "no-record"),
    ("Did Ishiba meet Trump?", "no-record"),
    ("SELECT * WHERE { ?s ?p ?o }", None),
    ("'; rm -rf / #", None),
    ("第二回協議には誰が出席しましたか", None),
]


@pytest.mark.parametrize(("question", "parts"), ANSWERED, ids=[q for q, _ in ANSWERED])
def test_a_question_of_the_articles_is_answered(bundled, question, parts):
    answer = bundled.ask(question)
    assert answer.status == "answered"
    for part in parts:
        assert part in answer.plain
    assert answer.citations


@pytest.mark.parametrize(("question", "parts"), EXAMPLE_ANSWERED, ids=[q for q, _ in EXAMPLE_ANSWERED])
def test_a_question_of_the_invented_talks_is_answered(example, question, parts):
    answer = example.ask(question)
    for part in parts:
        assert part in answer.plain
    assert all(receipt.proof.verified and receipt.proof.quote for receipt in answer.citations)


@pytest.mark.parametrize(("question", "reason"), ABSTAINED, ids=[q for q, _ in ABSTAINED])
def test_what_is_not_held_is_not_answered(bundled, question, reason):
    answer = bundled.ask(question)
    assert answer.status == "abstained"
    assert "not in the graph" in answer.answer.casefold()
    assert not answer.values
    assert not answer.citations
    assert reason in (None, answer.reason)


def test_each_value_of_an_answer_is_proven_by_a_receipt(bundled):
    answer = bundled.ask("Who attended the second round?")
    proven = {triple for receipt in answer.citations for triple in receipt.triples}
    for value in answer.values:
        assert any(f"<{value.iri}>" == triple[2] for triple in proven)


def test_every_receipt_holds_the_triples_it_is_given_for(bundled):
    for receipt in bundled.ask("who is the US treasury secretary").citations:
        for s, p, o in receipt.triples:
            assert bundled.query(f"ASK {{ GRAPH <{receipt.citation.iri}> {{ {s} {p} {o} }} }}") is True


def test_the_sparql_shown_gives_the_values_shown(bundled):
    answer = bundled.ask("Who attended the second round?")
    assert set(bundled.select(answer.sparql).values("answer")) == {value.iri for value in answer.values}


def test_no_word_of_a_question_gets_into_sparql(bundled):
    answer = bundled.ask('who attended the second round on "} DROP ALL #')
    assert answer.sparql is None or "DROP" not in answer.sparql


def test_the_json_has_the_keys_that_programs_rely_on(bundled):
    known = {
        "question", "status", "reason", "answer", "values", "citations", "sparql", "reading", "readings", "assumed",
        "related", "suggestions",
    }  # fmt: skip
    for question in ("how long did the fourth round last", "what did xi jinping tell ishiba"):
        answer = json.loads(json.dumps(bundled.ask(question).as_dict()))
        assert known <= set(answer)
        for citation in answer["citations"]:
            assert {
                "number",
                "iri",
                "article",
                "paragraph",
                "start",
                "end",
                "digest",
                "verified",
                "quote",
                "triples",
            } <= set(citation)


def test_citation_numbers_in_the_text_are_those_of_the_receipts(bundled):
    import re

    answer = bundled.ask("Who attended the second round?")
    shown = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert shown <= {receipt.number for receipt in answer.citations}
    assert shown


def test_without_texts_nothing_is_quoted(bundled):
    for receipt in bundled.ask("how long did the fourth round last").citations:
        assert receipt.proof.verified is None
        assert receipt.proof.quote is None


def test_a_side_narrows_the_people_and_not_the_round(bundled):
    americans = bundled.ask("list everyone on the US side named as attending round two").plain
    assert "Greer" in americans
    assert "Akazawa" not in americans
    japanese = bundled.ask("who from Japan attended the second round").plain
    assert "Akazawa" in japanese
    assert "Greer" not in japanese


def test_a_deal_that_is_sought_is_not_reached(bundled):
    answer = bundled.ask("Is there a deal between Japan and the United States?")
    assert answer.plain.startswith("No. Japan-U.S. trade deal: not reached")


def test_a_trip_to_a_round_is_not_the_round(bundled):
    assert bundled.ask("How long did the second round last?").status == "abstained"
    assert "4 days" in bundled.ask("How long was Akazawa's trip for the second round?").plain


def test_a_measure_that_is_not_imposed_is_nobodys(bundled):
    assert "Japanese tariff" not in bundled.ask("who imposed the tariff on cars").plain


def test_who_met_somebody_asks_for_others(bundled):
    assert "Akazawa" not in [value.label for value in bundled.ask("who met Akazawa on 5 June").values]


def test_two_questions_in_one_breath_share_their_receipts(bundled):
    answer = bundled.ask("When and where was the second round held?")
    numbers = [receipt.number for receipt in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({receipt.citation.iri for receipt in answer.citations}) == len(numbers)
    for part in ("1 May 2025", "Washington"):
        assert part in answer.plain
    for receipt in answer.citations:
        for s, p, o in receipt.triples:
            assert bundled.query(f"ASK {{ GRAPH <{receipt.citation.iri}> {{ {s} {p} {o} }} }}") is True


def test_half_an_answer_to_two_questions_is_none(bundled):
    assert bundled.ask("How long and where was the second round?").status == "abstained"


def test_a_common_noun_is_no_name_though_a_source_without_a_name_is_called_so() -> None:
    graph = small.graph(
        f'<{ID}person/orr> a kg:Agent, kg:Person ; rdfs:label "Ann Orr" .'
        f' <{ID}source/n> a kg:Agent, kg:UnnamedSource ; rdfs:label "negotiator" .',
        f'<{ID}event/m> a kg:Event, kg:Meeting ; rdfs:label "First round" ; kg:round 1 ; kg:attendee <{ID}person/orr> .'
        f" <{ID}state/m> a kg:State, kg:EventState ; kg:stateOf <{ID}event/m> ; kg:standing kg:held .",
    )
    assert "Ann Orr" in graph.ask("which negotiator attended the first round").plain
