"""kg at scale against what one would use instead: `python -m benchmarks.stores 100000 --virtuoso --rdflib`.

All are ratios of times taken in turn in one run, the median of several: of kg to raw pyoxigraph on the same store, of
Virtuoso on loopback to kg, of rdflib's own engine to kg (on 10,000 receipts, where it ends at all). Sizes are counted
in receipts: facts, once for each citation that vouches for them. `--brief` loads once and times look-ups alone, for
sizes at which all of it would take hours.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import kg
from benchmarks import virtuoso
from benchmarks.generate import lines
from benchmarks.pairs import compare
from kg.graph import load_files
from kg.library import queries
from kg.namespaces import CATALOGUE, FACTS, ONTOLOGY, PREFIXES
from kg.store.bounded import Bounded
from kg.store.limits import Limits
from kg.store.load import load
from kg.store.sources import sources

if TYPE_CHECKING:
    from kg.store.engine import Engine

# What stands in the named queries' VALUES: things of a generated graph that are in much of its news, not in most.
_VALUES = {
    "who": "person:p-2", "measure": "measure:m-2", "thing": "event:e-2", "statement": "statement:u-2",
    "target": "measure:m-2", "outlet": "organization:o-1", "run": "run:invention", "round": "2",
    "property": "kg:minutes", "day": '"2024-05-10"^^xsd:date', "package": "measure:package-1",
    "side": "government:g-0", "government": "government:g-0 government:g-1", "talks": "event:talks-0",
    "firstDay": '"2022-05-10"^^xsd:date', "secondDay": '"2028-05-10"^^xsd:date',
}  # fmt: skip
# Where a query's parameter is of another kind than that of the same name elsewhere.
_OF_ONE = {
    "stance-change": {"who": "government:g-0", "target": "measure:m-1"}, "said-about": {"thing": "measure:m-2"},
    "single-source": {"thing": "statement:u-2"},
}  # fmt: skip
LOOK_UPS = {
    "one statement": "SELECT ?p ?o { statement:s-2 ?p ?o }",
    "its receipts": "SELECT ?c ?article { GRAPH ?c { statement:s-2 kg:speaker ?who } "
                    "GRAPH graph:catalogue { ?c kg:article ?article } }",
    "who met whom": "SELECT DISTINCT ?other { ?m kg:attendee person:p-2, ?other }",
    "a meeting's minutes, as reported": "SELECT ?minutes (COUNT(?c) AS ?n) "
                                        "{ GRAPH ?c { event:e-2 kg:minutes ?minutes } } GROUP BY ?minutes",
    "a name": 'SELECT ?s { ?s rdfs:label "Talks of Dal" }',
}  # fmt: skip
WHOLE = {
    "count of facts": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "speakers by statements": "SELECT ?who (COUNT(?s) AS ?n) { ?s kg:speaker ?who } "
                              "GROUP BY ?who ORDER BY DESC(?n) LIMIT 10",
    "meetings told differently": "SELECT ?m (COUNT(DISTINCT ?n) AS ?k) { ?m kg:minutes ?n } "
                                 "GROUP BY ?m HAVING (COUNT(DISTINCT ?n) > 1)",
}  # fmt: skip
SLOW = {"corroborated", "single-source", "weak-facts", "contradictions", "at-odds", "disagreements", "stance-change"}


def with_prefixes(query: str) -> str:
    """Return a query that needs no prefixes from outside."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if f"{name}:" in query) + query


def competency(size: int) -> dict[str, str]:
    """Return the named queries with things of a generated graph for values; above 100,000 those that end in seconds."""
    chosen = {}
    for name, query in queries().items():
        values = {p: v for p, v in (_VALUES | _OF_ONE.get(name, {})).items() if p in query.parameters}
        if size <= 100_000 or name not in SLOW:
            chosen[name] = with_prefixes(query.with_values(values))
    return chosen


def load_raw(file: Path, folder: Path) -> ox.Store:
    """Load as one would without kg: no default graph, no checks."""
    store = ox.Store(str(folder))
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return store


def compare_loads(work: Path, file: Path, runs: int) -> list[str]:
    """Load the same file both ways in turn."""
    pairs = []
    for n in range(runs):
        begun = time.perf_counter()
        load_files(sources([str(file)]), work / f"kg-{n}", rules=False)
        middle = time.perf_counter()
        store = load_raw(file, work / f"raw-{n}")
        pairs.append((middle - begun, time.perf_counter() - middle))
        del store
    ratios = sorted(raw / own for own, raw in pairs)
    quads = sum(1 for _ in file.open("rb"))
    own, raw = (statistics.median(times) for times in zip(*pairs, strict=True))
    disk = [int(_run("du", "-sk", str(work / f"{side}-{runs - 1}")).split()[0]) / 1000 for side in ("kg", "raw")]
    return [
        f"| load: speed of kg / raw bulk load | {statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f}) "
        f"| {quads / own:,.0f} quads a second against {quads / raw:,.0f} |",
        f"| disk: kg with the default graph filled / raw without | {disk[0] / disk[1]:.2f} "
        f"| {disk[0]:,.0f} MB against {disk[1]:,.0f} MB |",
    ]


def rules_time(work: Path, file: Path) -> str:
    """Return how long a load with rules takes, against one without."""
    times = []
    for rules in (True, False):
        begun = time.perf_counter()
        load_files(sources([str(file)]), work / f"rules-{rules}", rules=rules)
        times.append(time.perf_counter() - begun)
    return f"| load with the rules / without | {times[0] / times[1]:.1f} | {times[0]:.1f} s against {times[1]:.1f} s |"


def raw_query(store: ox.Store, query: str) -> list[tuple[object, ...]]:
    """Run a query on pyoxigraph itself, rows read into Python."""
    result = store.query(query)
    assert isinstance(result, ox.QuerySolutions)
    width = len(result.variables)
    return [tuple(row[i] for i in range(width)) for row in result]


def runs_for(engine: Engine, query: str, runs: int) -> int:
    """Return how often to run a query: once where it takes over a second."""
    begun = time.perf_counter()
    engine.query(query)
    return runs if time.perf_counter() - begun < 1 else 1


def reading(engine: Engine, found: dict[str, str], runs: int) -> str:
    """Compare kg's own engine with pyoxigraph on the same store: what the guard and the rows of kg cost."""
    ratios = []
    for query in found.values():
        times = runs_for(engine, query, runs)
        ratios.append(
            compare("", lambda q=query: engine.query(q), lambda q=query: raw_query(engine.store, q), times).median
        )
    mean = math.exp(statistics.fmean(map(math.log, ratios)))
    worst = max(zip(ratios, found, strict=True))
    what = f"reading: kg / pyoxigraph, geometric mean over {len(found)} queries"
    return f"| {what} | {mean:.2f} | worst {worst[0]:.2f}, {worst[1]} |"


def worker(location: Path, engine: Engine, runs: int) -> str:
    """Return what the worker adds to a query, in milliseconds."""
    query = with_prefixes(LOOK_UPS["one statement"])
    with Bounded(str(location), Limits()) as asked:
        times = compare("", lambda: asked.query(query), lambda: engine.query(query), runs * 20)
    added = times.a_ms - times.b_ms
    return f"| the worker adds to a query | {added:.2f} ms | {times.a_ms:.2f} ms against {times.b_ms:.2f} ms |"


def commands(location: Path, runs: int) -> list[str]:
    """Return whole commands against a Python that opens the raw store and asks the same."""
    query = with_prefixes(LOOK_UPS["who met whom"])
    current = next(path for path in location.glob("g*") if path.is_dir())
    script = f"import pyoxigraph as o; print(len(list(o.Store.read_only({str(current)!r}).query({query!r}))))"
    program = str(Path(sys.executable).with_name("kg"))
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    ratio = compare("", lambda: subprocess.run([program, "sparql", query, "--data", str(location)], **quiet),
                    lambda: subprocess.run([sys.executable, "-c", script], **quiet), runs)  # type: ignore[call-overload] # fmt: skip
    memory = [_peak([program, *words, "--data", str(location)]) for words in
              (["sparql", query], ["show", "event:e-2"], ["stats"])]  # fmt: skip
    return [
        "| kg sparql as a whole process / python with pyoxigraph "
        f"| {ratio.median:.2f} ({ratio.low:.2f}-{ratio.high:.2f}) | {ratio.a_ms:.0f} ms against {ratio.b_ms:.0f} ms |",
        f"| memory at most: kg sparql, kg show, kg stats | {', '.join(f'{mb:.0f} MB' for mb in memory)} | |",
    ]


def _peak(words: list[str]) -> float:
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    return int(_run(sys.executable, "-c", code, *words)) / 1000


def _run(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def fill_virtuoso(server: virtuoso.Virtuoso, engine: Engine, folder: Path) -> None:
    """Put the graph into Virtuoso with its own bulk loader."""
    file = folder / "all.nq"
    with file.open("wb") as out:
        for graph, name in ((CATALOGUE, None), (ONTOLOGY, None), (None, FACTS)):
            at = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
            for quad in engine.store.quads_for_pattern(None, None, None, at):
                out.write(f"{quad.triple} <{name or graph}> .\n".encode())
        for quad in engine.store:
            if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value not in {CATALOGUE, ONTOLOGY}:
                out.write(f"{quad} .\n".encode())
    sql = f"ld_add('{file.name}', 'http://unused.example/'); rdf_loader_run(); checkpoint; exit;"
    _run("isql-vt", f"127.0.0.1:{server.sql}", server.user, server.password, f"exec={sql}")
    file.unlink()


def against_virtuoso(engine: Engine, server: virtuoso.Virtuoso, found: dict[str, str], runs: int) -> list[str]:
    """Compare kg's store with Virtuoso over HTTP, on queries whose rows agree in number."""
    remote = load(server.query)
    ratios: dict[str, float] = {}
    left_out = []
    for name, query in found.items():
        try:
            here, there = engine.query(query), remote.query(query)
        except kg.KgError as error:
            left_out.append(f"{name} ({str(error).split(': ')[-1][:50]})")
            continue
        if len(here) != len(there):  # type: ignore[arg-type]
            left_out.append(f"{name} ({len(here)} rows against {len(there)})")  # type: ignore[arg-type]
            continue
        times = runs_for(engine, query, runs)
        ratios[name] = compare("", lambda q=query: remote.query(q), lambda q=query: engine.query(q), times).median
    mean = math.exp(statistics.fmean(map(math.log, ratios.values())))
    slower = sorted((r, n) for n, r in ratios.items() if r < 1)
    told = ", ".join(f"{name} {ratio:.2f}" for ratio, name in slower) or "none"
    return [
        f"| Virtuoso / kg, geometric mean over {len(ratios)} queries | {mean:.1f} | kg slower (below 1): {told} |",
        *([f"| left out | {len(left_out)} | {'; '.join(left_out)} |"] if left_out else []),
    ]


def against_rdflib(engine: Engine) -> list[str]:
    """Compare with rdflib's own engine, once per query."""
    from rdflib import Dataset

    dataset = Dataset()
    dataset.parse(data=ox.serialize(engine.store, format=ox.RdfFormat.N_QUADS), format="nquads")
    told = []
    for name, query in (LOOK_UPS | WHOLE).items():
        text = with_prefixes(query)
        begun = time.perf_counter()
        len(list(dataset.query(text)))
        slow = time.perf_counter() - begun
        fast = compare("", lambda q=text: engine.query(q), lambda: None, 5).a_ms / 1000
        told.append(
            f"| rdflib / kg: {name} | {slow / fast:,.0f} | {slow * 1000:,.0f} ms against {fast * 1000:.1f} ms |"
        )
    return told


def absolute(engine: Engine, runs: int) -> list[str]:
    """Return what queries take, for comparing one size with another in one table."""
    told = []
    for name, query in (LOOK_UPS | WHOLE).items():
        rows = engine.query(with_prefixes(query))
        took = compare("", lambda q=query: engine.query(with_prefixes(q)), lambda: None, runs).a_ms
        told.append(f"| {name} | {took:,.2f} ms | {len(rows)} rows |")  # type: ignore[arg-type]
    return told


def brief(size: int, runs: int) -> list[str]:
    """Return how one load went and what look-ups take, for a size at which the rest would take hours."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        work = Path(folder)
        file = work / "graph.nq"
        with file.open("w") as out:
            out.writelines(lines(size))
        told = compare_loads(work, file, 3 if size <= 1_000_000 else 1)
        engine, asked = load(work / "kg-0"), {name: with_prefixes(q) for name, q in (LOOK_UPS | WHOLE).items()}
        told += [reading(engine, asked, runs), worker(work / "kg-0", engine, runs)]
        return [*told, *commands(work / "kg-0", runs), *absolute(engine, runs)]


def measure(size: int, runs: int, with_virtuoso: bool, with_rdflib: bool) -> list[str]:
    """Return the lines of the table for one size."""
    with ExitStack() as held:
        work = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="kg-bench-")))
        file = work / "graph.nq"
        with file.open("w") as out:
            out.writelines(lines(size))
        told = [*compare_loads(work, file, 3), rules_time(work, file)]
        location = work / "kg-0"
        engine = load(location)
        found = {**competency(size), **{name: with_prefixes(q) for name, q in LOOK_UPS.items()}}
        told.append(reading(engine, found, runs))
        told.append(worker(location, engine, runs))
        told += commands(location, runs)
        if with_virtuoso and virtuoso.installed():
            folder = work / "virtuoso"
            folder.mkdir()
            server = held.enter_context(virtuoso.running(folder))
            fill_virtuoso(server, engine, folder)
            told += against_virtuoso(engine, server, found, runs)
        if with_rdflib:
            told += against_rdflib(engine)
        return told + absolute(engine, runs)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--virtuoso", action="store_true")
    parser.add_argument("--rdflib", action="store_true", help="at 10,000 receipts alone")
    parser.add_argument("--brief", action="store_true")
    given = parser.parse_args()
    print(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; {time.strftime('%d %B %Y')}"
    )
    for size in given.sizes:
        print(f"\n| {size:,} receipts | ratio | |\n|---|---|---|")
        with_rdflib = given.rdflib and size <= 10_000
        table = brief(size, given.runs) if given.brief else measure(size, given.runs, given.virtuoso, with_rdflib)
        for line in table:
            print(line, flush=True)
    print(f"\nmemory of this run at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB")


if __name__ == "__main__":
    main()
