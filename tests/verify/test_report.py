from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg
from tests.conftest import EXAMPLES, replaced

if TYPE_CHECKING:
    from pathlib import Path

LEDGER = {"sentences", "cited", "furniture", "repeated", "no_fact", "unread"}
RULES = sorted(path.stem for path in (EXAMPLES.parent / "queries" / "rules").glob("*.rq"))


def test_the_json_is_that_of_the_interface(example: kg.Graph) -> None:
    report = example.verify().as_dict(listed=True)
    assert set(report) == {
        "citations",
        "exact",
        "moved",
        "edited",
        "missing",
        "not_checked",
        "ledger",
        "faults",
        "shapes",
        "rules",
        "list",
    }
    assert (report["citations"], report["exact"], report["faults"]) == (53, 53, [])
    assert set(report["ledger"]) == LEDGER  # type: ignore[call-overload]
    assert report["ledger"]["sentences"] == 51  # type: ignore[index]
    assert report["shapes"] == {"conforms": True, "results": []}
    assert report["rules"] == dict.fromkeys(RULES, 0)
    assert {len(entry["text_digest"]) for entry in report["list"]} == {64}  # type: ignore[attr-defined]
    assert set(report["list"][0]) == {"citation", "article", "text_digest", "paragraph", "start", "end", "kind"}  # type: ignore[index]
    assert "list" not in example.verify(shapes=False).as_dict()


def faults(workspace: Path) -> list[tuple[str, str]]:
    report = kg.open(workspace, sources=workspace / "texts").verify(shapes=False)
    assert report.holds == (not report.faults)
    return [(fault.kind, fault.message) for fault in report.faults]


@pytest.mark.parametrize(
    ("old", "new", "kind", "message"),
    [
        (
            "c:ledger-p7-1510-1526 a kg:LedgerSpan ;",
            "c:ledger-p7-1510-1526 a kg:Dropped ;",
            "unread",
            "Share this story",
        ),
        ("kg:end 1660 ;\n    kg:page", "kg:end 1600 ;\n    kg:page", "outside", "lies outside the article"),
        (
            "kg:end 118 ;\n    kg:paragraph 1",
            "kg:end 118 ;\n    kg:paragraph 2",
            "paragraph",
            "says paragraph 2, stands in 1",
        ),
        ("kg:end 118 ;", "kg:end 117 ;", "edited", "differs"),
        ('"d1ae8017f1e8', '"d1ae8017f1e9', "edited", "differs"),
        ('"d1ae8017f1e8', '"d1ae8017f1', "edited", "malformed"),
    ],
)
def test_a_wrong_entry_is_a_fault_of_its_kind(
    workspace: Path, gazette: Path, old: str, new: str, kind: str, message: str
) -> None:
    assert faults(workspace) == []
    replaced(gazette, old, new)
    found = faults(workspace)
    assert kind in {k for k, _ in found}
    assert any(message in text for _, text in found)
    assert all(
        text.startswith(("Harbour Gazette, 12 March 2031, paragraph ", "harbour-gazette.txt, characters "))
        for _, text in found
    )


def test_an_unreadable_text_is_a_fault_of_its_own(workspace: Path) -> None:
    (workspace / "texts" / "latin.txt").write_bytes(b"caf\xe9")
    ((kind, message),) = faults(workspace)
    assert kind == "unreadable"
    assert "latin.txt: is not UTF-8 text (byte 3)" in message


def test_the_ledger_counts_the_copy_too(bundled: kg.Graph, articles: Path) -> None:
    ledger = kg.open(sources=articles).verify(shapes=False).ledger
    assert ledger.unread == 0
    assert ledger.repeated > 5
