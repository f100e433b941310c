"""A slip spoken of goes on: “add Leverkusen”, “vedd ki a PSG-t”, “what do I get for 20 quid?”.

What is put on a slip or taken off it is no favourite. Knows readings only, no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.one_leg import ANOTHER, leg_by_chance, leg_placed, leg_spoken_of
from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.analyst.slips.money import bare_amount, capital_said, stake_said
from graph.analyst.slips.systems import names_system
from graph.analyst.spotting.slip_conditions import ON_A_SLIP
from graph.analyst.spotting.spans import blank

_BEGIN = (
    r"^\W*(?:(?:and|also|ok(?:ay)?|now|then|so|but|please|pls|can you|could you|let's|actually|es"
    r"|akkor|na|meg|inkabb|de|kerlek)\W+)*"
)
_ADD = re.compile(
    rf"{_BEGIN}(?:(?:what|how about) if |if )?(?:i |we |you )?"
    r"(?:add|throw|chuck|stick|put|pop|bung|include|plus|with|together with|\+(?! ?\d))"
    r"(?:ed|ded)?\b.*CLUB"
    rf"|{_BEGIN}\+ ?CLUB|\b(?:double|combine|pair|couple|multiply|join|link)\w*"
    r" (?:(?:it|that|this|them) )?(?:up )?(?:with|and|to) (?:the )?CLUB"
    r"|\b(?:tedd|tegyuk|rakd|rakjuk|vedd|vegyuk|add|adjuk|csapd|csapjuk|dobd|ird|kosd|tegyel|rakj"
    r"|vegyel|johet|jojjon)\b.*CLUB|CLUB.*\b(?:hozza\w*|bele\w*|melle|johet|mehet)\b"
    r"|\b(?:hozza|bele|melle) ?(?:te[sgn]|rak|ad|ve[sg])\w*\b.*CLUB"
    r"|CLUB\S* (?:\w+ )?(?:raknam|rakom|rakok|tennem|teszem|teszek|vennem|veszem|rakjuk|tegyuk"
    r"|vegyuk|raknank|tennenk) (?:be|hozza|ra|fel|melle|bele)\b"
    rf"|{_BEGIN}(?:az? |the )?CLUB\S*(?: \w+)? (?:too|as well|also|is|szinten)\W*$"
)
REMOVE = re.compile(
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
SWAP = re.compile(
    r"\b(?:swap|switch|replace|exchange|change)\b.*CLUB.*\b(?:for|with|to|by)\b.*CLUB"
    r"|CLUB\S* (?:out|ki)\b.*CLUB\S* (?:in|be)\b|CLUB\S* (?:in|be)\b.*CLUB\S* (?:out|ki)\b"
    r"|CLUB.*\binstead of\b.*CLUB|\bcsere\w*\b.*CLUB.*CLUB|CLUB.*CLUB\S* helyett\b"
    r"|CLUB\S* helyett\b.*CLUB"
)
_KEPT = re.compile(r"\bfavou?rites?\b|\bkedvenc\w*|\bnotes?\b|\bjegyzet\w*")
#: what is said of a club beside putting it somewhere
_OF_ONES_OWN = re.compile(
    rf"{_KEPT.pattern}|\b(?:fav|my|mine|me|i|i'm|team|fan|support\w*|follow\w*|csapat\w*|klub\w*"
    r"|szurkol\w*|drukk\w*|kovet\w*|list\w*)\b"
)
#: the slip as a whole: “odds for both”, “mennyi az odds a kettőre”
ALL_OF_IT = re.compile(
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
#: asked of nothing else that was told: “what are the odds”, “mennyi az eredő szorzó”
WORTH = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|then|now|es|na|akkor|jo|de) )*"
    r"(?:(?:mennyi|mekkora|milyen|mi) (?:lett |lesz |most |igy )?(?:az? )?"
    r"|what(?:'?s| are| is)? (?:the |my )?|how (?:big|high) (?:are|is) (?:the )?)?"
    r"(?:odds\w*|price|chances?|probability|returns?|(?:ossz|eredo|vegso) ?(?:odds|szorzo)\w*"
    r"|szorzo\w*|esely\w*)"
    r"(?: (?:now|then|like|looking|overall|most|igy|akkor|ra|erre|osszesen|lett|lesz|van))*\W*$"
    r"|\b(?:mekkora|milyen|mennyi)\b.*\besely\w*\b.*\b(?:be ?jon|jon be|bejohet|osszejon)\w*"
    r"|\b(?:chances?|likely|odds)\b.*\b(?:lands?|comes? (?:in|off)|hits?|wins?)\W*$"
    r"|\b(?:be ?jon|jon be|bejohet|osszejon)\b(?: (?:ez|igy|szerinted|egyaltalan))*\W*$"
)
OF_ODDS = re.compile(
    r"\b(?:odds\w*|price\w*|chances?|probab\w*|worth|value|good|pay\w*|szorzo\w*|esely\w*|mennyi\w*"
    r"|megeri|erdemes|fizet\w*)\b"
)
#: what it brings back
_RETURNS = re.compile(
    r"\b(?:what|how much)\b.*\bi\b.*\b(?:get|win|make|collect)\b"
    r"|\b(?:what|how much) (?:would|will|does) [£€$]?\d\S* (?:return|pay|bring|make|win)\b"
    r"|\bwhat(?:'?s| is)? (?:an? )?(?:[£€$]?\d+|tenner|fiver)(?: \w+)? (?:at|on)"
    r" (?:that|it|this|those)\b"
    r"|\b(?:what|how much)(?:'?s| is| does| would| will| do)? (?:that|it|this|they) (?:pay|return"
    r"|bring|come to|make)\b|\bmennyi\w* (?:jon\w*|johet|kapok|jar) vissza\b"
    r"|\bmennyit (?:\w+ )?(?:kap\w*"
    r"|nyer\w*"
    r"|hoz\w*|fizet\w*)"
)
_TOO_MUCH = re.compile(
    r"^\W*(?:(?:is (?:it|that|this)|nem|a bit|kicsit|ez) )*(?:too|tul) (?:greedy|risky|ambitious"
    r"|long|much|kockazatos|mohos?|sok|meresz|hosszu)(?: (?:ez|igy|you think|szerinted))*\W*$"
)
_I_HAVE = re.compile(
    r"^\W*(?:(?:and|but|ok|so) )*(?:i(?:'ve| have)?(?: only| just)? (?:got |have )?|ive got )"
)
#: bets become one: no mere “and Bayern at 1.25?”
_TOGETHER = re.compile(
    r"\b(?:add|together|double\w*|combine\w*|pair|with|include|put|hozza\w*|melle|bele\w*|egyutt|dupla\w*|ossze\w*)\b"
)
#: and something more in the same match: “same but btts as well”, “és gg is”
_MORE = re.compile(
    rf"{_BEGIN}(?:same|ugyanez|ugyanaz|add|plus|with|\+|tedd|rakd|vedd)\b"
    r"|\b(?:too|as well|also|hozza|bele|is|szinten)\W*$"
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


def slip_changed(before: Reading | None, now: Reading) -> Reading | None:
    """Return a message that changes the slip of the one before, or asks about it; None if not."""
    if before is None or _KEPT.search(typed(now)) or not _is_of_a_slip(before, now):
        return None
    on_slip = replace(now, intents=(Intent.SLIP,), slip=before, days=now.days or before.days)
    if now.mentions:
        told = leg_spoken_of(before, now)
        if leg := told or (leg_placed(before, now) if ANOTHER.search(now.folded) else ()):
            whole = before.slip if told else before
            without = replace(
                on_slip, slip=whole, clubs=leg, mentions=leg, prices=(), change="remove"
            )
            return replace(on_slip, slip=without, change="add")
        if SWAP.search(typed(now)):
            return replace(on_slip, change="swap")
        if REMOVE.search(typed(now)):
            return replace(on_slip, change="remove")
        if _ALONE.search(typed(now)):
            return replace(on_slip, change="only")
        if now.marks and _INSTEAD.search(typed(now)) and _is_on_it(before, now):
            return replace(on_slip, change="other")
        is_more = _ADD.search(typed(now)) or (now.leans and not now.intents)
        return replace(on_slip, change="add") if is_more else None
    if now.marks and _MORE.search(typed(now)):
        return replace(on_slip, clubs=before.clubs, change="add")
    if now.marks or now.leagues:
        return None
    if names_system(now.folded):
        return replace(on_slip, clubs=before.clubs, prices=(), change="same")
    if len(now.prices) > 1 and len(now.prices) == len((legs_said(before) or "").split("; ")):
        return replace(on_slip, clubs=before.clubs, change="same")
    if leg := leg_spoken_of(before, now):
        return replace(on_slip, slip=before.slip, clubs=leg, mentions=leg, change="remove")
    if leg := leg_placed(before, now):
        return replace(on_slip, clubs=leg, mentions=leg, change="remove")
    if leg := leg_by_chance(before, now):
        return replace(on_slip, clubs=leg, mentions=leg, change="only")
    goes_on = (
        bool(ON_A_SLIP.search(now.folded)) or _is_about_it(now) or _is_other_money(before, now)
    )
    return replace(on_slip, clubs=before.clubs, change="same") if goes_on else None


def _is_of_a_slip(before: Reading, now: Reading) -> bool:
    """Whether a slip was spoken of, or one bet at a price that becomes one with what is added."""
    asked = wanted(before)
    if asked == (Intent.SLIP,):
        return True
    one_bet = asked == (Intent.VALUE,) and len(before.prices) == 1
    if one_bet and not now.mentions and stake_said(now) is not None and not now.prices:
        return True  # “a tenner on it then”
    if one_bet and (_RETURNS.search(now.folded) or _is_other_money(before, now)):
        return True
    if one_bet and not now.mentions and ON_A_SLIP.search(now.folded):
        return True
    if one_bet and _I_HAVE.match(now.folded) and capital_said(now) is not None:
        return True  # “I have 300 in total”, after a price: what stake that makes
    joined = _ADD.search(typed(now)) and _TOGETHER.search(now.folded) and now.mentions
    return one_bet and bool(joined)


def unclear(before: Reading | None, now: Reading) -> Reading:
    """Mark a message that adds or takes off a club of nobody knows what."""
    kept = {Intent.SET_PREFERENCE, Intent.FORGET}
    if not (now.mentions and kept & set(now.intents)) or _OF_ONES_OWN.search(typed(now)):
        return now
    if before is not None and (kept | {Intent.SHOW_PREFERENCES}) & set(before.intents):
        return now
    moved = _ADD.search(typed(now)) or REMOVE.search(typed(now))
    return replace(now, change="unclear") if moved else now


def _is_on_it(before: Reading, now: Reading) -> bool:
    """Whether the one club that is named has a leg on the slip already."""
    names = {club.name for club in now.mentions}
    return len(names) == 1 and f"{names.pop()}:" in (legs_said(before) or "")


def _is_about_it(now: Reading) -> bool:
    """Whether a message without names asks about the slip: its price, a stake, what it pays."""
    priced = len(now.prices) == 1 and Intent.SET_PREFERENCE not in now.intents
    if _TOO_MUCH.match(now.folded):
        return True
    if _RETURNS.search(now.folded) or WORTH.search(now.folded):
        return True
    whole = ALL_OF_IT.search(typed(now)) and OF_ODDS.search(typed(now))
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


def typed(now: Reading) -> str:
    """Return the message with its clubs blanked, its other words as they were typed."""
    return blank(now.folded, [(club, "CLUB") for club in now.mentions])
