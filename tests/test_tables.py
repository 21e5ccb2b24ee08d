"""Rows as other programs read them: what is written is what pyoxigraph writes and reads back."""

from __future__ import annotations

import csv
import io
import json
import string
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.namespaces import PREFIXES, XSD
from kg.tables import (
    FORMATS,
    Rows,
    readable,
    shorten,
    to_csv,
    to_json,
    to_text,
    to_tsv,
    to_xml,
    truth_to_json,
    truth_to_xml,
    visible,
)

if TYPE_CHECKING:
    import kg

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
QUERIES = [
    "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200",
    "SELECT ?p ?on ?none { ?p a kg:Person OPTIONAL { ?p kg:birthday ?on } } ORDER BY ?p",
    "SELECT ?gist { ?s kg:gist ?gist } ORDER BY ?gist",
    "SELECT ?x { VALUES ?x { 1 1.50 1e0 true 'a' 'a'@en '2031'^^xsd:gYear <http://a.example/é> } }",
    "SELECT ?x ?y { VALUES (?x ?y) { ('a,b' 'c\"d') ('line\\nend' 'tab\\tend') ('cr\\rend' '<&>') }}",
    "SELECT ?x ?y { VALUES (?x ?y) { ('' UNDEF) (UNDEF ' ') ('\\nx' 'x\\r\\n') } }",
    "SELECT ?b { BIND(BNODE() AS ?b) }",
    "SELECT ?nothing { FILTER(false) }",
    "SELECT * { }",
    "SELECT ?t { VALUES ?t { <<( <http://a.example/s> <http://a.example/p> 'o'@en )>> } }",
]


def read(form: str, text: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    found = ox.parse_query_results(text.encode(), RESULTS[form])
    assert isinstance(found, ox.QuerySolutions)
    names = tuple(variable.value for variable in found.variables)
    return names, [tuple(row[i] for i in range(len(names))) for row in found]


def theirs(graph: kg.Graph, query: str, form: str) -> str:
    found = graph.engine.store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(found, ox.QuerySolutions)
    return found.serialize(format=RESULTS[form]).decode()  # type: ignore[union-attr]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_rows_are_read_back_as_they_were(example: kg.Graph, query: str, form: str) -> None:
    rows = example.engine.select(query)  # no guard: it refuses triple terms
    assert read(form, FORMATS[form](rows)) == (rows.variables, list(rows.rows))


@pytest.mark.parametrize("query", [query for query in QUERIES if "BNODE" not in query])
def test_rows_are_written_as_the_engine_writes_them(example: kg.Graph, query: str) -> None:
    rows = example.engine.select(query)
    assert json.loads(to_json(rows)) == json.loads(theirs(example, query, "json"))
    assert read("xml", to_xml(rows)) == read("xml", theirs(example, query, "xml"))
    assert read("tsv", to_tsv(rows)) == read("tsv", theirs(example, query, "tsv"))
    if "SELECT *" not in query and "<<(" not in query:
        mine, other = (
            list(csv.reader(io.StringIO(text, newline=""))) for text in (to_csv(rows), theirs(example, query, "csv"))
        )
        assert [row or [""] for row in mine] == [row or [""] for row in other]


def test_csv_has_bare_values_blank_nodes_named_and_crlf() -> None:
    terms = (
        ox.NamedNode("http://a.example/"),
        ox.Literal("a,b", language="en"),
        ox.BlankNode("x"),
        None,
        ox.Literal("1"),
    )
    assert to_csv(Rows(tuple("abcde"), (terms,))) == 'a,b,c,d,e\r\nhttp://a.example/,"a,b",_:x,,1\r\n'


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["\t", "\r\n", "\r", "]]>", "\\t", "'\"", "\x85"]
)
TERMS = (
    st.none()
    | st.builds(ox.Literal, TEXT)
    | st.builds(lambda t: ox.Literal(t, language="en"), TEXT)
    | st.builds(lambda t: ox.Literal(t, datatype=ox.NamedNode(f"{XSD}date")), TEXT)
    | st.sampled_from([ox.NamedNode("http://a.example/é"), ox.BlankNode("b")])
)
ROWS = st.lists(st.tuples(TERMS, TERMS), max_size=3).map(lambda rows: Rows(("a", "b"), tuple(rows)))


@given(ROWS)
def test_any_row_is_read_back_from_json_and_tsv(rows: Rows) -> None:
    for form in ("json", "tsv"):
        assert read(form, FORMATS[form](rows)) == (rows.variables, list(rows.rows))


@given(ROWS)
def test_any_row_is_read_back_from_xml_but_for_what_xml_cannot_hold(rows: Rows) -> None:
    bad = {chr(code) for code in (*range(32), 0xFFFE, 0xFFFF)} - {"\t", "\n", "\r"}
    names, found = read("xml", to_xml(rows))
    assert names == rows.variables
    for mine, other in zip(rows.rows, found, strict=True):
        if not any(isinstance(t, ox.Literal) and bad & set(t.value) for t in mine):
            assert other == mine


@given(ROWS)
def test_any_table_has_one_tame_line_for_each_row(rows: Rows) -> None:
    for width in (None, 5, 40):
        lines = to_text(rows, width).split("\n")
        assert len(lines) == len(rows) + 4
        assert all(line == visible(line) for line in lines)


def test_a_table_is_cut_to_the_width_of_the_terminal() -> None:
    rows = Rows(("name", "gist"), ((ox.Literal("Venn"), ox.Literal("x" * 200)),))
    assert max(map(len, to_text(rows, 60).splitlines())) == 60
    assert "…" in to_text(rows, 60)
    assert "x" * 200 in to_text(rows)
    assert "(1 row)" in to_text(rows)
    assert "(1 row, cut at the limit: there are more)" in to_text(Rows(rows.variables, rows.rows, cut=True))


def test_any_xml_reader_gets_line_ends_and_edge_spaces_as_they_were() -> None:
    text = " a\r\nb\rc\n "
    root = ElementTree.fromstring(to_xml(Rows(("a",), ((ox.Literal(text),),))))
    assert root.findtext(".//{*}literal") == text


def test_json_says_that_it_was_cut() -> None:
    assert json.loads(to_json(Rows(("a",), (), cut=True)))["head"] == {"vars": ["a"], "kg:cut": True}
    assert json.loads(to_json(Rows(("a",), ())))["head"] == {"vars": ["a"]}


@pytest.mark.parametrize("answer", [True, False])
def test_a_truth_is_read_back(answer: bool) -> None:
    for text, form in ((truth_to_json(answer), "json"), (truth_to_xml(answer), "xml")):
        assert bool(ox.parse_query_results(text.encode(), RESULTS[form])) is answer


@given(st.text())
def test_what_is_visible_is_printable_and_says_what_was_there(text: str) -> None:
    shown = visible(text)
    assert all(char.isprintable() or char.isspace() or not char.isascii() for char in shown)
    assert not set(shown) & set(map(chr, [*range(32), *range(127, 160), 0x200B, 0x2028, 0x202E, 0xFEFF]))
    if set(text) <= set(string.ascii_letters + string.punctuation + " éあ"):
        assert shown == text


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (None, ""),
        (ox.NamedNode("https://kg.example/ont#Person"), "kg:Person"),
        (ox.NamedNode("https://kg.example/cite/a/p1-0-4"), "<https://kg.example/cite/a/p1-0-4>"),
        (ox.NamedNode("http://a.example/\u202e"), "<http://a.example/\\u202e>"),
        (ox.Literal("a\x1b[2J", language="en"), "a\\x1b[2J"),
        (ox.BlankNode("b"), "_:b"),
    ],
)
def test_a_term_is_readable(term: ox.NamedNode | ox.Literal | ox.BlankNode | None, shown: str) -> None:
    assert readable(term) == shown


@pytest.mark.parametrize(("prefix", "namespace"), PREFIXES.items())
def test_each_prefix_shortens_its_namespace(prefix: str, namespace: str) -> None:
    assert shorten(f"{namespace}a-1") == f"{prefix}:a-1"
    assert shorten(f"{namespace}a/b") in {f"<{namespace}a/b>", f"{prefix}:a/b".replace(":a/", ":a/")} - {
        f"{prefix}:a/b"
    }
