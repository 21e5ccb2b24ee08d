"""Bad input: one or two lines on stderr, the right exit status, no traceback, and every file as it was."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLES, Ran, replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

DATA = ("--data", EXAMPLES)
TEXTS = EXAMPLES / "texts"
CITED = (
    "graph:catalogue { c:1 a kg:Citation ; kg:article article:a ; kg:paragraph 1 ; kg:start 0 ; kg:end 4 . } "
    "c:1 { kg:a kg:b 1 . }"
)
TRIG = (
    "@prefix kg: <https://kg.example/ont#> . @prefix graph: <https://kg.example/graph/> . "
    "@prefix c: <https://kg.example/cite/a/> . @prefix article: <https://kg.example/id/article/> .\n"
)


def failed(ran: Ran, status: int, *words: str, lines: int = 2) -> None:
    assert ran.status == status, ran
    assert ran.out == ""
    assert ran.err.startswith("kg: ")
    assert 1 <= len(ran.err.splitlines()) <= lines
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def odd(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that makes an odd file with some ending."""

    def make(kind: str, suffix: str) -> Path:
        path = tmp_path / f"odd{suffix}"
        if kind == "directory":
            path.mkdir()
        elif kind == "fifo":
            os.mkfifo(path)
        elif kind == "name too long":
            return tmp_path / ("x" * 5_000 + suffix)
        elif kind != "missing":
            path.write_bytes(
                {"empty": b"", "binary": b"\x7fELF\0\1\2", "latin-1": b"# caf\xe9\n", "UTF-16": "a".encode("utf-16")}[
                    kind
                ]
            )
        return path

    return make


ODD = ["directory", "fifo", "missing", "empty", "binary", "latin-1", "UTF-16", "name too long"]


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".trig", ("verify", "--data", "FILE")),
        (".nq", ("stats", "--data", "FILE")),
        (".trig", ("cite", "FILE")),
        (".rq", ("sparql", *DATA, "-f", "FILE")),
        (".txt", ("verify", *DATA, "--sources", "FILE")),
        (".trig", ("cite", EXAMPLES / "triples" / "northern-wire.trig", "--sources", "FILE")),
    ],
    ids=["data", "data.nq", "cite", "query", "sources", "cite sources"],
)
def test_an_argument_that_is_no_good_file(
    kind: str, suffix: str, words: tuple[object, ...], run: Run, odd: Callable[[str, str], Path]
) -> None:
    path = odd(kind, suffix)
    if kind == "directory" and "--sources" in words:
        (path / "x.txt").write_bytes(b"no article")  # a folder is right here; what it lacks is another matter
        assert "Traceback" not in run(*(path if word == "FILE" else word for word in words)).err
        return
    failed(run(*(path if word == "FILE" else word for word in words)), 2)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("sparql", ""), 2, "the query is empty"),
        (("sparql", "# nothing"), 2, "the query is empty"),
        (("sparql",), 2, "no query; give it as an argument"),
        (("sparql", "ASK { ?s ?p ?o }", "-f", "x.rq"), 2, "give the query once"),
        (("sparql", "SELECT * { ?s ?p"), 2, "SPARQL: error at 1:17"),
        (("sparql", "SELECT * { ?s kgg:on ?o }"), 2, "unknown prefix kgg: in kgg:on"),
        (("sparql", "SELECT * { ?s kgg:on ?o }"), 2, "one of article:, cite:, event:"),
        (("sparql", "SELECT * { ?s ?p '\udcff' }"), 2, "write it in UTF-8"),
        (("sparql", "INSERT DATA { kg:a kg:b kg:c }"), 3, "INSERT is refused"),
        (("sparql", "DROP ALL"), 3, "DROP is refused"),
        (("sparql", "LOAD <http://127.0.0.1:1/>"), 3, "LOAD is refused"),
        (("sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), 3, "SERVICE is refused"),
        (("sparql", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), 3, "FROM <file:///etc/passwd> is refused"),
        (("sparql", "ASK " + "{" * 201 + "}" * 201), 3, "levels of nesting"),
        (("sparql", "ASK { ?s ?p ?o }" + " " * 100_000), 3, "the limit is 100,000"),
        (("sparql", "SELECT * { ?s ?p ?o }", "--max-rows", "0"), 2, "--max-rows"),
        (("sparql", "SELECT * { ?s ?p ?o }", "--format", "yaml"), 2, "'yaml' is not one of"),
        (("sparql", "SELECT * { ?s ?p ?o }", "--format", "turtle"), 2, "--format turtle does not fit SELECT"),
        (
            ("sparql", "ASK { ?s ?p ?o }", "--format", "csv"),
            2,
            "--format csv does not fit ASK; there are: text, json, xml",
        ),
        (("sparql", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--format", "csv"), 2, "does not fit CONSTRUCT"),
        (("query", "who-knows-what"), 1, "no query is named 'who-knows-what'"),
        (("show", ""), 2, "the name is empty"),
        (("show", "?!"), 2, "the name is empty"),
        (("show", "Sunniva Hail"), 1, "'Sunniva Hail' is not in the graph. Nearest: Sunniva Hale"),
        (("show", "person:mara-wenn"), 1, "Nearest: Mara Venn"),
        (("show", "https://kg.example/id/person/nobody"), 1, "is not in the graph"),
        (("show", "http://not an iri"), 2, "not an IRI"),
        (("show", "qqqqqqqq"), 1, "'qqqqqqqq' is not in the graph."),
        (("show",), 2, "Missing argument 'NAME'"),
        (("show", "Mara Venn", "Ilan Dross"), 2, "unexpected extra argument"),
        (("verify", "--bogus"), 2, "No such option"),
        (("frobnicate",), 2, "no command 'frobnicate'"),
        (("veri",), 2, "Did you mean verify"),
        (("export", "--format", "xlsx"), 2, "'xlsx' is not one of"),
    ],
)
def test_a_wrong_argument_is_told(run: Run, words: tuple[str, ...], status: int, told: str) -> None:
    failed(run(*DATA, *words), status, told)


def test_a_query_on_standard_input_that_is_no_text(run: Run) -> None:
    failed(run("sparql", "-", stdin=b"ASK { \xff }"), 2, "standard input is not UTF-8 text (byte 6)")
    failed(run("sparql", "-"), 2, "the query is empty")


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        (TRIG + "kg:a kg:b", 2, ("odd.trig, line 2, column", "Nothing was loaded.")),
        (TRIG + 'kg:a kg:b "x" ;\n kg:c kgg:d .', 2, ("odd.trig, line 3, column 7", "kgg:")),
        (TRIG + "kg:a kg:b 1 .", 2, ("1 triple stands in no described citation:", "<https://kg.example/ont#a>")),
        (TRIG + "kg:a kg:b 1, 2, 3, 4, 5 .", 2, ("5 triples stand in no described citation, the first three:",)),
        (TRIG + CITED.replace("kg:start 0 ;", ""), 2, ("kg:start is missing; kg cite puts it in",)),
        (TRIG + CITED.replace("kg:start 0 ;", "kg:start 'x' ;"), 2, ("kg:start is 'x', which is no whole number",)),
        (TRIG + CITED.replace("kg:article article:a ;", ""), 2, ("names no article",)),
        (TRIG + CITED.replace("article:a ;", "'a' ;"), 2, ("'a' stands in the catalogue where an IRI is needed",)),
        (TRIG + CITED.replace("kg:end 4", "kg:end 4 ; kg:confidence 'high'"), 2, ("kg:confidence is 'high'",)),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    run: Run, tmp_path: Path, text: str, status: int, words: tuple[str, ...]
) -> None:
    path = tmp_path / "odd.trig"
    path.write_text(text)
    failed(run("verify", "--data", path), status, *words, lines=4)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kg:end 118 ;", "kg:end 99118 ;", "ends at character 99118, past the end of its text"),
        ('"d1ae8017f1e8', '"d1ae', "its digest 'd1ae98f51d05b919' is malformed"),
        ('"d1ae8017f1e8', '"d1ae', "a citation has the sha256 of its span: 64 hexadecimal digits"),
        (
            "kg:rate 18.0",
            'kg:rate "18%"',
            "must be a bare number such as 25 or 2.5, with the unit in kg:unit (found '18%')",
        ),
        ('kg:on "2031-03-10"^^xsd:date', 'kg:on "2031-02-30"^^xsd:date', "must be a real day, month or year"),
        ('"d1ae8017f1e8', '"d1ae8017f1e9', "the text at its place differs"),
    ],
)
def test_verify_says_no_to_wrong_data_in_plain_words(
    run: Run, workspace: Path, gazette: Path, old: str, new: str, words: str
) -> None:
    text = gazette.read_text(encoding="utf-8")
    gazette.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = snapshot(workspace)
    ran = run("verify", "--data", workspace, "--sources", workspace / "texts")
    assert ran.status == 1
    assert words in ran.out
    assert ran.out.endswith("something is wrong\n")
    assert ran.err == ""
    assert snapshot(workspace) == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "kg:end 118 ;",
            'kg:anchor "Norvia would" ;',
            "anchor 'Norvia would': its first words are not found in paragraph 1",
        ),
        ("kg:end 118 ;", 'kg:anchor "the" ;', "its first words are found 5 times in paragraph 1"),
        ("kg:end 118 ;", "kg:end 118", "harbour-gazette.trig, line "),
        (
            "kg:end 118 ;\n    kg:paragraph 1",
            'kg:anchor "Norvia will" ;\n    kg:paragraph 12',
            "paragraph 12: the page has 9",
        ),
    ],
)
def test_after_an_error_of_cite_every_file_is_as_before(
    run: Run, workspace: Path, gazette: Path, old: str, new: str, told: str
) -> None:
    replaced(gazette, old, new)
    before = snapshot(workspace)
    failed(run("cite", gazette, "--sources", workspace / "texts"), 2, told)
    failed(run("cite", gazette, "--sources", workspace / "texts", "-o", workspace / "new.trig"), 2, told)
    assert snapshot(workspace) == before


def test_without_debug_there_is_no_traceback_and_with_it_there_is(run: Run) -> None:
    failed(run("sparql", ""), 2)
    for words in (["--debug", "sparql", ""], ["sparql", "", "--debug"]):
        ran = run(*words)
        assert ran.status == 2
        assert "Traceback" in ran.err


def test_texts_that_prove_nothing_are_told(run: Run, tmp_path: Path) -> None:
    ran = run("verify", *DATA, "--sources", tmp_path, "--no-shapes")
    assert ran.status == 1
    assert "53 missing" in ran.out
    assert f"no text of harbour-gazette.txt in {tmp_path}" in ran.out
