"""The limits of a query on the command line, and the query run within them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import located
from kg.store.limits import Limits

if TYPE_CHECKING:
    from kg.store.engine import Answer

F = TypeVar("F", bound=Callable[..., Any])
_DEFAULT = Limits()


def limit_options(command: F) -> F:
    """Add --timeout-s, --memory-mb and --max-rows."""
    for option in (
        click.option("--max-rows", type=click.IntRange(1, 100_000_000), default=_DEFAULT.max_rows,
                     help="rows to return at most", show_default=True),
        click.option("--memory-mb", type=click.IntRange(1, 10_000_000), default=_DEFAULT.memory_mb,
                     help="memory to take at most, beyond the open graph", show_default=True),
        click.option("--timeout-s", type=click.FloatRange(0.1, 1_000_000), default=_DEFAULT.timeout_s,
                     help="seconds to run at most", show_default=True),
    ):  # fmt: skip
        command = option(command)
    return command


def answered(sparql: str, data: str | None, limits: Limits) -> Answer:
    """Return the answer to a query over the graph that the options name, asked within limits."""
    from kg.store.bounded import Bounded

    with Bounded(located(data), limits) as graph:
        return graph.query(sparql)
