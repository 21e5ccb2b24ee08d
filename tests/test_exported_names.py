from __future__ import annotations

import pytest

import kg

NAMES = [
    "Article",
    "Bounded",
    "Citation",
    "Graph",
    "InputError",
    "KgError",
    "LimitError",
    "Limits",
    "NotFoundError",
    "QueryError",
    "Receipt",
    "RefusedError",
    "Rows",
    "open",
]


def test_the_list_of_names_is_pinned() -> None:
    assert kg.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there(name: str) -> None:
    assert callable(getattr(kg, name))


def test_any_other_name_is_missed_in_the_usual_way() -> None:
    with pytest.raises(AttributeError, match="'kg' has no attribute 'load'"):
        kg.load  # noqa: B018


@pytest.mark.parametrize(
    ("name", "status"),
    [("InputError", 2), ("QueryError", 2), ("NotFoundError", 1), ("RefusedError", 3), ("LimitError", 3)],
)
def test_each_error_is_a_kg_error_with_its_exit_status(name: str, status: int) -> None:
    error = getattr(kg, name)
    assert issubclass(error, kg.KgError)
    assert error.exit_status == status
