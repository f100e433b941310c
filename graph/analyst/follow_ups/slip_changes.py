"""A slip spoken of goes on: “add Leverkusen”, “vedd ki a PSG-t”, “what do I get for 20 quid?”.

What is put on a slip or taken off it is no favourite. Knows readings only, no tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.pointing import place_said
from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.analyst.slips.money import bare_amount, capital_said, stake_said
from graph.analyst.slips.systems import names_system
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.slip_conditions import ON_A_SLIP
from graph.analyst.spotting.spans import blank

_BEGIN = (
    r"^\W*(?:(?:and|also|ok(?:ay)?|now|then|so|but|please|pls|can you|could you|let's|actually|es"
    r"|akkor|na|meg|inkabb|de|kerlek)\W+)*"
)
_ADD = re.compile(
    rf"{_BEGIN}(?:add|throw|chuck|stick|put|pop|bung|include|plus|with|\+(?! ?\d))\b.*CLUB"
    rf"|{_BEGIN}\+ ?CLUB"
    r"|\b(?:tedd|tegyuk|rakd|rakjuk|vedd|vegyuk|add|adjuk|csapd|csapjuk|dobd|ird|kosd|tegyel|rakj"
    r"|vegyel|johet|jojjon)\b.*CLUB|CLUB.*\b(?:hozza\w*|bele\w*|melle|johet|mehet)\b"
    r"|\b(?:hozza|bele|melle) ?(?:te[sgn]|rak|ad|ve[sg])\w*\b.*CLUB"
    rf"|{_BEGIN}(?:az? |the )?CLUB\S*(?: \w+)? (?:too|as well|also|is|szinten)\W*$"
)
_REMOVE = re.compile(
    rf"{_BEGIN}(?:remove|drop|delete|scrap|bin|ditch|cut|skip|minus|without|leave out|take out"
    r"|take off|kick out)\b.*CLUB"
    r"|CLUB\b.*\b(?:bin|drop|ditch|scrap|leave|take|kick|remove|lose) (?:them|it|that)\b"
    r"|\b(?:take|leave|kick|get|throw) (?:the )?CLUB\S* (?:out|off)\b"
    r"|\b(?:vedd|vegyuk|szedd|szedjuk|dobd|dobjuk|hagyd|hagyjuk|huzd|tedd|rakd) (?:ki|le|el)\b"
    r"|\b(?:torold|toroljuk|kivesz\w*|kihagy\w*|kidob\w*)\b|CLUB\S* (?:nelkul|ki)\b"
    r"|CLUB\S* (?:inkabb |megis |megse )?ne(?: legyen| kell\w*)?(?: benne| rajta)?\W*$"
    r"|CLUB\S* nem kell\w*"
)
#: one club comes in the place of another
_SWAP = re.compile(
    r"\b(?:swap|switch|replace|exchange|change)\b.*CLUB.*\b(?:for|with|to|by)\b.*CLUB"
    r"|CLUB\S* (?:out|ki)\b.*CLUB\S* (?:in|be)\b|CLUB\S* (?:in|be)\b.*CLUB\S* (?:out|ki)\b"
    r"|CLUB.*\binstead of\b.*CLUB|\bcsere\w*\b.*CLUB.*CLUB|CLUB.*CLUB\S* helyett\b"
    r"|CLUB\S* helyett\b.*CLUB"
)
#: a leg goes, which its place names
_TAKE_OFF = re.compile(
    r"\b(?:remove|drop|delete|scrap|bin|ditch|cut|skip|without|leave|take|kick|lose)\b"
    r"|\b(?:vedd|vegyuk|szedd|dobd|hagyd|huzd|tedd|rakd) (?:ki|le|el)\b"
    r"|\b(?:torold|kivesz\w*|kihagy\w*|kidob\w*|nelkul)\b"
)
_KEPT = re.compile(r"\bfavou?rites?\b|\bkedvenc\w*|\bnotes?\b|\bjegyzet\w*")
#: what is said of a club beside putting it somewhere
_OF_ONES_OWN = re.compile(
    rf"{_KEPT.pattern}|\b(?:fav|my|mine|me|i|i'm|team|fan|support\w*|follow\w*|csapat\w*|klub\w*"
    r"|szurkol\w*|drukk\w*|kovet\w*|list\w*)\b"
)
#: the slip as a whole: “odds for both”, “mennyi az odds a kettőre”
_WHOLE = re.compile(
    r"\b(?:for|on) (?:that|it)\b|^\W*(?:and |so |ok |but )*is (?:that|it|this)\b"
    r"|\b(?:both|all (?:of (?:them|it)|three|four|five|six)|together"
    r"|combined|(?:in )?total"
    r"|altogether"
    r"|the (?:lot|whole|double|treble|acca|accumulator|parlay|slip|combo|multi)"
    r"|(?:mind)?(?:a )?(?:ketto|harom|negy|ot|hat)(?:re|ra|ot|jukra)|mindre|mindet|mindenre"
    r"|ossz(?: ?(?:odds|szorzo|esely)\w*)?|ossz\w*(?= (?:odds|szorzo|esely))"
    r"|all (?:wins?|comes? in|lands?|happens?|hits?|of those|legs)|every (?:one|leg)"
    r"|mind(?:egyik\w*|ketto|harom|negy|annyi|en)?(?: \w+)? (?:be(?:jon|jojjon|fut)\w*|nyer\w*)"
    r"|egyutt(?:es\w*)?|egyben|osszesen|egesz\w*|szelveny\w*|kombi\w*|kotes\w*|dupla\w*)\b"
)
_ODDS = re.compile(
    r"\b(?:odds\w*|price\w*|chances?|probab\w*|worth|value|good|pay\w*|szorzo\w*|esely\w*|mennyi\w*"
    r"|megeri|erdemes|fizet\w*)\b"
)
#: what it brings back
_RETURNS = re.compile(
    r"\b(?:what|how much)\b.*\bi\b.*\b(?:get|win|make|collect)\b"
    r"|\bwhat(?:'?s| is)? (?:an? )?(?:[£€$]?\d+|tenner|fiver)(?: \w+)? (?:at|on)"
    r" (?:that|it|this|those)\b"
    r"|\b(?:what|how much)(?:'?s| is| does| would| will| do)? (?:that|it|this|they) (?:pay|return"
    r"|bring|come to|make)\b|\bmennyit (?:\w+ )?(?:kap\w*"
    r"|nyer\w*"
    r"|hoz\w*|fizet\w*)"
)
_I_HAVE = re.compile(
    r"^\W*(?:(?:and|but|ok|so) )*(?:i(?:'ve| have)?(?: only| just)? (?:got |have )?|ive got )"
)
#: bets become one: no mere “and Bayern at 1.25?”
_TOGETHER = re.compile(
    r"\b(?:add|together|double|with|include|put|hozza\w*|melle|bele\w*|egyutt|dupla\w*|ossze\w*)\b"
)
#: and something more in the same match: “same but btts as well”, “és gg is”
_MORE = re.compile(
    rf"{_BEGIN}(?:same|ugyanez|ugyanaz|add|plus|with|\+|tedd|rakd|vedd)\b"
    r"|\b(?:too|as well|also|hozza|bele|is|szinten)\W*$"
)


#: the slip itself is named
_NAMED = re.compile(
    r"\b(?:the|my|that|this) (?:\w+ )?(?:slip|acca|accumulator|parlay|double|treble|fold|combo"
    r"|multi)\b"
    r"|\b(?:a|ra) (?:szelveny|kombi|kotes)\w*|\bthe other (?:two|three|four)\b"
)
#: so many questions may come between
_BETWEEN = 3
#: matches that were listed become a slip
_PUT_TOGETHER = re.compile(
    r"\b(?:put|stick|make|turn|throw|whack|combine|double|roll|lump|do)\b.*\b(?:them|those|these|all|it"
    r"|that)\b(?:.*\b(?:acca|accumulator|slip|double|treble|\w*fold|parlay|bet|combo|multi"
    r"|together)\b|\W*$)"
    r"|\b(?:acca|accumulator|parlay|combo|multi) (?:of|with|from|on) (?:them|those|these|all)\b"
    r"|\b(?:tedd|rakd|ird|kosd|kotsd|vedd)\b.*\b(?:ossze\w*|szelveny\w*|kombi\w*|kotes\w*)"
    r"|\b(?:ezekb[oe]l|ezt|ezeket|azokb[oe]l|mindb[oe]l|ebb[oe]l)\b.*"
    r"\b(?:szelveny\w*|kombi\w*|kotes\w*)"
)
_TOGETHER_ALONE = re.compile(
    r"\b(?:acca|accumulator|slip|double|treble|\w*fold|parlay|combo|multi"
    r"|together|ossze\w*|szelveny\w*|kombi\w*|kotes\w*)\b"
)
#: another bet on a club that is on the slip: “és ha a Celticet x-re veszem”
_INSTEAD = re.compile(
    r"\b(?:if|instead|rather|make|change|have|take|switch|ha|inkabb|legyen|veszem|vegyuk|teszem|tegyuk"
    r"|rakom|csereld|atteszem|atrakom|modosit\w*)\b"
)
#: of all that is on the slip, this alone
_ALONE = re.compile(
    rf"{_BEGIN}(?:what if |how about |and if |mi van )?(?:ha )?(?:only|just|csak)"
    r" (?:the |az? )?CLUB\S*(?: (?:egyesben|alone|on its own|magaban|egyedul))?\W*$"
)


def slip_of_list(before: Reading | None, now: Reading) -> Reading | None:
    """Return “put them in an acca” as a slip of the winners that the last answer listed."""
    if before is None or now.clubs or now.prices or not _PUT_TOGETHER.search(now.folded):
        return None
    picks = [one.pick for one in before.listed if one.pick]
    if len(picks) < 2 or not _TOGETHER_ALONE.search(now.folded):
        return None
    clubs = tuple(Club(start=0, end=0, name=name) for name in picks)
    legs = tuple(f"{name}: {name}" for name in picks)
    days = now.days or before.days
    return replace(
        now, clubs=clubs, told_legs=legs, days=days, leagues=(), marks=(), conditions=None,
        intents=(Intent.SLIP,),
    )  # fmt: skip


def slip_of_conditions(before: Reading | None, now: Reading) -> Reading | None:
    """Return what is put on a slip that was made up: it is one like any other then."""
    if before is None or before.conditions is None or not before.legs or not now.mentions:
        return None
    legs = tuple(f"{leg.home} v {leg.away}: {leg.bet}" for leg in before.legs if leg.bet)
    clubs = tuple(Club(start=0, end=0, name=leg.home) for leg in before.legs)
    slip = replace(  # whose legs name their matches: what is added may be on another day
        before, clubs=clubs, told_legs=legs, days=None, marks=(), leagues=(), conditions=None,
        intents=(Intent.SLIP,),
    )  # fmt: skip
    changed = slip_changed(slip, now)
    return changed if changed and changed.change == "add" else None


def slip_taken_up(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return a message that goes back to a slip, though something else was asked between."""
    earlier = done[-_BETWEEN - 1 : -1]
    slip = next((one for one in reversed(earlier) if wanted(one) == (Intent.SLIP,)), None)
    if slip is None:
        return None
    legs = legs_said(slip) or ""
    of_legs = now.mentions and all(f"{club.name}:" in legs for club in now.mentions[:1])
    changes = _REMOVE.search(_typed(now)) or _SWAP.search(_typed(now))
    if not (of_legs and changes) and not (_NAMED.search(now.folded) and not now.mentions):
        return None
    return slip_changed(slip, now)


def slip_changed(before: Reading | None, now: Reading) -> Reading | None:
    """Return a message that changes the slip of the one before, or asks about it; None if not."""
    if before is None or _KEPT.search(_typed(now)) or not _is_of_a_slip(before, now):
        return None
    on_slip = replace(now, intents=(Intent.SLIP,), slip=before, days=now.days or before.days)
    if now.mentions:
        if _SWAP.search(_typed(now)):
            return replace(on_slip, change="swap")
        if _REMOVE.search(_typed(now)):
            return replace(on_slip, change="remove")
        if _ALONE.search(_typed(now)):
            return replace(on_slip, change="only")
        if now.marks and _INSTEAD.search(_typed(now)) and _is_on_it(before, now):
            return replace(on_slip, change="other")
        is_more = _ADD.search(_typed(now)) or (now.leans and not now.intents)
        return replace(on_slip, change="add") if is_more else None
    if now.marks and _MORE.search(_typed(now)):
        return replace(on_slip, clubs=before.clubs, change="add")
    if now.marks or now.leagues:
        return None
    if names_system(now.folded):
        return replace(on_slip, clubs=before.clubs, prices=(), change="same")
    if len(now.prices) > 1 and len(now.prices) == len((legs_said(before) or "").split("; ")):
        return replace(on_slip, clubs=before.clubs, change="same")
    if leg := _leg_pointed_at(before, now):
        return replace(on_slip, clubs=leg, mentions=leg, change="remove")
    goes_on = (
        bool(ON_A_SLIP.search(now.folded)) or _is_about_it(now) or _is_other_money(before, now)
    )
    return replace(on_slip, clubs=before.clubs, change="same") if goes_on else None


def _leg_pointed_at(before: Reading, now: Reading) -> tuple[Club, ...]:
    """Return the clubs of the leg that is taken off by its place: “vedd ki a másodikat”."""
    legs = (legs_said(before) or "").split("; ")
    if len(legs) < 2 or not _TAKE_OFF.search(now.folded):
        return ()
    place = place_said(now.folded, len(legs))
    if place is None:
        return ()
    names = legs[place].partition(": ")[0].split(" v ")
    return tuple(Club(start=0, end=0, name=name) for name in names)


def _is_of_a_slip(before: Reading, now: Reading) -> bool:
    """Whether a slip was spoken of, or one bet at a price that becomes one with what is added."""
    asked = wanted(before)
    if asked == (Intent.SLIP,):
        return True
    one_bet = asked == (Intent.VALUE,) and len(before.prices) == 1
    if one_bet and (_RETURNS.search(now.folded) or _is_other_money(before, now)):
        return True
    if one_bet and not now.mentions and ON_A_SLIP.search(now.folded):
        return True
    if one_bet and _I_HAVE.match(now.folded) and capital_said(now) is not None:
        return True  # “I have 300 in total”, after a price: what stake that makes
    joined = _ADD.search(_typed(now)) and _TOGETHER.search(now.folded) and now.mentions
    return one_bet and bool(joined)


def unclear(before: Reading | None, now: Reading) -> Reading:
    """Mark a message that adds or takes off a club of nobody knows what."""
    kept = {Intent.SET_PREFERENCE, Intent.FORGET}
    if not (now.mentions and kept & set(now.intents)) or _OF_ONES_OWN.search(_typed(now)):
        return now
    if before is not None and (kept | {Intent.SHOW_PREFERENCES}) & set(before.intents):
        return now
    moved = _ADD.search(_typed(now)) or _REMOVE.search(_typed(now))
    return replace(now, change="unclear") if moved else now


def _is_on_it(before: Reading, now: Reading) -> bool:
    """Whether the one club that is named has a leg on the slip already."""
    names = {club.name for club in now.mentions}
    return len(names) == 1 and f"{names.pop()}:" in (legs_said(before) or "")


def _is_about_it(now: Reading) -> bool:
    """Whether a message without names asks about the slip: its price, a stake, what it pays."""
    priced = len(now.prices) == 1 and Intent.SET_PREFERENCE not in now.intents
    if _RETURNS.search(now.folded):
        return True
    whole = _WHOLE.search(_typed(now)) and _ODDS.search(_typed(now))
    # of several matches there is one chance that no club's name tells: that of all of them
    chance = bool({Intent.CHANCES, Intent.VALUE} & set(now.intents)) and not now.days
    staked = Intent.SLIP in now.intents or stake_said(now) is not None
    staked = staked or (bool(_I_HAVE.match(now.folded)) and capital_said(now) is not None)
    staked = staked or capital_said(now) is not None
    return bool(priced or whole or chance or staked)


def _is_other_money(before: Reading, now: Reading) -> bool:
    """Whether an amount comes in the place of the one that was said before."""
    said = stake_said(before) is not None or capital_said(before) is not None
    return said and bare_amount(now) is not None


def _typed(now: Reading) -> str:
    """Return the message with its clubs blanked, its other words as they were typed."""
    return blank(now.folded, [(club, "CLUB") for club in now.mentions])
