"""Files of quads of any size as streams of N-Quads that also fill the default graph.

Parsing and sorting are the engine's, which does them on one processor for each stream it reads; so a file is dealt out,
block by block, to several. What this does to the text on the way: after each block of lines come the facts in it once
more, without the name of their citation, so that one pass over the file fills both. It measures what is read, bounds
what a compressed file unpacks to, and refuses what the engine must not see.
"""

from __future__ import annotations

import gzip
import re
import zlib
from bisect import bisect_right
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

import pyoxigraph as ox

from kg.errors import InputError, LimitError, RdfError
from kg.namespaces import CATALOGUE, ONTOLOGY
from kg.store.limits import MAX_UNPACKED_MB
from kg.store.reading import check_utf8, rdf_errors, triple_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

MAX_STATEMENT_MB = 64
_BLOCK = 1 << 20
_KNOWN = 3_000_000  # facts remembered as told; beyond, some are told again, which the engine takes as one

_CATALOGUE = f" <{CATALOGUE}> .".encode()
_ONTOLOGY = f"<{ONTOLOGY}>".encode()
_IRI = rb'<[^<>"{}|^`\\\x00-\x20]*>'
_GRAPH = re.compile(rb" " + _IRI + rb" \.")
_LINE = re.compile(
    rb"\s*((?:" + _IRI + rb"|_:\S+?)\s*" + _IRI + rb"\s*(?:" + _IRI + rb"|_:\S+?"
    rb'|"(?:[^"\\]|\\.)*"(?:\^\^' + _IRI + rb"|@[\w-]+)?))\s*(" + _IRI + rb"|_:\S+?)\s*\.\s*(?:\#.*)?"
)


class Readable(Protocol):
    """Whatever bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Read up to that many bytes; none at the end."""


class Portion(NamedTuple):
    """A block of whole lines with its facts behind it: how many of either, and the number of lines before it."""

    text: bytes
    lines: int
    facts: int
    before: int


class Supply:
    """The blocks of a file, each with its facts, for whichever stream asks next.

    `told` is called with the number of quads in each block, by one thread at a time.
    """

    def __init__(self, name: str, blocks: Iterator[bytes], told: Callable[[int], None] = lambda _: None) -> None:
        self.quads = 0
        self._name = name
        self._blocks = blocks
        self._told = told
        self._lock = Lock()
        self._known: set[int] = set()
        self._kept: bytes | None = None
        self._lines = 0
        self._alone = self._stopped = self._broken_off = False

    def stop(self) -> None:
        """Give no more blocks; what has been given is still loaded."""
        self._stopped = True

    def break_off(self) -> None:
        """Let whoever asks next fail, so that nothing more is loaded."""
        self._broken_off = True

    def take(self, first: bool) -> Portion | None:
        """Return the next portion, None where there is none for this stream.

        The engine renames blank nodes in each stream, so from the first block that has any, all goes to the first.
        """
        if self._broken_off:
            raise InterruptedError
        with self._lock:
            block = self._next(first)
            return None if block is None else self._portion(block)

    def _next(self, first: bool) -> bytes | None:
        if self._stopped or (self._alone and not first):
            return None
        block, self._kept = (self._kept, None) if self._kept is not None else (next(self._blocks, None), None)
        if block is not None and not first and b"_:" in block:
            self._alone, self._kept = True, block
            return None
        return block

    def _portion(self, block: bytes) -> Portion:
        check_block(self._name, block, self._lines)
        lines = block.split(b"\n")[:-1]
        added = self._facts(lines, plain=b"\t" not in block and b"  " not in block)
        portion = Portion(block + b"".join(added), len(lines), len(added), self._lines)
        self._lines += len(lines)
        self.quads += len(lines)
        self._told(len(lines))
        return portion

    def _facts(self, lines: list[bytes], plain: bool) -> list[bytes]:
        """Return the facts of lines as triples, each told once."""
        if len(self._known) > _KNOWN:
            self._known.clear()
        known, added = self._known, []
        for line in lines:
            cut = line.rfind(b" <")
            if plain and line.endswith(_CATALOGUE):
                continue
            # Written as every serialiser does: the graph's name after the last space before the end.
            if plain and line.count(b" ", 0, cut) >= 2 and _GRAPH.fullmatch(line, cut):
                fact, graph = line[:cut], line[cut + 1 : -2]
            elif (match := _LINE.fullmatch(line)) is not None:
                fact, graph = match.group(1), match.group(2)
            else:
                continue  # a comment, a fact without a citation, or what the parser will refuse
            if graph == _ONTOLOGY:
                raise InputError(f"{self._name}: holds triples in {ONTOLOGY}; terms belong into Turtle files")
            mark = hash(fact)
            if mark not in known and graph != _CATALOGUE[1:-2]:
                known.add(mark)
                added.append(fact + b" .\n")
        return added


class Part(NamedTuple):
    """Where a portion begins, in lines: in the stream, in the file, and where the added facts begin."""

    stream: int
    file: int
    added: int


class Stream:
    """Some of the portions of a file, as a file of N-Quads that the engine reads."""

    def __init__(self, supply: Supply, first: bool = True) -> None:
        self._supply = supply
        self._first = first
        self._ready = bytearray()
        self._parts: list[Part] = []
        self._lines = 0

    def read(self, size: int) -> bytes:
        """Return up to that many bytes of the stream."""
        while len(self._ready) < size:
            portion = self._supply.take(self._first)
            if portion is None:
                break
            begin = self._lines + 1
            self._parts.append(Part(begin, portion.before + 1, begin + portion.lines))
            self._lines += portion.lines + portion.facts
            self._ready += portion.text
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken

    def place(self, line: int) -> int | None:
        """Return which line of the file a line of the stream is; None for a fact that was added."""
        at = bisect_right(self._parts, line, key=lambda part: part.stream) - 1
        if at < 0 or line >= self._parts[at].added:
            return None
        return line - self._parts[at].stream + self._parts[at].file


def check_block(name: str, block: bytes, lines_before: int) -> None:
    """Raise RdfError where whole lines of N-Quads are no UTF-8 text or hold triple terms, which break engines."""
    with rdf_errors(name, lines_before):
        check_utf8(block)
    if (found := triple_term(block)) is not None:
        line, column = found
        raise RdfError(name, "triple terms (<<) are not read; give a statement a node of its own",
                       lines_before + line, column)  # fmt: skip


def unpacked(name: str, file: Readable, max_mb: int = MAX_UNPACKED_MB) -> Iterator[bytes]:
    """Yield the bytes of a file, unpacked where it is gzip; raises LimitError where that makes more than `max_mb`."""
    first = file.read(2)
    whole = _Joined(first, file)
    packed = first == b"\x1f\x8b"
    source = gzip.GzipFile(fileobj=cast("BinaryIO", whole)) if packed else whole
    size = 0
    while True:
        try:
            data = source.read(_BLOCK)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(
                f"{name}: is gzip that is damaged or ends too soon ({error}). Nothing was loaded."
            ) from error
        if not data:
            return
        size += len(data)
        if size > max_mb * 1_000_000:
            raise LimitError(
                f"{name}: holds over {max_mb:,} MB; --max-unpacked-mb raises the limit. Nothing was loaded."
            )
        yield data


class _Joined:
    """A file of which the first bytes have been read already."""

    def __init__(self, first: bytes, file: Readable) -> None:
        self._first = first
        self._file = file

    def read(self, size: int = -1) -> bytes:
        first, self._first = self._first, b""
        return first or self._file.read(size)


def whole_lines(name: str, data: Iterator[bytes]) -> Iterator[bytes]:
    """Yield data in blocks that end where a line does; raises LimitError for a line that does not end."""
    rest = b""
    for piece in data:
        held = rest + piece
        end = held.rfind(b"\n") + 1
        rest = held[end:]
        if len(rest) > MAX_STATEMENT_MB * 1_000_000:
            raise LimitError(f"{name}: a line has over {MAX_STATEMENT_MB} MB. Nothing was loaded.")
        if end:
            yield held[:end]
    if rest:
        yield rest + b"\n"


def lines_of_trig(name: str, data: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the quads of TriG as blocks of N-Quads; raises RdfError with the line where it does not parse."""
    with rdf_errors(name):
        quads = ox.parse(cast("BinaryIO", _Checked(name, data)), ox.RdfFormat.TRIG)
        while block := list(islice(quads, 10_000)):
            yield ox.serialize(block, format=ox.RdfFormat.N_QUADS) or b""


class _Checked:
    """TriG on its way to the parser; triple terms are refused wherever `<<` stands, for strings may span blocks."""

    def __init__(self, name: str, data: Iterator[bytes]) -> None:
        self._name = name
        self._data = data
        self._ready = b""
        self._last = b""

    def read(self, size: int) -> bytes:
        while not self._ready:
            block = next(self._data, None)
            if block is None:
                return b""
            if b"<<" in self._last + block:
                raise RdfError(
                    self._name, "holds <<: triple terms are not read; as text, it is read from N-Quads alone"
                )
            self._ready, self._last = block, block[-1:]
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken
