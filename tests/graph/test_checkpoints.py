"""The memory of conversations stays small, survives a restart, and reads plain data only."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.tools import BaseTool, tool
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from psycopg_pool import AsyncConnectionPool

from graph import build_graph
from graph.checkpoints import Checkpoints, open_checkpoints
from graph.errors import CheckpointsAway
from graph.mentor import Mentor, Question
from tests.graph.football import ask, on_thread
from tests.scripted_model import Call, Say, ScriptedModel

TURNS = 40


def a_talkative_tool() -> BaseTool:
    @tool
    def tell(n: int) -> str:
        """Tell two thousand characters."""
        return f"{n}: " + "football " * 220

    return tell


def bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


async def rows_in(checkpoints: Checkpoints) -> int:
    saver = checkpoints.saver
    assert isinstance(saver, AsyncPostgresSaver)
    assert isinstance(saver.conn, AsyncConnectionPool)
    async with saver.conn.connection() as connection:
        counted = await connection.execute(
            "SELECT (SELECT count(*) FROM checkpoint_blobs)"
            " + (SELECT count(*) FROM checkpoint_writes) AS rows"
        )
        (row,) = await counted.fetchall()
    return int(row["rows"])


def a_long_conversation(turns: int) -> ScriptedModel:
    steps = ((Call(("tell", {"n": n})), Say("Well.")) for n in range(turns))
    return ScriptedModel(*(step for pair in steps for step in pair))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str | None:
    """Give the address of an empty PostgreSQL database, or None: SQLite in the test's folder."""
    if request.param == "sqlite":
        return None
    return str(request.getfixturevalue("postgres_url"))


async def test_forty_turns_stay_small(url: str | None, tmp_path: Path) -> None:
    async with open_checkpoints(url, home=tmp_path) as checkpoints:
        graph = build_graph(a_long_conversation(TURNS), [a_talkative_tool()], checkpoints.saver)
        mentor = Mentor(graph, checkpoints=checkpoints)
        thread: str | None = None
        for _ in range(TURNS):
            thread = (await mentor.ask(Question("Tell!", thread_id=thread))).thread_id
        found = checkpoints.saver.alist(on_thread(str(thread)))
        left = [one async for one in found]
        assert len(left) == 1
        assert left[0].checkpoint["channel_values"]["shown"] == "Well."
        if url is not None:
            assert await rows_in(checkpoints) < 20
    assert bytes_in(tmp_path) < 600_000


async def test_pruning_leaves_other_threads_alone(url: str | None, tmp_path: Path) -> None:
    async with open_checkpoints(url, home=tmp_path) as checkpoints:
        graph = build_graph(a_long_conversation(2), [a_talkative_tool()], checkpoints.saver)
        for thread in ("a", "b"):
            config = on_thread(thread)
            await ask(graph, "Tell!", config)
        await checkpoints.prune("a")
        counts = {}
        for thread in ("a", "b"):
            config = on_thread(thread)
            found = checkpoints.saver.alist(config)
            counts[thread] = len([one async for one in found])
            state = await graph.aget_state(config)
            assert state.values["shown"] == "Well."
        assert counts["a"] == 1 < counts["b"]


async def test_a_conversation_survives_a_restart(url: str | None, tmp_path: Path) -> None:
    for n, question in enumerate(["I am Anna.", "Who am I?"]):
        model = ScriptedModel(Say("Hello."))
        async with open_checkpoints(url, home=tmp_path) as checkpoints:
            mentor = Mentor(build_graph(model, [], checkpoints.saver), checkpoints=checkpoints)
            await mentor.ask(Question(question, thread_id="t"))
        assert len(model.prompts[0]) == 2 + 2 * n
    assert model.prompts[0][1].text == "I am Anna."


async def test_a_forgotten_thread_is_gone(url: str | None, tmp_path: Path) -> None:
    async with open_checkpoints(url, home=tmp_path) as checkpoints:
        model = ScriptedModel(Say("Hello."), Say("Hello."))
        mentor = Mentor(build_graph(model, [], checkpoints.saver), checkpoints=checkpoints)
        await mentor.ask(Question("I am Anna.", thread_id="t"))
        await mentor.forget("t")
        await mentor.ask(Question("Who am I?", thread_id="t"))
    assert len(model.prompts[1]) == 2


async def test_reading_builds_no_foreign_types(url: str | None, tmp_path: Path) -> None:
    async with open_checkpoints(url, home=tmp_path) as checkpoints:
        serde = checkpoints.saver.serde
        stored = serde.dumps_typed({"where": Path("/etc"), "who": HumanMessage("I")})
        read = serde.loads_typed(stored)
        assert isinstance(read["who"], HumanMessage)
        stored = serde.dumps_typed(Question("a foreign type"))
        assert not isinstance(serde.loads_typed(stored), Question)


async def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CheckpointsAway, match="rights"):
        async with open_checkpoints(None, home=tmp_path / "file" / "home"):
            pass


async def test_postgres_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(CheckpointsAway, match="PostgreSQL"):
        async with open_checkpoints("postgresql://nobody@127.0.0.1:9/none", home=tmp_path):
            pass
