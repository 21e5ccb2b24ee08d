"""What commands share: where the graph is, in what form and where to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import InputError
from kg.paths import read_text, write_text

if TYPE_CHECKING:
    from kg.graph import Graph

F = TypeVar("F", bound=Callable[..., Any])


def graph_options(command: F) -> F:
    """Add --data, --sources and --debug, which are taken before the command as well as after it."""
    for option in (
        click.option("--debug", is_flag=True, help="show tracebacks"),
        click.option("--sources", metavar="DIR", help="folder of article texts to prove against [env: KG_SOURCES]"),
        click.option(
            "--data", metavar="LOCATION", help="a workspace, folder, file, store or SPARQL address [env: KG_DATA]"
        ),
    ):
        command = option(command)
    return command


def output_options(formats: Sequence[str]) -> Callable[[F], F]:
    """Add --format over these forms (the first is the default), -o and --force."""

    def add(command: F) -> F:
        for option in (
            click.option("--force", is_flag=True, help="replace an existing output file"),
            click.option("-o", "--output", metavar="FILE", help="write to a file instead of standard output"),
            click.option("--format", "form", type=click.Choice(list(formats)), default=formats[0], show_default=True),
        ):
            command = option(command)
        return command

    return add


def open_graph(data: str | None, sources: str | None) -> Graph:
    """Open the graph that the options name, after the command, before it, or in the environment."""
    from kg.graph import open_graph as open_

    texts = sources or _before("sources") or os.environ.get("KG_SOURCES") or None
    return open_(located(data), texts)


def located(data: str | None) -> str | None:
    """Return where the graph is that the options name, None for the one that ships with kg."""
    return data or _before("data") or os.environ.get("KG_DATA") or None


def _before(name: str) -> str | None:
    """Return an option that was given before the command."""
    given = (click.get_current_context().find_root().obj or {}).get(name)
    return given if isinstance(given, str) else None


def emit(text: str, output: str | None, force: bool) -> None:
    """Print text, or write it to a file: under a temporary name first, and over another file only with `force`."""
    if output is None or output == "-":
        try:
            click.echo(text, nl=False)
        except BrokenPipeError:
            drop_output()  # the reader went away, which is its right
    else:
        write_text(Path(output), text, force)


def drop_output() -> None:
    """Let what is still to be printed go nowhere, so that Python does not complain at shutdown."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check_output(output: str | None, force: bool) -> None:
    """Say that an output cannot be written before the work that makes it begins."""
    if output is None or output == "-":
        return
    path = Path(output)
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file in it")
    if path.exists() and not force:
        raise InputError(f"{path}: exists already; add --force to replace it")
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: no such folder")


def read_argument(text: str | None, file: str | None, what: str, takes_file: bool = True) -> str:
    """Return the text given as an argument, in a file (-f), or on standard input (-)."""
    if file is not None and text is not None:
        raise InputError(f"give the {what} once: as an argument or with -f")
    if file is not None:
        return read_text(Path(file)) if file != "-" else _stdin()
    if text is None:
        how = "as an argument, with -f FILE," if takes_file else "as an argument"
        raise InputError(f"no {what}; give it {how} or - for standard input")
    return _stdin() if text == "-" else text


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input is not UTF-8 text (byte {error.start})") from error
