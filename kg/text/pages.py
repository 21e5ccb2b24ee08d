"""A folder of page texts: a reader's own copies of the articles, under whatever names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.paths import read_bytes
from kg.text.canonical import canonical, digest

if TYPE_CHECKING:
    from pathlib import Path


class Pages:
    """The `*.txt` files of a folder in canonical form, by file name and by text digest.

    `texts` maps file names to canonical text; `unreadable` names the files that are no UTF-8 text, with why.
    Raises InputError where the folder is missing or no folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            what = "is a file; name the folder that holds it" if folder.exists() else "no such folder"
            raise InputError(f"{folder}: {what}")
        self.folder = folder
        self.unreadable: dict[str, str] = {}

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return the canonical text of each readable file, in order of file name."""
        texts: dict[str, str] = {}
        for path in sorted(self.folder.glob("*.txt")):
            try:
                texts[path.name] = canonical(read_bytes(path), str(path))
            except InputError as error:
                self.unreadable[path.name] = str(error)
        return texts

    @cached_property
    def by_digest(self) -> dict[str, str]:
        """Return file names by the digest of their canonical text."""
        return {digest(text): name for name, text in self.texts.items()}

    def with_digest(self, text_digest: str) -> str | None:
        """Return the canonical text that has this digest, None where no file has."""
        name = self.by_digest.get(text_digest)
        return None if name is None else self.texts[name]
