"""Records the replays that are regression tests: `python -m tests.graph.record_replays`.

Run it when an answer has changed on purpose, and look at what changed in `tests/replays`. Each
run is of the real tools over the demo league of invented clubs, with the analyst or a scripted
language model; NAMES after the command renew only those.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.analyst import Analyst
from graph.archive import KnowledgeArchive
from graph.errors import ModelDied
from graph.logbook import KnowledgeLogbook
from graph.mentor import Mentor, Question
from graph.recorded import Recording
from knowledge.database import Database
from knowledge.demo import ensure_demo
from knowledge.preferences import set_preferences
from knowledge.recordings import get_recording
from ml.model_store import ModelStore
from tests.scripted_model import Call, Do, Fail, Say, ScriptedModel, Step
from tests.tools.conftest import House, open_house
from tools.forecasts import Forecaster

FOLDER = Path(__file__).resolve().parents[1] / "replays"
NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
PREDICT = (
    "predict_match",
    {"home_team": "Maplewick Rangers", "away_team": "Zöldvári Bástya"},
)
WHO_WINS = "Who wins Maplewick Rangers against Zöldvári Bástya?"
KI_NYER = "Ki nyer, a Maplewick Rangers vagy a Zöldvári Bástya?"


@dataclass(frozen=True)
class Scene:
    """A conversation; its last question is what is recorded."""

    #: nothing: the analyst speaks; else a language model, in its last turn
    steps: tuple[Step, ...]
    questions: tuple[str, ...]
    preferences: dict[str, Any] | None = None


def says(sentence: str) -> Do:
    """Say a sentence in which `{home}`, `{draw}` and `{away}` are the tool's figures."""

    def act(prompt: list[BaseMessage]) -> Say:
        found = next(each for each in reversed(prompt) if isinstance(each, ToolMessage))
        facts = found.artifact["facts"]
        chances = {each["outcome"]: each["value"] for each in facts if each["market"] == "1x2"}
        shown = {name: f"{100 * value:.1f}" for name, value in chances.items()}
        return Say(sentence.format(**shown))

    return Do(act)


SCENES: dict[str, Scene] = {
    "analyst_price_en": Scene((), ("Is 1.60 on Zöldvári Bástya against Maplewick Rangers value?",)),
    "analyst_match_hu": Scene((), (KI_NYER,)),
    "analyst_follow_up_hu": Scene((), (KI_NYER, "És mennyi az esélye a döntetlennek?")),
    "analyst_unknown_club_en": Scene((), ("How is Nosuchtown Albion doing?",)),
    "analyst_held_back_hu": Scene(
        (),
        ("Van érték 1,60-on a Zöldvári Bástyára a Maplewick Rangers ellen?",),
        preferences={"self_excluded_until": dt.date(2026, 12, 31)},
    ),
    "model_answers_en": Scene(
        (Call(PREDICT), says("Zöldvári Bástya win with {away}%. A draw has {draw}%.")),
        (WHO_WINS,),
    ),
    "model_invents_a_figure_hu": Scene(
        (
            Call(PREDICT),
            says("A Zöldvári Bástya {away}%-kal nyer. Ebben 99%-ig biztos vagyok."),
            says("A döntetlen esélye {draw}%. Ebben 98%-ig biztos vagyok."),
        ),
        (KI_NYER,),
    ),
    "model_dies_en": Scene(
        (
            Call(PREDICT),
            Fail(ModelDied()),
            Fail(ModelDied(), text="Zöldvári Bástya are the favourites. They wi"),
        ),
        (WHO_WINS,),
    ),
    "model_calls_what_is_not_there_en": Scene(
        (
            Call(("ask_the_referee", {"match": "all"}), ("predict_match", {"home": 1})),
            Call(PREDICT),
            Call(PREDICT),
            Call(PREDICT),
        ),
        (WHO_WINS,),
    ),
}


async def record(scene: Scene, house: House, name: str) -> dict[str, Any]:
    """Play a scene for the first time; return its recording without what is of this machine."""
    analyst = Analyst(spot=house.clubs.spot, clock=house.clock)
    tools = list(house.tools.values())
    user = name
    if scene.preferences:
        async with house.db.writing() as session:
            await set_preferences(session, user, scene.preferences, now=NOW)
    saver = InMemorySaver()
    archive = KnowledgeArchive(house.db, clock=house.clock, wall=house.clock, version="test")
    thread = None
    run_id = ""
    for text in scene.questions:
        last = text == scene.questions[-1]
        model = ScriptedModel(*scene.steps) if scene.steps and last else analyst
        graph = build_graph(model, tools, saver, fallback=analyst, clock=house.clock)
        logbook = KnowledgeLogbook(house.db, house.clock)
        mentor = Mentor(graph, logbook=logbook, archive=archive)
        run = await mentor.start(Question(text, user_id=user, thread_id=thread))
        await run.answer()
        thread, run_id = run.thread_id, run.id
    async with house.db.reading() as session:
        document = await get_recording(session, run_id, user_id=user)
    return tidied(document, name)


def tidied(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a recording with ids counted and no milliseconds: renewing it changes no more."""
    for result in document["results"]:
        result["ms"] = 0
    document["run_id"] = name
    text = json.dumps(document, ensure_ascii=False)
    for number, call_id in enumerate(dict.fromkeys(re.findall(r"call-[0-9a-f]{32}", text)), 1):
        text = text.replace(call_id, f"call-{number}")
    tidy: dict[str, Any] = json.loads(text)
    return tidy


async def open_demo(home: Path) -> House:
    """Open the tools over the demo league; no model is fitted."""
    db = await Database.open(None, home=home)
    await ensure_demo(db, now=NOW)
    await db.close()
    return await open_house(home, NOW)


async def main(names: Sequence[str]) -> None:
    """Write the recordings."""
    with tempfile.TemporaryDirectory() as folder:
        house = await open_demo(Path(folder))
        await Forecaster(house.db, ModelStore(Path(folder)), house.clock).train()
        for name in names or SCENES:
            document = await record(SCENES[name], house, name)
            Recording.read(document)
            text = json.dumps(document, ensure_ascii=False, indent=1)
            (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
            print(f"{name}: {document['outcome']['answer']}\n")  # noqa: T201
        await house.insights.close()
        await house.db.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
