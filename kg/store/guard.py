r"""The guard: reads a query's tokens before any engine does, and refuses what must not run.

Engines follow SERVICE and LOAD over the network with no switch to turn that off, one reads files through FROM, and
deep nesting makes one crash. So a query is refused here, by token, whatever engine would have run it: keywords count
only where they are keywords, not in strings, IRIs, comments, variables or prefixed names. Some engines decode \u
escapes before they read a query and some while they do, so both readings must pass. Most queries hold nothing that
could be refused, which their letters alone tell.

An engine without a scanner also takes a keyword out of what a scanner takes for one longer token (`trueSERVICE<…>`,
`SERVICE:x { … }`, `?a<?b)SERVICE#>`): such runs are refused too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import LimitError, QueryError, RefusedError
from kg.namespaces import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_QUERY_CHARS = 100_000
MAX_DEPTH = 200  # the engine breaks at 2,500 nested groups
MAX_OPERATORS = 2_000  # it breaks at 10,000 path steps, negations or conjunctions
MAX_CLAUSES = 500  # it breaks at 3,000 projections or BINDs, at 10,000 UNIONs, FILTERs or groups in a row
MAX_TRIPLES = 1_000  # it breaks between 5,000 and 10,000 triples, however they are joined
MAX_MEMBERS = 1_000  # it breaks at 5,000 members of a collection; a list with commas, as IN takes, does no harm
_SURELY_SMALL = 2 * MAX_MEMBERS  # characters: a member of a collection takes two of them
_FEW_CLAUSES = 2 * MAX_CLAUSES  # characters: but for braces, which are counted, a clause takes three of them

_CLAUSES = frozenset(
    {"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS", "VALUES", "GRAPH", "EXISTS", "SELECT", "HAVING"}
)

_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
)  # none of them is a word of a query that reads
_UPDATE = re.compile(rf"\b(?:{'|'.join(_UPDATES)})\b")
_NO_SERVICE = "SERVICE is refused: kg asks no other server. Ask the graph at hand."

TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"\"\"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''
               |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>[\w.\-]*:(?:[\w:.\-%]|\\[^\w\s]|\\_)*)
    | (?P<tag>@[A-Za-z][A-Za-z0-9\-]*)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.DOTALL,
)
# A keyword at the end of the prefix part of a name, and one behind a comparison that looks like an IRI.
_GLUED = re.compile(r"(?:SERVICE(?:SILENT)?|FROM(?:NAMED)?)$", re.IGNORECASE)
_IN_COMPARISON = re.compile(r"\).*SERVICE.*#", re.IGNORECASE)
_COMMENT_LINE = re.compile(r"^[ \t]*#[^\r\n]*", re.MULTILINE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """One token of a query: what kind it is and how it is written."""

    kind: str
    text: str


def tokens(query: str) -> Iterator[Token]:
    """Yield a query's tokens, comments left out.

    >>> [t.text for t in tokens("ASK { ?s kg:gist 'SERVICE' } # LOAD")]
    ['ASK', '{', '?s', 'kg:gist', "'SERVICE'", '}']
    """
    for match in TOKEN.finditer(query):
        if match.lastgroup and match.lastgroup != "comment":
            yield Token(match.lastgroup, match.group())


def check(query: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Let a query pass or raise.

    Raises LimitError over a size limit, RefusedError for an update, SERVICE, or FROM a graph that is not kg's own,
    QueryError for an empty query or, as a rule, an unknown prefix: `check_prefixes` says so of every query.

    >>> check("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.RefusedError: SERVICE is refused: kg asks no other server. Ask the graph at hand.
    """
    if _is_plain(query) or ("\n#" in query and _is_plain(_without_comments(query))):
        return
    if len(query) > MAX_QUERY_CHARS:
        raise LimitError(f"the query has {len(query):,} characters; the limit is {MAX_QUERY_CHARS:,}")
    # Where escapes are decoded only inside a token, what they stand for ends no token: any letter will do.
    for reading in dict.fromkeys((_ESCAPE.sub("x", query), _decoded(query))):
        _check_reading(reading, prefixes)


def _without_comments(query: str) -> str:
    """Return a query without those of its comments that fill a line, where no string can reach over several lines."""
    return query if '"""' in query or "'''" in query else _COMMENT_LINE.sub("", query)


def _is_plain(query: str) -> bool:
    """Tell from its letters alone that a query holds nothing to refuse.

    Most do not, and reading their tokens would take longer than a look-up in the engine.
    """
    if len(query) > _SURELY_SMALL or not query.isascii() or any(mark in query for mark in ("\\", "\0", "<<")):
        return False
    folded = query.upper()
    if "{" not in query or "SERVICE" in folded or "FROM" in folded:
        return False
    if any(word in folded for word in _UPDATES) and _UPDATE.search(folded):
        return False
    text = folded.encode()
    return (
        _count(text, b"({[") <= MAX_DEPTH
        and _count(text, b"!/|^+*-&=") <= MAX_OPERATORS
        and _count(text, b".;,](") <= MAX_TRIPLES
        and (len(text) <= _FEW_CLAUSES or sum(map(folded.count, ("{", *_CLAUSES))) <= MAX_CLAUSES)
    )


def _count(text: bytes, marks: bytes) -> int:
    return len(text) - len(text.translate(None, marks))


def check_prefixes(query: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Raise QueryError for a prefix that is neither declared nor known, with those that are.

    >>> check_prefixes("ASK { ?s rdfs:label ?name }")
    """
    _declared(list(tokens(query)), prefixes)


def _check_reading(query: str, prefixes: Mapping[str, str]) -> None:
    if "\0" in query or any("\ud800" <= char <= "\udfff" for char in query):
        raise QueryError("the query holds a character that no text does (NUL, or half of a pair); write it in UTF-8")
    found = list(tokens(query))
    if not found:
        raise QueryError("the query is empty; try: kg sparql 'SELECT * { ?s ?p ?o } LIMIT 5'")
    _check_size(found)
    _check_verbs(found)
    _check_glued(found)
    _check_graphs(found, _declared(found, prefixes))


def _decoded(query: str) -> str:
    def char(match: re.Match[str]) -> str:
        code = int(match.group(1) or match.group(2), 16)
        return chr(code) if code < 0x110000 else match.group()

    return _ESCAPE.sub(char, query)


def _check_size(found: list[Token]) -> None:
    sizes = _Sizes()
    for before, token in zip([Token("mark", ""), *found], found, strict=False):
        sizes.take(before, token)
    for what, count, limit in (
        ("levels of nesting", sizes.deepest, MAX_DEPTH),
        ("operators and path steps", sizes.operators, MAX_OPERATORS),
        ("clauses (groups, UNION, FILTER, BIND and the like)", sizes.clauses, MAX_CLAUSES),
        ("triples", sizes.triples, MAX_TRIPLES),
        ("members in one collection", sizes.longest, MAX_MEMBERS),
    ):
        if count > limit:
            raise LimitError(f"the query has {count:,} {what}; the limit is {limit:,}")


class _Sizes:
    """Counts, token by token, what makes an engine's parser or planner call itself once for each."""

    def __init__(self) -> None:
        self.deepest = self.operators = self.clauses = self.triples = self.longest = 0
        self._open: list[str] = []
        self._members = 0

    def take(self, before: Token, token: Token) -> None:
        """Count one token."""
        if token.kind == "mark":
            self._mark(before, token.text)
        elif token.kind == "word" and token.text.upper() in _CLAUSES:
            self.clauses += 1
        if before.text == "<" and (token.kind == "iri" or token.text == "<"):
            raise RefusedError(
                "triple terms (<<) are refused: no graph of kg holds any, and nested they break engines."
            )
        self._members = 0 if token.kind == "mark" else self._members + 1
        if self._open and self._open[-1] == "(":
            self.longest = max(self.longest, self._members)

    def _mark(self, before: Token, text: str) -> None:
        if text in "({[":
            self._open.append(text)
            self.deepest = max(self.deepest, len(self._open))
            self.clauses += text == "{" and before.text in {"{", "}", "."}
        elif text in ")}]":
            del self._open[-1:]
            self.triples += text == "]" or before.text == "("  # an empty collection is a member too
        elif text in "!/|^+*-&=":
            self.operators += 1
        elif text in ".;," and self._open[-1:] != ["("]:
            self.triples += 1


def _check_verbs(found: list[Token]) -> None:
    words = [token.text.upper() for token in found if token.kind == "word"]
    if any("SERVICE" in word for word in words):
        raise RefusedError(_NO_SERVICE)
    verb = next((word for word in words if word in _UPDATES), None)
    if verb is not None:
        raise RefusedError(
            f"{verb} is refused: queries only read. Facts come in through files; see docs/adding-facts.md."
        )


def _check_glued(found: list[Token]) -> None:
    edge = Token("mark", "")
    for before, token, after in zip([edge, *found[:-1]], found, [*found[1:], edge], strict=True):
        if token.kind == "iri" and _IN_COMPARISON.search(token.text):
            raise RefusedError(_NO_SERVICE)
        if token.kind != "name" or before.text.upper() in {"GRAPH", "FROM", "NAMED"}:
            continue
        # As the name that it looks like, it could not stand before a group.
        if _GLUED.search(token.text.split(":", 1)[0]) and after.text.upper() in {"{", "WHERE", "FROM"}:
            raise RefusedError(f"{token.text} is refused: a keyword needs a space after it")


def _declared(found: list[Token], prefixes: Mapping[str, str]) -> dict[str, str]:
    known = dict(prefixes)
    for keyword, name, iri in zip(found, found[1:], found[2:], strict=False):
        if keyword.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            known[name.text.rstrip(":")] = iri.text[1:-1]
    for token in found:
        prefix = token.text.split(":", 1)[0]
        if token.kind == "name" and prefix not in known and prefix != "_":
            shown = ", ".join(f"{name}:" for name in sorted(known) if name)
            raise QueryError(f"unknown prefix {prefix}: in {token.text}; declare it with PREFIX, or use one of {shown}")
    return known


def _check_graphs(found: list[Token], prefixes: Mapping[str, str]) -> None:
    for i, token in enumerate(found[:-1]):
        word = token.text.upper()
        if token.kind != "word" or not word.endswith(("FROM", "FROMNAMED")):
            continue
        graph = found[i + 2] if found[i + 1].text.upper() == "NAMED" and i + 2 < len(found) else found[i + 1]
        iri = graph.text[1:-1] if graph.kind == "iri" else ""
        if graph.kind == "name":
            prefix, local = graph.text.split(":", 1)
            iri = prefixes.get(prefix, "") + local
        if not iri.startswith(BASE):
            raise RefusedError(f"FROM {graph.text} is refused: only graphs under {BASE} are read, no file or address.")
