"""What a question says that evidence is to account for: names, dates, numbers, and words that say something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.evidence.indexing import month, stretch
from kg.ask.evidence.polarity import DENYING, UNWILLING
from kg.ask.evidence.search import Term
from kg.ask.language import dates
from kg.ask.language.kinds import ARTICLES, BY_ARTICLE, PRESS, UNITS, YES_NO
from kg.ask.language.thesaurus import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.ask.language.kinds import Asked
    from kg.ask.language.linking import Links, Mention
    from kg.ask.language.relations import Relation
    from kg.ask.language.thesaurus import Entry, Thesaurus

_OWN_WORDS = 0.9  # a line may hold the words of a name without being about what bears it
_SMALL = frozenset(["the", "round", "rounds"])
_NEGATION = "negation"
_STRICT = frozenset(["only", _NEGATION, "exception"])
_ASKS_FOR_WORDS = "attitude"  # "her view of it": the line itself tells that it is somebody's word
_DENIALS = (*(f"s:{word}" for word in ("not", "no", "never")), *(f"c:{code}" for code in sorted(DENYING | UNWILLING)))
_PLACES = frozenset(f"ordinal:{place}" for place in ("former", "last", "next", "previous", "other"))
_PRESS_TOKENS = frozenset(f"g:{group}" for group in (*PRESS, "newspaper"))
_AMOUNTS = frozenset(["many", "much"])
_ASKING_WORDS = _AMOUNTS | {"how", "which", "what"}
_DETERMINERS = frozenset(["the", "a", "an", "this", "which", "what", "s", "of", "its", "their", "any"])
_WEAK = 0.2
_ROUGHLY = 0.9
_ASIDE = 0.25
_REACH = 45  # days to which "after" and "before" an event reach
_MOST_DAYS = 120
_ROUND = frozenset(["round", "rounds"])


class Setting(NamedTuple):
    """What is known of a graph that tells what its names weigh.

    `rounds` are the meetings by their number, `common` the things that are called by a common noun, and `everywhere`
    the countries and governments that so many lines are about that naming them says little; `function_words` ask for
    nothing. `days_of` returns the first and last day of a date or event that is mentioned.
    """

    rounds: Mapping[str, frozenset[str]]
    common: frozenset[str]
    everywhere: frozenset[str]
    function_words: frozenset[str]
    days_of: Callable[[Mention], tuple[str, str] | None]


def terms_of(links: Links, thesaurus: Thesaurus, setting: Setting, asked: Asked) -> list[Term]:
    """Return the terms of a question: names first, then the other words that say something."""
    terms = [_in_time(_of_mention(m, links, thesaurus, setting), m, links, setting) for m in _told(links, asked)]
    taken = frozenset().union(asked.framing, *(term.positions for term in terms))
    known: set[int] = set()
    for found in thesaurus.find(links.words, taken):
        span = frozenset(range(found.start, found.end))
        known |= span
        if _strict(found.entry) and asked.kind != YES_NO:
            terms.append(_of_limit(_of_words(links, span, found.entry), found.entry))
        elif _ASKS_FOR_WORDS in found.entry.frames and not found.entry.codes:
            terms.append(_of_words(links, span, found.entry)._replace(weight=_WEAK, noun=False, named=False))
        elif _asked_for(links, found.start, setting) or not (found.entry.light or _frames_only(found.entry)):
            terms.append(_of_unit(_of_words(links, span, found.entry), links))
    terms += [
        _of_doing(term_) for term_ in (_of_words(links, span, thesaurus.entry(_at(links, span))) for span in asked.done)
    ]
    terms += [
        _of_words(links, frozenset([i]), None) for i in range(len(links.words)) if i not in taken and i not in known
    ]
    if not asked.doing.isdisjoint(BY_ARTICLE):  # "which article says that" asks for no saying
        terms = [_of_saying(term) for term in terms]
    return [_aside(term, links, asked) for term in terms]


def _told(links: Links, asked: Asked) -> list[Mention]:
    """Return the mentions that evidence is to account for: the number of articles asked about is none of them."""
    framed = asked.framing if ARTICLES in asked.doing else frozenset[int]()
    return [m for m in links.mentions if m.takes != "number" or not framed.issuperset(range(m.start, m.end))]


def _of_saying(term: Term) -> Term:
    """Make light of a word that only stands for a way of saying, or for those who say it."""
    coded = any(token.startswith("c:") or token in _PRESS_TOKENS for token, _ in term.tokens)
    return term._replace(weight=_WEAK, noun=False, named=False) if coded and term.kind == "word" else term


def _of_limit(term: Term, entry: Entry) -> Term:
    """Let nothing leave out what limits or denies; what is denied or refused accounts for a "not"."""
    denials = tuple((token, 1.0) for token in _DENIALS) if _NEGATION in entry.frames else ()
    return term._replace(hard=True, tokens=(*term.tokens, *denials))


def _of_unit(term: Term, links: Links) -> Term:
    """Let nothing else stand in for the unit that "how many weeks" asks for."""
    first = min(term.positions)
    return term._replace(hard=True) if links.words[first] in UNITS and links.words[first - 1] == "many" else term


def _at(links: Links, span: frozenset[int]) -> tuple[str, ...]:
    return tuple(links.words[i] for i in sorted(span))


def _of_doing(term: Term) -> Term:
    """Keep what asks for the most or compares as a term of little weight: a fact may well say it itself."""
    said = tuple((token, factor) for token, factor in term.tokens if not token.startswith("p:"))
    return term._replace(kind="doing", weight=_WEAK, tokens=said)


def _aside(term: Term, links: Links, asked: Asked) -> Term:
    """Make light of what stands in another sentence than the question itself."""
    if not links.sentences or any(links.sentences[i] == links.sentences[asked.at] for i in term.positions):
        return term
    return term._replace(hard=False, weight=term.weight * _ASIDE)


def _in_time(term: Term, mention: Mention, links: Links, setting: Setting) -> Term:
    """Let a date or event that stands behind "before", "since" or the like be met by the days it allows."""
    found = _relation(links.words, mention.start)
    stretch = setting.days_of(mention) if found is not None else None
    if found is None or stretch is None:
        return term
    first, last = relations_window(found.kind, *stretch, found.days)
    tokens = _days(first or shifted(last or stretch[0], -_REACH), last or shifted(first or stretch[1], _REACH))
    positions = term.positions | frozenset(range(found.start, found.end))
    own = term.tokens if mention.takes != "date" else ()
    return term._replace(positions=positions, tokens=(*own, *tokens))


def _relation(words: list[str], at: int) -> Relation | None:
    """Return the relation in time that ends where a mention begins, an article between them or not."""
    if dates.RELATING.isdisjoint(words[max(0, at - 6) : at]):
        return None
    from kg.ask.language.relations import relation

    for i in range(max(0, at - 6), at):
        found = relation(words, i)
        if found is not None and (found.end == at or set(words[found.end : at]) <= _SMALL):
            return found
    return None


def relations_window(kind: str, first: str, last: str, days: int | None) -> tuple[str | None, str | None]:
    """Return the days that a relation to a stretch of days allows."""
    from kg.ask.language.relations import window

    return window(kind, first, last, days)


def _days(first: str, last: str) -> tuple[tuple[str, float], ...]:
    """Return the tokens of each day of a stretch."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    count = min((end - start).days + 1, _MOST_DAYS)
    return tuple((f"d:{start + timedelta(n)}", 1.0) for n in range(count))


def _month_of(first: str, last: str) -> tuple[tuple[str, float], ...]:
    """Return the token of the month that a stretch lies in: of something in June, early June may be said."""
    start = date.fromisoformat(first)
    within = first[:7] == last[:7]
    return ((month(start.year, start.month), _ROUGHLY),) if within else ()


def shifted(day: str, by: int) -> str:
    """Return the day so many days later, or earlier.

    >>> shifted("2031-03-01", -1)
    '2031-02-28'
    """
    return (date.fromisoformat(day) + timedelta(by)).isoformat()


def _strict(entry: Entry) -> bool:
    """Tell whether words limit or deny what is said, so that nothing may leave them out."""
    return any(frame in _STRICT or frame in _PLACES for frame in entry.frames)


def _asked_for(links: Links, at: int, setting: Setting) -> bool:
    """Tell whether a word is what is asked for: "old" says little, "how old" and "which paragraph" do not."""
    before = links.words[at - 1] if at else ""
    # "What Mr Tull said" asks for no mister, "how many days Mr Tull stayed" for days.
    titled = before not in _AMOUNTS and any(mention.start == at + 1 for mention in links.mentions)
    return before in _ASKING_WORDS and not titled and links.words[at] not in setting.function_words


def _frames_only(entry: Entry) -> bool:
    return not (entry.groups or entry.wider or entry.codes or entry.weak)


def _of_mention(mention: Mention, links: Links, thesaurus: Thesaurus, setting: Setting) -> Term:
    span = set(range(mention.start, mention.end))
    stems = tuple(f"s:{stem(word)}" for word in links.words[mention.start : mention.end])
    value = mention.values[0]
    if mention.takes == "thing":
        tokens = tuple((f"t:{thing}", 1.0) for thing in mention.values)
        hard = setting.everywhere.isdisjoint(mention.values)
        term = Term(mention.text, frozenset(span), tokens, ((stems, _OWN_WORDS),), hard, "thing")
        common = setting.common.issuperset(mention.values) or _is_common(mention, links, thesaurus)
        return _of_common(term, links, thesaurus) if common else term
    if mention.takes == "ordinal":
        beside = (at for at in (mention.start - 1, mention.end) if 0 <= at < len(links.words))
        span |= {at for at in beside if links.words[at] in _ROUND}
        things = tuple((f"t:{thing}", 1.0) for thing in sorted(setting.rounds.get(value, ())))
        return Term(mention.text, frozenset(span), things, (), True, "ordinal")
    if mention.takes == "date":
        return Term(mention.text, frozenset(span), ((f"d:{value}", 1.0),), (), True, "date")
    if mention.takes == "period":
        first, last = mention.values
        days = ((stretch(first, last), 1.0), *_days(first, last), *_month_of(first, last))
        return Term(mention.text, frozenset(span), days, (), True, "date")
    numeral = links.words[mention.start][:1].isdigit()
    weight = 1.0 if numeral else _WEAK  # "the two ports" are the ports
    tokens = ((f"n:{float(value):g}", 1.0), (stems[0], 1.0))
    return Term(mention.text, frozenset(span), tokens, (), numeral, "number", weight)


def _of_common(term: Term, links: Links, thesaurus: Thesaurus) -> Term:
    """Let a thing that is called by a common noun be found by that noun and its like as well."""
    entry = thesaurus.entry(tuple(links.words[i] for i in sorted(term.positions)))
    words = _of_words(links, term.positions, entry)
    return term._replace(tokens=(*term.tokens, *words.tokens), phrases=words.phrases, hard=False)


def _is_common(mention: Mention, links: Links, thesaurus: Thesaurus) -> bool:
    """Tell whether a thing is called by a common noun: small letters, and words that the thesaurus groups."""
    words = tuple(links.words[mention.start : mention.end])
    return mention.text.islower() and bool(thesaurus.entry(words).groups)


def _is_name(links: Links, at: int) -> bool:
    first = at == 0 or (bool(links.sentences) and links.sentences[at] != links.sentences[at - 1])
    headline = sum(token.text[:1].isupper() for token in links.tokens) > len(links.tokens) / 2
    return not first and not headline and links.tokens[at].text[:1].isupper()


def _of_words(links: Links, span: frozenset[int], entry: Entry | None) -> Term:
    at = sorted(span)
    stems = tuple(stem(links.words[i]) for i in at)
    tokens = [(f"w:{' '.join(stems)}", 1.0)]
    tokens.append((f"s:{stems[0]}" if len(stems) == 1 else f"p:{' '.join(stems)}", 1.0))
    if entry is not None:
        tokens += [(f"g:{group}", 1.0) for group in entry.groups]
        tokens += [(f"c:{code}", 1.0) for code in entry.codes]
    phrases = ((tuple(f"s:{one}" for one in stems), 1.0),) if len(stems) > 1 else ()
    # A capital inside the question names something: nothing may leave it out.
    capital = _is_name(links, at[0])
    weight = _WEAK if entry is not None and entry.weak else 1.0
    text = " ".join(links.tokens[i].text for i in at)
    named = weight == 1.0 and (entry is None or not entry.verb or links.words[at[0] - 1] in _DETERMINERS)
    noun = weight == 1.0 and (entry is None or not entry.verb)
    return Term(text, span, tuple(tokens), phrases, capital and weight == 1.0, weight=weight, noun=noun, named=named)
