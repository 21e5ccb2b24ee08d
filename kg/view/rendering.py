"""The page as text: pyvis's network rendered through a template of our own, with script, style and policy inline."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.paths import read_text
from kg.tables import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup
    from pyvis.network import Network

GENERATOR = "kg view"
_GENERATOR_TAG = f'<meta name="generator" content="{GENERATOR}">'
_HERE = Path(__file__).parent
# One script in one scope, in files small enough to read; the last one starts it.
SCRIPT = (
    "model", "words", "elements", "days", "facets", "filters", "search", "differing", "receipts", "facts", "panel",
    "neighbours", "paths", "choosing", "state", "things", "table", "timeline", "scale", "lanes", "spots", "labels",
    "drawing", "picture", "pointing", "citing", "exports", "paper", "filterbox", "start",
)  # fmt: skip
STYLE = ("base", "picture", "panel", "filters", "table", "timeline", "narrow", "print")
_HALVES = re.compile("[\ud800-\udfff]")
_STRING = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")
# Signs of script that need no space on either side; plus and minus may, beside their like.
_AROUND = re.compile(
    r" ?(=>|[=!<>]==?|[<>]=|&&|\|\||\?\?|\.\.\.|[=?:,;{}()<>*|&\[\]]|(?<![-+] )(?<![-+])[-+]=?(?![-+])(?! [-+])) ?"
)
_AFTER = re.compile(r"([:,]) +")
_VIS = Path("lib", "vis-9.1.2", "vis-network.min.js")


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


def rendered(canvas: Network, data: Mapping[str, object]) -> str:
    """Return the page that draws what pyvis's network holds and tells what the data block says."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    scripts = [_script_safe(_vis_script()), _script_safe(_own_script())]
    style = _lean_style("".join(read_text(_HERE / "style" / f"{name}.css") for name in STYLE))

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
    return _HALVES.sub(lambda half: f"\\u{ord(half.group()):04x}", text)


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
    files = "".join(_lean(read_text(_HERE / "script" / f"{name}.js")) for name in SCRIPT)
    return f'"use strict";\n(() => {{\n{files}}})();\n'


def _lean(text: str) -> str:
    """Return script without comments, indentation and spaces around signs, each statement on one line: a third less.

    Each statement ends in a semicolon or brace, so that the next may follow in its line. No literal of ours runs over
    several lines or holds two strokes between spaces.
    """
    lean = ""
    for line in text.splitlines():
        line = line.split("// ")[0].strip() if line.strip().startswith("// ") else line.split(" // ")[0].strip()
        line = re.sub(r"^const ", "let ", _tight(line, _AROUND).replace("for(const ", "for(let "))  # as good, once run
        if line.startswith("}") and lean.endswith(";"):
            lean = lean[:-1]
        joined = lean.endswith(tuple("([{,;})")) or line.startswith(tuple(")]}.?:&|"))
        lean += line if joined or not line else f"\n{line}"
    return f"{lean.lstrip()}\n"


def _tight(line: str, around: re.Pattern[str]) -> str:
    """Return a line without the spaces around signs that need none, its strings as they are.

    A stroke outside of strings may begin a pattern, in which a space means a space: such a line stays as it is.
    """
    parts = _STRING.split(line)
    if around is _AROUND and any("/" in part for part in parts[::2]):
        return line
    parts[::2] = [around.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts)


def _lean_style(text: str) -> str:
    """Return style without comments and the white space around braces and semicolons."""
    lean = re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return _tight(lean, _AFTER).replace(";}", "}")


def _vis_script() -> str:
    """Return the vis-network script that pyvis brings along."""
    spec = find_spec("pyvis")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    path = folder / _VIS
    if not path.is_file():
        raise InputError(f"pyvis lacks {_VIS}; kg needs pyvis 0.3.2 or a later 0.3")
    return read_text(path).replace("\r\n", "\n")
