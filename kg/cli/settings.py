"""Values given with `--set`, of the kind that the query's own example is."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.namespaces import XSD

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.library import NamedQuery


def read_settings(graph: Graph, query: NamedQuery, settings: tuple[str, ...]) -> dict[str, str]:
    """Return the values of `--set variable=value` in SPARQL form.

    Raises InputError for a value of another kind than the example, or a variable given twice.
    """
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
