"""The analyst: a deterministic chat model that reads football questions and calls the same tools.

    messages ─► reading (clubs, days, prices, markets, intents) ─► follow-ups ─► questions
             ─► scripts (which tool next, what to say) ─► tool calls, or the answer

Every figure it writes comes from a tool's facts or from the user's own words.
"""

from graph.analyst.model import Analyst

__all__ = ["Analyst"]
