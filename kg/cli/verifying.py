"""`kg verify`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from kg.cli.options import check_output, emit, graph_options, open_graph, output_options
from kg.tables import readable, visible

if TYPE_CHECKING:
    from kg.tables import Rows
    from kg.verify.report import Report


@click.command(epilog="Example: kg verify --data examples --sources examples/texts")
@click.option("--list", "listed", is_flag=True, help="list every citation with what became of it")
@click.option("--no-shapes", is_flag=True, help="leave the SHACL shapes out (they take longest)")
@output_options(("text", "json"))
@graph_options
def verify(
    listed: bool, no_shapes: bool, form: str, output: str | None, force: bool, data: str | None, sources: str | None,
    debug: bool,
) -> None:  # fmt: skip
    """Prove every citation against the texts in --sources; check shapes, rules and the reading ledger.

    A citation is exact, moved (found elsewhere in its page: still proven), edited (found nowhere in it), missing (no
    text of its page) or, without --sources, not checked. Exit status 1 where anything is wrong.
    """
    check_output(output, force)
    graph = open_graph(data, sources)
    if sys.stderr.isatty():
        click.echo("checking spans, shapes and rules …", err=True)
    report = graph.verify(shapes=not no_shapes)
    if form == "json":
        text = json.dumps(report.as_dict(listed), ensure_ascii=False, indent=1) + "\n"
    else:
        text = _text(report, listed)
    emit(text, output, force)
    if not report.holds:
        sys.exit(1)


def _text(report: Report, listed: bool) -> str:
    lines = []
    if listed:
        for check in report.checks:
            c = check.citation
            lines.append(f"{check.kind:<11} {c.article.label}, paragraph {c.paragraph}, characters {c.start}-{c.end}")
    counts = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in report.counts.items() if n)
    lines.append(f"citations  {len(report.checks)}: {counts or 'none'}")
    if report.counts["not_checked"]:
        lines.append("           nothing can be proven without the texts; name their folder with --sources")
    if report.ledger.sentences:
        known = report.ledger.as_dict()
        parts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in known.items() if n and name != "sentences")
        lines.append(f"ledger     {report.ledger.share:.0%} of {known['sentences']} sentences accounted for: {parts}")
    if report.shape_results is None:
        lines.append("shapes     not run")
    else:
        lines.append(f"shapes     {'kept' if not report.shape_results else f'{len(report.shape_results)} broken:'}")
    lines += [f"  {result}" for result in report.shape_results or ()]
    broken = {name: n for name, n in report.rules.items() if n}
    lines.append(f"rules      {len(report.rules) - len(broken)} of {len(report.rules)} kept")
    for name in broken:
        lines += _broken_rule(name, report.broken[name])
    lines += [f"fault: {fault.kind}: {fault.message}" for fault in report.faults]
    lines.append(_verdict(report))
    return "\n".join(map(visible, lines)) + "\n"


def _broken_rule(name: str, rows: Rows) -> list[str]:
    """Return how many rows a broken rule found, and the first three of them."""
    lines = [f"  {name}: {len(rows)} {'row' if len(rows) == 1 else 'rows'}; kg query --rule {name} shows them all"]
    for row in rows.rows[:3]:
        cells = (f"{name} {readable(term)}" for name, term in zip(rows.variables, row, strict=True))
        lines.append("    " + ", ".join(cells))
    return lines


def _verdict(report: Report) -> str:
    if not report.holds:
        return "something is wrong"
    if report.counts["not_checked"]:
        return "nothing wrong was found, but no citation was checked"
    return "all is well"
