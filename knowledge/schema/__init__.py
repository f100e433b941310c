"""The tables. Every query over them lives in this room, one module a subject."""

from __future__ import annotations

from knowledge.schema.agents import Agent, AgentMove, AgentNote, Task
from knowledge.schema.base import Base, UtcDateTime
from knowledge.schema.football import League, Match, Odds, SourceFile, Team, TeamSpelling
from knowledge.schema.forecasts import PredictionMade, Tip
from knowledge.schema.news import Event, EventCount
from knowledge.schema.people import Insight, Preferences, Recording, Run, SignNoticed, Thread, User
from knowledge.schema.workflows import Execution, ExecutionStep, Worker, Workflow, WorkflowVersion

__all__ = [
    "Agent",
    "AgentMove",
    "AgentNote",
    "Base",
    "Event",
    "EventCount",
    "Execution",
    "ExecutionStep",
    "Insight",
    "League",
    "Match",
    "Odds",
    "PredictionMade",
    "Preferences",
    "Recording",
    "Run",
    "SignNoticed",
    "SourceFile",
    "Task",
    "Team",
    "TeamSpelling",
    "Thread",
    "Tip",
    "User",
    "UtcDateTime",
    "Worker",
    "Workflow",
    "WorkflowVersion",
]
