"""Which articles tell of something: each by itself, with no more than it proves, and copies counted once."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

import kg
from kg.ask.evidence import sourcing
from kg.namespaces import CATALOGUE, CITE, ID
from kg.store.engine import Engine, fill_default_graph
from tests.ask import small as parts
from tests.conftest import prefix_lines

GIST = 'kg:modality kg:assertion ; kg:gist "Wool is scarce"@en'


def articles(*told: tuple[str, str], copies: dict[str, str] | None = None) -> kg.Graph:
    """Return a graph of articles, each given by its name and the Turtle that its one passage supports."""
    lines, described = [prefix_lines()], []
    for n, (name, passage) in enumerate(told, 1):
        cite, article = f"{CITE}{name}/p1-{n}00-{n}50", f"{ID}article/{name}"
        lines.append(f"GRAPH <{cite}> {{ {passage} }}\n")
        described.append(
            f'<{article}> a kg:Article ; rdfs:label "{name.title()}" ; kg:published "2031-05-0{n}"^^xsd:date .'
            f" <{cite}> a kg:Citation ; kg:article <{article}> ; kg:paragraph 1 ; kg:start {n}00 ; kg:end {n}50 ."
        )
    described += [f"<{ID}article/{one}> kg:copyOf <{ID}article/{other}> ." for one, other in (copies or {}).items()]
    lines.append(f"GRAPH <{CATALOGUE}> {{ {' '.join(described)} }}\n")
    store = ox.Store()
    store.load("".join(lines).encode(), ox.RdfFormat.TRIG)
    fill_default_graph(store)
    ontology = parts.engine("").store
    for quad in ontology.quads_for_pattern(None, None, None, ox.NamedNode(kg.namespaces.ONTOLOGY)):
        store.add(quad)
    return kg.Graph(Engine(store, (kg.paths.data_folder("ontology"),)))


PEOPLE = (
    'person:ann a kg:Agent, kg:Person ; rdfs:label "Ann Orr" . person:bo a kg:Agent, kg:Person ; rdfs:label "Bo Tull" .'
)
FAIR = 'event:fair a kg:Event ; rdfs:label "Wool fair" .'


@pytest.fixture(scope="module")
def told() -> kg.Graph:
    return articles(
        ("herald", f"{PEOPLE} {FAIR} event:fair kg:attendee person:ann ."),
        ("post", f"{PEOPLE} {FAIR} event:fair kg:attendee person:ann, person:bo ."),
        ("echo", f"{PEOPLE} {FAIR} event:fair kg:attendee person:ann, person:bo ."),
        ("star", f"{PEOPLE} statement:w a kg:Statement ; kg:speaker person:ann ; {GIST} ."),
        copies={"echo": "post"},
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which articles mention Bo Tull?", {"Post", "Echo"}),
        ("How many articles mention Ann Orr?", {"Herald", "Post", "Echo", "Star"}),
        ("Who reported that wool is scarce?", {"Star"}),
        ("what are the sources for the wool fair", {"Herald", "Post", "Echo"}),
    ],
)
def test_each_article_that_tells_of_it_is_given(told: kg.Graph, question: str, expected: set[str]) -> None:
    answer = told.ask(question)
    assert answer.answered
    assert {value.label for value in answer.values} == expected
    assert {receipt.citation.article.label for receipt in answer.citations} == expected


def test_an_article_is_told_only_as_far_as_it_goes(told: kg.Graph) -> None:
    herald = next(
        part for part in told.ask("which articles mention Ann Orr").answer.split(". ") if part.startswith("Herald")
    )
    assert "Ann Orr" in herald
    assert "Bo Tull" not in herald


def test_a_copy_is_no_source_of_its_own(told: kg.Graph) -> None:
    assert told.ask("Which articles mention Bo Tull?").plain.startswith(
        "2 articles, 1 of them independent, all the same."
    )
    assert told.ask("Who reported that wool is scarce?").plain.startswith("1 article.")


def test_each_receipt_proves_what_its_article_is_told_to_say(told: kg.Graph) -> None:
    answer = told.ask("Which articles mention Ann Orr?")
    rows = {
        (str(row["article"]), str(row["citation"]), str(row["s"]), str(row["p"]), str(row["o"]))
        for row in told.select(answer.sparql or "")
    }
    assert answer.citations
    for receipt in answer.citations:
        assert receipt.triples
        for triple in receipt.triples:
            assert (f"<{receipt.citation.article.iri}>", f"<{receipt.citation.iri}>", *triple) in rows


@pytest.mark.parametrize("question", ["Which articles mention Cy Dross?", "Which article tells of oats?"])
def test_what_no_article_tells_of_is_not_answered(told: kg.Graph, question: str) -> None:
    assert not told.ask(question).answered


def test_the_reading_gives_the_answer_again(told: kg.Graph) -> None:
    first = told.ask("Who reported that wool is scarce?")
    again = told.answer(first.readings[0].as_dict())
    assert again.answer == first.answer


@pytest.mark.parametrize(
    "question", ["Do the articles agree on who attended the wool fair?", "do sources differ about the wool fair"]
)
def test_whether_articles_agree_is_shown_by_each_of_them(told: kg.Graph, question: str) -> None:
    answer = told.ask(question)
    assert answer.answered
    assert {value.label for value in answer.values} == {"Herald", "Post", "Echo"}
    assert "all the same" not in answer.plain


def test_that_all_tell_the_same_is_said() -> None:
    passage = f"{PEOPLE} statement:w a kg:Statement ; kg:speaker person:ann ; {GIST} ."
    same = articles(("herald", passage), ("post", passage))
    assert same.ask("Who reported that wool is scarce?").plain.startswith("2 articles, all the same.")


def test_that_they_differ_is_said_of_what_has_one_value() -> None:
    fair = 'event:fair a kg:Event, kg:Meeting ; rdfs:label "Wool fair"'
    length = articles(("herald", f"{fair} ; kg:minutes 95 ."), ("post", f"{fair} ; kg:minutes 100 ."))
    answer = length.ask("Do the articles agree on how long the wool fair lasted?")
    assert answer.plain.startswith("2 articles, and they differ.")
    assert "95" in answer.plain.split("Post")[0]
    guests = articles(
        ("herald", f"{PEOPLE} {FAIR} event:fair kg:attendee person:ann ."),
        ("post", f"{PEOPLE} {FAIR} event:fair kg:attendee person:bo ."),
    )
    assert "differ" not in guests.ask("Do the articles agree on who attended the wool fair?").plain


def test_how_two_people_differ_is_no_question_for_the_articles(told: kg.Graph) -> None:
    assert "articles" not in told.ask("How do Ann Orr and Bo Tull differ on the wool fair?").plain


def test_an_article_that_tells_of_half_of_it_is_none(told: kg.Graph) -> None:
    assert not told.ask("Which articles say that wool is scarce on Mars?").answered
    assert not told.ask("Do the articles agree on the rainfall at the wool fair?").answered


def test_no_articles_count_as_none() -> None:
    assert sourcing.told([]).text == "0 articles."
