"""What a query answered, in the form asked for."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, TypeVar

import click
import pyoxigraph as ox

from kg.errors import InputError
from kg.namespaces import PREFIXES
from kg.tables import FORMATS, Rows, to_text, truth_to_json, truth_to_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.store.engine import Answer

T = TypeVar("T")
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD, "json": ox.RdfFormat.JSON_LD,
}  # fmt: skip
ANSWER_FORMATS = tuple(dict.fromkeys((*FORMATS, *_GRAPHS)))
_TRUTHS: dict[str, Callable[[bool], str]] = {
    "text": lambda answer: f"{str(answer).lower()}\n", "json": truth_to_json, "xml": truth_to_xml,
}  # fmt: skip


def rendered(answer: Answer, form: str, output: str | None) -> str:
    """Return an answer as text in a form; raises InputError where the form does not fit the answer.

    A table is cut to the width of the terminal only where it goes to one.
    """
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
