"""`kg view`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import check_output, emit, graph_options, open_graph

_DEFAULT = "kg.html"


@click.command(epilog='Example: kg view "Mara Venn" "second round" --depth 2 --data examples -o talks.html')
@click.argument("names", nargs=-1, metavar="[NAME …]")
@click.option("--depth", type=click.IntRange(min=0), default=1, show_default=True,
              help="steps around the named things; statements on the way cost none")  # fmt: skip
@click.option("--from", "since", metavar="DATE", help="only what happened on this day, month or year, or later")
@click.option("--until", metavar="DATE", help="only what happened until then")
@click.option("--clock", type=click.Choice(["happened", "published"]), default="happened", show_default=True,
              help="what --from and --until go by")  # fmt: skip
@click.option("--max-facts", type=click.IntRange(min=1), default=80_000, show_default=True,
              help="hold the best-connected things alone where there would be more facts")  # fmt: skip
@click.option("--title", help="the title of the page")
@click.option("-o", "--output", metavar="FILE", help=f"the page to write; - prints it  [default: {_DEFAULT}]")
@click.option("--force", is_flag=True, help="replace an existing file")
@click.option("--open", "open_it", is_flag=True, help="open the page in the browser")
@graph_options
def view(
    names: tuple[str, ...], depth: int, since: str | None, until: str | None, clock: str, max_facts: int,
    title: str | None, output: str | None, force: bool, open_it: bool, data: str | None, sources: str | None,
    debug: bool,
) -> None:  # fmt: skip
    """Write the explorer: one HTML page that shows the graph and the receipts of everything in it.

    NAME is a label, another name, part of one, or an IRI; the page then holds what lies around the named things and
    the shortest way from each to the next, otherwise the whole graph. The page needs no network and no server. An
    existing kg.html that kg view wrote is replaced; any other file needs --force. Exit status 1 where the graph has no
    thing of that name, 2 where several bear it.
    """
    from kg.view.rendering import is_ours

    target = output or _DEFAULT
    force = force or (target == _DEFAULT and is_ours(Path(target)))
    check_output(target, force)
    made = open_graph(data, sources).explorer(names, title, depth, since, until, clock, max_facts)
    emit(made.html, target, force)
    for note in made.notes:
        click.echo(note, err=True)
    if target == "-":
        return
    click.echo(f"{target}: written; it opens in any browser, with no network", err=True)
    if open_it:
        click.launch(Path(target).resolve().as_uri())
