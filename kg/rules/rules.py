"""Rules: queries that must return no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.library import rules

if TYPE_CHECKING:
    from kg.store.engine import Engine
    from kg.tables import Rows


def broken(engine: Engine) -> dict[str, Rows]:
    """Run every rule; return what each found, in order of name. A kept rule has no row."""
    return {name: engine.select(rule.text) for name, rule in rules().items()}
