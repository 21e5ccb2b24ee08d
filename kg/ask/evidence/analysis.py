"""Texts and names as tokens, by which they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.ask.language.thesaurus import stem
from kg.ask.language.words import phrase
from kg.namespaces import ALT_LABEL, LABEL

if TYPE_CHECKING:
    from kg.ask.evidence.lines import Evidence
    from kg.ask.language.thesaurus import Thesaurus


class Analysis:
    """Turns texts and names into tokens; `known` gathers every word it has seen."""

    def __init__(self, evidence: Evidence, thesaurus: Thesaurus) -> None:
        self._evidence = evidence
        self._thesaurus = thesaurus
        self._analysed: dict[str, frozenset[str]] = {}
        self.known: set[str] = set()

    def words(self, text: str) -> frozenset[str]:
        """Return the tokens of a text: its stems, groups, wider words and codes."""
        if text not in self._analysed:
            words = list(phrase(text))
            self.known |= {word for word in words if word.isalpha()}
            tokens = {f"s:{stem(word)}" for word in words}
            for found in self._thesaurus.everywhere(words):
                if found.entry.light:  # "fell against the year before" opposes nothing
                    continue
                tokens |= {f"g:{group}" for group in found.entry.groups}
                tokens |= {f"w:{wide}" for wide in found.entry.wider}
                tokens |= {f"c:{code}" for code in found.entry.codes}
            self._analysed[text] = frozenset(tokens)
        return self._analysed[text]

    def named(self, thing: str) -> frozenset[str]:
        """Return the tokens of all names of a thing."""
        key = f"<{thing}>"  # an IRI is no text, so the two cannot meet
        if key not in self._analysed:
            facts = self._evidence.facts(thing)
            names = [
                value.value
                for name in (LABEL, ALT_LABEL)
                for value in facts.get(name, ())
                if isinstance(value, Literal)
            ]
            names = names or [self._evidence.label(thing)]
            self._analysed[key] = frozenset().union(*map(self.words, names))
        return self._analysed[key]
