"""What `kg ask` answers rightly stays so: the floors of benchmarks/floors.json, raised when a version does better."""

from __future__ import annotations

import json

import pytest

from benchmarks.score import HERE, SHARED, Score, default_files, matcher, run, tally
from tests.conftest import lacking

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
FILES = {file.stem: file for file in default_files()}


def breaches(score: Score, floor: dict[str, int]) -> list[str]:
    """Return in words where a score is worse than its floor."""
    found = []
    if score.right < floor["right"]:
        found.append(f"right fell from {floor['right']} to {score.right}")
    if score.wrong > floor["wrong_max"]:
        found.append(f"wrong rose from {floor['wrong_max']} to {score.wrong}")
    if score.answered_wrongly > floor["answered_wrongly_max"]:
        found.append(f"answered wrongly rose from {floor['answered_wrongly_max']} to {score.answered_wrongly}")
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_a_score_does_not_fall_below_its_floor(bundled, name):
    if not (SHARED / "score.py").is_file():
        lacking("the matcher that goes with the shared questions is not at hand; set KG_SHARED")
    if not FILES[name].is_file():
        lacking(f"{FILES[name].name} is not at hand; set KG_SHARED")
    results = run([FILES[name]], bundled.ask, matcher())[name]
    assert results
    assert breaches(tally(results), FLOORS[name]) == []


def test_every_file_that_is_scored_has_a_floor():
    assert set(FLOORS) == set(FILES)


def test_what_is_worse_than_the_floor_is_found():
    floor = {"right": 3, "wrong_max": 1, "answered_wrongly_max": 1}
    assert breaches(Score(right=3, wrong=1, abstained=9, refused=9, answered_wrongly=1), floor) == []
    worse = breaches(Score(right=2, wrong=2, abstained=0, refused=0, answered_wrongly=2), floor)
    assert worse == ["right fell from 3 to 2", "wrong rose from 1 to 2", "answered wrongly rose from 1 to 2"]
