"""Where nodes stand in the opening picture: worked out beforehand in plain Python, the same at every build."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from networkx import Graph

Point = tuple[float, float]
_SEED = 20250503
_ROUNDS = 300
_PULL, _PUSH, _GRAVITY = 1.0, 30.0, 0.9
_WIDE = 1.35  # canvases are wider than high
_TURNS, _TALL = 6, (1.0, 1.5, 2.2)  # labels are wider than high: parting upwards alone would make a tower
_SCREEN = (940.0, 690.0)
# What a label takes up on the screen, wrapped as the page wraps it; the page draws labels at this size at any zoom.
_LETTER, _LINE, _WRAP = 7.3, 17.0, 20


def positions(graph: Graph, sizes: Mapping[str, float], labels: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return where each node of an undirected graph stands, in whole pixels.

    Communities start apart; then linked nodes attract and all repel one another; at last nodes and the labels
    below them are moved apart until none covers another. Of several turns of the picture the one is taken that shows
    largest on a screen.
    """
    nodes = sorted(graph)
    settled = _settled(_ordered(graph, nodes), nodes)
    boxes = {node: _box(sizes[node], labels[node]) for node in nodes}
    turns = [_parted(_spread(_turned(settled, turn)), nodes, boxes, tall) for turn in range(_TURNS) for tall in _TALL]
    best = max(turns, key=lambda places: _scale(places, boxes)) if nodes else {}
    return {node: (round(x), round(y)) for node, (x, y) in best.items()}


def _turned(places: Mapping[str, Point], turn: int) -> dict[str, Point]:
    angle = math.pi * turn / _TURNS
    cos, sin = math.cos(angle), math.sin(angle)
    return {node: (x * cos - y * sin, x * sin + y * cos) for node, (x, y) in places.items()}


def _scale(places: Mapping[str, Point], boxes: Mapping[str, tuple[float, float, float]]) -> float:
    """Return how large the picture shows where it has to fit in whole, in thousandths so that ties are ties."""
    wide = max(x + boxes[node][0] for node, (x, _) in places.items())
    wide -= min(x - boxes[node][0] for node, (x, _) in places.items())
    high = max(y + boxes[node][2] for node, (_, y) in places.items())
    high -= min(y - boxes[node][1] for node, (_, y) in places.items())
    return round(1000 * min(_SCREEN[0] / wide, _SCREEN[1] / high))


def _ordered(graph: Graph, nodes: Sequence[str]) -> Graph:
    """Return the graph with its nodes and edges in order, on which the search for communities depends."""
    from networkx import Graph

    ordered = Graph()
    ordered.add_nodes_from(nodes)
    edges = ([*sorted(edge[:2]), edge[2]] for edge in graph.edges(data="weight", default=1))
    ordered.add_weighted_edges_from(sorted(edges))
    return ordered


def _settled(graph: Graph, nodes: Sequence[str]) -> dict[str, Point]:
    """Let forces find places: linear-logarithmic attraction shows groups, and nodes with many links get room."""
    index = {node: i for i, node in enumerate(nodes)}
    x, y = _start(graph, nodes)
    mass = [1.0 + graph.degree(node) for node in nodes]
    edges = sorted((index[a], index[b], math.sqrt(w)) for a, b, w in graph.edges(data="weight", default=1) if a != b)
    for step in range(_ROUNDS):
        heat = 28.0 * (1 - step / _ROUNDS) + 0.5
        dx, dy = _repulsion(x, y, mass)
        _attraction(x, y, edges, dx, dy)
        for i, m in enumerate(mass):
            fx = dx[i] - _GRAVITY * m * x[i] / (_WIDE * (math.hypot(x[i], y[i]) + 1)) * _reach(m)
            fy = dy[i] - _GRAVITY * m * y[i] * _WIDE / (math.hypot(x[i], y[i]) + 1) * _reach(m)
            force = math.hypot(fx, fy) or 1.0
            moved = min(force / m, heat)
            x[i] += fx / force * moved
            y[i] += fy / force * moved
    return {node: (x[i], y[i]) for node, i in index.items()}


def _reach(mass: float) -> float:
    """Return how much more the lonely are drawn inwards, so that they do not fly off."""
    return 2.2 if mass < 2 else 1.0


def _start(graph: Graph, nodes: Sequence[str]) -> tuple[list[float], list[float]]:
    from networkx.algorithms.community import louvain_communities

    random = Random(_SEED)
    groups = louvain_communities(graph, weight="weight", seed=_SEED) if len(nodes) else []
    groups = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    where: dict[str, Point] = {}
    for number, group in enumerate(groups):
        angle, far = 2.399963 * number, 130 * math.sqrt(number)  # the golden angle spreads them evenly
        for node in group:
            where[node] = (
                far * math.cos(angle) + random.uniform(-60, 60),
                far * math.sin(angle) + random.uniform(-60, 60),
            )
    return [where[node][0] for node in nodes], [where[node][1] for node in nodes]


def _repulsion(x: list[float], y: list[float], mass: list[float]) -> tuple[list[float], list[float]]:
    n = len(x)
    dx, dy = [0.0] * n, [0.0] * n
    for i in range(n):
        xi, yi, mi = x[i], y[i], mass[i] * _PUSH
        fx = fy = 0.0
        for j in range(i):
            ex, ey = xi - x[j], yi - y[j]
            scale = mi * mass[j] / (ex * ex + ey * ey + 1.0)
            ex *= scale
            ey *= scale
            fx += ex
            fy += ey
            dx[j] -= ex
            dy[j] -= ey
        dx[i] += fx
        dy[i] += fy
    return dx, dy


def _attraction(
    x: list[float], y: list[float], edges: Iterable[tuple[int, int, float]], dx: list[float], dy: list[float]
) -> None:
    for i, j, weight in edges:
        ex, ey = x[j] - x[i], y[j] - y[i]
        length = math.hypot(ex, ey) or 1.0
        pull = _PULL * weight * 9.0 * math.log1p(length / 12.0) / length
        dx[i] += ex * pull
        dy[i] += ey * pull
        dx[j] -= ex * pull
        dy[j] -= ey * pull


def _spread(places: dict[str, Point]) -> dict[str, Point]:
    """Fill an ellipse evenly: crowded middles open up and strays come in; directions stay."""
    wide, high = 64.0 * math.sqrt(len(places)), 46.0 * math.sqrt(len(places))
    far = {node: math.hypot(x, y * _WIDE) for node, (x, y) in places.items()}
    order = sorted(places, key=lambda node: (far[node], node))
    usual = far[order[len(order) * 9 // 10]] if order else 1.0
    spread: dict[str, Point] = {}
    for rank, node in enumerate(order):
        even = math.sqrt((rank + 0.5) / len(order))
        reach = 0.75 * even + 0.25 * min(far[node] / (usual or 1.0), 1.1)
        scale = reach / (far[node] or 1.0)
        x, y = places[node]
        spread[node] = (x * scale * wide, y * _WIDE * scale * high)
    return spread


def _box(size: float, label: str) -> tuple[float, float, float]:
    """Return half the width of a node with the label below it, and how far it reaches up and down."""
    lines = min(2, -(-len(label) // _WRAP))
    half = max(size, min(len(label), _WRAP) * _LETTER / 2)
    return half + 7, size + 7, size + 5 + lines * _LINE + 7


def _parted(
    places: dict[str, Point], nodes: Sequence[str], boxes: Mapping[str, tuple[float, float, float]], tall: float
) -> dict[str, Point]:
    """Move nodes apart until no box covers another: upwards where that is shorter by the factor `tall`."""
    for _ in range(200):
        moved = False
        for i, node in enumerate(nodes):
            for other in nodes[i + 1 :]:
                moved |= _pushed(places, node, other, boxes, tall)
        if not moved:
            break
    return places


def _pushed(
    places: dict[str, Point], one: str, other: str, boxes: Mapping[str, tuple[float, float, float]], tall: float
) -> bool:
    (ax, ay), (bx, by) = places[one], places[other]
    (aw, au, ad), (bw, bu, bd) = boxes[one], boxes[other]
    sideways = aw + bw - abs(bx - ax)
    upright = (ad + bu if ay < by else au + bd) - abs(by - ay)
    if sideways <= 0 or upright <= 0:
        return False
    if tall * upright <= sideways:
        step = (upright / 2 + 0.5) * (1 if ay < by else -1)
        places[one], places[other] = (ax, ay - step), (bx, by + step)
    else:
        step = (sideways / 2 + 0.5) * (1 if ax < bx else -1)
        places[one], places[other] = (ax - step, ay), (bx + step, by)
    return True
