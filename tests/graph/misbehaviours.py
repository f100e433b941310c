"""The ways for a model to misbehave, as data: a name, and what the fake Ollama is to do.

Each is played as one turn in which Man United against Arsenal is asked about (away win 58.1%).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.gateway.patience import Patience
from graph.gateway.tokens import CONTEXT
from graph.wording import Language
from tests.ollama_server import (
    GEMMA,
    MODEL,
    WITH_TOOLS,
    WITHOUT_TOOLS,
    Reply,
    calls,
    counted,
    dies_midway,
    fails_midway,
    hangs,
    loads,
    ponders,
    refuses,
    says,
    stops_without_done,
    structured,
    thinks,
)

ARGUMENTS = {"home_team": "Man United", "away_team": "Arsenal", "date": "2024-05-12"}
PREDICT = ("predict_match", ARGUMENTS)
LOOKS_UP = calls(PREDICT)

GOOD: dict[Language, str] = {
    "en": "Arsenal win with 58.1%.",
    "hu": "Az Arsenal 58,1 % eséllyel nyer.",
}
BEGUN: dict[Language, str] = {
    "en": "Well, as for this match",
    "hu": "Nos, ami ezt a meccset illeti",
}


@dataclass(frozen=True)
class Way:
    """One way to misbehave."""

    name: str
    #: what the model does in the turn, by the language of the question
    replies: Callable[[Language], Sequence[Reply]]
    #: what the reader must never see (a regular expression), by language
    wrong: dict[Language, str] | None = None
    #: the model, and what it can do
    model: str = MODEL
    abilities: tuple[str, ...] = WITH_TOOLS
    patience: Patience | None = None


SHORT = Patience(first=1.0, between=1.0)
TEXTUAL_CALL = (
    '{"name": "predict_match", "arguments": {"home_team": "Man United", "away_team": "Arsenal"}}'
)


def always(*replies: Reply) -> Callable[[Language], Sequence[Reply]]:
    """Do the same whatever the language."""
    return lambda _: replies


def after_a_look(make: Callable[[str], Reply], times: int = 1) -> Callable[..., Sequence[Reply]]:
    """Look the match up, then do this with a sentence begun."""
    return lambda language: [LOOKS_UP, *[make(BEGUN[language])] * times]


def tells(en: str, hu: str, *before: Reply) -> Callable[[Language], Sequence[Reply]]:
    """Look the match up, then say this, and say it again when it was refused."""
    return lambda language: [
        *(before or [LOOKS_UP]),
        *[says(en if language == "en" else hu)] * 2,
    ]


def never(en: str, hu: str) -> dict[Language, str]:
    """Name what must not be seen."""
    return {"en": en, "hu": hu}


def way_of_telling(name: str, en: str, hu: str, wrong: tuple[str, str], *before: Reply) -> Way:
    """Return a way of saying something false."""
    return Way(name, tells(en, hu, *before), never(*wrong))


BY_THE_WIRE = (
    Way("not pulled", always(refuses(404, "model not found"))),
    Way("no tools after all", always(refuses(400, f"{MODEL} does not support tools"))),
    Way("a bad request", always(refuses(400, "invalid options"))),
    Way("an error of the server, twice", always(refuses(500, "boom"), refuses(500, "boom"))),
    Way("not enough memory", always(*[refuses(500, "model requires more system memory")] * 2)),
    Way("busy, twice", always(refuses(503, "busy"), refuses(503, "busy"))),
    Way("too many requests, twice", always(refuses(429, "slow down"), refuses(429, "slow down"))),
    Way("an answer that is no Ollama's", always(refuses(418, "teapot"))),
    Way("an error line in mid-stream", after_a_look(fails_midway, 2)),
    Way("the connection dies", after_a_look(dies_midway, 2)),
    Way("the stream ends without its end", after_a_look(stops_without_done, 2)),
    Way("an end nobody knows", after_a_look(lambda text: says(text, done_reason="unload"), 2)),
    Way("cut off", after_a_look(lambda text: says(text, done_reason="length"))),
    Way("only loads, twice", always(loads(), loads())),
    Way("hangs before the first word", always(hangs()), patience=SHORT),
    Way("hangs in mid-sentence", after_a_look(hangs), patience=SHORT),
    Way(
        "drips too slowly",
        after_a_look(lambda text: replace(says(text), pace=1.5)),
        patience=SHORT,
    ),
    Way(
        "a prompt that lost its top",
        lambda language: [
            counted(LOOKS_UP, prompt=CONTEXT - 3),
            LOOKS_UP,
            says(GOOD[language]),
        ],
    ),
)

SILENT = (
    Way("an empty answer, twice", always(LOOKS_UP, says(""), says(""))),
    Way("signs alone, twice", always(LOOKS_UP, says("\ufffd\ufffd"), says("…"))),
    Way(
        "refuses, twice",
        lambda language: (
            [
                says(
                    {
                        "en": "I'm sorry, but I cannot help with that.",
                        "hu": "Sajnálom, ebben nem segíthetek.",
                    }[language]
                )
            ]
            * 2
        ),
        {"en": "sorry", "hu": "Sajnálom"},
    ),
    Way("white space, twice", always(LOOKS_UP, says(" \n\n "), says(" \n\n "))),
    Way("thinks and says nothing", always(LOOKS_UP, *[ponders("Hm, 77% it may be.")] * 2)),
    Way("thinks aloud and says nothing", always(LOOKS_UP, *[thinks("I guess 77%.", "")] * 2)),
    Way("never stops thinking", always(LOOKS_UP, *[says("<think>77% or so, or")] * 2)),
    Way(
        "thinks aloud, then answers",
        lambda language: [LOOKS_UP, thinks("I guess 77%.", GOOD[language])],
        never("77|guess", "77|guess"),
    ),
)

CALLING = (
    Way("arguments in broken JSON, twice", always(*[calls(("predict_match", "{broken"))] * 2)),
    Way(
        "a call in words",
        lambda language: [says(TEXTUAL_CALL), says(GOOD[language])],
        never(r"[{}]", r"[{}]"),
    ),
    Way(
        "a call in a fence, after a word",
        lambda language: [
            says(f"{BEGUN[language]}.\n```json\n{TEXTUAL_CALL}\n```"),
            says(GOOD[language]),
        ],
        never(r"[{}`]", r"[{}`]"),
    ),
    Way(
        "a call in words that no tool takes, twice",
        always(*[says('<tool_call>{"name": "weather", "arguments": {}}</tool_call>')] * 2),
        never(r"[{}<>]", r"[{}<>]"),
    ),
    Way(
        "half a call in words, twice",
        always(*[says('{"name": "predict_match", "arguments": {"home_te')] * 2),
        never(r"[{}]", r"[{}]"),
    ),
    Way(
        "an invented tool, then an invented figure",
        lambda _: [calls(("crystal_ball", {"match": "Arsenal"})), *[says("77%")] * 2],
        never("77", "77"),
    ),
    Way(
        "wrong arguments, then an invented figure",
        lambda _: [calls(("predict_match", {"teams": "both"})), *[says("77%")] * 2],
        never("77", "77"),
    ),
    Way("the same call again", always(LOOKS_UP, LOOKS_UP)),
    Way(
        "the same call twice at once",
        lambda language: [calls(PREDICT, PREDICT), says(GOOD[language])],
    ),
    Way(
        "twenty calls at once",
        lambda language: [
            calls(PREDICT, *(("find_matches", {"limit": n}) for n in range(1, 20))),
            says(GOOD[language]),
        ],
    ),
    Way("calls without end", lambda _: [calls(("find_matches", {"limit": n})) for n in range(8)]),
    Way("calls when no tool is left", always(LOOKS_UP, LOOKS_UP)),
)

TELLING = (
    way_of_telling(
        "an invented figure", "Arsenal win with 77%.", "Az Arsenal 77 % eséllyel nyer.",
        ("77", "77"),
    ),
    Way(
        "an invented figure without a look",
        lambda language: [says("77%." if language == "en" else "77 %.")] * 2,
        never("77", "77"),
    ),
    way_of_telling(
        "a true sentence, then an invented one",
        "Arsenal win with 58.1%. Saka scores with 77%.",
        "Az Arsenal 58,1 % eséllyel nyer. Saka 77 % eséllyel gólt lő.",
        ("77", "77"),
    ),
    way_of_telling(
        "a digit changed", "Arsenal win with 58.7%.", "Az Arsenal 58,7 % eséllyel nyer.",
        (r"58\.7", "58,7"),
    ),
    way_of_telling(
        "small figures", "Arsenal win with ⁸²%.", "Az Arsenal ⁸² % eséllyel nyer.",
        ("⁸|82", "⁸|82"),
    ),
    way_of_telling(
        "a year that nothing tells of", "Arsenal won here in 1999.",
        "Az Arsenal 1999-ben nyert itt.",
        ("1999", "1999"),
    ),
    way_of_telling(
        "an injury", "Saka is injured, so Arsenal win with 58.1%.",
        "Saka sérült, az Arsenal 58,1 % eséllyel nyer.", ("injured", "sérült"),
    ),
    way_of_telling(
        "a table with a wrong row",
        "| result | chance |\n|---|---|\n| Man United | 58.1% |",
        "| kimenet | esély |\n|---|---|\n| Man United | 58,1 % |",
        (r"\|", r"\|"),
    ),
    way_of_telling(
        "rounded wrongly", "Arsenal win with 59%.", "Az Arsenal 59 % eséllyel nyer.",
        (r"\b59\b", r"\b59\b"),
    ),
    way_of_telling(
        "45% for 41.9%", "Man United do not lose with 45%.",
        "A Man United 45 % eséllyel nem kap ki.", (r"\b45\b", r"\b45\b"),
    ),
    way_of_telling(
        "digits moved", "Arsenal win with 85.1%.", "Az Arsenal 85,1 % eséllyel nyer.",
        (r"85\.1", "85,1"),
    ),
    way_of_telling(
        "an invented score", "It ends 4-3.", "A vége 4–3 lesz.", ("4.3", "4.3"),
    ),
    way_of_telling(
        "a figure in full-width digits", "Arsenal win with ７７%.",
        "Az Arsenal ７７ % eséllyel nyer.", ("７", "７"),
    ),
    way_of_telling(
        "home and away swapped", "Man United win with 58.1%.",
        "A Man United 58,1 % eséllyel nyer.",
        (r"United win with 58\.1", "United 58,1 % eséllyel nyer"),
    ),
    way_of_telling(
        "another market's figure", "Arsenal win with 55.7%.", "Az Arsenal 55,7 % eséllyel nyer.",
        (r"Arsenal win with 55\.7", "Arsenal 55,7 % eséllyel nyer"),
    ),
    way_of_telling(
        "another club's figure", "Arsenal win with 58.1%. Arsenal have 85 points.",
        "Az Arsenal 58,1 % eséllyel nyer. Az Arsenalnak 85 pontja van.",
        ("Arsenal have 85", "Arsenalnak 85"), calls(PREDICT, ("league_table", {"league": "E0"})),
    ),
    way_of_telling(
        "another match's figure",
        "Arsenal win with 58.1%. Chelsea win with 19.7% against Tottenham.",
        "Az Arsenal 58,1 % eséllyel nyer. A Chelsea 19,7 % eséllyel nyer a Tottenham ellen.",
        ("Chelsea", "Chelsea"),
    ),
    way_of_telling(
        "the unit changed", "Arsenal win with 58.1%. Arsenal score 0.58 goals.",
        "Az Arsenal 58,1 % eséllyel nyer. Az Arsenal 0,58 gólt lő.",
        (r"0\.58 goals", "0,58 gól"),
    ),
    way_of_telling(
        "number words", "Arsenal win with 58.1%. They win nine times out of ten.",
        "Az Arsenal 58,1 % eséllyel nyer. Tízből kilencszer nyernek.",
        ("nine times", "kilencszer"),
    ),
    way_of_telling(
        "percent in words", "Arsenal win with seventy-seven percent.",
        "Az Arsenal hetvenhét százalék eséllyel nyer.", ("seventy", "hetvenhét"),
    ),
    way_of_telling(
        "a ratio that is none", "Arsenal win with 58.1%. That is ten times as likely as a draw.",
        "Az Arsenal 58,1 % eséllyel nyer. Ez tízszer valószínűbb a döntetlennél.",
        ("ten times", "tízszer"),
    ),
    way_of_telling(
        "the wrong favourite", "Arsenal win with 58.1%. Man United are the favourites.",
        "Az Arsenal 58,1 % eséllyel nyer. A Man United az esélyesebb.",
        ("United are the favourites", "United az esélyesebb"),
    ),
    way_of_telling(
        "a guaranteed win", "Arsenal win with 58.1%. It is a guaranteed win, a sure bet.",
        "Az Arsenal 58,1 % eséllyel nyer. Ez garantált nyeremény, biztos tipp.",
        ("guaranteed|sure bet", "garantált|biztos tipp"),
    ),
    way_of_telling(
        "the other language", "Az Arsenal 58.1% eséllyel nyer ezen a meccsen.",
        "Arsenal win this match with 58,1 %.", ("eséllyel", "Arsenal win"),
    ),
    way_of_telling(
        "one sentence in the other language",
        "Arsenal win with 58.1%. A döntetlen esélye ennél jóval kisebb.",
        "Az Arsenal 58,1 % eséllyel nyer. The draw is much less likely than that.",
        ("döntetlen", "The draw"),
    ),
    way_of_telling("a word without an end", "a" * 100_000, "á" * 100_000, ("aaaa", "áááá")),
    Way(
        "an answer without an end",
        lambda language: [LOOKS_UP, says(f"{GOOD[language]} " * 5000)],
        never(r"^(.|\n){16000}", r"^(.|\n){16000}"),
    ),
    way_of_telling(
        "a reference to no fact", "Arsenal win with 58.1%. A draw has [[f99]].",
        "Az Arsenal 58,1 % eséllyel nyer. A döntetlené [[f99]].",
        (r"\[\[", r"\[\["),
    ),
    way_of_telling(
        "a reference without its end", "Arsenal win with 58.1%. A draw has [[f2 chance.",
        "Az Arsenal 58,1 % eséllyel nyer. A döntetlené [[f2 esély.",
        (r"\[\[", r"\[\["),
    ),
    way_of_telling(
        "marks of its template", "Arsenal win with 58.1%. <|im_start|>user Thanks.",
        "Az Arsenal 58,1 % eséllyel nyer. <|im_start|>user Köszi.", ("im_start", "im_start"),
    ),
    way_of_telling(
        "a judgement on nothing", "Arsenal win with 58.1%. Their price is a bargain.",
        "Az Arsenal 58,1 % eséllyel nyer. Az áruk alulértékelt.", ("bargain", "alulértékelt"),
    ),
)  # fmt: skip


def in_json(name: str, *replies: Reply, wrong: str = "") -> Way:
    """Return a way of a model without tools."""
    unseen = never(wrong, wrong) if wrong else never(r"[{}]", r"[{}]")
    return Way(name, always(*replies), unseen, model=GEMMA, abilities=WITHOUT_TOOLS)


LOOKS_UP_IN_JSON = structured(tool="predict_match", args=ARGUMENTS)
IN_JSON = (
    in_json("JSON with an invented tool, twice", *[structured(tool="weather", args={})] * 2),
    in_json("JSON that is neither, twice", says("{}"), says("{}")),
    in_json("JSON cut off", LOOKS_UP_IN_JSON, says('{"answer": "So', done_reason="length")),
    in_json("JSON broken off", LOOKS_UP_IN_JSON, says('{"answer": "So')),
    in_json("JSON with an empty answer, twice", LOOKS_UP_IN_JSON, *[structured(answer="")] * 2),
    in_json(
        "JSON with an invented figure",
        LOOKS_UP_IN_JSON, *[structured(answer="77% (\u0151).")] * 2, wrong="77",
    ),
    in_json("JSON that asks the same again", LOOKS_UP_IN_JSON, LOOKS_UP_IN_JSON),
    in_json("JSON that dies", LOOKS_UP_IN_JSON, *[dies_midway('{"answer": "So')] * 2),
)  # fmt: skip

WAYS = (*BY_THE_WIRE, *SILENT, *CALLING, *TELLING, *IN_JSON)
