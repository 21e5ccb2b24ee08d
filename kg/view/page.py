"""The explorer as one HTML page: what it shows, held by pyvis and rendered through a template of our own."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.citation import Citation, Proof
from kg.errors import InputError
from kg.network import network
from kg.paths import read_text
from kg.tables import visible
from kg.view.choose import around, degrees, drawn
from kg.view.facts import Block, Facts
from kg.view.kinds import KINDS
from kg.view.layout import positions
from kg.view.links import Link, links

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup
    from networkx import Graph, MultiDiGraph
    from pyvis.network import Network

    from kg.names import Names
    from kg.store.catalogue import Catalogue
    from kg.store.engine import LocalEngine

GENERATOR = "kg view"
_GENERATOR_TAG = f'<meta name="generator" content="{GENERATOR}">'
_HERE = Path(__file__).parent
# One script in one scope, in files small enough to read.
_SCRIPT = ("model", "words", "elements", "receipts", "panel", "state", "list", "labels", "picture", "start")
_VIS = Path("lib", "vis-9.1.2", "vis-network.min.js")


def page(
    engine: LocalEngine,
    names: Names,
    catalogue: Catalogue,
    chosen: Sequence[str] = (),
    title: str | None = None,
    proof: Callable[[Citation], Proof] = lambda _: Proof(),
    depth: int = 1,
) -> str:
    """Return the explorer: the whole graph, or the things at most `depth` steps from those in `chosen` (IRIs).

    `proof` says what became of a citation; without it nothing is quoted. The same graph gives the same bytes.
    """
    graph = network(engine, names)
    facts = Facts(engine, names, graph, catalogue, proof)
    seeds = _seeds(facts, graph, chosen)
    held = around(graph, facts.kinds, seeds, depth) if chosen else set(graph)
    held = {iri for iri in held if KINDS[facts.kinds[iri]].role != "told"}
    joins = [link for link in links(graph, facts.kinds) if link.first in held and link.second in held]
    degree = degrees(joins)
    shown = drawn({iri: facts.kinds[iri] for iri in held}, degree, seeds)
    places = _places(held, joins, degree, facts.kinds)
    block = facts.block(held, places, degree)
    data = block.as_json() | {
        "title": title or _title(facts, seeds),
        "focus": [block.number[iri] for iri in seeds],
        "links": [_link_row(block, link) for link in joins],
    }
    return _rendered(_canvas(block, shown, joins, places, facts, degree), data)


def is_ours(path: Path) -> bool:
    """Tell whether a file is a page that kg view wrote, by its generator tag.

    >>> is_ours(Path("no-such-page.html"))
    False
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return head.startswith(b"<!DOCTYPE html>") and _GENERATOR_TAG.encode() in head


def _seeds(facts: Facts, graph: MultiDiGraph, chosen: Sequence[str]) -> list[str]:
    """Return the nodes that were chosen; for a state or relay, those that it names."""
    seeds: list[str] = []
    for iri in chosen:
        if iri in graph and KINDS[facts.kinds[iri]].role == "told":
            near = sorted({*graph.successors(iri), *graph.predecessors(iri)})
            seeds += [other for other in near if KINDS[facts.kinds[other]].role != "told"]
        elif iri in graph:
            seeds.append(iri)
    return list(dict.fromkeys(seeds))


def _title(facts: Facts, seeds: Sequence[str]) -> str:
    if not seeds:
        return "Knowledge graph"
    named = ", ".join(facts.label(iri) for iri in seeds[:3])
    return named + (f" and {len(seeds) - 3} more" if len(seeds) > 3 else "")


def _places(
    held: set[str], joins: Sequence[Link], degree: Mapping[str, int], kinds: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Return where all things stand: the best-connected by forces, the rest and all statements around them."""
    core = {iri: kinds[iri] for iri in held if KINDS[kinds[iri]].role == "thing"}
    first = set(drawn(core, degree, ())) or held
    rest = sorted(held - first, key=lambda iri: (-degree[iri], iri))
    sizes = {iri: radius(degree[iri]) for iri in held}
    return positions(_plain(held, joins), sizes, rest)


def _plain(held: set[str], joins: Sequence[Link]) -> Graph:
    from networkx import Graph

    plain = Graph()
    plain.add_nodes_from(sorted(held))
    for link in joins:
        plain.add_edge(link.first, link.second, weight=len(link.triples) + len(link.told) + len(link.through) / 2)
    return plain


def radius(degree: int) -> float:
    """Return the size of a node: what has more relations is larger, up to a limit."""
    return round(min(5.5 + 2.1 * math.sqrt(degree), 24.0), 1)


def _link_row(block: Block, link: Link) -> list[object]:
    triples = [block.fact[triple] for triple in link.triples]
    told, through = ([block.number[iri] for iri in group] for group in (link.told, link.through))
    return [block.number[link.first], block.number[link.second], triples, told, through]


def _canvas(
    block: Block, shown: Sequence[str], joins: Sequence[Link], places: Mapping[str, tuple[int, int]], facts: Facts,
    degree: Counter[str],
) -> Network:  # fmt: skip
    """Return pyvis's network of what is drawn at first, and of nothing else: its adding is quadratic."""
    from pyvis.network import Network

    canvas = Network(directed=True)
    inside = set(shown)
    for iri in shown:
        x, y = places[iri]
        kind = KINDS[facts.kinds[iri]].cls.lower()
        size = radius(degree[iri]) if KINDS[facts.kinds[iri]].role == "thing" else 6.0
        canvas.add_node(block.number[iri], label=" ", shape="custom", group=kind, x=x, y=y, size=size)
    for number, link in enumerate(joins):
        if {link.first, link.second} <= inside:
            canvas.add_edge(block.number[link.first], block.number[link.second], id=f"e{number}")
    return canvas


def _rendered(canvas: Network, data: Mapping[str, object]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    scripts = [_script_safe(_vis_script()), _script_safe(_own_script())]
    style = read_text(_HERE / "page.css")

    def block(nodes: list[object], edges: list[object]) -> Markup:
        return Markup(_data_json(dict(data) | {"nodes": nodes, "edges": edges}))

    environment.globals.update(
        title=visible(str(data["title"])), generator=GENERATOR, policy=_policy(scripts, style), block=block,
        style=Markup(style), scripts=[Markup(script) for script in scripts],
    )  # fmt: skip
    canvas.templateEnv, canvas.path = environment, "template.html.j2"
    return str(canvas.generate_html())


def _data_json(data: Mapping[str, object]) -> str:
    """Return JSON that nothing in it can end early: `<` stands as an escape, and so do the line separators."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # A lone surrogate has no UTF-8 form; JSON's own escape keeps it.
    return "".join(f"\\u{ord(c):04x}" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)


def _policy(scripts: Sequence[str], style: str) -> str:
    """Return a content security policy that lets in these scripts and this style, and no request at all."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _script_safe(script: str) -> str:
    if "</script" in script.lower() or "<!--" in script:
        raise InputError("a script of the page holds a tag that would end it")
    return script.replace("\r\n", "\n")


def _own_script() -> str:
    files = "\n".join(read_text(_HERE / "script" / f"{name}.js") for name in _SCRIPT)
    return f'"use strict";\n(() => {{\n{files}}})();\n'


def _vis_script() -> str:
    """Return the vis-network script that pyvis brings along."""
    spec = find_spec("pyvis")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    path = folder / _VIS
    if not path.is_file():
        raise InputError(f"pyvis lacks {_VIS}; kg needs pyvis 0.3.2 or a later 0.3")
    return read_text(path).replace("\r\n", "\n")
