from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from kg.cli import main
from kg.errors import InputError
from kg.view.choose import MAX_FACTS, MOST_DRAWN, OPENING
from tests.view.browser import Watched, fragment
from tests.view.conftest import HOSTILE, block, expected, opened

if TYPE_CHECKING:
    from kg.graph import Graph


def html(graph: Graph, *names: str, title: str | None = None, depth: int = 1) -> str:
    return graph.to_html(names, title=title, depth=depth)


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1][0] in {"script", "style"} and data.strip():
            self.scripts.append(data)


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    return int(ended.value.code or 0)


def receipts(data: dict[str, Any], number: int) -> set[str]:
    """What the panel of one thing lists: its facts, and those of states and relays that touch it."""
    told = {n for n, row in enumerate(data["things"]) if data["kinds"][row[2]][3] == "told"}
    near: set[int] = set()
    for subject, _, target, _ in data["facts"]:
        if subject == number and isinstance(target, int):
            near.add(target)
        if isinstance(target, int) and target == number:
            near.add(subject)
    mine = {number} | (near & told)
    found: set[str] = set()
    for subject, _, target, numbers in data["facts"]:
        if subject in mine or (isinstance(target, int) and target in mine):
            found |= {data["citations"][n][0] for n in numbers}
    return found


@pytest.mark.parametrize("which", ["bundled", "example"])
def test_the_receipts_of_every_node_equal_those_of_sparql(which: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    data = block(html(graph))
    told = {n for n, row in enumerate(data["things"]) if data["kinds"][row[2]][3] == "told"}
    for number, row in enumerate(data["things"][: data["held"]]):
        if number not in told:
            assert receipts(data, number) == expected(graph, row[0]), row[0]


def test_a_focused_page_holds_the_named_thing_with_all_its_receipts(example: Graph) -> None:
    data = block(html(example, "Mara Venn"))
    [number] = data["focus"]
    assert data["things"][number][1] == "Mara Venn"
    assert receipts(data, number) == expected(example, data["things"][number][0])
    whole = block(html(example))
    assert data["held"] < whole["held"]
    assert block(html(example, "Mara Venn", depth=0))["held"] < data["held"]


def test_all_facts_and_citations_are_in_the_block_once(bundled: Graph) -> None:
    data = block(html(bundled))
    assert len(data["facts"]) == int(bundled.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").values("n")[0])
    assert {row[0] for row in data["citations"]} == set(bundled.catalogue.citations)


def test_quotes_stand_only_where_the_digest_agrees(example: Graph, bundled: Graph) -> None:
    rows = block(html(example))["citations"]
    assert all(row[12] is True and row[13] for row in rows)
    assert all(row[12] is None and row[13] is None for row in block(html(bundled))["citations"])


def test_a_changed_text_is_not_quoted(tmp_path: Path) -> None:
    facts = {0: 'x:a a kg:Person ; rdfs:label "A" .', 1: 'x:b a kg:Person ; rdfs:label "B" .'}
    opened(tmp_path, ["First words here.", "Second words there."], facts)
    (tmp_path / "p.txt").write_text("First words here.\nSecond WORDS there.\n", encoding="utf-8")
    from kg.graph import open_graph

    rows = block(html(open_graph(tmp_path / "graph.trig", tmp_path)))["citations"]
    assert {(row[12], row[13]) for row in rows} == {(True, "First words here."), (False, None)}


def test_hostile_text_stays_data(hostile: Graph) -> None:
    text = html(hostile, title=HOSTILE[0])
    tags = Tags(text)
    names = [tag for tag, _ in tags.tags]
    assert names.count("script") == 3
    assert not {"img", "svg", "iframe", "object", "base"} & set(names)
    assert not [key for _, attributes in tags.tags for key in attributes if key.startswith("on") or key == "style"]
    told = str(block(text))
    for bad in HOSTILE[:4]:
        assert repr(bad)[1:-1] in told or bad in told
    assert "49" not in re.findall(r"<title>(.*?)</title>", text)[0]


def test_the_policy_names_the_hash_of_each_script_and_style(example: Graph) -> None:
    text = html(example)
    tags = Tags(text)
    policy = next(a["content"] for t, a in tags.tags if t == "meta" and a.get("http-equiv"))
    assert policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none';")
    inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", text, re.DOTALL)
    assert len(inline) == 3
    for part in inline:
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not [a for _, a in tags.tags if a.get("src") or a.get("href", "data:,") != "data:,"]


def test_two_builds_are_the_same_whatever_the_hash_seed(example: Graph) -> None:
    code = (
        "import hashlib, kg; g = kg.open('examples', sources='examples/texts');"
        "print(hashlib.sha256(g.to_html().encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=os.environ | {"PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert runs == {hashlib.sha256(html(example).encode()).hexdigest() + "\n"}


def test_pyvis_holds_only_what_is_drawn_first(tmp_path: Path) -> None:
    people = " ".join(f'x:p{i} a kg:Person ; rdfs:label "P{i}" ; kg:knows x:p{i // 2} .' for i in range(400))
    data = block(html(opened(tmp_path, ["Everybody."], {0: people})))
    assert data["held"] == 400
    assert len(data["nodes"]) == OPENING
    assert len({(node["x"], node["y"]) for node in data["nodes"]}) == OPENING
    drawn = {node["id"] for node in data["nodes"]}
    assert {edge["from"] for edge in data["edges"]} | {edge["to"] for edge in data["edges"]} <= drawn


def test_the_opening_shows_the_five_classes_each_joined_to_something(bundled: Graph) -> None:
    data = block(html(bundled))
    kinds = {data["kinds"][data["things"][node["id"]][2]][0] for node in data["nodes"]}
    assert {"person", "government", "measure", "meeting", "statement"} <= kinds
    joined = {end for edge in data["edges"] for end in (edge["from"], edge["to"])}
    assert {node["id"] for node in data["nodes"]} <= joined


def test_one_node_and_none(browser: Any, tmp_path: Path) -> None:
    graph = opened(tmp_path, ["A."], {0: 'x:a a kg:Person ; rdfs:label "東京の人" ; kg:describedAs "شخص"@ar .'})
    data = block(html(graph))
    assert [row[1] for row in data["things"]] == ["東京の人"]
    assert len(data["nodes"]) == 1
    (tmp_path / "one.html").write_text(html(graph), encoding="utf-8")
    watched = Watched(browser, tmp_path / "one.html")
    watched.click_at("https://kg.example/id/x/a")
    watched.page.wait_for_selector("#panel:not([hidden]) h2")
    assert watched.page.locator("#panel h2").inner_text() == "東京の人"
    watched.close()
    (tmp_path / "nothing").mkdir()
    empty = html(opened(tmp_path / "nothing", ["A."], {}))
    assert block(empty)["things"] == []
    (tmp_path / "empty.html").write_text(empty, encoding="utf-8")
    watched = Watched(browser, tmp_path / "empty.html", fragment(view="table", q="x"))
    assert watched.page.locator("#empty").inner_text().startswith("There is nothing to show: this graph")
    assert watched.page.locator("button:visible, input:visible").count() == 0
    watched.close()


def test_a_large_graph_is_cut_at_its_best_connected_and_says_so(bundled: Graph) -> None:
    whole = block(html(bundled))
    made = bundled.explorer(max_facts=1500)
    data = block(made.html)
    assert len(data["facts"]) <= 1500 < len(whole["facts"])
    assert data["notes"] == list(made.notes)
    assert re.fullmatch(
        r"Cut to the \d+ best-connected of 377 things, so that the page stays under 1,500 facts\.", made.notes[0]
    )
    degree = {row[0]: row[4] for row in whole["things"]}
    held = {row[0] for row in data["things"][: data["held"]] if data["kinds"][row[2]][3] != "told"}
    assert max(degree, key=degree.__getitem__) in held
    assert len(whole["facts"]) < MAX_FACTS


def test_named_things_stay_when_a_graph_is_cut(bundled: Graph) -> None:
    made = bundled.explorer(["Itsunori Onodera"], depth=3, max_facts=200)
    assert "Itsunori Onodera" in [row[1] for row in block(made.html)["things"]]
    assert made.notes


def test_a_limit_that_one_thing_alone_exceeds_is_not_said_to_be_kept(bundled: Graph) -> None:
    made = bundled.explorer(["Akazawa", "Ishiba"], max_facts=100)
    data = block(made.html)
    assert len(data["facts"]) > 100
    told = r"Over the limit of 100 facts: 1 of [0-9,]+ things is left, and what is told of it alone comes to {:,}\."
    assert re.fullmatch(told.format(len(data["facts"])), made.notes[0])
    assert made.notes[1] == "Left out though asked for by name: Shigeru Ishiba."
    assert [data["things"][number][1] for number in data["focus"]] == ["Ryosei Akazawa"]


def test_a_blank_node_is_refused_in_one_line(tmp_path: Path) -> None:
    for number, body in enumerate(('_:b a kg:Person ; rdfs:label "B" .', "x:a a kg:Person ; kg:knows _:b .")):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(InputError, match=r"https://c\.example/0 holds a blank node.*give it an IRI") as refused:
            html(opened(folder, ["A."], {0: body}))
        assert "\n" not in str(refused.value)


def test_a_blank_label_gives_way_to_the_iri(tmp_path: Path) -> None:
    data = block(html(opened(tmp_path, ["A."], {0: 'x:r a kg:Person ; rdfs:label " " ; kg:knows x:m .'})))
    assert sorted(row[1] for row in data["things"]) == ["m", "r"]


def test_the_way_between_named_things_is_held(bundled: Graph) -> None:
    apart = ["Itsunori Onodera", "Washington"]
    data = block(html(bundled, *apart, depth=1))
    near = [len(block(html(bundled, name, depth=1))["things"]) for name in apart]
    joined = nx.Graph((link[0], link[1]) for link in data["links"])
    assert nx.has_path(joined, *data["focus"])
    assert len(data["things"]) <= sum(near) + 4


def test_planned_and_called_off_things_are_marked(example: Graph) -> None:
    data = block(html(example))
    unreal = {row[1] for row in data["things"] if row[5]}
    assert "Second round of the Norvia-Tessaly wool talks" not in unreal
    assert "Norvian quota on Tessalian glass" in unreal


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["Akazwa"], 1, "Ryosei Akazawa"),
        (["round"], 2, "may be any of"),
        ([""], 2, "the name is empty"),
        (["https://kg.example/id/person/nobody"], 1, "not in the graph"),
        (["--from", "tomorrow"], 2, "is no date"),
        (["--from", "2025-02-30"], 2, "is no date"),
        (["--from", "2025-06", "--until", "2025-05"], 2, "ends (2025-05) before it begins"),
        (["--max-facts", "0"], 2, "--max-facts"),
        (["kg:Person"], 2, "is no thing that facts are told of"),
        (["Akazawa", "kg:Meeting"], 2, "is no thing that facts are told of"),
        (["-o", "no/such/folder.html"], 2, "no such folder"),
    ],
)
def test_bad_input_says_what_is_wrong_and_writes_nothing(
    arguments: list[str], status: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run("view", *arguments) == status
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) <= 2
    assert not list(tmp_path.iterdir())


def test_a_page_of_nothing_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("view", "--from", "2199") == 0
    assert "Narrowed to what happened from 2199" in capsys.readouterr().err
    data = block(Path("kg.html").read_text(encoding="utf-8"))
    assert data["things"] == []
    assert data["notes"]


def test_unknown_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("view", "Akazwa") == 1
    assert "Ryosei Akazawa" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    examples = str(Path(__file__).resolve().parents[2] / "examples")
    assert run("view", "--data", examples) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "kg.html" in captured.err
    assert run("view", "--data", examples) == 0  # its own page is replaced
    Path("kg.html").write_text("<!DOCTYPE html>mine", encoding="utf-8")
    assert run("view", "--data", examples) == 2
    assert Path("kg.html").read_text(encoding="utf-8") == "<!DOCTYPE html>mine"
    assert run("view", "--data", examples, "-o", "kg.html", "--force") == 0
    assert run("view", "--data", examples, "-o", "kg.html") == 0
    Path("other.html").write_text("mine", encoding="utf-8")
    assert run("view", "--data", examples, "-o", "other.html") == 2
    assert run("view", "--data", examples, "-o", str(tmp_path)) == 2
    capsys.readouterr()
    assert run("view", "--data", examples, "-o", "-") == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_lines_can_be_stripped_of_indentation_and_comments() -> None:
    """Holds what `rendering._lean` relies on."""
    from kg.view import rendering

    folder = Path(rendering.__file__).parent
    for path in sorted(folder.glob("script/*.js")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("//"), path.name  # each file says first what it is for
        assert "`" not in text, path.name
        assert "/*" not in text, path.name
        assert not re.search(r"""["'][^"'\n]* // [^"'\n]*["']""", text), path.name
        assert not [line for line in text.splitlines() if line.rstrip().endswith("\\")], path.name
    names = {path.stem for path in folder.glob("script/*.js")}, {path.stem for path in folder.glob("style/*.css")}
    assert names == (set(rendering.SCRIPT), set(rendering.STYLE))


def test_what_is_not_data_stays_under_600_kb(example: Graph) -> None:
    text = html(example)
    data = re.search(r'id="kg-data">(.*?)</script>', text, re.DOTALL)
    assert data
    assert len(text.encode()) - len(data.group(1).encode()) < 600_000


def test_a_hundred_thousand_facts_are_cut_and_open(browser: Any, tmp_path: Path) -> None:
    from benchmarks.generate import write
    from benchmarks.generate.things import word
    from kg.graph import open_graph

    write(tmp_path / "large", 336_000)
    graph = open_graph(tmp_path / "large")
    assert int(graph.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").values("n")[0]) > 100_000
    made = graph.explorer()
    (tmp_path / "large.html").write_text(made.html, encoding="utf-8")
    [note] = made.notes
    assert note.startswith("Cut to the ")
    watched = Watched(browser, tmp_path / "large.html")
    assert watched.page.locator("#notes").inner_text() == note
    watched.go(fragment(draw=300))
    assert watched.page.evaluate("kgView.drawn().length") == MOST_DRAWN
    name = f"{word(7)} {word(7 * 7 + 3)}"
    watched.go(fragment(q=name.lower(), origins=2))
    assert watched.page.locator("#list [data-iri]").first.inner_text().startswith(name)
    watched.close()


def test_the_browser_is_opened_on_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    launched: list[str] = []
    monkeypatch.setattr("click.launch", lambda address: launched.append(address))
    assert (
        run("view", "Akazawa", "fourth round", "--depth", "2", "--from", "2025-05-01", "-o", "talks.html", "--open")
        == 0
    )
    assert launched == [(tmp_path / "talks.html").as_uri()]
    data = block((tmp_path / "talks.html").read_text(encoding="utf-8"))
    assert data["title"] == "Ryosei Akazawa, Fourth round of the Japan-U.S. tariff talks"
    assert "what happened from 2025-05-01" in data["notes"][0]
