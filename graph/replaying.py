"""Plays a recorded run again on today's code, and tells what is different.

What came from outside is repeated: the language model's replies, the tools' results, the
conversation, the reader, the clock. What is ours works anew: the graph, its checks, the analyst,
the words. Does not know where recordings are kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.tools import BaseTool
from langgraph.checkpoint.memory import InMemorySaver

from graph.answer import Answer
from graph.archive import outcome_of
from graph.build import build_graph
from graph.differences import Differences, differences
from graph.errors import GraphError
from graph.mentor import Mentor
from graph.playback import Played, PlayedSource, played_tools
from graph.readers import Reader
from graph.recorded import RecordedOutcome, Recording
from graph.run import Question, Run
from graph.state import MentorState

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph.state import CompiledStateGraph

    from graph.context import RunContext

#: makes today's analyst for a present
AnalystAt = Callable[[Callable[[], dt.datetime]], BaseChatModel]

#: tools that only look something up: with no others may a replay be let loose on a real house
LOOK_UPS = frozenset(
    {
        *("predict_match", "compare_odds", "price_slip", "compose_slip", "find_matches"),
        *("team_report", "league_leaders"),
        *("league_table", "season_outlook", "head_to_head", "track_record"),
        *("get_preferences", "search_insights"),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Replay:
    """A recorded run, how it ends today, and what is different."""

    recording: Recording
    now: RecordedOutcome
    differences: Differences
    #: what today's code asked that was not asked then
    asked_anew: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        return not self.differences.any and not self.asked_anew

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        return {
            "run_id": self.recording.run_id,
            "question": self.recording.question,
            "recorded_by": self.recording.version,
            "same": self.same,
            "differences": self.differences.to_dict(),
            "asked_anew": list(self.asked_anew),
            "before": self.recording.outcome.model_dump(mode="json"),
            "after": self.now.model_dump(mode="json"),
        }


@dataclass(frozen=True, slots=True)
class _OneReader:
    """Knows the reader of the recording alone."""

    known: Reader

    async def reader(self, user_id: str) -> Reader:
        """Return him, whoever asks."""
        return self.known


async def replay(
    recording: Recording,
    *,
    analyst_at: AnalystAt,
    tools: Sequence[BaseTool],
    live: Collection[str] = (),
    anew: bool = False,
    user_id: str = "local",
) -> Replay:
    """Play a run again.

    Parameters
    ----------
    analyst_at : makes today's analyst for a clock.
    tools : today's, for their names and arguments; they are not called, but for those that follow.
    live : names of tools that work in earnest where something was not asked then.
    anew : those work for what was asked then, too: on today's data.
    user_id : for whom those work.
    """

    def clock() -> dt.datetime:
        return recording.asked_at

    played = Played(recording)
    analyst = analyst_at(clock)
    graph = build_graph(
        PlayedSource(played, analyst),
        played_tools(played, tools, live=live, anew=anew),
        InMemorySaver(),
        fallback=analyst,
        clock=clock,
    )
    await _remember(graph, recording)
    mentor = Mentor(graph, readers=_OneReader(recording.reader))
    question = Question(
        recording.question,
        user_id=user_id,
        thread_id=recording.run_id,
        language=recording.language,
        persona=recording.persona,
    )
    run = await mentor.start(question)
    played.stop = run.cancel
    now = outcome_of(run, await _end(run))
    return Replay(
        recording=recording,
        now=now,
        differences=differences(recording.outcome, now),
        asked_anew=tuple(played.asked_anew),
    )


async def _remember(
    graph: CompiledStateGraph[MentorState, RunContext, MentorState, MentorState],
    recording: Recording,
) -> None:
    """Put the conversation before the question into the graph's memory."""
    if not recording.before:
        return
    messages = [each.message() for each in recording.before]
    config: RunnableConfig = {"configurable": {"thread_id": recording.run_id}}
    # as the node with which the turn before had ended
    await graph.aupdate_state(
        config, {**recording.remembered, "messages": messages}, as_node="close_turn"
    )


async def _end(run: Run) -> Answer | GraphError:
    try:
        return await run.answer()
    except GraphError as error:
        return error
