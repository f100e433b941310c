"""Advice that a rule of the house keeps from a user, whoever asks for it and through what door."""

from __future__ import annotations

from knowledge.preferences import PreferenceSet, get_preferences
from tools.desk import Desk
from tools.errors import HeldBack


async def hold_back(desk: Desk) -> PreferenceSet:
    """Return the user's preferences; keep betting advice from one who excluded himself.

    Chances he may still ask for.

    Raises
    ------
    HeldBack
        While the exclusion lasts.
    """
    async with desk.db.reading() as session:
        preferences = await get_preferences(session, desk.user_id)
    if preferences.is_excluded(desk.as_of):
        raise HeldBack(
            "This user excluded himself from betting advice: prices are not weighed for him now.",
            reason="self_excluded",
        )
    return preferences
