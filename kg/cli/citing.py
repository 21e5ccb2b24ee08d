"""`kg cite`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.options import check_output, emit


@click.command(epilog="Example: kg cite triples/my-article.trig --sources texts/")
@click.argument("file")
@click.option("--sources", metavar="DIR", help="folder of article texts [env: KG_SOURCES]; without it only sorts")
@click.option("--known", metavar="DIR", help="folder of TriG that knows labels and classes [default: the file's own]")
@click.option("--data", hidden=True, expose_value=False, help="taken by every command; kg cite works on FILE alone")
@click.option("--check", is_flag=True, help="change nothing; exit status 1 where the file would change")
@click.option("-o", "--output", metavar="FILE", help="write there instead of in place")
@click.option("--force", is_flag=True, help="replace an existing output file")
@click.option("--debug", is_flag=True, help="show tracebacks")
def cite(
    file: str, sources: str | None, known: str | None, check: bool, output: str | None, force: bool, debug: bool
) -> None:
    """Turn the hand-written citations of a TriG FILE into offsets and digests, and put it into its stable order.

    A citation is written with its paragraph and an anchor: the first and last few words of the passage, joined by
    " ... "; see docs/adding-facts.md. Running it twice changes nothing.
    """
    from kg.curate.files import curated

    check_output(output, force)
    path = Path(file)
    before = click.get_current_context().find_root().obj or {}
    texts = sources or before.get("sources") or os.environ.get("KG_SOURCES")
    text, changed = curated(path, Path(texts) if texts else None, Path(known) if known else None)
    if check:
        click.echo(f"{path}: {'would change' if changed else 'is in order'}", err=True)
        raise SystemExit(1 if changed else 0)
    if output is not None:
        emit(text, output, force)
    elif changed:
        emit(text, str(path), True)
    click.echo(f"{path}: {'written' if changed or output else 'already in order'}", err=True)
