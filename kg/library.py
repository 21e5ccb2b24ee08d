"""Named queries: files of SPARQL that run as they stand, with a summary and example values of their own.

A query's header lines begin with `#+`: `#+ summary: …` says what it tells, `#+ question: …` the question it
answers. A parameter is a variable that stands in a `VALUES ?name { … }` line **inside** WHERE; the values there
are an example, which `with_values` replaces. (Binding a variable from outside gives other answers on other engines,
and a trailing VALUES after COUNT filters nothing.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError, NotFoundError
from kg.paths import data_folder, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEADER = re.compile(r"^#\+\s*(\w+):\s*(.*\S)", re.MULTILINE)
_PARAMETER = re.compile(r"VALUES\s+\?(\w+)\s*\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library: its name, summary, question, text, and parameters with their example values."""

    name: str
    summary: str
    question: str
    text: str
    parameters: Mapping[str, str]

    def with_values(self, values: Mapping[str, str]) -> str:
        """Return the query's text with its example values replaced.

        `values` maps a parameter to one term in SPARQL form (an IRI in angle brackets, a literal, a number).
        Raises InputError for a parameter that the query does not have.
        """
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise InputError(f"query {self.name} has no parameter {name}; it has: {known}")

        def replace(match: re.Match[str]) -> str:
            value = values.get(match.group(1))
            return match.group() if value is None else f"VALUES ?{match.group(1)} {{ {value} }}"

        return _PARAMETER.sub(replace, self.text)


def parse(name: str, text: str) -> NamedQuery:
    r"""Read a query's header and parameters.

    >>> query = parse("who", "#+ summary: People.\nSELECT ?p { VALUES ?of { person:a } ?p kg:of ?of }")
    >>> query.summary, dict(query.parameters)
    ('People.', {'of': 'person:a'})
    """
    header = dict(_HEADER.findall(text))
    parameters = {variable: example.strip() for variable, example in _PARAMETER.findall(text)}
    return NamedQuery(name, header.get("summary", ""), header.get("question", ""), text, parameters)


def queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """Return the named queries of a folder (default: those that ship with kg) by name, in order of name."""
    folder = folder or data_folder("queries")
    return {path.stem: parse(path.stem, read_text(path)) for path in sorted(folder.glob("*.rq"))}


def rules() -> dict[str, NamedQuery]:
    """Return the rules: queries that must return no row."""
    return queries(data_folder("queries") / "rules")


def named(name: str, folder: Path | None = None) -> NamedQuery:
    """Return one named query; raises NotFoundError with names that resemble it."""
    found = queries(folder)
    if name not in found:
        near = [known for known in found if name.casefold() in known or known in name.casefold()]
        raise NotFoundError(f"no query is named {name!r}; kg query lists them.", near[:5])
    return found[name]
