"""Look after the reader before any model is asked: breaks, exclusions, signs of harm.

Reads his own words in code. Does not know which model would speak, nor what the tools would say:
what is held back there is decided by the same rules in `tools.holding_back`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from langchain_core.messages import HumanMessage
from langgraph.config import get_config
from langgraph.runtime import Runtime

from graph import events
from graph.context import RunContext, asking_user, said_by_user
from graph.guard.asked import asks_for_advice, asks_for_bet, asks_for_more
from graph.guard.books import GuardBooks
from graph.guard.breaks import BreakSaid, break_said
from graph.guard.finding_help import Help
from graph.guard.signs import folded, gravest, read_sign, sign_in
from graph.guard.telling import Told, tell_break, tell_hold
from graph.state import MentorState
from knowledge.holds import RULES, Hold, Rule, Sign
from tools.boundary import LOCAL_USER

#: signs that leave no room for football in the answer
GRAVE: frozenset[Rule] = frozenset({"self_harm", "distress"})
#: who asks for a sure bet is told that there is none; nobody spoke of harm
CALM: frozenset[Rule] = frozenset({"sure_bet"})


@dataclass(frozen=True, slots=True)
class GuardTurn:
    """The node that looks after the reader."""

    books: GuardBooks
    help: Help
    clock: Callable[[], datetime]

    async def __call__(self, state: MentorState, *, runtime: Runtime[RunContext]) -> MentorState:
        """Return what is kept from the reader, and the guard's own answer where it gives one."""
        user_id = asking_user(runtime.context, get_config())
        text, language = said_by_user(state["messages"])["words"], state["language"]
        said = break_said(text, now=self.clock(), language=language)
        sign = _sign(text, said)
        before = self._said_before(state)
        # whoever sits at this machine without a name may be another person tomorrow: what he says
        # holds in his conversation
        if sign is not None and user_id != LOCAL_USER and _is_firm(text, sign, before):
            await self.books.notice(user_id, sign)
        taken = await self._take(user_id, said)
        kept = await self.books.kept(user_id)
        hold = _gravest_hold(kept.holds, sign, gravest(before))
        places = self.help.places(kept.country, language)
        if said is not None:
            told = tell_break(said, kept.holds, language, taken=taken)
            if hold is not None and hold.rule not in CALM:
                told = told.with_help(places, language)
            return _answered(told, hold.rule if hold else None, state, runtime, self.clock())
        if hold is None:
            return {"held_back": None}
        if not _speaks(text, sign):
            return {"held_back": hold.rule}
        told = tell_hold(hold, language, kept=hold in kept.holds)
        if hold.rule not in CALM:
            told = told.with_help(places, language)
        update = _answered(told, hold.rule, state, runtime, self.clock())
        return update if _answers_alone(text, sign) else {**update, "next": "call_model"}

    def _said_before(self, state: MentorState) -> frozenset[Sign | None]:
        """Return the signs in the reader's earlier messages of this conversation."""
        before = [str(m.text) for m in state["messages"] if isinstance(m, HumanMessage)][:-1]
        now, language = self.clock(), state["language"]
        return frozenset(
            _sign(text, break_said(text, now=now, language=language)) for text in before
        )

    async def _take(self, user_id: str, said: BreakSaid | None) -> bool:
        if said is None or said.kind == "lift" or said.until is None:
            return False
        return await self.books.take_break(user_id, said.kind, said.until)


def _sign(text: str, said: BreakSaid | None) -> Sign | None:
    """Return the sign in a message; who asks for a break speaks of betting for his own good."""
    sign = sign_in(text)
    return sign if said is None or sign in GRAVE else None


def _is_firm(text: str, sign: Sign, before: frozenset[Sign | None]) -> bool:
    """Tell whether a sign is kept of a user for days: a plain one, or one that is said again.

    A minor's is kept until somebody clears it, and so needs plain words.
    """
    return read_sign(text).plain or (sign in before and sign != "minor")


def _gravest_hold(kept: tuple[Hold, ...], sign: Sign | None, before: Sign | None) -> Hold | None:
    """Return the gravest of what is kept, what was said now, and what was said before."""
    handed: Rule | None = get_config().get("configurable", {}).get("held_back")
    found = {hold.rule: hold for hold in kept}
    for rule in (sign, before, handed):
        if rule is not None and rule in RULES:
            found.setdefault(rule, Hold(rule=rule, until=None))
    # what he says now is answered first
    if sign is not None:
        return found[sign]
    return next((found[rule] for rule in RULES if rule in found), None)


def _speaks(text: str, sign: Sign | None) -> bool:
    """Tell whether the guard has something to say: to a sign, or to who asks for advice."""
    return sign is not None or asks_for_advice(folded(text))


def _answers_alone(text: str, sign: Sign | None) -> bool:
    """Tell whether no model is asked: in doubt, none is."""
    said = folded(text)
    if sign is None or sign in GRAVE:
        return True
    return asks_for_bet(said) or not asks_for_more(said)


def _answered(
    told: Told,
    rule: Rule | None,
    state: MentorState,
    runtime: Runtime[RunContext],
    now: datetime,
) -> MentorState:
    """Show the reader the guard's words; return them as the answer of the turn."""
    facts = list(state["facts"])
    for fact in told.facts(as_of=now.isoformat()):
        facts.append({"id": f"f{len(facts) + 1}", **fact})
        runtime.stream_writer(events.fact(facts[-1]))
    runtime.stream_writer(events.token(told.text))
    return {
        "held_back": rule,
        "guard": {"rule": rule, "text": told.text} if rule else None,
        "shown": told.text,
        "facts": facts,
        "models": ["guard"],
        "next": "close_turn",
    }
