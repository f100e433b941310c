"""The tool that forgets: one preference, one note, or everything that is kept of the user.

Only at the user's own word; everything, only after he said yes to the question. A self-exclusion
in force outlives all of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from knowledge.insights import InsightInfo, own_insights
from knowledge.preferences import forget as forget_preferences
from knowledge.preferences import get_preferences as read_preferences
from tools.arguments import Arguments, LongText, plain
from tools.desk import Desk
from tools.errors import NotTaken
from tools.facts import Fact, ToolResult
from tools.figures import Sheet
from tools.memory import change_preference, preference_called
from tools.quoting import quote
from tools.said import stems

EVERYTHING = ("everything", "all", "minden", "mindent", "everything about me", "mindent rolam")
ALL_NOTES = ("notes", "all notes", "my notes", "all my notes", "jegyzetek", "minden jegyzet",
             "osszes jegyzet")  # fmt: skip
#: a user's notes that are looked through
READ = 10_000
#: so much of what is asked must stand in the note that goes
ENOUGH = 0.5
#: what says that a note is to go, and nothing of which one
_NO_SUBJECT = stems(
    "forget delete remove erase note notes insight about the that what said saved my this told you "
    "mentioned anything everything felejtsd töröld jegyzet jegyzetet jegyzetem azt hogy arról "
    "szóló ezt az miről amit mondtam meséltem elmondtam említettem"
)
#: letters of a noted word that begins an inflected one: “Saka” in “Sakáról”
_BEGINNING = 4


class Forget(Arguments):
    """Forget what is kept of the user. Use it only when he asks to forget or delete it."""

    what: LongText = Field(
        description="a preference's name, a note's words, notes, or everything (he is asked back)"
    )


async def forget(desk: Desk, asked: Forget) -> ToolResult:
    """Forget a preference, a note or everything of the asking user.

    Raises
    ------
    NotTaken
        In a conversation in which the user did not ask for it.
    """
    what = plain(asked.what)
    if what in EVERYTHING or what in ALL_NOTES:
        return await _all(desk, notes_only=what in ALL_NOTES)
    if name := preference_called(asked.what):
        return await change_preference(desk, name, "none", "replace", kind="forget")
    return await _one_note(desk, asked.what)


async def _all(desk: Desk, *, notes_only: bool) -> ToolResult:
    """Ask back first; at the user's yes, forget all his notes, and all his preferences."""
    if desk.said and not desk.said.confirms_forgetting(notes_only=notes_only):
        if not desk.said.wants_all_forgotten():
            raise _not_asked()
        return await _ask_back(desk, notes_only=notes_only)
    notes = await _notes(desk)
    async with desk.db.writing() as session:
        kept = await read_preferences(session, desk.user_id)
        count = 0 if notes_only else len(kept.model_dump(exclude_defaults=True))
        if not notes_only:
            await forget_preferences(session, desk.user_id, now=desk.as_of)
            kept = await read_preferences(session, desk.user_id)
    await desk.insights.remove([note.id for note in notes], user_id=desk.user_id)
    lasting = [] if notes_only else list(kept.in_force(desk.as_of).values())
    stays = max(lasting, default=None)
    return ToolResult(
        kind="forget",
        text=f"Forgotten: all {'' if notes_only else 'preferences and '}notes of the user."
        + (" His self-exclusion or break stays in force." if stays else ""),
        facts=_counted(desk, count - len(lasting), len(notes)),
        data={
            "forgotten": {"preferences": count - len(lasting), "notes": len(notes)},
            "notes_only": notes_only,
            "excluded_until": stays.isoformat() if stays else None,
        },
    )


async def _ask_back(desk: Desk, *, notes_only: bool) -> ToolResult:
    async with desk.db.reading() as session:
        kept = await read_preferences(session, desk.user_id)
    notes = len(await _notes(desk))
    count = 0 if notes_only else len(kept.model_dump(exclude_defaults=True))
    question = "all your notes" if notes_only else "everything I know about you"
    return ToolResult(
        kind="forget",
        text=(
            f"Nothing is forgotten yet: {count} preferences and {notes} notes would go. Ask the "
            f"user: “Shall I forget {question}?” At his yes, call this again."
        ),
        facts=_counted(desk, count, notes),
        data={
            "confirm": True,
            "notes_only": notes_only,
            "kept": {"preferences": count, "notes": notes},
        },
    )


async def _one_note(desk: Desk, what: str) -> ToolResult:
    """Forget the one note that the words fit; where several fit as well, say which there are."""
    if desk.said and not (desk.said.wants_forgotten() and desk.said.holds(what)):
        raise _not_asked()
    best = _fitting(what, await _notes(desk))
    if len({note.text for note in best}) != 1:
        return ToolResult(
            kind="forget",
            text="Several notes fit: ask which one." if best else "No note of the user's fits.",
            found=False,
            candidates=list(dict.fromkeys(f"“{quote(note.text, 120)}”" for note in best))[:5],
            data={"reason": "which_note" if best else "no_note"},
        )
    await desk.insights.remove([note.id for note in best], user_id=desk.user_id)
    return ToolResult(
        kind="forget",
        text="That note is forgotten.",
        data={"forgotten_note": quote(best[0].text), "insight_id": best[0].id},
    )


async def _notes(desk: Desk) -> list[InsightInfo]:
    async with desk.db.reading() as session:
        return await own_insights(session, user_id=desk.user_id, as_of=desk.as_of, limit=READ)


def _fitting(what: str, notes: list[InsightInfo]) -> list[InsightInfo]:
    """Return the notes that share most words with what is asked, newest first; “that note”: all."""
    wanted = stems(what) - _NO_SUBJECT
    if not wanted:
        return notes
    shared = [(_shared(wanted, stems(note.text)), note) for note in notes]
    most = max((count for count, _ in shared), default=0)
    if most < ENOUGH * len(wanted):
        return []
    return [note for count, note in shared if count == most]


def _shared(wanted: set[str], noted: set[str]) -> int:
    """Return how many of the words a note has, with or without their endings."""
    long = tuple(word for word in noted if len(word) >= _BEGINNING)
    return sum(word in noted or word.startswith(long) for word in wanted)


def _counted(desk: Desk, preferences: int, notes: int) -> Sequence[Fact]:
    sheet = Sheet("you", as_of=desk.as_of.isoformat(), source="preferences")
    sheet.add("kept", "preferences", preferences, "count")
    sheet.add("kept", "notes", notes, "count")
    return sheet.facts


def _not_asked() -> NotTaken:
    return NotTaken(
        "Nothing is forgotten: the user did not ask for it in this message.",
        reason="not_said",
        preference="",
    )
