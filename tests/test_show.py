from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

VENN = "https://kg.example/id/person/mara-venn"


def test_everything_known_about_a_thing_is_shown_with_its_receipts(example: kg.Graph) -> None:
    shown = example.show("Mara Venn")
    assert (shown.iri, shown.label, shown.classes) == (VENN, "Mara Venn", ("agent", "person"))
    rows = example.select(f"SELECT ?s ?p ?o {{ {{ ?s ?p ?o FILTER(?o = <{VENN}>) }} }}")
    told = {fact.triple for fact in shown.facts}
    assert {tuple(str(term) for term in row) for row in rows.rows} <= told
    numbers = {receipt.number for receipt in shown.receipts}
    assert numbers == set(range(1, len(numbers) + 1))
    for fact in shown.facts:
        assert fact.citations, fact
        assert set(fact.citations) <= numbers
    assert all(receipt.proof.verified and receipt.proof.quote for receipt in shown.receipts)


def test_the_number_under_a_fact_leads_to_the_receipt_that_proves_it(example: kg.Graph) -> None:
    shown = example.show("Mara Venn")
    for receipt in shown.receipts:
        for fact in shown.facts:
            assert (fact.triple in receipt.triples) == (receipt.number in fact.citations)


def test_what_refers_to_a_thing_is_told_from_its_side_and_states_in_full(example: kg.Graph) -> None:
    lines = example.show("Mara Venn").as_text().splitlines()
    assert lines[0] == "Mara Venn  (agent, person)"
    assert lines[1] == f"<{VENN}>"
    at = next(i for i, line in enumerate(lines) if line.startswith("← holder: tenure"))
    assert {line.strip().split(":")[0] for line in lines[at + 1 : at + 3]} == {"as of", "office held"}
    assert all(line.startswith("    ") for line in lines[at + 1 : at + 3])
    assert any(line.startswith("    “Norvia will not sign") for line in lines)


def test_the_json_names_each_fact_and_each_receipt(example: kg.Graph) -> None:
    shown = example.show("Mara Venn").as_dict()
    assert set(shown) == {"iri", "label", "classes", "facts", "citations"}
    assert set(shown["citations"][0]) == {  # type: ignore[index]
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
    }


def test_blank_nodes_are_left_out_and_break_nothing(gazette: Path) -> None:
    with gazette.open("a", encoding="utf-8") as file:
        file.write(f"c:p1-0-118 {{ _:b kg:about <{VENN}> . <{VENN}> kg:about _:b . }}\n")
    shown = kg.open(gazette).show("Mara Venn")
    assert not any("_:" in term for fact in shown.facts for term in fact.triple)


@pytest.mark.parametrize(
    ("sources", "verified", "quoted"), [(None, None, False), ("texts", True, True), ("triples", None, False)]
)
def test_nothing_is_quoted_without_proof(sources: str | None, verified: bool | None, quoted: bool) -> None:
    shown = kg.open(EXAMPLES, sources=EXAMPLES / sources if sources else None).show("Corin Pell")
    assert {receipt.proof.verified for receipt in shown.receipts} == {verified}
    assert ("“" in shown.as_text()) == quoted


def test_where_the_text_differs_nothing_is_quoted(texts: Path) -> None:
    page = texts / "quill-courier.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("attended it", "attended that"), encoding="utf-8")
    shown = kg.open(EXAMPLES, sources=texts).show("Corin Pell")
    assert {(r.proof.verified, r.proof.quote) for r in shown.receipts} == {(False, None)}
    assert "the text at hand differs" in shown.as_text()


def test_a_citation_shows_what_its_passage_supports_and_no_more(example: kg.Graph) -> None:
    receipt = example.ask("How long did the first round last?").citations[0]
    shown = example.show(receipt.citation.iri)
    rows = example.select(f"SELECT ?s ?p ?o {{ GRAPH <{receipt.citation.iri}> {{ ?s ?p ?o }} }}")
    assert {f.triple for f in shown.facts} <= {tuple(str(term) for term in row) for row in rows.rows}
    assert any("length in minutes" in fact.property and fact.value == "70" for fact in shown.facts)
    assert [r.citation.iri for r in shown.receipts] == [receipt.citation.iri]
    assert shown.receipts[0].proof.verified


def test_index_words_are_shown_of_the_thing_itself_alone(example: kg.Graph) -> None:
    words = "indexed under: hold out; red line"
    assert words in example.show("https://kg.example/id/statement/venn-2031-03-10-wool").as_text()
    assert words not in example.show("Mara Venn").as_text()
