"""What people say to an answer: “really?”, “that high?”, “mennyi?”, “are they bad?”.

None of it names anything: it is about the match, the club or the list just spoken of. Knows
readings only, no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.follow_ups.bare_figures import REVERSED
from graph.analyst.intents import Intent, IntentOf, by_both, by_cue, intents_of
from graph.analyst.picks import LOSES, focus
from graph.analyst.reading import Reading
from graph.analyst.spotting.markets import Pick

_FILLERS = (
    r"^\W*(?:(?:oh|ah|wow|what|wait|hmm+|huh|but|and|ok|well|no|so|hm|na|de|es|ja|hat|azta|mi"
    r"|really|seriously|tenyleg|komolyan)\b"
    r"[\W_]*)*"
)
_LOT = (
    r"(?:high|low|much|little|small|big|short|few|a lot|lot|likely|unlikely|sure|certain|optimistic"
    r"|pessimistic|sok|keves|magas|alacsony|nagy|kicsi|kis|optimista|pesszimista|biztos|meresz)"
)
#: the figure that was told is doubted
_DOUBTS = re.compile(
    rf"{_FILLERS}(?:(?:are |r )?(?:you|u) (?:really |so |that )?(?:sure"
    rf"|certain)(?: about (?:that|it))?"
    r"|how (?:sure|certain|confident)(?: are (?:you|we)| is (?:that|the model))?"
    r"(?: (?:of|about) (?:that|it))?"
    r"|mennyire (?:vagy )?biztos\w*(?: (?:vagy|a modell|ez|benne|ebben))*"
    r"|really|seriously|for real|sure|no way|you reckon|u reckon|says who|honestly"
    r"|can'?t be(?: right)?"
    r"|is (?:that|it|this) (?:right|true|correct|real|accurate)"
    rf"|(?:is(?:n'?t|nt)? )?(?:that|it|this)?(?:'s|s| is| seems| looks| sounds)?(?:n't"
    rf"|nt)? ?(?:a bit |a little "
    rf"|not )?(?:that |so |too |very |pretty |quite |way too |as )?{_LOT}"
    r"|(?:tenyleg|biztos(?: vagy)?(?: benne)?|komolyan(?: mondod)?|ne mar|na ne|kizart|tuti"
    r"|ez biztos|ez igaz)"
    rf"|(?:ez|az)? ?(?:azert )?(?:nem )?(?:tul |nagyon |kicsit |egy kicsit |cseppet |ennyire "
    rf"|ilyen )?{_LOT}(?: ez| az)?)"
    r"(?:,? ?(?:is(?:n'?t|nt)? (?:it|that)|innit|no|right|for (?:them|that|it)|nem|nem\?"
    r"|szerinted|ez|erre"
    r"|to be true|huh))?[\s?!.]*$"
)
#: the figure itself is asked for again
_HOW_MUCH = re.compile(
    r"^\W*(?:(?:and|so|ok|but) )*what(?:'?s| is| was) (?:it|that)(?: (?:now|again|today|then))*\W*$"
    r"|^\W*(?:(?:and|so|ok|es|na|de|akkor|but|ott|az|ez|mindez) )*"
    r"(?:mennyire|how (?:much|many|likely|big)"
    r"|what(?=.*(?:%|per ?cent|chance|probab))|mennyi|hany|mekkora)"
    r"(?:'?s| is| are)?(?: (?:it|that|they|the|az?|ez|ra|erre|in|a|an))*"
    r"(?: ?(?:%|per ?cent\w*|chances?|probability|esely\w*|szazalek\w*|valoszinuseg\w*))?"
    r"(?: (?:of (?:it|that)|then|then that|szerinted|ra|erre))?\W*$"
    r"|^\W*(?:(?:and|so|es|na|ez|az|mindez) )*(?:in (?:%|per ?cent\w*)|szazalekban)\W*$"
)
#: what was told of the season is asked for again, to the point
_FOR_CERTAIN = re.compile(
    r"^\W*(?:(?:and|but|so|es|de|na|mar|is it|it is|ez) )*(?:mathematically|matematikailag)"
    r"(?: (?:is|safe|certain|sure|too|already|mar|biztos))*\W*$"
)
#: what shall come of the verdict just given: “so I should not?”, “szóval akkor ne rakjam meg?”
_SHALL_I = re.compile(
    r"^\W*(?:(?:so|then|but|and|ok(?:ay)?|well|szoval|akkor|tehat|de|es|na|jo) ?,? ?)*"
    r"(?:(?:should|shall|do|can) i (?:not |really |still )?"
    r"(?:bet|back|take|play|do|leave|skip|go for)"
    r"|i (?:should|shall)(?: not|n'?t)?(?:\W*$| (?:bet|back|take|play|do))"
    r"|neither|none(?: of (?:them|those|these))?|egyik (?:se|sem|sem eri meg|se eri meg)"
    r"|not worth (?:it|a bet)|(?:is it )?worth (?:it|a bet)"
    r"|(?:don'?t|do not) (?:bet|do it|take it)"
    r"|(?:inkabb |megis |megsem? )?(?:ne |nem )?(?:meg|fel|be)?"
    r"(?:rakjam|tegyem|jatss?zam|fogadjam|fogadjak|kossem)"
    r"|(?:nem )?(?:eri meg|erdemes)|jo(?: (?:lesz|lenne|ez|az|igy|ar))+|(?:az|ez) (?:igy )?jo"
    r"|(?:jo|rossz) (?:otlet|dontes|fogadas|tet)"
    r"|(?:was (?:it|that)|is (?:it|that)) (?:a )?(?:good|bad) (?:idea|bet|decision|call))"
    r"(?: (?:meg|fel|be|ra|it|that|on it|then|akkor|inkabb|igy|ez|le|volt|lesz|ez igy))*\W*$"
)
#: stand for the club spoken of; without its accents the Hungarian word is “ok” in both languages
_THEY = re.compile(
    r"\b(?:they|them|(?<!to )it|he|we|oket|nekik|naluk|roluk|veluk)\b|\bok(?= \w+(?:nak|nek)\b)"
)
_HUNGARIAN_THEY = re.compile(r"\bők\b", re.IGNORECASE)
#: the club that was not spoken of, of the two
_OTHER_SIDE = re.compile(
    r"\b(?:the )?other (?:team|side|club|lot)\b|\ba masik(?:e|ra|ert|nak)?(?: csapat\w*)?\b"
)
#: where a match is played
_AT_HOME = re.compile(
    r"^\W*(?:(?:and|so|ok|es|na) )*(?:(?:are|is|do|will) (?:they|it|CLUB)(?: be| play\w*)? )?"
    r"(?:at home|home or away|home|away|otthon|hazai palyan|idegenben|hol)"
    r"(?: (?:or away|vannak|lesz\w*|jatsz\w*|vagy idegenben))?\W*$"
)
_WHERE = re.compile(
    r"^\W*(?:(?:and|so|ok|es|na|amugy) )*(?:where (?:is|are|do|will)\b.*|where|hol"
    r"|kinel|melyik palyan|milyen stadion\w*|melyik stadion\w*)"
    r"(?: (?:a |az )?(?:lesz\w*|jats\w*|meccs\w*|rendez\w*|van|vannak))*\W*$"
)
#: how a club is doing
_FORM = re.compile(
    r"\b(?:bad|good|poor|shit|rubbish|decent|any good|strong|weak|hopeless|struggling|playing well"
    r"|rossz\w*|jok?|gyeng\w*|eros\w*|bena\w*|formaban)\b"
)
_OF_A_MATCH = frozenset({Intent.CHANCES, Intent.VALUE, Intent.WHY, Intent.MATCH})
_OF_LOOK_UPS = frozenset({Intent.FIXTURES, Intent.REPORT})
_OF_SEASONS = frozenset({Intent.SEASON})
#: end in a verdict
_PRICED = frozenset({Intent.VALUE, Intent.SLIP})


def reacted(before: Reading, now: Reading) -> Reading | None:
    """Return the question that a reaction asks of what was told; None if it is none."""
    if _names(now):
        return None
    if _DOUBTS.match(now.folded):
        return _doubted(before, now)
    if Intent.WHY in now.intents and not before.prices and _OF_SEASONS & set(before.intents):
        return _doubted(before, now)
    if _SHALL_I.match(now.folded) and before.clubs and _PRICED & set(before.intents):
        return replace(before, language=now.language)
    if _FOR_CERTAIN.match(now.folded) and _OF_SEASONS & set(before.intents):
        return replace(before, language=now.language)
    where = _WHERE.match(now.masked) or (now.venue and _AT_HOME.match(now.masked))
    if before.clubs and where and _is_of_a_match(before):
        return replace(
            before, language=now.language, clubs=before.clubs[:1], intents=(Intent.FIXTURES,)
        )
    if before.clubs and _OTHER_SIDE.search(now.folded) and _is_of_a_match(before):
        pick = outcome_asked(before, now)
        return replace(before, language=now.language, inherited=pick, marks=(), score=None,
                       prices=(), intents=(Intent.CHANCES,))  # fmt: skip
    if before.clubs and _HOW_MUCH.match(now.folded):
        told = (_OF_A_MATCH | _OF_SEASONS) & set(before.intents)
        asked = before.intents if told else (Intent.CHANCES,)
        return replace(before, language=now.language, intents=asked)
    return None


def _is_of_a_match(before: Reading) -> bool:
    return (_OF_A_MATCH | {Intent.FIXTURES}).issuperset(before.intents)


def _names(now: Reading) -> bool:
    named = now.clubs or now.leagues or now.prices or now.season or now.days
    return bool(named or now.marks or now.score)


def _doubted(before: Reading, now: Reading) -> Reading | None:
    """Return the question why the figure is what it is."""
    asked, doubted = set(before.intents), replace(before, language=now.language, doubted=True)
    if before.clubs and (not asked or asked & _OF_A_MATCH):
        return replace(doubted, intents=(Intent.WHY,), prices=())
    if before.clubs and asked & _OF_LOOK_UPS:
        return replace(
            before, language=now.language, intents=(Intent.WHY,), prices=(), doubted=True
        )
    if asked & _OF_SEASONS and before.clubs:
        return replace(
            before, language=now.language, intents=(Intent.REPORT,), leagues=(), doubted=True
        )
    if asked & _OF_SEASONS and before.leagues:
        return replace(doubted, intents=(Intent.TABLE,))
    return replace(now, intents=(Intent.WHY,), listed=before.listed) if before.listed else None


def of_them(before: Reading, now: Reading, intent_of: IntentOf = by_both) -> Reading | None:
    """Return a message about “them” with what it asks, read as if the club were named."""
    if not before.clubs or now.clubs or now.leagues or now.prices or now.marks or now.score:
        return None
    accented = _HUNGARIAN_THEY.search(now.text)
    they = _THEY.search(now.masked) or (accented and re.search(r"\bok\b", now.masked))
    if not they or not set(now.intents) <= {Intent.OTHER, Intent.ACCURACY, Intent.RESULTS}:
        return None
    named = f"{now.masked[: they.start()]}CLUB{now.masked[they.end() :]}"
    asked = intents_of(named, intent_of)
    if not asked or set(asked) <= {Intent.OTHER, Intent.ACCURACY}:
        cue = by_cue(named)
        asked = (Intent.REPORT,) if _FORM.search(named) else (cue,) if cue else before.intents
    return replace(now, intents=asked or (Intent.CHANCES,))


def outcome_asked(before: Reading, now: Reading) -> Pick | None:
    """Return the outcome of “and if they lose?”: that the other side wins."""
    turned = REVERSED.search(now.folded) or _OTHER_SIDE.search(now.folded)
    if not before.clubs or not (turned or LOSES.search(now.masked)):
        return None
    spoken_of = focus(replace(before, marks=()))
    if spoken_of and spoken_of.against:
        return Pick(club=spoken_of.against) if turned else spoken_of
    first = before.mentions[0] if len(before.mentions) == 1 else before.clubs[0]
    name = spoken_of.club if spoken_of and spoken_of.club else first.name
    return Pick(against=name)
