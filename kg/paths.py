"""Where the data of kg lie, and how files are read and written without surprises."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import InputError, LimitError

_PACKAGE = Path(__file__).resolve().parent
MAX_FILE_MB = 64


def data_folder(name: str) -> Path:
    """Return the folder `ontology`, `triples` or `queries`: inside an installed package, beside it in a checkout.

    >>> (data_folder("ontology") / "core.ttl").is_file()
    True
    """
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def cache_folder() -> Path:
    """Return the user's cache folder for kg; KG_CACHE names another."""
    named = os.environ.get("KG_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("kg")


def read_bytes(path: Path, max_mb: int = MAX_FILE_MB) -> bytes:
    """Read a regular file whole.

    Raises InputError where it is missing, no regular file or unreadable, LimitError where it is over `max_mb`.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file")
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file in it")
    if not path.is_file():  # a FIFO or device would block or never end
        raise InputError(f"{path}: is no regular file")
    try:
        size = path.stat().st_size
        if size > max_mb * 1_000_000:
            raise LimitError(f"{path}: {size / 1e6:.0f} MB is over the limit of {max_mb} MB")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def read_text(path: Path, max_mb: int = MAX_FILE_MB) -> str:
    """Read a UTF-8 text file whole, a byte-order mark dropped; raises InputError naming the first bad byte."""
    data = read_bytes(path, max_mb)
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text (byte {error.start})") from error


def write_text(path: Path, text: str, force: bool = True) -> None:
    """Write a UTF-8 file under a temporary name, then rename it, so that nothing is ever half-written.

    Raises InputError where the path is a folder, cannot be written, or exists and `force` is false.
    """
    import tempfile  # slow to import; reading does not need it

    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file in it")
    if path.exists() and not force:
        raise InputError(f"{path}: exists already; add --force to replace it")
    path = path.resolve()  # a link stays a link; what it points to is written
    if path.exists() and not path.is_file():
        _write_device(path, text)
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)  # mkstemp makes files private
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_device(path: Path, text: str) -> None:
    # Renaming over a device or pipe would replace it by a file.
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
