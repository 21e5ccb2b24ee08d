"""`kg ask`."""

from __future__ import annotations

import json
import sys

import click

from kg.cli.options import check_output, emit, graph_options, open_graph, output_options, read_argument


@click.command(epilog='Example: kg ask "how long did the fourth round last"')
@click.argument("question", required=False)
@click.option("--explain", "explained", is_flag=True, help="Show names, candidate readings with costs, and evidence.")
@output_options(("text", "json"))
@graph_options
def ask(
    question: str | None,
    explained: bool,
    form: str,
    output: str | None,
    force: bool,
    data: str | None,
    sources: str | None,
    debug: bool,
) -> None:
    """Answer a plain question with numbered receipts, or abstain and say why; - reads it from standard input.

    Exit status 0 for an answer, 1 for an abstention.
    """
    text = read_argument(question, None, "question", takes_file=False)
    check_output(output, force)
    graph = open_graph(data, sources)
    if sys.stderr.isatty() and not graph.ready_to_ask:
        click.echo("indexing words, names and facts (once for each state of the graph) …", err=True)
    answer = graph.ask(text)
    why = graph.explain(text) if explained else None
    if form == "json":
        more = {"explanation": why.as_dict()} if why else {}
        shown = json.dumps({**answer.as_dict(), **more}, ensure_ascii=False, indent=1) + "\n"
    else:
        shown = answer.as_text() + (f"\n{why.as_text()}" if why else "")
    emit(shown, output, force)
    if not answer.answered:
        sys.exit(1)
