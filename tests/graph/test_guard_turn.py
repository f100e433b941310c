"""The guard speaks before any model is asked, in the reader's language, and goes on counting."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.answer import Answer
from graph.errors import BadHelp
from graph.guard.books import KnowledgeBooks
from graph.guard.finding_help import Help
from graph.guard.signs import read_sign
from graph.mentor import Mentor, Question
from graph.state import MentorState
from knowledge.database import Database
from knowledge.holds import holds_of
from knowledge.preferences import get_preferences, set_preference
from tests.graph.football import PREDICT, TOOLS, ask
from tests.scripted_model import Call, Say, ScriptedModel

NOW = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)


@tool
def what_is_held_back(config: RunnableConfig) -> str:
    """Say what is held back."""
    return str(config["configurable"]["held_back"])


@pytest.fixture
async def db(blank_home: Path) -> AsyncIterator[Database]:
    database = await Database.open(None, home=blank_home)
    yield database
    await database.close()


def mentor(db: Database, *steps: Any, help_: Help | None = None) -> Mentor:
    graph = build_graph(
        ScriptedModel(*steps),
        [*TOOLS, what_is_held_back],
        InMemorySaver(),
        clock=lambda: NOW,
        books=KnowledgeBooks(db, lambda: NOW),
        help_=help_,
    )
    return Mentor(graph)


def rule_of(answer: Answer) -> str | None:
    return answer.guard["rule"] if answer.guard else None


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ("I lost 200, help me win it back", "chasing_losses", "does not come back"),
        ("vissza kell nyernem a pénzem", "chasing_losses", "nem hozza vissza"),
        ("should I put my rent money on Man City?", "borrowed_money", "borrowed"),
        ("adj egy biztos tippet", "sure_bet", "Biztos fogadás nincs"),
        ("15 éves vagyok, mire fogadjak?", "minor", "felnőtteknek"),
        ("nem bírom abbahagyni a fogadást", "distress", "nagy lépés"),
        ("I want to kill myself", "self_harm", "alone"),
        ("a feleségem nem tud róla", "secrecy", "titkolni"),
        ("betting for my friend who is self-excluded", "proxy_betting", "excluded"),
    ],
)
async def test_a_sign_is_answered_calmly_and_no_model_is_asked(
    db: Database, text: str, rule: str, said: str
) -> None:
    answer = await mentor(db).ask(Question(text))  # a script without steps fails when asked
    assert rule_of(answer) == rule
    assert answer.guard == {"rule": rule, "text": answer.answer}
    assert said in answer.answer
    heard = "Where somebody listens" in answer.answer or "Ahol meghallgatnak" in answer.answer
    assert heard == (rule != "sure_bet")  # who asks for one thing that does not exist is in no need
    assert answer.tool_calls == ()
    assert answer.grounded


async def test_the_numbers_of_helplines_are_facts(db: Database) -> None:
    async with db.writing() as session:
        await set_preference(session, "anna", "country", "GB", now=NOW)
    answer = await mentor(db).ask(Question("I can't stop betting", user_id="anna"))
    assert "0808 8020 133" in answer.answer
    assert "0808 8020 133" in [fact["value"] for fact in answer.facts]
    assert [fact["id"] for fact in answer.facts] == [
        f"f{place}" for place in range(1, len(answer.facts) + 1)
    ]


async def test_a_sign_counts_in_another_conversation_and_for_nobody_else(db: Database) -> None:
    talk = mentor(db, Say("Hello."))
    await talk.ask(Question("I lost 200, help me win it back", user_id="anna"))
    later = await talk.ask(Question("Is 1.85 on Arsenal value?", user_id="anna"))
    assert rule_of(later) == "chasing_losses"
    other = await talk.ask(Question("Is 1.85 on Arsenal value?", user_id="bela"))
    assert rule_of(other) is None


LIKE_SECRECY = "a quiet bet that he won't hear about"


async def test_what_is_only_like_a_sign_counts_elsewhere_when_it_is_said_again(
    db: Database,
) -> None:
    assert not read_sign(LIKE_SECRECY).plain
    talk = mentor(db, Say("Hello."))
    first = await talk.ask(Question(LIKE_SECRECY, user_id="anna"))
    assert rule_of(first) == "secrecy"
    elsewhere = await talk.ask(Question("Is 1.85 on Arsenal value?", user_id="anna"))
    assert rule_of(elsewhere) is None
    await talk.ask(Question(LIKE_SECRECY, user_id="anna", thread_id=first.thread_id))
    async with db.reading() as session:
        assert [hold.rule for hold in await holds_of(session, "anna", now=NOW)] == ["secrecy"]


@pytest.mark.parametrize(
    "text",
    [
        "az asszony nem tudja hogy mindent elvesztettem",
        "ki vagyok tiltva, megfogadnád helyettem?",
        "hol van bundázott meccs ma",
        "where is the fixed match tonight?",
        "my wife has no idea how much I lost, why do I do this?",
    ],
)
async def test_nothing_follows_the_guard_where_nothing_of_football_was_asked(
    db: Database, text: str
) -> None:
    answer = await mentor(db).ask(Question(text))  # a script without steps fails when asked
    assert answer.guard == {"rule": rule_of(answer), "text": answer.answer}


async def test_of_whoever_sits_at_the_machine_nothing_is_kept(db: Database) -> None:
    talk = mentor(db, Say("Hello."))
    first = await talk.ask(Question("I lost 200, help me win it back"))
    same = await talk.ask(Question("Is 1.85 on Arsenal value?", thread_id=first.thread_id))
    assert rule_of(same) == "chasing_losses"
    elsewhere = await talk.ask(Question("Is 1.85 on Arsenal value?"))
    assert rule_of(elsewhere) is None
    async with db.reading() as session:
        assert await holds_of(session, "local", now=NOW) == ()


@pytest.mark.parametrize(
    ("text", "aside", "here", "until"),
    [
        (
            "I lost 300 this week and want it back, what should I bet on",
            "I leave stakes and prices aside.",
            "counts in this conversation",
            "lasts until Saturday 11 May 2024",
        ),
        (
            "elbuktam 300-at a héten, mire tegyek hogy visszajöjjön",
            "most félreteszek.",
            "ebben a beszélgetésben számít",
            "eddig tart: 2024. május 11.",
        ),
    ],
)
async def test_the_words_say_no_more_than_what_is_kept(
    db: Database, text: str, aside: str, here: str, until: str
) -> None:
    talk = mentor(db)
    nameless = await talk.ask(Question(text))
    assert aside in nameless.answer
    assert here in nameless.answer
    assert until not in nameless.answer
    named = await talk.ask(Question(text, user_id="anna"))
    assert aside in named.answer
    assert until in named.answer
    assert here not in named.answer
    elsewhere = await talk.ask(Question("Arsenal 1.45, érdemes?", user_id="anna"))
    assert rule_of(elsewhere) == "chasing_losses"


@pytest.mark.parametrize(
    ("first", "wish"),
    [
        ("I lost 200, help me win it back", "a break for a week"),
        ("vissza kell nyernem a pénzem", "egy hét szünet"),
    ],
)
async def test_the_break_that_the_words_offer_holds_in_every_conversation(
    db: Database, first: str, wish: str
) -> None:
    talk = mentor(db)
    told = await talk.ask(Question(first))
    assert f"{wish}”" in told.answer
    await talk.ask(Question(wish, thread_id=told.thread_id))
    elsewhere = await talk.ask(Question("Is 1.85 on Arsenal value?"))
    assert rule_of(elsewhere) == "cooling_off"


async def test_a_sure_bet_counts_in_its_conversation_alone(db: Database) -> None:
    talk = mentor(db, Say("Hello."))
    first = await talk.ask(Question("give me a sure bet"))
    later = await talk.ask(Question("then how much on Arsenal, stake?", thread_id=first.thread_id))
    assert rule_of(later) == "sure_bet"
    elsewhere = await talk.ask(Question("Is 1.85 on Arsenal value?"))
    assert rule_of(elsewhere) is None


async def test_chances_are_still_told_and_tools_know_what_is_held_back(db: Database) -> None:
    talk = mentor(db, Call(("what_is_held_back", {})), Say("Ask me about a match."))
    answer = await talk.ask(Question("I'm 16. When do Arsenal play?"))
    assert rule_of(answer) == "minor"
    assert answer.answer.startswith("Betting is for adults only")
    assert answer.answer.endswith("Ask me about a match.")
    assert [call["name"] for call in answer.tool_calls] == ["what_is_held_back"]


async def test_what_is_held_back_reaches_the_tools_word_for_word() -> None:
    graph = build_graph(
        ScriptedModel(Call(("what_is_held_back", {})), Say("Ask me about a match.")),
        [what_is_held_back],
        clock=lambda: NOW,
    )
    state: MentorState = await ask(graph, "I'm 16. When do Arsenal play?")
    assert state["held_back"] == "minor"
    assert "minor" in [fact["value"] for fact in state["facts"]]


async def test_who_gave_no_reason_hears_nothing_of_the_guard(db: Database) -> None:
    answer = await mentor(db, Call(PREDICT), Say("Arsenal win with 55.4%.")).ask(
        Question("Who wins Man United against Arsenal?")
    )
    assert answer.guard is None
    assert answer.answer == "Arsenal win with 55.4%."


@pytest.mark.parametrize(
    ("text", "rule", "said", "until"),
    [
        ("zárj ki fél évre", "self_excluded", "2024. november 10.", "2024-11-10"),
        ("exclude me for 6 months", "self_excluded", "Sunday 10 November 2024", "2024-11-10"),
        ("24 óra szünet", "cooling_off", "2024. május 11.", "2024-05-11"),
        ("I need a break for a week", "cooling_off", "Friday 17 May 2024", "2024-05-17"),
    ],
)
async def test_a_break_is_taken_in_the_conversation_and_shown_back(
    db: Database, text: str, rule: str, said: str, until: str
) -> None:
    answer = await mentor(db).ask(Question(text, user_id="anna"))
    assert rule_of(answer) == rule
    assert said in answer.answer
    async with db.reading() as session:
        kept = await get_preferences(session, "anna")
    found = getattr(kept, f"{rule}_until")
    assert found.date().isoformat() == until


async def test_an_exclusion_is_lengthened_and_never_lifted_or_shortened(db: Database) -> None:
    talk = mentor(db)
    for text, said in (
        ("zárj ki fél évre", "2024. november 10."),
        ("zárj ki egy hétre", "így marad"),
        ("24 óra szünet", "így marad"),
        ("vedd le a kizárást", "tartom magam hozzá"),
        ("rövidítsd le a kizárást", "tartom magam hozzá"),
        ("zárj ki egy évre", "2025. május 10."),
    ):
        answer = await talk.ask(Question(text, user_id="anna"))
        assert said in answer.answer, text
    async with db.reading() as session:
        kept = await get_preferences(session, "anna")
    assert kept.self_excluded_until == NOW.replace(year=2025)


async def test_without_a_time_a_short_break_holds_and_the_time_is_asked_for(db: Database) -> None:
    answer = await mentor(db).ask(Question("exclude me"))
    assert rule_of(answer) == "cooling_off"
    assert "for how long" in answer.answer


async def test_what_is_not_in_force_cannot_be_lifted(db: Database) -> None:
    answer = await mentor(db).ask(Question("lift my exclusion"))
    assert "in force" in answer.answer
    assert answer.guard is None


async def test_without_a_database_a_break_is_not_promised() -> None:
    graph = build_graph(ScriptedModel(), TOOLS, clock=lambda: NOW)
    state = await ask(graph, "exclude me for 6 months")
    assert "cannot keep that here" in state["shown"]


async def test_a_file_of_the_house_says_where_to_find_help(db: Database, tmp_path: Path) -> None:
    own = tmp_path / "help.toml"
    own.write_text('[[HU]]\nname = { hu = "Segítő Kör" }\nphone = "06-1-555-0100"\n', "utf-8")
    answer = await mentor(db, help_=Help.read(own)).ask(Question("nem bírom abbahagyni"))
    assert "Segítő Kör: 06-1-555-0100" in answer.answer
    assert "116-123" not in answer.answer


@pytest.mark.parametrize(
    "text", ["[[HU]", '[[Hungary]]\nname = { hu = "x" }', "[[HU]]\nphone = '1'", "HU = 3"]
)
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, text: str) -> None:
    own = tmp_path / "help.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(BadHelp, match=r"help\.toml"):
        Help.read(own)


@pytest.mark.parametrize("language", ["en", "hu"])
def test_everybody_finds_help(language: Any) -> None:
    for country in (None, "HU", "GB", "IE", "DE", "AT", "XX"):
        assert Help.read().places(country, language)
