"""`kg show`."""

from __future__ import annotations

import json

import click

from kg.cli.options import check_output, emit, graph_options, open_graph, output_options


@click.command(epilog='Example: kg show "fourth round of the Japan-U.S. tariff talks"')
@click.argument("name")
@output_options(("text", "json"))
@graph_options
def show(
    name: str, form: str, output: str | None, force: bool, data: str | None, sources: str | None, debug: bool
) -> None:
    """Show everything known about one thing, each fact with its citations.

    NAME is a label, another name, part of one, or an IRI; the IRI of a citation shows what its passage supports.
    Exit status 1 where the graph has no such thing; the nearest names are then offered.
    """
    check_output(output, force)
    shown = open_graph(data, sources).show(name)
    text = json.dumps(shown.as_dict(), ensure_ascii=False, indent=1) + "\n" if form == "json" else shown.as_text()
    emit(text, output, force)
