"""A lexicon as bytes: reading it from its Turtle files takes longer than answering a question with it."""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any

from kg.ask.language import lexicon

if TYPE_CHECKING:
    from kg.ask.language.lexicon import Lexicon

# Nothing else is ever built from such bytes, whoever wrote them.
_ALLOWED = frozenset(
    [("builtins", "set"), ("builtins", "frozenset"), ("collections", "defaultdict")]
    + [
        (lexicon.__name__, name)
        for name in ("Askable", "Attachment", "Country", "Hop", "Lexicon", "Order", "Pair", "Sort", "Step")
    ]
)


def freeze(read: Lexicon) -> bytes:
    """Return a lexicon as bytes."""
    return pickle.dumps(read, protocol=5)


def thaw(data: bytes) -> Lexicon | None:
    """Return the lexicon that bytes hold; None where they hold anything else.

    >>> thaw(freeze(lexicon.Lexicon())) == lexicon.Lexicon(), thaw(b"garbage"), thaw(pickle.dumps(print))
    (True, None, None)
    """
    try:
        found = _Reader(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None
    return found if isinstance(found, lexicon.Lexicon) else None


class _Reader(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a lexicon")
        return super().find_class(module_name, global_name)
