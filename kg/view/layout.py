"""Where nodes stand: worked out beforehand in plain Python, the same at every build."""

from __future__ import annotations

import math
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from networkx import Graph

Point = tuple[float, float]
_SEED = 20250503
_ROUNDS = 240
_PULL, _PUSH, _GRAVITY = 1.0, 26.0, 0.9
_WIDE = 1.35  # canvases are wider than high
_CELL = 34


def positions(graph: Graph, sizes: Mapping[str, float], rest: Sequence[str] = ()) -> dict[str, tuple[int, int]]:
    """Return where each node of an undirected graph stands, in whole pixels.

    Communities start apart; then linked nodes attract and all repel one another. The nodes of `rest` take
    no part in that: each is put on a free spot between those it is linked to.
    """
    late = set(rest)
    first = sorted(node for node in graph if node not in late)
    places = _spread(_settled(graph.subgraph(first), first))
    _part(places, first, sizes)
    spots = {node: (round(x), round(y)) for node, (x, y) in places.items()}
    return _filled(graph, spots, sizes, rest)


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


def _spread(places: dict[str, Point]) -> dict[str, Point]:
    """Fill an ellipse evenly: crowded middles open up and strays come in; directions stay."""
    wide, high = 37.0 * math.sqrt(len(places)), 31.0 * math.sqrt(len(places))
    far = {node: math.hypot(x, y * _WIDE) for node, (x, y) in places.items()}
    order = sorted(places, key=lambda node: (far[node], node))
    usual = far[order[len(order) * 9 // 10]] if order else 1.0
    spread: dict[str, Point] = {}
    for rank, node in enumerate(order):
        even = math.sqrt((rank + 0.5) / len(order))
        reach = 0.7 * even + 0.3 * min(far[node] / (usual or 1.0), 1.1)
        scale = reach / (far[node] or 1.0)
        x, y = places[node]
        spread[node] = (x * scale * wide, y * _WIDE * scale * high)
    return spread


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


def _part(places: dict[str, Point], nodes: Sequence[str], sizes: Mapping[str, float]) -> None:
    """Move nodes apart until none covers another; more in width, where labels need it."""
    for _ in range(60):
        moved = False
        ordered = sorted(nodes, key=lambda node: (places[node][0], node))
        for i, node in enumerate(ordered):
            for other in ordered[i + 1 :]:
                if places[other][0] - places[node][0] > 160:
                    break
                moved |= _pushed(places, node, other, _apart(sizes[node], sizes[other]))
        if not moved:
            break


def _apart(one: float, other: float) -> float:
    """Return how far apart two nodes must be; two large ones have long labels to write as well."""
    return 1.3 * (one + other) + (40 if min(one, other) > 15 else 14)


def _pushed(places: dict[str, Point], one: str, other: str, apart: float) -> bool:
    (ax, ay), (bx, by) = places[one], places[other]
    ex, ey = (bx - ax) / 1.5, by - ay
    distance = math.hypot(ex, ey)
    if distance >= apart:
        return False
    if distance < 0.01:
        ex, ey, distance = 1.0, 0.5, 1.118
    half = (apart - distance) / 2 + 0.5
    mx, my = ex / distance * half * 1.5, ey / distance * half
    places[one], places[other] = (ax - mx, ay - my), (bx + mx, by + my)
    return True


def _filled(
    graph: Graph, spots: Mapping[str, tuple[int, int]], sizes: Mapping[str, float], rest: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Put each remaining node on the free spot of a grid nearest to the middle of its placed neighbours."""
    taken = {cell for node, spot in spots.items() for cell in _covered(spot, sizes[node])}
    rim = max((abs(y) for _, y in spots.values()), default=0) + 2 * _CELL
    spiral = _spiral(len(taken) + len(rest))
    begun: dict[tuple[int, int], int] = defaultdict(int)
    placed, random = dict(spots), Random(_SEED)
    for node in rest:
        near = [placed[other] for other in sorted(graph[node]) if other in placed]
        cx = sum(p[0] for p in near) / len(near) if near else 0.0
        cy = sum(p[1] for p in near) / len(near) if near else float(rim)
        home = (round(cx / _CELL), round(cy / _CELL))
        begun[home], cell = _free(home, spiral, begun[home], taken)
        taken.add(cell)
        # Off the grid by a little: rows and columns would say something that is not so.
        placed[node] = (cell[0] * _CELL + random.randint(-7, 7), cell[1] * _CELL + random.randint(-7, 7))
    return placed


def _covered(spot: tuple[int, int], size: float) -> list[tuple[int, int]]:
    reach, (x, y) = size + 12, spot
    columns = range(math.floor((x - reach) / _CELL), math.ceil((x + reach) / _CELL) + 1)
    rows = range(math.floor((y - reach) / _CELL), math.ceil((y + reach) / _CELL) + 1)
    return [(i, j) for i in columns for j in rows if math.hypot(i * _CELL - x, j * _CELL - y) <= reach]


def _free(
    home: tuple[int, int], spiral: Sequence[tuple[int, int]], begun: int, taken: set[tuple[int, int]]
) -> tuple[int, tuple[int, int]]:
    """Return the first free cell around a home, and where on its spiral the next search may begin."""
    for number in range(begun, len(spiral)):
        cell = (home[0] + spiral[number][0], home[1] + spiral[number][1])
        if cell not in taken:
            return number + 1, cell
    raise AssertionError("the spiral holds more cells than there are nodes")


def _spiral(count: int) -> list[tuple[int, int]]:
    """Return grid offsets by distance, enough that `count` taken cells leave one free."""
    reach = math.isqrt(count + 1) // 2 + 2
    cells = [(i, j) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)]
    return sorted(cells, key=lambda cell: (cell[0] ** 2 + cell[1] ** 2, cell))
