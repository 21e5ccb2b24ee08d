"""From words to what they stand for: things of the graph, classes, ordinals, numbers, dates, kinds of question."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.language import dates
from kg.ask.language.mending import Mender
from kg.ask.language.titles import Titles
from kg.ask.language.words import Token, number, ordinal, sentence_numbers, tokens
from kg.namespaces import LABEL, TYPE, term

if TYPE_CHECKING:
    from kg.ask.evidence.prepared import Forms, Lines, NameTable
    from kg.ask.language.lexicon import Lexicon, Words
    from kg.ask.language.periods import Period
    from kg.ask.language.thesaurus import Thesaurus
    from kg.store.engine import Engine

_DATE_WORDS = frozenset(
    [*dates.MONTHS, *(name[:3] for name in dates.MONTHS), "sept", "quarter", "q1", "q2", "q3", "q4", "year"]
)
_INSIDE = frozenset(["in", "at", "inside", "near"])  # what follows is a place: "in Saltmere" is not its government
_MAX_WORDS = 8
_FEW = 2


class Mention(NamedTuple):
    """A stretch of a question that names something: things of the graph, or an ordinal, number or date.

    `takes` is "thing", "ordinal", "number" or "date"; `values` are IRIs, or the one value.
    """

    start: int
    end: int
    takes: str
    values: tuple[str, ...]
    text: str


@dataclass
class Links:
    """A question's words with what they stand for; positions are numbers of words.

    `kind` is the kind of question, `also` a second one that is asked in the same breath; `marked` tells that a question
    mark ends it.
    """

    tokens: list[Token]
    mentions: list[Mention] = field(default_factory=list)
    classes: dict[int, set[str]] = field(default_factory=dict)
    kind: str | None = None
    also: str | None = None
    accounted: set[int] = field(default_factory=set)
    unsupported: set[int] = field(default_factory=set)
    assumed: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    marked: bool = False
    _found: dict[frozenset[Words], set[int]] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Return the folded words."""
        return [token.word for token in self.tokens]

    def found(self, phrases: frozenset[Words]) -> set[int]:
        """Return the positions of the words where any of these phrases stands."""
        known = self._found.get(phrases)
        if known is not None:
            return known
        words = self.words
        hits: set[int] = set()
        for i in range(len(words)):
            for size in range(1, min(4, len(words) - i) + 1):
                if tuple(words[i : i + size]) in phrases:
                    hits |= set(range(i, i + size))
        self._found[phrases] = hits
        return hits


def classes_of_named(engine: Engine) -> dict[str, set[str]]:
    """Return the classes of each thing of a graph that has a label."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in engine.select(f"SELECT ?s ?c {{ ?s <{LABEL}> ?l ; <{TYPE}> ?c }}"):
        found[row["s"].value].add(row["c"].value)  # type: ignore[union-attr]
    return found


class Index:
    """The names of a graph's things as phrases, their classes, and the year that most of its dates share."""

    def __init__(
        self, engine: Engine, lexicon: Lexicon, thesaurus: Thesaurus, lines: Lines, forms: Forms, names: NameTable
    ) -> None:
        self.engine = engine
        self.lexicon = lexicon
        self.thesaurus = thesaurus
        self._lines = lines
        self._names = names
        self.mender = Mender(
            lexicon.shorts, thesaurus, self._holds, names.holds,
            lambda: forms.words() | lines.words() | names.words() | lexicon.vocabulary,
        )  # fmt: skip

    def _holds(self, word: str) -> bool:
        return word in self.lexicon.vocabulary or self._names.holds(word) or self._lines.holds(word)

    @cached_property
    def classes(self) -> dict[str, set[str]]:
        """Return the classes of each thing that has a label."""
        return classes_of_named(self.engine)

    def named(self, words: Words) -> frozenset[str]:
        """Return the things that a phrase names."""
        return self._names.named(words)

    def places(self, things: frozenset[str]) -> frozenset[str]:
        """Return the places among things; all of them where none is a government, whose seat might be meant."""
        if not any(term("Government") in self.classes.get(thing, ()) for thing in things):
            return things
        return frozenset(thing for thing in things if term("Place") in self.classes.get(thing, ()))

    def partial(self, part: Words) -> frozenset[str]:
        """Return the few things whose label holds all these words, of which two or more say something."""
        telling = [w for w in part if (w,) not in self.lexicon.fillers and (w,) not in self.lexicon.classes]
        if len(telling) < 2 or len(telling) < len(part):
            return frozenset()
        if all(self._names.named((word,)) for word in part):  # "Venn, Oakes" are two people, not their meeting
            return frozenset()
        things = frozenset.intersection(*(self._names.labelled(word) for word in part))
        return things if len(things) <= _FEW else frozenset()

    @cached_property
    def year(self) -> str | None:
        """Return the year that most dated events and statements share."""
        rows = self.engine.select("SELECT ?d { ?s kg:on|kg:saidOn ?d }")
        years = Counter(value[:4] for value in rows.values("d"))
        return years.most_common(1)[0][0] if years else None

    @cached_property
    def titles(self) -> Titles:
        """Return the offices that people may be called by."""
        countries = self.lexicon.countries
        return Titles(self.engine, self.thesaurus, lambda name: countries[name].called if name in countries else ())


def link(question: str, index: Index) -> Links:
    """Find what each word of a question may stand for; longer names win over shorter ones."""
    words_of, numbers, notes = index.mender.mend(tokens(question), sentence_numbers(question))
    links = Links(words_of, sentences=numbers, assumed=notes, marked=question.rstrip().endswith("?"))
    lexicon, words = index.lexicon, links.words
    _link_kind(links, lexicon)
    i = 0
    while i < len(words):
        mention = _mention_at(links, index, i)
        if mention is None:
            i += 1
            continue
        links.mentions.append(mention)
        i = mention.end
    _link_titles(links, index)
    named = frozenset(i for m in links.mentions for i in range(m.start, m.end))
    links.accounted |= named
    _pass_over(links, index, named)
    for i in range(len(words)):
        for size in range(min(4, len(words) - i), 0, -1):
            part, span = tuple(words[i : i + size]), set(range(i, i + size))
            if part in lexicon.fillers:
                links.accounted |= span
            if part in lexicon.unsupported and not span & links.accounted:
                links.unsupported |= span
            if part in lexicon.classes and i not in links.classes and not _named(links, span):
                links.classes[i] = lexicon.classes[part]
                links.accounted |= span
    return links


def _pass_over(links: Links, index: Index, named: frozenset[int]) -> None:
    """Account for the words that say little."""
    for found in index.thesaurus.find(links.words, named):
        words = tuple(links.words[found.start : found.end])
        told = found.entry.light or found.entry.weak
        if told and not found.entry.codes and words not in index.lexicon.unsupported:
            links.accounted |= set(range(found.start, found.end))


def _link_titles(links: Links, index: Index) -> None:
    """Take offices for those who hold them; a title swallows the country in it, but no name that reaches beyond it."""
    framed = frozenset(i for i in links.accounted)
    for titled in index.titles.find(links.words, framed):
        span = range(titled.start, titled.end)
        inside = [m for m in links.mentions if m.start in span or m.end - 1 in span]
        if any(m.start not in span or m.end - 1 not in span or m.end - m.start == len(span) for m in inside):
            continue
        text = " ".join(token.text for token in links.tokens[titled.start : titled.end])
        links.mentions = [m for m in links.mentions if m not in inside]
        links.mentions.append(Mention(titled.start, titled.end, "thing", titled.values, text))
    links.mentions = sorted((_with_holders(m, index) for m in links.mentions), key=lambda m: m.start)


def _with_holders(mention: Mention, index: Index) -> Mention:
    """Take the name of an office for the one who holds it, too."""
    holders = {holder for value in mention.values for holder in index.titles.holders(value)}
    if mention.takes != "thing" or len(holders) != 1:
        return mention
    return mention._replace(values=tuple(sorted({*mention.values, *holders})))


def _named(links: Links, span: set[int]) -> bool:
    return any(span & set(range(m.start, m.end)) for m in links.mentions)


def _link_kind(links: Links, lexicon: Lexicon) -> None:
    words = links.words
    for i in range(len(words)):
        for size in range(min(5, len(words) - i), 0, -1):
            part = tuple(words[i : i + size])
            if part in lexicon.kinds:
                links.kind = lexicon.kinds[part]
                links.accounted |= set(range(i, i + size))
                if words[i + size : i + size + 1] == ["and"]:  # "when and where"
                    links.also = lexicon.kinds.get(tuple(words[i + size + 1 : i + size + 2]))
                    links.accounted |= {i + size, i + size + 1} if links.also else set()
                return
    if words and words[0] in _AUXILIARIES:
        links.kind = "yes-no"
        links.accounted.add(0)


_AUXILIARIES = frozenset(["did", "does", "do", "is", "are", "was", "were", "has", "have", "had", "will", "can"])


def _mention_at(links: Links, index: Index, i: int) -> Mention | None:
    words = links.words
    dated = _period(words, i, index.year)
    for size in range(min(_MAX_WORDS, len(words) - i), 0, -1):
        part = tuple(words[i : i + size])
        things = index.named(part) or (index.partial(part) if dated is None else None)
        if things and i and words[i - 1] in _INSIDE:
            things = index.places(things)
        if things and not _mere_word(part, links.tokens[i], index):
            text = " ".join(token.text for token in links.tokens[i : i + size])
            return Mention(i, i + size, "thing", tuple(sorted(things)), text)
    if dated is not None:
        if dated.supplied:
            links.assumed.append(dated.supplied)
        text = " ".join(words[dated.start : dated.end])
        takes, values = _of_days(dated.first, dated.last)
        return Mention(dated.start, dated.end, takes, values, text)
    return _counted(links, i)


def _period(words: list[str], i: int, year: str | None) -> Period | None:
    """Read a date or period at a word that may begin one, so that most questions need not load what reads them."""
    if not (words[i][:1].isdigit() or words[i] in _DATE_WORDS or _DATE_WORDS & set(words[i + 1 : i + 4])):
        return None
    from kg.ask.language.periods import period

    found = period(words, i, year)
    return found if found is not None and found.start == i else None


def _of_days(first: str, last: str) -> tuple[str, tuple[str, ...]]:
    """Return how a stretch of days is held: a day, a whole month or year as one date, anything else as a period.

    >>> _of_days("2025-05-01", "2025-05-31"), _of_days("2025-05-01", "2025-05-10")
    (('date', ('2025-05',)), ('period', ('2025-05-01', '2025-05-10')))
    """
    if first == last:
        return "date", (first,)
    if first[:4] == last[:4] and (first[5:], last[5:]) == ("01-01", "12-31"):
        return "date", (first[:4],)
    _, days = monthrange(int(first[:4]), int(first[5:7]))
    if first[:7] == last[:7] and (first[8:], last[8:]) == ("01", f"{days:02d}"):
        return "date", (first[:7],)
    return "period", (first, last)


def _mere_word(part: Words, token: Token, index: Index) -> bool:
    """Tell whether a one-word name is also an everyday word, typed as such: "us" is not the US."""
    if len(part) > 1:
        return False
    everyday = part in index.lexicon.fillers or part in index.lexicon.classes or len(part[0]) == 1
    return everyday and not token.text[:1].isupper()


def _counted(links: Links, i: int) -> Mention | None:
    words = links.words
    n = ordinal(words[i])
    if n is not None:
        end = i + 2 if words[i + 1 : i + 2] == ["round"] else i + 1
        return Mention(i, i + 1, "ordinal", (str(n),), " ".join(words[i:end]))
    if words[i] == "round" and i + 1 < len(words) and (value := number(words[i + 1])) is not None:
        return Mention(i + 1, i + 2, "ordinal", (value,), f"round {value}")
    value = number(words[i])
    return (
        Mention(i, i + 1, "number", (value,), words[i]) if value is not None and words[i - 1 : i] != ["round"] else None
    )
