"""Do answers rest on their receipts? `python -m benchmarks.deletion [FILE …]` deletes and asks again.

For each answered question three graphs are built. One holds, besides the names and kinds of all things, only what the
cited passages support: the answer must be the same. One lacks those passages: the answer must be another, or none. One
lacks in every passage the facts that the receipts hold: no answer may be given, or at least not the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

import kg
from benchmarks.score import Ask, default_files, listable, parser, read, share
from kg.namespaces import ALT_LABEL, CATALOGUE, LABEL, ONTOLOGY, TYPE
from kg.store.engine import Engine, fill_default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.ask.answer import Answer

TripleText = tuple[str, str, str]
NAMING = frozenset({TYPE, LABEL, ALT_LABEL})
KINDS = ("same", "another", "abstained")
TESTS = {
    "cited passages alone": "same",
    "without them": "not the same",
    "without their facts": "not the same",
}


class Parts:
    """A graph taken apart into its named graphs, to build others from; default graphs are filled anew."""

    def __init__(self, graph: kg.Graph) -> None:
        self._ontologies: tuple[Path, ...] = graph.engine.ontologies
        store = graph.engine.store
        self._frame = list(store.quads_for_pattern(None, None, None, ox.NamedNode(ONTOLOGY)))
        self._catalogue = list(store.quads_for_pattern(None, None, None, ox.NamedNode(CATALOGUE)))
        self.passages: Mapping[str, list[ox.Quad]] = {
            iri: list(store.quads_for_pattern(None, None, None, ox.NamedNode(iri))) for iri in graph.catalogue.citations
        }

    def only(self, citations: Iterable[str]) -> kg.Graph:
        """Return the graph of what these citations support; all things keep their names and kinds, and nothing else."""
        kept = set(citations)
        return self._graph(
            {
                iri: quads if iri in kept else [quad for quad in quads if quad.predicate.value in NAMING]
                for iri, quads in self.passages.items()
            }
        )

    def without(self, citations: Iterable[str]) -> kg.Graph:
        """Return the graph without these citations, and so without what no other citation supports."""
        gone = set(citations)
        return self._graph({iri: quads for iri, quads in self.passages.items() if iri not in gone})

    def lacking(self, triples: Iterable[TripleText]) -> kg.Graph:
        """Return the graph without these triples, whichever citations support them; terms as in N-Triples."""
        lines = "".join(f"{' '.join(triple)} .\n" for triple in triples)
        gone = {quad.triple for quad in ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES)}
        return self._graph(
            {iri: [quad for quad in quads if quad.triple not in gone] for iri, quads in self.passages.items()}
        )

    def _graph(self, passages: dict[str, list[ox.Quad]]) -> kg.Graph:
        """Build a graph; a citation that is left without triples leaves the catalogue, too."""
        emptied = {iri for iri, quads in self.passages.items() if quads and not passages.get(iri)}
        store = ox.Store()
        store.bulk_extend(quad for quads in passages.values() for quad in quads)
        store.bulk_extend(q for q in self._catalogue if str(q.subject)[1:-1] not in emptied)
        fill_default_graph(store)
        store.bulk_extend(self._frame)
        return kg.Graph(Engine(store, self._ontologies))


class Said(NamedTuple):
    """What an answer comes to, its wording left out: yes or no, and its values; for want of values the words."""

    verdict: str
    values: frozenset[tuple[str, str | None]]
    words: str


def said(answer: Answer) -> Said | None:
    """Return what an answer comes to, None for an abstention."""
    if not answer.answered:
        return None
    first = answer.plain.split(maxsplit=1)[0].strip(".,:;").lower() if answer.plain.strip() else ""
    values = frozenset((value.iri or value.label, value.datatype) for value in answer.values)
    return Said(first if first in {"yes", "no"} else "", values, "" if values else " ".join(answer.plain.split()))


class Trial(NamedTuple):
    """One question asked again of the three graphs of TESTS: each time the answer, and what it is to the first one."""

    question: str
    first: Answer
    again: dict[str, tuple[str, str]]

    def passed(self, test: str) -> bool:
        """Tell whether the answer is what the test wants."""
        return (self.again[test][0] == "same") == (TESTS[test] == "same")


def again(question: str, ask: Ask, first: Said | None) -> tuple[str, str]:
    """Ask again; return one of KINDS, and the answer in words. What kg refuses to read counts as an abstention."""
    try:
        answer = ask(question)
    except kg.KgError as error:
        return "abstained", str(error)
    now = said(answer)
    return "abstained" if now is None else "same" if now == first else "another", answer.plain


def trial(question: str, first: Answer, parts: Parts) -> Trial:
    """Delete and ask again, three times."""
    cited = [receipt.citation.iri for receipt in first.citations]
    facts = [triple for receipt in first.citations for triple in receipt.triples]
    graphs = dict(zip(TESTS, (parts.only(cited), parts.without(cited), parts.lacking(facts)), strict=True))
    return Trial(question, first, {name: again(question, graph.ask, said(first)) for name, graph in graphs.items()})


def trials(questions: Iterable[str], graph: kg.Graph) -> tuple[list[Trial], int]:
    """Try every question that the graph answers; return the trials, and how many answers had no receipt to delete."""
    parts, found, bare = Parts(graph), [], 0
    for question in questions:
        try:
            first = graph.ask(question)
        except kg.KgError:
            continue
        if first.answered and first.citations:
            found.append(trial(question, first, parts))
        bare += first.answered and not first.citations
    return found, bare


def table(found: Sequence[Trial], bare: int) -> list[str]:
    """Return the lines that tell how often the answer was what it should be."""
    lines = [f"{'':<22}{'same':>6} {'another':>8} {'abstained':>10}   as it should be"]
    for test, wanted in TESTS.items():
        counts = Counter(one.again[test][0] for one in found)
        passed = sum(one.passed(test) for one in found)
        numbers = f"{counts['same']:>6} {counts['another']:>8} {counts['abstained']:>10}"
        lines.append(f"{test:<22}{numbers}   {share(passed, len(found))} ({passed} of {len(found)}) {wanted}")
    return [*lines, f"answers without any receipt: {bare}"] if bare else lines


def failures(found: Iterable[Trial]) -> dict[str, list[Trial]]:
    """Return the trials that did not end as they should, by test."""
    failed: dict[str, list[Trial]] = defaultdict(list)
    for one in found:
        for test in TESTS:
            if not one.passed(test):
                failed[test].append(one)
    return dict(failed)


def main(argv: Sequence[str] | None = None) -> None:
    """Print how many answers rest on their receipts, or those that do not."""
    options = parser("Delete what answers rest on, and ask again.")
    options.add_argument("--list", action="store_true", help="print what did not end as it should, from tuning files")
    given = options.parse_args(argv)
    files = given.files or default_files()
    questions = [q["question"] for file in (listable(files) if given.list else files) for q in read(file)]
    found, bare = trials(questions, kg.open())
    if not given.list:
        print("\n".join(table(found, bare)))
        return
    for test, failed in failures(found).items():
        for one in failed:
            cited = ", ".join(receipt.citation.iri for receipt in one.first.citations)
            print(f"{test}: {one.again[test][0]}\n  Q  {one.question}\n  A  {one.first.plain}")
            print(f"  A  {one.again[test][1]}\n  cited: {cited}\n")


if __name__ == "__main__":
    main()
