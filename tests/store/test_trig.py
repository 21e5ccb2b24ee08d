from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.namespaces import CATALOGUE, CITE, ONT, TYPE, XSD
from kg.paths import data_folder
from kg.store.trig import write
from tests.conftest import EXAMPLES

FILES = sorted([*data_folder("triples").glob("*.trig"), *(EXAMPLES / "triples").glob("*.trig")])

# What an IRI may hold, names that a prefix fits and names that it does not fit.
LOCAL = st.from_regex(r"[A-Za-z0-9_.~-]{0,6}(/[a-z]{0,3})?", fullmatch=True)
TAIL = st.sampled_from(["", "", "", "#", "#a", "#a.b", "#-"])
SPACES = [
    CITE,
    f"{CITE}2031-03-12-439192f7/",
    f"{CITE}undated-0000/",
    "https://kg.example/id/person/",
    "http://a.example/",
]
TERMS = [TYPE, CATALOGUE, *(ONT + name for name in ("Citation", "Article", "paragraph", "start", "a.b", ""))]
IRIS = st.builds(lambda *parts: ox.NamedNode("".join(parts)), st.sampled_from(SPACES), LOCAL, TAIL) | st.sampled_from(
    [ox.NamedNode(iri) for iri in TERMS]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.from_regex(r"[+-]?[0-9]{0,3}(\.[0-9]{0,2})?", fullmatch=True) | st.sampled_from(["²", "1e3", "--5", "NaN"])
KINDS = [ox.NamedNode(XSD + kind) for kind in ("integer", "decimal", "date", "boolean", "string", "odd.kind")]
LITERALS = (
    st.builds(ox.Literal, TEXT)
    | st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXT, st.sampled_from(["en", "en-GB", "ja"]))
    | st.builds(lambda text, kind: ox.Literal(text, datatype=kind), NUMBERS | TEXT, st.sampled_from(KINDS) | IRIS)
)
BLANKS = st.sampled_from([ox.BlankNode("a"), ox.BlankNode("b1")])
QUADS = st.lists(
    st.builds(
        ox.Quad,
        IRIS | BLANKS,
        IRIS,
        IRIS | BLANKS | LITERALS,
        IRIS | BLANKS | st.just(ox.NamedNode(CATALOGUE)) | st.just(ox.DefaultGraph()),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(QUADS)
def test_what_is_written_is_read_again_and_written_the_same(quads: list[ox.Quad]) -> None:
    text = write(quads)
    read = list(ox.parse(text.encode(), ox.RdfFormat.TRIG))
    assert set(read) == set(quads)
    assert write(reversed(read)) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_files_of_the_project_are_in_the_order_that_is_written(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    assert write(ox.parse(text.encode(), ox.RdfFormat.TRIG)) == text


def test_one_changed_fact_is_a_diff_of_one_line() -> None:
    quads = list(ox.parse(FILES[0].read_bytes(), ox.RdfFormat.TRIG))
    before = write(quads).splitlines()
    changed = [
        ox.Quad(q.subject, q.predicate, ox.Literal("Another label"), q.graph_name)
        if q == next(q for q in quads if isinstance(q.object, ox.Literal) and q.predicate.value.endswith("label"))
        else q
        for q in quads
    ]
    after = write(changed).splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_blocks_follow_the_article_from_top_to_bottom() -> None:
    for path in FILES:
        quads = list(ox.parse(path.read_bytes(), ox.RdfFormat.TRIG))
        starts = {q.subject.value: int(q.object.value) for q in quads if q.predicate.value == f"{ONT}start"}
        graphs = list(dict.fromkeys(q.graph_name.value for q in quads if q.graph_name.value != CATALOGUE))
        assert [starts[graph] for graph in graphs] == sorted(starts[graph] for graph in graphs)
