"""The words for asking: well formed, unique, true to the ontology; nothing joined that would make a wrong answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph

from kg.ask.language.lexicon import LEX, load
from kg.ask.language.words import noun_forms, phrase, verb_forms
from kg.namespaces import local_name, term

if TYPE_CHECKING:
    from collections.abc import Iterator

ONTOLOGY = Path(__file__).parents[3] / "ontology"
THESAURUS = ONTOLOGY / "lexicon" / "thesaurus"
SHAPES = ONTOLOGY / "shapes" / "lexicon.ttl"
FORMS = ("noun", "verb", "adjective", "phrase")
LISTS = {
    "attitude": "Modality",
    "stance": "Stance",
    "standing": "Standing",
    "status": "Status",
    "channel": "Channel",
    "voice": "Voice",
}
KINDS = [
    "who",
    "whom",
    "when",
    "where",
    "how-long",
    "how-much",
    "how-many",
    "which",
    "what",
    "why",
    "condition",
    "yes-no",
    "list",
    "count",
    "compare",
    "superlative",
    "timeline",
    "change",
    "conflict",
    "summary",
    "negation",
    "only",
    "before",
    "after",
    "since",
    "until",
    "between",
]

# Opposites, and near misses that are not the same in this field.
APART = """
tariff / quota; tariff / subsidy; tariff / sanction; tariff / non-tariff barrier; duty / obligation;
tariff cut / tariff hike; tariff cut / tariff exemption; baseline tariff / additional tariff;
baseline tariff / reciprocal tariff; reciprocal tariff / retaliatory tariff; meeting / agreement; meetings / deals;
talk / deal; talks / agreement; negotiation / agreement; round / deal; proposal / agreement; say / promise;
say / deny; say / ask; say / threaten; say / demand; said / promised; claim / demand; promise / threaten;
warn / threaten; hope / expect; want / intend; hope / fear; rise / fall; rises / falls; raise / reduce; raise / lower;
raise / lift; hike / cut; increase / decrease; increase / cut; import / export; imports / exports;
importer / exporter; buy / sell; bought / sold; purchase / sale; investment / purchase; planned / held;
planned / proposed; planned / considered; planned / cancelled; postponed / cancelled; offer / demand; offer / request;
offer / accept; propose / accept; accept / reject; agree / refuse; agree / disagree; support / oppose; confirm / deny;
admit / deny; praise / criticize; welcome / condemn; optimistic / pessimistic; hopeful / worried; likely / unlikely;
possible / impossible; begin / end; start / finish; continue / stop; continue / resume; resume / suspend;
suspend / cancel; suspended / abolished; suspended / lifted; shelve / scrap; impose / lift; impose / suspend;
imposed / threatened; impose / exempt; imposed / announced; announce / take effect; include / exclude;
exempt / exclude; surplus / deficit; trade surplus / trade deficit; profit / loss; profit / revenue; win / lose;
victory / defeat; success / failure; strengthen / weaken; improve / worsen; escalate / de-escalate; tighten / ease;
soften / stand firm; dig in / back down; concede / insist; concession / demand; progress / impasse;
breakthrough / deadlock; early / late; quick / sluggish; long / short; temporary / permanent; big / small; high / low;
cheap / expensive; fair / unfair; maximum / minimum; domestic / foreign; domestic / imported;
bilateral / multilateral; president / prime minister; minister / president; finance minister / foreign minister;
trade minister / finance minister; trade minister / economy minister; commerce secretary / treasury secretary;
trade representative / trade minister; minister / spokesman; reporter / spokesman; ally / enemy; friend / rival;
upper house / lower house; ruling party / opposition party; government / parliament; company / government;
hire / dismiss; appoint / dismiss; appoint / resign; predecessor / successor; former / incumbent; arrive / depart;
attend / skip; attendance / absence; named / unnamed; true / false; lawful / unlawful; public / secret; allow / ban;
war / peace; ceasefire / peace deal; interim deal / comprehensive deal; bill / law; article / statement;
election / referendum; rate hike / rate cut; tax cut / tax hike; boom / recession; inflation / deflation; car / truck;
car / car part; steel / aluminum; beef / pork; rice / wheat; oil / gas; lng / coal; opening / conclusion;
trust / distrust
"""

# Words of many meanings, and the only groups in which questions about trade talks mean them.
OF_MANY_MEANINGS = {
    "round": {"round"},
    "issue": {"agenda"},
    "measure": {"measure"},
    "party": {"party"},
    "deal": {"agreement"},
    "lead": {"lead-delegation"},
    "head": {"boss"},
    "chair": {"boss", "chair"},
    "share": {"share"},
    "rate": {"tariff-rate"},
    "term": {"conditions"},
    "close": set(),
    "light": set(),
    "order": set(),
    "charge": {"impose"},
    "duty": {"tariff"},
    "post": {"post"},
    "talk": {"confer", "talk-over"},
    "cut": {"reduce"},
}

# Everyday and journalists' words, with a word that the graph's own labels or properties would use.
COLLOQUIAL = """
sit-down / meeting; powwow / meeting; confab / meeting; haggle / negotiate; horse-trading / negotiation;
go-between / mediator; sweetener / offer; climb-down / concession; blink / concession; slap / impose; whack / impose;
hit with / impose; hike / raise; car tax / car tariff; import tax / tariff; carve-out / exemption;
PM / prime minister; premier / prime minister; head of government / prime minister; Treasury chief / finance minister;
treasury secretary / finance minister; USTR / trade representative; czar / chief negotiator;
point man / chief negotiator; chip / semiconductor; car / automobile; auto component / auto part;
aluminium / aluminum; agri product / farm product; critical mineral / rare earth; bottom line / profit;
net earnings / profit; forex loss / exchange loss; soy / soybean; pharma / pharmaceutical; journo / reporter;
exclusive / scoop; media house / outlet; defence / defense; CEO / chief executive; deadlock / impasse
"""


class Entry(NamedTuple):
    """One entry of a file: its values by property."""

    file: str
    values: dict[str, list[str]]

    def forms(self) -> list[tuple[str, str]]:
        return [(part, form) for part in FORMS for form in self.values.get(part, [])]


def entries(path: Path) -> Iterator[Entry]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for t in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
        found[str(t.subject)][local_name(t.predicate.value)].append(t.object.value)
    yield from (Entry(path.name, dict(values)) for values in found.values())


ALL = [entry for path in sorted(THESAURUS.glob("*.ttl")) for entry in entries(path)]
GROUPS = [entry for entry in ALL if "concept" in entry.values]
FRAMES = [entry for entry in ALL if "frame" in entry.values]
CODED = [entry for entry in FRAMES if "code" in entry.values]
LIGHT = {form for entry in ALL if not entry.values.keys() & {"concept", "frame"} for _, form in entry.forms()}


def irregular() -> dict[str, list[str]]:
    forms = [
        form for entry in entries(ONTOLOGY / "lexicon" / "inflections.ttl") for form in entry.values.get("forms", [])
    ]
    return {form.split()[0]: form.split()[1:] for form in forms}


def inflected(entry: Entry, verbs: dict[str, list[str]]) -> set[tuple[str, ...]]:
    """Return every form of an entry as a question may have it."""
    found: set[str] = set()
    for part, form in entry.forms():
        found |= verb_forms(form, verbs) if part == "verb" else noun_forms(form) if part == "noun" else {form}
    return {phrase(form) for form in found}


@pytest.fixture(scope="module")
def named() -> dict[tuple[str, ...], set[str]]:
    """Return the groups that each inflected form stands in."""
    verbs = irregular()
    groups: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry in GROUPS:
        for form in inflected(entry, verbs):
            groups[form].add(entry.values["concept"][0])
    return dict(groups)


def pairs(text: str) -> list[tuple[str, str]]:
    return [(one.strip(), other.strip()) for one, other in (pair.split("/") for pair in text.split(";"))]


def test_the_thesaurus_is_wide() -> None:
    assert len(GROUPS) > 1_000
    assert sum(len(entry.forms()) for entry in GROUPS) > 8_000


def test_a_name_stands_for_one_group() -> None:
    names = Counter(name for entry in GROUPS for name in entry.values["concept"])
    assert [name for name, times in names.items() if times > 1] == []


def test_no_form_is_empty_or_long_or_a_placeholder() -> None:
    forms = [form for entry in ALL for _, form in entry.forms()]
    forms += [form for entry in ALL for name in ("narrower", "broader") for form in entry.values.get(name, [])]
    wrong = [f for f in forms if not 1 <= len(phrase(f)) <= 5 or f != " ".join(f.split())]
    placeholders = {"one's", "someone", "someone's", "somebody's", "oneself"}
    assert wrong == []
    # "someone" by itself is a word that people use.
    assert [f for f in forms if placeholders & set(f.split()) and f not in LIGHT] == []


def test_no_form_stands_twice_in_an_entry() -> None:
    """A noun may be a verb, too ("import"); a phrase or an adjective says nothing that those have said."""
    twice = []
    for entry in [*GROUPS, *FRAMES]:
        inflecting = {phrase(f) for part, f in entry.forms() if part in {"noun", "verb"}}
        standing = [phrase(f) for part, f in entry.forms() if part not in {"noun", "verb"}]
        for part in ("noun", "verb"):
            words = [phrase(f) for f in entry.values.get(part, [])]
            twice += [w for w in words if words.count(w) > 1]
        twice += [w for w in standing if standing.count(w) > 1 or w in inflecting]
    assert twice == []


@pytest.mark.parametrize(("one", "other"), pairs(APART))
def test_no_group_joins_what_differs(named: dict[tuple[str, ...], set[str]], one: str, other: str) -> None:
    shared = named.get(phrase(one), set()) & named.get(phrase(other), set())
    assert shared == set(), f"{one} and {other} stand in {shared}"


def test_the_pairs_kept_apart_are_words_of_the_thesaurus(named: dict[tuple[str, ...], set[str]]) -> None:
    assert len(pairs(APART)) >= 80
    unknown = [pair for pair in pairs(APART) if not any(phrase(word) in named for word in pair)]
    assert unknown == []


@pytest.mark.parametrize(("one", "other"), pairs(COLLOQUIAL))
def test_everyday_words_find_those_of_the_field(named: dict[tuple[str, ...], set[str]], one: str, other: str) -> None:
    assert named.get(phrase(one), set()) & named.get(phrase(other), set()), f"{one} and {other} share no group"


@pytest.mark.parametrize("word", OF_MANY_MEANINGS)
def test_a_word_of_many_meanings_stands_where_the_field_uses_it(word: str) -> None:
    groups = {entry.values["concept"][0] for entry in GROUPS for _, form in entry.forms() if form == word}
    assert groups == OF_MANY_MEANINGS[word]


def test_no_superlative_is_both_most_and_least() -> None:
    ends: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in FRAMES:
        for order in entry.values.get("order", []):
            for _, form in entry.forms():
                ends[entry.values["measures"][0], form].add(order)
    assert ends
    assert [key for key, orders in ends.items() if len(orders) > 1] == []


def test_each_kind_of_question_has_a_frame() -> None:
    assert set(KINDS) - {entry.values["frame"][0] for entry in FRAMES} == set()


def codes() -> dict[str, set[str]]:
    """Return the codes of the lists for which there are everyday words."""
    found: dict[str, set[str]] = defaultdict(set)
    for t in ox.parse((ONTOLOGY / "codes.ttl").read_bytes(), ox.RdfFormat.TURTLE):
        if local_name(t.predicate.value) == "type":
            found[local_name(t.object.value)].add(t.subject.value)
    return found


def test_every_code_of_the_six_lists_has_its_words() -> None:
    lists = codes()
    for frame, name in LISTS.items():
        assert {e.values["code"][0] for e in CODED if e.values["frame"][0] == frame} == lists[name], name


def test_no_word_stands_for_two_codes_of_one_list() -> None:
    meant: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for entry in CODED:
        for _, form in entry.forms():
            meant[entry.values["frame"][0], phrase(form)].add(local_name(entry.values["code"][0]))
    assert {key: sorted(names) for key, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("lose sleep over", "fear"),
        ("be wary of", "fear"),
        ("would not be drawn", "noComment"),
        ("stay silent", "noComment"),
        ("pencilled in", "planned"),
        ("hit pause", "suspended"),
        ("jack up", "hiked"),
        ("presser", "pressRemarks"),
        ("blink", "shiftReported"),
        ("on condition of anonymity", "unattributed"),
    ],
)
def test_everyday_words_stand_for_codes(word: str, code: str) -> None:
    assert term(code) in {e.values["code"][0] for e in CODED for _, form in e.forms() if form == word}


def test_what_says_little_does_not_limit_the_question() -> None:
    telling = (
        "negation only exception conditional before after since until between within superlative compare quantifier"
    )
    limits = {f for e in FRAMES if e.values["frame"][0] in telling.split() for _, f in e.forms()}
    assert limits
    assert LIGHT & limits == set()


def test_no_word_is_wider_than_a_word_wider_than_it() -> None:
    wider = {e.values["narrower"][0]: e.values["broader"] for e in ALL if "narrower" in e.values}
    assert len(wider) > 500

    def above(word: str) -> Iterator[str]:
        for broader in wider.get(word, []):
            yield broader
            yield from above(broader)

    # A circle would end in RecursionError.
    assert [word for word in wider if word in above(word)] == []


def test_the_irregular_forms_are_read(tmp_path: Path) -> None:
    verbs = irregular()
    assert verb_forms("slap on", verbs) == {"slap on", "slaps on", "slapped on", "slapping on"}
    assert verb_forms("get together", verbs) >= {"got together", "gotten together"}
    (tmp_path / "more.ttl").write_text(
        (ONTOLOGY / "lexicon" / "inflections.ttl").read_text(encoding="utf-8")
        + f"<{LEX}filler> <{LEX}verb> 'hammer out', 'slam' .\n",
        encoding="utf-8",
    )
    assert ("slammed",) in load([tmp_path]).fillers


def test_verbs_that_double_their_last_letter_are_listed() -> None:
    """One short syllable that ends in one vowel and one consonant: the rules would make "slaped" of it."""
    verbs = irregular()
    heads = {form.split()[0] for entry in [*GROUPS, *FRAMES] for form in entry.values.get("verb", [])}
    short = {
        head
        for head in heads
        if len(head) > 2
        and head.isascii()
        and head.isalpha()
        and head[-1] not in "aeiouwxy"
        and head[-2] in "aeiou"
        and not set(head[:-2]) & set("aeiouy")
    }
    assert {"slap", "cut", "nod"} & short
    assert short - verbs.keys() == set()


def lexicon_graph(*more: str) -> Graph:
    """Return the ontology with the words for asking, and some Turtle of a test's own."""
    graph = Graph()
    for path in [*ONTOLOGY.glob("*.ttl"), *(ONTOLOGY / "lexicon").rglob("*.ttl")]:
        graph.parse(path)
    for text in more:
        graph.parse(
            data=f"@prefix lex: <{LEX}> . @prefix kg: <https://kg.example/ont#> . {text}",
            format="turtle",
        )
    return graph


def broken(graph: Graph) -> str:
    _, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES), inplace=True)
    return str(text)


def test_the_lexicon_keeps_its_shapes() -> None:
    report = broken(lexicon_graph())
    assert "Conforms: True" in report, report[:3000]


def test_the_shapes_find_what_is_wrong() -> None:
    report = broken(
        lexicon_graph(
            '[] lex:concept "alone" ; lex:noun "solo" .',
            '[] lex:concept "negotiate" ; lex:noun "palavering", "jaw-jaw" .',
            '[] lex:frame "who" .',
            '[] lex:frame "attitude" ; lex:code kg:Meeting ; lex:phrase "x" .',
            '[] lex:narrower "car" ; lex:broader "car" .',
            '[] lex:concept "wordy" ; lex:phrase "one two three four five six", "seven" .',
            'lex:a a lex:Askable ; lex:hub kg:Meeting ; lex:path "kg:minutes" ; lex:kind "who" ; lex:says "{value}" .',
            'lex:b a lex:Attachment ; lex:hub kg:Meeting ; lex:path "^kg:stateOf kg:nope" ; lex:takes "date" .',
            'lex:c a lex:Attachment ; lex:hub kg:Nope ; lex:path "kg:on" ; lex:takes "date" ; lex:cost 0 .',
        )
    )
    for message in (
        "a group has two forms or more",
        "a name stands for one group",
        "a frame has a form",
        "a code is one of the ontology",
        "no word is wider than itself",
        "each of one to five words",
        "what can be asked has words, or is a default",
        "a step of the path is no property of the ontology",
        "it hangs on a class",
    ):
        assert message in report, message
    assert "kg:nope" in report
