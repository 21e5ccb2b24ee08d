from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError, NotFoundError, QueryError
from kg.names import fold

if TYPE_CHECKING:
    import kg

ID = "https://kg.example/id/"


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Mara Venn", "person/mara-venn"),
        ("  mara   VENN ", "person/mara-venn"),
        ("Venn", "person/mara-venn"),  # of all that bears the name, the person is meant
        ("Máŕa Vénn", "person/mara-venn"),
        ("Ｖｅｎｎ", "person/mara-venn"),
        ("person:mara-venn", "person/mara-venn"),
        (f"{ID}person/mara-venn", "person/mara-venn"),
        (f"<{ID}person/mara-venn>", "person/mara-venn"),
        ("Government of Norvia", "government/norvia"),
        ("Quill", "place/quill"),
    ],
)
def test_a_name_is_found_by_label_words_or_iri(example: kg.Graph, name: str, iri: str) -> None:
    assert example.names.find(name) == ID + iri


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Mara Wenn", "Mara Venn"),
        ("Drosss", "Ilan Dross"),
        ("suniva hale", "Sunniva Hale"),
        ("Port Anzel", "Port Ansel"),
    ],
)
def test_an_unknown_name_offers_the_nearest_first(example: kg.Graph, name: str, nearest: str) -> None:
    with pytest.raises(NotFoundError) as error:
        example.names.find(name)
    assert error.value.nearest[0] == nearest
    assert len(error.value.nearest) <= 5
    assert f"{name!r} is not in the graph. Nearest: {nearest}" in str(error.value)


def test_a_typo_in_a_long_name_offers_the_person(bundled: kg.Graph) -> None:
    assert bundled.names.nearest("Akazwa")[0] == "Ryosei Akazawa"
    assert bundled.names.nearest("Zqxj") == []


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("round", InputError, "may be any of"),
        ("", InputError, "the name is empty"),
        (" . ", InputError, "the name is empty"),
        ("person:nobody", NotFoundError, "person:nobody is not in the graph"),
        ("http://a b", QueryError, "not an IRI"),
        ("<x> } DROP ALL", NotFoundError, "not in the graph"),
    ],
)
def test_what_stands_for_nothing_or_too_much_is_told(
    example: kg.Graph, name: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        example.names.find(name)


@given(st.text() | st.builds("person:{}".format, st.text()) | st.builds("<http://{}>".format, st.text()))
def test_any_text_finds_something_or_raises_a_kg_error(example: kg.Graph, name: str) -> None:
    with contextlib.suppress(KgError):
        assert example.names.find(name).startswith(ID)


def test_every_label_that_one_thing_alone_bears_finds_it(example: kg.Graph) -> None:
    for name, iris in example.names.by_name.items():
        if len(iris) == 1:
            assert example.names.find(name) in iris
    assert len(example.names.by_name) > 50


def test_a_thing_without_a_label_goes_by_the_end_of_its_iri(example: kg.Graph) -> None:
    assert example.names.label(f"{ID}person/mara-venn") == "Mara Venn"
    assert example.names.label("http://a.example/no-label") == "no-label"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
