"""How well `kg ask` does on questions with gold answers: `make score`, or `python -m benchmarks.score [FILE …]`.

The questions in benchmarks/questions/ were written from the articles alone, by readers who had not seen the graph, the
lexicon or the code: a third for tuning, a third for calibration, and a third that nobody looks at until a version is
done. They are judged by the matcher that goes with the shared questions (KG_SHARED, default ../shared).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import kg
from kg.ask.answer import Answer

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("KG_SHARED", HERE.parent.parent / "shared")) / "questions"
TUNING = HERE / "questions" / "tuning.jsonl"
CALIBRATION = HERE / "questions" / "calibration.jsonl"
OUTCOMES = ("right", "wrong", "abstained", "refused", "answered wrongly")
LISTED_NAMES = (*OUTCOMES, "all")

Question = dict[str, Any]
Ask = Callable[[str], Answer]
Check = Callable[[Question, str, str], tuple[bool, list[object]]]


class Result(NamedTuple):
    """What became of one question; `outcome` is one of OUTCOMES, `ms` the time to the answer.

    Answerable questions are right, wrong or abstained; unanswerable ones refused or answered wrongly.
    """

    question: Question
    text: str
    reason: str
    outcome: str
    ms: float


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of some results."""

    right: int
    wrong: int
    abstained: int
    refused: int
    answered_wrongly: int

    @property
    def answerable(self) -> int:
        """Return how many of the questions have an answer."""
        return self.right + self.wrong + self.abstained

    @property
    def unanswerable(self) -> int:
        """Return how many of the questions have none."""
        return self.refused + self.answered_wrongly

    def as_line(self, name: str) -> str:
        """Return the counts as a line of the table."""
        known = f"{self.right:>6} {self.wrong:>6} {self.abstained:>10} {share(self.right, self.answerable):>10}"
        unknown = f"{self.refused:>9} {self.answered_wrongly:>9} {share(self.refused, self.unanswerable):>9}"
        return f"{name:<13}{known}  |{unknown}".rstrip()


HEADER = (
    f"{'':<13}{'-- with an answer in the texts --':^35}  |      -- without one --\n"
    f"{'':<13}{'right':>6} {'wrong':>6} {'abstained':>10} {'right':>10}  |{'refused':>9} {'answered':>9} {'refused':>9}"
)


def matcher(folder: Path = SHARED) -> Check:
    """Return the function that judges an answer: check(question, text, status) -> (ok, why).

    Raises SystemExit where the folder holds none.
    """
    spec = importlib.util.spec_from_file_location("matcher", folder / "score.py")
    if spec is None or spec.loader is None or not (folder / "score.py").is_file():
        raise SystemExit(f"no matcher in {folder}; set KG_SHARED to the folder that holds questions/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check: Check = module.check
    return check


def read(file: Path) -> list[Question]:
    """Return the questions of a file, one JSON object a line."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def default_files() -> list[Path]:
    """Return what is scored unless files are named: the shared questions, tuning and calibration."""
    return [SHARED / "questions.jsonl", TUNING, CALIBRATION]


def asked(question: Question, ask: Ask, check: Check) -> Result:
    """Ask one question and judge what comes back; what kg cannot read at all counts as an abstention."""
    start = time.perf_counter()
    try:
        answer = ask(question["question"])
        text, status, reason = answer.plain, answer.status, answer.reason or ""
    except kg.KgError as error:
        text, status, reason = str(error), "abstained", "error"
    ms = (time.perf_counter() - start) * 1000
    return Result(question, text, reason, outcome(question, text, status, check), ms)


def outcome(question: Question, text: str, status: str, check: Check) -> str:
    """Return what an answer amounts to, as one of OUTCOMES."""
    if not question["answerable"]:
        return "refused" if status == "abstained" else "answered wrongly"
    if check(question, text, status)[0]:
        return "right"
    return "abstained" if status == "abstained" else "wrong"


def run(files: Iterable[Path], ask: Ask, check: Check) -> dict[str, list[Result]]:
    """Ask all questions of some files; return the results by the name of the file."""
    return {file.stem: [asked(question, ask, check) for question in read(file)] for file in files}


def tally(results: Iterable[Result]) -> Score:
    """Count results."""
    counts = Counter(result.outcome for result in results)
    return Score(*(counts[name] for name in OUTCOMES))


def share(part: int, whole: int) -> str:
    """Return a share in percent, or nothing of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else ""


def kind(question: Question) -> str:
    """Return the kind of a question; its writers spelled some with a hyphen, some without."""
    return str(question["type"]).replace("-", "").replace("_", "")


def by_kind(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Group results by the kind of question."""
    found: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        found[kind(result.question)].append(result)
    return dict(sorted(found.items()))


def reasons(results: Iterable[Result], name: str) -> str:
    """Return the reasons given for the results of one outcome, the commonest first."""
    counts = Counter(result.reason or "none given" for result in results if result.outcome == name)
    return ", ".join(f"{count} {reason}" for reason, count in counts.most_common())


def times(results: Sequence[Result]) -> str:
    """Return the median and the 95th percentile of the time to an answer."""
    taken = sorted(result.ms for result in results)
    if len(taken) < 2:
        return "too few questions to time"
    p95 = statistics.quantiles(taken, n=20, method="inclusive")[18]
    return f"median {statistics.median(taken):.1f} ms, 95th percentile {p95:.1f} ms, {len(taken)} questions"


def warm(ask: Ask) -> float:
    """Ask a first question, for which lexicon and names are read; return its time in milliseconds."""
    start = time.perf_counter()
    ask("who attended the second round")
    return (time.perf_counter() - start) * 1000


def listable(files: Sequence[Path]) -> list[Path]:
    """Return the files whose single questions may be shown: those for tuning.

    The others are counted, never read: whoever improves kg on questions that he has seen no longer measures anything.
    Raises SystemExit where none is left.
    """
    open_files = [file for file in files if file.stem.startswith("tuning")]
    if not open_files:
        raise SystemExit("--list shows questions of tuning files only; the others are counted, never read")
    return open_files


def table(found: dict[str, list[Result]]) -> list[str]:
    """Return the lines that sum up the results: by file, by kind of question, reasons."""
    everything = [result for results in found.values() for result in results]
    lines = [HEADER, *(tally(results).as_line(name) for name, results in found.items())]
    lines += ["", HEADER, *(tally(results).as_line(name) for name, results in by_kind(everything).items())]
    lines += ["", f"unanswerable, refused: {reasons(everything, 'refused')}"]
    return [*lines, f"answerable, abstained: {reasons(everything, 'abstained')}"]


def parser(description: str) -> argparse.ArgumentParser:
    """Return a parser for what all measurements take: files of questions."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("files", nargs="*", type=Path, metavar="FILE", help="questions; unless named, all but the unseen")
    return made


def main(argv: Sequence[str] | None = None) -> None:
    """Print the outcomes for each file and kind of question, reasons and times; or single questions."""
    options = parser("Score kg ask on questions with gold answers.")
    options.add_argument("--list", choices=LISTED_NAMES, help="print the questions of tuning files with this outcome")
    given = options.parse_args(argv)
    files = given.files or default_files()
    check, graph = matcher(), kg.open()
    if given.list:
        _print_single(run(listable(files), graph.ask, check), given.list)
        return
    first = warm(graph.ask)
    found = run(files, graph.ask, check)
    print("\n".join(table(found)))
    print(f"\ntime: first question {first:.0f} ms, then {times([r for results in found.values() for r in results])}")


def _print_single(found: dict[str, list[Result]], name: str) -> None:
    for result in (r for results in found.values() for r in results if name in {r.outcome, "all"}):
        print(f"{result.question['id']}  {result.outcome}{f' ({result.reason})' if result.reason else ''}")
        print(f"  Q  {result.question['question']}\n  A  {result.text}\n  =  {'; '.join(result.question['answer'])}\n")


if __name__ == "__main__":
    main()
