"""The report of `kg verify`: spans, ledger, shapes and rules, and whether all is well."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.verify.ledger import Ledger, account
from kg.verify.spans import PROVEN, Check, check_all, placed, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.store.catalogue import Catalogue
    from kg.tables import Rows
    from kg.text.pages import Pages
    from kg.text.paragraphs import Span

KINDS = ("exact", "moved", "edited", "missing", "not_checked")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: with which citation, in which article, of what kind, in plain words."""

    citation: str | None
    article: str | None
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What `kg verify` found. `shape_results` are in plain words; `broken` holds the rows that each rule found."""

    checks: Sequence[Check]
    ledger: Ledger
    faults: Sequence[Fault]
    shape_results: Sequence[str] | None = None
    broken: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def rules(self) -> dict[str, int]:
        """Return how many rows each rule found; a rule that is kept has none."""
        return {name: len(rows) for name, rows in self.broken.items()}

    @property
    def counts(self) -> dict[str, int]:
        """Return how many citations are of each kind."""
        found = Counter(check.kind for check in self.checks)
        return {kind: found[kind] for kind in KINDS}

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong: every checked span proven, every sentence read, all shapes and rules kept."""
        return not self.faults and not self.shape_results and not any(self.rules.values())

    def as_dict(self, listed: bool = False) -> dict[str, object]:
        """Return the report as `kg verify --format json` prints it; with `listed`, every citation."""
        shapes = {"conforms": not self.shape_results, "results": list(self.shape_results or [])}
        report: dict[str, object] = {
            "citations": len(self.checks),
            **self.counts,
            "ledger": self.ledger.as_dict(),
            "faults": [
                {"citation": f.citation, "article": f.article, "kind": f.kind, "message": f.message}
                for f in self.faults
            ],
            "shapes": shapes,
            "rules": self.rules,
        }
        if listed:
            report["list"] = [_listed(check) for check in self.checks]
        return report


def _listed(check: Check) -> dict[str, object]:
    c = check.citation
    return {
        "citation": c.iri, "article": c.article.iri, "text_digest": check.text_digest, "paragraph": c.paragraph,
        "start": c.start, "end": c.end, "kind": check.kind,
    }  # fmt: skip


def prove(catalogue: Catalogue, texts: Pages | None) -> tuple[list[Check], Ledger, list[Fault]]:
    """Check every span, and account for every sentence of the pages whose texts are at hand."""
    checks = check_all(catalogue.citations.values(), catalogue.pages, texts)
    faults = list(_span_faults(checks))
    if texts is None:
        return checks, Ledger(), faults
    faults += [Fault(None, None, "unreadable", message) for message in texts.unreadable.values()]
    ledger, shifts = Ledger(), _shifts(checks)
    for page, cited in _spans_by_page(catalogue, checks).items():
        group = [c for c in catalogue.citations.values() if c.article.page == page]
        text = text_of(group, catalogue.pages.get(page), texts)
        if text is None:
            continue
        entries = [
            e for e in catalogue.ledger
            if e.article in catalogue.articles and catalogue.articles[e.article].page == page
        ]  # fmt: skip
        own = account(text, cited, placed(entries, text, shifts[page]))
        faults += _ledger_faults(own, text, catalogue, page)
        ledger += own
    return checks, ledger, faults


def _shifts(checks: Iterable[Check]) -> dict[str, Counter[int]]:
    """Return by page how far proven passages moved, and how many of them."""
    shifts: dict[str, Counter[int]] = defaultdict(Counter)
    for check in checks:
        if check.at is not None:
            shifts[check.citation.article.page][check.at.start - check.citation.start] += 1
    return shifts


def _span_faults(checks: Iterable[Check]) -> Iterable[Fault]:
    for check in checks:
        article, c = check.citation.article, check.citation
        place = f"{article.label}, paragraph {c.paragraph}, characters {c.start}-{c.end}"
        if check.kind in {"edited", "missing"}:
            yield Fault(c.iri, article.iri, check.kind, f"{place}: {check.message}")
        elif check.kind == "exact" and check.message:
            yield Fault(c.iri, article.iri, "paragraph", f"{place}: {check.message}")
        stretch = (article.start, article.end)
        if check.kind == "exact" and None not in stretch and not _inside(check, article.start or 0, article.end or 0):
            message = f"{place}: the span lies outside the article"
            yield Fault(c.iri, article.iri, "outside", message)


def _inside(check: Check, start: int, end: int) -> bool:
    return start <= check.citation.start and check.citation.end <= end


def _spans_by_page(catalogue: Catalogue, checks: Iterable[Check]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for article in catalogue.articles.values():
        spans.setdefault(article.page, [])
    for check in checks:
        if check.kind in PROVEN and check.at is not None:
            spans[check.citation.article.page].append(check.at)
    return spans


def _ledger_faults(ledger: Ledger, text: str, catalogue: Catalogue, page: str) -> Iterable[Fault]:
    name = catalogue.pages[page].file_name if page in catalogue.pages else page
    for span in ledger.unread_spans:
        words = span.of(text).split()
        shown = " ".join(words[:5]) + (" …" if len(words) > 5 else "")
        message = f"{name}, characters {span.start}-{span.end}: sentence neither cited nor in the ledger: {shown}"
        yield Fault(None, None, "unread", message)
