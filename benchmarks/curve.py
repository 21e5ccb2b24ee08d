"""What less silence costs in wrong answers: `python -m benchmarks.curve` asks at one threshold after another.

Prints the trade over tuning and calibration questions as a table in Markdown, and draws it as
docs/images/ask-curve.svg.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import kg
from benchmarks.score import CALIBRATION, HERE, TUNING, Ask, Check, Question, asked, matcher, read, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.answer import Answer

IMAGE = HERE.parent / "docs" / "images" / "ask-curve.svg"
THRESHOLDS = tuple(round(0.1 * step, 1) for step in range(11))

WIDTH, HEIGHT = 640, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 48, 56
_TICKS = 5


class Point(NamedTuple):
    """What comes of all questions at one threshold, in counts.

    `wrong` and `abstained` are of answerable questions, `answered_wrongly` of unanswerable ones.
    """

    threshold: float
    right: int
    wrong: int
    abstained: int
    answered_wrongly: int
    questions: int
    answerable: int

    @property
    def unanswered(self) -> float:
        """Return the share of the answerable questions that got no answer, in percent."""
        return 100 * self.abstained / self.answerable if self.answerable else 0.0

    @property
    def false(self) -> float:
        """Return the share of all questions that got a wrong answer, or one where there is none, in percent."""
        return 100 * (self.wrong + self.answered_wrongly) / self.questions if self.questions else 0.0


def asker_at(graph: kg.Graph, threshold: float) -> Ask:
    """Return the function that asks with this threshold: the one place that knows how it is set."""

    def ask(question: str) -> Answer:
        return graph.ask(question, threshold=threshold)  # type: ignore[call-arg, unused-ignore]

    return ask


def point(threshold: float, ask: Ask, questions: Iterable[Question], check: Check) -> Point:
    """Ask all questions at one threshold and count."""
    results = [asked(question, ask, check) for question in questions]
    counts = tally(results)
    return Point(
        threshold, counts.right, counts.wrong, counts.abstained, counts.answered_wrongly,
        len(results), counts.answerable,
    )  # fmt: skip


def table(points: Iterable[Point]) -> str:
    """Return the points as a table in Markdown."""
    lines = ["| threshold | right | wrong | needless abstentions | answered wrongly |", "|---:|---:|---:|---:|---:|"]
    lines += [f"| {p.threshold:g} | {p.right} | {p.wrong} | {p.abstained} | {p.answered_wrongly} |" for p in points]
    return "\n".join(lines)


def drawing(points: Sequence[Point]) -> str:
    """Return the curve as SVG: across, what is left unanswered; up, what is answered falsely; each point its threshold.

    Both axes end at the next five percent above the largest value.
    """
    across, up = _end(p.unanswered for p in points), _end(p.false for p in points)
    where = [(_x(p.unanswered, across), _y(p.false, up)) for p in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in where)
    said = "; ".join(f"at {p.threshold:g} {p.unanswered:.0f} % and {p.false:.1f} %" for p in points)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title what" font-family="sans-serif" font-size="12">',
        '<title id="title">Unanswered against falsely answered, by threshold</title>',
        f'<desc id="what">Unanswered and falsely answered: {said}.</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(LEFT, 24, "kg ask: silence against error, by threshold", "start", 15),
        *_axes(across, up),
        f'<polyline points="{line}" fill="none" stroke="#1f6f8b" stroke-width="2"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f6f8b"/>' for x, y in where),
        *(_text(x + 7, y - 7, name, "start") for (x, y), name in _labels(points, where)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _labels(points: Iterable[Point], where: Iterable[tuple[float, float]]) -> Iterable[tuple[tuple[float, float], str]]:
    """Yield one label a place: thresholds that give the same figures share theirs."""
    names: dict[tuple[float, float], list[str]] = {}
    for p, place in zip(points, where, strict=True):
        names.setdefault(place, []).append(f"{p.threshold:g}")
    for place, shared in names.items():
        yield place, shared[0] if len(shared) == 1 else f"{shared[0]} to {shared[-1]}"


def _axes(across: float, up: float) -> Iterable[str]:
    for step in range(_TICKS + 1):
        x, y = _x(across * step / _TICKS, across), _y(up * step / _TICKS, up)
        yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text(x, HEIGHT - BOTTOM + 18, f"{across * step / _TICKS:g} %", "middle")
        yield _text(LEFT - 8, y + 4, f"{up * step / _TICKS:g} %", "end")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "answerable questions left unanswered", "middle")
    middle = (TOP + HEIGHT - BOTTOM) / 2
    yield (
        f'<text x="16" y="{middle:.1f}" text-anchor="middle" transform="rotate(-90 16 {middle:.1f})">'
        "questions answered falsely</text>"
    )


def _text(x: float, y: float, words: str, anchor: str, size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="#222">{words}</text>'


def _end(values: Iterable[float]) -> float:
    return max(5.0, -(-max(values, default=0.0) // 5) * 5)


def _x(value: float, end: float) -> float:
    return LEFT + value / end * (WIDTH - LEFT - RIGHT)


def _y(value: float, end: float) -> float:
    return HEIGHT - BOTTOM - value / end * (HEIGHT - TOP - BOTTOM)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table and draw the curve."""
    options = argparse.ArgumentParser(description="Measure wrong against unanswered, threshold by threshold.")
    options.add_argument("thresholds", nargs="*", type=float, default=THRESHOLDS)
    options.add_argument("-o", "--output", type=Path, default=IMAGE)
    given = options.parse_args(argv)
    check, graph = matcher(), kg.open()
    questions = [*read(TUNING), *read(CALIBRATION)]
    points = [point(at, asker_at(graph, at), questions, check) for at in given.thresholds]
    given.output.write_text(drawing(points), encoding="utf-8")
    print(table(points))


if __name__ == "__main__":
    main()
