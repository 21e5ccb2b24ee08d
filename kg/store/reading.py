"""Files of RDF before and while they are parsed: what is refused, and errors in kg's own words."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import InputError, RdfError
from kg.paths import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What may hold `<<` without meaning a triple term: strings, IRIs, comments.
_OPAQUE = re.compile(
    rb'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""|\'\'\'(?:[^\'\\]|\\.|\'{1,2}(?!\'))*\'\'\''
    rb'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\'|<[^<>\s]*>|#[^\n\r]*',
    re.DOTALL,
)


def read_rdf(path: Path) -> bytes:
    """Read a file of RDF, a byte-order mark dropped.

    Raises InputError where it cannot be read or is empty, RdfError where it holds triple terms of RDF 1.2: not every
    engine has them, and nested deeply they break the parser.
    """
    data = read_bytes(path).removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise InputError(f"{path}: is empty")
    with rdf_errors(str(path)):
        check_utf8(data)
    if (found := triple_term(data)) is not None:
        raise RdfError(str(path), "triple terms (<<) are not read; give a statement a node of its own", *found)
    return data


def triple_term(data: bytes) -> tuple[int, int] | None:
    r"""Return the line and column of the first triple term in RDF text, None where it holds none.

    >>> triple_term(b"<http://a.example/s> <http://a.example/p> '<<' ."), triple_term(b"\n <<( ")
    (None, (2, 2))
    """
    if b"<<" not in data:
        return None
    plain = _OPAQUE.sub(lambda match: re.sub(rb"[^\n]", b" ", match.group()), data)
    at = plain.find(b"<<")
    return (plain.count(b"\n", 0, at) + 1, at - plain.rfind(b"\n", 0, at)) if at >= 0 else None


def check_utf8(data: bytes) -> None:
    """Raise SyntaxError at the first byte that is not UTF-8; a parser passes over those in comments."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line, column = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        raise SyntaxError("not UTF-8 text", (None, line, column, None)) from error


@contextmanager
def rdf_errors(name: str, lines_before: int = 0) -> Iterator[None]:
    """Turn what a parser raises into RdfError, with line and column."""
    try:
        yield
    except SyntaxError as error:
        message = str(error.args[0]).split(": ", 1)[-1]
        line = error.lineno + lines_before if error.lineno else None
        raise RdfError(name, message, line, error.offset) from error
    except ValueError as error:
        raise RdfError(name, str(error)) from error
