"""A search for the weights of evidence: `python -m benchmarks.weights [SECONDS]`.

Takes the weights in kg.ask.evidence as they are, changes a few of them at random, and keeps what puts more right lines
first for the tuning questions that have an answer. Prints each improvement, and in the end all weights: they are
rounded and put into the code by hand, since 239 questions do not tell a weight of 0.35 from one of 0.4.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import TYPE_CHECKING, Any

import kg
from benchmarks.score import HERE, matcher
from kg.ask.evidence import finding, search, terms
from kg.ask.evidence.answering import EvidenceLayer
from kg.ask.knowledge import Knowledge
from kg.ask.language.linking import link

if TYPE_CHECKING:
    from kg.ask.language.linking import Links

Weights = dict[Any, Any]
Asked = list[tuple[dict[str, Any], "Links"]]
SPACES: list[tuple[Weights, tuple[Any, ...]]] = [
    (search.PLACES, tuple(search.PLACES)),
    (search.KINDS, tuple(search.KINDS)),
    (vars(finding), ("_ANSWERS", "_MIGHT_ANSWER", "_SAID", "_WHOSE")),
    (vars(terms), ("_OWN_WORDS", "_WEAK", "_ASIDE")),
]
STEPS = (0.6, 0.8, 0.9, 1.1, 1.25, 1.6)
DEPTH = 10


def goodness(layer: EvidenceLayer, asked: Asked, check: Any) -> float:
    """Return the sum of one by the rank of the first right line, and half of one more where it is the first."""
    total = 0.0
    for question, links in asked:
        for rank, hit in enumerate(layer.find(links).hits[:DEPTH], 1):
            line = layer.line(hit)
            if line is not None and check(question, line.dated, "answered")[0]:
                total += 1 / rank + (0.5 if rank == 1 else 0.0)
                break
    return total


def main() -> None:
    """Search for as many seconds as are given, 60 unless told."""
    until = time.monotonic() + float(sys.argv[1] if len(sys.argv) > 1 else 60)
    graph, check = kg.open(), matcher()
    knowledge = Knowledge(graph.engine, graph.names)
    layer = EvidenceLayer(knowledge, graph.receipts)
    lines = (HERE / "questions" / "tuning.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [question for line in lines if (question := json.loads(line))["answerable"]]
    asked = [(question, link(question["question"], knowledge.index)) for question in questions]
    best = goodness(layer, asked, check)
    print(f"{best:.2f} to begin with")
    while time.monotonic() < until:
        space = [(weights, name) for weights, names in SPACES for name in names]
        chosen = [(weights, name, weights[name]) for weights, name in random.sample(space, random.randint(1, 3))]
        for weights, name, value in chosen:
            weights[name] = value * random.choice(STEPS)
        reached = goodness(layer, asked, check)
        if reached > best:
            best = reached
            print(f"{best:.2f}", flush=True)
        else:
            for weights, name, value in chosen:
                weights[name] = value
    for weights, names in SPACES:
        print({name: round(weights[name], 3) for name in names})


if __name__ == "__main__":
    main()
