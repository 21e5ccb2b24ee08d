"""The lexicon: what can be asked, how mentions attach, and the words of both, read from Turtle beside the ontology."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.ask.language.words import noun_forms, phrase, verb_forms
from kg.errors import InputError
from kg.namespaces import ONT, PREFIXES, TYPE, local_name
from kg.store.reading import rdf_errors, read_rdf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LEX = "https://kg.example/lexicon#"
Words = tuple[str, ...]


class Step(NamedTuple):
    """One property of a path, followed along its arrow or against it."""

    property: str
    inverse: bool = False


class Askable(NamedTuple):
    """One thing that can be asked of a class: the path to the answer, and how the answer is told.

    A yes-or-no question may check a `single` or `checked` one, its number `counted` in these words; `denied` says in
    words that something is absent from the record, where asking for what is absent makes sense.
    """

    name: str
    hub: str
    path: tuple[Step, ...]
    kind: str
    words: frozenset[Words]
    says: str
    default: bool = False
    rank: int = 1
    unit: str | None = None
    single: bool = False
    asks: str = ""
    unless: str | None = None
    without: str | None = None
    details: tuple[str, ...] = ()
    checked: bool = False
    counted: frozenset[Words] = frozenset()
    denied: str = ""


class Attachment(NamedTuple):
    """One way in which a mention hangs on the hub: the path, what it takes, what it costs, and its own words.

    With `of_answer` it hangs on the answer instead; `not_for` is a kind of question that it would not narrow; `stands`
    is "subject" or "object" where the mention must stand before or behind the verb; `many` mentions may hang on it.
    """

    name: str
    hub: str
    path: tuple[Step, ...]
    takes: str
    cost: float
    words: frozenset[Words]
    of_answer: bool = False
    not_for: str | None = None
    stands: str | None = None
    many: bool = False
    denied: str = ""


class Order(NamedTuple):
    """An order of things by what an askable measures: "longest" and "longer" by the length of a meeting.

    `order` is "max" or "min"; `words` are superlatives, `comparatives` take two things; with `of_sorts` a superlative
    needs the name of a class behind it ("last" is a verb, too). `counts` orders by how many there are.
    """

    name: str
    by: str
    order: str
    words: frozenset[Words]
    comparatives: frozenset[Words]
    says: str
    compares: str
    of_sorts: bool = False
    counts: bool = False


class Sort(NamedTuple):
    """Words that name only those of a class that have some property, or one `value` of it.

    A round is a meeting with a number; what is in force is what has that status.
    """

    name: str
    hub: str
    path: tuple[Step, ...]
    words: frozenset[Words]
    value: str | None = None


class Hop(NamedTuple):
    """Words that ask something of whoever is only described, and the askable that answers it.

    With `kind_of` the answer must be of that class: a party is a body, too.
    """

    by: str
    words: frozenset[Words]
    kind_of: str | None = None


class Pair(NamedTuple):
    """Words that hold two things against each other by what a plain question, so opened, asks of each.

    `order` is "min" or "max" for the one of the two that is asked for, empty where neither is; `tells` says it of that
    one, after `won` where it is the one named first and `lost` where it is the other. The words of `between` stand
    between the two, `words` do not; `sure` tells that no other question is asked in them.
    """

    opens: str
    order: str
    tells: str
    words: frozenset[Words]
    between: frozenset[Words]
    won: str = ""
    lost: str = ""
    sure: bool = False


class Country(NamedTuple):
    """A country's names, people included, and its capitals, by which its government may be meant."""

    names: list[str]
    capitals: list[str]

    @property
    def called(self) -> list[str]:
        """Return all that its government may be called by."""
        return [*self.names, *self.capitals]


@dataclass
class Lexicon:
    """All words that questions are read with."""

    askables: list[Askable] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    classes: dict[Words, set[str]] = field(default_factory=lambda: defaultdict(set))
    kinds: dict[Words, str] = field(default_factory=dict)
    fillers: set[Words] = field(default_factory=set)
    unsupported: set[Words] = field(default_factory=set)
    countries: dict[str, Country] = field(default_factory=dict)
    synonyms: list[set[Words]] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    sorts: list[Sort] = field(default_factory=list)
    operators: dict[str, frozenset[Words]] = field(default_factory=dict)
    hops: list[Hop] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    tells: dict[str, str] = field(default_factory=dict)
    answers: dict[str, frozenset[str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    shorts: dict[Words, Words] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return every word that the lexicon knows."""
        phrases = [w for askable in self.askables for w in askable.words]
        phrases += [w for attachment in self.attachments for w in attachment.words]
        phrases += [w for order in self.orders for w in (*order.words, *order.comparatives)]
        phrases += [w for words in self.operators.values() for w in words]
        phrases += [w for sort in self.sorts for w in sort.words]
        phrases += [*self.classes, *self.kinds, *self.fillers, *self.unsupported]
        return frozenset(word for words in phrases for word in words)


def load(folders: Iterable[Path]) -> Lexicon:
    """Read the lexicon from the Turtle files of folders.

    Raises RdfError for a file that does not parse, InputError for an entry that lacks what it needs or names a property
    by an unknown prefix.
    """
    entries: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for folder in folders:
        for path in sorted(folder.glob("*.ttl")):
            with rdf_errors(str(path)):
                triples = list(ox.parse(read_rdf(path), ox.RdfFormat.TURTLE))
            for t in triples:
                subject = t.subject.value if isinstance(t.subject, ox.NamedNode) else f"{path}{t.subject}"
                name = t.predicate.value if t.predicate.value == TYPE else local_name(t.predicate.value)
                entries[subject][name].append(t.object.value)
    irregular = {f.split()[0]: f.split()[1:] for e in entries.values() for f in e.get("forms", [])}
    lexicon = Lexicon()
    for subject, entry in entries.items():
        try:
            _add(lexicon, subject, dict(entry), irregular)
        except KeyError as error:
            raise InputError(f"lexicon: {subject}: lex:{error.args[0]} is missing") from error
        except ValueError as error:
            raise InputError(f"lexicon: {subject}: a number is needed ({error})") from error
    return lexicon


def _add(lexicon: Lexicon, subject: str, entry: dict[str, list[str]], irregular: dict[str, list[str]]) -> None:
    words = _words(entry, irregular)
    if "tells" in entry and "opens" not in entry:
        lexicon.tells[subject] = entry["tells"][-1]
    types = {local_name(t) for t in entry.get(TYPE, [])}
    if "Askable" in types:
        lexicon.askables.append(_askable(subject, entry, words))
    elif "Attachment" in types:
        lexicon.attachments.append(_attachment(subject, entry, words))
    elif types & {"Order", "Sort", "Operator", "Hop", "Pair"}:
        _add_structure(lexicon, subject, entry, words, types)
    else:
        _add_words(lexicon, subject, entry, words)


def _add_words(lexicon: Lexicon, subject: str, entry: dict[str, list[str]], words: frozenset[Words]) -> None:
    if subject == f"{LEX}filler":
        lexicon.fillers |= words
    elif subject == f"{LEX}unsupported":
        lexicon.unsupported |= words
    elif "country" in entry:
        name = entry["country"][0]
        lexicon.countries[name] = Country([name, *entry.get("also", [])], entry.get("capital", []))
    elif "same" in entry:
        lexicon.synonyms.append({phrase(form) for noun in entry["same"] for form in noun_forms(noun)})
    elif "answers" in entry or "placed" in entry:
        _add_answers(lexicon, entry)
    elif "short" in entry:
        lexicon.shorts |= {phrase(short): phrase(entry["for"][0]) for short in entry["short"]}
    elif "kind" in entry:
        lexicon.kinds |= dict.fromkeys(words, entry["kind"][0])
    elif subject.startswith(ONT):
        for word in words:
            lexicon.classes[word].add(subject)


def _add_answers(lexicon: Lexicon, entry: dict[str, list[str]]) -> None:
    if "placed" in entry:
        lexicon.places |= dict.fromkeys(entry["placed"], int(entry["within"][0]))
        return
    kind = entry["answers"][0]
    for name, by, line in ((kind, "by", "line"), (f"or-{kind}", "orBy", "orLine")):
        lexicon.answers[name] = frozenset((*entry.get(by, []), *(f"kind:{told}" for told in entry.get(line, []))))


def _add_structure(
    lexicon: Lexicon, subject: str, entry: dict[str, list[str]], words: frozenset[Words], types: set[str]
) -> None:
    if "Order" in types:
        lexicon.orders.append(_order(subject, entry, words))
    elif "Hop" in types:
        lexicon.hops.append(Hop(local_name(entry["by"][0]), words, next(iter(entry.get("kindOf", [])), None)))
    elif "Pair" in types:
        lexicon.pairs.append(_pair(entry, words))
    elif "Sort" in types:
        path, value = parse_path(entry["path"][0]), next(iter(entry.get("value", [])), None)
        lexicon.sorts.append(Sort(local_name(subject), entry["hub"][0], path, words, value))
    else:
        does = entry["does"][0]
        lexicon.operators[does] = lexicon.operators.get(does, frozenset()) | words


def _words(entry: dict[str, list[str]], irregular: dict[str, list[str]]) -> frozenset[Words]:
    forms = {form for verb in entry.get("verb", []) for form in verb_forms(verb, irregular)}
    forms |= {form for noun in entry.get("noun", []) for form in noun_forms(noun)}
    return frozenset(phrase(form) for form in (*forms, *entry.get("phrase", [])))


def _askable(subject: str, entry: dict[str, list[str]], words: frozenset[Words]) -> Askable:
    return Askable(
        name=local_name(subject),
        hub=entry["hub"][0],
        path=parse_path(entry["path"][0]),
        kind=entry["kind"][0],
        words=words,
        says=entry["says"][0],
        default=entry.get("default", ["false"])[0] == "true",
        rank=int(entry.get("rank", ["1"])[0]),
        unit=next(iter(entry.get("unit", [])), None),
        single=entry.get("single", ["false"])[0] == "true",
        asks=entry.get("asks", [""])[0],
        unless=next(iter(entry.get("unless", [])), None),
        without=next(iter(entry.get("without", [])), None),
        details=tuple(_iri(name) for name in entry.get("detail", [""])[0].split()),
        checked=entry.get("checked", ["false"])[0] == "true",
        counted=frozenset(phrase(form) for noun in entry.get("counted", []) for form in noun_forms(noun)),
        denied=entry.get("denied", [""])[0],
    )


def _order(subject: str, entry: dict[str, list[str]], words: frozenset[Words]) -> Order:
    return Order(
        name=local_name(subject),
        by=local_name(entry["by"][0]),
        order=entry["order"][0],
        words=words,
        comparatives=frozenset(phrase(form) for form in entry.get("comparative", [])),
        says=entry.get("says", [""])[0],
        compares=entry.get("compares", [""])[0],
        of_sorts=entry.get("ofSorts", ["false"])[0] == "true",
        counts=entry.get("counts", ["false"])[0] == "true",
    )


def _pair(entry: dict[str, list[str]], words: frozenset[Words]) -> Pair:
    order, tells, won, lost = (entry.get(name, [""])[0] for name in ("order", "tells", "won", "lost"))
    between = frozenset(map(phrase, entry.get("between", [])))
    sure = entry.get("sure", ["false"])[0] == "true"
    return Pair(entry["opens"][0], order, tells, words, between, won, lost, sure)


def _attachment(subject: str, entry: dict[str, list[str]], words: frozenset[Words]) -> Attachment:
    return Attachment(
        name=local_name(subject),
        hub=entry["hub"][0],
        path=parse_path(entry["path"][0]),
        takes=entry["takes"][0],
        cost=float(entry["cost"][0]),
        words=words,
        of_answer=entry.get("of", [""])[0] == "answer",
        not_for=next(iter(entry.get("notFor", [])), None),
        stands=next(iter(entry.get("stands", [])), None),
        many=entry.get("many", ["false"])[0] == "true",
        denied=entry.get("denied", [""])[0],
    )


def parse_path(text: str) -> tuple[Step, ...]:
    """Read a path such as `^kg:stateOf kg:rate`; `.` is the empty path.

    >>> [(local_name(s.property), s.inverse) for s in parse_path("^kg:stateOf kg:rate")]
    [('stateOf', True), ('rate', False)]
    """
    return tuple(Step(_iri(part.lstrip("^")), part.startswith("^")) for part in text.split() if part != ".")


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    if prefix not in PREFIXES or not local:
        raise InputError(f"lexicon: {name!r} is no prefixed name of a property")
    return PREFIXES[prefix] + local
