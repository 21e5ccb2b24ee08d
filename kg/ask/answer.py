"""The answer to a question, as programs and people get it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.tables import visible

if TYPE_CHECKING:
    from kg.citation import Receipt


class AnyReading(Protocol):
    """A reading of either layer."""

    def as_dict(self) -> dict[str, object]:
        """Return the reading as JSON values."""


class Value(NamedTuple):
    """One value of an answer: a thing with its IRI, or a literal with its datatype."""

    label: str
    iri: str | None = None
    datatype: str | None = None


class Answer(NamedTuple):
    """What `kg ask` says: an answer with receipts, or an abstention with its reason."""

    question: str
    status: str
    answer: str
    reason: str | None = None
    values: tuple[Value, ...] = ()
    citations: tuple[Receipt, ...] = ()
    sparql: str | None = None
    reading: str = ""
    readings: tuple[AnyReading, ...] = ()
    assumed: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Tell whether this is an answer rather than an abstention."""
        return self.status == "answered"

    @property
    def plain(self) -> str:
        """Return the answer without its citation markers."""
        return re.sub(r"(?:\[\d+\])+", "", self.answer).replace(" .", ".")

    def as_dict(self) -> dict[str, object]:
        """Return the JSON of `kg ask --format json`."""
        return {
            "question": self.question,
            "status": self.status,
            "reason": self.reason,
            "answer": self.answer,
            "values": [{"iri": v.iri, "label": v.label, "datatype": v.datatype} for v in self.values],
            "citations": [receipt.as_dict() for receipt in self.citations],
            "sparql": self.sparql,
            "reading": self.reading,
            "readings": [reading.as_dict() for reading in self.readings],
            "assumed": list(self.assumed),
            "related": [{"text": text, "citation": citation} for text, citation in self.related],
            "suggestions": list(self.suggestions),
        }

    def as_text(self) -> str:
        """Return the answer for a terminal: the sentence, the receipts, the reading and its SPARQL."""
        lines = [visible(self.answer), ""]
        for receipt in self.citations:
            lines.append(visible(receipt.as_line()))
            if receipt.proof.quote is not None:
                lines.append(f"    “{visible(receipt.proof.quote)}”")
        if self.citations:
            lines.append("")
        if self.reading:
            lines.append(f"read as: {visible(self.reading)}")
        lines += [f"assumed: {visible(note)}" for note in self.assumed]
        lines += [f"near, but no answer: {visible(text)}" for text, _ in self.related]
        if self.suggestions:
            lines.append("try: " + "; ".join(visible(s) for s in self.suggestions))
        if self.sparql:
            lines += ["", *self.sparql.splitlines()]
        return "\n".join(lines).rstrip() + "\n"
