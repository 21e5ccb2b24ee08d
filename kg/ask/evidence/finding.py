"""From a question to the lines of evidence that answer it, or to the reason why none does."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence import polarity
from kg.ask.evidence.changing import Spell
from kg.ask.evidence.doing import Doer, Wanted
from kg.ask.evidence.facts import iri_of
from kg.ask.evidence.lines import POSITION, STATEMENT, Key
from kg.ask.evidence.openings import YES
from kg.ask.evidence.placing import is_of_sort, sort_asked
from kg.ask.evidence.reading import EvidenceReading
from kg.ask.evidence.search import Search, Wish
from kg.ask.evidence.setting import setting_of
from kg.ask.evidence.settling import Settler
from kg.ask.evidence.sorting import Sorting
from kg.ask.evidence.speaking import Speaking, is_own
from kg.ask.evidence.terms import terms_of
from kg.ask.language import kinds
from kg.ask.language.almanac import bounds
from kg.ask.language.kinds import ARTICLES, CONFLICT, PRESS, YES_NO
from kg.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ask.evidence.doing import Done
    from kg.ask.evidence.facts import Facts
    from kg.ask.evidence.lines import Evidence, Line
    from kg.ask.evidence.prepared import Lines
    from kg.ask.evidence.search import Hit, Term
    from kg.ask.evidence.terms import Setting
    from kg.ask.language.kinds import Asked
    from kg.ask.language.linking import Index, Links, Mention
    from kg.ask.language.thesaurus import Thesaurus

# What makes a line likelier: that it answers this kind of question, well or just so; that it is a statement, and whose.
# Found together with the weights of the search.
_ANSWERS, _MIGHT_ANSWER, _SAID, _WHOSE = 0.9, 0.2, 0.3, 0.2
_ALIKE = 0.06  # lines whose scores differ by less are told together
_LIST_GAP = 0.3  # the same where a list is asked for
_MOST, _LISTED = 4, 12
_MANY = 400  # lines that are looked through for the articles that tell them
_CONTESTED = PRESS | {"newspaper", "dispute"}
_NAMING = frozenset(["thing", "ordinal"])
_PAST = frozenset(["did", "was", "were", "has", "have", "had"])
_DID = frozenset(["did", "does", "do"])
_ANSWERING = {"who": ("speaker", "attitudeOf", "holder"), "where": ("place", "plannedPlace", "locatedIn")}
# What says that something was not so tells no day, place or amount of it.
_MEASURED = frozenset(["when", "where", "how-long", "how-much", "how-many"])
# Kinds of question that only a line of the right kind can answer.
_STRICT = _MEASURED | {"why", "condition", "who"}


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


class Question(NamedTuple):
    """A question as the evidence is searched for it: its words, its kind, its terms, and whose word it asks for."""

    links: Links
    asked: Asked
    terms: tuple[Term, ...]
    said: bool
    speaker: frozenset[str]

    def wishes(self) -> list[Wish]:
        """Return what makes a line likelier to answer."""
        wishes = [Wish(f"k:{kind}", _ANSWERS) for kind in _kinds(self.asked)]
        wishes.append(Wish(f"k:or-{self.asked.kind}", _MIGHT_ANSWER))
        if self.said:
            wishes += [Wish("k:said", _SAID), *(Wish(token, _WHOSE) for token in sorted(self.speaker))]
        return wishes


class Finder:
    """Finds evidence for questions in one graph."""

    def __init__(self, index: Index, thesaurus: Thesaurus, lines: Lines, evidence: Evidence) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._lines = lines
        self._evidence = evidence
        self._search = Search(lines.count, lines.posting)
        self._doer = Doer(evidence, lines, self._search)
        self._speaking = Speaking(index, thesaurus)
        self._settler = Settler(index, thesaurus, evidence)

    @cached_property
    def _setting(self) -> Setting:
        return setting_of(self._index, self._search, self._evidence)

    def find(self, links: Links) -> Finding:
        """Return what the graph holds for a question."""
        question = self._question(links)
        asked, terms = question.asked, question.terms
        office = self._settler.office(links, asked.framing) if asked.kind == YES_NO else None
        if office is not None:
            return Finding(asked, terms, (), office.lines, 1.0, (), True, office.opening, done=True, about=True)
        hits = self._hits(question)
        if not hits:
            return Finding(asked, terms, (), (), 0.0, terms, False, unknown=self._unknown(terms))
        if ARTICLES in asked.doing:
            return self._told_by(question, hits)
        sorting = Sorting(links, self._index.lexicon, self._evidence)
        wanted = Wanted(asked, terms, links.words, sorting, self._spells(links), question.speaker)
        done = self._doer.do(wanted, hits) if asked.doing else None
        # Whether articles agree is seen where each is heard; how two governments differ is not.
        if done is None and CONFLICT in asked.doing and self._speaks_of(_CONTESTED, links):
            return self._told_by(question, hits)
        return self._found(question, hits, done)

    def _spells(self, links: Links) -> tuple[Spell, ...]:
        """Return the times that a question names, be it by a date or by an event."""
        found = []
        for mention in links.mentions:
            days = self._setting.days_of(mention)
            first, last = map(bounds, days) if days is not None else (None, None)
            if first is not None and last is not None:
                positions = frozenset(range(mention.start, mention.end))
                found.append(Spell(first[0].isoformat(), last[1].isoformat(), positions))
        return tuple(found)

    def line(self, hit: Hit) -> Line | None:
        """Tell the line of a hit."""
        return self._evidence.line(self._lines.key(hit.line))

    def _question(self, links: Links) -> Question:
        # "In two lines" asks for a summary, whatever two things there are.
        named = frozenset(i for m in links.mentions if m.takes != "number" for i in range(m.start, m.end))
        asked = kinds.asked(links.words, self._thesaurus, named, links.marked)
        terms = tuple(terms_of(links, self._thesaurus, self._setting, asked))
        attitudes = self._speaking.attitudes(links)
        return Question(links, asked, terms, bool(attitudes), self._speaking.speaker(links, attitudes))

    def _hits(self, question: Question) -> list[Hit]:
        """Return the lines that may answer a question, best first."""
        asked, speaker = question.asked, question.speaker
        hits = self._search.hits(question.terms, question.wishes())
        # What leaves out a name or a number is no answer, however rare the words that it shares.
        hits = [hit for hit in hits if not any(term.hard for term in hit.missing)] or hits
        if speaker:  # what somebody else said is no answer
            hits = [hit for hit in hits if hit.granted & speaker and self._is_said(hit)]
            # Their own word comes before that of those who belong to them.
            hits = [hit for hit in hits if is_own(self._facts(hit), speaker)] or hits
        if asked.kind == "who" and not question.said:  # who said something is no answer to who did something
            hits = [hit for hit in hits if not self._is_said(hit)]
        hits = [hit for hit in hits if self._tells(hit, asked, question.links)]
        sort = sort_asked(question.links.words, asked, self._thesaurus, self._index.lexicon.places)
        if sort is not None:
            hits = [hit for hit in hits if is_of_sort(self._facts(hit), sort, self._evidence)]
        if asked.kind in _STRICT:
            hits = [hit for hit in hits if _answers(hit, asked)] or hits
        return self._denying_first(question, hits) if asked.kind == YES_NO and hits else hits

    def _denying_first(self, question: Question, hits: list[Hit]) -> list[Hit]:
        """Put a state that settles a yes or no with no before words that only bear on it."""
        full = (hit for hit in hits if set(hit.missing) <= set(hits[0].missing))
        words = question.links.words
        denying = (hit for hit in full if (line := self.line(hit)) and self._settler.denies(words, line))
        first = next(denying, hits[0])
        return [first, *(hit for hit in hits if hit != first)]

    def _found(self, question: Question, hits: list[Hit], done: Done | None) -> Finding:
        """Return the lines chosen from hits, or made of them, and what speaks for and against them."""
        links, asked, terms = question.links, question.asked, question.terms
        chosen = done.lines if done else self._chosen(hits, "list" in asked.doing)
        if chosen:
            yes_no = asked.kind == YES_NO
            chosen = self._settler.settled(links.words, chosen) if yes_no else self._with_parts(chosen)
        facts = self._evidence.facts(chosen[0].key.node) if chosen else {}
        best = _together(done.together, terms) if done is not None and done.together else hits[0]
        best = _credited(best, terms) if done is not None else best
        if done is not None and done.whole and sum(t.kind == "word" and t.weight == 1.0 for t in terms) <= 1:
            best = best._replace(coverage=1.0, missing=())
        return Finding(
            asked, terms, tuple(hits), chosen, best.coverage, best.missing,
            fits=self._fits(question, best, facts),
            opening=done.opening if done else self._opening(question, chosen, best),
            done=done is not None,
            # "When was the fourth round" is about it; "where is Mr Tull" is not about a meeting that he attended.
            about=bool(chosen) and self._is_about(chosen[0], terms),
            said=question.said,
            denied=_takes_for_done(question) and polarity.denies(links.words, facts, self._thesaurus),
            unfulfilled=self._unfulfilled(question, facts),
            unknown=self._unknown(terms),
        )  # fmt: skip

    def _chosen(self, hits: list[Hit], listed: bool) -> tuple[Line, ...]:
        """Return the best line and those that are as near."""
        best = hits[0]
        gap = _LIST_GAP if listed else _ALIKE
        alike = (h for h in hits if h.score >= best.score - gap and set(h.missing) <= set(best.missing))
        lines = (self.line(hit) for hit in alike)
        return tuple(line for line in lines if line is not None)[: _LISTED if listed else _MOST]

    def _with_parts(self, chosen: tuple[Line, ...]) -> tuple[Line, ...]:
        """Put behind a statement those that are part of it: what is in a package is what was offered."""
        wholes = [line.key.node for line in chosen if line.kind == STATEMENT]
        nodes = [part for node in wholes for part in self._evidence.subjects("partOf", node)]
        parts = [line for node in nodes if (line := self._evidence.line(Key(node))) is not None]
        return tuple(dict.fromkeys((*chosen, *parts)))[:_LISTED]

    def _told_by(self, question: Question, hits: list[Hit]) -> Finding:
        """Return whatever lines say what a question asks the articles for, best first."""
        terms = question.terms
        more = self._search.hits(terms, most=_MANY)
        best = max(more or hits, key=lambda hit: hit.coverage)
        named = [self._firm(one) for one in terms if one.kind in _NAMING and one.weight == 1.0]
        full = (hit for hit in more if {t for t in hit.missing if t.kind != "doing"} <= set(best.missing))
        told = (hit for hit in full if all(hit.line in firm for firm in named))
        lines = tuple(line for hit in told if (line := self.line(hit)) is not None)
        return Finding(
            question.asked, terms, tuple(more), lines, best.coverage, best.missing, True, done=True, about=True,
            unknown=self._unknown(terms), by_article=True,
        )  # fmt: skip

    def _firm(self, one: Term) -> set[int]:
        """Return the lines that tell of a term themselves: an article on a minister tells nothing of his country."""
        return {line for line, match in self._search.holding(one).items() if match.account == 1.0}

    def _speaks_of(self, groups: frozenset[str], links: Links) -> bool:
        """Tell whether some word of a question is of one of these groups of the thesaurus."""
        return any(not groups.isdisjoint(found.entry.groups) for found in self._thesaurus.everywhere(links.words))

    def _fits(self, question: Question, best: Hit, facts: Facts) -> bool:
        """Tell whether a line can answer this kind of question at all."""
        asked = question.asked
        if asked.kind in _MEASURED and polarity.says_not(question.links.words, facts, self._thesaurus):
            return False
        # When it was said is not when it was.
        if asked.kind == "when" and not question.said and self._is_said(best) and "k:when" not in best.granted:
            return False
        return asked.kind not in _STRICT or _answers(best, asked)

    def _opening(self, question: Question, chosen: tuple[Line, ...], best: Hit) -> str:
        if question.asked.kind != YES_NO or not chosen:
            return ""
        words = question.links.words
        whole = not any(one.weight == 1.0 for one in best.missing)
        return YES if whole and self._settler.affirms(words, chosen[0]) else self._settler.opening(words, chosen[0])

    def _is_about(self, line: Line, terms: tuple[Term, ...]) -> bool:
        """Tell whether a line is about one of the things that terms name, or about a state of it."""
        of = [iri for value in self._evidence.facts(line.key.node).get(term("stateOf"), ()) if (iri := iri_of(value))]
        named = {token for one in terms for token, _ in one.tokens}
        return not named.isdisjoint(f"t:{thing}" for thing in (line.key.node, *of))

    def _unfulfilled(self, question: Question, facts: Facts) -> bool:
        """Tell whether a question takes for done what is on record only as planned, hoped for or on hold."""
        words = question.links.words
        if not _takes_for_done(question):
            return False
        on_hold = question.asked.kind == "when" and polarity.is_suspended(facts)
        return on_hold or polarity.is_open(words, facts, self._thesaurus)

    def _unknown(self, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Return the terms of some weight that no line of the graph holds."""
        return tuple(t.text for t in terms if t.weight == 1.0 and t.kind == "word" and not self._search.holding(t))

    def _facts(self, hit: Hit) -> Facts:
        return self._evidence.facts(self._lines.key(hit.line).node)

    def _is_said(self, hit: Hit) -> bool:
        return self._evidence.kind(self._lines.key(hit.line).node) in {STATEMENT, POSITION}

    def _tells(self, hit: Hit, asked: Asked, links: Links) -> bool:
        """Tell whether a line names somebody or some place that the question does not name already."""
        if asked.kind not in _ANSWERING:
            return True
        key, facts = self._lines.key(hit.line), self._facts(hit)
        names = [key.property] if key.property else [term(name) for name in _ANSWERING[asked.kind]]
        told = {iri for name in names for value in facts.get(name, ()) if (iri := iri_of(value))}
        titles = {v for m in links.mentions if len(m.values) > 1 and not _acts(m, links) for v in m.values}
        named = {v for m in links.mentions if m.takes == "thing" for v in m.values} - titles
        return not told or not told <= named


def _takes_for_done(question: Question) -> bool:
    """Tell whether a question takes something for done: "what did they sign", not "what is their red line"."""
    return not _PAST.isdisjoint(question.links.words)


def _acts(mention: Mention, links: Links) -> bool:
    """Tell whether a mention is who did something: "whom did the minister meet" names him."""
    return not _DID.isdisjoint(links.words[max(0, mention.start - 2) : mention.start])


def _answers(hit: Hit, asked: Asked) -> bool:
    return any(hit.granted & {f"k:{kind}", f"k:or-{kind}"} for kind in _kinds(asked))


def _kinds(asked: Asked) -> tuple[str, ...]:
    """Return the kinds of line that answer a question: how many weeks may be told by a length or by a count."""
    return (asked.kind, "how-many") if asked.kind == "how-long" else (asked.kind,)


def _credited(hit: Hit, terms: tuple[Term, ...]) -> Hit:
    """Return a hit that accounts for the words which ask for what has been done: lines in order need not say so."""
    missing = tuple(term for term in hit.missing if term.kind != "doing")
    gained = sum(term.weight for term in hit.missing if term.kind == "doing")
    return hit._replace(coverage=hit.coverage + gained / (sum(term.weight for term in terms) or 1.0), missing=missing)


def _together(hits: Sequence[Hit], terms: tuple[Term, ...]) -> Hit:
    """Return hits as one that accounts for whatever any of them does."""
    best = max(hits, key=lambda hit: hit.coverage)
    missing = tuple(term for term in best.missing if all(term in hit.missing for hit in hits))
    gained = sum(term.weight for term in best.missing if term not in missing)
    return best._replace(coverage=best.coverage + gained / (sum(term.weight for term in terms) or 1.0), missing=missing)
