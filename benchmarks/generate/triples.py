"""Triples as the lines of N-Quads, without their graphs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.namespaces import ID, ONT, TYPE, XSD

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing, with the triples that type and name it wherever it is spoken of."""

    number: int
    iri: str
    lines: tuple[str, ...]


Value = str | Thing | list[Thing]


@lru_cache(1_000)
def code(name: str) -> str:
    """Return a term of the ontology."""
    return f"<{ONT}{name}>"


def iri_of(kind: str, name: str) -> str:
    """Return the IRI of a thing of no name."""
    return f"<{ID}{kind}/{name}>"


def whole(number: int) -> str:
    return f'"{number}"^^<{XSD}integer>'


def prose(text: str) -> str:
    return f'"{text}"@en'


def dated(day: date) -> str:
    return f'"{day}"^^<{XSD}date>'


@lru_cache(100)
def endings(classes: str) -> list[str]:
    """Return what follows the subject in triples that name its classes."""
    return [f" <{TYPE}> {code(name)}" for name in classes.split()]


def typed(iri: str, classes: str) -> list[str]:
    """Return triples that name the classes of something."""
    return [iri + ending for ending in endings(classes)]


def facts(iri: str, **values: Value) -> list[str]:
    """Return triples about one subject by the names of their properties, and what types and names their objects."""
    told: list[str] = []
    for name, value in values.items():
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, Thing):
                told += one.lines
                one = one.iri
            told.append(f"{iri} {code(name)} {one}")
    return told


def described(thing: Thing, **values: Value) -> list[str]:
    """Return facts about a named thing, and what types and names it."""
    return [*thing.lines, *facts(thing.iri, **values)]


def stated(name: str, classes: str, **values: Value) -> list[str]:
    """Return a dated state of something, typed."""
    iri = iri_of("state", name)
    return [*typed(iri, f"{classes} State"), *facts(iri, **values)]
