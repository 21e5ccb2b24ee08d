from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError, NotFoundError
from kg.library import named, parse, queries

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """#+ summary: What someone said.
#+ question: Who said what?
# a plain remark: VALUES in words
SELECT ?s { VALUES ?who { person:a  person:b }
  VALUES ?on { "2031" } ?s kg:speaker ?who ; kg:saidOn ?on }
"""


def test_a_header_and_parameters_are_read() -> None:
    query = parse("said-by", TEXT)
    assert (query.name, query.summary, query.question) == ("said-by", "What someone said.", "Who said what?")
    assert dict(query.parameters) == {"who": "person:a  person:b", "on": '"2031"'}
    assert dict(parse("x", "ASK {}").parameters) == {}


def test_values_replace_the_example_and_nothing_else() -> None:
    query = parse("said-by", TEXT)
    assert query.with_values({}) == TEXT
    changed = query.with_values({"who": "<http://a.example/>"})
    assert changed == TEXT.replace("{ person:a  person:b }", "{ <http://a.example/> }")


def test_an_unknown_parameter_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError, match="query said-by has no parameter when; it has: who, on"):
        parse("said-by", TEXT).with_values({"when": "1"})
    with pytest.raises(InputError, match="it has: none"):
        parse("x", "ASK {}").with_values({"when": "1"})


def test_an_unknown_query_offers_those_that_resemble_it(tmp_path: Path) -> None:
    for name in ("said-by", "meetings", "said-on"):
        (tmp_path / f"{name}.rq").write_text(TEXT)
    assert list(queries(tmp_path)) == ["meetings", "said-by", "said-on"]
    assert named("meetings", tmp_path).text == TEXT
    with pytest.raises(NotFoundError) as error:
        named("SAID", tmp_path)
    assert error.value.nearest == ["said-by", "said-on"]
