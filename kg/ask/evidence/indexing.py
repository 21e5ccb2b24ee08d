"""The index of evidence: which line says what, as tokens with the place where each stands.

A token is a stem ("s:negoti"), a group of the thesaurus ("g:confer"), a wider word ("w:vehicl"), a thing ("t:IRI"),
whose word it is ("by:IRI"), the article it is from ("in:IRI"), a code ("c:IRI"), a day and its wider periods
("d:2025-05"), a number ("n:25"), several words that it is indexed under together ("p:red line"), or what kind of
question the line can answer ("k:when").
"""

from __future__ import annotations

import re
from array import array
from calendar import day_name, month_name, monthrange
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg.ask.evidence.analysis import Analysis
from kg.ask.evidence.facts import Facts, iri_of, text_of
from kg.ask.language.thesaurus import stem
from kg.ask.language.words import phrase
from kg.namespaces import ALT_LABEL, CATALOGUE, LABEL, local_name, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.ask.evidence.lines import Evidence, Key, Line
    from kg.ask.language.lexicon import Askable
    from kg.ask.language.thesaurus import Thesaurus
    from kg.store.engine import Engine

# Where a token stands in a line, nearest first: said in it, a name of what it links, a word for its property, one that
# its node is indexed under, part of a phrase that it is indexed under, what else is known of its node, what is known of
# those. The same for things.
TOLD, NAMED, WORDED, INDEXED, IN_PHRASE, CONTEXT, NEAR, THING, THING_CONTEXT, THING_NEAR = range(10)

_LINKS = tuple(
    map(
        term,
        (
            "governs",
            "officeOf",
            "target",
            "imposedBy",
            "partOf",
            "broader",
            "product",
            "memberOf",
            "locatedIn",
            "party",
        ),
    )
)
_DATES = ("date", "gYearMonth", "gYear", "gMonthDay")
_HAPPENS_ON = tuple(map(term, ("on", "saidOn", "from", "announcedOn", "effectiveOn", "plannedFor")))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_QUARTER = re.compile(r"(?P<year>\d{4})-Q(?P<quarter>[1-4])")
_MONTHS = list(month_name)
_MONTH = re.compile(rf"(?<!\d )\b({'|'.join(_MONTHS[1:])}) (\d{{4}})")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Posting(NamedTuple):
    """The lines that hold a token, ascending, and for each the place where it stands."""

    lines: array[int]
    places: bytes


class Index(NamedTuple):
    """All lines of a graph, their tokens, and every word that stands in them."""

    keys: list[Key]
    postings: dict[str, Posting]
    words: set[str]


class Indexer:
    """Builds the index of a graph's evidence."""

    def __init__(
        self, engine: Engine, evidence: Evidence, thesaurus: Thesaurus, askables: Iterable[Askable],
        answers: Mapping[str, frozenset[str]],
    ) -> None:  # fmt: skip
        self._evidence = evidence
        self._analysis = Analysis(evidence, thesaurus)
        self._answers = answers
        self._worded = _worded(askables)
        self._label = evidence.label
        self._articles = _articles(engine)
        self._engine = engine
        self._governments = _inverse(engine, "governs")
        self._tenures = _tenures(engine)
        self._near: dict[str, frozenset[str]] = {}

    def build(self) -> Index:
        """Return the index of every line of the graph."""
        keys: list[Key] = []
        lines: dict[str, array[int]] = defaultdict(lambda: array("I"))
        places: dict[str, bytearray] = defaultdict(bytearray)
        for node in self._evidence.nodes():
            for key in self._evidence.keys(node):
                line = self._evidence.line(key)
                if line is None:
                    continue
                for token, place in self._tokens(line).items():
                    lines[token].append(len(keys))
                    places[token].append(place)
                keys.append(key)
        postings = {token: Posting(lines[token], bytes(places[token])) for token in lines}
        return Index(keys, postings, self._analysis.known)

    def _tokens(self, line: Line) -> dict[str, int]:
        found: dict[str, int] = {}

        def put(tokens: Iterable[str], place: int) -> None:
            for token in tokens:
                if place < found.get(token, 99):
                    found[token] = place

        facts = self._evidence.facts(line.key.node)
        said = {name for _, name, _ in ((s, p[1:-1], o) for s, p, o in line.triples)}
        direct = {o[1:-1] for _, _, o in line.triples if o.startswith("<")} | {line.key.node}
        context = {v.value for values in facts.values() for v in values if isinstance(v, NamedNode)} - direct
        near = frozenset().union(*map(self._around, direct)) - direct - context
        put(self._analysis.words(line.dated), TOLD)
        for things, place in ((direct, NAMED), (context, CONTEXT), (near, NEAR)):
            for thing in things:
                put(self._analysis.named(thing), place)
        for things, place in ((direct, THING), (context, THING_CONTEXT), (near, THING_NEAR)):
            put((f"t:{thing}" for thing in things), place)
        for name in said:
            put(self._property_words(name), WORDED)
        put(self._class_words(line.key.node), CONTEXT)
        put(self._literals(facts), CONTEXT)
        for words in _keywords(facts):
            put(self._analysis.words(words), INDEXED if len(phrase(words)) == 1 else IN_PHRASE)
            put(_runs(phrase(words)), INDEXED)
        put(self._values(line, facts, direct | context), THING)
        put(_weekdays(facts), THING)
        put(self._whose(facts), THING)
        put((f"c:{thing}" for thing in direct), THING)
        for article in self._sources(line):
            put([f"t:{article}", f"in:{article}"], THING_CONTEXT)
            put(self._analysis.named(article), NEAR)
        put((f"k:{kind}" for kind, names in self._answers.items() if names & (said | {f"kind:{line.kind}"})), THING)
        return found

    def _property_words(self, name: str) -> frozenset[str]:
        tokens = self._analysis.words(self._label(name))
        return tokens.union(*map(self._analysis.words, self._worded.get(name, ())))

    def _class_words(self, node: str) -> Iterator[str]:
        for name in self._evidence.classes(node):
            yield from self._analysis.words(_CAMEL.sub(" ", local_name(name)))

    def _literals(self, facts: Facts) -> Iterator[str]:
        for name, values in facts.items():
            for value in values:
                text = text_of(value, "langString", "string")
                if text is not None and name not in (LABEL, ALT_LABEL, term("keywords")):
                    yield from self._analysis.words(text)

    def _values(self, line: Line, facts: Facts, things: set[str]) -> Iterator[str]:
        """Yield the days and numbers that a line gives, those of its node and of the events it links among them."""
        yield from (f"n:{float(number):g}" for number in _NUMBER.findall(line.dated))
        yield from (month(int(year), _MONTHS.index(name)) for name, year in _MONTH.findall(line.text))
        literals = [value for values in facts.values() for value in values]
        literals += [value for thing in things for value in self._evidence.facts(thing).get(term("on"), ())]
        for value in literals:
            if day := text_of(value, *_DATES):
                yield from periods(day)
            elif number := text_of(value, "integer", "decimal"):
                yield f"n:{float(number):g}"
            elif text := text_of(value, "string"):
                yield from _stretches(text)

    def _whose(self, facts: Facts) -> Iterator[str]:
        for name in ("speaker", "attitudeOf", "onBehalfOf", "holder"):
            for value in facts.get(term(name), ()):
                if who := iri_of(value):
                    yield f"by:{who}"
                    yield from (f"by:{thing}" for thing in self._around(who))

    def _around(self, thing: str) -> frozenset[str]:
        """Return what a thing stands for or belongs to: a minister's office and government, a government's country."""
        if thing not in self._near:
            found = self._linked(thing)
            for office in self._tenures.get(thing, ()):
                found |= {office} | self._linked(office)
            self._near[thing] = frozenset(found - {thing})
        return self._near[thing]

    def _linked(self, thing: str) -> set[str]:
        facts = self._evidence.facts(thing)
        found = {v.value for name in _LINKS for v in facts.get(name, ()) if isinstance(v, NamedNode)}
        found |= self._governments.get(thing, set())
        for government in list(found):
            found |= {
                v.value for v in self._evidence.facts(government).get(term("governs"), ()) if isinstance(v, NamedNode)
            }
        return found

    def _sources(self, line: Line) -> set[str]:
        graphs = {graph for triple in line.triples for graph in self._engine.graphs_with(triple)}
        return {source for graph in graphs for source in self._articles.get(graph, ())}


def _keywords(facts: Facts) -> Iterator[str]:
    """Yield the words and phrases that a node is indexed under."""
    for value in facts.get(term("keywords"), ()):
        yield from (text_of(value, "langString") or "").split(";")


def _runs(words: tuple[str, ...]) -> Iterator[str]:
    """Yield each run of several words of a phrase as a token: what it says, it says as a whole.

    >>> list(_runs(("not", "drawn", "on")))
    ['p:not drawn', 'p:not drawn on', 'p:drawn on']
    """
    stems = [stem(word) for word in words]
    for first in range(len(stems)):
        yield from (f"p:{' '.join(stems[first:last])}" for last in range(first + 2, len(stems) + 1))


def month(year: int, number: int) -> str:
    """Return the token of a month that is all that is known of a day.

    >>> month(2031, 5)
    'm:2031-05'
    """
    return f"m:{year}-{number:02d}"


def stretch(first: str, last: str) -> str:
    """Return the token of a period that is no single day, month or year."""
    return f"d:{first}/{last}"


def _stretches(text: str) -> Iterator[str]:
    """Yield the token of a quarter or year in plain text.

    >>> list(_stretches("2031-Q1")), list(_stretches("2031")), list(_stretches("soon"))
    (['d:2031-01-01/2031-03-31'], ['d:2031'], [])
    """
    match = _QUARTER.fullmatch(text)
    if match is not None:
        year, month = match["year"], 3 * int(match["quarter"])
        yield stretch(f"{year}-{month - 2:02d}-01", f"{year}-{month:02d}-{monthrange(int(year), month)[1]}")
    elif _YEAR.fullmatch(text):
        yield f"d:{text}"


def _weekdays(facts: Facts) -> Iterator[str]:
    """Yield the stems of the weekdays on which something happened, was said or begins.

    >>> from pyoxigraph import Literal
    >>> from kg.namespaces import XSD
    >>> list(_weekdays({term("on"): [Literal("2031-05-03", datatype=NamedNode(f"{XSD}date"))]}))
    ['s:saturday']
    """
    for name in _HAPPENS_ON:
        for value in facts.get(name, ()):
            if day := text_of(value, "date"):
                yield f"s:{stem(day_name[date.fromisoformat(day).weekday()].lower())}"


def periods(day: str) -> Iterator[str]:
    """Yield the tokens of a day: itself, its month and its year.

    >>> list(periods("2025-05-03"))
    ['d:2025-05-03', 'd:2025-05', 'd:2025']
    """
    parts = day.split("-")
    if day.startswith("--"):
        yield f"d:{day}"
        return
    for size in range(len(parts), 0, -1):
        yield "d:" + "-".join(parts[:size])


def _worded(askables: Iterable[Askable]) -> dict[str, set[str]]:
    """Return the words that ask for each property."""
    found: dict[str, set[str]] = defaultdict(set)
    for askable in askables:
        if askable.path:
            found[askable.path[-1].property] |= {" ".join(words) for words in askable.words}
    return found


def _articles(engine: Engine) -> dict[str, set[str]]:
    """Return the article and its publisher for each citation."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = engine.select(
        f"SELECT ?c ?a ?p {{ GRAPH <{CATALOGUE}> {{"
        " ?c kg:article ?a OPTIONAL { ?a kg:publisher|kg:carriedBy ?p } } }"
    )
    for row in rows:
        found[row["c"].value] |= {row[name].value for name in ("a", "p") if name in row}  # type: ignore[union-attr]
    return found


def _inverse(engine: Engine, name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in engine.select(f"SELECT ?s ?o {{ ?s <{term(name)}> ?o }}"):
        found[row["o"].value].add(row["s"].value)  # type: ignore[union-attr]
    return found


def _tenures(engine: Engine) -> dict[str, set[str]]:
    """Return the offices and bodies of each person."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in engine.select(f"SELECT ?h ?o {{ ?t a <{term('Tenure')}> ; kg:holder ?h ; kg:office|kg:memberOf ?o }}"):
        found[row["h"].value].add(row["o"].value)  # type: ignore[union-attr]
    return found
