"""Files to be loaded: where they are, in what form, and how much of them has been read."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.store import stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

FORMS = {".trig": "trig", ".nq": "nquads"}


@dataclass(frozen=True, slots=True)
class Source:
    """A file of quads; `size` is that of the file as it lies, None for standard input."""

    name: str
    path: Path | None
    form: str
    size: int | None


def source(name: str, form: str | None = None) -> Source:
    """Return what a name on the command line stands for: a .trig or .nq file, packed with gzip or not, or - for stdin.

    Raises InputError where it is no regular file, or its form is not told by its name or `form`.
    """
    if name == "-":
        if form is None:
            raise InputError("standard input: say in what form it is with --as trig or --as nquads")
        return Source("standard input", None, form, None)
    path = Path(name)
    if not path.exists():
        raise InputError(f"{name}: no such file")
    if not path.is_file():  # a FIFO or device would block or never end
        raise InputError(f"{name}: is no regular file; a stream goes in as -")
    known = form or _form(path)
    if known is None:
        raise InputError(f"{name}: name a .trig or .nq file (or .gz of one), or say its form with --as")
    return Source(name, path, known, path.stat().st_size)


def sources(names: Sequence[str], form: str | None = None) -> list[Source]:
    """Return what names stand for; a workspace or folder stands for the TriG and N-Quads files in it."""
    return [found for name in names for found in _sources(name, form)]


def _sources(name: str, form: str | None) -> list[Source]:
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        return [source(name, form)]
    folder = folder / "triples" if (folder / "triples").is_dir() else folder
    inside = [path for path in sorted(folder.iterdir()) if _form(path) and path.is_file()]
    if not inside:
        raise InputError(f"{name}: holds no .trig or .nq file")
    return [source(str(path), form) for path in inside]


def _form(path: Path) -> str | None:
    return FORMS.get(Path(path.stem if path.suffix == ".gz" else path.name).suffix)


class Reading:
    """One source while it is read; `position` is how many bytes of the file, as it lies, have been."""

    def __init__(self, given: Source, file: BinaryIO, max_unpacked_mb: int) -> None:
        self.source = given
        self.position = 0
        self._file = file
        self._most = max_unpacked_mb

    def read(self, size: int = -1) -> bytes:
        """Read the file as it lies."""
        data = self._file.read(size)
        self.position += len(data)
        return data

    def blocks(self) -> Iterator[bytes]:
        """Yield what the file holds as blocks of whole lines of N-Quads."""
        data = stream.unpacked(self.source.name, self, self._most)
        if self.source.form == "trig":
            return stream.lines_of_trig(self.source.name, data)
        return stream.whole_lines(self.source.name, data)


@contextmanager
def reading(given: Source, max_unpacked_mb: int) -> Iterator[Reading]:
    """Open a source; raises InputError where it cannot be read."""
    if given.path is None:
        yield Reading(given, sys.stdin.buffer, max_unpacked_mb)
        return
    try:
        file = given.path.open("rb")
    except OSError as error:
        raise InputError(f"{given.name}: cannot be read ({error.strerror})") from error
    with file:
        yield Reading(given, file, max_unpacked_mb)
