"""Counts of what a graph holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.tables import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.engine import Engine


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds.

    `facts` counts each triple once, `receipts` once per citation; `several` are facts with two or more independent
    origins (a copy of an article is no origin of its own).
    """

    facts: int
    receipts: int
    several: int
    citations: int
    articles: Mapping[str, int]
    classes: Mapping[str, int]

    def as_dict(self) -> dict[str, object]:
        """Return the counts as JSON values."""
        return {
            "facts": self.facts, "receipts": self.receipts, "facts_with_several_origins": self.several,
            "citations": self.citations, "articles": dict(self.articles), "classes": dict(self.classes),
        }  # fmt: skip

    def as_text(self) -> str:
        """Return the counts as lines."""
        lines = [
            f"facts       {self.facts:>7,}  each counted once; {self.several:,} with two or more independent origins",
            f"receipts    {self.receipts:>7,}  one for each fact in each citation",
            f"citations   {self.citations:>7,}  in {len(self.articles)} articles:",
            *(f"            {n:>7,}  {label}" for label, n in self.articles.items()),
            "things by class:",
            *(f"            {n:>7,}  {label}" for label, n in self.classes.items()),
        ]
        return "\n".join(map(visible, lines)) + "\n"


def count(engine: Engine) -> Counts:
    """Count what a graph holds."""

    def number(query: str) -> int:
        return int(engine.select(query).values("n")[0])

    def table(query: str) -> dict[str, int]:
        return {row["l"].value: int(row["n"].value) for row in engine.select(query)}  # type: ignore[union-attr]

    return Counts(
        facts=number("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        receipts=number("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } " + _CITED + " }"),
        several=number(
            "SELECT (COUNT(*) AS ?n) { { SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } "
            "GRAPH graph:catalogue { ?g kg:article ?a OPTIONAL { ?a kg:copyOf ?b } } } "
            "GROUP BY ?s ?p ?o HAVING (COUNT(DISTINCT COALESCE(?b, ?a)) > 1) } }"
        ),
        citations=number("SELECT (COUNT(*) AS ?n) { GRAPH graph:catalogue { ?c a kg:Citation } }"),
        articles=table(
            "SELECT ?l (COUNT(?c) AS ?n) { GRAPH graph:catalogue { ?a a kg:Article ; rdfs:label ?l "
            "OPTIONAL { ?c a kg:Citation ; kg:article ?a } } } GROUP BY ?a ?l ORDER BY ?l"
        ),
        classes=table(
            "SELECT ?l (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class . GRAPH graph:ontology { ?class rdfs:label ?l } } "
            "GROUP BY ?class ?l ORDER BY DESC(?n) ?l"
        ),
    )


_CITED = "FILTER(?g != graph:catalogue && ?g != graph:ontology)"
