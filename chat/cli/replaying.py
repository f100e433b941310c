"""`tippmix replay`: recorded runs played again on today's code, and what is different."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chat.cli.edge import COULD_NOT, say, show, show_json
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.house import House
    from chat.settings import Settings
    from graph.differences import Change
    from graph.recorded import Recording
    from graph.replaying import Replay

#: runs shown by --list where no number is given
LISTED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What shall be played."""

    which: str | None
    listing: bool
    every: bool
    last: int | None
    live: bool
    #: what was asked then is asked of today's data
    anew: bool
    export: Path | None
    user: str


async def replay(settings: Settings, wanted: Wanted, *, as_json: bool) -> None:
    """Play what is wanted; the command ends with 1 when anything is different."""
    _check(wanted)
    if wanted.listing:
        await _list(settings, wanted, as_json=as_json)
    elif wanted.export is not None:
        await _export(settings, wanted, wanted.export)
    elif wanted.every:
        await _play_all(settings, wanted, as_json=as_json)
    else:
        recording = await _recording(settings, wanted, str(wanted.which))
        with waiting("Playing…"):
            (played,) = await _play(settings, wanted, [recording])
        if as_json:
            show_json(played.to_dict())
        else:
            _show(lines_of(played))
        _leave(different=not played.same)


def _check(wanted: Wanted) -> None:
    from chat.errors import BadInput

    given = [wanted.which is not None, wanted.listing, wanted.every]
    if sum(given) != 1:
        raise BadInput("Say which run: its id, a FILE.json, --all, or --list to see them.")
    if wanted.export and wanted.which is None:
        raise BadInput("--export writes one run: say which.")
    if wanted.last and wanted.which is not None:
        raise BadInput("--last goes with --all or --list.")
    if (wanted.live or wanted.anew) and (wanted.listing or wanted.export):
        raise BadInput("--live-tools and --todays-data go with what is played.")


async def _list(settings: Settings, wanted: Wanted, *, as_json: bool) -> None:
    from chat.house import open_database
    from knowledge.recordings import list_recordings

    async with AsyncExitStack() as stack:
        db = await open_database(settings, stack)
        async with db.reading() as session:
            limit = wanted.last or LISTED
            recorded = await list_recordings(session, wanted.user, limit=limit)
    if as_json:
        show_json([asdict(each) for each in recorded])
        return
    if not recorded:
        say("No run is recorded yet: ask something first.")
    for each in recorded:
        question = " ".join(each.question.split())
        show(f"{each.run_id}  {each.recorded_at:%Y-%m-%d %H:%M}  {each.status:9}  {question}")


async def _export(settings: Settings, wanted: Wanted, place: Path) -> None:
    from chat.cli.files import write_whole

    recording = await _recording(settings, wanted, str(wanted.which))
    text = json.dumps(recording.to_dict(), ensure_ascii=False, indent=1)
    write_whole(f"{text}\n", place)
    say(f"Written to {place}: it holds the whole conversation up to this answer.")


async def _play_all(settings: Settings, wanted: Wanted, *, as_json: bool) -> None:
    readable, unreadable = await _all(settings, wanted)
    with waiting("Playing…"):
        played = await _play(settings, wanted, readable)
    same = sum(each.same for each in played)
    if as_json:
        counts = {"same": same, "different": len(played) - same, "unreadable": unreadable}
        show_json({**counts, "replays": [each.to_dict() for each in played]})
    else:
        for replayed in played:
            _show(lines_of(replayed))
        for run_id, why in unreadable.items():
            show(f"{run_id}: could not be played. {why}")
        told = f"{same} the same, {len(played) - same} different"
        show(f"{told}, {len(unreadable)} unreadable." if unreadable else f"{told}.")
    _leave(different=same < len(played) or bool(unreadable))


async def _all(settings: Settings, wanted: Wanted) -> tuple[list[Recording], dict[str, str]]:
    """Return the user's recordings, newest first, and why others cannot be read."""
    from chat.house import open_database
    from graph.errors import BadRecording
    from graph.recorded import Recording
    from knowledge.errors import InvalidValue
    from knowledge.recordings import KEPT, get_recording, list_recordings

    readable, unreadable = list[Recording](), dict[str, str]()
    async with AsyncExitStack() as stack:
        db = await open_database(settings, stack)
        session = await stack.enter_async_context(db.reading())
        for each in await list_recordings(session, wanted.user, limit=wanted.last or KEPT):
            try:
                document = await get_recording(session, each.run_id, user_id=wanted.user)
                readable.append(Recording.read(document))
            except (BadRecording, InvalidValue) as error:
                unreadable[each.run_id] = str(error)
    return readable, unreadable


async def _recording(settings: Settings, wanted: Wanted, which: str) -> Recording:
    """Return a recording by its run's id, or from a file."""
    from chat.house import open_database
    from graph.recorded import Recording
    from knowledge.recordings import get_recording

    if which.endswith(".json"):
        return Recording.read(_document(Path(which)))
    async with AsyncExitStack() as stack:
        db = await open_database(settings, stack)
        async with db.reading() as session:
            return Recording.read(await get_recording(session, which, user_id=wanted.user))


def _document(place: Path) -> Any:
    from chat.errors import BadInput

    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{place} cannot be read ({error.strerror}): name another file.") from error
    except ValueError as error:
        raise BadInput(f"{place} is no JSON: it is written with --export.") from error


async def _play(settings: Settings, wanted: Wanted, recordings: list[Recording]) -> list[Replay]:
    """Play recordings in a house where nothing is kept."""
    from chat.house import open_house

    if wanted.live or wanted.anew:
        # today's tools shall see what the run's own day knew: a house for each
        played = []
        for recording in recordings:
            then = settings.model_copy(update={"now": recording.asked_at})
            async with open_house(then, keeps=False) as house:
                played.append(await _play_in(house, recording, wanted))
        return played
    async with open_house(settings, keeps=False) as house:
        return [await _play_in(house, recording, wanted) for recording in recordings]


async def _play_in(house: House, recording: Recording, wanted: Wanted) -> Replay:
    from graph.analyst import Analyst
    from graph.replaying import LOOK_UPS
    from graph.replaying import replay as play

    return await play(
        recording,
        analyst_at=lambda clock: Analyst(spot=house.analyst.spot, clock=clock),
        tools=house.tools,
        live=LOOK_UPS if wanted.live or wanted.anew else (),
        anew=wanted.anew,
        user_id=wanted.user,
    )


def lines_of(played: Replay) -> Iterator[str]:
    """Yield a replay as a person reads it."""
    recording, different = played.recording, played.differences
    verdict = "the same" if played.same else "different"
    question = " ".join(recording.question.split())
    yield f"{recording.run_id}: {verdict}  “{question}” ({recording.asked_at:%Y-%m-%d})"
    for part, changes in (
        ("turn", different.turn),
        ("tool calls", different.tool_calls),
        ("facts", different.facts),
    ):
        if changes:
            yield f"  {part}"
            yield from (f"    {line}" for change in changes for line in _change(change))
    if different.words:
        yield "  words"
        yield from (f"    {line}" for line in different.words)
    if played.asked_anew:
        yield "  asked, and not recorded"
        yield from (f"    {asked}" for asked in played.asked_anew)


def _change(change: Change) -> Iterator[str]:
    if change.before is None:
        yield f"+ {change.what}: {_plain(change.after)}"
    elif change.after is None:
        yield f"- {change.what}: {_plain(change.before)}"
    else:
        yield f"~ {change.what}: {_plain(change.before)} → {_plain(change.after)}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['value']} {value['unit']} ({value['source']}, {value['as_of']})"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _show(lines: Iterator[str]) -> None:
    for line in lines:
        show(line)


def _leave(*, different: bool) -> None:
    if different:
        raise typer.Exit(COULD_NOT)
