"""What asking knows of one graph: its words and names, the lexicon and thesaurus, and its facts line by line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.ask.english import English
from kg.ask.evidence import prepared
from kg.ask.language.frozen import thaw
from kg.ask.language.lexicon import load
from kg.ask.language.linking import Index
from kg.ask.language.thesaurus import Thesaurus, know_stems, read

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from kg.ask.language.lexicon import Lexicon
    from kg.ask.language.thesaurus import Entry
    from kg.names import Names
    from kg.store.engine import Engine


class Knowledge:
    """The words of a graph, prepared once and kept in the user's cache folder."""

    def __init__(self, engine: Engine, names: Names) -> None:
        self.engine = engine
        self.names = names
        self.english = English(engine, names)
        self._use(prepared.prepared(self._made_from(), self._make))

    def prepare_anew(self) -> None:
        """Forget what was kept, and work it out again."""
        made_from = self._made_from()
        prepared.forget(made_from)
        self._use(prepared.prepared(made_from, self._make))

    def _use(self, database: sqlite3.Connection) -> None:
        know_stems(prepared.stems(database))
        self.lexicon = thaw(prepared.frozen_lexicon(database)) or self._read_lexicon()
        self.lines = prepared.Lines(database)
        forms = prepared.Forms(database)
        self.thesaurus = Thesaurus(forms)
        self.index = Index(self.engine, self.lexicon, self.thesaurus, self.lines, forms, prepared.NameTable(database))

    def _made_from(self) -> str | None:
        return _made_from(self.engine)

    def _thesaurus_files(self) -> list[Path]:
        folders = [folder / "lexicon" for folder in self.engine.ontologies]
        inflections = [path for folder in folders if (path := folder / "inflections.ttl").is_file()]
        return [*inflections, *(path for folder in folders for path in sorted((folder / "thesaurus").glob("*.ttl")))]

    def _read_lexicon(self) -> Lexicon:
        return load(folder / "lexicon" for folder in self.engine.ontologies)

    def _make(self) -> prepared.Made:
        """Work out what is prepared once: the lexicon, the thesaurus, the names of things, the index of lines."""
        from kg.ask.evidence.indexing import Indexer
        from kg.ask.evidence.lines import Evidence
        from kg.ask.language.frozen import freeze
        from kg.ask.language.naming import Naming

        files = tuple(self._thesaurus_files())
        words, forms = self._read_lexicon(), _forms(prepared.stamp(files), files)
        evidence = Evidence(self.engine, self.english, words.tells)
        index = Indexer(self.engine, evidence, Thesaurus(forms), words.askables, words.answers).build()
        return prepared.Made(freeze(words), forms, Naming(self.engine, words), index, words.vocabulary)


def at_hand(engine: Engine) -> bool:
    """Tell whether what asking needs of a graph is prepared already."""
    made_from = _made_from(engine)
    return made_from is not None and prepared.kept(made_from)


def _made_from(engine: Engine) -> str | None:
    """Return what stands for a graph and its words, None where its data are not known to come from files."""
    words = [path for folder in engine.ontologies for path in sorted(folder.rglob("*.ttl"))]
    return prepared.stamp([*engine.files, *words]) if engine.files else None


@lru_cache(maxsize=2)
def _forms(_stamp: str, files: tuple[Path, ...]) -> dict[str, Entry]:
    """Read thesaurus files, once for as long as they stay as they are."""
    return read(files)
