"""The house: a module imports only from rows below its own, and heavy packages only where they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# `errors` stands below `paths`, which raises them. docs/architecture.md explains this picture.
# Rooms that have not come up yet may stand in it.
PICTURE = """
cli serve
graph
verify ask view ingest analyse curate show stats
names network clock rules
store text
citation tables library
paths namespaces
errors
"""
ROW = {room: depth for depth, row in enumerate(PICTURE.strip().splitlines()) for room in row.split()}
HEAVY = {"httpx", "rdflib", "pyshacl", "networkx", "pyvis", "rich", "rapidfuzz"}
# These two are the doors: all they do is hand over.
DOORS = {"kg/__init__.py", "kg/__main__.py"}

MODULES = sorted(p for p in (ROOT / "kg").rglob("*.py") if p.relative_to(ROOT).as_posix() not in DOORS)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the full names of the modules that an import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "relative imports hide the picture"
        if node.module == "kg":
            yield from (f"kg.{alias.name}" for alias in node.names)
        elif node.module:
            yield node.module


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: no function bodies, no TYPE_CHECKING blocks."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting += node.orelse
            continue
        yield node
        waiting += ast.iter_child_nodes(node)


def test_the_modules_are_found() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_imports_only_from_rows_below_its_own(path: Path) -> None:
    own = room(path)
    assert own in ROW, f"{name(path)}: the room {own} has no place in the picture"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for module in imported(node):
            if module == "kg" or not module.startswith("kg."):
                assert module != "kg", f"{name(path)} imports the package's own front door"
                continue
            other = module.split(".")[1]
            assert other in ROW, f"{name(path)} imports {module}, which has no place in the picture"
            assert other == own or ROW[other] > ROW[own], f"{name(path)} imports {module}, which is not below it"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_click_lives_in_cli_alone_and_heavy_packages_wait(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    everywhere = {module.split(".")[0] for node in ast.walk(tree) for module in imported(node)}
    assert room(path) == "cli" or "click" not in everywhere
    early = {module.split(".")[0] for node in at_import(tree) for module in imported(node)}
    assert not early & HEAVY


def modules_after(code: str) -> set[str]:
    """Return the top-level packages that a fresh Python has imported after some code."""
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return {line.split(".")[0] for line in done.stdout.splitlines()}


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import kg", {*HEAVY, "pyoxigraph", "click"}),
        ("from kg.cli import main; main(['--help'])", {*HEAVY, "pyoxigraph"}),
        ("from kg.cli import main; main(['--version'])", {*HEAVY, "pyoxigraph"}),
        ("from kg.cli import main; main(['sparql', 'ASK { ?s ?p ?o }'])", HEAVY),
    ],
)
def test_a_fresh_process_pays_for_what_it_uses(code: str, absent: set[str]) -> None:
    loaded = modules_after(code)
    assert "kg" in loaded
    assert not loaded & absent


@pytest.mark.parametrize(
    ("source", "early"),
    [
        ("import rdflib", {"rdflib"}),
        ("try:\n  from rdflib.term import Node\nexcept ImportError: pass", {"rdflib"}),
        ("class A:\n  import rdflib", {"rdflib"}),
        ("def f():\n  import rdflib", set()),
        ("if TYPE_CHECKING:\n  import rdflib", set()),
        ("if TYPE_CHECKING:\n  import click\nelse:\n  import rdflib", {"rdflib"}),
    ],
)
def test_the_test_itself_knows_what_runs_at_import(source: str, early: set[str]) -> None:
    found = {module.split(".")[0] for node in at_import(ast.parse(source)) for module in imported(node)}
    assert found == early
