"""What is known of a graph that tells what its names weigh, and on which days its events were."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.ask.evidence.terms import Setting

if TYPE_CHECKING:
    from kg.ask.evidence.lines import Evidence
    from kg.ask.evidence.search import Search
    from kg.ask.language.linking import Index, Mention

_EVERYWHERE = 0.1  # the share of lines from which a country is what the whole graph is about


def setting_of(index: Index, search: Search, evidence: Evidence) -> Setting:
    """Return the setting of a graph: its rounds, what is called by common nouns, and what all of it is about."""
    select = index.engine.select
    rounds: dict[str, set[str]] = defaultdict(set)
    for row in select("SELECT ?m ?n { ?m kg:round ?n }"):
        rounds[row["n"].value].add(row["m"].value)  # type: ignore[union-attr]
    known = set(rounds)
    for row in select("SELECT ?m ?n { ?m kg:nextAfter ?x . ?x kg:round ?n }"):  # the next after the fifth is a sixth
        number = str(int(row["n"].value) + 1)  # type: ignore[union-attr]
        if number not in known:
            rounds[number].add(row["m"].value)  # type: ignore[union-attr]
    # Products, topics and sources without a name are called by common nouns.
    common = select(
        "SELECT ?x { { ?x a ?c VALUES ?c { kg:Product kg:Topic kg:UnnamedSource } } UNION { ?x a kg:Agent"
        " FILTER NOT EXISTS { ?x a ?d VALUES ?d { kg:Person kg:Organization kg:Government } } } }"
    ).values("x")
    lands = select("SELECT ?x { { ?x a kg:Government } UNION { ?g kg:governs ?x } }").values("x")

    def days_of(mention: Mention) -> tuple[str, str] | None:
        """Return the first and last day of what is mentioned: a date, a period, or the one dated event."""
        if mention.takes in {"date", "period"}:
            return mention.values[0], mention.values[-1]
        if mention.takes == "number":
            return None
        things = rounds.get(mention.values[0], ()) if mention.takes == "ordinal" else mention.values
        days = sorted({day for thing in things for day in evidence.days(thing)})
        return (days[0], days[-1]) if days else None

    return Setting(
        {number: frozenset(things) for number, things in rounds.items()},
        frozenset(common),
        frozenset(land for land in lands if search.share(f"t:{land}") > _EVERYWHERE),
        frozenset(words[0] for words in index.lexicon.fillers if len(words) == 1),
        days_of,
    )
