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

import pytest

from kg.cli import main
from kg.view.choose import MOST_DRAWN
from kg.view.page import page
from tests.view.conftest import HOSTILE, block, expected, opened

if TYPE_CHECKING:
    from kg.graph import Graph


def html(graph: Graph, *names: str, title: str | None = None, depth: int = 1) -> str:
    chosen = [graph.names.find(name) for name in names]
    return page(graph.engine, graph.names, graph.catalogue, chosen, title, graph.proof, depth)


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


def test_pyvis_holds_only_what_is_drawn(tmp_path: Path) -> None:
    people = " ".join(f'x:p{i} a kg:Person ; rdfs:label "P{i}" ; kg:knows x:p{i // 2} .' for i in range(400))
    text = html(opened(tmp_path, ["Everybody."], {0: people}))
    data = block(text)
    assert data["held"] == 400
    assert len(data["nodes"]) == MOST_DRAWN
    assert all(row[4] is not None for row in data["things"])  # even what is not drawn has its place
    assert len({(row[4], row[5]) for row in data["things"]}) == 400


def test_one_node_and_none(tmp_path: Path) -> None:
    graph = opened(tmp_path, ["A."], {0: 'x:a a kg:Person ; rdfs:label "東京の人" ; kg:describedAs "شخص"@ar .'})
    data = block(html(graph))
    assert [row[1] for row in data["things"]] == ["東京の人"]
    empty = page(graph.engine, graph.names, graph.catalogue, ["https://kg.example/ont#Person"], None, graph.proof)
    assert block(empty)["things"] == []
    assert "nothing to draw" in empty


def test_planned_and_called_off_things_are_marked(example: Graph) -> None:
    data = block(html(example))
    unreal = {row[1] for row in data["things"] if row[7]}
    assert "Second round of the Norvia-Tessaly wool talks" not in unreal
    assert "Norvian quota on Tessalian glass" in unreal


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
