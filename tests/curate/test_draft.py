from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import kg
from kg.curate.draft import curate
from kg.curate.files import curated
from kg.errors import InputError, RdfError
from kg.paths import data_folder
from kg.store.trig import write
from kg.text.canonical import canonical, digest
from kg.text.pages import Pages
from tests.conftest import EXAMPLES, ROOT, replaced

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = sorted(data_folder("triples").glob("*.trig"))
INVENTED = sorted((EXAMPLES / "triples").glob("*.trig"))
GUIDE = (ROOT / "docs" / "adding-facts.md").read_text(encoding="utf-8")
DRAFT = "\n".join(re.findall(r"```trig\n(.*?)```", GUIDE, re.DOTALL))


def names(path: Path) -> str:
    return path.name


@pytest.fixture
def draft(workspace: Path) -> Path:
    """Return the draft that the guide shows, in a workspace that does not hold its article yet."""
    (workspace / "triples" / "harbour-gazette.trig").unlink()
    path = workspace / "triples" / "draft.trig"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def cite(path: Path, texts: Path) -> str:
    return curated(path, texts)[0]


@pytest.mark.parametrize("path", [*INVENTED, *BUNDLED], ids=names)
def test_without_sources_a_finished_file_stays_as_it_is(path: Path) -> None:
    assert curated(path, None) == (path.read_text(encoding="utf-8"), False)


@pytest.mark.parametrize("path", INVENTED, ids=names)
def test_with_sources_a_finished_file_stays_as_it_is(path: Path) -> None:
    assert curated(path, EXAMPLES / "texts") == (path.read_text(encoding="utf-8"), False)


@pytest.mark.parametrize("path", BUNDLED, ids=names)
def test_with_sources_the_bundled_files_stay_as_they_are(path: Path, articles: Path) -> None:
    assert curated(path, articles) == (path.read_text(encoding="utf-8"), False)


def test_the_draft_of_the_guide_becomes_final_and_stays_so(draft: Path, texts: Path) -> None:
    final = cite(draft, texts)
    assert "anchor" not in final
    assert "draft" not in final
    draft.write_text(final, encoding="utf-8")
    assert curated(draft, texts) == (final, False)
    assert curated(draft, None) == (final, False)


def test_what_the_draft_leaves_out_is_put_in(draft: Path, texts: Path) -> None:
    final = cite(draft, texts)
    page = canonical((texts / "harbour-gazette.txt").read_bytes())
    quote = page[0:118]
    assert quote.startswith("Norvia will not")
    assert quote.endswith("Venn said Monday.")
    for part in (
        "c:p1-0-118 a kg:Citation ;",
        f'kg:digest "{digest(quote)}"',
        "kg:end 118 ;",
        "kg:start 0 ;",
        "kg:passageKind kg:body",
        "kg:basis kg:stated",
        "kg:confidence 1.0",
        "kg:review kg:unreviewed",
        "c:ledger-p7-1510-1526 a kg:LedgerSpan",
        f'kg:textDigest "{digest(page)}"',
        'kg:textRule "kg-text-1"',
        "article:2031-03-12-439192f7 a kg:Article",
        "page:3071828f a kg:Page",
        "kg:voice kg:attributed",
        "person:mara-venn a kg:Agent, kg:Person",  # the superclass
        'government:norvia a kg:Agent, kg:Government ;\n    rdfs:label "Government of Norvia"',  # from a neighbour
    ):
        assert part in final, part


def test_the_final_draft_loads_and_each_receipt_stands_on_its_own(draft: Path, texts: Path) -> None:
    draft.write_text(cite(draft, texts), encoding="utf-8")
    report = kg.open(draft.parent.parent, sources=texts).verify()
    assert report.counts["exact"] == len(report.checks)
    assert report.shape_results == []
    assert not any(report.rules.values())
    assert {fault.kind for fault in report.faults} == {"unread"}  # most sentences of the article await a reader


def test_a_copy_with_other_line_ends_gives_the_same_file(draft: Path, texts: Path) -> None:
    final = cite(draft, texts)
    page = texts / "harbour-gazette.txt"
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    assert cite(draft, texts) == final


def test_receipts_for_one_span_differ_by_a_suffix(draft: Path, texts: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    again = text[text.index("  c:1 a kg:Citation") : text.index("}\nc:1 {")]
    entry = "graph:catalogue {\n" + again.replace("c:1", "c:9") + "}\nc:9 { person:mara-venn a kg:Person . }\n"
    draft.write_text(text + entry, encoding="utf-8")
    final = cite(draft, texts)
    assert "c:p1-0-118 a kg:Citation" in final
    assert "c:p1-0-118-b a kg:Citation" in final
    draft.write_text(final, encoding="utf-8")
    assert cite(draft, texts) == final


def test_thirty_receipts_for_one_span_all_get_names(draft: Path, texts: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    entry = text[text.index("  c:1 a kg:Citation") : text.index("}\nc:1 {")]
    more = "".join(
        f"graph:catalogue {{\n{entry.replace('c:1', f'c:x{n}')}}}\nc:x{n} {{ person:mara-venn a kg:Person . }}\n"
        for n in range(30)
    )
    draft.write_text(text + more, encoding="utf-8")
    assert len(set(re.findall(r"^  (c:p1-0-118\S*) a kg:Citation", cite(draft, texts), re.MULTILINE))) == 31


def test_a_draft_added_to_a_finished_file_leaves_final_names_alone(gazette: Path, texts: Path) -> None:
    before = gazette.read_text(encoding="utf-8")
    gazette.write_text(
        before
        + """
graph:catalogue { <https://kg.example/cite/draft/1> a kg:Citation ;
  kg:article article:2031-03-12-439192f7 ; kg:paragraph 1 ;
  kg:anchor "Norvia will not ... Venn said Monday." ; kg:readBy run:example-reading . }
<https://kg.example/cite/draft/1> { person:mara-venn a kg:Person . }
""",
        encoding="utf-8",
    )
    final = cite(gazette, texts)
    assert set(re.findall(r"^  (c:\S+) a kg:", before, re.MULTILINE)) < set(
        re.findall(r"^  (c:\S+) a kg:", final, re.MULTILINE)
    )
    assert "c:p1-0-118-b a kg:Citation" in final


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Norvia will not ... Venn said Monday.",
            "Norvia would not ... Monday.",
            "draft/1, paragraph 1: anchor 'Norvia would not ... Monday.': its first words are not found in paragraph 1",
        ),
        (
            "Norvia will not ... Venn said Monday.",
            "Norvia will not ... Venn says Monday.",
            "its last words are not found",
        ),
        (
            "Norvia will not ... Venn said Monday.",
            "the ... Monday.",
            "its first words are found 5 times in paragraph 1",
        ),
        (
            "kg:article article:draft ; kg:paragraph 1",
            "kg:article article:draft ; kg:paragraph 3",
            "draft/1, paragraph 3: anchor 'Norvia will not ... Venn said Monday.': its first words are not found",
        ),
        (
            "kg:article article:draft ; kg:paragraph 1",
            "kg:article article:draft ; kg:paragraph 99",
            "paragraph 99: the page has 9",
        ),
        (
            "kg:article article:draft ; kg:paragraph 1",
            'kg:article article:draft ; kg:paragraph "four"',
            "'four', which is no whole",
        ),
        ("c:1 a kg:Citation ; kg:article article:draft ;", "c:1 a kg:Citation ;", "names no article"),
        ('kg:fileName "harbour-gazette.txt"', 'kg:fileName "gazette.txt"', "the text of gazette.txt is not in"),
        (
            'kg:anchor "Norvia will not sign ... (Harbour Gazette)"',
            'kg:anchor "Norvia" ',
            "article/draft: anchor 'Norvia': its first words are found 6 times in the text",
        ),
        ('"Share this story"', '""', "it has no words"),
    ],
)
def test_what_is_wrong_with_a_draft_is_told_with_its_place(
    draft: Path, texts: Path, old: str, new: str, message: str
) -> None:
    replaced(draft, old, new)
    with pytest.raises(InputError) as error:
        cite(draft, texts)
    assert message in str(error.value)


def test_a_page_is_known_by_its_digest_or_else_by_its_name(gazette: Path, texts: Path) -> None:
    text = gazette.read_text(encoding="utf-8")
    (texts / "harbour-gazette.txt").rename(texts / "other.txt")
    assert cite(gazette, texts) == text


def test_a_broken_neighbour_is_named(gazette: Path, texts: Path) -> None:
    (gazette.parent / "broken.trig").write_text("kg:a kg:b")
    with pytest.raises(RdfError, match=r"broken\.trig, line 1, column 1"):
        cite(gazette, texts)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "reads .trig files"),
        ("a.trig", b"", "is empty"),
        ("a.trig", b"\xff\xfe", "UTF-8"),
        ("a.trig", b"<http://a.example/s> a <<( 1 2 3 )>> .", "triple terms"),
    ],
)
def test_a_file_that_is_no_trig_is_told(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        curated(tmp_path / name, None)


def test_quads_alone_are_only_sorted() -> None:
    quads = list(ox.parse(INVENTED[0].read_bytes(), ox.RdfFormat.TRIG))
    assert curate(quads[::-1], None) == write(quads)
    assert curate(quads, Pages(EXAMPLES / "texts")) == write(quads)
