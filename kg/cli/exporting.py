"""`kg export` and `kg stats`."""

from __future__ import annotations

import json

import click

from kg.cli.options import check_output, emit, graph_options, open_graph, output_options


@click.command(epilog="Example: kg export --format nquads -o graph.nq")
@click.option("--for-endpoint", is_flag=True, help="with nquads: add what a SPARQL server needs besides")
@output_options(("trig", "nquads", "turtle", "ntriples", "jsonld"))
@graph_options
def export(
    for_endpoint: bool, form: str, output: str | None, force: bool, data: str | None, sources: str | None, debug: bool
) -> None:
    """Write the graph in another format.

    trig and nquads hold every receipt and can be loaded again; turtle, ntriples and jsonld hold each fact once, without
    receipts. For a SPARQL server, whose default graph is not kg's to fill, --for-endpoint adds a graph that holds each
    fact once, and the terms.
    """
    check_output(output, force)
    emit(open_graph(data, sources).export(form, for_endpoint), output, force)


@click.command(epilog="Example: kg stats --format json")
@output_options(("text", "json"))
@graph_options
def stats(form: str, output: str | None, force: bool, data: str | None, sources: str | None, debug: bool) -> None:
    """Count what the graph holds: facts, citations, articles, and things by class."""
    from kg.stats import count

    check_output(output, force)
    counted = count(open_graph(data, sources).engine)
    text = json.dumps(counted.as_dict(), ensure_ascii=False, indent=1) + "\n" if form == "json" else counted.as_text()
    emit(text, output, force)
