from __future__ import annotations

import pytest

from kg.ask.language.dates import read, spoken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025 05 03", (3, "2025-05-03", False)),
        ("3rd of may 2024", (4, "2024-05-03", False)),
        ("may 3", (2, "2025-05-03", True)),
        ("may 2024", (2, "2024-05", False)),
        ("may attend", None),
        ("may", None),
    ],
)
def test_a_date_is_read(text, expected):
    assert read(text.split(), 0, "2025") == expected


def test_a_bare_month_needs_a_preposition():
    assert read(["in", "may"], 1, "2025") == (2, "2025-05", True)
    assert read(["who", "may"], 1, "2025") is None


def test_a_date_is_spoken():
    assert spoken("2025-05-03") == "3 May 2025"
    assert spoken("soon") == "soon"
