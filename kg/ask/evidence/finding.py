"""From a question to the lines of evidence that answer it, or to the reason why none does."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence import polarity
from kg.ask.evidence.doing import Doer, Wanted
from kg.ask.evidence.facts import iri_of
from kg.ask.evidence.lines import FACT, POSITION, STATE, STATEMENT, Key
from kg.ask.evidence.openings import NEITHER, NO, YES
from kg.ask.evidence.reading import EvidenceReading
from kg.ask.evidence.search import Search, Wish
from kg.ask.evidence.terms import PRESS, Setting, terms_of
from kg.ask.language import kinds
from kg.ask.language.kinds import ARTICLES, CONFLICT, YES_NO
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ask.evidence.facts import Facts
    from kg.ask.evidence.lines import Evidence, Line
    from kg.ask.evidence.prepared import Lines
    from kg.ask.evidence.search import Hit, Term
    from kg.ask.language.kinds import Asked
    from kg.ask.language.linking import Index, Links, Mention
    from kg.ask.language.thesaurus import Entry, Found, Thesaurus

# What makes a line likelier: that it answers this kind of question, well or just so; that it is a statement, and whose.
# Found together with the weights of the search.
_ANSWERS, _MIGHT_ANSWER, _SAID, _WHOSE = 0.9, 0.2, 0.3, 0.2
_ALIKE = 0.06  # lines whose scores differ by less are told together
_LIST_GAP = 0.3
_MOST, _LISTED = 4, 12
_CONTESTED = PRESS | {"dispute"}
_MANY = 400  # lines that are looked through for the articles that tell them
_NAMING = frozenset(["thing", "ordinal"])
_EVERYWHERE = 0.1  # the share of lines from which a country is what the whole graph is about
_PAST = frozenset(["did", "was", "were", "has", "have", "had"])
_ATTITUDES = frozenset(["attitude", "stance"])
_SPEAKERS = frozenset(map(term, ("Agent", "Person", "Organization", "Government", "Office", "UnnamedSource")))
_PREPOSITIONS = [
    [word] for word in ("about", "to", "with", "of", "on", "for", "from", "by", "against", "at", "in", "regarding")
]
_ANSWERING = {"who": ("speaker", "attitudeOf", "holder"), "where": ("place", "plannedPlace", "locatedIn")}
# What says that something was not so tells no day, place or amount of it.
_MEASURED = frozenset(["when", "where", "how-long", "how-much", "how-many"])
# Kinds of question that only a line of the right kind can answer.
_STRICT = frozenset(["when", "where", "how-long", "how-much", "how-many", "why", "condition"])


class Finding(NamedTuple):
    """What was found for a question: the lines chosen, best first, and what speaks for and against them.

    `by_article` tells that each article is to be heard by itself.
    """

    asked: Asked
    terms: tuple[Term, ...]
    hits: tuple[Hit, ...]
    chosen: tuple[Line, ...]
    coverage: float
    missing: tuple[Term, ...]
    fits: bool
    opening: str = ""
    done: bool = False
    about: bool = False
    said: bool = False
    denied: bool = False
    unfulfilled: bool = False
    unknown: tuple[str, ...] = ()
    by_article: bool = False

    def reading(self) -> EvidenceReading:
        """Return what was found as a reading that can be printed, told and checked."""
        says = sorted(self.terms, key=lambda term: min(term.positions))
        keys = tuple(line.key for line in self.chosen)
        return EvidenceReading(self.asked.kind, tuple(term.text for term in says), keys, self.coverage, self.opening)


class Finder:
    """Finds evidence for questions in one graph."""

    def __init__(self, index: Index, thesaurus: Thesaurus, lines: Lines, evidence: Evidence) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._lines = lines
        self._evidence = evidence
        self._search = Search(lines.count, lines.posting)
        self._doer = Doer(evidence, lines, self._search)

    @cached_property
    def _setting(self) -> Setting:
        select = self._index.engine.select
        rounds: dict[str, set[str]] = defaultdict(set)
        for row in select("SELECT ?m ?n { ?m kg:round ?n }"):
            rounds[row["n"].value].add(row["m"].value)  # type: ignore[union-attr]
        # Products, topics and sources without a name are called by common nouns.
        common = select(
            "SELECT ?x { { ?x a ?c VALUES ?c { kg:Product kg:Topic kg:UnnamedSource } } UNION { ?x a kg:Agent"
            " FILTER NOT EXISTS { ?x a ?d VALUES ?d { kg:Person kg:Organization kg:Government } } } }"
        ).values("x")
        lands = select("SELECT ?x { { ?x a kg:Government } UNION { ?g kg:governs ?x } }").values("x")
        return Setting(
            {number: frozenset(things) for number, things in rounds.items()},
            frozenset(common),
            frozenset(land for land in lands if self._search.share(f"t:{land}") > _EVERYWHERE),
            frozenset(words[0] for words in self._index.lexicon.fillers if len(words) == 1),
            self._days_of,
        )

    def _office(self, asked: Asked, links: Links) -> Finding | None:
        """Settle whether somebody holds an office, where a question asks for nothing else."""
        titles = [m for m in links.mentions if len(m.values) > 1 and any(map(self._is_office, m.values))]
        people = [m for m in links.mentions if m not in titles]
        left = set(range(len(links.words))) - links.accounted - asked.framing
        if asked.kind != YES_NO or len(titles) != 1 or len(people) != 1 or left:
            return None
        offices = [value for value in titles[0].values if self._is_office(value)]
        lines = [line for office in offices for line in self._tenures(office)]
        holds = set(people[0].values) & set(titles[0].values)
        opening = YES if holds and len(offices) == 1 else NEITHER
        if not lines or not set(people[0].values) & self._index.classes.keys():
            return None
        return Finding(asked, (), (), tuple(lines), 1.0, (), True, opening, done=True, about=True)

    def _is_office(self, thing: str) -> bool:
        return term("Office") in self._index.classes.get(thing, ())

    def _tenures(self, office: str) -> list[Line]:
        nodes = self._evidence.subjects("office", office)
        return [line for node in nodes if (line := self._evidence.line(Key(node))) is not None]

    def _own(self, hit: Hit, speaker: frozenset[str]) -> bool:
        facts = self._evidence.facts(self._lines.key(hit.line).node)
        names = ("speaker", "attitudeOf", "onBehalfOf", "holder")
        whose = {iri for name in names for value in facts.get(term(name), ()) if (iri := iri_of(value))}
        return any(f"by:{who}" in speaker for who in whose)

    def _days_of(self, mention: Mention) -> tuple[str, str] | None:
        """Return the first and last day of what is mentioned: a date, a period, or the one dated event."""
        if mention.takes in {"date", "period"}:
            return mention.values[0], mention.values[-1]
        if mention.takes == "number":
            return None
        things = self._setting.rounds.get(mention.values[0], ()) if mention.takes == "ordinal" else mention.values
        days = sorted({day for thing in things for day in self._evidence.days(thing)})
        return (days[0], days[-1]) if days else None

    def find(self, links: Links) -> Finding:
        """Return what the graph holds for a question."""
        named = frozenset(i for m in links.mentions for i in range(m.start, m.end))
        asked = kinds.asked(links.words, self._thesaurus, named, links.marked)
        terms = tuple(terms_of(links, self._thesaurus, self._setting, asked))
        attitudes = self._attitudes(links)
        speaker = self._speaker(links, attitudes)
        hits = self._search.hits(terms, self._wishes(asked, speaker, bool(attitudes)))
        # What leaves out a name or a number is no answer, however rare the words that it shares.
        hits = [hit for hit in hits if not any(term.hard for term in hit.missing)] or hits
        if speaker:  # what somebody else said is no answer
            hits = [hit for hit in hits if hit.granted & speaker and self._kind(hit) in {STATEMENT, POSITION}]
            # Their own word comes before that of those who belong to them.
            hits = [hit for hit in hits if self._own(hit, speaker)] or hits
        if asked.kind == "who" and not attitudes:  # who said something is no answer to who did something
            hits = [hit for hit in hits if self._kind(hit) not in {STATEMENT, POSITION}]
        hits = [hit for hit in hits if self._tells(hit, asked, links)]
        office = self._office(asked, links)
        if office is not None:
            return office._replace(asked=asked, terms=terms)
        if asked.kind in _STRICT:
            hits = [hit for hit in hits if self._answers(hit, asked)] or hits
        if not hits:
            return Finding(asked, terms, (), (), 0.0, terms, False, unknown=self._unknown(terms))
        hits = self._settling(asked, links, hits)
        if ARTICLES in asked.doing:
            return self._told_by(asked, terms, hits)
        done = self._doer.do(Wanted(asked, terms, links.words), hits) if asked.doing else None
        # Whether articles agree is seen where each is heard; how two governments differ is not.
        if done is None and CONFLICT in asked.doing and self._speaks_of(_CONTESTED, links):
            return self._told_by(asked, terms, hits)
        chosen = done.lines if done else self._chosen(hits, "list" in asked.doing)
        chosen = self._with_state(chosen) if asked.kind == YES_NO and chosen else self._with_parts(chosen)
        if asked.kind == YES_NO and chosen and self._settles(asked, links, chosen[0]):
            chosen = tuple(line for line in chosen if self._settles(asked, links, line))
        facts = self._evidence.facts(chosen[0].key.node) if chosen else {}
        best = _together(done.together, terms) if done is not None and done.together else hits[0]
        if done is not None and done.whole and sum(t.kind == "word" and t.weight == 1.0 for t in terms) <= 1:
            best = best._replace(coverage=1.0, missing=())
        return Finding(
            asked, terms, tuple(hits), chosen, best.coverage, best.missing,
            fits=(asked.kind not in _STRICT or self._answers(best, asked))
            and not (asked.kind in _MEASURED and polarity.says_not(links.words, facts, self._thesaurus)),
            opening=done.opening if done else self._opening(asked, links, chosen),
            done=done is not None,
            # "When was the fourth round" is about it; "where is Mr Tull" is not about a meeting that he attended.
            about=bool(chosen) and self._is_about(chosen[0], terms),
            said=bool(attitudes),
            denied=polarity.denies(links.words, facts, self._thesaurus),
            unfulfilled=self._unfulfilled(asked, links, facts),
            unknown=self._unknown(terms),
        )  # fmt: skip

    def _speaks_of(self, groups: frozenset[str], links: Links) -> bool:
        """Tell whether some word of a question is of one of these groups of the thesaurus."""
        return any(not groups.isdisjoint(found.entry.groups) for found in self._thesaurus.everywhere(links.words))

    def _told_by(self, asked: Asked, terms: tuple[Term, ...], hits: list[Hit]) -> Finding:
        """Return whatever lines say what a question asks the articles for, best first."""
        more = self._search.hits(terms, most=_MANY)
        best = max(more or hits, key=lambda hit: hit.coverage)
        names = [set(self._firm(one)) for one in terms if one.kind in _NAMING and one.weight == 1.0]
        told = [
            hit
            for hit in more
            if {one for one in hit.missing if one.kind != "doing"} <= set(best.missing)
            and all(hit.line in firm for firm in names)
        ]
        lines = tuple(line for hit in told if (line := self.line(hit)) is not None)
        return Finding(
            asked, terms, tuple(more), lines, best.coverage, best.missing, True, done=True, about=True,
            unknown=self._unknown(terms), by_article=True,
        )  # fmt: skip

    def _firm(self, one: Term) -> list[int]:
        """Return the lines that tell of a term themselves: an article on a minister tells nothing of his country."""
        return [line for line, match in self._search.holding(one).items() if match.account == 1.0]

    def _is_about(self, line: Line, terms: tuple[Term, ...]) -> bool:
        """Tell whether a line is about one of the things that terms name, or about a state of it."""
        of = [iri for value in self._evidence.facts(line.key.node).get(term("stateOf"), ()) if (iri := iri_of(value))]
        named = {token for one in terms for token, _ in one.tokens}
        return not named.isdisjoint(f"t:{thing}" for thing in (line.key.node, *of))

    def _unfulfilled(self, asked: Asked, links: Links, facts: Facts) -> bool:
        """Tell whether a question takes for done what is on record only as planned, hoped for or on hold."""
        if _PAST.isdisjoint(links.words):
            return False
        return polarity.is_open(links.words, facts, self._thesaurus) or (
            asked.kind == "when" and polarity.is_suspended(facts)
        )

    def _opening(self, asked: Asked, links: Links, chosen: tuple[Line, ...]) -> str:
        if asked.kind != YES_NO or not chosen:
            return ""
        return polarity.answer(links.words, self._evidence.facts(chosen[0].key.node), self._thesaurus)

    def _settling(self, asked: Asked, links: Links, hits: list[Hit]) -> list[Hit]:
        """Put a state that settles a yes or no with no before words that only bear on it."""
        if asked.kind != YES_NO:
            return hits
        full = [hit for hit in hits if set(hit.missing) <= set(hits[0].missing)]
        settles = (hit for hit in full if (line := self.line(hit)) and self._settles(asked, links, line))
        first = next(settles, hits[0])
        return [first, *(hit for hit in hits if hit != first)]

    def _settles(self, asked: Asked, links: Links, line: Line) -> bool:
        """Tell whether a line is a state that answers no."""
        return line.kind == STATE and self._opening(asked, links, (line,)) == NO

    def _with_state(self, chosen: tuple[Line, ...]) -> tuple[Line, ...]:
        """Put what became of a measure or an event before what else is known of it: a yes or no hangs on that."""
        first = chosen[0]
        states = [line for node in self._evidence.states(first.key.node) if (line := self._evidence.line(Key(node)))]
        telling = [line for line in states if polarity.unsettled(self._evidence.facts(line.key.node))]
        return (telling[0],) if first.kind == FACT and telling else chosen

    def _with_parts(self, chosen: tuple[Line, ...]) -> tuple[Line, ...]:
        """Put behind a statement those that are part of it: what is in a package is what was offered."""
        nodes = [
            part
            for line in chosen
            if line.kind == STATEMENT
            for part in self._evidence.subjects("partOf", line.key.node)
        ]
        parts = [line for node in nodes if (line := self._evidence.line(Key(node))) is not None]
        return tuple(dict.fromkeys((*chosen, *parts)))[:_LISTED]

    def _unknown(self, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Return the terms of some weight that no line of the graph holds."""
        return tuple(t.text for t in terms if t.weight == 1.0 and t.kind == "word" and not self._search.holding(t))

    def _kind(self, hit: Hit) -> str:
        return self._evidence.kind(self._lines.key(hit.line).node)

    def _tells(self, hit: Hit, asked: Asked, links: Links) -> bool:
        """Tell whether a line names somebody or some place that the question does not name already."""
        if asked.kind not in {"who", "where"}:
            return True
        key = self._lines.key(hit.line)
        facts = self._evidence.facts(key.node)
        names = [key.property] if key.property else [term(name) for name in _ANSWERING[asked.kind]]
        told = {iri for name in names for value in facts.get(name, ()) if (iri := iri_of(value))}
        titles = {v for m in links.mentions if len(m.values) > 1 for v in m.values}
        named = {v for m in links.mentions if m.takes == "thing" for v in m.values} - titles
        return not told or not told <= named

    @staticmethod
    def _answers(hit: Hit, asked: Asked) -> bool:
        return any(hit.granted & {f"k:{kind}", f"k:or-{kind}"} for kind in _kinds(asked))

    def _wishes(self, asked: Asked, speaker: frozenset[str], said: bool) -> list[Wish]:
        wishes = [Wish(f"k:{kind}", _ANSWERS) for kind in _kinds(asked)]
        wishes.append(Wish(f"k:or-{asked.kind}", _MIGHT_ANSWER))
        if said:
            wishes += [Wish("k:said", _SAID), *(Wish(token, _WHOSE) for token in sorted(speaker))]
        return wishes

    def _attitudes(self, links: Links) -> list[Found]:
        """Return the words of a question that ask for somebody's word or attitude."""
        named = frozenset(i for m in links.mentions for i in range(m.start, m.end))
        return [found for found in self._thesaurus.find(links.words, named) if self._is_attitude(found.entry)]

    def _is_attitude(self, entry: Entry) -> bool:
        return not _ATTITUDES.isdisjoint(entry.frames) or not self._codes.isdisjoint(entry.codes)

    @cached_property
    def _codes(self) -> frozenset[str]:
        """Return the codes of what people say, think and want."""
        rows = self._index.engine.select(
            "SELECT ?c { GRAPH graph:ontology { ?c a ?list VALUES ?list { kg:Modality kg:Stance } } }"
        )
        return frozenset(rows.values("c"))

    def _speaker(self, links: Links, attitudes: list[Found]) -> frozenset[str]:
        """Return the tokens of whoever a question takes to have said, thought or wanted something."""
        for found in attitudes:
            before = [m for m in links.mentions if m.end <= found.start and self._may_speak(m)]
            if before and self._leads(links, before[-1], found.start):
                return frozenset(f"by:{value}" for value in before[-1].values)
            behind = [m for m in links.mentions if m.start in {found.end + 1, found.end + 2} and self._may_speak(m)]
            if behind and links.words[found.end] in {"of", "by", "from"}:  # "the position of the United States"
                return frozenset(f"by:{value}" for value in behind[0].values)
        return frozenset()

    def _may_speak(self, mention: Mention) -> bool:
        """Tell whether a mention may be somebody who says or wants something: no measure, no meeting."""
        kinds_of = [set(self._index.classes.get(value, ())) for value in mention.values]
        return mention.takes == "thing" and any(not _SPEAKERS.isdisjoint(kinds) for kinds in kinds_of)

    def _leads(self, links: Links, mention: Mention, verb: int) -> bool:
        """Tell whether a mention is the subject of a verb: no object of a preposition, and only small words between."""
        between = links.words[mention.end : verb]
        small = all(self._thesaurus.entry((word,)).light or self._thesaurus.entry((word,)).weak for word in between)
        return small and links.words[mention.start - 1 : mention.start] not in _PREPOSITIONS

    def _chosen(self, hits: list[Hit], listed: bool) -> tuple[Line, ...]:
        best = hits[0]
        alike = [
            h
            for h in hits
            if h.score >= best.score - (_LIST_GAP if listed else _ALIKE) and set(h.missing) <= set(best.missing)
        ]
        lines = [self._evidence.line(self._lines.key(hit.line)) for hit in alike]
        return tuple(line for line in lines if line is not None)[: _LISTED if listed else _MOST]

    def line(self, hit: Hit) -> Line | None:
        """Tell the line of a hit."""
        return self._evidence.line(self._lines.key(hit.line))


def _kinds(asked: Asked) -> tuple[str, ...]:
    """Return the kinds of line that answer a question: how many weeks may be told by a length or by a count."""
    return (asked.kind, "how-many") if asked.kind == "how-long" else (asked.kind,)


def _together(hits: Sequence[Hit], terms: tuple[Term, ...]) -> Hit:
    """Return hits as one that accounts for whatever any of them does."""
    best = max(hits, key=lambda hit: hit.coverage)
    missing = tuple(term for term in best.missing if all(term in hit.missing for hit in hits))
    gained = sum(term.weight for term in best.missing if term not in missing)
    return best._replace(coverage=best.coverage + gained / (sum(term.weight for term in terms) or 1.0), missing=missing)
