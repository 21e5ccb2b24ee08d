"""What tests share: the graphs that ship, copies of the example to break, and the command line in this process."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pytest

import kg
from kg.cli import main
from kg.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


def lacking(reason: str) -> NoReturn:
    """Skip, or fail where the run says that every part must be there."""
    if os.environ.get("KG_REQUIRE_PARTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_DATA", "KG_SOURCES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def bundled() -> kg.Graph:
    return kg.open()


@pytest.fixture(scope="session")
def example() -> kg.Graph:
    return kg.open(EXAMPLES, sources=EXAMPLES / "texts")


@pytest.fixture(scope="session")
def articles() -> Path:
    """Return the folder of the texts of the bundled articles, which are not part of the project."""
    folder = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared")) / "sources"
    if not folder.is_dir():
        lacking("the texts of the bundled articles are not at hand; set KG_SHARED")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a copy of the example, to be changed at will."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "workspace"))


@pytest.fixture
def texts(workspace: Path) -> Path:
    return workspace / "texts"


@pytest.fixture
def gazette(workspace: Path) -> Path:
    """Return the TriG file of the first example article."""
    return workspace / "triples" / "harbour-gazette.trig"


class Ran(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Return a function that runs `kg` with some words, as the console script does."""

    def run(*words: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ran(int(left.value.code or 0), out, err)

    return run


def replaced(path: Path, old: str, new: str) -> None:
    """Replace the only occurrence of some text in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def prefix_lines() -> str:
    """Return PREFIX lines for the prefixes that kg knows."""
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())
