from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.store.catalogue import Catalogue
from tests.conftest import prefix_lines

if TYPE_CHECKING:
    import kg

ARTICLE = "article:a a kg:Article ; rdfs:label 'Gazette' ; kg:page page:a ."
SPAN = "kg:paragraph 1 ; kg:start 0 ; kg:end 4 ; kg:digest '00'"


def catalogue(entries: str) -> Catalogue:
    store = ox.Store()
    header = prefix_lines().replace("PREFIX", "@prefix").replace(">\n", "> .\n")
    store.load(f"{header} graph:catalogue {{ {entries} }}".encode(), ox.RdfFormat.TRIG)
    return Catalogue(store)


def test_the_example_is_read_whole(example: kg.Graph) -> None:
    found = example.catalogue
    assert (len(found.pages), len(found.articles), len(found.citations), len(found.ledger)) == (3, 3, 53, 3)
    article = next(a for a in found.articles.values() if a.label.startswith("Harbour"))
    assert (article.publisher, article.published, article.published_basis) == (
        "Harbour Gazette",
        "2031-03-12",
        "stated",
    )
    assert (article.start, article.end) == (0, 1660)
    assert {entry.kind for entry in found.ledger} == {"furniture", "repetition"}
    places = [(c.article.iri, c.start) for c in found.citations.values()]
    assert places == sorted(places)


def test_one_citation_is_the_same_read_alone_or_with_all(example: kg.Graph) -> None:
    fresh = Catalogue(example.engine.store)
    for iri, citation in example.catalogue.citations.items():
        assert fresh.citation(iri) == citation


def test_a_copy_is_no_origin_of_its_own(bundled: kg.Graph) -> None:
    copies = [a for a in bundled.catalogue.articles.values() if a.copy_of]
    assert len(copies) == 1
    assert copies[0].origin == copies[0].copy_of
    assert bundled.catalogue.articles[copies[0].origin].origin == copies[0].origin


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (f"cite:x a kg:Citation ; {SPAN} .", "names no article"),
        ("cite:x a kg:Citation ; kg:article article:a ; kg:paragraph 1 ; kg:end 4 .", "kg:start is missing; kg cite"),
        (f"cite:x a kg:Citation ; kg:article article:a ; {SPAN.replace('1', 'true')} .", "kg:paragraph is 'true'"),
        (f"cite:x a kg:Citation ; kg:article article:a ; kg:confidence 'high' ; {SPAN} .", "kg:confidence is 'high'"),
        (f"cite:x a kg:Citation ; kg:article 'Gazette' ; {SPAN} .", "'Gazette' stands"),
    ],
)
def test_an_entry_that_lacks_what_makes_it_one_is_named(entry: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _ = catalogue(f"{ARTICLE} {entry}").citations
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("article:b a kg:Article ; kg:start 'x' .", "'x', which is no whole number"),
        ("article:b a kg:Article ; kg:publisher 'Gazette Ltd' .", "where an IRI is needed"),
    ],
)
def test_an_article_with_a_value_of_the_wrong_kind_is_named(entry: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _ = catalogue(entry).articles
    assert message in str(error.value)


def test_defaults_are_those_of_the_guide() -> None:
    citation = catalogue(f"{ARTICLE} cite:x a kg:Citation ; kg:article article:a ; {SPAN} .").citation(
        "https://kg.example/cite/x"
    )
    assert (citation.voice, citation.basis, citation.date_basis, citation.passage_kind) == (
        "outlet",
        "stated",
        None,
        "body",
    )
    assert (citation.confidence, citation.review, citation.according_to) == (1.0, "unreviewed", None)
    assert citation.article.label == "Gazette"
