"""`kg load` and `kg retract`."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.store.limits import MAX_UNPACKED_MB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.store.sources import Reading, Source

_STORE = click.option("--store", metavar="FOLDER", required=True, help="the store: a folder that kg load makes")
_STORE_OR_SERVER = click.option("--store", metavar="FOLDER|URL", required=True,
                                help="the store: a folder, or the Graph Store Protocol of a server")  # fmt: skip


@click.command(epilog="Example: kg load examples/triples --store talks.store")
@click.argument("files", metavar="FILE …", nargs=-1, required=True)
@_STORE_OR_SERVER
@click.option("--as", "form", type=click.Choice(["trig", "nquads"]), help="form of the files [default: by their names]")
@click.option("--no-rules", is_flag=True, help="leave out the rules, for files that kg verify has passed")
@click.option("--max-unpacked-mb", type=click.IntRange(min=1), default=MAX_UNPACKED_MB, show_default=True,
              help="what a file may hold at most, once unpacked")  # fmt: skip
@click.option("--debug", is_flag=True, help="show tracebacks")
def load(
    files: tuple[str, ...], store: str, form: str | None, no_rules: bool, max_unpacked_mb: int, debug: bool
) -> None:
    """Load TriG and N-Quads files into a store on disk, made where there is none; then --data FOLDER reads it.

    FILE is a .trig or .nq file, gzip of one, a folder of such, or - for standard input (with --as). All or nothing: the
    files are loaded aside and checked by the rules, and whatever goes wrong, the store stays as it was. Those who read
    the store meanwhile read it as it was when they began. Exit status 1 where a rule is broken.

    With the address of a server's Graph Store Protocol (docs/scaling.md), what is loaded aside is sent there in
    batches; an upload that broke off goes on where it was when it is begun again. The login is read from the
    environment: KG_SPARQL_USER and KG_SPARQL_PASSWORD, or KG_SPARQL_TOKEN.
    """
    from kg.graph import load_files, upload_files
    from kg.store.sources import sources

    given = sources(files, form)
    begun = time.monotonic()
    with _progress(given) as (told, rule, sent):
        if store.startswith(("http://", "https://")):
            count = upload_files(given, store, rules=not no_rules, told=told, told_rule=rule, told_sent=sent,
                                 max_unpacked_mb=max_unpacked_mb)  # fmt: skip
            click.echo(f"{store}: {count:,} triples sent in {time.monotonic() - begun:.1f} s", err=True)
            return
        loaded = load_files(given, Path(store), rules=not no_rules, told=told, told_rule=rule,
                            max_unpacked_mb=max_unpacked_mb)  # fmt: skip
    took = max(time.monotonic() - begun, 0.01)
    click.echo(f"{store}: {loaded.quads:,} quads of {len(given)} {'file' if len(given) == 1 else 'files'} loaded "
               f"in {took:.1f} s ({loaded.quads / took:,.0f} a second)", err=True)  # fmt: skip


@click.command(epilog="Example: kg retract 2031-03-12-439192f7 --store talks.store")
@click.argument("article")
@_STORE
@click.option("--undo", is_flag=True, help="put back an article that was retracted")
@click.option("--debug", is_flag=True, help="show tracebacks")
def retract(article: str, store: str, undo: bool, debug: bool) -> None:
    """Take an article out of a store: its citations, and each fact whose last receipt goes with them.

    ARTICLE is its IRI, the last part of it, or its label (kg query articles lists them). --undo puts it back.
    Exit status 1 where the store has no such article.
    """
    from kg.store.bulk import put_back
    from kg.store.bulk import retract as take_out

    count = put_back(Path(store), article) if undo else take_out(Path(store), article)
    click.echo(f"{article}: {'put back' if undo else 'retracted'} ({count:,} quads)", err=True)


class _Told(NamedTuple):
    """What hears how far a load is: of blocks that are read, of rules, of batches that are sent."""

    read: Callable[[Reading, int], None]
    rule: Callable[[str], None]
    sent: Callable[[int, int], None]


@contextmanager
def _progress(given: Sequence[Source]) -> Iterator[_Told]:
    """Give what shows how far a load is, with its rate and the time left; on a terminal alone."""
    if not sys.stderr.isatty():
        yield _Told(lambda _reading, _quads: None, lambda _rule: None, lambda _sent, _total: None)
        return
    sizes = [source.size for source in given]
    total = sum(size or 0 for size in sizes) if None not in sizes else None
    begun, count = time.monotonic(), 0
    seen: dict[str, int] = {}
    bar: click._termui_impl.ProgressBar[Source] = click.progressbar(
        length=total or 1, label="loading", file=sys.stderr, show_eta=total is not None, show_percent=total is not None,
        item_show_func=lambda _: f"{count / max(time.monotonic() - begun, 0.01):,.0f} quads a second",
    )  # fmt: skip
    with bar:

        def told(reading: Reading, quads: int) -> None:
            nonlocal count
            count += quads
            before = seen.get(reading.source.name, 0)
            seen[reading.source.name] = reading.position
            bar.update(reading.position - before if total else 0, reading.source)

        def rule(name: str) -> None:
            bar.label = f"checking {name}"
            bar.render_progress()

        def sent(triples: int, all_of_them: int) -> None:
            nonlocal count, begun
            if bar.length != all_of_them or bar.label != "sending":
                bar.length, bar.label, bar.pos = all_of_them, "sending", 0
                begun, count = time.monotonic(), 0
            count += triples
            bar.update(triples)

        yield _Told(told, rule, sent)
