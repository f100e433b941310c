"""The language of a reader, as his program says it in `Accept-Language`.

It counts where nothing nearer tells: neither the request, nor his preferences, nor his words, nor
the house's own setting. Does not know what is said to him.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

from fastapi import Depends, Header

from graph.wording import Language, detect_language
from knowledge.preferences import get_preferences

if TYPE_CHECKING:
    from chat.house import House

OURS: tuple[Language, ...] = get_args(Language)


def preferred(header: str) -> Language | None:
    """Return which of our languages a header of RFC 9110 likes best; None: it likes neither.

    Of two that are liked alike, the first; what is no such header likes neither.
    """
    liked: dict[str, float] = {}
    for wish in header.split(","):
        tag, *parameters = (part.strip().lower() for part in wish.split(";"))
        liked.setdefault(tag.partition("-")[0], _weight(parameters))
    ours = [ours for name in liked for ours in OURS if ours == name and liked[name] > 0]
    return max(ours, key=lambda language: liked[language], default=None)


def _weight(parameters: list[str]) -> float:
    given = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return float(given)
    except ValueError:
        return 0.0


def _accepted(accept_language: Annotated[str, Header()] = "") -> Language | None:
    return preferred(accept_language)


#: the language that the reader's program asks for
Accepted = Annotated[Language | None, Depends(_accepted)]


async def language_of_first(
    house: House, text: str, user_id: str, accepted: Language | None
) -> Language | None:
    """Return the language of a conversation's first question; None: whoever answers finds it."""
    if accepted is None:
        return None
    async with house.db.reading() as session:
        if (await get_preferences(session, user_id)).language is not None:
            return None
    return detect_language(text, accepted)
