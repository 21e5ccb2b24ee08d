from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.text.canonical import digest
from kg.text.pages import Pages

if TYPE_CHECKING:
    from pathlib import Path


def test_pages_are_found_by_digest_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "renamed.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    pages = Pages(tmp_path)
    assert pages.with_digest(digest("one\ntwo")) == "one\ntwo"
    assert pages.with_digest(digest("one\r\ntwo")) is None


def test_only_txt_files_count_and_bad_ones_are_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("good")
    (tmp_path / "notes.md").write_text("not a page")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "nul.txt").write_bytes(b"\0\1")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    pages = Pages(tmp_path)
    assert list(pages.texts) == ["good.txt"]
    assert set(pages.unreadable) == {"latin.txt", "nul.txt", "folder.txt", "pipe.txt"}
    assert "byte 3" in pages.unreadable["latin.txt"]


@pytest.mark.parametrize(("name", "message"), [("missing", "no such folder"), ("file", "is a file")])
def test_sources_must_be_a_folder(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=message):
        Pages(tmp_path / name)
