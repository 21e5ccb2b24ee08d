"""The command line: each command is a thin call on a library function. Click lives here alone."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from kg.errors import KgError

# Commands are imported when they are called: `kg --help` must not pay for any of them.
_COMMANDS = {
    "ask": ("kg.cli.asking", "answer a plain question with numbered receipts"),
    "cite": ("kg.cli.citing", "turn hand-written citations into spans and digests; sort the file"),
    "export": ("kg.cli.exporting", "write the graph in another format"),
    "load": ("kg.cli.loading", "load files into a store on disk, for graphs of any size"),
    "query": ("kg.cli.querying", "list the named queries, or run one"),
    "retract": ("kg.cli.loading", "take an article out of a store, or put it back"),
    "show": ("kg.cli.showing", "everything known about one thing, each fact with its citations"),
    "sparql": ("kg.cli.querying", "run SPARQL (reads only)"),
    "stats": ("kg.cli.exporting", "count what the graph holds"),
    "verify": ("kg.cli.verifying", "prove every citation again; check shapes, rules and ledger"),
    "view": ("kg.cli.viewing", "write the HTML explorer"),
}


class _Commands(click.Group):
    """A group that knows its commands by name and imports them on call."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name][0]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            near = [name for name in _COMMANDS if name.startswith(args[0][:2])]
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"no command {args[0]!r}.{hint} kg --help lists them.", ctx)
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"kg {version('kg')}")
        ctx.exit()


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Example: kg ask "how long did the fourth round last"',
)
@click.option(
    "--data", metavar="LOCATION", help="graph to use: a workspace, folder, file, store or SPARQL address [env: KG_DATA]"
)
@click.option("--sources", metavar="DIR", help="folder of article texts to prove against [env: KG_SOURCES]")
@click.option("--debug", is_flag=True, help="show tracebacks")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="show the version")
@click.pass_context
def cli(ctx: click.Context, data: str | None, sources: str | None, debug: bool) -> None:
    """Ask, check and grow a knowledge graph of negotiations in which every triple carries its receipt.

    Exit status: 0 done; 1 it ran and the answer is no; 2 wrong usage or bad input; 3 refused or over a limit.
    """
    ctx.obj = {"data": data, "sources": sources, "debug": debug}


def run() -> None:
    """Run the command line as a process of its own, which pays for nothing that a short life does not need.

    No garbage is collected, and the interpreter is not taken down piece by piece: measured, that is a seventh of the
    time of a cold `kg ask`. All files are closed by then; standard output is flushed here.
    """
    import gc

    gc.disable()
    try:
        main()
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader went away
        pass
    os._exit(status)


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    if sys.stdout is None or sys.stderr is None:  # closed by the caller
        sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115 - open until the end
        sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    words = sys.argv[1:] if args is None else args
    debug = "--debug" in words
    try:
        status = cli.main(args=words or ["--help"], prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KgError as error:
        _fail(f"kg: {error}", error.exit_status, debug)
    except click.exceptions.Abort:
        _fail("kg: interrupted", 130, False)
    except click.ClickException as error:
        usage = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "kg"
        _fail(f"kg: {error.format_message()}\nTry: {usage} --help", 2, debug)
    except OSError as error:
        if error.filename is None:  # standard output, which may still hold some
            from kg.cli.options import drop_output

            drop_output()
        what = f"{str(error.filename)[:80]}: " if error.filename else ""
        _fail(f"kg: {what}{error.strerror or error}", 2, debug)
    except RecursionError:
        _fail("kg: the input is nested too deeply", 3, debug)
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int, debug: bool) -> None:
    if debug:
        import traceback

        traceback.print_exc()
    from kg.tables import visible

    click.echo("\n".join(visible(line) for line in message.splitlines()), err=True)
    sys.exit(status)
