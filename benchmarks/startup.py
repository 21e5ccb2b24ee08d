"""How fast commands start, as ratios in one run: `make bench`, or `python -m benchmarks.startup`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.pairs import compare

QUESTION = "how long did the fourth round last"
KG = str(Path(sys.executable).with_name("kg"))
BARE = [sys.executable, "-c", "import click, pyoxigraph"]


def command(*args: str) -> None:
    """Run a command to its end, its output thrown away."""
    # Installed packages are compiled once; a shell that forbids writing bytecode would time the compiler instead.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(args, check=True, stdout=subprocess.DEVNULL, env=env)


def bare() -> None:
    """Start Python and import what every command needs."""
    command(*BARE)


def load_with_rdflib() -> None:
    """Load the bundled files as one would without kg."""
    from rdflib import Dataset

    from kg.paths import data_folder

    dataset = Dataset(default_union=True)
    for path in sorted(data_folder("triples").glob("*.trig")):
        dataset.parse(path, format="trig")


def load_with_kg() -> None:
    """Load the bundled graph with its checks, from the files."""
    from kg.store.load import load

    load()


def main() -> None:
    """Print the table."""
    rows = [
        compare("kg --help / python -c 'import click, pyoxigraph'", lambda: command(KG, "--help"), bare),
        compare("kg ask, cold / the same imports", lambda: command(KG, "ask", QUESTION), bare, runs=15),
        compare("loading the bundled graph / rdflib alone", load_with_kg, load_with_rdflib, runs=5),
    ]
    print("A / B: median of paired runs (lowest-highest pair)")
    for row in rows:
        print(row.as_line())


if __name__ == "__main__":
    main()
