"""A message about just what was spoken of: its clubs, its day, its prices, its outcome."""

from __future__ import annotations

from dataclasses import replace

from graph.analyst.follow_ups.reactions import outcome_asked
from graph.analyst.intents import Intent
from graph.analyst.offers import offers
from graph.analyst.picks import focus, subject_of
from graph.analyst.reading import Reading
from graph.analyst.spotting.markets import Mark, Pick
from graph.analyst.spotting.match_orders import order_said

#: of a club whenever it plays: the day of the match before is none of theirs
_TIMELESS = frozenset({Intent.REPORT, Intent.TABLE, Intent.SEASON, Intent.HEAD_TO_HEAD})

#: asked of the prices named before
_PRICED = frozenset({Intent.SLIP, Intent.VALUE})


def about_the_same(before: Reading, now: Reading) -> Reading:
    """Return a message that names nothing as asked of what was spoken of."""
    if before.score and len(now.prices) == 1 and not (now.marks or now.score):
        own = "own_" if len(before.clubs) == 1 else ""  # of one club alone its goals come first
        on_score = Mark(start=0, end=0, selection=f"{own}score_{before.score.score}")
        now = replace(now, marks=(on_score,), score=before.score)
    return replace(
        now,
        clubs=before.clubs,
        inherited=outcome_asked(before, now) or pick_of(before),
        subject=subject_of(before),
        prices=now.prices or (before.prices if _PRICED & set(now.intents) else ()),
        days=now.days or (None if _is_of_another_day(before, now) else before.days),
        days_kept=now.days is None,
        leagues=() if before.clubs and Intent.SEASON in before.intents else before.leagues,
        intents=asked_again(before, now),
        order=now.order or _order_kept(before, now),
    )


def _order_kept(before: Reading, now: Reading) -> str | None:
    """Return what the matches before were put in order by: “which is the safest?”, “on Sunday?”."""
    return None if now.intents else before.order or order_said(before.folded)


def _is_of_another_day(before: Reading, now: Reading) -> bool:
    """Whether it is asked of no day, or of the next match after one that is over."""
    coming = Intent.CHANCES in now.intents and not (now.marks or now.score)
    over = before.days is not None and before.days.last < before.today
    return bool(_TIMELESS & set(now.intents)) or (coming and over)


def pick_of(before: Reading) -> Pick | None:
    """Return the outcome that a message was about: that of its price first."""
    priced = [one for one in offers(before) if not one.assumed]
    return priced[0].pick if priced else focus(before)


def asked_again(before: Reading, now: Reading) -> tuple[Intent, ...]:
    """Return what is asked: by the message itself, by its prices and outcomes, or as before."""
    if Intent.SLIP in now.intents:
        return now.intents
    if now.prices:
        return (Intent.VALUE,)
    if now.intents:
        return now.intents
    if now.marks or now.score:
        return (Intent.CHANCES,)
    return before.intents or ((Intent.CHANCES,) if before.clubs else ())
