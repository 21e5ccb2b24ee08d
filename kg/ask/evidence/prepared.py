"""What asking needs that takes long to work out, kept between runs: the thesaurus, and the index of a graph's lines.

Both go into one SQLite file in the user's cache folder, named by the digest of all they were made from: the graph, the
ontology, the lexicon and this code's version. Where that folder cannot be written, or a file in it is damaged, the same
is worked out in memory. Nothing that is ever told or cited comes from there: a line is always told from the graph.
"""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ask.evidence.indexing import Posting
from kg.ask.evidence.lines import Key
from kg.ask.language.thesaurus import NOTHING, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.ask.evidence.indexing import Index

VERSION = "4"  # to be raised whenever what is stored changes its form or its meaning
KEPT = 12  # prepared files beyond which the oldest are deleted

_TABLES = """
CREATE TABLE form (words TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE line (id INTEGER PRIMARY KEY, node TEXT NOT NULL, property TEXT NOT NULL);
CREATE TABLE posting (token TEXT PRIMARY KEY, lines BLOB NOT NULL, places BLOB NOT NULL) WITHOUT ROWID;
"""


def digest(parts: Iterable[bytes]) -> str:
    """Return the digest of everything that a prepared file is made from.

    >>> digest([b"a"]) == digest([b"a"]) != digest([b"a", b""])
    True
    """
    total = sha256(f"kg-asking-{VERSION}".encode())
    for part in parts:
        total.update(sha256(part).digest())
    return total.hexdigest()[:32]


def cache_folder() -> Path:
    """Return the user's cache folder for kg; KG_CACHE names another."""
    named = os.environ.get("KG_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("kg")


class Forms:
    """The forms of a prepared thesaurus, as a mapping."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.get = lru_cache(maxsize=20_000)(self._get)

    def _get(self, words: str, default: Entry = NOTHING) -> Entry:
        row = self._database.execute("SELECT entry FROM form WHERE words = ?", (words,)).fetchone()
        if row is None:
            return default
        groups, wider, codes, frames, *said = json.loads(row[0])
        return Entry(tuple(groups), tuple(wider), tuple(codes), tuple(frames), *said)

    def words(self) -> set[str]:
        """Return every single word of an exact form."""
        rows = self._database.execute("SELECT words FROM form WHERE words >= '=' AND words < '>'")
        return {word for (form,) in rows for word in form[1:].split()}


class Lines:
    """The lines of a prepared index, and the lines that hold a token."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.posting = lru_cache(maxsize=5_000)(self._posting)

    def words(self) -> set[str]:
        """Return every word that stands in a line."""
        return {word for (word,) in self._database.execute("SELECT word FROM word")}

    def holds(self, word: str) -> bool:
        """Tell whether a word stands in a line."""
        return self._database.execute("SELECT 1 FROM word WHERE word = ?", (word,)).fetchone() is not None

    @property
    def count(self) -> int:
        """Return how many lines there are."""
        return int(self._database.execute("SELECT COALESCE(MAX(id) + 1, 0) FROM line").fetchone()[0])

    def key(self, line: int) -> Key:
        """Return which line a number stands for."""
        row = self._database.execute("SELECT node, property FROM line WHERE id = ?", (line,)).fetchone()
        return Key(*row)

    def _posting(self, token: str) -> Posting | None:
        row = self._database.execute("SELECT lines, places FROM posting WHERE token = ?", (token,)).fetchone()
        if row is None:
            return None
        lines = array("I")
        lines.frombytes(row[0])
        return Posting(lines, row[1])


def prepared(
    name: str | None, forms: Callable[[], Mapping[str, Entry]], index: Callable[[Mapping[str, Entry]], Index]
) -> sqlite3.Connection:
    """Return the prepared database of this digest, worked out first where it is not at hand; None is never kept."""
    folder = cache_folder()
    path = folder / f"asking-{name}.sqlite"
    if name is not None and (kept := _opened(path)) is not None:
        return kept
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(memory, forms, index)
    if name is not None:
        _keep(memory, path)
    return memory


def _opened(path: Path) -> sqlite3.Connection | None:
    if not path.is_file():
        return None
    with suppress(sqlite3.Error):
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (whole,) = database.execute(
            "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('form', 'word', 'line', 'posting')"
        ).fetchone()
        if whole == 4 and database.execute("SELECT words FROM form LIMIT 1").fetchone():
            return database
    return None


def _fill(
    database: sqlite3.Connection,
    forms: Callable[[], Mapping[str, Entry]],
    index: Callable[[Mapping[str, Entry]], Index],
) -> None:
    database.executescript(_TABLES)
    read = forms()
    database.executemany(
        "INSERT INTO form VALUES (?, ?)", ((words, json.dumps(entry)) for words, entry in read.items())
    )
    found = index(read)
    database.executemany("INSERT INTO line VALUES (?, ?, ?)", ((i, *key) for i, key in enumerate(found.keys)))
    database.executemany("INSERT INTO word VALUES (?)", ((word,) for word in sorted(found.words)))
    database.executemany("INSERT INTO posting VALUES (?, ?, ?)", _rows(found))
    database.commit()


def _rows(index: Index) -> Iterator[tuple[str, bytes, bytes]]:
    for token, posting in index.postings.items():
        yield token, posting.lines.tobytes(), posting.places


def _keep(memory: sqlite3.Connection, path: Path) -> None:
    """Write the database under a temporary name, then rename it; a folder that cannot be written is no fault."""
    with suppress(OSError, sqlite3.Error):
        path.parent.mkdir(parents=True, exist_ok=True)
        writing = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            disk = sqlite3.connect(writing)
            with disk:
                memory.backup(disk)
            disk.close()
            writing.replace(path)
        finally:
            writing.unlink(missing_ok=True)
        _tidy(path.parent)


def _tidy(folder: Path) -> None:
    files = sorted(folder.glob("asking-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)
