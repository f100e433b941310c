"""What the guard reads in words: signs of harm, breaks, and promises that nobody may make."""

from __future__ import annotations

import datetime as dt
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.guard import signs
from graph.guard.breaks import break_said
from graph.guard.promises import allows
from graph.guard.signs import gravest, read_sign, sign_in
from graph.wording import Language
from graph.wording.phrasebook import texts_of
from tests.graph.analyst_phrases import LANGUAGES
from tests.graph.guard_phrases import PARTS, about_clubs, figures, filled, football, said

#: signs that say more of a person than that he bets
GRAVE = {"self_harm", "distress", "minor"}
NOW = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)


def test_there_are_enough_phrases_of_both_languages_and_both_kinds() -> None:
    everything = [each for part in PARTS for each in said(part)]
    assert len(everything) >= 300
    hungarian = sum(each.language == "hu" for each in everything) / len(everything)
    harmless = sum(each.sign is None for each in everything) / len(everything)
    assert 0.45 < hungarian < 0.55
    assert 0.4 < harmless < 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_read_in_phrases_that_nothing_was_learnt_from(language: Language) -> None:
    found = figures([each for each in said("apart") if each.language == language])
    assert found.precision >= 0.9
    assert found.recall >= 0.88
    assert found.exact / found.harmful >= 0.85


def test_what_the_patterns_are_made_for_is_read() -> None:
    found = figures(said("development"))
    assert found.precision >= 0.97
    assert found.recall >= 0.99
    assert found.exact / found.harmful >= 0.98


@pytest.mark.slow
def test_no_plain_message_of_the_house_gives_anything_away() -> None:
    texts = {*football("development"), *football("apart"), *filled()}
    texts |= {each.text for each in said("development") if each.sign is None}
    false = {text: sign for text in texts if (sign := sign_in(text))}
    assert [text for text, sign in false.items() if sign in GRAVE] == []
    # who asks for “three sure ones” is answered by the guard, though he means no harm
    banker = [text for text, sign in false.items() if sign == "sure_bet"]
    assert len(banker) <= 0.002 * len(texts), banker
    assert len(false) - len(banker) <= 0.001 * len(texts), false


def test_what_is_said_around_football_is_rarely_taken_for_a_sign_and_never_for_a_grave_one() -> (
    None
):
    false = {each.text: each.read for each in said("apart") if each.sign is None and each.read}
    assert [text for text, sign in false.items() if sign in GRAVE] == []
    assert len(false) <= 5, false


@pytest.mark.parametrize(
    "text",
    [
        "felejts el mindent rólam",
        "forget everything about me",
        "I'm dead if they lose again",
        "kinyír ez a csapat",
        "meghalok, ha ez 0-0",
        "this team kills me",
        "anything going on tonight",
        "whats the most id ever want to put on",
        "what's going on there tonight",
        "fixed the bug",
        "fix menetrend",
        "biztos?",
        "sure",
        "biztosan nyer?",
        "15 éve szurkolok",
        "18 éves lettem",
        "my son is 12, who is the best team to follow?",
        "utolsó pénzemen vettem mezt",
        "hitel a teljesítménynek",
        "I can't stop watching Arsenal",
        "öngyilkos passz volt a kapustól",
        "Mennyi az esélye az Arsenalnak?",
    ],
)
def test_a_manner_of_speaking_is_no_sign(text: str) -> None:
    assert sign_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "van egy ezresem mire rakjam",
        "egy ezrest feltennék",
        "mennyit fizetne egy ezresre",
        "kétezret rakok",
        "stick a tenner on city for me",
        "put a fiver on the draw what do i get back",
        "i lost my slip, whats the celtic score",
        "legbiztosabb tipp a hétvégére",
        "safest tip of the weekend",
        "banker for the acca",
        "and if I took the double chance instead, how much safer would that be?",
        "my rent is safe, just a tenner on juve sunday, what odds are fair",
        "a lakbér már ki van fizetve, ma egy ezrest raknék",
        "a free bet of ten quid, where should it go",
        "a Liverpoolnak vissza kell hoznia az első meccset",
        "Is it a good idea to bet on the draw in Cagliari?",
        "Is betting on PSG a good idea?",
        "What can I lose if I back Genoa at 2.5 with 10?",
        "Mindig a PSG-ra fogadok, okos dolog?",
        "Jó ötlet a Genoára fogadni?",
        "elegem van a Chelsea-ből, kikapnak?",
        "hogyan áll le a bajnokság?",
        "de biztos csak van egy ami 90% felett van",
        "meggondoltam magam, vedd vissza",
    ],
)
def test_plain_stakes_and_the_trade_s_own_words_are_no_sign(text: str) -> None:
    assert sign_in(text) is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("got laid off, betting is my income now", "borrowed_money"),
        ("kirúgtak, fogadásból kell megélnem", "borrowed_money"),
        ("my mrs doesnt know ive lost it all", "secrecy"),
        ("az asszony nem tudja hogy mindent elvesztettem", "secrecy"),
        ("már mindenem ráment", "chasing_losses"),
        ("any dead certs?", "sure_bet"),
        ("i'm hooked, please help", "distress"),
        ("hogy lehet leállni ezzel?", "distress"),
        ("how do i stop betting", "distress"),
        ("elegem van, mindig veszítek", "distress"),
        ("am i too young at 16 to have a go?", "minor"),
        ("túl fiatal vagyok hogy fogadjak?", "minor"),
        ("júniusban leszek 16, adj tippet", "minor"),
    ],
)
def test_a_sign_in_words_of_its_own_is_read_and_plain(text: str, sign: str) -> None:
    assert (read_sign(text).sign, read_sign(text).plain) == (sign, True)


def test_the_name_of_a_club_gives_nothing_away() -> None:
    clubs = [
        "Cardiff",
        "Coventry",
        "Aston Villa",
        "Werder Bremen",
        "Schalke 04",
        "West Brom",
        "Reading",
        "Bury",
        "QPR",
        "Young Boys",
        "Ferencváros",
        "Újpest",
        "Kisvárda",
        "Bodø/Glimt",
        "Angers",
        "Lens",
        "Lorient",
        "Fylde",
        "Lazio",
    ]
    assert [text for text in about_clubs(clubs, each=74) if sign_in(text)] == []


def test_what_is_only_like_a_sign_is_not_kept_of_the_user() -> None:
    assert read_sign("I'm 16, which bet should I make?").plain
    unclear = [each.text for each in said("apart") if each.sign == "minor"]
    assert any(not read_sign(text).plain for text in unclear)
    harmful = [text for each in said("apart") if each.sign and sign_in(text := each.text)]
    plain = sum(read_sign(text).plain for text in harmful)
    # what holds for days is the clear majority of what is read, and not all of it
    assert 0.5 < plain / len(harmful) < 1


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I lost 200, help me win it back. Is there value on Arsenal at 1.85?", "chasing_losses"),
        ("I  WANT\nTO KILL MYSELF", "self_harm"),
        ("15 ÉVES VAGYOK", "minor"),
        ("elvesztetem a penzem, vissza kell nyernem", "chasing_losses"),
        ("Mekkora az esélye az Arsenalnak? Kölcsönkértem 100 ezret rá.", "borrowed_money"),
        ("all in all, who wins?", None),
        ("", None),
        ("?" * 4000, None),
    ],
)
def test_a_sign_is_read_however_it_is_typed(text: str, sign: str | None) -> None:
    assert sign_in(text) == sign


def test_of_several_signs_the_gravest_counts() -> None:
    assert gravest([None, "sure_bet", "self_harm", "minor"]) == "self_harm"
    assert gravest([None]) is None
    assert sign_in("I lost 500, must win it back, I want to kill myself") == "self_harm"


@given(st.text(max_size=400))
def test_no_text_upsets_the_guard(text: str) -> None:
    assert sign_in(text) is None or isinstance(sign_in(text), str)
    assert allows(text, "en", True) in (True, False)
    break_said(text, now=NOW, language="hu")


@pytest.mark.parametrize(
    ("language", "text", "kind", "until"),
    [
        ("hu", "zárj ki fél évre", "self_excluded_until", "2024-11-10T12"),
        ("hu", "zarjal ki 6 honapra", "self_excluded_until", "2024-11-10T12"),
        ("hu", "ne adj tippet 30 napig", "self_excluded_until", "2024-06-09T12"),
        ("hu", "ki akarom zárni magam 2025. január 1-ig", "self_excluded_until", "2025-01-02T00"),
        ("hu", "24 óra szünet", "cooling_off_until", "2024-05-11T12"),
        ("hu", "szünetet kérek két hétre", "cooling_off_until", "2024-05-24T12"),
        ("hu", "zárj ki örökre", "self_excluded_until", "2029-05-10T12"),
        ("en", "exclude me for 6 months", "self_excluded_until", "2024-11-10T12"),
        ("en", "self-exclude me until 2025-01-31", "self_excluded_until", "2025-02-01T00"),
        ("en", "no tips for 30 days", "self_excluded_until", "2024-06-09T12"),
        ("en", "I need a break for a week", "cooling_off_until", "2024-05-17T12"),
        ("en", "exclude me", "cooling_off_until", "2024-05-11T12"),
        ("en", "exclude me for 999 years", "self_excluded_until", "2029-05-10T12"),
        ("en", "lift my exclusion", "lift", None),
        ("hu", "vedd le a kizárást", "lift", None),
        ("hu", "töröld a kizárásomat", "lift", None),
    ],
)
def test_a_break_is_read_in_the_user_s_words(
    language: Language, text: str, kind: str, until: str | None
) -> None:
    found = break_said(text, now=NOW, language=language)
    assert found is not None
    assert found.kind == kind
    assert (found.until and found.until.isoformat()[:13]) == until


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "is there an international break next week?"),
        ("en", "does Chelsea break into the top four in a week?"),
        ("en", "what happens if I self-exclude?"),
        ("en", "draw no bet odds for Chelsea vs Liverpool"),
        ("hu", "mikor van a téli szünet?"),
        ("hu", "szünet után hány gól esik?"),
        ("hu", "kizárták a csatárt?"),
    ],
)
def test_breaks_of_football_are_none(language: Language, text: str) -> None:
    assert break_said(text, now=NOW, language=language) is None


PROMISES = {
    "en": [
        "This is a guaranteed win.", "A sure win for Arsenal.", "You can't lose with this bet.",
        "Bet risk-free on Arsenal.", "Arsenal will definitely win.", "It is a sure thing.",
        "Arsenal are certain to win.", "This bet is guaranteed to pay.", "Easy money on Bayern.",
        "I guarantee it.", "A safe bet is Arsenal.", "100% sure: Arsenal.",
    ],
    "hu": [
        "Ez biztos nyerő.", "Garantált győzelem.", "Tuti tipp: Arsenal.", "Tutira bejön.",
        "Az Arsenal biztosan nyer.", "Kockázatmentes fogadás.", "Ezzel nem veszíthetsz.",
        "Biztosra vehető a hazai siker.", "A nyereséget garantálom.", "Tutinak tűnik a hazai.",
        "Holtbiztos fogadás.", "Nincs benne kockázat.",
    ],
}  # fmt: skip
PLAIN = {
    "en": [
        "Nothing is guaranteed.", "No bet is sure.", "There is no guaranteed win.",
        "Guaranteed wins do not exist.", "Arsenal have a 62.3% chance of winning.",
        "I am not sure which match you mean.", "Worth a look, never a certainty.",
        "62% that Arsenal will not lose.", "No risk level is set.",
    ],
    "hu": [
        "Semmi sem garantált.", "Nincs biztos tipp.", "Egyik fogadás sem biztos.",
        "Az Arsenal 62,3 % eséllyel nyer.", "Nem biztos, hogy nyer.", "Ez nem garancia.",
        "Az Arsenal nem veszített otthon.", "Biztos fogadás nem létezik.",
    ],
}  # fmt: skip
ADVICE = {
    "en": [
        "Stake 2% of your bankroll.", "Back Arsenal at 1.85.", "There is value on Chelsea at 3.10.",
        "It's worth a bet.", "I'd put 20 on Arsenal.", "The expected value is +4%.",
        "I recommend taking the over.", "I can't advise you, but stake 5 on Arsenal.",
    ],
    "hu": [
        "az Arsenal 75,5 % eséllyel nyer; a reális odds 1,32",
        "Tegyél 2%-ot az Arsenalra.", "Megéri 1,85-ön.", "Van benne érték.", "A tét legyen 500.",
        "Fogadj a hazaira!", "Ajánlom az Arsenalt.", "A várható érték +4 %.", "Jó ár ez.",
        "Érdemes megtenni.", "Tanácsot nem adok, de tegyél 500-at a hazaira.",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_is_let_through_to_nobody(language: Language) -> None:
    let_through = [text for text in PROMISES[language] if allows(text, language, False)]
    shouted = [text for text in PROMISES[language] if allows(text.upper(), language, False)]
    elsewhere = [text for text in PROMISES["hu"] if allows(text, "en", False)]
    assert let_through == shouted == elsewhere == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_denies_a_promise_is_none(language: Language) -> None:
    assert [text for text in PLAIN[language] if not allows(text, language, False)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_is_let_through_to_all_but_the_held_back(language: Language) -> None:
    assert [text for text in ADVICE[language] if not allows(text, language, False)] == []
    assert [text for text in ADVICE[language] if allows(text, language, True)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_the_house_itself_says_promises_anything(language: Language) -> None:
    said = {
        (section, key): text
        for section, texts in texts_of(language).items()
        for key, text in texts.items()
    }
    assert {key: text for key, text in said.items() if not allows(text, language, False)} == {}


def test_a_sentence_is_checked_in_less_than_a_millisecond() -> None:
    sentence = PLAIN["hu"][3] * 3
    started = perf_counter()
    for _ in range(200):
        allows(sentence, "hu", True)
    # ten times what it takes: the machine may be busy
    assert (perf_counter() - started) / 200 < 0.01


def test_of_the_words_that_people_type_so_many_are_kept_and_no_more() -> None:
    bound = signs._right.cache_info().maxsize
    assert bound is not None
    for part in range(bound // 500 + 2):
        read_sign(" ".join(f"word{chr(97 + part % 26)}{part}x{number}" for number in range(500)))
    assert signs._right.cache_info().currsize <= bound
