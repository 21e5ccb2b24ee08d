"""Rows that a query returns, and the forms in which they are printed.

JSON, CSV, TSV and XML are those of the W3C's SPARQL 1.1 Query Results, so that other programs read them.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_RESULTS = "http://www.w3.org/2005/sparql-results#"
Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: variable names without `?`, and for each row one term or None per variable.

    `cut` tells that there were more rows than were asked for.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    cut: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """Yield each row as a mapping of the variables that are bound in it."""
        for row in self.rows:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}

    def values(self, variable: str) -> list[str]:
        """Return the values of one variable as plain strings, in order, unbound ones left out."""
        return [row[variable].value for row in self if variable in row]  # type: ignore[union-attr]


def shorten(iri: str) -> str:
    """Return an IRI with its prefix where kg has one for it.

    >>> shorten("https://kg.example/id/person/mara-venn"), shorten("http://a.example/b")
    ('person:mara-venn', '<http://a.example/b>')
    """
    # The longest namespace wins: id/person/ before anything shorter.
    for prefix, namespace in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def readable(term: Term | None) -> str:
    """Return a term as a person reads it: prefixed, literals bare."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return visible(shorten(term.value))
    return visible(term.value if isinstance(term, Literal) else ntriples(term))


def ntriples(term: Term) -> str:
    """Return a term as it is written in N-Triples.

    >>> ntriples(Triple(NamedNode("http://a.example/s"), NamedNode("http://a.example/p"), Literal("o")))
    '<<( <http://a.example/s> <http://a.example/p> "o" )>>'
    """
    if isinstance(term, Triple):
        return f"<<( {' '.join(ntriples(part) for part in (term.subject, term.predicate, term.object))} )>>"
    return str(term)


def visible(text: str) -> str:
    r"""Return text with control, bidirectional and other unprintable characters shown as escapes.

    What a graph holds is not trusted to drive a terminal.

    >>> visible("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    """
    return "".join(_escaped(c) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def to_text(rows: Rows, width: int | None = None) -> str:
    """Return rows as an aligned table; cells are cut to fit `width` columns, or left whole where it is None."""
    cells = [[readable(term).replace("\n", " ") for term in row] for row in rows.rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(rows.variables)]
    if width is not None:
        widths = _fitted(widths, width)
    lines = [[name[:w] for name, w in zip(rows.variables, widths, strict=True)], ["-" * w for w in widths], *cells]
    out = ["  ".join(_cell(c, w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines]
    count = f"{len(rows)} row" + ("" if len(rows) == 1 else "s")
    out.append(f"({count}{', cut at the limit: there are more' if rows.cut else ''})")
    return "\n".join(out) + "\n"


def _cell(text: str, width: int) -> str:
    return (text if len(text) <= width else text[: max(width - 1, 0)] + "…").ljust(width)


def _fitted(widths: Sequence[int], total: int) -> list[int]:
    room, fitted = total - 2 * (len(widths) - 1), list(widths)
    while sum(fitted) > room and max(fitted) > 8:
        widest = fitted.index(max(fitted))
        fitted[widest] -= 1
    return fitted


def to_json(rows: Rows) -> str:
    """Return rows as SPARQL 1.1 results in JSON; `kg:cut` stands in `head` where rows were left out."""
    bindings = [{name: _binding(term) for name, term in row.items()} for row in rows]
    head: dict[str, object] = {"vars": list(rows.variables)}
    if rows.cut:
        head["kg:cut"] = True
    return json.dumps({"head": head, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == f"{XSD}string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def to_csv(rows: Rows) -> str:
    """Return rows as SPARQL 1.1 results in CSV: values bare, CRLF line ends as the standard asks."""
    import csv

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.variables)
    writer.writerows([_bare(term) for term in row] for row in rows.rows)
    return out.getvalue()


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else ntriples(term)


def to_tsv(rows: Rows) -> str:
    """Return rows as SPARQL 1.1 results in TSV: terms in N-Triples form."""
    lines = ["\t".join(f"?{name}" for name in rows.variables)]
    lines += ["\t".join("" if t is None else ntriples(t) for t in row) for row in rows.rows]
    return "\n".join(lines) + "\n"


def to_xml(rows: Rows) -> str:
    """Return rows as SPARQL 1.1 results in XML."""
    names = "".join(f'    <variable name="{name}"/>\n' for name in rows.variables)
    results = "".join(f"    <result>{_xml_row(row)}</result>\n" for row in rows)
    return (
        f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}">\n  <head>\n{names}  </head>\n'
        f"  <results>\n{results}  </results>\n</sparql>\n"
    )


def _xml_row(row: Mapping[str, Term]) -> str:
    return "".join(f'<binding name="{name}">{_xml_term(term)}</binding>' for name, term in row.items())


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{term.value}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts.items())}</triple>"
    kind = ""
    if term.language:
        kind = f' xml:lang="{term.language}"'
    elif term.datatype.value != f"{XSD}string":
        kind = f' datatype="{_xml_text(term.datatype.value)}"'
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    # XML 1.0 has no form for most control characters, not even escaped; space at an edge and a carriage return would be
    # lost by readers if they stood bare.
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return re.sub(r"\A\s+|\s+\Z|\r", lambda match: "".join(f"&#{ord(char)};" for char in match.group()), text)


def truth_to_json(answer: bool) -> str:
    """Return the answer of an ASK as SPARQL 1.1 results in JSON."""
    return json.dumps({"head": {}, "boolean": answer}) + "\n"


def truth_to_xml(answer: bool) -> str:
    """Return the answer of an ASK as SPARQL 1.1 results in XML."""
    truth = str(answer).lower()
    return f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}"><head/><boolean>{truth}</boolean></sparql>\n'


FORMATS: dict[str, Callable[[Rows], str]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
    "tsv": to_tsv,
    "xml": to_xml,
}
