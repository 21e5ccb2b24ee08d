"""Questions that are none: one plain line, a documented exit status, the graph untouched."""

from __future__ import annotations

import pytest

from kg.errors import InputError, LimitError


@pytest.mark.parametrize("question", ["", "   ", "?!...", "who\0", "who\x1b[2J attended"])
def test_what_holds_no_question_is_bad_input(bundled, question):
    with pytest.raises(InputError) as caught:
        bundled.ask(question)
    assert caught.value.exit_status == 2
    assert "\n" not in str(caught.value)


def test_a_question_over_the_limit_is_refused(bundled):
    with pytest.raises(LimitError) as caught:
        bundled.ask("who attended " * 10_000)
    assert caught.value.exit_status == 3
