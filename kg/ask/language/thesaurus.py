"""Words that mean alike: stems, groups of words, wider words, codes they stand for, and words that say little."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyoxigraph as ox

from kg.ask.language.words import noun_forms, phrase, verb_forms
from kg.namespaces import local_name
from kg.store.reading import rdf_errors, read_rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    Properties = Mapping[str, list[str]]

LONGEST = 5
EXACT, STEMMED = "=", "~"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word's stem, by the Snowball stemmer for English.

    >>> stem("negotiations") == stem("negotiating")
    True
    """
    if not word.isalpha():
        return word
    for known in _KNOWN_STEMS:
        found = known(word)
        if found is not None:
            return found
    return str(_stemmer().stemWord(word))


def know_stems(known: Callable[[str], str | None]) -> None:
    """Look stems up before they are worked out: a stem is the same whoever worked it out."""
    _KNOWN_STEMS[:] = [known]


_KNOWN_STEMS: list[Callable[[str], str | None]] = []


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]  # it has no types

    return snowballstemmer.stemmer("english")


class Entry(NamedTuple):
    """What the thesaurus knows of one form: its groups, its wider words, the codes and kinds of question it stands for.

    `light` tells that it says so little that it need not be accounted for, `weak` that it says little, `verb` that it
    may be a verb.
    """

    groups: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    light: bool = False
    weak: bool = False
    verb: bool = False

    def merged(self, other: Entry) -> Entry:
        """Return both entries as one."""
        pairs = zip(self[:4], other[:4], strict=True)
        groups, wider, codes, frames = (tuple(dict.fromkeys((*mine, *others))) for mine, others in pairs)
        return Entry(
            groups, wider, codes, frames, self.light or other.light, self.weak or other.weak, self.verb or other.verb
        )


NOTHING = Entry()


class Found(NamedTuple):
    """A form of the thesaurus where it stands in a list of words."""

    start: int
    end: int
    entry: Entry


class FormTable(Protocol):
    """Forms with what is known of them: a dictionary, or a table on disk."""

    def get(self, words: str, default: Entry, /) -> Entry:
        """Return what is known of a form."""


class Thesaurus:
    """Forms with what they mean, looked up by exact words ("=sit down") and by stems ("~negoti tabl")."""

    def __init__(self, forms: FormTable) -> None:
        self._forms = forms

    def entry(self, words: tuple[str, ...]) -> Entry:
        """Return what is known of a run of words, as it stands and by its stems.

        >>> Thesaurus(read([])).entry(("sit", "down"))
        Entry(groups=(), wider=(), codes=(), frames=(), light=False, weak=False, verb=False)
        """
        exact = self._forms.get(EXACT + " ".join(words), NOTHING)
        if exact.groups or exact.codes:
            return exact
        # Stems find forms that nobody listed, but make one of "presided" and "president".
        stemmed = self._forms.get(STEMMED + " ".join(map(stem, words)), NOTHING)
        return exact if stemmed is NOTHING else exact.merged(stemmed)

    def find(self, words: list[str], taken: frozenset[int] = frozenset(), frames: bool = False) -> Iterator[Found]:
        """Yield the forms that stand in a list of words, longest first, left to right; `taken` words are passed over.

        With `frames` only forms that tell what kind of question is asked.
        """
        i = 0
        while i < len(words):
            for size in range(min(LONGEST, len(words) - i), 0, -1):
                entry = self.entry(tuple(words[i : i + size])) if taken.isdisjoint(range(i, i + size)) else NOTHING
                if entry.frames if frames else entry != NOTHING:
                    yield Found(i, i + size, entry)
                    break
            else:
                size = 1
            i += size

    def everywhere(self, words: list[str]) -> Iterator[Found]:
        """Yield every form that stands in a list of words, overlaps included."""
        for i in range(len(words)):
            for size in range(1, min(LONGEST, len(words) - i) + 1):
                if (entry := self.entry(tuple(words[i : i + size]))) != NOTHING:
                    yield Found(i, i + size, entry)


def read(files: Iterable[Path]) -> dict[str, Entry]:
    """Read thesaurus files (Turtle) into forms; their entries are described in ontology/README.md.

    Raises RdfError for a file that does not parse.
    """
    entries = [entry for path in files for entry in _entries(path)]
    irregular = {form.split()[0]: form.split()[1:] for _, entry in entries for form in entry.get("forms", [])}
    forms: dict[str, Entry] = defaultdict(lambda: NOTHING)
    for subject, entry in entries:
        for key, found in _read_entry(subject, entry, irregular):
            forms[key] = forms[key].merged(found)
    return dict(forms)


def _entries(path: Path) -> Iterator[tuple[str, Properties]]:
    entries: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with rdf_errors(str(path)):
        for t in ox.parse(read_rdf(path), ox.RdfFormat.TURTLE):
            entries[str(t.subject)][local_name(t.predicate.value)].append(t.object.value)
    yield from entries.items()


def _read_entry(subject: str, entry: Properties, irregular: dict[str, list[str]]) -> Iterator[tuple[str, Entry]]:
    if "concept" in entry:
        group = (entry["concept"][0],)
        yield from ((key, Entry(groups=group)) for key in _keys(_forms(entry, irregular)))
        verbs = {form for verb in entry.get("verb", ()) for form in verb_forms(verb, irregular)}
        yield from ((key, Entry(groups=group, verb=True)) for key in _keys(verbs) if key.startswith(EXACT))
    elif "broader" in entry:
        wider = tuple(" ".join(map(stem, phrase(form))) for form in entry["broader"])
        yield from (
            (key, Entry(wider=wider)) for key in _keys({f for noun in entry["narrower"] for f in noun_forms(noun)})
        )
    elif "frame" in entry:
        codes = tuple(entry.get("code", ()))
        forms = _forms(entry, irregular)
        if codes:
            yield from ((key, Entry(codes=codes)) for key in _keys(forms))
        # Kinds of question hang on exact words: "how long" is one, "how longer" is none.
        frame = ":".join(entry[name][0] for name in ("frame", "order", "measures", "position") if name in entry)
        yield from ((EXACT + " ".join(phrase(form)), Entry(frames=(frame,))) for form in forms)
    elif subject.endswith("light>"):
        yield from ((EXACT + " ".join(phrase(form)), Entry(light=True)) for form in entry["phrase"])
    elif subject.endswith("weak>"):
        yield from ((EXACT + " ".join(phrase(form)), Entry(weak=True)) for form in entry["phrase"])


def _forms(entry: Properties, irregular: dict[str, list[str]]) -> set[str]:
    forms = {form for verb in entry.get("verb", ()) for form in verb_forms(verb, irregular)}
    forms |= {form for noun in entry.get("noun", ()) for form in noun_forms(noun)}
    return forms | set(entry.get("adjective", ())) | set(entry.get("phrase", ()))


def _keys(forms: set[str]) -> Iterator[str]:
    for form in sorted(forms):
        words = phrase(form)
        if 0 < len(words) <= LONGEST:
            yield EXACT + " ".join(words)
            yield STEMMED + " ".join(map(stem, words))
