"""Misspelt words are put right, real English words never, and short forms are read from data."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from kg.ask.language import spelling
from kg.ask.language.lexicon import load
from kg.ask.language.spelling import Speller, is_english
from kg.errors import InputError, RdfError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LEXICON = ROOT / "ontology" / "lexicon"


def words(text: str) -> list[str]:
    return text.split()


def pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in text.split())


NAMES = words(
    "norvia tessaly norvian tessalian eldmouth saltmere fenwick arkwright dross venn sunniva bertil ansel corin"
)

# What people type, and what they mean.
MISSPELT = pairs("""
    tarrif:tariff tarrifs:tariffs tarriff:tariff tariif:tariff tarif:tariff tarifs:tariffs tarffs:tariffs tairff:tariff
    negociator:negotiator negotiater:negotiator negotator:negotiator negotiatior:negotiator negociations:negotiations
    negotations:negotiations negotiatons:negotiations negociate:negotiate negoitations:negotiations
    minsiter:minister ministr:minister minsters:ministers ministre:minister ministeral:ministerial
    ministirial:ministerial minesterial:ministerial ministerail:ministerial
    recipracal:reciprocal reciprical:reciprocal recipricol:reciprocal reciprocol:reciprocal reciproacl:reciprocal
    semiconducter:semiconductor semiconducters:semiconductors semicondutors:semiconductors
    surpluss:surplus surplas:surplus surpuls:surplus surplys:surplus defecit:deficit deficet:deficit
    envoyy:envoy enovy:envoy consessions:concessions concesions:concessions consession:concession
    goverment:government govermnent:government governmant:government govenment:government
    agreemant:agreement agrement:agreement aggreement:agreement agreemnt:agreement
    delagation:delegation delegaton:delegation deligation:delegation delagate:delegate
    embasy:embassy embassador:ambassador ambasador:ambassador ambassidor:ambassador
    secratary:secretary secretery:secretary secertary:secretary sectretary:secretary
    presidant:president presedent:president presient:president presidnet:president
    comerce:commerce commerse:commerce commmerce:commerce comission:commission commision:commission
    comittee:committee commitee:committee committe:committee
    washingtn:washington washinton:washington wahsington:washington brusells:brussels brussles:brussels
    bejing:beijing geneeva:geneva singapor:singapore
    agricultre:agriculture agriculutre:agriculture agricultrual:agricultural
    automobils:automobiles automoblie:automobile vehicals:vehicles vehicels:vehicles
    importes:imports exprots:exports expors:exports imoprts:imports
    subsidys:subsidies subsidees:subsidies quotta:quota qouta:quota
    sanktions:sanctions sanctons:sanctions retalliation:retaliation retaliaton:retaliation retailation:retaliation
    anounced:announced annouced:announced anouncement:announcement announcment:announcement
    investmant:investment invesment:investment investmnt:investment
    manufactering:manufacturing manufacuring:manufacturing
    alumnium:aluminium steeel:steel
    percentege:percentage pecentage:percentage precentage:percentage
    reperesentative:representative represenative:representative representitive:representative
    spoksman:spokesman spokeman:spokesman spokesperon:spokesperson
    diplomt:diplomat diplomet:diplomat dipolmat:diplomat diplomatc:diplomatic
    parliment:parliament parlament:parliament parlaiment:parliament
    legistlation:legislation legislaton:legislation
    economie:economy econmy:economy econimist:economist
    electon:election elecions:elections campain:campaign
    meating:meeting meetting:meeting metting:meeting meetngs:meetings
    sumit:summit summmit:summit confrence:conference conferance:conference
    disscussed:discussed discused:discussed disucssed:discussed
    acctually:actually definately:definitely recieve:receive beleive:believe
    wehn:when whne:when wich:which whcih:which thier:their
    febuary:february janurary:january septmber:september wensday:wednesday wednsday:wednesday
    ultimatm:ultimatum dealine:deadline deadlne:deadline postponded:postponed
    """)
MISSPELT_NAMES = pairs("""
    norvai:norvia Norvya:norvia tesaly:tessaly Tessally:tessaly tessalain:tessalian eldmoth:eldmouth
    Eldmuoth:eldmouth saltmeer:saltmere saltmre:saltmere Fenwik:fenwick arkwrigt:arkwright Arkright:arkwright dros:dross
    suniva:sunniva bertill:bertil
    """)

# Rarer English, new English and names, many of them like words of the field: they stay as they are.
RIGHT = words("""
    minster calender tarsi tariffed envoi envious negotiable negate surplice surplus deficient deficits
    semiquaver semitone concisely concertina concussed ministering ministrant sinister mister minstrel
    reciprocate reciprocity recipe reciter delegable delicately embark embalm ambassadress secretive secrete sectary
    precedent presidential president presider commerce commence comer commissary commissar committal comity
    brusque brussels geneva genever singer singeing washing washstand bering agronomy agrarian automata autoimmune
    vesicles vehemence importune impost imposter impotent exposer expiates exports subsidence subsists quoit quotable
    quartz sanctify sanctum sanctimony retaliate retailing renounced denounced annunciation announcer investiture
    vestment manufactory aluminous alumna steelier steely percentile precentor repressive representational spokes
    spokeshave diploma diplomatist parley parchment legislate legislature economise ecumenical elector electorate
    campaigner champagne meeker meting metering summiteer summat confer conferment discus discursive disgust
    actuary actuarial deceive relieve belie whence whelk witch theirs febrile janitor septic wedges ultima deadpan
    postpones haggle haggled haggler parleyed demarche detente rapprochement entente modus vivendi plenary
    plenipotentiary communique aide memoire legate nuncio consulate consular chancery attache viceroy
    levies leviathan impose imposts excise excises customs countervailing dumping antidumping transshipment
    protectionism protectionist autarky mercantilism safeguard safeguards arbitrage tranche moratorium embargo embargoes
    sanctioned tariffing reshoring onshoring chipmaker chipmakers friendshoring decarbonise deglobalisation
    neighbor neighbors canceled traveled labor harbor armor catalog theater favorite analyze analyzed
    tonnage tonnes hectare bushels soya soybean sorghum oilseed rapeseed lithium cobalt gallium germanium tungsten
    antimony neodymium graphite bauxite smelter ingots billets coking turbine
    macron carney nairobi jakarta zagreb ankara lagos caracas tbilisi
    stalemate impasse logjam brinkmanship sabre rattling filibuster cloture gerrymander plebiscite
    snubbed rebuffed demurred equivocated prevaricated reneged acquiesced capitulated conceded
    dont doesnt didnt couldnt
    """)


def words_of_english(count: int) -> set[str]:
    listed = (line.split()[0].decode() for line in spelling._dictionary().splitlines() if line)
    return {word for word, _ in zip(listed, range(count), strict=False) if word.isalpha() and len(word) > 2}


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    """About as many words as a lexicon, a thesaurus and a graph hold together."""
    meant = {*MISSPELT.values(), *MISSPELT_NAMES.values()}
    return frozenset(words_of_english(20_000) | set(NAMES) | meant | {"reciprocally"})


@pytest.fixture(scope="module")
def speller(known: frozenset[str]) -> Speller:
    return Speller(known)


def test_misspelt_words_of_the_field_are_put_right(speller: Speller) -> None:
    given = {typed: speller.correct(typed) for typed in MISSPELT}
    wrong = {typed: word for typed, word in given.items() if word not in (None, MISSPELT[typed])}
    missed = {typed for typed, word in given.items() if word is None}
    assert len(given) >= 150
    assert len(wrong) <= 2, wrong
    assert len(missed) <= 10, missed


@pytest.mark.parametrize(("typed", "meant"), MISSPELT_NAMES.items())
def test_names_of_the_graph_are_reached_by_a_slip(speller: Speller, typed: str, meant: str) -> None:
    assert speller.correct(typed) == meant


def test_rarer_english_stays(speller: Speller, known: frozenset[str]) -> None:
    rare = [word for word in RIGHT if word not in known]
    changed = {word: given for word in rare if (given := speller.correct(word))}
    assert len(rare) >= 150
    assert not {word for word in changed if is_english(word)}
    assert len(changed) <= 5, changed  # words that no list has: singeing, precentor


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("tariff", "known"),
        ("tarriffs2", "holds a digit"),
        ("2031", "a number"),
        ("teh", "too short"),
        ("TARF", "an abbreviation"),
        ("zürrich", "not plain letters"),
        ("", "empty"),
        ("neighbor", "American"),
        ("dont", "a contraction"),
        ("reshoring", "coined"),
        ("qqqqqqqq", "near nothing"),
    ],
)
def test_what_is_left_alone(speller: Speller, word: str, why: str) -> None:
    assert speller.correct(word) is None, why


def test_of_two_words_about_as_near_neither_is_taken() -> None:
    assert Speller({"venna", "venno"}).correct("vennu") is None
    assert Speller({"venna"}).correct("vennu") == "venna"


def test_a_known_word_with_digits_is_never_meant() -> None:
    assert Speller({"round3", "g20", "čaver", "round"}).correct("rounnd") == "round"
    assert Speller({"round3"}).correct("rounde") is None


def test_forms_of_one_word_are_no_rivals() -> None:
    assert Speller({"negotiation", "negotiations"}).correct("negociations") == "negotiations"


def test_a_word_with_a_capital_may_be_a_name_and_is_corrected_less() -> None:
    speller = Speller({"making"})
    assert speller.correct("maoking") == speller.correct("Maoking") == "making"  # a silent letter too many
    assert speller.correct("malking") == "making"
    assert speller.correct("Malking") is None


def test_of_two_common_words_the_far_commoner_is_meant() -> None:
    assert Speller({"what", "wat"}).correct("waht") == "what"
    assert Speller({"what", "whit"}).correct("waht") == "what"


def test_known_words_cost_nothing(known: frozenset[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_dictionary", lambda: pytest.fail("the list was opened"))
    monkeypatch.setattr(spelling, "_habits", lambda: pytest.fail("the lexicon was opened"))
    speller = Speller(known)
    assert [speller.correct(word) for word in ("tariff", "Norvia", "18", "of")] == [None] * 4
    assert "_choices" not in vars(speller)


def test_an_unknown_word_costs_little(known: frozenset[str]) -> None:
    def once() -> float:
        for cached in (spelling._dictionary, spelling._habits, spelling.is_english):
            cached.cache_clear()
        start = time.perf_counter()
        assert Speller(known).correct("recipracallly") == "reciprocally"
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.06


def test_short_forms_are_read() -> None:
    short = load([LEXICON]).shorts
    assert len(short) >= 120
    assert short["u",] == ("you",)
    assert short["gov", "t"] == short["govt",] == ("government",)
    assert short["fin", "min"] == ("finance", "minister")
    assert short["w",] == ("with",)
    assert not {("us",), ("may",), ("it",), ("no",)} & short.keys()


def test_no_short_form_stands_for_another() -> None:
    short = load([LEXICON]).shorts
    assert not {form: meaning for form, meaning in short.items() if any((word,) in short for word in meaning)}


@pytest.mark.parametrize(
    ("entry", "error"), [("[] lex:short 'u' .", InputError), ("[] lex:short 'u' ; lex:for", RdfError)]
)
def test_a_wrong_short_form_is_named(tmp_path: Path, entry: str, error: type[Exception]) -> None:
    (tmp_path / "spellings.ttl").write_text(f"@prefix lex: <https://kg.example/lexicon#> .\n{entry}")
    with pytest.raises(error, match=r"spellings\.ttl"):
        load([tmp_path])
