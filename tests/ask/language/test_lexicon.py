"""A workspace's own lexicon: what is wrong with it is said in one line."""

from __future__ import annotations

import pytest

from kg.ask.language.lexicon import load
from kg.errors import InputError, RdfError

HEAD = "@prefix lex: <https://kg.example/lexicon#> .\n@prefix kg: <https://kg.example/ont#> .\n"


@pytest.mark.parametrize(
    ("entry", "error", "message"),
    [
        ("lex:x a lex:Askable ; lex:hub kg:Meeting .", InputError, "lexicon: https://kg.example/lexicon#x: lex:path"),
        ("lex:x a lex:Attachment ; lex:hub kg:Meeting ; lex:path 'kg:on' ; lex:takes 'date' .", InputError, "lex:cost"),
        ("lex:x a lex:Askable ; lex:hub kg:Meeting ; lex:path 'nope:on' .", InputError, "no prefixed name"),
        (
            "lex:x a lex:Attachment ; lex:hub kg:Meeting ; lex:path 'kg:on' ; lex:takes 'date' ; lex:cost 'low' .",
            InputError,
            "a number is needed",
        ),
        ("lex:x a lex:Askable", RdfError, "line"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, entry, error, message):
    (tmp_path / "more.ttl").write_text(HEAD + entry)
    with pytest.raises(error) as caught:
        load([tmp_path])
    assert message in str(caught.value)
