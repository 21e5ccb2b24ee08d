"""A graph in a server is asked as one at hand; a server that hangs, lies or breaks off costs an error of one line."""

from __future__ import annotations

import gzip
import json
import ssl
import time
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import trustme

import kg
from benchmarks import virtuoso
from kg.errors import InputError, LimitError, QueryError, RefusedError
from kg.graph import upload_files
from kg.library import queries
from kg.namespaces import CATALOGUE, FACTS, PREFIXES
from kg.store.bounded import Bounded
from kg.store.http import Server
from kg.store.limits import Limits
from kg.store.load import load
from kg.store.sources import sources
from kg.store.upload import batches
from tests.conftest import EXAMPLES, lacking
from tests.servers import drip, say, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.conftest import Ran

    Run = Callable[..., Ran]

SPEAK = ("ask", "sparql", "query", "show", "stats")


def answering(store: ox.Store, seen: list[str] | None = None) -> Callable[[BaseHTTPRequestHandler, bytes], None]:
    """Return a SPARQL server over a store, as simple as can be."""
    from urllib.parse import parse_qs

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        query = parse_qs(body.decode())["query"][0]
        if seen is not None:
            seen.append(query)
        try:
            result = store.query(query)
        except SyntaxError as error:
            return say(handler, str(error).encode(), 400, "text/plain")
        if isinstance(result, ox.QueryTriples):
            return say(handler, result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", kind="application/n-triples")
        return say(handler, result.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    return answer


@pytest.fixture(scope="session")
def served(example: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[virtuoso.Virtuoso]:
    """Return a Virtuoso that holds the example, uploaded by kg."""
    if not virtuoso.installed():
        lacking("virtuoso-opensource is not installed")
    with virtuoso.running(tmp_path_factory.mktemp("virtuoso"), buffers=10_000) as server:
        patch = pytest.MonkeyPatch()
        patch.setenv("KG_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("KG_SPARQL_USER", server.user)
        patch.setenv("KG_SPARQL_PASSWORD", server.password)
        upload_files(sources([str(EXAMPLES)]), server.store)
        patch.undo()
        yield server


@pytest.fixture(params=["virtuoso", "facts in a graph", "facts in the default graph"])
def endpoint(request: pytest.FixtureRequest, example: kg.Graph) -> Iterator[str]:
    """Return the address of an endpoint that holds the example."""
    if request.param == "virtuoso":
        yield request.getfixturevalue("served").query
        return
    store = ox.Store()
    form = "nquads"
    store.load(example.export(form, for_endpoint=request.param == "facts in a graph").encode(), ox.RdfFormat.N_QUADS)
    if request.param == "facts in the default graph":
        store = example.engine.store
    with serving(answering(store)) as url:
        yield url


def plain(answer: object) -> list[list[str]]:
    """Return rows as text, decimals by their value: one engine writes 1.50 as 1.5."""
    assert isinstance(answer, kg.Rows)

    def cell(term: object) -> str:
        kind = getattr(getattr(term, "datatype", None), "value", "")
        if kind.endswith("#decimal"):
            return str(float(getattr(term, "value", "nan")))
        if kind.endswith("#boolean"):
            return str(getattr(term, "value", "") in {"1", "true"})
        return str(term)

    return [[cell(term) for term in row] for row in answer.rows]


@pytest.mark.parametrize("name", queries())
def test_every_named_query_gives_the_same_rows(endpoint: str, example: kg.Graph, name: str) -> None:
    there, here = kg.open(endpoint).query(queries()[name].text), example.query(queries()[name].text)
    assert sorted(plain(there)) == sorted(plain(here))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?c { GRAPH ?c { ?m kg:round 2 ; kg:minutes ?n } }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(?g != graph:ontology) }",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?p ?n { ?p a kg:Person ; rdfs:label ?n }",
    ],
)
def test_a_plain_query_counts_each_fact_once(endpoint: str, example: kg.Graph, query: str) -> None:
    assert sorted(plain(kg.open(endpoint).query(query))) == sorted(plain(example.query(query)))


def test_truths_and_triples_come_back(endpoint: str, example: kg.Graph) -> None:
    graph = kg.open(endpoint)
    for query in ("ASK { ?p a kg:Person }", "ASK { ?p a kg:Nothing }", "ASK { ?c a kg:Citation }"):
        assert graph.query(query) is example.query(query)
    for query in (
        "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }",
        "CONSTRUCT WHERE { ?p a kg:Person ; rdfs:label ?l }",
    ):
        assert set(graph.query(query)) == set(example.query(query))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "how long did the second round last"),
        ("sparql", "SELECT ?p ?n { ?p a kg:Person ; rdfs:label ?n } ORDER BY ?n"),
        ("query", "who-met-whom", "--set", "who=Mara Venn"),
        ("show", "Mara Venn"),
        ("show", "https://kg.example/cite/2031-03-12-439192f7/p1-0-118"),
        ("stats",),
    ],
    ids=lambda words: " ".join(words)[:20],
)
def test_every_reading_command_says_of_a_server_what_it_says_of_the_files(
    run: Run, endpoint: str, words: tuple[str, ...]
) -> None:
    there, here = run(*words, "--data", endpoint), run(*words, "--data", EXAMPLES)
    assert (there.status, there.err) == (here.status, here.err)
    assert sorted(there.out.splitlines()) == sorted(here.out.splitlines())


def test_view_draws_what_a_server_holds(
    run: Run, served: virtuoso.Virtuoso, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    for name, data in (("a.html", served.query), ("b.html", EXAMPLES)):
        assert run("view", "Mara Venn", "--data", data, "-o", folder / name).status == 0
    one, other = ((folder / name).read_text() for name in ("a.html", "b.html"))
    assert abs(len(one) - len(other)) < 200  # a decimal is written otherwise


def test_what_asking_prepares_is_kept_until_the_graph_in_the_server_changes(
    example: kg.Graph, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path_factory.mktemp("cache")))
    seen: list[str] = []
    store = ox.Store()
    store.load(example.export("nquads", for_endpoint=True).encode(), ox.RdfFormat.N_QUADS)
    question, needed = "how long did the second round last", []
    with serving(answering(store, seen)) as url:
        for _ in range(3):
            seen.clear()
            graph = kg.open(url)
            assert graph.ready_to_ask == (len(needed) > 0)
            assert graph.ask(question).answer == example.ask(question).answer
            needed.append(len(seen))
        assert needed[1] == needed[2] < needed[0] / 3
        person = ox.NamedNode("https://kg.example/id/person/mara-venn")
        store.add(ox.Quad(person, ox.NamedNode("https://kg.example/ont#gist"), ox.Literal("x"), ox.NamedNode(FACTS)))
        assert not kg.open(url).ready_to_ask


@pytest.mark.parametrize("words", [("verify",), ("export",)])
def test_what_needs_the_graph_itself_says_so(run: Run, served: virtuoso.Virtuoso, words: tuple[str, ...]) -> None:
    ran = run(*words, "--data", served.query)
    assert (ran.status, ran.out) == (2, "")
    assert "needs the files or a store" in ran.err


def test_an_upload_holds_what_the_graph_does_and_doing_it_again_changes_nothing(
    served: virtuoso.Virtuoso,
    example: kg.Graph,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path_factory.mktemp("cache")))
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(?g != graph:ontology) }"
    before = kg.open(served.query).select(count).values("n")
    monkeypatch.setenv("KG_SPARQL_USER", served.user)
    monkeypatch.setenv("KG_SPARQL_PASSWORD", served.password)
    upload_files(sources([str(EXAMPLES)]), served.store, rules=False)
    assert kg.open(served.query).select(count).values("n") == before == example.select(count).values("n")


def test_a_login_that_is_missing_or_wrong_is_told(served: virtuoso.Virtuoso, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"asks for a login.*KG_SPARQL_USER"):
        upload_files(sources([str(EXAMPLES)]), served.store, rules=False)
    monkeypatch.setenv("KG_SPARQL_USER", served.user)
    monkeypatch.setenv("KG_SPARQL_PASSWORD", "wrong")
    with pytest.raises(InputError, match="does not take the one given"):
        upload_files(sources([str(EXAMPLES)]), served.store, rules=False)


def test_an_answer_that_virtuoso_cuts_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    if not virtuoso.installed():
        lacking("virtuoso-opensource is not installed")
    with virtuoso.running(tmp_path_factory.mktemp("small"), rows=5, buffers=10_000) as server:
        login = Server(server.store)
        import httpx

        login._client.auth = httpx.DigestAuth(server.user, server.password)
        lines = b"".join(b"<http://a.example/s> <http://a.example/p> %d .\n" % n for n in range(9))
        login.send("PUT", "*/*", lines, "text/turtle", {"graph": FACTS})
        login.close()
        with pytest.raises(LimitError, match="cut its answer at 5 rows"):
            kg.open(server.query).query("SELECT * { ?s ?p ?o }")


def test_questions_run_within_limits_at_a_server_too(endpoint: str) -> None:
    with Bounded(endpoint, Limits(max_rows=2)) as graph:
        rows = graph.query("SELECT ?s { ?s ?p ?o }")
        assert isinstance(rows, kg.Rows)
        assert (len(rows), rows.cut) == (2, True)
        with pytest.raises(RefusedError):
            graph.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


Behaviour = tuple["Callable[[BaseHTTPRequestHandler, bytes], None]", type[Exception], str]
TRUE = b'{"head": {}, "boolean": true}'
ROWS = b'{"head": {"vars": ["s"]}, "results": {"bindings": [%s]}}'
ROW = b'{"s": {"type": "uri", "value": "http://a.example/s"}}'

BEHAVIOUR: dict[str, Behaviour] = {
    "hangs": (lambda _, __: time.sleep(30), LimitError, "no whole answer within 1 seconds"),
    "drips for ever": (lambda h, _: drip(h, b" ", 0.1), LimitError, "no whole answer within 1 seconds"),
    "cuts off": (lambda h, _: say(h, ROWS[:20], length=500), InputError, "breaks off"),
    "sends half a result": (lambda h, _: say(h, (ROWS % ROW)[:-30]), InputError, "broken, or half of one"),
    "sends half a row": (lambda h, _: say(h, (ROWS % ROW)[:60]), InputError, "broken, or half of one"),
    "sends nothing": (lambda h, _: say(h, b""), InputError, "broken, or half of one"),
    "sends HTML": (lambda h, _: say(h, b"<html>hi", kind="text/html"), InputError, "answers with text/html"),
    "says JSON and sends HTML": (lambda h, _: say(h, b"<html>hi"), InputError, "broken, or half of one"),
    "sends RDF/XML": (lambda h, _: say(h, b'<!DOCTYPE a [<!ENTITY b "b">]>', kind="application/rdf+xml"), InputError,
                      "answers with application/rdf"),
    "sends JSON-LD": (lambda h, _: say(h, b'{"@context": "http://127.0.0.1:1/"}', kind="application/ld+json"),
                      InputError, "broken, or half of one"),
    "401": (lambda h, _: say(h, b"no", 401, WWW_Authenticate="Digest realm=x"), InputError, "asks for a login"),
    "401 without a way": (lambda h, _: say(h, b"no", 401), InputError, "asks for a login"),
    "403": (lambda h, _: say(h, b"no", 403), InputError, "asks for a login"),
    "413": (lambda h, _: say(h, b"too much", 413, "text/plain"), LimitError, r"\(413\): too much"),
    "400": (lambda h, _: say(h, b"\nodd token\nmore", 400, "text/plain"), QueryError,
            r"does not take it \(400\): odd token"),
    "500": (lambda h, _: say(h, b"<html>trace", 500, "text/html"), InputError, r"failed \(500\)$"),
    "503": (lambda h, _: say(h, b"busy", 503, "text/plain"), InputError, r"failed \(503\): busy"),
    "504": (lambda h, _: say(h, b"", 504), LimitError, "its own time limit"),
    "a redirect": (lambda h, _: say(h, b"", 302, Location="http://127.0.0.1:1/"), InputError, "points elsewhere"),
    "a cut that is told": (lambda h, _: say(h, ROWS % ROW, X_SPARQL_MaxRows="1"), LimitError,
                           "cut its answer at 1 rows"),
    "a partial answer that is told": (lambda h, _: say(h, ROWS % ROW, X_SQL_State="S1TAT"), LimitError,
                                      "cut its answer"),
}  # fmt: skip


@pytest.mark.parametrize("what", BEHAVIOUR)
def test_a_server_that_misbehaves_is_told_in_plain_words(what: str) -> None:
    behaviour, error, message = BEHAVIOUR[what]
    asked = []

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        asked.append(body)
        if len(asked) == 1:  # whether it holds facts
            return say(handler, TRUE)
        return behaviour(handler, body)

    with serving(answer) as url:
        engine = load(url)
        if "within 1 seconds" in message:
            engine.store._server.timeout_s = 1  # type: ignore[attr-defined]
            engine.store._server._client.timeout = 1  # type: ignore[attr-defined]
        with pytest.raises(error, match=message) as raised:
            engine.query("SELECT ?s { ?s ?p ?o }")
        assert len(str(raised.value).splitlines()) <= 2
        assert str(raised.value).startswith(url)


def test_an_endless_answer_is_bounded_in_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.http.MAX_RESULT_MB", 1)
    with serving(lambda h, _: drip(h, b" " * 100_000, 0)) as url, pytest.raises(LimitError, match="has over 1 MB"):
        load(url)


def test_a_small_answer_that_unpacks_to_much_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.http.MAX_RESULT_MB", 1)
    bomb = gzip.compress(b" " * 50_000_000)
    served = serving(lambda h, _: say(h, bomb, Content_Encoding="gzip"))
    with served as url, pytest.raises(LimitError, match="has over 1 MB"):
        load(url)


def test_half_of_the_triples_are_told() -> None:
    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if b"CONSTRUCT" in body:
            return say(handler, b"<http://a.example/s> <http://a.ex", kind="application/n-triples")
        return say(handler, TRUE)

    with serving(answer) as url, pytest.raises(InputError, match="half of one"):
        kg.open(url).query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no graph of kg"),
        ("<http://a.example/s> <http://a.example/p> 1 .", "holds no graph of kg"),
        (
            f"<{CATALOGUE}> {{ <https://kg.example/cite/a> a <https://kg.example/ont#Citation> }}",
            "receipts .* not its facts",
        ),
    ],
)
def test_an_endpoint_without_the_facts_is_told(content: str, message: str) -> None:
    store = ox.Store()
    store.load(content.encode(), ox.RdfFormat.TRIG)
    with serving(answering(store)) as url, pytest.raises(InputError, match=message):
        kg.open(url)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://", "no http"),
        ("ftp://a.example/", "begins with https"),
        ("http://me:secret@127.0.0.1:1/sparql", "no login goes into an address"),
        ("http://127.0.0.1:1/sparql", "cannot be reached"),
        ("http://no-such-host.invalid/sparql", "cannot be reached"),
    ],
)
def test_an_address_that_is_none_is_told(run: Run, address: str, message: str) -> None:
    for command in SPEAK:
        words = {"ask": ["who"], "sparql": ["ASK { ?s ?p ?o }"], "query": ["rounds"], "show": ["x"]}.get(command, [])
        ran = run(command, *words, "--data", address)
        assert (ran.status, ran.out) == (2, "")
        assert message in ran.err
        assert "secret" not in ran.err
        assert len(ran.err.splitlines()) <= 2


def test_the_login_is_sent_as_the_server_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler, body: bytes, scheme: str = "") -> None:
        seen.append(handler.headers.get("authorization", ""))
        if scheme and not seen[-1]:
            return say(handler, b"", 401, WWW_Authenticate=scheme)
        return say(handler, TRUE)

    monkeypatch.setenv("KG_SPARQL_USER", "me")
    monkeypatch.setenv("KG_SPARQL_PASSWORD", "secret")
    with serving(lambda h, b: answer(h, b, 'Digest realm="x", nonce="n", qop="auth"')) as url:
        load(url)
    assert [text.split(" ")[0] for text in seen[:2]] == ["", "Digest"]
    assert "secret" not in "".join(seen)
    seen.clear()
    with serving(lambda h, b: answer(h, b, 'Basic realm="x"')) as url:
        load(url)
    assert [text.split(" ")[0] for text in seen[:2]] == ["", "Basic"]
    seen.clear()
    monkeypatch.setenv("KG_SPARQL_TOKEN", "abc")
    with serving(lambda h, b: answer(h, b)) as url:
        load(url)
    assert seen[0] == "Bearer abc"


class Store:
    """A Graph Store Protocol server that fails at one request."""

    def __init__(self, fails_at: int = -1, status: int = 500) -> None:
        self.store = ox.Store()
        self.requests: list[str] = []
        self.fails_at = fails_at
        self.status = status

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        from urllib.parse import parse_qs, urlsplit

        graph = ox.NamedNode(parse_qs(urlsplit(handler.path).query)["graph"][0])
        self.requests.append(f"{handler.command} {graph.value}")
        if len(self.requests) == self.fails_at:
            return say(handler, b"", self.status, "text/plain")
        if handler.command == "PUT":
            self.store.remove_graph(graph)
        self.store.load(body, ox.RdfFormat.N_TRIPLES, to_graph=graph)
        return say(handler, b"", 204)


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize(("status", "error"), [(500, InputError), (413, LimitError), (401, InputError)])
def test_an_upload_that_breaks_off_goes_on_where_it_was(
    cache: None, example: kg.Graph, status: int, error: type[Exception]
) -> None:
    server = Store(20, status)
    with serving(server) as url:
        with pytest.raises(error, match=str(status)):
            upload_files(sources([str(EXAMPLES)]), url, rules=False)
        assert len(server.requests) == 20
        upload_files(sources([str(EXAMPLES)]), url, rules=False)
        total = len(list(batches(example.engine.store)))
        assert len(server.requests) == total + 1  # the one that failed was sent again, and no other
        expected = ox.Store()
        expected.load(example.export("nquads", for_endpoint=True).encode(), ox.RdfFormat.N_QUADS)
        assert len(server.store) == len(expected)
        upload_files(sources([str(EXAMPLES)]), url, rules=False)  # whole: it begins anew
        assert len(server.requests) == 2 * total + 1
        assert len(server.store) == len(expected)


def test_what_breaks_a_rule_is_not_sent(cache: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("files") / "a.nq"
    path.write_text("<http://a.example/s> <http://a.example/p> <http://a.example/o> <http://a.example/g> .\n")
    server = Store()
    with serving(server) as url, pytest.raises(InputError):
        upload_files(sources([str(path)]), url)
    assert server.requests == []


def test_load_uploads_and_says_how_much(cache: None, run: Run) -> None:
    server = Store()
    with serving(server) as url:
        ran = run("load", EXAMPLES, "--store", url)
    assert (ran.status, ran.out) == (0, "")
    assert "triples sent in" in ran.err
    assert server.requests[0] == "PUT https://kg.example/graph/ontology"
    assert server.requests[-1] == f"POST {FACTS}"


def test_a_token_goes_to_no_other_machine_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SPARQL_TOKEN", "abc")
    with pytest.raises(InputError, match="over https only"):
        Server("http://graph.example.org/sparql")
    Server("https://graph.example.org/sparql")


def test_a_certificate_is_checked_against_those_that_are_trusted(
    example: kg.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    with serving(answering(example.engine.store), tls) as url:
        with pytest.raises(InputError, match="certificate is not one that is trusted"):
            load(url)
        authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert load(url).query("ASK { ?s a kg:Person }") is True


def test_only_the_prefixes_in_use_are_sent(example: kg.Graph) -> None:
    seen: list[str] = []
    store = ox.Store()
    store.load(example.export("nquads", for_endpoint=True).encode(), ox.RdfFormat.N_QUADS)
    with serving(answering(store, seen)) as url:
        kg.open(url).query("SELECT ?p { ?p a kg:Person }")
    assert seen[-1].count("PREFIX") == 1
    assert len(PREFIXES) > 10


def test_the_json_of_this_test_is_json() -> None:
    assert json.loads(ROWS % ROW)["results"]["bindings"]
