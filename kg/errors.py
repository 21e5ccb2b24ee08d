"""The errors that kg raises, and the exit status each one means on the command line.

KgError
├── InputError            2   wrong usage or bad input
│   ├── RdfError              a file that does not parse, with its line and column
│   ├── QueryError            SPARQL that does not parse
│   └── UncitedError          triples that no citation vouches for
├── NotFoundError         1   it ran, and the answer is no
├── RuleError             1   a graph breaks a rule that every graph must keep
└── RefusedError          3   refused on principle
    └── LimitError            over a limit of size, time or rows
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class KgError(Exception):
    """Anything kg can say went wrong; its text is one or two plain lines for a person.

    >>> raise KgError("no such file: a.trig")
    Traceback (most recent call last):
    kg.errors.KgError: no such file: a.trig
    """

    exit_status = 2


class InputError(KgError):
    """Something given to kg cannot be used as it is."""


class RdfError(InputError):
    """A file of triples does not parse; `line` and `column` count from 1 where the parser knows them."""

    def __init__(self, source: str, message: str, line: int | None = None, column: int | None = None) -> None:
        self.source, self.line, self.column = source, line, column
        where = f", line {line}" if line else ""
        where += f", column {column}" if line and column else ""
        super().__init__(f"{source}{where}: {message}. Nothing was loaded.")


class QueryError(InputError):
    """A SPARQL query does not parse or names something unknown."""


class UncitedError(InputError):
    """Triples stand in no described citation; `triples` holds them all, in N-Triples."""

    def __init__(self, source: str, triples: Sequence[str]) -> None:
        self.triples = list(triples)
        few = "\n  ".join(self.triples[:3])
        more = ", the first three:" if len(self.triples) > 3 else ":"
        count = len(self.triples)
        noun = "triple stands" if count == 1 else "triples stand"
        super().__init__(f"{source}: {count} {noun} in no described citation{more}\n  {few}")


class NotFoundError(KgError):
    """A name is not in the graph; `nearest` holds names that are."""

    exit_status = 1

    def __init__(self, message: str, nearest: Sequence[str] = ()) -> None:
        self.nearest = list(nearest)
        hint = f" Nearest: {', '.join(self.nearest)}." if self.nearest else ""
        super().__init__(message + hint)


class RuleError(KgError):
    """A graph breaks rules; `broken` holds their names."""

    exit_status = 1

    def __init__(self, message: str, broken: Sequence[str]) -> None:
        self.broken = list(broken)
        super().__init__(message)


class RefusedError(KgError):
    """kg does not do this, whoever asks: an update, a call to another server, a file read through a query."""

    exit_status = 3


class LimitError(RefusedError):
    """Something is over a limit; the message names the limit and its unit."""
