"""A preference in the user's own words: which one, and what it shall be, or that it shall go.

One row a preference; names and values are the tools'. Checks nothing: what a value may be is
knowledge's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from graph.analyst.about_me import is_yes
from graph.analyst.plainly_set import is_no_longer
from graph.analyst.reading import Reading
from graph.analyst.spotting.prices import spot_amount
from tools.said import MORE

Said = tuple[str, str]

#: what a level or format is changed from, or what is not wanted: “from high to medium”
_GIVEN_UP = re.compile(
    r"\b(?:from|instead of|rather than|not|no more|can't read|mint) (?:an? |the |az? )?\w+"
    r"|\b\w+(?:rol| helyett)\b|\bnem \w+(?=,)"
)
_LEVEL = re.compile(
    r"\b(?:(?P<low>low|alacsony\w*|minim\w*)|(?P<medium>medium|middle|moderate|kozep\w*)"
    r"|(?P<high>high|magas(?!abb)\w*))\b"
)
#: what tells a level without its name: “keep it safe”, “lower my risk”
_LEVELS = (
    (
        "low",
        r"\b(?:low|lower|small|few|little|reduce|less|keves\w*|cautious|careful|safe(?:ly)?|kis|kicsi\w*"
        r"|kisebb|conservative|konzervativ\w*"
        r"|ovatos\w*|biztonsag\w*|visszafogott\w*|csokkent\w*)\b",
    ),
    (
        "high",
        r"\b(?:love|like|enjoy) (?:taking )?(?:big )?risk\w*|\b(?:higher|big|bold|vakmero"
        r"|aggressive|agressziv\w*|bevallalos\w*"
        r"|szeret\w*|imad\w*|vallal\w*|magasabb\w*|nagy|nagyobb|bator|meresz\w*)\b",
    ),
)
_NO_RISK = re.compile(
    r"\b(?:don't|dont|do not|not|never|hate|averse)\b.*\brisk|\brisk[- ]?averse\b"
    r"|\bnem (?:\w+ )?(?:szeret|akar|vallal|szoktam|birom)?\w* ?(?:a )?kockaz\w*"
    r"|\bkockaz(?:tatni|tatast|atot|atokat)\b (?:\w+ )?(?:nem|ne|sose\w*|soha|utal\w*|felek)\b"
)
_FORMATS = (
    ("decimal", r"\bdecimals?\b|\btizedes\w*"),
    ("fractional", r"\bfraction\w*|\btort\w*"),
    ("american", r"\bamerican\b|\bamerikai\b"),
)
#: markets as preferences name them, and the outcomes that are bet on there
_MARKETS = (
    ("over_under_2.5", r"over_|under_|expected_goals"),
    ("both_teams_score", r"btts"),
    ("double_chance", r"1X|12|X2|double_chance"),
    ("draw_no_bet", r"draw_no_bet"),
    ("asian_handicap", r"handicap"),
    ("correct_score", r"correct_score"),
    ("1x2", r"(?:home|draw|away)$"),
)
#: a side of a price, and a word that shuts it out: “nothing below 1.4”
_BELOW = re.compile(
    r"\b(?:below|under|shorter|lower|alatt\w*|ala|kisebb\w*|alacsonyabb\w*|kevesebb\w*)\b"
)
_ABOVE = re.compile(
    r"\b(?:above|over|more|longer|higher|bigger|felett\w*|folott\w*|fole|nagyobb\w*|magasabb\w*"
    r"|tobb\w*)\b"
)
_SHUT_OUT = re.compile(
    r"\b(?:don't|dont|do not|never|no|not|nothing|without|ignore|skip|hide|leave|ne|nem|soha"
    r"|sose\w*|semmi\w*|hagyd)\b"
)
#: an end of what is bet on: “1.45 is the floor for odds”, “az alsó oddshatárom 1,3”
_FLOOR = r"\b(?:floor|(?:lower|bottom) (?:limit|bound|end)|also (?:odds ?)?hatar\w*)\b"
_CEILING = r"\b(?:ceiling|(?:upper|top) (?:limit|bound|end)|felso (?:odds ?)?hatar\w*)\b"
_LANGUAGES = (("en", r"\benglish\b|\bangol\w*"), ("hu", r"\bhungarian\b|\bmagyar\w*"))
_ODDS = re.compile(r"(?<![\d.,])(?P<n>\d{1,4}(?:[.,]\d{1,3})?)(?![\d%])")
#: both ends of what is bet on: “odds between 1.8 and 2.5”
_RANGE = re.compile(
    r"(?=.*\b(?:odds|prices?|szorzo\w*|odds\w*)\b)"
    r".*?(?<![\d.,])(?P<a>\d{1,3}(?:[.,]\d{1,3})?) ?(?:-|–|and|to|es|tol) ?"
    r"(?P<b>\d{1,3}[.,]\d{1,3})(?![\d%])"
)
#: before a club that is no favourite: “I support Villa and hate Birmingham”
_HATED = re.compile(
    r"\b(?:hate|hates|hating|despise|detest|loathe|dislike|can'?t stand|don'?t (?:like|support)"
    r"|utal\w*|gyulol\w*|ki nem allhat\w*)\b[^,.;?!]*$"
)
#: a sign of less than nothing: the tool says that it takes none
_OWED = re.compile(r"(?:^|\s)-\d")
_AND = re.compile(r"[,;]\s+(?:(?:and|es|meg)\s+)?|\s+(?:and|es|meg|valamint|plus)\s+")
#: a league of its own: “Leeds and the Championship”; but “Leeds of the Championship” is a club
_ITSELF = r"(?<!of )(?<!of the )(?<!from )(?<!from the )(?<!in )(?<!in the )\bLEAGUE\b"
_CLUB_AND_LEAGUE = re.compile(
    rf"\bCLUB\b[^,;]*\s(?:and|es|meg|plus)\s[^,;]*{_ITSELF}"
    rf"|{_ITSELF}[^,;]*\s(?:and|es|meg|plus)\s[^,;]*\bCLUB\b"
)
#: a limit above this part of the bankroll on one bet is hardly meant: a slip of the finger, or a
#: chance taken for a stake
ASKED_BACK = 0.25
_SURE = re.compile(
    r"\b(?:sure|certain|confirm\w*|really|definitely|i mean it|yes"
    r"|biztos\w*|tenyleg|komolyan|igen)\b"
)
_SHARE = re.compile(r"(?<![\d.,])(?P<n>\d{1,4}(?:[.,]\d+)?)\s?(?:%|per ?cent|szazalek)")


def preference_said(reading: Reading) -> Said | None:
    """Return (name, value) of the preference that a message sets, None when it is none of ours."""
    for pattern, read in _ROWS:
        named = pattern.search(reading.masked) or pattern.search(reading.folded)
        if named and (said := read(reading)):
            return said
    return None


def preferences_said(reading: Reading) -> tuple[Said, ...]:
    """Return all preferences that a message sets: “bankroll 500, and low risk” are two."""
    if odds := _RANGE.search(reading.folded):
        low, high = sorted(float(odds[name].replace(",", ".")) for name in "ab")
        return ("odds_min", f"{low:g}"), ("odds_max", f"{high:g}")
    first = preference_said(reading)
    if first is None:
        return ()
    if (
        reading.clubs
        and not first[0].startswith("favourite_")
        and _LIKES_CLUB.search(reading.masked)
    ):
        return (("favourite_teams", ", ".join(club.name for club in reading.clubs)), first)
    if first[0].startswith("favourite_"):
        both = [said for said in (_clubs(reading), _leagues(reading)) if said]
        return tuple(both) if _CLUB_AND_LEAGUE.search(reading.masked) else (first,)
    found: dict[str, Said] = {}
    for clause in _AND.split(reading.folded):
        said = preference_said(replace(reading, folded=clause, masked=clause, clubs=(), leagues=()))
        if said is not None:
            found.setdefault(said[0], said)
    # clauses that lose what the whole message says are none
    return tuple(found.values()) if first in found.values() else (first,)


def is_doubtful(said: tuple[Said, ...], reading: Reading) -> bool:
    """Whether a stake limit is so high that it is asked back, unless the message says “sure”."""
    shares = (float(value) for name, value in said if name == "max_stake_share")
    return any(ASKED_BACK < share <= 1 for share in shares) and not _SURE.search(reading.folded)


def is_money_limit(reading: Reading) -> bool:
    """Whether a most in money is said for one bet, no bankroll: “max 2000 ft-ot teszek”."""
    said = reading.folded
    limited = _AT_MOST.search(said) and _PER_BET.search(said) and _MONEY_SAID.search(said)
    return bool(limited) and not (_SHARE.search(said) or _WHOLE_OF_IT.search(said))


def is_one_more(name: str, reading: Reading) -> bool:
    """Whether a favourite comes beside those that are there: “also Chelsea”, “a Chelsea is”."""
    listed = name.startswith("favourite_")
    return listed and bool(MORE.search(reading.folded) or _ONE_MORE.search(reading.masked))


def what_to_forget(reading: Reading) -> tuple[str | None, str | None]:
    """Return what is to go, and which of a list's names: `("favourite_teams", "Arsenal")`.

    "everything" or "notes" for all of it, a preference's name, the words about a note; None when
    nothing tells.
    """
    if is_yes(reading) or _EVERYTHING.search(reading.folded):
        return ("notes" if _NOTES.search(reading.folded) else "everything"), None
    if _NOTE.search(reading.folded):
        return reading.typed, None
    for said in (_clubs(reading), _leagues(reading)):
        if said:
            return said
    named = (name for name, words in _NAMED if re.search(words, reading.folded))
    return next(named, None), None


_AT_MOST = re.compile(
    r"\b(?:max\w*|(?:at )?most|up to|limit\w*|cap\w*|(?:never|no|not|don't|dont|wont|won't)"
    r" (?:\w+ ){0,3}"
    r"(?:more|over|above|higher)|legfeljebb|legtobb\w*|(?:soha|sose\w*|nem|ne) (?:\w+ ){0,3}"
    r"(?:tobb\w*|nagyobb\w*|folott\w*)|korlat\w*|\w+nal tobbet (?:\w+ )?(?:nem|soha|sose\w*))\b"
)
_PER_BET = re.compile(
    r"\b(?:stak(?:e|es|ing)|bets?|betting|per (?:bet|game|match)"
    r"|(?:a|each|one|any) (?:bet|game|match)"
    r"|put|tenni|teszek|tennek|tet\w*|fogadok|fogadni|rakok|rakni"
    r"|(?:egy )?(?:meccs|fogadas|szelveny)(?:re|enkent|onkent)|feltenni|felteszek)\b"
)
_MONEY_SAID = re.compile(
    r"[€£$] ?\d|\d+ ?(?:k|ezer|ft|huf|forint|eur|euro|quid|pounds?|gbp|usd|dollars?|bucks)"
    r"|\b(?:fiver|tenner|grand|\w*ezres\w*|\w*szazas\w*|\w*ezret)\b|(?<![\d.,])\d{2,}(?![\d.,%])"
)
#: what one has, of which a bet is a part
_WHOLE_OF_IT = re.compile(r"\b(?:bank\w*|budget|pot|toke\w*|keret\w*|budzse\w*)\b")
_ONE_MORE = re.compile(
    r"\bCLUB\w*(?:-\w+)? is\W*(?:$|(?:a )?(?:kedvenc|csapat|vedd|rakd|tedd|add|ird))"
)
_EVERYTHING = re.compile(
    r"\b(?:all|everything|anything|whatever|every (?:bit|piece|scrap|trace))\b.*\b(?:about|of"
    r"|on) me\b"
    r"|\b(?:minden|osszes)\w* (?:\w+ ){0,3}(?:adat\w*|rolam|velem)\b|"
    r"\b(?:everything|mindent|minden (?:adat|beallitas|jegyzet|kedvenc)\w*"
    r"|all (?:of )?(?:my |the |that )?(?:data|preferences|settings|notes|insights|you know)"
    r"|my (?:\w+ )?(?:notes|insights)(?! (?:on|about|for|of))|jegyzeteim(?:et)?(?! \w+rol)"
    r"|osszes \w+|all about me|what(?:ever)? you (?:know|have|keep|kept|stored|saved) (?:about"
    r"|of|on) me"
    r"|amit (?:rolam tudsz|tudsz rolam|tarolsz rolam|rolam \w+)|forget me$|felejts el$)\b"
)
_NOTE = re.compile(
    r"\b(?:notes?|insights?|jegyzet\w*)\b|\b(?:what|that|everything) i (?:said|told|mentioned)\b"
    r"|\bamit (?:\S+ ){0,3}(?:mondtam|meseltem|emlitettem)\b"
)
_LIKES_CLUB = re.compile(
    r"\b(?:like|love|support|follow)\b[^?]*\bCLUB\b"
    r"|\b(?:szeretem|kedvelem|imadom|kedvenc\w*)\b[^?]*\bCLUB|CLUB\w*[^?]*\b(?:szeretem|szurkolok)\b"
)
_NOTES = re.compile(r"\b(?:notes|insights|jegyzet\w*)\b")
_NAMED = (
    ("self_excluded_until", r"\bexclu\w+|\bkizar\w*|\bonkizar\w*"),
    ("risk", r"\brisk\b|\bkockazat\w*"),
    ("max_stake_share", r"\bstake|\btet(?:em|et|emet|re|limit\w*|korlat\w*)?\b"),
    ("bankroll", r"\bbank\w*|\bbudget\b|\btoke\w*|\bkeret\w*"),
    ("odds_min", rf"\b(?:min\w*|shortest|lowest|legkisebb) odds|\bodds\w* min\w*|{_FLOOR}"),
    ("odds_max", rf"\b(?:max\w*|longest|highest|legnagyobb) odds|\bodds\w* max\w*|{_CEILING}"),
    ("odds_format", r"\bodds"),
    ("language", r"\blanguage|\bnyelv\w*"),
    ("favourite_leagues", r"\bleague|\blig[ai]\w*|\bbajnoksag\w*"),
    ("favourite_markets", r"\bmarket|\bpiac\w*"),
    ("favourite_teams", r"\bteam|\bclub|\bfavou?rite|\bcsapat\w*|\bklub\w*|\bkedvenc\w*"),
)


def _one_of(name: str, choices: tuple[tuple[str, str], ...]) -> Callable[[Reading], Said | None]:
    def read(reading: Reading) -> Said | None:
        kept = _GIVEN_UP.sub(" ", reading.folded)
        found = (value for value, words in choices if re.search(words, kept))
        value = next(found, None)
        return (name, value) if value else None

    return read


def _risk(reading: Reading) -> Said | None:
    """Return the level that is named last, whatever is done to get there: “lower it to medium”."""
    if _NO_RISK.search(reading.folded):
        return "risk", "low"
    named = list(_LEVEL.finditer(_GIVEN_UP.sub(" ", reading.folded)))
    if named:
        return "risk", str(named[-1].lastgroup)
    return _one_of("risk", _LEVELS)(reading)


def _clubs(reading: Reading) -> Said | None:
    no_more = is_no_longer(reading)  # “I don't support Arsenal any more” names whom
    hated = {
        club.name
        for club in reading.mentions
        if not no_more and _HATED.search(reading.folded[: club.start])
    }
    names = [club.name for club in reading.clubs if club.name not in hated]
    return ("favourite_teams", ", ".join(names)) if names else None


def _leagues(reading: Reading) -> Said | None:
    ids = [league.id for league in reading.leagues]
    return ("favourite_leagues", ", ".join(ids)) if ids else None


def _markets(reading: Reading) -> Said | None:
    names = [
        name
        for mark in reading.marks
        for name, selections in _MARKETS
        if re.match(selections, mark.selection)
    ]
    return ("favourite_markets", ", ".join(dict.fromkeys(names))) if names else None


def _bankroll(reading: Reading) -> Said | None:
    amount = spot_amount(reading.folded)
    if amount is not None and _OWED.search(reading.folded):
        amount = -amount
    return (
        ("bankroll", f"{amount:g}")
        if amount is not None and amount < 1e6
        else (("bankroll", f"{amount:.0f}") if amount is not None else None)
    )


def _side(reading: Reading) -> Said | None:
    """Return the limit of “nothing below 1.4”, or “only above 1.4”, which is the same."""
    below, shut = bool(_BELOW.search(reading.folded)), bool(_SHUT_OUT.search(reading.folded))
    return _limit("odds_min" if below == shut else "odds_max")(reading)


def _share(reading: Reading) -> Said | None:
    match = _SHARE.search(reading.folded)
    return ("max_stake_share", f"{float(match['n'].replace(',', '.')) / 100:g}") if match else None


def _limit(name: str) -> Callable[[Reading], Said | None]:
    def read(reading: Reading) -> Said | None:
        number = _ODDS.search(reading.folded)
        return (name, f"{float(number['n'].replace(',', '.')):g}") if number else None

    return read


_ROWS: tuple[tuple[re.Pattern[str], Callable[[Reading], Said | None]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?:%|per ?cent|szazalek)", _share),
        (r"\brisk(?:s|y)?\b|\bkockaz\w*|\brizik\w*|\bsafe(?:ly)?\b|\bbiztonsag\w*|\bovatos\w*"
            r"|\bmeresz\w*|\bkonzervativ\w*|\bagressziv\w*|\bbevallalos\w*"
         r"|\bcautious\b|\bcareful\b|\bconservative\b|\baggressive\b", _risk),
        (r"\b(?:decimals?|fraction\w*|american|tizedes\w*|tort(?!en)\w*|amerikai)\b"
         r"(?! (?:league|football|lig|baj|foci))",
         _one_of("odds_format", _FORMATS)),
        (r"\b(?:english|hungarian|language|nyelv\w*|magyar(?:ul|ra)|angol(?:ul|ra))\b",
         _one_of("language", _LANGUAGES)),
        (rf"{_FLOOR}", _limit("odds_min")),
        (rf"{_CEILING}", _limit("odds_max")),
        (r"\b(?:min\w*|least|shortest|smallest|lowest|legkisebb|legalabb|legalacsonyabb)\b.*"
         r"(?:\bodds|\bszorzo|PRICE)|\bodds\w* (?:min|legalabb)", _limit("odds_min")),
        (r"\b(?:max\w*|most|longest|biggest|largest|highest|legnagyobb|legfeljebb|legmagasabb)\b.*"
         r"(?:\bodds|\bszorzo|PRICE)", _limit("odds_max")),
        (r"\bmarkets?\b|\bpiac\w*|\b(?:favou?rite|kedvenc) (?:bets?|fogadas\w*)\b", _markets),
        (r"\b(?:kedvenc|favou?rite|fav)\w*", _markets),
        (r"\b(?:like|love|prefer|szeretem|kedvelem|imadom)\b", _markets),
        (rf"{_BELOW.pattern}|{_ABOVE.pattern}", _side),
        (r"\bbank\w*|\bbudget\b|\btoke\w*|\bkeret\w*|\bbudzse\w*|\bpenz\w*|\bpot\b|\bmoney\b"
         r"|\b(?:bet|gamble|play) with\b"
         r"|\bgazdalkod\w*|\d ?(?:ezer|k\b|ft|huf|forint|eur|pound|quid)", _bankroll),
        (r"\b(?:leagues?|liga\w*|bajnoksag\w*)\b|LEAGUE", _leagues),
        (r"CLUB", _clubs),
    )
)  # fmt: skip
