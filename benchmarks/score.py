"""How well `kg ask` does on questions with gold answers: `make score`, or `python -m benchmarks.score [FILE …]`.

The questions in benchmarks/questions/ were written from the articles alone, by readers who had not seen the graph, the
lexicon or the code: a third for tuning, a third for calibration, and a third that nobody looks at until a version is
done. They are judged by the matcher that goes with the shared questions (KG_SHARED, default ../shared).
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import kg

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("KG_SHARED", HERE.parent.parent / "shared")) / "questions"
OUTCOMES = ("right", "wrong", "abstained needlessly", "refused", "answered wrongly")


def matcher(folder: Path) -> Any:
    """Return the function that judges an answer: check(question, text, status) -> (ok, why)."""
    spec = importlib.util.spec_from_file_location("matcher", folder / "score.py")
    if spec is None or spec.loader is None or not (folder / "score.py").is_file():
        raise SystemExit(f"no matcher in {folder}; set KG_SHARED to the folder that holds questions/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.check


def outcome(question: dict[str, Any], graph: kg.Graph, check: Any) -> str:
    """Ask one question and say what became of it; an unanswerable one is to be refused."""
    try:
        answer = graph.ask(question["question"])
        text, status = answer.plain, answer.status
    except kg.KgError as error:
        text, status = str(error), "abstained"
    if not question["answerable"]:
        return "refused" if status == "abstained" else "answered wrongly"
    if check(question, text, status)[0]:
        return "right"
    return "wrong" if status == "answered" else "abstained needlessly"


def main() -> None:
    """Print the outcomes for each file, then by kind of question over all of them."""
    check, graph = matcher(SHARED), kg.open()
    own = [HERE / "questions" / f"{name}.jsonl" for name in ("tuning", "calibration")]
    files = [Path(name) for name in sys.argv[1:]] or [SHARED / "questions.jsonl", *own]
    kinds: dict[str, Counter[str]] = {}
    for file in files:
        counts: Counter[str] = Counter()
        for line in file.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            became = outcome(question, graph, check)
            counts[became] += 1
            kinds.setdefault(question["type"], Counter())[became] += 1
        print(f"{file.stem:<14}", ", ".join(f"{counts[name]} {name}" for name in OUTCOMES))
    print()
    for kind, counts in sorted(kinds.items()):
        print(f"{kind:<14}", ", ".join(f"{counts[name]} {name}" for name in OUTCOMES if counts[name]))


if __name__ == "__main__":
    main()
