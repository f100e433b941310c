"""What is wished of tips just told: “something safer”, “only goals”, “another one”, “no Ligue 1”.

For this question alone: nothing of it is kept of the user. Knows readings only, no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.pointing import place_said
from graph.analyst.intents import Intent
from graph.analyst.picks import COMPARED
from graph.analyst.reading import Reading
from graph.analyst.spotting.leagues import LeagueName, country_said, every_one
from graph.analyst.spotting.slip_conditions import left_out

_ORDERS = (
    (
        "safer",
        r"\b(?:safer|saf(?:e|est) (?:ones?|bets?|picks?|tips?)|less risky?|low(?:er)?[- ]risk"
        r"|more (?:careful|certain|cautious)|surer"
        r"|(?:kisebb|alacsonyabb) (?:odds|szorzo)\w*"
        r"|(?:ovatos|biztos|biztonsagos|kevesbe kockazatos|kisebb kockazat)(?:a|ab|abb|u|o)?\w*)\b",
    ),
    (
        "closest",
        r"\b(?:risk(?:ier|y)|more risk\w*|high(?:er)?[- ]risk|(?:big|long|high)g?er (?:odds"
        r"|prices?)|bolder|braver"
        r"|kockazatos\w*|merszebb\w*|meresz\w*|batrabb\w*|nagyobb (?:odds|szorzo|kockazat)\w*)\b",
    ),
    ("most_goals", r"\b(?:goals?|over)\b.*\b(?:markets?|bets?|tips?|picks?|only|ones?)\b"
                   r"|\b(?:only|just|csak) (?:the |a |az )?(?:goals?|overs?|gol\w*)\b"
                   r"|\bgol(?:piac|os|tipp)\w*"),
    ("most_goals", r"\b(?:the )?most\b|\b(?:a )?legtobb\b"),
    ("fewest_goals", r"\b(?:the )?(?:fewest|least)\b|\b(?:a )?legkevesebb\b"),
    ("btts_yes", r"\b(?:only|just|csak)\b.*\b(?:btts|gg|both (?:teams )?(?:to )?score)\b"),
    ("draw", r"\b(?:only|just|csak)\b.*\b(?:draws?|dontetlen\w*)\b"),
)  # fmt: skip
#: a setting for all days to come is meant, no wish for now
_FOR_GOOD = re.compile(
    r"\b(?:my|set|always|from now on|in general|prefer|default|mostantol|ezentul|mindig"
    r"|allits\w*|legyen"
    r"|kockazatom\w*|szintem)\b"
)
_OTHERS = re.compile(
    r"\b(?:another|others?|(?:any(?:thing)?|what) (?:else|more)|something else|different|more|next"
    r"|masik\w*|mas"
    r"|masok\w*|van meg|mast|masikat|tovabbi\w*|kovetkezo\w*|meg (?:egy\w*|par\w*|tipp\w*|valami\w*"
    r"|mas\w*|kerek))\b"
)
_NO_MORE = re.compile(r"\bno more\b|\bne\b")
_LEAVE_OUT = re.compile(
    r"\b(?:stop|without|exclude|except|leave out|not? more|no|hide|skip|ignore|don'?t|do not"
    r"|enough|sick of|bar"
    r"|other than|ne|nelkul|kiveve|hagyd|mellozd|ki|elég|eleg|unom|nem kell\w*|nem erdekel\w*)\b"
)
#: not those told, but these: “no, the English ones”
_RATHER = re.compile(r"^\W*(?:(?:no|nah|nope),? (?:the|just|only)|nem, (?:az?|inkabb|csak))\b")
_ONLY = re.compile(r"\b(?:inkabb|legyen\w*|csak|only|just|rather|instead|mind)\b")
#: holds those told against each other
_WHICH = re.compile(r"\b(?:which|what|melyik\w*)\b")
#: tells nothing, or a guess, about a wish
_OPEN = frozenset(
    {Intent.TIPS, Intent.OTHER, Intent.CHANCES, Intent.SET_PREFERENCE, Intent.TABLE, Intent.MATCH,
     Intent.FORGET, Intent.FIXTURES, Intent.VALUE}
)  # fmt: skip


def wished(before: Reading, now: Reading) -> Reading | None:
    """Return the tips asked for before, as they are wished now; None where nothing is wished."""
    if now.prices or now.score:
        return None
    if off := left_out(now.mentions, now.folded):
        if before.clubs or Intent.TIPS not in wanted(before):
            return None
        names = (*before.without, *(club.name for club in off))
        return replace(before, language=now.language, without=names, order=before.order or "safest")
    if now.clubs or not _OPEN.issuperset(now.intents):
        return None
    if place_said(now.folded, len(before.listed)) is not None:
        return None  # “the second one, tell me more”
    told = not before.clubs and Intent.TIPS in wanted(before)
    if not told and not (before.listed and not before.clubs):
        return None
    kept = replace(
        now, intents=(Intent.TIPS,), leagues=before.leagues, days=now.days or before.days,
        marks=(), order=before.order or _order_named(before), without=before.without,
        listed=before.listed,
    )  # fmt: skip
    leagues = now.leagues or _of_country(now)
    if leagues and _RATHER.match(now.masked):
        return replace(kept, leagues=leagues, intents=before.intents)
    if leagues and _LEAVE_OUT.search(now.masked):
        gone = (*before.without, *every_one(leagues, now.folded))
        return replace(kept, leagues=(), without=gone, intents=before.intents)
    if not told or _FOR_GOOD.search(now.folded):
        return None
    if now.leagues or (leagues and _ONLY.search(now.folded)):
        return replace(kept, leagues=leagues)
    if _WHICH.search(now.folded) and not _OTHERS.search(now.folded):
        return None
    order = next((name for name, words in _ORDERS if re.search(words, now.folded)), None)
    if order:
        return replace(kept, order=order)
    if _OTHERS.search(now.folded) and not _NO_MORE.search(now.folded):
        names = tuple(match.home for match in before.listed)
        return replace(kept, without=tuple(dict.fromkeys((*before.without, *names))),
                       order=before.order or "safest")  # fmt: skip
    return None


def _order_named(before: Reading) -> str | None:
    """Return the outcome that matches were put in order by: “any draws on Sunday?”."""
    return next((one for one in before.selections if COMPARED.match(one)), None)


def _of_country(now: Reading) -> tuple[LeagueName, ...]:
    """Return the first league of a country whose clubs are spoken of: “no German teams”."""
    country = country_said(now.text)
    return (LeagueName(start=0, end=0, id=country),) if country else ()
