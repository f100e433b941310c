"""“My team”, “do we win on Sunday”, “nyerünk vasárnap?”: the club that the user calls his own.

Such a message is read as if it named a club, `MINE`; which one that is only the user's preferences
tell. Here is how it is said, not who is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.analyst.intents import Intent, by_cue
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.spans import Span, blank
from graph.wording.folding import fold

#: the name that stands for the user's club until it is known
MINE = "my team"

_TEAM = re.compile(
    r"\bmy (?:favou?rite )?(?:team|club|side|lads|boys|lot)(?:'s|s)?\b"
    r"|\b(?:az? )?(?:en )?(?:kedvenc )?csapat(?:om|unk)"
    r"(?:nak|at|ot|ra|mal|kal|ban|ert|rol|tol|hoz)?\b"
)
#: what a club has, and no preference of its friend
_OF_MATCHES = re.compile(
    r" (?:(?:next|last|first|home|away|remaining|title) )*(?:games?|match(?:es)?|fixtures?|form"
    r"|opponents?|chances?|position|results?|season|play\w*|doing|win\w*|score\w*)\b"
)
#: “nyertünk? mármint a Fradi” says who “we” are
_THAT_IS = re.compile(r"\b(?:i mean|that is|marmint|azaz|vagyis|ertsd)\b")
#: one's club against another
_AGAINST = re.compile(
    r"\b(?:beat\w*|against|vs?|versus|play\w*|face|lose to|draw with)\b|\bellen\w*|\bmegver\w*"
    r"|\blegyoz\w*|\bkikap\w*"
)
_PLAYS = (
    r"play\w*|win\w*|won|beat\w*|los(?:e|t|ing)|draw|drew|scor\w*|conced\w*"
    r"|(?:go|going) (?:up|down)"
    r"|stay up|relegat\w*|promot\w*|finish\w*|doing|top|champions?|favou?rites?|in form|unbeaten"
    r"|up against|next|points?|title|league|table|chance\w*|safe|left|to go"
    r"|clean sheets?|placed|qualify"
)
#: “do we win” → “does my team win”; talk of what “we” know is about no club
_WE = re.compile(
    rf"\b(?P<aux>do|did|will|can|could|are|were|have|had|would|should) we\b"
    rf"(?! (?:know|note|talk|say|see|got\b(?!.*\bleft\b)))(?=.*\b(?:{_PLAYS})\b)"
    rf"|^(?:and |so |but )*(?P<we>we)(?= (?:{_PLAYS})\b)"
)
_US = re.compile(
    r"\b(?:bet|money|price|odds|stake|punt|tenner|fiver|\d+) on (?P<us>us)\b"
    r"|\b(?:back(?:ing)?|fancy|beat(?:s|ing)?) (?P<they>us)\b"
)
_HELPERS = {"do": "does", "are": "is", "were": "was", "have": "has"}
_OUR = re.compile(
    r"\bour (?=(?:(?:next|last|first|home|away|remaining) )*(?:games?|match(?:es)?|fixtures?|form"
    r"|opponents?|chances?|position|place|points|title|goal difference|results?|season|odds)\b)"
)
#: first person plural → the third, of a club
_HUNGARIAN: Mapping[str, str] = {
    "nyerunk": "nyer", "nyertunk": "nyert", "gyozunk": "győz", "gyoztunk": "győzött",
    "jatszunk": "játszik", "jatszottunk": "játszott", "allunk": "áll", "vezetunk": "vezet",
    "kikapunk": "kikap", "kikaptunk": "kikapott", "vesztettunk": "vesztett",
    "rugtunk": "rúgott", "lottunk": "lőtt", "szereztunk": "szerzett", "kaptunk": "kapott",
    "kiesunk": "kiesik", "feljutunk": "feljut", "vegzunk": "végez", "vegeztunk": "végzett",
    "megverjuk": "megveri", "megvertuk": "megverte", "legyozzuk": "legyőzi", "verjuk": "veri",
    "leszunk": "lesz", "vagyunk": "van", "meccsunk": "meccse", "eselyunk": "esélye",
    "eselyeink": "esélyei", "formank": "formája", "helyunk": "helye", "ellenfelunk": "ellenfele",
    "pontunk": "pontja", "golkulonbsegunk": "gólkülönbsége",
}  # fmt: skip
_PLURAL = re.compile(rf"\b(?P<word>{'|'.join(_HUNGARIAN)})\b")
#: these two say little alone
_IS = re.compile(r"^(?:leszunk|vagyunk)$")
_STANDING = re.compile(
    r"\b(?:bajnok\w*|elso|elol|hanyadik\w*|tabella\w*|hely\w*|pont\w*|esel\w*)\b"
)


#: about the user himself: “Roma is my team” says which it is
_PERSONAL = frozenset(
    {Intent.SET_PREFERENCE, Intent.SHOW_PREFERENCES, Intent.FORGET, Intent.SAVE_INSIGHT,
     Intent.SEARCH_INSIGHTS}
)  # fmt: skip


def of_my_club(text: str, clubs: Sequence[Span]) -> str:
    """Return a message with “my team” in the place of “we”, where it is about the user's club.

    `clubs`: where it names clubs; beside one, the user's must play against it.
    """
    folded = fold(text)
    if len(clubs) > 1 or (clubs and not _AGAINST.search(folded)) or _THAT_IS.search(folded):
        return text
    if by_cue(blank(folded, [(club, "CLUB") for club in clubs])) in _PERSONAL:
        return text
    return _in_third_person(text, folded)


def _in_third_person(text: str, folded: str) -> str:
    if we := _WE.search(folded):
        helper = we["aux"] and f"{_HELPERS.get(we['aux'], we['aux'])} "
        start = we.start() if helper else we.start("we")
        return f"{text[:start]}{helper or ''}{MINE}{text[we.end() :]}"
    if us := _US.search(folded):
        start, end = us.span("us") if us["us"] else us.span("they")
        return f"{text[:start]}{MINE}{text[end:]}"
    if our := _OUR.search(folded):
        return f"{text[: our.start()]}{MINE}'s {text[our.end() :]}"
    said = _PLURAL.search(folded)
    if said is None or (_IS.match(said["word"]) and not _STANDING.search(folded)):
        return text
    return f"{text[: said.start()]}a csapatom {_HUNGARIAN[said['word']]}{text[said.end() :]}"


def spot_mine(folded: str, clubs: Sequence[Span]) -> list[Club]:
    """Return where a message speaks of the user's club and does not say which it is."""
    found = _TEAM.search(folded)
    if found is None or len(clubs) > 1 or (clubs and not _AGAINST.search(folded)):
        return []
    of_matches = _OF_MATCHES.match(folded[found.end() :])
    if not of_matches and by_cue(blank(folded, [(club, "CLUB") for club in clubs])) in _PERSONAL:
        return []
    return [Club(start=found.start(), end=found.end(), name=MINE)]
