"""What a graph or a query holds never drives the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

    Run = Callable[..., Ran]

NASTY = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.exe\u200b\u2028"
ESCAPED = NASTY.encode("unicode_escape").decode().replace("\\x07", "\\u0007")


@pytest.fixture
def hostile(workspace: Path) -> Path:
    """Return a workspace in which labels, gists, article labels and file names are hostile."""
    written = "".join(f"\\u{ord(char):04x}" for char in NASTY)
    for path in (workspace / "triples").glob("*.trig"):
        text = path.read_text(encoding="utf-8")
        for old in ("Mara Venn", "Harbour Gazette, 12 March 2031", "Norvia will sign nothing", "harbour-gazette.txt"):
            text = text.replace(f'"{old}', f'"{old}{written}')
        path.write_text(text, encoding="utf-8")
    return workspace


def tame(text: str) -> bool:
    return all(char == "\n" or char.isprintable() for char in text)


@pytest.mark.parametrize(
    "words",
    [
        ("show", "person:mara-venn"),
        ("show", "Mara"),
        ("show", "Mara Wenn"),
        ("stats",),
        ("sparql", "SELECT * { ?s rdfs:label|kg:gist ?o }"),
        ("sparql", "SELECT * { GRAPH graph:catalogue { ?s ?p ?o } }"),
        ("verify", "--list", "--no-shapes"),
        ("show", NASTY),
        ("show", f"a {NASTY}"),
        ("query", f"x{NASTY}"),
        ("sparql", f"SELECT * {{ ?s {NASTY} ?o }}"),
        (NASTY,),
        ("stats", f"--{NASTY}"),
    ],
    ids=lambda words: " ".join(words).encode("unicode_escape").decode()[:40],
)
def test_nothing_unprintable_reaches_the_terminal(hostile: Path, run: Run, words: tuple[str, ...]) -> None:
    for sources in ((), ("--sources", hostile / "texts")):
        ran = run("--data", hostile, *sources, *words)
        assert tame(ran.out)
        assert tame(ran.err)
        assert ran.out or ran.err


def test_the_test_itself_is_hostile(hostile: Path, run: Run) -> None:
    out = run("--data", hostile, "show", "person:mara-venn").out
    assert out.startswith("Mara Venn\\x1b]0;owned\\x07\\x1b[2J\\x9b31m\\u202egnp.exe\\u200b\\u2028")
    assert not tame(NASTY)


def test_quotes_of_a_hostile_text_are_tame_too(workspace: Path, run: Run) -> None:
    page = workspace / "texts" / "harbour-gazette.txt"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{NASTY}\n", encoding="utf-8")
    ran = run("--data", workspace, "--sources", workspace / "texts", "verify", "--no-shapes")
    assert ran.status == 1
    assert "sentence neither cited nor in the ledger" in ran.out
    assert tame(ran.out)
