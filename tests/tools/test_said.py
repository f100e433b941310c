"""What is kept of a user stands in his own words of the turn, whoever calls the tool."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.preferences import get_origins
from tests.tools.conftest import House
from tools.said import Said

SAID = [
    ("I support Arsenal", "favourite_teams", "Arsenal", ["Arsenal"]),
    ("my favourite team is man utd!", "favourite team", "Man United", ["Man United"]),
    ("A kedvenc csapatom a Dortmund", "favourite_teams", "Dortmund", ["Dortmund"]),
    ("BVB-drukker vagyok", "favourite_teams", "Dortmund", ["Dortmund"]),
    ("az Arsenalnak szurkolok", "favourite_teams", "Arsenal", ["Arsenal"]),
    ("I'm a Gunners fan", "favourite_teams", "Arsenal", ["Arsenal"]),
    ("my favourite league is the Bundesliga", "favourite_leagues", "D1", ["Bundesliga"]),
    ("kedvenc ligám az angol bajnokság", "favourite_leagues", "E0", ["Premier League"]),
    ("im into the prem", "favourite_leagues", "E0", ["Premier League"]),
    ("I'm into E0", "favourite_leagues", "E0", ["Premier League"]),
    ("i mostly watch the prem", "favourite_leagues", "E0", ["Premier League"]),
    ("I like both teams to score best", "favourite_markets", "both_teams_score",
     ["both_teams_score"]),
    ("alacsony kockázat", "risk", "low", "low"),
    ("legyen magas a kockázat", "risk", "high", "high"),
    ("I am a careful bettor", "risk", "low", "low"),
    ("can you set my risk to medium?", "risk", "medium", "medium"),
    ("max 2% tét", "max_stake_share", "0.02", 0.02),
    ("5%-nál többet ne ajánlj egyszerre", "max_stake_share", "5%", 0.05),
    ("never stake more than two percent", "max_stake_share", "2%", 0.02),
    ("minimum odds 1,5", "odds_min", "1.5", 1.5),
    ("no odds above 3.25 please", "odds_max", "3.25", 3.25),
    ("I don't bet under 1.5", "odds_min", "1.5", 1.5),
    ("1,6 alatt nem fogadok", "odds_min", "1.6", 1.6),
    ("soha nem fogadok 1.8 alatt", "odds_min", "1.8", 1.8),
    ("a bankrollom 50 ezer Ft", "bankroll", "50000", 50000),
    ("my bankroll is 1,500", "bankroll", "1500", 1500),
    ("50.000 Ft a keretem", "bankroll", "50000", 50000),
    ("show American odds", "odds_format", "american", "american"),
    ("válaszolj magyarul", "language", "hu", "hu"),
    ("exclude me until 2025-01-31", "self_excluded_until", "2025-01-31",
     "2025-02-01T00:00:00Z"),
    ("zárj ki egy hónapra", "self_excluded_until", "2024-04-01", "2024-04-02T00:00:00Z"),
    # what is not denied, in the same breath as what is
    ("I don't want high risk, set it to low", "risk", "low", "low"),
    ("I don't support Arsenal any more, I support Chelsea", "favourite_teams", "Chelsea",
     ["Chelsea"]),
    ("ne magas, hanem alacsony kockázat legyen", "risk", "low", "low"),
    ("I don't mind high risk", "risk", "high", "high"),
    ("my brother and I support Chelsea", "favourite_teams", "Chelsea", ["Chelsea"]),
]  # fmt: skip
NOT_SAID = [
    ("Who wins Arsenal against Chelsea?", "favourite_teams", "Arsenal"),
    ("Arsenal - Chelsea esélyek", "favourite_teams", "Arsenal"),
    ("what do you know about Arsenal?", "favourite_teams", "Arsenal"),
    ("I support Arsenal", "favourite_teams", "Chelsea"),
    ("I support Arsenal", "favourite_teams", "Arsenal, Chelsea"),
    ("már nem szurkolok az Arsenalnak", "favourite_teams", "Arsenal"),
    ("I no longer support Arsenal", "favourite_teams", "Arsenal"),
    ("my favourite league is the Bundesliga", "favourite_leagues", "E0"),
    ("alacsony kockázat", "risk", "high"),
    ("is the chance of Arsenal high?", "risk", "high"),
    ("how big is the risk?", "risk", "high"),
    ("max 2% tét", "max_stake_share", "0.2"),
    ("my bankroll is 500", "bankroll", "5000"),
    ("is 1.85 on Arsenal value?", "odds_min", "1.85"),
    ("is 1.85 on Arsenal value?", "bankroll", "185"),
    ("válaszolj magyarul", "language", "en"),
    ("Mi van a jegyzeteimben?", "bankroll", "1000000"),
    ("who wins on 2025-01-31?", "self_excluded_until", "2025-01-31"),
    ("zárj ki egy hónapra", "self_excluded_until", "2030-01-01"),
    ("yes", "risk", "high"),
    ("I support Arsenal", "favourite_teams", "none"),
    ("", "risk", "low"),
    # denied
    ("Don't set my risk to high.", "risk", "high"),
    ("Never set my risk to high!", "risk", "high"),
    ("Do not make Chelsea my favourite team", "favourite_teams", "Chelsea"),
    ("nem szeretném, ha magas lenne a kockázatom", "risk", "high"),
    ("ne állítsd magasra a kockázatot!", "risk", "high"),
    ("nem a Chelsea-nek szurkolok", "favourite_teams", "Chelsea"),
    # somebody else's
    ("My brother supports Chelsea", "favourite_teams", "Chelsea"),
    ("My wife's bankroll is 50000", "bankroll", "50000"),
    ("a bátyám a Chelsea-nek szurkol", "favourite_teams", "Chelsea"),
    ("a haverom bankja 50000 forint", "bankroll", "50000"),
    # somebody else's words
    ('I got a tip: "set your risk to high". What of it?', "risk", "high"),
    ("ezt írták: „legyen magas a kockázat most”, mit szólsz?", "risk", "high"),
    # goals, not odds
    ("I never bet under 1.5 goals", "odds_min", "1.5"),
    ("1,5 gól alatt nem fogadok", "odds_min", "1.5"),
    # what odds there are
    ("The odds are 2.5 to 3", "odds_min", "2.5"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name", "value", "kept"), SAID)
async def test_what_the_user_said_is_kept(
    house: House, words: str, name: str, value: str, kept: object
) -> None:
    result = await house.result("set_preference", said=words, name=name, value=value)
    assert result["data"]["new"] == kept
    assert result["data"]["old"] is None
    origin = result["data"]["origins"][result["data"]["preference"]]
    assert (origin["door"], origin["words"]) == ("conversation", words)


@pytest.mark.parametrize(("words", "name", "value"), NOT_SAID)
async def test_what_he_did_not_say_is_not(house: House, words: str, name: str, value: str) -> None:
    error = await house.refusal("set_preference", said=words, name=name, value=value)
    assert error["reason"] == "not_said"
    assert "what the user said himself" in error["error"]
    assert (await house.result("get_preferences"))["data"]["preferences"] == {}


async def test_words_that_cannot_be_read_support_nothing(house: House) -> None:
    for broken in ({}, {"words": None}, {"text": "risk low"}):
        error = await house.refusal("set_preference", said=broken, name="risk", value="low")
        assert error["reason"] == "not_said"
    assert Said.of(17) == Said("")


async def test_a_yes_counts_for_what_was_asked(house: House) -> None:
    asked = "Noted. Shall I set your risk to low?"
    yes = {"words": "igen, mehet", "asked": asked}
    for value in ("high", "medium"):
        await house.refusal("set_preference", said=yes, name="risk", value=value)
    assert (await house.result("set_preference", said=yes, name="risk", value="low"))["data"][
        "new"
    ] == "low"
    told = {"words": "yes", "asked": "Your risk should be high."}
    await house.refusal("set_preference", said=told, name="risk", value="high")


async def test_an_answer_to_the_mentors_question_is_enough(house: House) -> None:
    answer = {"words": "Chelsea", "asked": "Which club do you support?"}
    result = await house.result(
        "set_preference", said=answer, name="favourite_teams", value="Chelsea"
    )
    assert result["data"]["new"] == ["Chelsea"]


async def test_one_club_more_and_one_less(house: House) -> None:
    async def put(words: str, value: str, **args: Any) -> Any:
        return (
            await house.result(
                "set_preference", said=words, name="favourite_teams", value=value, **args
            )
        )["data"]["new"]

    assert await put("I support Arsenal", "Arsenal") == ["Arsenal"]
    assert await put("also Chelsea", "Chelsea", change="add") == ["Arsenal", "Chelsea"]
    # a model that forgets to say “add”, or repeats the list, loses nothing
    assert await put("add Everton too", "Everton") == ["Arsenal", "Chelsea", "Everton"]
    assert await put("a Dortmund is kedvencem", "Arsenal, Dortmund") == ["Arsenal", "Dortmund"]
    assert await put("már nem szurkolok az Arsenalnak", "Arsenal", change="remove") == ["Dortmund"]
    error = await house.refusal(
        "set_preference", said="I love Dortmund", name="favourite_teams", value="Dortmund",
        change="remove",
    )  # fmt: skip
    assert error["reason"] == "not_said"
    error = await house.refusal("set_preference", name="risk", value="low", change="add")
    assert "change takes" in error["error"]


async def test_a_program_of_the_users_own_needs_no_words(house: House) -> None:
    result = await house.result("set_preference", user="anna", name="risk", value="high")
    origin = result["data"]["origins"]["risk"]
    assert (origin["door"], origin["words"]) == ("program", None)
    async with house.db.reading() as session:
        kept = await get_origins(session, "anna")
    assert kept["risk"].set_at == house.now


@pytest.mark.parametrize(
    ("words", "what", "left"),
    [
        ("felejtsd el a kedvenc csapatom", "favourite_teams", {"bankroll": 500.0}),
        ("forget my bankroll", "bankroll", {"favourite_teams": ["Arsenal"]}),
        ("töröld a bankrollomat", "bankroll", {"favourite_teams": ["Arsenal"]}),
    ],
)
async def test_one_preference_is_forgotten(
    house: House, words: str, what: str, left: dict[str, Any]
) -> None:
    await house.result("set_preference", name="favourite_teams", value="Arsenal")
    await house.result("set_preference", name="bankroll", value="500")
    result = await house.result("forget", said=words, what=what)
    assert result["data"]["preferences"] == left
    assert result["data"]["new"] is None
    assert result["data"]["old"]


@pytest.mark.parametrize(
    "words",
    ["don't forget my bankroll", "ne felejtsd el a bankrollomat", "never delete my bankroll"],
)
async def test_what_is_to_be_kept_is_not_forgotten(house: House, words: str) -> None:
    await house.result("set_preference", name="bankroll", value="500")
    await house.refusal("forget", said=words, what="bankroll")
    assert (await house.result("get_preferences"))["data"]["preferences"] == {"bankroll": 500.0}


async def test_everything_is_forgotten_only_after_a_yes(house: House) -> None:
    await house.result("set_preference", name="risk", value="high")
    await house.result("save_insight", text="Saka is injured")
    await house.result("save_insight", user="bela", text="Bela's own note")
    error = await house.refusal("forget", said="who wins tomorrow?", what="everything")
    assert error["reason"] == "not_said"
    for words in ("forget everything about me", "felejts el mindent rólam", "yes"):
        asked = {"words": words, "asked": "Hello! Forget everything?" if words != "yes" else "Ok."}
        if words == "yes":
            await house.refusal("forget", said=asked, what="everything")
            continue
        result = await house.result("forget", said=asked, what="everything")
        assert result["data"]["confirm"]
        assert result["data"]["kept"] == {"preferences": 1, "notes": 1}
    assert (await house.result("get_preferences"))["data"]["preferences"] == {"risk": "high"}
    yes = {"words": "igen", "asked": "Biztosan elfelejtsek mindent, amit rólad tudok?"}
    result = await house.result("forget", said=yes, what="everything")
    assert result["data"]["forgotten"] == {"preferences": 1, "notes": 1}
    assert (await house.result("get_preferences"))["data"]["preferences"] == {}
    assert not (await house.result("search_insights", query="Saka"))["found"]
    assert (await house.result("search_insights", user="bela"))["found"]


async def test_a_yes_about_the_notes_is_none_about_everything(house: House) -> None:
    await house.result("set_preference", name="risk", value="high")
    for text in ("Saka is injured", "Kane is back"):
        await house.result("save_insight", text=text)
    asked = await house.result("forget", said="delete all my notes", what="all my notes")
    assert asked["data"]["kept"] == {"preferences": 0, "notes": 2}
    yes = {"words": "yes", "asked": "Shall I forget all your notes (2)?"}
    more = await house.result("forget", said=yes, what="everything")
    assert more["data"]["confirm"], "everything is asked back about on its own"
    gone = await house.result("forget", said=yes, what="notes")
    assert gone["data"]["forgotten"] == {"preferences": 0, "notes": 2}
    assert (await house.result("get_preferences"))["data"]["preferences"] == {"risk": "high"}


async def test_a_self_exclusion_outlives_forgetting(house: House) -> None:
    await house.result("set_preference", name="risk", value="high")
    await house.result("set_preference", name="self_excluded_until", value="2024-12-31")
    error = await house.refusal("forget", said="forget my self exclusion", what="self exclusion")
    assert "not shortened" in error["error"]
    yes = {"words": "yes", "asked": "Shall I forget everything I know about you?"}
    result = await house.result("forget", said=yes, what="everything")
    assert result["data"]["excluded_until"]
    kept = await house.result("get_preferences")
    assert list(kept["data"]["preferences"]) == ["self_excluded_until"]
    assert kept["data"]["origins"]["self_excluded_until"]["door"] == "program"


async def test_one_note_is_forgotten_and_only_ones_own(house: House) -> None:
    for text in ("Saka is injured", "Kane is back for Bayern", "Kane missed a penalty"):
        await house.result("save_insight", text=text)
    await house.result("save_insight", user="bela", text="Saka is fit")
    result = await house.result("forget", said="forget the note about Saka", what="Saka")
    assert result["data"]["forgotten_note"] == "Saka is injured"
    which = await house.result("forget", said="delete my Kane note", what="Kane note")
    assert not which["found"]
    assert which["data"]["reason"] == "which_note"
    assert len(which["candidates"]) == 2
    none = await house.result("forget", said="forget the note about Messi", what="Messi")
    assert (none["found"], none["data"]["reason"]) == (False, "no_note")
    for words in ("what about Kane?", "forget the note about Saka"):
        await house.refusal("forget", said=words, what="Kane back Bayern")
    assert len((await house.result("search_insights"))["data"]["insights"]) == 2
    assert (await house.result("search_insights", user="bela"))["found"]


@pytest.mark.parametrize(
    "words", ["Forget what I told you about Saka", "Felejtsd el, amit Sakáról mondtam"]
)
async def test_a_note_is_forgotten_in_the_user_s_own_sentence(house: House, words: str) -> None:
    for text in ("Saka is injured", "Kane is back for Bayern"):
        await house.result("save_insight", text=text)
    result = await house.result("forget", said=words, what=words)
    assert result["data"]["forgotten_note"] == "Saka is injured"


async def test_that_note_is_the_only_one_or_asked_about(house: House) -> None:
    for _ in range(2):
        await house.result("save_insight", text="Saka is injured")
    result = await house.result("forget", said="delete that note", what="that note")
    assert result["data"]["forgotten_note"] == "Saka is injured"
    assert not (await house.result("search_insights"))["data"]["insights"], "both copies are gone"
    for text in ("Saka is injured", "Kane missed a penalty"):
        await house.result("save_insight", text=text)
    which = await house.result("forget", said="delete that note", what="that note")
    assert which["data"]["reason"] == "which_note"
    assert len(which["candidates"]) == 2


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Remember that Saka is injured", "Saka is injured"),
        ("Jegyezd meg, hogy a Fradi ötből négyet nyert", "A Fradi ötből négyet nyert"),
        ("note: Bayern rest their starters before the final", "Bayern rest starters before final"),
        ("ne felejtsd el, hogy Szoboszlai sérült", "Szoboszlai sérült."),
    ],
)
async def test_a_note_in_the_users_words_is_saved(house: House, words: str, text: str) -> None:
    saved = await house.result("save_insight", said=words, text=text)
    assert saved["data"]["text"] == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Who wins Arsenal against Chelsea?", "Arsenal always wins"),
        ("Remember that Saka is injured", "Arsenal win with 99%"),
        ("Remember that Saka is out for 3 weeks", "Saka is out for 8 weeks"),
        ("what did we note about Arsenal", "The user wants all his money on Arsenal"),
        ("Saka is injured", "Saka is injured"),
        ("remember", "…"),
    ],
)
async def test_a_note_that_he_did_not_ask_for_is_not(house: House, words: str, text: str) -> None:
    error = await house.refusal("save_insight", said=words, text=text)
    assert error["reason"] == "note_not_said"
    assert not (await house.result("search_insights"))["found"]


async def test_a_note_is_told_with_whose_it_is_and_of_when(house: House) -> None:
    await house.result("save_insight", said="note that Saka is out", text="Saka is out")
    result = await house.result("search_insights")
    (note,) = result["data"]["insights"]
    assert (note["source"], note["own"], note["rests_on"]) == ("user", True, 0)
    assert note["as_of"] == house.now.isoformat()
    assert f"{house.now.date().isoformat()}, from user: “Saka is out”" in result["text"]
