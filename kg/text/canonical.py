"""The rule `kg-text-1`: what makes a file of text canonical, so that offsets and digests agree everywhere."""

from __future__ import annotations

import hashlib
import unicodedata

from kg.errors import InputError

RULE = "kg-text-1"


def canonical(data: bytes, name: str = "text") -> str:
    r"""Return bytes as canonical text: strict UTF-8, one byte-order mark dropped, LF line ends, NFC, nothing trimmed.

    Raises InputError where the bytes are not UTF-8 or hold a NUL, which no article does.

    >>> canonical("\ufeffe\u0301te\u0301\r\nfin ".encode())
    'été\nfin '
    """
    try:
        text = data.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not UTF-8 text (byte {error.start})") from error
    if "\0" in text:
        raise InputError(f"{name}: holds a NUL character; it is no text")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def digest(text: str) -> str:
    """Return the sha256 of a stretch of canonical text in UTF-8, as 64 hexadecimal digits.

    >>> digest("fin")[:8]
    'a383bcb7'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
