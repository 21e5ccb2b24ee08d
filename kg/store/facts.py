"""The default graph of engines that have none of their own: the facts stand in a graph, and queries are asked of it.

What a query means outside GRAPH is the default graph. Some engines leave it empty, some take all graphs together for it
(and count a fact once for each receipt). So at an endpoint each fact stands once in `graph:facts`, and a query is
rewritten to say so, token by token: its WHERE group is asked of that graph; GRAPH ?g, which nests, does not find it.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.errors import RefusedError
from kg.namespaces import BASE, FACTS
from kg.store.guard import TOKEN

# A server may hold graphs of others besides, and some hold a few of their own.
_OURS = f' FILTER({{0}} != <{FACTS}> && STRSTARTS(STR({{0}}), "{BASE}"))'
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


class Place(NamedTuple):
    """A token and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def asked_of_facts(query: str) -> str:
    """Return a query with its default graph written out as GRAPH graph:facts; one with FROM says itself what it is of.

    Raises RefusedError for a DESCRIBE with a WHERE, which engines answer differently.

    >>> asked_of_facts("ASK { ?s ?p ?o }")
    'ASK { GRAPH <https://kg.example/graph/facts> { ?s ?p ?o } }'
    """
    places = [
        Place(match.lastgroup, match.group(), match.start(), match.end())
        for match in TOKEN.finditer(query)
        if match.lastgroup and match.lastgroup != "comment"
    ]
    words = [place.text.upper() if place.kind == "word" else "" for place in places]
    if "FROM" in words:
        return query
    form = next(i for i, word in enumerate(words) if word in _FORMS)
    if words[form] == "DESCRIBE":
        return _described(query, places[form:])
    edits: dict[int, str] = {}
    begin = _group(places, form)
    if words[form] == "CONSTRUCT" and words[form + 1] == "WHERE":
        body = query[places[begin].end : places[_closing(places, begin)].start]
        edits[places[form].end] = f" {{{body}}}"
    elif words[form] == "CONSTRUCT":
        begin = _group(places, _closing(places, begin))
    edits[places[begin].end] = f" GRAPH <{FACTS}> {{"
    edits[places[_closing(places, begin)].start] = "} "
    for i, word in enumerate(words[:-2]):
        if word == "GRAPH" and places[i + 1].kind == "variable" and places[i + 2].text == "{":
            after = places[_closing(places, i + 2)].end
            edits[after] = _OURS.format(places[i + 1].text) + edits.get(after, "")
    for at in sorted(edits, reverse=True):
        query = query[:at] + edits[at] + query[at:]
    return query


def _group(places: list[Place], at: int) -> int:
    """Return the first group after a token that stands in no parentheses, where EXISTS has groups too."""
    depth = 0
    for i in range(at + 1, len(places)):
        text = places[i].text
        depth += (text == "(") - (text == ")")
        if text == "{" and depth == 0:
            return i
    raise RefusedError("this query has no group { … } to be asked of the facts")


def _closing(places: list[Place], opening: int) -> int:
    depth = 0
    for i in range(opening, len(places)):
        depth += (places[i].text == "{") - (places[i].text == "}")
        if depth == 0:
            return i
    raise RefusedError("this query lacks a closing brace }")


def _described(query: str, places: list[Place]) -> str:
    things = places[1:]
    if not things or any(place.kind not in {"iri", "name"} for place in things):
        raise RefusedError("DESCRIBE with a pattern is refused at an endpoint, where engines differ; use CONSTRUCT.")
    iris = " ".join(place.text for place in things)
    prologue = query[: places[0].start]
    return f"{prologue}CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{FACTS}> {{ VALUES ?s {{ {iris} }} ?s ?p ?o }} }}"
