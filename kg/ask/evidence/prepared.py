"""What asking needs that takes long to work out, kept between runs: the thesaurus, and the index of a graph's lines.

Both go into one SQLite file in the user's cache folder, which says what it was made from: the files of the graph, the
ontology and the lexicon, and this code's version. Where that folder cannot be written, or a file in it is damaged, the
same is worked out in memory. No fact that is told or cited comes from there: a line is always told from the graph.
"""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from kg.ask.evidence.indexing import Posting
from kg.ask.evidence.lines import Key
from kg.ask.language.thesaurus import EXACT, NOTHING, Entry, stem
from kg.paths import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.ask.evidence.indexing import Index
    from kg.ask.language.naming import Naming

VERSION = "23"  # to be raised whenever what is stored changes its form or its meaning
KEPT = 12  # prepared files beyond which the oldest are deleted

_TABLES = """
CREATE TABLE form (words TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE made_from (stamp TEXT NOT NULL, lexicon BLOB NOT NULL);
CREATE TABLE word (
    word TEXT PRIMARY KEY, stem TEXT NOT NULL, held INTEGER NOT NULL, named INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE name (words TEXT PRIMARY KEY, things TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE labelled (word TEXT PRIMARY KEY, things TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE line (id INTEGER PRIMARY KEY, node TEXT NOT NULL, property TEXT NOT NULL);
CREATE TABLE posting (token TEXT PRIMARY KEY, lines BLOB NOT NULL, places BLOB NOT NULL) WITHOUT ROWID;
"""


def stamp(files: Iterable[Path]) -> str:
    """Return what stands for files as they are now: paths, sizes and times of change.

    Reading them all to digest them would take longer than all else that a plain question needs.
    """
    stats = [(path.resolve(), path.stat()) for path in files]
    return "\n".join([VERSION, *(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats)])


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


class NameTable:
    """The phrases that name things of a graph, and the things whose labels hold a word."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def named(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the things that a phrase names."""
        return self._things("SELECT things FROM name WHERE words = ?", " ".join(words))

    def labelled(self, word: str) -> frozenset[str]:
        """Return the things whose label holds a word."""
        return self._things("SELECT things FROM labelled WHERE word = ?", word)

    def holds(self, word: str) -> bool:
        """Tell whether a word stands in a name."""
        return self._database.execute("SELECT 1 FROM word WHERE word = ? AND named", (word,)).fetchone() is not None

    def words(self) -> set[str]:
        """Return every word that stands in a name."""
        return {word for (word,) in self._database.execute("SELECT word FROM word WHERE named")}

    def _things(self, query: str, key: str) -> frozenset[str]:
        row = self._database.execute(query, (key,)).fetchone()
        return frozenset(row[0].split()) if row else frozenset()


class Lines:
    """The lines of a prepared index, and the lines that hold a token."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.posting = lru_cache(maxsize=5_000)(self._posting)

    def words(self) -> set[str]:
        """Return every word that stands in a line."""
        return {word for (word,) in self._database.execute("SELECT word FROM word WHERE held")}

    def holds(self, word: str) -> bool:
        """Tell whether a word stands in a line."""
        return self._database.execute("SELECT 1 FROM word WHERE word = ? AND held", (word,)).fetchone() is not None

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


class Made(NamedTuple):
    """What a prepared database is filled with: the lexicon, the thesaurus, the names, and the index of lines."""

    lexicon: bytes
    forms: Mapping[str, Entry]
    naming: Naming
    lines: Index
    vocabulary: Collection[str]


def prepared(made_from: str | None, make: Callable[[], Made]) -> sqlite3.Connection:
    """Return the database prepared from what a stamp stands for, made first where it is not at hand.

    Without a stamp it is kept in memory alone.
    """
    path = _path(made_from or "")
    if made_from is not None and (kept := _opened(path, made_from)) is not None:
        return kept
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(memory, made_from or "", make())
    if made_from is not None:
        _keep(memory, path)
    return memory


def kept(made_from: str) -> bool:
    """Tell whether a database prepared from what a stamp stands for is at hand."""
    database = _opened(_path(made_from), made_from)
    if database is not None:
        database.close()
    return database is not None


def forget(made_from: str | None) -> None:
    """Delete what was prepared from what a stamp stands for."""
    with suppress(OSError):
        _path(made_from or "").unlink(missing_ok=True)


def _path(made_from: str) -> Path:
    return cache_folder() / f"asking-{crc32(made_from.encode()):08x}.sqlite"


def frozen_lexicon(database: sqlite3.Connection) -> bytes:
    """Return the lexicon that a database was made with, as bytes."""
    (found,) = database.execute("SELECT lexicon FROM made_from").fetchone()
    return bytes(found)


def stems(database: sqlite3.Connection) -> Callable[[str], str | None]:
    """Return a look-up of the stems of known words: importing the stemmer takes longer than answering."""

    def known(word: str) -> str | None:
        row = database.execute("SELECT stem FROM word WHERE word = ?", (word,)).fetchone()
        return row[0] if row else None

    return known


def _opened(path: Path, made_from: str) -> sqlite3.Connection | None:
    with suppress(sqlite3.Error, OSError):
        if not path.is_file():
            return None
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        if database.execute("SELECT stamp FROM made_from").fetchone() == (made_from,):
            return database
    return None


def _fill(database: sqlite3.Connection, made_from: str, made: Made) -> None:
    database.executescript(_TABLES)
    entries = ((words, json.dumps(entry)) for words, entry in made.forms.items())
    database.executemany("INSERT INTO form VALUES (?, ?)", entries)
    lines = ((i, *key) for i, key in enumerate(made.lines.keys))
    database.executemany("INSERT INTO line VALUES (?, ?, ?)", lines)
    database.executemany("INSERT INTO posting VALUES (?, ?, ?)", _rows(made.lines))
    database.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", _words(made))
    phrases = ((" ".join(words), " ".join(sorted(things))) for words, things in made.naming.phrases.items() if things)
    database.executemany("INSERT INTO name VALUES (?, ?)", phrases)
    labels = ((word, " ".join(sorted(things))) for word, things in made.naming.labelled.items())
    database.executemany("INSERT INTO labelled VALUES (?, ?)", labels)
    database.execute("INSERT INTO made_from VALUES (?, ?)", (made_from, made.lexicon))  # last: without it, not whole
    database.commit()


def _words(made: Made) -> Iterator[tuple[str, str, bool, bool]]:
    """Yield every known word with its stem, and whether it stands in a line or a name."""
    named = {word for words in made.naming.phrases for word in words}
    formed = {word for form in made.forms if form.startswith(EXACT) for word in form[1:].split()}
    for word in sorted({*formed, *made.lines.words, *made.vocabulary, *named}):
        yield word, stem(word), word in made.lines.words, word in named


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
