from __future__ import annotations

from random import Random

import networkx as nx
import pytest

from kg.view.layout import _box, positions


def drawn(count: int, seed: int) -> tuple[nx.Graph, dict[str, float], dict[str, str]]:
    random = Random(seed)
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(count, 2, seed=seed), str) if count > 2 else nx.empty_graph(count)
    graph = nx.relabel_nodes(graph, str)
    sizes = {node: 7.0 + min(15.0, graph.degree(node)) for node in graph}
    return graph, sizes, {node: "name " * random.randint(1, 8) for node in graph}


@pytest.mark.parametrize("count", [1, 2, 5, 20, 36])
def test_no_name_covers_a_node_or_another_name(count: int) -> None:
    graph, sizes, labels = drawn(count, 4)
    places = positions(graph, sizes, labels)
    assert set(places) == set(graph)
    boxes = {n: (places[n], _box(sizes[n], labels[n])) for n in graph}
    for one, ((ax, ay), (aw, au, ad)) in boxes.items():
        for other, ((bx, by), (bw, bu, bd)) in boxes.items():
            apart = (
                abs(ax - bx) >= aw + bw - 2
                or (ay < by and by - ay >= ad + bu - 2)
                or (by <= ay and ay - by >= au + bd - 2)
            )
            assert one == other or apart, (one, other)


def test_the_order_in_which_nodes_come_changes_nothing() -> None:
    graph, sizes, labels = drawn(20, 2)
    shuffled = nx.Graph()
    nodes = sorted(graph, reverse=True)
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from((b, a) for a, b in sorted(graph.edges(), reverse=True))
    assert positions(graph, sizes, labels) == positions(shuffled, sizes, labels)


def test_nothing_to_place() -> None:
    assert positions(nx.Graph(), {}, {}) == {}
