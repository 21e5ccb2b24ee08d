"""`kg ask`."""

from __future__ import annotations

import json
import sys

import click

from kg.cli.options import check_output, emit, graph_options, open_graph, output_options, read_argument


@click.command(epilog='Example: kg ask "how long did the fourth round last"')
@click.argument("question", required=False)
@output_options(("text", "json"))
@graph_options
def ask(
    question: str | None, form: str, output: str | None, force: bool, data: str | None, sources: str | None, debug: bool
) -> None:
    """Answer a plain question with numbered receipts, or abstain and say why; - reads it from standard input.

    Exit status 0 for an answer, 1 for an abstention.
    """
    text = read_argument(question, None, "question")
    check_output(output, force)
    answer = open_graph(data, sources).ask(text)
    shown = json.dumps(answer.as_dict(), ensure_ascii=False, indent=1) + "\n" if form == "json" else answer.as_text()
    emit(shown, output, force)
    if not answer.answered:
        sys.exit(1)
