"""Put fresh figures into a document: `python -m benchmarks.fill docs/asking-measured.md`.

A comment that names a module, such as `<!-- benchmarks.score -->`, stands for the module's output. What stands between
it and the next `<!-- end -->` is replaced: by the output as it is where that is a table, in a fence where it is not.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PLACE = re.compile(r"(?P<mark><!-- (?P<module>benchmarks\.\w+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def filled(text: str, output: Callable[[str], str]) -> str:
    r"""Return a document with what each named module prints put in its place.

    >>> filled("<!-- benchmarks.score -->\nold\n<!-- end -->", lambda module: f"{module}: 1 right\n")
    '<!-- benchmarks.score -->\n```\nbenchmarks.score: 1 right\n```\n<!-- end -->'
    """

    def replaced(place: re.Match[str]) -> str:
        printed = output(place["module"]).rstrip("\n")
        block = printed if printed.startswith("|") else f"```\n{printed}\n```"
        return f"{place['mark']}{block}\n{place['end']}"

    return _PLACE.sub(replaced, text)


def printed_by(module: str) -> str:
    """Return what a module prints; raises CalledProcessError where it fails."""
    return subprocess.run([sys.executable, "-m", module], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def main(argv: Sequence[str] | None = None) -> None:
    """Fill the documents that are named; each is written only when all its figures are there."""
    for name in sys.argv[1:] if argv is None else argv:
        path = Path(name)
        path.write_text(filled(path.read_text(encoding="utf-8"), printed_by), encoding="utf-8")


if __name__ == "__main__":
    main()
