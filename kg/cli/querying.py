"""`kg sparql` and `kg query`."""

from __future__ import annotations

import json
import re
import shutil
import sys
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import click
import pyoxigraph as ox

from kg.cli.options import check_output, emit, graph_options, open_graph, output_options, read_argument
from kg.errors import InputError
from kg.library import named, queries
from kg.namespaces import PREFIXES, XSD
from kg.paths import data_folder
from kg.tables import FORMATS, Rows, to_text, truth_to_json, truth_to_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kg.graph import Graph
    from kg.library import NamedQuery
    from kg.store.engine import Answer

T = TypeVar("T")
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip
_MAX_ROWS = click.option(
    "--max-rows", type=click.IntRange(min=1), default=10_000, show_default=True, help="rows to return at most"
)
_ALL = (*FORMATS, *_GRAPHS)
_TRUTHS: dict[str, Callable[[bool], str]] = {
    "text": lambda answer: f"{str(answer).lower()}\n", "json": truth_to_json, "xml": truth_to_xml,
}  # fmt: skip


@click.command(epilog="Example: kg sparql 'SELECT ?name { ?p a kg:Person ; rdfs:label ?name }'")
@click.argument("query", required=False)
@click.option("-f", "--file", metavar="FILE", help="read the query from a file")
@_MAX_ROWS
@output_options(_ALL)
@graph_options
def sparql(
    query: str | None, file: str | None, max_rows: int, form: str, output: str | None, force: bool,
    data: str | None, sources: str | None, debug: bool,
) -> None:  # fmt: skip
    """Run a SPARQL query over the graph; - reads it from standard input.

    The default graph holds each fact once; GRAPH ?citation { … } gives what vouches for it. The prefixes of kg are
    known: kg, rdfs, person, measure and so on. Updates, SERVICE and foreign FROM graphs are refused (exit status 3).
    """
    text = read_argument(query, file, "query")
    check_output(output, force)
    emit(_rendered(open_graph(data, sources).query(text, max_rows), form, output), output, force)


@click.command(epilog="Example: kg query said-by --set who=Akazawa")
@click.argument("name", required=False)
@click.option("--set", "settings", metavar="VAR=VALUE", multiple=True, help="replace an example value (repeatable)")
@click.option("--rule", "is_rule", is_flag=True, help="NAME is a rule: a query that must return no row")
@click.option("--text", "show_text", is_flag=True, help="print the query itself")
@_MAX_ROWS
@output_options(_ALL)
@graph_options
def query(
    name: str | None, settings: tuple[str, ...], is_rule: bool, show_text: bool, max_rows: int, form: str,
    output: str | None,
    force: bool, data: str | None, sources: str | None, debug: bool,
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
    graph = open_graph(data, sources)
    values = _settings(graph, chosen, settings)
    emit(_rendered(graph.query(chosen.with_values(values), max_rows), form, output), output, force)


def _rendered(answer: Answer, form: str, output: str | None) -> str:
    if isinstance(answer, bool):
        return _chosen(form, _TRUTHS, "ASK")(answer)
    if answer.cut:
        what = "rows" if isinstance(answer, Rows) else "triples"
        click.echo(f"cut at {len(answer):,} {what}; --max-rows raises the limit", err=True)
    if isinstance(answer, Rows):
        if form == "text":
            terminal = output is None and sys.stdout.isatty()
            return to_text(answer, shutil.get_terminal_size().columns if terminal else None)
        return _chosen(form, FORMATS, "SELECT")(answer)
    kind = _chosen("turtle" if form == "text" else form, _GRAPHS, "CONSTRUCT and DESCRIBE")
    data = ox.serialize(answer, format=kind, prefixes=dict(PREFIXES))
    return data.decode() if data else ""


def _chosen(form: str, table: Mapping[str, T], what: str) -> T:
    if form not in table:
        forms = ", ".join(dict.fromkeys(("text", *table)))
        raise InputError(f"--format {form} does not fit {what}; there are: {forms}")
    return table[form]


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


def _settings(graph: Graph, query: NamedQuery, settings: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name or not value:
            raise InputError(f"--set {setting}: write it as variable=value")
        if name in values:
            raise InputError(f"--set {name}: given twice; one value is taken")
        values[name] = _term(graph, name, value, query.parameters.get(name, ""))
    return values


def _term(graph: Graph, name: str, value: str, example: str) -> str:
    """Return a value in SPARQL form, of the kind that the query's own example is."""
    if re.fullmatch(r"[+-]?\d+(\.\d+)?", example):
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
            raise InputError(f"--set {name}={value}: a number is needed, such as {example}")
        return value
    if example.startswith('"'):
        return _literal(name, value, example)
    if re.fullmatch(r"kg:\w+", value):
        return value
    return f"<{graph.names.find(value)}>"


def _literal(name: str, value: str, example: str) -> str:
    if "^^" not in example:
        return str(ox.Literal(value))
    for form, kind in (("%Y-%m-%d", "date"), ("%Y-%m", "gYearMonth"), ("%Y", "gYear")):
        try:
            if datetime.strptime(value, form).strftime(form) == value:
                return f'"{value}"^^<{XSD}{kind}>'
        except ValueError:
            continue
    raise InputError(f"--set {name}={value}: a date is needed, such as 2025-05-03, 2025-05 or 2025")
