"""A message that names a club, by what was spoken of: another one, the opponent, the one meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from graph.analyst.about_me import is_yes
from graph.analyst.follow_ups.corrections import may_mean, renamed
from graph.analyst.follow_ups.pointing import place_said
from graph.analyst.follow_ups.the_same import asked_again, pick_of
from graph.analyst.intents import Intent, by_cue
from graph.analyst.offers import offers
from graph.analyst.picks import LOSES, OF_GOALS, subject_of
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club, is_ground
from graph.analyst.spotting.markets import Pick

#: an opponent alone: whose, was said before
_AGAINST = re.compile(
    r"^(?:and |but |ok |okay |so |what about |how about )*(?:against|vs?\.?|versus) CLUB\W*$"
    r"|\b(?:they|them|their|it|he|she|we)\b.*"
    r"\b(?:against|beat|beating|to|play|played|vs?\.?|versus) CLUB"
    r"|^(?:es |na es |de |akkor |na |mi van )*(?:az? )?CLUB ellen\W*$"
    r"|\b(?:ok|oket|nekik|rajta|rajtuk|rajuk|benne|bennuk|azok|ra)\b.*CLUB ellen"
    r"|CLUB ellen.*\b(?:ok|nekik|rajta|rajtuk|rajuk|benne|bennuk|ra|\w*merlegu?k?|meccsuk\w*)\b"
    r"|^(?:es |na es |de |akkor |na )*(?:az? )?CLUB ellen (?:mi|mennyi|hogy|milyen|mekkora)\b"
)
#: what the one who is not named does there
_PLAYS = re.compile(
    r"\b(?:nyer\w*|gyoz\w*|kikap\w*|kapnak ki|jatsz\w*|ikszel\w*|szok(?:tak|ott)|megver\w*|hogy"
    r"|mennyi\w*|esely\w*)\b"
)
#: the same in English: “and at CLUB”, “if they drop points at CLUB”
_AT = re.compile(
    r"^\W*(?:(?:and|but|so|ok|what about|how about|then) )*(?:away )?at CLUB\W*$"
    r"|\b(?:they|it)\b.*\bat CLUB"
)
_OF_A_MATCH = frozenset({Intent.CHANCES, Intent.VALUE, Intent.WHY})

#: the question of before, said at the end: “Marseille Lorient ugyanez”
_SAME = re.compile(
    r"\b(?:ugyanez\w*|ugyanaz\w*|detto|ditto|same(?: (?:question|thing|again))?)\W*$"
)
_OF_TWO = frozenset({Intent.HEAD_TO_HEAD})
#: a name and nothing else
_BARE_CLUB = re.compile(r"^\W*(?:az? |the )?CLUB\w*\W*$")


def answer_to_which(before: Reading, now: Reading) -> Reading | None:
    """“United” was asked back about; now the club comes alone."""
    if meant := _candidate(before, now):
        return meant
    if now.intents or not now.clubs or not before.clubs:
        return None
    pairs = []
    for new in now.clubs:
        old = next((club for club in before.clubs if may_mean(club, new)), None)
        if old is None:
            return None
        pairs.append((old, new))
    return renamed(before, pairs, now)


def _candidate(before: Reading, now: Reading) -> Reading | None:
    """Return the answer to “which club do you mean: A, B or C?” by its place, or the bare yes."""
    unsure = [club for club in before.clubs if len(club.candidates) > 1]
    if len(unsure) != 1 or now.clubs:
        return None
    if is_yes(now):
        return replace(before, language=now.language)
    at = place_said(now.folded, len(unsure[0].candidates))
    if at is None:
        return None
    name = unsure[0].candidates[at]
    return renamed(before, [(unsure[0], replace(unsure[0], name=name, candidates=()))],
                   replace(now, days=None))  # fmt: skip


def asked_once(said: Reading, now: Reading) -> Reading:
    """Return a message that goes on without answering “which club do you mean?” with the likeliest.

    The answer tells it by its full name.
    """
    if said.clubs or not any(club.candidates for club in now.clubs):
        return now
    return told_apart(now, [club.candidates[0] for club in now.clubs if club.candidates])


def recognised(before: Reading, now: Reading) -> Reading:
    """Take an uncertain name for the club just spoken of: “Real” is Real Madrid."""
    return told_apart(now, [club.name for club in before.clubs])


def told_apart(now: Reading, names: Collection[str]) -> Reading:
    """Return a message with each uncertain club as the one of its candidates that is in `names`."""

    def certain(club: Club) -> Club:
        meant = [name for name in club.candidates if name in names]
        return replace(club, name=meant[0], candidates=()) if len(meant) == 1 else club

    clubs, mentions = map(certain, now.clubs), map(certain, now.mentions)
    return replace(now, clubs=tuple(clubs), mentions=tuple(mentions))


def with_new_club(before: Reading, now: Reading) -> Reading:
    """Return a message that names clubs, with what of the one before it leaves open."""
    if _against_the_same(before, now):
        pair = (*before.clubs, *now.clubs)
        return replace(now, clubs=pair, mentions=(*before.mentions, *now.mentions),
                       intents=now.intents or (Intent.CHANCES,))  # fmt: skip
    if guest := _guest_there(before, now):
        return _of_the_guest(guest, now)
    names = {club.name for club in before.clubs}
    one_of_them = len(now.clubs) == 1 and now.clubs[0].name in names and len(names) == 2
    of_the_match = not now.intents or bool((_OF_A_MATCH | _OF_TWO) & set(now.intents))
    if one_of_them and of_the_match and not now.days:
        kept = replace(now, clubs=before.clubs, days=before.days)
        asked = now.intents or asked_again(before, now)
        told = before.prices if Intent.VALUE in asked and not now.prices else ()
        told = tuple(  # not that of the draw, or of the other side
            price for price, one in zip(told, offers(before) if told else (), strict=True)
            if one.assumed or one.pick.club == now.clubs[0].name
        )  # fmt: skip
        if Intent.VALUE in asked and not (told or now.intents or now.prices or now.marks):
            kept = replace(kept, inherited=Pick(club=now.clubs[0].name))  # “and Palace?”
        return replace(kept, intents=asked, prices=now.prices or told[:1])
    if not (now.leans or _BARE_CLUB.match(now.masked) or _SAME.search(now.masked)):
        return now
    if not (now.marks or now.score or by_cue(now.masked)):
        now = replace(now, inherited=of_any_match(before))
    if now.intents and not {Intent.THANKS, Intent.GREETING}.issuperset(now.intents):
        return now
    if now.marks and not _OF_A_MATCH & set(before.intents):
        return replace(now, intents=(Intent.CHANCES,))
    same_day = before.days if len(now.clubs) == 1 else None  # two clubs are a match of their own
    of_a_match = (Intent.CHANCES,) if len(before.clubs) > 1 or before.days else ()
    asked = before.intents or (() if now.days else of_a_match)
    return replace(now, intents=asked, days=now.days or same_day, days_kept=now.days is None)


def _of_the_guest(guest: Club, now: Reading) -> Reading:
    """Return a message about a club spoken of at the ground that is named."""
    pick = Pick(against=guest.name) if LOSES.search(now.folded) else Pick(club=guest.name)
    reports = {Intent.REPORT: Intent.HEAD_TO_HEAD}
    asked = tuple(reports.get(one, one) for one in now.intents) or (Intent.CHANCES,)
    if _AT.search(now.masked):
        asked = (Intent.CHANCES,)
    return replace(
        now, clubs=(*now.clubs, guest), mentions=(), subject=guest.name, inherited=pick,
        intents=asked,
    )  # fmt: skip


def _guest_there(before: Reading, now: Reading) -> Club | None:
    """Return the club spoken of that “nyernek Bochumban?”, “and at Spurs?” asks about there."""
    about = subject_of(before)
    guest = next((club for club in before.clubs if club.name == about), None)
    if guest is None or len(now.clubs) != 1 or now.clubs[0].name in {c.name for c in before.clubs}:
        return None
    inside = is_ground(now.clubs[0], now.folded) and _PLAYS.search(now.folded)
    return guest if inside or _AT.search(now.masked) else None


def _against_the_same(before: Reading, now: Reading) -> bool:
    """Whether “and against Milan?”, “is 1.9 on them against Milan value?” adds the opponent."""
    if not len(now.clubs) == len(before.clubs) == 1 or now.clubs[0].name == before.clubs[0].name:
        return False
    return bool(_AGAINST.search(now.masked)) or now.intents == (Intent.HEAD_TO_HEAD,)


def of_any_match(before: Reading) -> Pick | None:
    """Return the outcome of before where it is no club's own: goals, the draw."""
    pick = pick_of(before)
    return pick if pick and OF_GOALS.match(pick.selection or "") else None
