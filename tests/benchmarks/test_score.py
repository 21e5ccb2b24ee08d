"""The measuring itself: what counts as right, and what is printed."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import kg
from benchmarks import curve, fill
from benchmarks.score import Result, Score, asked, by_kind, listable, outcome, reasons, table, tally, times
from kg.ask.answer import Answer


def check(question, text, status):
    """Judge as the shared matcher does, in little."""
    return status != "abstained" and question["answer"][0] in text, []


def question(answerable=True, kind="who"):
    return {"id": "X1", "question": "who", "type": kind, "answer": ["Mara Venn"], "answerable": answerable}


@pytest.mark.parametrize(
    ("answerable", "text", "status", "became"),
    [
        (True, "It was Mara Venn.", "answered", "right"),
        (True, "It was Ilan Dross.", "answered", "wrong"),
        (True, "Not in the graph: Mara Venn", "abstained", "abstained"),
        (False, "Not in the graph.", "abstained", "refused"),
        (False, "It was Mara Venn.", "answered", "answered wrongly"),
    ],
)
def test_an_answer_is_what_the_matcher_and_its_status_make_it(answerable, text, status, became):
    assert outcome(question(answerable), text, status, check) == became


def test_a_question_that_kg_refuses_to_read_is_an_abstention():
    def ask(text: str) -> Answer:
        raise kg.InputError("no words")

    result = asked(question(), ask, check)
    assert (result.outcome, result.reason, result.text) == ("abstained", "error", "no words")


def test_markers_of_receipts_are_not_judged():
    result = asked(question(), lambda text: Answer(text, "answered", "It was Mara Venn [1]."), check)
    assert result.text == "It was Mara Venn."
    assert result.outcome == "right"
    assert result.ms >= 0


def results():
    made = [("right", ""), ("abstained", "no-record"), ("refused", "unknown-word"), ("refused", "no-record")]
    return [
        Result(question(became != "refused", kind), "", reason, became, ms)
        for ms, ((became, reason), kind) in enumerate(
            zip(made, ["before-after", "before_after", "who", "who"], strict=True), 1
        )
    ]


def test_results_are_counted_by_outcome_kind_and_reason():
    assert tally(results()) == Score(right=1, wrong=0, abstained=1, refused=2, answered_wrongly=0)
    assert {name: len(found) for name, found in by_kind(results()).items()} == {"beforeafter": 2, "who": 2}
    assert reasons(results(), "refused") == "1 unknown-word, 1 no-record"
    assert "unanswerable, refused: 1 unknown-word, 1 no-record" in table({"one": results()})


def test_times_are_the_middle_and_the_slow_end():
    slow = [Result(question(), "", "", "right", float(ms)) for ms in range(1, 102)]
    assert times(slow) == "median 51.0 ms, 95th percentile 96.0 ms, 101 questions"
    assert "too few" in times(slow[:1])


def test_single_questions_are_shown_from_tuning_files_alone():
    tuning, calibration = Path("tuning.jsonl"), Path("calibration.jsonl")
    assert listable([tuning, calibration, Path("unseen.jsonl"), Path("questions.jsonl")]) == [tuning]
    with pytest.raises(SystemExit, match="tuning"):
        listable([calibration])


POINTS = [
    curve.Point(0.0, right=8, wrong=2, abstained=0, answered_wrongly=4, questions=20, answerable=10),
    curve.Point(0.5, right=7, wrong=1, abstained=2, answered_wrongly=1, questions=20, answerable=10),
    curve.Point(1.0, right=4, wrong=0, abstained=6, answered_wrongly=0, questions=20, answerable=10),
]


def test_a_point_of_the_curve_counts_what_one_threshold_gives():
    def ask(text: str) -> Answer:
        return Answer(text, "answered", "It was Mara Venn.")

    one = curve.point(0.25, ask, [question(), question(), question(answerable=False)], check)
    assert one == curve.Point(0.25, right=2, wrong=0, abstained=0, answered_wrongly=1, questions=3, answerable=2)
    assert (one.unanswered, one.false) == (0, pytest.approx(100 / 3))


def test_the_table_of_the_curve_is_markdown():
    assert curve.table(POINTS).splitlines()[2] == "| 0 | 8 | 2 | 0 | 4 |"
    assert len(curve.table(POINTS).splitlines()) == 5


def test_the_curve_is_drawn_to_scale_and_inside_its_frame():
    import xml.etree.ElementTree as ET

    svg = ET.fromstring(curve.drawing(POINTS))
    dots = [(float(c.get("cx")), float(c.get("cy"))) for c in svg.iter("{http://www.w3.org/2000/svg}circle")]
    (x0, y0), (x1, y1), (x2, y2) = dots
    assert x0 == curve.LEFT
    assert (x1 - x0) / (x2 - x0) == pytest.approx(20 / 60, abs=0.01)
    assert y0 < y1 < y2 == curve.HEIGHT - curve.BOTTOM
    assert all(curve.LEFT <= x <= curve.WIDTH and curve.TOP <= y <= curve.HEIGHT for x, y in dots)
    labels = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"0", "0.5", "1"} <= set(labels)


def test_thresholds_that_make_no_difference_share_one_label():
    assert ">0 to 1<" in curve.drawing([POINTS[0], POINTS[0]._replace(threshold=1.0)])


def test_a_document_is_filled_with_what_commands_print(monkeypatch, tmp_path):
    document = tmp_path / "measured.md"
    document.write_text("Before\n<!-- benchmarks.curve -->\nold\n<!-- end -->\nAfter\n", encoding="utf-8")
    monkeypatch.setattr(fill, "printed_by", lambda module: "| a |\n" if module == "benchmarks.curve" else "")
    fill.main([str(document)])
    filled = document.read_text(encoding="utf-8")
    assert filled == "Before\n<!-- benchmarks.curve -->\n| a |\n<!-- end -->\nAfter\n"


@pytest.mark.parametrize("name", ["score", "robustness", "deletion", "curve", "fill"])
def test_examples_in_the_docstrings_hold(name):
    assert doctest.testmod(import_module(f"benchmarks.{name}")).failed == 0
