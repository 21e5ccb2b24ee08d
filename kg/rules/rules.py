"""Rules: queries that must return no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import RuleError
from kg.library import rules
from kg.tables import readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.engine import Engine
    from kg.tables import Rows

# These look across articles. The others hold of a graph when they hold of each article in it.
ACROSS = frozenset(
    {"empty-citation", "merged-unnamed-source", "plan-as-event", "state-of-two-minds", "two-labels", "unknown-article"}
)
_ENOUGH = 1_000


def broken(engine: Engine) -> dict[str, Rows]:
    """Run every rule; return what each found, in order of name. A kept rule has no row."""
    return {name: engine.select(rule.text) for name, rule in rules().items()}


def check(
    engine: Engine, *, articles: bool = True, whole: bool = True, told: Callable[[str], None] = lambda _: None
) -> None:
    """Raise RuleError at the first rule that is broken: of those for each article, and those for the graph as a whole.

    `told` is called with the name of each rule before it is run.
    """
    for name, rule in rules().items():
        if not (whole if name in ACROSS else articles):
            continue
        told(name)
        rows = engine.select(rule.text, _ENOUGH)
        if len(rows):
            cells = ", ".join(f"{k} {readable(v)}" for k, v in next(iter(rows)).items())
            count = (
                f"over {_ENOUGH:,} places" if rows.cut else "one place" if len(rows) == 1 else f"{len(rows):,} places"
            )
            raise RuleError(
                f"rule {name} is broken in {count}, such as {cells}.\n{rule.summary} Nothing was loaded.", [name]
            )
