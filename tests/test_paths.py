from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError, LimitError
from kg.paths import data_folder, read_bytes, read_text, write_text


@pytest.mark.parametrize("name", ["ontology", "triples", "queries"])
def test_the_data_are_found(name: str) -> None:
    assert any(data_folder(name).iterdir())


def test_a_text_is_read_as_it_is_but_for_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\xef\xbb\xbf a\r\n")
    assert read_text(path) == " a\r\n"
    assert read_bytes(path) == b"\xef\xbb\xbf a\r\n"


def test_what_is_no_text_or_too_large_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc\xff")
    with pytest.raises(InputError, match=r"is not UTF-8 text \(byte 3\)"):
        read_text(path)
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(LimitError, match="is over the limit of 1 MB"):
        read_bytes(path, max_mb=1)
    path.write_bytes(b"a" * 1_000_000)
    assert len(read_bytes(path, max_mb=1)) == 1_000_000


@pytest.mark.parametrize("kind", ["missing", "folder", "fifo", "/dev/zero"])
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a" if not kind.startswith("/") else Path(kind)
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    with pytest.raises(InputError):
        read_bytes(path)


def test_a_file_is_written_whole_with_line_ends_and_mode_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_text(path, "one\r\ntwo\n")
    assert path.read_bytes() == b"one\r\ntwo\n"
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    write_text(path, "three")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("three", 0o640)


def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "after\ud800")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        write_text(path, "after")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "before")]


@pytest.mark.parametrize(
    ("name", "force", "message"),
    [
        ("a", False, "exists already; add --force"),
        ("folder", True, "is a folder"),
        ("none/a", True, "cannot be written"),
    ],
)
def test_a_file_is_replaced_only_when_asked(tmp_path: Path, name: str, force: bool, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a").write_text("before")
    with pytest.raises(InputError, match=message):
        write_text(tmp_path / name, "after", force)
    assert (tmp_path / "a").read_text() == "before"
