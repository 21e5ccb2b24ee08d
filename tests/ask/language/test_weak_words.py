"""Weak words: a fact that answers may lack them, so none of them may change what is asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ask.language.lexicon import LEX
from kg.ask.language.thesaurus import Thesaurus, read
from kg.ask.language.words import phrase
from kg.namespaces import local_name

THESAURUS = Path(__file__).parents[3] / "ontology" / "lexicon" / "thesaurus"
WEAK_FILE = THESAURUS / "weak.ttl"

# Words that change what is asked: no weak form has one in it.
FORBIDDEN = """
price cost quota vote ballot tally byline rebate letter interpreter agenda tariff tariffs duty levy subsidy sanction
deal agreement pact accord treaty import imports export exports investment money dollar dollars yen profit loss
budget debt fund tax election bill law court lawsuit penalty licence license contract
more most less least fewer only first last next previous total combined average extra both each every all half other
another same different than equal double triple percent million billion two three twice
not no never none nobody nothing neither nor without except excluding unless instead but
before after since until still already yet again anymore during later earlier recently soon ago once always
planned agreed promised signed refused cancelled canceled possible possibly likely maybe perhaps probably almost nearly
alleged hoped expected wanted intended threatened denied rejected postponed suspended failed
why because reason reasons due if condition conditions
minister president premier secretary envoy spokesman spokeswoman chief ambassador deputy acting leader delegation
here there north south east west city country capital abroad home venue
age birthday wife husband son daughter born salary married
photo tweet headline interview podcast video paragraph transcript
open closed high low rise fall win lose secret private begin end start stop
us uk eu
""".split()  # noqa: SIM905

# Kinds of question, and limits, whose words must be accounted for.
LIMITS = frozenset(
    "negation only exception conditional before after since until within superlative compare quantifier".split()  # noqa: SIM905
)

# Words that are weak in a phrase ("on the record", "wound up with") and telling by themselves.
ALONE = """
record records figure figures side sides party word words side face need mind favour favor left quick brief term terms
human managing serve manage wind materials sources background position role paper papers people
""".split()  # noqa: SIM905

# The longest form wins, so that an idiom hides the telling words in it.
IDIOMS = """
up to now / up to speed / best wishes / best regards / double check / double checking / double checked /
off the top of / top of your head / top of my head / in common parlance /
once the / once a / once he / once she / once it / once they
"""


def forms(path: Path, subject: str) -> list[str]:
    """Return the forms that a thesaurus file lists under one subject, as often as they stand there."""
    triples = ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)
    return [t.object.value for t in triples if str(t.subject) == f"<{LEX}{subject}>"]


WEAK = forms(WEAK_FILE, "weak")
WORDS = [phrase(form) for form in WEAK]
PLAIN = [words for words in WORDS if words not in {phrase(idiom) for idiom in IDIOMS.split("/")}]


def limits() -> set[tuple[str, ...]]:
    """Return the phrases by which questions limit what they ask."""
    found: dict[str, dict[str, list[str]]] = {}
    for t in ox.parse((THESAURUS / "questions.ttl").read_bytes(), ox.RdfFormat.TURTLE):
        found.setdefault(str(t.subject), {}).setdefault(local_name(t.predicate.value), []).append(t.object.value)
    limiting = [entry for entry in found.values() if entry.get("frame", [""])[0] in LIMITS]
    return {phrase(form) for entry in limiting for name in ("phrase", "adjective") for form in entry.get(name, [])}


def coded(frame: str) -> set[tuple[str, ...]]:
    """Return the phrases that stand for a code of one list."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in THESAURUS.glob("*.ttl"):
        for t in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
            key = f"{path}{t.subject}"
            found.setdefault(key, {}).setdefault(local_name(t.predicate.value), []).append(t.object.value)
    entries = [entry for entry in found.values() if "code" in entry and entry["frame"] == [frame]]
    return {phrase(f) for e in entries for name in ("phrase", "verb", "noun", "adjective") for f in e.get(name, [])}


def test_the_file_holds_weak_words_and_nothing_else() -> None:
    triples = list(ox.parse(WEAK_FILE.read_bytes(), ox.RdfFormat.TURTLE))
    assert {(t.subject.value, local_name(t.predicate.value)) for t in triples} == {(f"{LEX}weak", "phrase")}
    assert 800 <= len(triples) <= 1700


def test_the_thesaurus_takes_them_as_weak() -> None:
    thesaurus = Thesaurus(read([WEAK_FILE]))
    assert all(thesaurus.entry(words).weak for words in WORDS)
    assert not thesaurus.entry(("tariff",)).weak


def test_the_forbidden_words_are_many_and_none_is_weak() -> None:
    assert len(set(FORBIDDEN)) >= 150
    assert [words for words in PLAIN if set(FORBIDDEN) & set(words)] == []


def test_words_that_tell_by_themselves_are_weak_in_phrases_only() -> None:
    assert [word for word in ALONE if (word,) in WORDS] == []


def test_nothing_stands_twice() -> None:
    assert [words for words, times in Counter(WORDS).items() if times > 1] == []


def test_nothing_is_light_already() -> None:
    light = {phrase(form) for form in forms(THESAURUS / "light.ttl", "light")}
    assert light
    assert sorted(light & set(WORDS)) == []


def test_no_form_is_empty_or_over_four_words() -> None:
    assert [form for form, words in zip(WEAK, WORDS, strict=True) if not 1 <= len(words) <= 4] == []


def test_no_weak_form_limits_the_question() -> None:
    limiting = limits()
    assert ("only",) in limiting
    runs = {
        words: {words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)} & limiting
        for words in PLAIN
    }
    assert {words: found for words, found in runs.items() if found} == {}


@pytest.mark.parametrize("frame", ["status", "stance"])
def test_no_weak_form_tells_what_became_of_a_thing_or_who_is_for_it(frame: str) -> None:
    assert coded(frame)
    assert sorted(coded(frame) & set(WORDS)) == []


def test_no_weak_form_is_a_letter_or_a_number() -> None:
    assert [words for words in WORDS if len("".join(words)) < 3 or any(word.isdigit() for word in words)] == []
