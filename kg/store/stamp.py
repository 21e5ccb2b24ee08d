"""A file that stands for a graph in a server: it changes when the graph does."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast
from zlib import crc32

from kg.paths import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.engine import Engine
    from kg.store.remote import RemoteStore


def stamp_of(engine: Engine) -> tuple[Path, ...]:
    """Return the file that stands for the graph of a remote engine; none where no file can be written.

    Changes that leave every count as it was are not seen: what is prepared can then miss something, until the file,
    which lies in the cache folder, is deleted.
    """
    store = cast("RemoteStore", engine.store)
    text = f"{store.url}\n{store.fingerprint()}\n"
    path = cache_folder() / f"endpoint-{crc32(store.url.encode()):08x}.txt"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        return (path,)
    return ()
