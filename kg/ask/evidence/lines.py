"""Facts put into words: each statement, state, figure and plain fact as one line that can be found, told and cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.ask.english import agreeing, plural
from kg.ask.evidence.facts import Facts, GraphFacts, iri_of
from kg.ask.language import dates
from kg.namespaces import ALT_LABEL, LABEL, TYPE, term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kg.ask.english import English
    from kg.citation import TripleText
    from kg.store.engine import Engine

# Kinds of line. A node of the first four is one line; any other thing has a line for each of its properties.
STATEMENT, POSITION, TENURE, STATE, FIGURE, FACT = "statement", "position", "tenure", "state", "figure", "fact"
_WHOLE = {
    term("Statement"): STATEMENT,
    term("Position"): POSITION,
    term("Tenure"): TENURE,
    term("State"): STATE,
    term("Figure"): FIGURE,
}
_STATES = frozenset([POSITION, TENURE, STATE])
# Names, and words to be found by: they say nothing of their own.
_NAMES = frozenset({TYPE, LABEL, ALT_LABEL, term("keywords")})
# Plumbing, or told in the sentence of another property.
_UNTOLD = _NAMES | frozenset(
    map(term, ("stateOf", "holder", "asOf", "unit", "shownBy", "via", "step", "relayer", "answers"))
)
# What is told in the past tense, and the codes of what did not happen, or not yet.
_HAPPENS = frozenset(
    map(term, ("on", "place", "imposedBy", "announcedBy", "attendee", "chair", "minutes", "days", "until"))
)
_UNREAL = frozenset(
    map(term, (
        "planned", "considered", "mooted", "possible", "proposed", "sought", "undecided", "unlikely", "due",
        "cancelled", "postponed", "shelved", "notImposed", "notReached",
    ))
)  # fmt: skip
_PLAIN = frozenset(map(term, ("status", "standing", "scope", "ratePart")))


# What a line of each kind cannot do without.
_CORE = {
    STATEMENT: frozenset(map(term, ("gist", "modality"))),
    POSITION: frozenset(map(term, ("holder", "stance", "target"))),
    TENURE: frozenset([term("holder")]),
    STATE: frozenset([term("stateOf")]),
    FIGURE: frozenset(map(term, ("value", "unit"))),
}


class Key(NamedTuple):
    """Which line is meant: a node, and the property where the node has a line for each."""

    node: str
    property: str = ""


class Line(NamedTuple):
    """One piece of evidence: a sentence in English, the days that vouch for it, and the triples it rests on."""

    key: Key
    kind: str
    text: str
    triples: tuple[TripleText, ...]
    days: tuple[str, ...] = ()

    @property
    def dated(self) -> str:
        """Return the sentence with the days that vouch for it."""
        said = " and ".join(dates.spoken(day) for day in self.days)
        return f"{self.text} (as of {said})" if said else self.text


class Evidence(GraphFacts):
    """Tells the facts of a graph line by line, always from the graph itself."""

    def __init__(self, engine: Engine, english: English, tells: Mapping[str, str]) -> None:
        super().__init__(engine)
        self._english = english
        self._tells = tells

    def label(self, iri: str) -> str:
        """Return the label of a term of the ontology or a thing of the graph."""
        return self._english.label(iri)

    def keys(self, node: str) -> list[Key]:
        """Return the lines that a node has."""
        kind = self.kind(node)
        if kind != FACT:
            return [Key(node)]
        if term("Relay") in self.classes(node):
            return []
        return [Key(node, name) for name in self.facts(node) if name not in _UNTOLD]

    def kind(self, node: str) -> str:
        """Return the kind of line that a node has."""
        classes = self.classes(node)
        return next((kind for name, kind in _WHOLE.items() if name in classes), FACT)

    def line(self, key: Key) -> Line | None:
        """Tell one line; None where the graph holds nothing of it, or not what such a line says."""
        return self._line(key, self.facts(key.node)) if key in self.keys(key.node) else None

    def proven(self, line: Line, triples: Collection[TripleText]) -> Line | None:
        """Tell of a line no more than some triples say; None where they do not say what it is about."""
        node = line.key.node
        kept = {
            name: [value for value in values if (f"<{node}>", f"<{name}>", str(value)) in triples]
            for name, values in self.facts(node).items()
        }
        facts = {name: values for name, values in kept.items() if values}
        return self._line(line.key, facts)

    def _line(self, key: Key, facts: Facts) -> Line | None:
        kind = self.kind(key.node)
        if not facts.keys() >= _CORE.get(kind, frozenset()):
            return None
        told = {key.property: facts[key.property]} if key.property in facts else facts if not key.property else {}
        if not told:
            return None
        text = self._fact(key, facts) if kind == FACT else self._whole(kind, key.node, facts)
        days = (
            tuple(value.value for value in facts.get(term("asOf"), ()) if isinstance(value, Literal))
            if kind in _STATES
            else ()
        )
        return Line(key, kind, text, tuple(_triples(key.node, told)), days)

    def _whole(self, kind: str, node: str, facts: Facts) -> str:
        if kind == FIGURE:
            return self._figure(node, facts)
        tell = {STATEMENT: self._statement, POSITION: self._position, TENURE: self._tenure, STATE: self._state}[kind]
        return tell(facts)

    def _said(self, facts: Facts, name: str, joint: str = ", ") -> str:
        return joint.join(self._english.say(value) for value in facts.get(term(name), ()))

    def _statement(self, facts: Facts) -> str:
        speaker, whose = self._said(facts, "speaker", " and "), self._said(facts, "attitudeOf", " and ")
        head = f"{whose} (as told by {speaker})" if whose else speaker
        via = self._said(facts, "onBehalfOf", " and ")
        head = f"{head} for {via}" if via and via != speaker else head
        heard = self._said(facts, "addressee", " and ")
        reason, condition = self._said(facts, "reason"), self._said(facts, "condition")
        notes = [
            self._said(facts, "saidOn"),
            f"because: {reason}" if reason else "",
            f"on condition: {condition}" if condition else "",
        ]
        notes = [note for note in (*notes, f"to {heard}" if heard else "") if note]
        tail = f" ({'; '.join(notes)})" if notes else ""
        verb = agreeing(whose or speaker, self._said(facts, "modality"))
        return f"{head} {verb}: {self._said(facts, 'gist')}{tail}"

    def _position(self, facts: Facts) -> str:
        holder = self._said(facts, "holder", " and ")
        text = f"{holder} {agreeing(holder, self._said(facts, 'stance'))}: {self._said(facts, 'target')}"
        scope = self._said(facts, "scope")
        return f"{text}, {scope}" if scope else text

    def _tenure(self, facts: Facts) -> str:
        held = [part for part in (self._said(facts, "office"), self._said(facts, "memberOf")) if part]
        return f"{self._said(facts, 'holder', ' and ')}: {', '.join(held)}"

    def _state(self, facts: Facts) -> str:
        parts = [self._detail(name, facts) for name in facts if name not in _UNTOLD]
        return f"{self._said(facts, 'stateOf')}: {', '.join(parts)}"

    def _detail(self, name: str, facts: Facts) -> str:
        said = " and ".join(self._english.say(value) for value in facts[name])
        if name == term("rate"):
            said = f"{said} {self._said(facts, 'unit')}"
        if "{thing}" not in self._tells.get(name, "{thing}"):
            return self._tells[name].replace("{value}", said)
        return said if name in _PLAIN else f"{self._english.label(name)} {said}"

    def _hedge(self, key: Key) -> str:
        """Return what qualifies a fact about a thing that never came to be, or has not yet: planned, not imposed."""
        codes = [
            code
            for state in self.states(key.node)
            for name in ("standing", "status")
            for value in self.facts(state).get(term(name), ())
            if (code := iri_of(value))
        ]
        open_still = codes and all(code in _UNREAL for code in codes)
        return f" ({self._english.label(codes[-1])})" if open_still and key.property in _HAPPENS else ""

    def _figure(self, node: str, facts: Facts) -> str:
        exactness = self._said(facts, "exactness")
        hedge = (
            "" if term("exactly") in {iri_of(value) for value in facts.get(term("exactness"), ())} else f"{exactness} "
        )
        notes = [note for note in (self._said(facts, "period"), self._compared(facts)) if note]
        counted = term("countOf") in {iri_of(value) for value in facts.get(term("unit"), ())}  # its name says of what
        unit = "" if counted else f" {self._said(facts, 'unit')}"
        value = f"{hedge}{self._said(facts, 'value')}{unit}"
        return f"{self._english.say(NamedNode(node))}: {value}" + (f" ({'; '.join(notes)})" if notes else "")

    def _compared(self, facts: Facts) -> str:
        other = self._said(facts, "comparedWith")
        return f"compared with {other}" if other else ""

    def _fact(self, key: Key, facts: Facts) -> str:
        said = " and ".join(self._english.say(value) for value in facts[key.property])
        frame = self._tells.get(key.property, f"{{thing}}, {self._english.label(key.property)}: {{value}}")
        frame = frame if "{thing}" in frame else f"{{thing}}, {frame}"  # told of a state, a detail names no thing
        thing = self._english.say(NamedNode(key.node))
        told = plural(frame.replace("{thing}", "{hub}"), thing).replace("{value}", said).replace("{hub}", thing)
        return told + self._hedge(key)


def _triples(node: str, told: Facts) -> Iterator[TripleText]:
    for name, values in told.items():
        if name not in _NAMES:
            yield from ((f"<{node}>", f"<{name}>", str(value)) for value in values)
