r"""The guard lets reading through and nothing else, however it is spelled.

The queries under `test_service_is_refused_however_it_is_hidden` were each tried on the engine without the guard:
it called out, or would have as an engine that decodes \u before it reads.
"""

from __future__ import annotations

import contextlib

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, LimitError, QueryError, RefusedError
from kg.namespaces import PREFIXES
from kg.store import guard
from kg.store.engine import Engine
from kg.store.guard import check, check_prefixes, tokens

AWAY = "<http://127.0.0.1:1/>"
GLUE = "PREFIX SERVICE: <http://a.example/> PREFIX SERVICESILENT: <http://a.example/> PREFIX : <http://127.0.0.1:1/> "


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "select * where { ?s ?p ?o } limit 5",
        "ASK { ?s kg:gist 'SERVICE' }",
        'ASK { ?s ?p "LOAD <x> INSERT DATA { }" }',
        'ASK { ?s ?p """ " SERVICE \n <http://a.example> """ }',
        r'ASK { ?s ?p "a \" SERVICE " }',
        r"ASK { ?s ?p 'it\u0027s' }",
        "ASK { ?s ?p <http://a.example/SERVICE/LOAD#DELETE> }",
        "ASK { ?s ?p ?o } # SERVICE <http://a.example> { }",
        "# DROP ALL\nASK { ?s ?p ?o }",
        "ASK { ?SERVICE ?LOAD $INSERT }",
        "ASK { kg:SERVICE kg:LOAD kg:INSERT }",
        "PREFIX service: <http://a.example/> ASK { service:load ?p service:x }",
        "PREFIX from: <http://a.example/> SELECT * { GRAPH from:x { ?s ?p ?o } }",
        "ASK { ?s ?p 'x'@en, 'y'@add }",
        "ASK { _:load ?p _:service }",
        "SELECT * FROM graph:catalogue { ?s ?p ?o }",
        "SELECT * FROM NAMED <https://kg.example/graph/catalogue> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o > 3) }",
        "PREFIX x: <http://a.example/> SELECT * { ?s x:y ?o }",
        "PREFIX : <http://a.example/> SELECT * { ?s :y ?o }",
        r"SELECT * { ?s kg:a\_b ?o }",
        r"ASK { ?s kg:caf\u00e9 <http://a.example/caf\u00e9> }",
        r"SELECT * FROM <https://kg.example/gr\u0061ph/catalogue> { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE person:mara-venn",
    ],
)
def test_reading_passes_and_words_count_only_as_keywords(query: str) -> None:
    check(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {AWAY} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {AWAY} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE{AWAY}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICESILENT{AWAY}{{ ?s ?p ?o }} }}",
        "SELECT * { BIND(<http://127.0.0.1:1/> AS ?x) SERVICE?x{ ?s ?p ?o } }",
        rf"SELECT * {{ \u0053ERVICE {AWAY} {{ ?s ?p ?o }} }}",
        rf"SELECT * {{ \U00000053ERVICE {AWAY} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ {{ ?s ?p ?o }} UNION {{ SERVICE {AWAY} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE{AWAY}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 5SERVICE{AWAY}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 'x'SERVICE{AWAY}{{ ?s ?p ?o }} }}",
        f"{GLUE} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
        f"{GLUE} SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?a FILTER(?a<?b)SERVICE#>\n{AWAY}{{ ?s ?p ?o }} }}",
        # The engine sees "\u0022" as one string; decoded first, two of them open and close a long one around SERVICE.
        rf'SELECT * {{ ?s ?p "\u0022" . SERVICE {AWAY} {{ ?s ?p "\u0022" }} }}',
        # An escaped line end closes a comment for an engine that decodes first.
        rf"SELECT * {{ ?s ?p ?o # \u000A SERVICE {AWAY} {{ ?s ?p ?o }}" + "\n}",
    ],
)
def test_service_is_refused_however_it_is_hidden(query: str) -> None:
    with pytest.raises(RefusedError, match=r"SERVICE(?:SILENT)?\S* is refused"):
        check(query)


@pytest.mark.parametrize(
    "verb",
    [
        "INSERT DATA { kg:a kg:b kg:c }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "CREATE GRAPH kg:g",
        "COPY kg:a TO kg:b",
        "MOVE kg:a TO kg:b",
        "ADD kg:a TO kg:b",
        "WITH kg:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "LOAD SILENT <http://a.example/>",
        r"\u004cOAD <http://a.example/>",
    ],
)
def test_updates_are_refused_alone_after_a_prologue_and_after_a_query(verb: str) -> None:
    for query in (
        verb,
        verb.lower() if "\\" not in verb else verb,
        f"PREFIX a: <http://a.example/> {verb}",
        f"# note\n{verb}",
        f"SELECT * {{ ?s ?p ?o }} ; {verb}",
    ):
        with pytest.raises(RefusedError, match="queries only read"):
            check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM graph:catalogue FROM <http://a.example/> { ?s ?p ?o }",
        "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
        "BASE <file:///etc/> SELECT * FROM <> { ?s ?p ?o }",
        "PREFIX x: <file:///etc/> SELECT * FROM x:passwd { ?s ?p ?o }",
        "PREFIX graph: <file:///etc/> SELECT * FROM graph:passwd { ?s ?p ?o }",
        "BASE <file:///etc/> PREFIX x: <pass> SELECT * FROM x:wd { ?s ?p ?o }",
        "PREFIX x: <https://kg.example/> PREFIX x: <file:///etc/> SELECT * FROM x:passwd { ?s ?p ?o }",
        r"SELECT * \u0046ROM <file:///etc/passwd> { ?s ?p ?o }",
        r"SELECT * FROM <\u0066ile:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM <https://kg.example.evil.example/> { ?s ?p ?o }",
        "SELECT * FROMNAMED<file:///etc/passwd> { ?s ?p ?o }",
        "PREFIX FROM: <file:///etc/> PREFIX : <file:///etc/> SELECT * FROM:passwd { ?s ?p ?o }",
        "SELECT * FROM ?g { ?s ?p ?o }",
    ],
)
def test_no_file_or_address_is_read_through_from(query: str) -> None:
    with pytest.raises(RefusedError):
        check(query)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("SELECT * { ?s ?p ?o }" + " " * 100_000, "characters"),
        ("SELECT * " + "{" * 201 + "}" * 201, "nesting"),
        ("ASK { FILTER(" + "(" * 200 + "1" + ")" * 200 + ") }", "nesting"),
        ("ASK { FILTER(" + "!" * 2_001 + "true) }", "operators"),
        ("ASK { ?s " + "/".join(["kg:a"] * 2_002) + " ?o }", "operators"),
        ("ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 502) + " }", "clauses"),
        ("ASK { FILTER(true" + " && true" * 1_001 + ") }", "operators"),
        ("ASK { ?s ?p ?o " + "FILTER(1)" * 501 + " }", "clauses"),
        ("ASK { " + "GRAPH ?g { }" * 501 + " }", "clauses"),
        ("ASK { " + "{ }" * 502 + " }", "clauses"),
        ("ASK { " + "VALUES ?a { 1 }" * 501 + " }", "clauses"),
        ("SELECT " + "".join(f"(1 AS ?a{n})" for n in range(501)) + " { }", "clauses"),
        ("ASK { " + "".join(f"BIND(1 AS ?a{n})" for n in range(251)) + " }", "clauses"),
        ("ASK { " + "?s ?p ?o ." * 1_001 + " }", "triples"),
        ("ASK { ?s ?p 1" + ", 1" * 1_001 + " }", "triples"),
        ("ASK { ?s ?p 1" + "; ?p 1" * 1_001 + " }", "triples"),
        ("ASK { " + "[ ?p 1 ]" * 1_001 + " }", "triples"),
        ("ASK { ?s ?p (" + " 1" * 1_001 + ") }", "members"),
        ("ASK { ?s ?p (" + " ()" * 1_001 + ") }", "triples"),
    ],
)
def test_what_would_break_the_engine_is_over_a_limit(query: str, what: str) -> None:
    with pytest.raises(LimitError, match=what):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 200 + "?s ?p ?o" + "}" * 200,
        "ASK { FILTER(" + "!" * 2_000 + "true) }",
        "ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 500) + " }",
        "ASK { ?s ?p ?o FILTER(?o IN (1" + ", 1" * 20_000 + ")) }",
        "ASK { VALUES ?s { " + "kg:a " * 15_000 + " } ?s ?p ?o }",
        "ASK { " + "?s ?p ?o ." * 1_000 + " }",
        "ASK { ?s ?p ?o }" + " " * (100_000 - 16),
    ],
)
def test_what_is_at_a_limit_passes(query: str) -> None:
    check(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { " + "<<?s ?p " * 5_000 + "?o" + ">>" * 5_000 + " ?p ?o }",
        "ASK { ?s ?p <<( ?s ?p ?o )>> }",
        "ASK { << <http://a.example/> ?p ?o >> ?q 1 }",
        "ASK { <<<http://a.example/> ?p ?o>> ?q 1 }",
    ],
)
def test_triple_terms_are_refused(query: str) -> None:
    with pytest.raises(RefusedError, match="triple terms"):
        check(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "empty"),
        (" \n# only a comment", "empty"),
        ("ASK { ?s ?p '\0' }", "NUL"),
        (r"ASK { ?s ?p '\u0000' }", "NUL"),
        ("ASK { ?s ?p '\ud800' }", "half of a pair"),
        (r"ASK { ?s ?p '\uDFFF' }", "half of a pair"),
    ],
)
def test_what_cannot_be_a_query_is_told_in_plain_words(query: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        check(query)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { ?s kgg:gist ?o }", "unknown prefix kgg: in kgg:gist"),
        ("ASK { ?s :gist ?o }", "unknown prefix : in :gist"),
        ("ASK { ?s kgg:gist ?o }", "kg:, measure:"),
        ("PREFIX x: <http://a.example/> ASK { ?s X:y ?o }", "unknown prefix X: in X:y"),
    ],
)
def test_an_unknown_prefix_is_named_with_those_that_are_known(query: str, message: str) -> None:
    for ask in (check_prefixes, Engine(ox.Store()).query):
        with pytest.raises(QueryError) as error:
            ask(query)
        assert message in str(error.value)


PIECES = st.sampled_from(
    [
        "SELECT",
        "*",
        "{",
        "}",
        "?s",
        "kg:a",
        "x:y",
        "<http://a>",
        "FROM",
        "NAMED",
        "PREFIX",
        "BASE",
        "SERVICE",
        '"',
        "'",
        '"""',
        "\\u0053",
        "\\U0010FFFF",
        "\\U00110000",
        "\\uD800",
        "\\",
        "#",
        "\n",
        "\0",
        "INSERT",
        ":",
        "@en",
        "_:b",
        "(",
    ]
)


@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join))
def test_on_any_text_the_guard_passes_or_raises_a_kg_error(query: str) -> None:
    with contextlib.suppress(KgError):
        check(query)


@given(st.lists(PIECES).map("".join), st.lists(PIECES).map("".join))
def test_a_bare_service_between_spaces_never_passes_outside_strings_iris_and_comments(before: str, after: str) -> None:
    if any(quote in before for quote in "\"'#<\\"):
        return
    with pytest.raises(KgError):
        check(f"{before} SERVICE {after}")


@given(st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join))
def test_what_is_plain_from_its_letters_is_plain_by_its_tokens(query: str) -> None:
    if guard._is_plain(query) or guard._is_plain(guard._without_comments(query)):
        with contextlib.suppress(QueryError):  # nothing but comments, or an unknown prefix
            guard._check_reading(query, PREFIXES)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { " + "?s ?p ?o . " * 150 + "}",
        "ASK { " + "{" * 199 + "}" * 199 + " }",
        "ASK { FILTER(" + "1=" * 900 + "1) }",
        "ASK { ?s ?p ?o }\n# with a comment from which nothing is to be feared",
        "ASK { ?s kg:addressee ?o }\n# it's one with a quotation mark",
    ],
)
def test_most_queries_need_no_reading_of_tokens(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "tokens", lambda _: pytest.fail("tokens were read"))
    check(query)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p """\n# """ } # \nSERVICE <http://127.0.0.1:1/> { ?a ?b ?c }',
        'ASK { ?s ?p """\n# """ . SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }',
        "ASK { ?s ?p '''\n# ''' . SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "ASK { ?s ?p 'x' \n# a comment\rSERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    ],
)
def test_what_only_looks_like_a_comment_hides_nothing(query: str) -> None:
    with pytest.raises(RefusedError):
        check(query)


def test_tokens_leave_out_nothing_but_space_and_comments() -> None:
    query = "SELECT ?a { ?a kg:on '2031'^^xsd:gYear ; <http://b#c> 'x'@en-GB } # end"
    assert "".join(token.text for token in tokens(query)) == query.split("#  end")[0].rsplit("# end", 1)[0].replace(
        " ", ""
    )
