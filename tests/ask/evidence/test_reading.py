"""Evidence readings as values: printed, read back, and run as a query that gives their facts and nothing else."""

from __future__ import annotations

import json

import pytest

import kg
from kg.ask.evidence.lines import Key
from kg.ask.evidence.reading import EvidenceReading, sparql
from kg.errors import InputError
from kg.namespaces import ID, term
from tests.ask.small import engine, evidence

NODE, NAME = "https://a.example/x", "https://a.example/p"
READING = EvidenceReading("how-long", ("the levy", "wool"), (Key(NODE, NAME), Key(NODE)), 0.81234, "Yes.")


def held(triple: tuple[str, str, str]) -> bool:
    return triple[0] == f"<{NODE}>"


def known(iri: str) -> bool:
    return iri in {NODE, NAME}


def test_a_reading_prints_as_json() -> None:
    printed = json.loads(json.dumps(READING.as_dict()))
    assert printed == {
        "kind": "evidence", "asks": "how-long", "says": ["the levy", "wool"], "lines": [[NODE, NAME], [NODE, ""]],
        "coverage": 0.812, "opening": "Yes.", "grounds": [],
    }  # fmt: skip


def test_a_printed_reading_comes_back_with_its_lines_and_opening() -> None:
    back = EvidenceReading.from_dict(json.loads(json.dumps(READING.as_dict())), known, held)
    assert back.lines == READING.lines
    assert back.opening == "Yes."


def test_in_words_it_says_what_was_asked() -> None:
    assert READING.in_words() == "how long: the levy, wool"


@pytest.mark.parametrize(
    "lines",
    [None, "all", [], {}, [NODE], [[NODE]], [[NODE, NAME, NAME]], [[NODE, None]], [[1, 2]],
     [["https://b.example/", ""]], [[NODE, "https://b.example/"]], [[NODE, ""], ["", ""]],
     [[f"{NODE}> }} DROP ALL #", ""]]],
)  # fmt: skip
def test_what_is_no_list_of_known_lines_is_refused(lines: object) -> None:
    with pytest.raises(InputError) as caught:
        EvidenceReading.from_dict({"lines": lines}, known, held)
    assert "lines" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("opening", ["Maybe.", "yes", "Yes. Ann lied.", None, 1, " "])
def test_nobody_puts_words_before_an_answer(opening: object) -> None:
    with pytest.raises(InputError, match="opening"):
        EvidenceReading.from_dict({"lines": [[NODE, ""]], "opening": opening}, known, held)


@pytest.mark.parametrize("opening", ["", "Yes.", "No."])
def test_yes_and_no_may_open_one(opening: str) -> None:
    assert EvidenceReading.from_dict({"lines": [[NODE, ""]], "opening": opening}, known, held).opening == opening


def test_the_query_gives_the_facts_of_the_lines_and_nothing_else() -> None:
    held = kg.Graph(
        engine('event:round a kg:Meeting ; rdfs:label "Round" ; kg:minutes 40, 35 ; kg:days 2 . event:b kg:minutes 9 .')
    )
    line = evidence(held.engine).line(Key(f"{ID}event/round", term("minutes")))
    assert line is not None
    rows = {tuple(map(str, row)) for row in held.select(sparql([line, line])).rows}
    assert rows == set(line.triples)
    assert len(rows) == 2


def test_a_ground_has_to_be_a_triple_of_the_graph() -> None:
    own = [f"<{NODE}>", "<https://kg.example/ont#minutes>", "40"]
    data: dict[str, object] = {"lines": [[NODE, ""]], "grounds": [own]}
    assert EvidenceReading.from_dict(data, known, held).grounds == (tuple(own),)
    for wrong in ("x", [["a"]], [["<https://c.example/other>", "b", "c"]], [[1, 2, 3]]):
        with pytest.raises(InputError, match="grounds"):
            EvidenceReading.from_dict({**data, "grounds": wrong}, known, held)
