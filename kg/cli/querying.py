"""`kg sparql` and `kg query`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.limits import answered, limit_options
from kg.cli.options import check_output, emit, graph_options, open_graph, output_options, read_argument
from kg.cli.rendering import ANSWER_FORMATS, rendered
from kg.cli.settings import read_settings
from kg.errors import InputError
from kg.library import named, queries
from kg.paths import data_folder
from kg.store.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog="Example: kg sparql 'SELECT ?name { ?p a kg:Person ; rdfs:label ?name }'")
@click.argument("query", required=False)
@click.option("-f", "--file", metavar="FILE", help="read the query from a file")
@limit_options
@output_options(ANSWER_FORMATS)
@graph_options
def sparql(
    query: str | None, file: str | None, timeout_s: float, memory_mb: int, max_rows: int, form: str,
    output: str | None, force: bool, data: str | None, sources: str | None, debug: bool,
) -> None:  # fmt: skip
    """Run a SPARQL query over the graph; - reads it from standard input.

    The default graph holds each fact once; GRAPH ?citation { … } gives what vouches for it. The prefixes of kg are
    known: kg, rdfs, person, measure and so on. Updates, SERVICE and foreign FROM graphs are refused, and a query over
    a limit is ended (exit status 3).
    """
    text = read_argument(query, file, "query")
    check_output(output, force)
    answer = answered(text, data, Limits(timeout_s, memory_mb, max_rows))
    emit(rendered(answer, form, output), output, force)


@click.command(epilog="Example: kg query said-by --set who=Akazawa")
@click.argument("name", required=False)
@click.option("--set", "settings", metavar="VAR=VALUE", multiple=True, help="replace an example value (repeatable)")
@click.option("--rule", "is_rule", is_flag=True, help="NAME is a rule: a query that must return no row")
@click.option("--text", "show_text", is_flag=True, help="print the query itself")
@limit_options
@output_options(ANSWER_FORMATS)
@graph_options
def query(
    name: str | None, settings: tuple[str, ...], is_rule: bool, show_text: bool, timeout_s: float, memory_mb: int,
    max_rows: int, form: str, output: str | None, force: bool, data: str | None, sources: str | None, debug: bool,
) -> None:  # fmt: skip
    """List the named queries, or run one.

    A value is of the kind that its example is: a name in the graph (Akazawa), an IRI or prefixed name
    (person:ryosei-akazawa) or a code (kg:inForce); a number; a date (2025-05-03, 2025-05 or 2025).
    """
    check_output(output, force)
    folder = data_folder("queries") / "rules" if is_rule else None
    if name is None:
        if settings or show_text:
            raise InputError("name the query that --set and --text are for; kg query lists them")
        emit(_listing(form, folder), output, force)
        return
    chosen = named(name, folder)
    if show_text:
        emit(chosen.text, output, force)
        return
    values = read_settings(open_graph(data, sources), chosen, settings) if settings else {}
    answer = answered(chosen.with_values(values), data, Limits(timeout_s, memory_mb, max_rows))
    emit(rendered(answer, form, output), output, force)


def _listing(form: str, folder: Path | None) -> str:
    found = queries(folder)
    if form not in {"text", "json"}:
        raise InputError(f"--format {form} does not fit the list of queries; there are: text, json")
    if form == "json":
        return json.dumps(
            [{"name": q.name, "summary": q.summary, "question": q.question, "parameters": dict(q.parameters)}
             for q in found.values()], ensure_ascii=False, indent=1) + "\n"  # fmt: skip
    width = max(map(len, found), default=0)
    lines = [f"{q.name:<{width}}  {q.summary}" + _parameters(q.parameters) for q in found.values()]
    return "\n".join(lines) + "\n"


def _parameters(parameters: object) -> str:
    names = ", ".join(parameters) if isinstance(parameters, dict) else ""
    return f"  [{names}]" if names else ""
