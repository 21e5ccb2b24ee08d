"""A store on disk: a folder of generations, of which one is current and none is ever changed.

    kg-store.json    says which generation is current; replaced in one step when another one is whole
    g17…/            the current generation, an Oxigraph store that is only read
    g17….lock        held by whoever reads it, so that no writer deletes it under a reader
    writer.lock      held by the one writer
    retracted/       what was taken out, so that it can be put back

A change is made in a copy (hard links, milliseconds) and becomes current when it is whole: whatever ends the writer
before, the store is as it was. Locks go with the process that holds them, however it ends.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = "kg-store.json"
FORMAT = 1


class Lock:
    """A lock on a file, which goes with this object or with this process."""

    def __init__(self, path: Path, shared: bool) -> None:
        """Open the file, and take the lock if nobody else holds it; `taken` tells."""
        self._file = os.open(path, os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT, 0o666)
        self.taken = _locked(self._file, shared)

    def close(self) -> None:
        """Let go."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __del__(self) -> None:
        with suppress(AttributeError, OSError):  # it was never opened
            self.close()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A generation open for reading, and the lock that keeps it there; it goes with the object."""

    store: ox.Store
    mark: Path
    lock: Lock


def is_store(path: Path) -> bool:
    """Tell whether a folder is a store that kg has made."""
    return (path / MARK).is_file()


def open_snapshot(path: Path) -> Snapshot:
    """Open the current generation for reading; later changes are not seen.

    Raises InputError where the folder is damaged, or was made by a version of kg that this one does not know.
    """
    for _ in range(5):  # a writer may replace the generation between two lines
        name = _current(path)
        with suppress(FileNotFoundError):
            lock = Lock(path / f"{name}.lock", shared=True)
            if lock.taken and (path / name).is_dir():
                return Snapshot(_opened(path, name), path / MARK, lock)
            lock.close()
    raise InputError(f"{path}: is damaged ({name} is missing). Load its files into a new store.")


def _opened(path: Path, name: str) -> ox.Store:
    try:
        return ox.Store.read_only(str(path / name))
    except (OSError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0][:160]
        raise InputError(
            f"{path}: is damaged and cannot be read ({reason}). Load its files into a new store."
        ) from error


def _current(path: Path) -> str:
    try:
        mark = json.loads((path / MARK).read_text(encoding="utf-8"))
        form, name = mark["format"], mark["generation"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: is damaged ({MARK} cannot be read). Load its files into a new store.") from error
    if form != FORMAT:
        raise InputError(f"{path}: is a store of format {form}, this kg reads format {FORMAT}. Load its files anew.")
    if not isinstance(name, str) or not name.startswith("g") or not name[1:].isdigit():
        raise InputError(f"{path}: is damaged ({MARK} names no generation). Load its files into a new store.")
    return name


class Change:
    """A change of a store under way: `store` may be written to, and becomes current with `commit`."""

    def __init__(self, path: Path, old: str | None) -> None:
        self.path = path
        self.old = old
        # Never a name again: after an error, an earlier attempt may still be open in this process.
        self._name = f"g{time.time_ns()}"
        self.store: ox.Store = self._copied()
        self._staging: ox.Store

    def _copied(self) -> ox.Store:
        if self.old is not None:
            _opened(self.path, self.old).backup(str(self.path / self._name))
        return ox.Store(str(self.path / self._name))

    def staging(self) -> ox.Store:
        """Return an empty store beside the changed one, for what is to be checked before it is joined to it."""
        self._staging = ox.Store(str(self.path / f"{self._name}0"))
        return self._staging

    def join(self) -> None:
        """Add all that the staging store holds."""
        lines = self.path / f"{self._name}0.nq"
        try:
            self._staging.dump(str(lines), ox.RdfFormat.N_QUADS)
            self.store.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)
        finally:
            lines.unlink(missing_ok=True)

    def commit(self) -> None:
        """Make the changed store the current one."""
        self.store.flush()
        del self.store  # it is only read from now on
        (self.path / f"{self._name}.lock").touch()
        writing = self.path / f"{MARK}.new"
        with writing.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, "generation": self._name}, file)
            file.flush()
            os.fsync(file.fileno())
        writing.replace(self.path / MARK)


@contextmanager
def changing(path: Path) -> Iterator[Change]:
    """Begin a change of a store, made where there is none; without `commit` the store stays as it was.

    Raises InputError where another process is changing it, or the folder holds something else.
    """
    fresh = not path.exists()
    _check_free(path)
    with ExitStack() as held:
        held.enter_context(_writer(path))
        old = _current(path) if is_store(path) else None
        _tidy(path, old)
        try:
            yield Change(path, old)
        finally:
            _tidy(path, _current(path) if is_store(path) else None)
            if fresh and not is_store(path):  # still locked: no other process has made a store there meanwhile
                _delete(path)


def _check_free(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise InputError(f"{path}: is a file; name a folder for the store")
    if not is_store(path) and path.is_dir() and any(not _ours(entry) for entry in path.iterdir()):
        what = "an Oxigraph store that kg did not make" if (path / "CURRENT").is_file() else "no store, and not empty"
        raise InputError(f"{path}: is {what}. Name a new folder.")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be made ({error.strerror})") from error


def _ours(entry: Path) -> bool:
    """Tell whether something may be what a load left that was killed before it was done."""
    name = entry.name.removesuffix(".lock").removesuffix(".nq")
    return entry.name in {"writer.lock", f"{MARK}.new", "retracted"} or (name[:1] == "g" and name[1:].isdigit())


@contextmanager
def _writer(path: Path) -> Iterator[None]:
    name = path / "writer.lock"
    try:
        lock = Lock(name, shared=False)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        if not lock.taken:
            who = name.read_text(encoding="utf-8").strip() or "unknown"
            raise InputError(f"{path}: another process ({who}) is changing this store. Wait for it; reading goes on.")
        name.write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        lock.close()


def _locked(file: int, shared: bool) -> bool:
    try:
        import fcntl
    except ImportError as error:
        raise InputError("stores on disk need Linux or macOS; use files, or a SPARQL server") from error
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _tidy(path: Path, current: str | None) -> None:
    """Delete the generations that are neither current nor being read."""
    for lines in path.glob("g*.nq"):
        lines.unlink(missing_ok=True)
    for folder in path.glob("g*"):
        name = folder.name
        if name == current or not folder.is_dir() or not name[1:].isdigit():
            continue
        with suppress(OSError):
            lock = Lock(path / f"{name}.lock", shared=False)
            if lock.taken:
                _delete(folder)
                (path / f"{name}.lock").unlink(missing_ok=True)
            lock.close()


def _delete(folder: Path) -> None:
    import shutil  # slow to import; reading does not need it

    shutil.rmtree(folder, ignore_errors=True)
