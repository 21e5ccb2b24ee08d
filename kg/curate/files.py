"""Curating a file on disk: what it and its neighbours know, and the text it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.curate.complete import Vocabulary
from kg.curate.draft import curate
from kg.errors import InputError
from kg.paths import data_folder, read_bytes
from kg.store.reading import rdf_errors, read_rdf
from kg.text.pages import Pages

if TYPE_CHECKING:
    from pathlib import Path


def curated(path: Path, sources: Path | None, known: Path | None = None) -> tuple[str, bool]:
    """Return the final text of a TriG file, and whether it differs from what the file holds.

    Labels and classes come from the file and from the other TriG files of `known` (default: its own folder). Raises
    RdfError for a file that does not parse, InputError for an anchor that is not found.
    """
    if path.suffix != ".trig":
        raise InputError(f"{path}: kg cite reads .trig files")
    data = read_bytes(path)
    quads = parse(path)
    neighbours: list[ox.Quad] = []
    for other in sorted((known or path.parent).glob("*.trig")):
        if other.resolve() != path.resolve():
            neighbours += parse(other)
    terms: list[ox.Quad] = []
    for folder in (data_folder("ontology"), path.parent.parent / "ontology"):  # kg's own terms, and a workspace's
        for file in sorted(folder.glob("*.ttl")):
            terms += ox.parse(read_rdf(file), ox.RdfFormat.TURTLE)
    text = curate(quads, Pages(sources) if sources else None, neighbours, Vocabulary(terms))
    return text, text.encode() != data


def parse(path: Path) -> list[ox.Quad]:
    """Parse a TriG file whole; raises RdfError with line and column."""
    data = read_rdf(path)
    with rdf_errors(str(path)):
        return list(ox.parse(data, ox.RdfFormat.TRIG))
