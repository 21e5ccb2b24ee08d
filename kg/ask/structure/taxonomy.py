"""Which classes of the ontology lie under which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.namespaces import RDFS, term

if TYPE_CHECKING:
    from kg.ask.language.linking import Index


class Taxonomy:
    """Tells which classes lie under which, and of which class things are."""

    def __init__(self, index: Index) -> None:
        rows = index.engine.select(f"SELECT ?c ?p {{ GRAPH graph:ontology {{ ?c <{RDFS}subClassOf> ?p }} }}")
        self._parent = {row["c"].value: row["p"].value for row in rows}  # type: ignore[union-attr]
        self._classes = index.classes

    def under(self, narrow: str, wide: str) -> bool:
        """Tell whether a class is another or lies under it."""
        seen: str | None = narrow
        while seen is not None:
            if seen == wide:
                return True
            seen = self._parent.get(seen)
        return wide == term("Thing")

    def related(self, one: str, other: str) -> bool:
        """Tell whether one of two classes lies under the other."""
        return self.under(one, other) or self.under(other, one)

    def is_a(self, thing: str, hub: str) -> bool:
        """Tell whether a thing is of a class."""
        return any(self.under(c, hub) for c in self._classes.get(thing, ()))
