from __future__ import annotations

from kg.ask.language.dates import spoken


def test_a_date_is_spoken():
    assert spoken("2025-05-03") == "3 May 2025"
    assert spoken("soon") == "soon"
