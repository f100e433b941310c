"""The tool that forgets: one preference, one note, or everything that is kept of the user.

Only at the user's own word; everything, only after he said yes to the question. A self-exclusion
in force outlives all of it.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.insights import InsightInfo, own_insights
from knowledge.preferences import forget as forget_preferences
from knowledge.preferences import get_preferences as read_preferences
from tools.arguments import Arguments, LongText, plain
from tools.desk import Desk
from tools.errors import NotTaken
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.memory import change_preference, preference_called
from tools.quoting import quote
from tools.said import stems

EVERYTHING = ("everything", "all", "minden", "mindent", "osszes", "everything about me")
#: a user's notes that are looked through
READ = 10_000
#: so much of what is asked must stand in the note that goes
ENOUGH = 0.5
#: what says that a note is to go, and nothing of which one
_NO_SUBJECT = stems(
    "forget delete remove erase note notes insight about the that what said saved my this "
    "felejtsd töröld jegyzet jegyzetet jegyzetem azt hogy arról szóló ezt miről amit mondtam"
)


class Forget(Arguments):
    """Forget what is kept of the user. Use it only when he asks to forget or delete it."""

    what: LongText = Field(
        description="a preference's name, the words of a note, or everything (he is asked back)"
    )


async def forget(desk: Desk, asked: Forget) -> ToolResult:
    """Forget a preference, a note or everything of the asking user.

    Raises
    ------
    NotTaken
        In a conversation in which the user did not ask for it.
    """
    if plain(asked.what) in EVERYTHING:
        return await _everything(desk)
    if name := preference_called(asked.what):
        return await change_preference(desk, name, "none", "replace", kind="forget")
    return await _one_note(desk, asked.what)


async def _everything(desk: Desk) -> ToolResult:
    """Ask back first; at the user's yes, forget all preferences and all his notes."""
    if desk.said and not desk.said.confirms_all_forgotten():
        if not desk.said.wants_all_forgotten():
            raise _not_asked()
        return await _ask_back(desk)
    notes = await _notes(desk)
    async with desk.db.writing() as session:
        old = await read_preferences(session, desk.user_id)
        await forget_preferences(session, desk.user_id, now=desk.as_of)
        kept = await read_preferences(session, desk.user_id)
    await desk.insights.remove([note.id for note in notes], user_id=desk.user_id)
    stays = kept.self_excluded_until
    count = len(old.model_dump(exclude_defaults=True)) - bool(stays)
    sheet = _counted(desk, count, len(notes))
    text = "Forgotten: all preferences and notes of the user."
    if stays:
        text += " His self-exclusion stays in force."
    return ToolResult(
        kind="forget",
        text=text,
        facts=sheet.facts,
        data={
            "forgotten": {"preferences": count, "notes": len(notes)},
            "excluded_until": stays.isoformat() if stays else None,
        },
    )


async def _ask_back(desk: Desk) -> ToolResult:
    async with desk.db.reading() as session:
        kept = await read_preferences(session, desk.user_id)
    notes = await _notes(desk)
    count = len(kept.model_dump(exclude_defaults=True))
    sheet = _counted(desk, count, len(notes))
    return ToolResult(
        kind="forget",
        text=(
            f"Nothing is forgotten yet: {count} preferences and {len(notes)} notes are kept. Ask "
            "the user: “Shall I forget everything I know about you?” At his yes, call this again."
        ),
        facts=sheet.facts,
        data={"confirm": True, "kept": {"preferences": count, "notes": len(notes)}},
    )


async def _one_note(desk: Desk, what: str) -> ToolResult:
    """Forget the one note that the words fit; where several fit as well, say which there are."""
    if desk.said and not (desk.said.wants_forgotten() and desk.said.holds(what)):
        raise _not_asked()
    best = _fitting(what, await _notes(desk))
    if len(best) != 1:
        return ToolResult(
            kind="forget",
            text="Several notes fit: ask which one." if best else "No note of the user's fits.",
            found=False,
            candidates=[f"“{quote(note.text, 120)}”" for note in best[:5]],
            data={"reason": "which_note" if best else "no_note"},
        )
    await desk.insights.remove([best[0].id], user_id=desk.user_id)
    return ToolResult(
        kind="forget",
        text="That note is forgotten.",
        data={"forgotten_note": quote(best[0].text), "insight_id": best[0].id},
    )


async def _notes(desk: Desk) -> list[InsightInfo]:
    async with desk.db.reading() as session:
        return await own_insights(session, user_id=desk.user_id, as_of=desk.as_of, limit=READ)


def _fitting(what: str, notes: list[InsightInfo]) -> list[InsightInfo]:
    """Return the notes that share most words with what is asked, newest first."""
    wanted = stems(what) - _NO_SUBJECT
    shared = [(len(wanted & stems(note.text)), note) for note in notes]
    most = max((count for count, _ in shared), default=0)
    if not wanted or most < ENOUGH * len(wanted):
        return []
    return [note for count, note in shared if count == most]


def _counted(desk: Desk, preferences: int, notes: int) -> Sheet:
    sheet = Sheet("you", as_of=desk.as_of.isoformat(), source="preferences")
    sheet.add("kept", "preferences", preferences, "count")
    sheet.add("kept", "notes", notes, "count")
    return sheet


def _not_asked() -> NotTaken:
    return NotTaken(
        "Nothing is forgotten: the user did not ask for it in this message.",
        reason="not_said",
        preference="",
    )
