"""What a user likes and has set as limits, and where each of it is from.

The rule on self-exclusion and breaks is kept here, whatever door a change comes through: they can
be lengthened, never shortened. Does not know what is recommended or refused because of them, nor
how words are held against a value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from sqlalchemy import delete, select

from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue
from knowledge.inserting import insert_new
from knowledge.plain_text import fault_of_name, visible
from knowledge.schema import Preferences

Market = Literal[
    "1x2",
    "over_under_2.5",
    "both_teams_score",
    "double_chance",
    "draw_no_bet",
    "asian_handicap",
    "correct_score",
]

#: what each preference takes, in a person's words
TAKES: Mapping[str, str] = {
    "favourite_teams": "names of clubs, separated by commas",
    "favourite_leagues": "names or ids of leagues, separated by commas",
    "favourite_markets": (
        "any of 1x2, over_under_2.5, both_teams_score, double_chance, draw_no_bet, "
        "asian_handicap, correct_score"
    ),
    "risk": "low, medium or high",
    "odds_min": "decimal odds over 1 and at most 1000, not above odds_max",
    "odds_max": "decimal odds over 1 and at most 1000, not below odds_min",
    "odds_format": "decimal, fractional or american",
    "bankroll": "an amount of money, 0 or more",
    "max_stake_share": "a share of the bankroll over 0 and up to 1, such as 0.02 or 2%",
    "language": "hu or en",
    "country": "a country's two letters, such as HU or GB",
    "self_excluded_until": "a date to come, such as 2030-01-31, not before the one in force",
    "cooling_off_until": "a date to come, such as 2030-01-31, not before the one in force",
}
#: which door a preference came through: the user's own words to the mentor, or a program of his
Door = Literal["conversation", "program"]
#: characters of the user's words that are kept beside a preference
WORDS_KEPT = 300

LISTS = ("favourite_teams", "favourite_leagues", "favourite_markets")
NUMBERS = ("odds_min", "odds_max", "bankroll", "max_stake_share")
#: they end by themselves, and only later than they were set to
LASTING = ("self_excluded_until", "cooling_off_until")
#: what clears a preference, in text
NOTHING = ("", "none", "null", "nothing", "semmi", "nincs")


def _end_of_day(value: object) -> object:
    """Read a bare date as the end of that day: an exclusion lasts through its last day."""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value.strip())
        except ValueError:
            return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value + dt.timedelta(days=1), dt.time(), dt.UTC)
    return value


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Names = Annotated[tuple[Name, ...], Field(max_length=50)]
Price = Annotated[float, Field(gt=1, le=1000)]
Until = Annotated[AwareDatetime, BeforeValidator(_end_of_day)]
Country = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z]{2}$")
]


class PreferenceSet(BaseModel):
    """All preferences of one user; what was never set is empty or None."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    #: preferred spellings of clubs, as the caller resolved them
    favourite_teams: Names = ()
    favourite_leagues: Names = ()
    favourite_markets: tuple[Market, ...] = ()
    risk: Literal["low", "medium", "high"] | None = None
    #: decimal odds, whatever `odds_format` shows
    odds_min: Price | None = None
    odds_max: Price | None = None
    odds_format: Literal["decimal", "fractional", "american"] = "decimal"
    #: in the user's own currency
    bankroll: Annotated[float, Field(ge=0, le=1e12)] | None = None
    #: the most of the bankroll on one bet, 0..1
    max_stake_share: Annotated[float, Field(gt=0, le=1)] | None = None
    language: Literal["hu", "en"] | None = None
    #: where help is looked for, ISO 3166: "HU"
    country: Country | None = None
    #: until then nothing is recommended
    self_excluded_until: Until | None = None
    #: a shorter pause with the same effect
    cooling_off_until: Until | None = None

    @model_validator(mode="after")
    def _odds_in_order(self) -> Self:
        if self.odds_min and self.odds_max and self.odds_min > self.odds_max:
            raise ValueError("odds_min")
        return self

    def in_force(self, now: dt.datetime) -> dict[str, dt.datetime]:
        """Return the exclusion and the break that last at `now`, each with its end."""
        ends = {name: getattr(self, name) for name in LASTING}
        return {name: until for name, until in ends.items() if until is not None and now < until}

    def is_excluded(self, now: dt.datetime) -> bool:
        """Tell whether the user has excluded himself, or takes a break, at `now`."""
        return bool(self.in_force(now))


class Origin(BaseModel):
    """When and how a preference came to be what it is."""

    model_config = ConfigDict(frozen=True)

    set_at: AwareDatetime
    door: Door
    #: what the user said, where he said it to the mentor
    words: str | None = None


async def get_preferences(session: ReadSession, user_id: str) -> PreferenceSet:
    """Return a user's preferences; those of one who never set any are empty."""
    document = await session.scalar(
        select(Preferences.document).where(Preferences.user_id == user_id)
    )
    return PreferenceSet.model_validate(document or {})


async def get_origins(session: ReadSession, user_id: str) -> dict[str, Origin]:
    """Return where a user's preferences are from, by name.

    One that was set before this was written down has none.
    """
    origins = await session.scalar(
        select(Preferences.origins).where(Preferences.user_id == user_id)
    )
    return {name: Origin.model_validate(origin) for name, origin in (origins or {}).items()}


async def set_preferences(
    session: WriteSession, user_id: str, document: Mapping[str, Any], *, now: dt.datetime
) -> PreferenceSet:
    """Put a whole new document in place of the old one.

    An exclusion or break in force stays when the document says nothing of it.

    Raises
    ------
    InvalidValue
        Names the preference and what it takes; also for a shorter exclusion or break.
    """
    old = await _locked(session, user_id, now)
    wanted = dict(document)
    for name, until in old.in_force(now).items():
        if wanted.get(name) is None:
            wanted[name] = until
    return await _replace(session, user_id, old, _validated(wanted), _origin(now))


async def set_preference(
    session: WriteSession,
    user_id: str,
    name: str,
    value: object,
    *,
    now: dt.datetime,
    words: str | None = None,
) -> PreferenceSet:
    """Set one preference.

    `value` is of the preference's own type, or text: "Arsenal, Chelsea", "1,5", "2%"; None or
    "none" clears it. `words` are what the user said; None when a program of his sets it.

    Raises
    ------
    InvalidValue
        Names the preference and what it takes; also for a shorter exclusion or break.
    """
    if name not in TAKES:
        raise InvalidValue(_no_such(name))
    old = await _locked(session, user_id, now)
    wanted = old.model_dump(exclude={name})
    read = _from_text(name, value) if isinstance(value, str) else value
    if read is not None:
        wanted[name] = read
    return await _replace(session, user_id, old, _validated(wanted), _origin(now, words))


async def forget(session: WriteSession, user_id: str, *, now: dt.datetime) -> None:
    """Delete a user's preferences; an exclusion or break in force outlives them."""
    old = await _locked(session, user_id, now)
    if lasting := old.in_force(now):
        kept = PreferenceSet.model_validate(lasting)
        await _replace(session, user_id, old, kept, _origin(now))
    else:
        await session.execute(delete(Preferences).where(Preferences.user_id == user_id))


async def _locked(session: WriteSession, user_id: str, now: dt.datetime) -> PreferenceSet:
    """Return what is stored, so that nobody changes it before this transaction ends."""
    blank = {"user_id": user_id, "document": {}, "updated_at": now}
    await session.execute(insert_new(session, Preferences), [blank])
    query = select(Preferences.document).where(Preferences.user_id == user_id).with_for_update()
    return PreferenceSet.model_validate(await session.scalar(query))


async def _replace(
    session: WriteSession, user_id: str, old: PreferenceSet, new: PreferenceSet, origin: Origin
) -> PreferenceSet:
    """Store what is new; what changed is of this origin, the rest keeps its own."""
    now = origin.set_at
    for name, in_force in old.in_force(now).items():
        until = getattr(new, name)
        if until is None or until < in_force:
            raise InvalidValue(
                f"{name} is {in_force.isoformat()}: it can be lengthened, not "
                "shortened or taken back."
            )
    stored = await session.get_one(Preferences, user_id, populate_existing=True)
    stored.document = new.model_dump(mode="json", exclude_defaults=True)
    changed = {name for name in TAKES if getattr(old, name) != getattr(new, name)}
    fresh = dict.fromkeys(changed, origin.model_dump(mode="json"))
    origins = {**stored.origins, **fresh}
    stored.origins = {name: origins[name] for name in stored.document if name in origins}
    stored.updated_at = now
    await session.flush()
    return new


def _origin(now: dt.datetime, words: str | None = None) -> Origin:
    if words is None:
        return Origin(set_at=now, door="program")
    return Origin(set_at=now, door="conversation", words=visible(words).strip()[:WORDS_KEPT])


def _validated(document: Mapping[str, Any]) -> PreferenceSet:
    try:
        new = PreferenceSet.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        # the order of the odds is the only fault of the whole document
        name = str(first["loc"][0]) if first["loc"] else "odds_min"
        if name not in TAKES:
            raise InvalidValue(_no_such(name)) from error
        raise InvalidValue(f"{name} takes {TAKES[name]}.") from error
    for name in ("favourite_teams", "favourite_leagues"):
        if fault := next(filter(None, map(fault_of_name, getattr(new, name))), None):
            raise InvalidValue(f"{name} takes {TAKES[name]}: one is no name, {fault}.")
    return new


def _from_text(name: str, text: str) -> object:
    text = text.strip()
    if text.casefold() in NOTHING:
        return None
    if name in LISTS:
        return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if name in NUMBERS:
        return _number(name, text)
    return text if name in LASTING else text.casefold()


def _number(name: str, text: str) -> float:
    plain = text.replace(" ", "").replace(",", ".")
    try:
        return float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
    except ValueError:
        raise InvalidValue(f"{name} takes {TAKES[name]}.") from None


def _no_such(name: str) -> str:
    return f"“{name[:60]}” is no preference; there are {', '.join(TAKES)}."
