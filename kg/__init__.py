"""kg: a knowledge graph of negotiations in which every triple carries its receipt.

>>> import kg
>>> graph = kg.open()                         # the graph that ships with kg
>>> graph.select("SELECT ?name { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 1").variables
('name',)

The names below are stable; everything else may change between minor versions.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.citation import Article, Citation, Receipt
    from kg.errors import InputError, KgError, LimitError, NotFoundError, QueryError, RefusedError
    from kg.graph import Graph
    from kg.graph import open_graph as open  # noqa: A004 - kg.open is the name
    from kg.store.bounded import Bounded
    from kg.store.limits import Limits
    from kg.tables import Rows

__all__ = [
    "Article", "Bounded", "Citation", "Graph", "InputError", "KgError", "LimitError", "Limits", "NotFoundError",
    "QueryError", "Receipt", "RefusedError", "Rows", "open",
]  # fmt: skip

_HOMES = {
    **dict.fromkeys(("Article", "Citation", "Receipt"), "kg.citation"),
    **dict.fromkeys(
        ("InputError", "KgError", "LimitError", "NotFoundError", "QueryError", "RefusedError"), "kg.errors"
    ),
    "Bounded": "kg.store.bounded",
    "Graph": "kg.graph",
    "Limits": "kg.store.limits",
    "Rows": "kg.tables",
}


def __getattr__(name: str) -> Any:
    # Names are imported when first used, so that `import kg` and `kg --help` cost nothing.
    if name == "open":
        return import_module("kg.graph").open_graph
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
