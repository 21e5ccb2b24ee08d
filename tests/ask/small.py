"""Small graphs in memory for tests of asking: passages of Turtle, each of them cited, with the terms of kg."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

import kg
from kg.ask.english import English
from kg.ask.evidence.lines import Evidence
from kg.ask.language import lexicon
from kg.ask.language.thesaurus import Entry, Thesaurus, read
from kg.names import Names
from kg.namespaces import CATALOGUE, CITE, ID, ONTOLOGY
from kg.paths import data_folder
from kg.store.engine import Engine, fill_default_graph
from tests.conftest import prefix_lines

if TYPE_CHECKING:
    from kg.ask.language.lexicon import Lexicon

ARTICLE = f"{ID}article/post"
OUTLET = f"{ID}organization/post"
_LENGTH = 100  # characters that each passage takes up


def cite(number: int) -> str:
    """Return the IRI of the citation of the n-th passage, from 1."""
    return f"{CITE}post/p{number}-{number * _LENGTH}-{number * _LENGTH + 50}"


def engine(*passages: str, extra: str = "") -> Engine:
    """Return passages of Turtle as a graph, each cited from its own paragraph of one article.

    `extra` is more Turtle for the catalogue, such as the voice of a citation.
    """
    parts = [prefix_lines()]
    described = [
        f'<{ARTICLE}> a kg:Article ; rdfs:label "Test Post, 1 May 2031" ; kg:publisher <{OUTLET}> ;'
        f' kg:published "2031-05-01"^^xsd:date . <{OUTLET}> rdfs:label "Test Post" . {extra}'
    ]
    for n, passage in enumerate(passages, 1):
        parts.append(f"GRAPH <{cite(n)}> {{ {passage} }}\n")
        described.append(
            f"<{cite(n)}> a kg:Citation ; kg:article <{ARTICLE}> ; kg:paragraph {n} ;"
            f" kg:start {n * _LENGTH} ; kg:end {n * _LENGTH + 50} ."
        )
    parts.append(f"GRAPH <{CATALOGUE}> {{ {' '.join(described)} }}\n")
    store = ox.Store()
    store.load("".join(parts).encode(), ox.RdfFormat.TRIG)
    fill_default_graph(store)
    for path in sorted(data_folder("ontology").glob("*.ttl")):
        store.load(path.read_bytes(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY))
    return Engine(store, (data_folder("ontology"),))


def graph(*passages: str, extra: str = "") -> kg.Graph:
    """Return passages as a graph that can be asked."""
    return kg.Graph(engine(*passages, extra=extra))


def english(held: Engine) -> English:
    """Return what says the terms of a graph in English."""
    return English(held, Names(held))


def evidence(held: Engine) -> Evidence:
    """Return the lines of a graph."""
    return Evidence(held, english(held), words().tells)


@lru_cache(maxsize=1)
def words() -> Lexicon:
    """Return the lexicon that ships with kg."""
    return lexicon.load([data_folder("ontology") / "lexicon"])


@lru_cache(maxsize=1)
def as_read() -> dict[str, Entry]:
    """Return the forms of the thesaurus that ships with kg."""
    folder = data_folder("ontology") / "lexicon"
    return read([folder / "inflections.ttl", *sorted((folder / "thesaurus").glob("*.ttl"))])


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """Return the thesaurus that ships with kg."""
    return Thesaurus(as_read())
