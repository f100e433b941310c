"""Advice that a rule of the house keeps from a user, whoever asks for it and through what door.

The one place that decides it for every tool and every route. Chances a user may always ask for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from knowledge.database import Database
from knowledge.holds import RULES, Rule, holds_beside
from knowledge.insights import InsightInfo, advises
from knowledge.preferences import PreferenceSet, get_preferences
from tools.desk import Desk
from tools.errors import HeldBack

#: what a tool says of each rule; a writer in another language goes by its name
SAID: Mapping[Rule, str] = {
    "self_harm": "This user spoke of harming himself",
    "distress": "This user says that betting hurts him",
    "minor": "This user said that he is under age",
    "self_excluded": "This user excluded himself from betting advice",
    "cooling_off": "This user takes a break from betting advice",
    "borrowed_money": "This user spoke of betting money that is not his to lose",
    "proxy_betting": "This user spoke of betting for somebody who may not",
    "secrecy": "This user spoke of hiding his bets",
    "chasing_losses": "This user spoke of winning back what he lost",
    "sure_bet": "This user asked for a sure bet, and there is none",
}


async def hold_back(desk: Desk) -> PreferenceSet:
    """Return the user's preferences; keep betting advice from one who must not have it.

    Raises
    ------
    HeldBack
        While a rule holds: his own exclusion or break, a sign of harm, one in this conversation.
    """
    rule, preferences = await rule_for(
        desk.db, desk.user_id, now=desk.as_of, in_talk=desk.held_back
    )
    if rule is not None:
        raise HeldBack(f"{SAID[rule]}: prices are not weighed for him now.", reason=rule)
    return preferences


async def is_held_back(desk: Desk) -> bool:
    """Tell whether betting advice is kept from the user at the desk."""
    rule, _ = await rule_for(desk.db, desk.user_id, now=desk.as_of, in_talk=desk.held_back)
    return rule is not None


def is_advice(insight: InsightInfo) -> bool:
    """Tell whether an insight weighs prices: it is kept from whom advice is kept."""
    return advises(insight.type, insight.facts)


def without_prices(found: Any) -> Any:
    """Return plain JSON in which no prediction tells of a market: as for whom advice is kept."""
    if isinstance(found, list):
        return [without_prices(each) for each in found]
    if not isinstance(found, Mapping):
        return found
    told = {name: without_prices(each) for name, each in found.items()}
    return told | {"market": None} if {"market", "match_result"} <= found.keys() else told


async def rule_for(
    db: Database, user_id: str, *, now: dt.datetime, in_talk: Rule | None = None
) -> tuple[Rule | None, PreferenceSet]:
    """Return the gravest rule that keeps advice from a user, if any, and his preferences.

    `in_talk` is what the conversation at hand gave away; without one it is None.
    """
    async with db.reading() as session:
        preferences = await get_preferences(session, user_id)
        holds = await holds_beside(session, user_id, preferences, now=now)
    rules = {hold.rule for hold in holds} | {in_talk}
    return next((rule for rule in RULES if rule in rules), None), preferences
