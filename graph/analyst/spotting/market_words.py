"""The words of markets: patterns over a folded message, each with the selection that it names.

A selection is written as the tools take it: home, draw, away, over_2_5, under_2_5, btts_yes,
btts_no, 1X, 12, X2; other lines as over_4_5 or under_2_25. Bets of one club say nothing of whose
they are: handicap_-1.5, to_nil, team_over_1_5, by_2, draw_no_bet, or_draw, not_win,
clean_sheet, concede.
Beside these stand odd, even, half_time and half_time_full_time. Topics have no price of their own:
correct_score, expected_goals, double_chance, handicap.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.analyst.spotting.counts import COUNTS, alternatives
from graph.analyst.spotting.coupon import SIDES

_LINE = r"\d[.,]5"
#: any line of the price sheet; a whole one only where goals are named
_ANY_LINE = r"(?:\d[.,](?:25|75|5|0)|\d(?= (?:goals?|gol)\b))"
_CASE = r"(?:-?(?:re|ra|nel|nal|ot|os|es|hoz|ert|on|en))?"


def _line_of(side: str) -> Callable[[re.Match[str]], str]:
    def name(match: re.Match[str]) -> str:
        number = re.search(_ANY_LINE, match.string[match.start() : match.end() + 7])
        line = number.group().replace(",", ".").removesuffix(".0") if number else "2.5"
        return f"{side}_{line.replace('.', '_')}"

    return name


def _always(selection: str) -> Callable[[re.Match[str]], str]:
    return lambda _: selection


#: of goals: more are none
_N = rf"(?<![.,])(?:{alternatives(n for n in COUNTS if COUNTS[n] <= 7)}|[1-7])"
_COUNT = re.compile(rf"\b{_N}(?=\b|n[ae]l\b)")


def _count(match: re.Match[str]) -> int:
    word = _COUNT.search(match.group())
    return (COUNTS.get(word.group()) or int(word.group())) if word else 2


def _goals(side: str, step: int) -> Callable[[re.Match[str]], str]:
    """Read a count of goals: “at least three goals” is over 2.5, so `step` is -1."""
    return lambda match: f"{side}_{_count(match) + step}_5"


def _exactly(match: re.Match[str]) -> str:
    return f"exactly_{_count(match)}"


def _team_exactly(match: re.Match[str]) -> str:
    return f"team_exactly_{_count(match)}"


def _range(match: re.Match[str]) -> str:
    """Read “2 or 3 goals”; of ten or more there is none."""
    counts = (COUNTS.get(name) or int(name) for name in (match["a"], match["b"]))
    low, high = sorted(counts)
    return f"exactly_{low}_{high}" if low < high else f"exactly_{low}"


def _team_goals(match: re.Match[str]) -> str:
    return f"team_over_{_count(match) - 1}_5"


def _margin(match: re.Match[str]) -> str:
    return f"handicap_-{_count(match) - 1}.5"


def _wider_margin(match: re.Match[str]) -> str:
    return f"handicap_-{_count(match)}.5"


def _exact_margin(match: re.Match[str]) -> str:
    return f"by_{_count(match)}"


#: how many goals, and in which half
_HOW_MANY = (
    r"\b(?:how many goals|(?:hany|mennyi) gol\w*)"
    r"(?: (?:will there be|are there|lesz|esik|varhato|szuletik))?"
)
_FIRST = (
    r"(?:in |by |before |at )?(?:the |a |az )?(?:first half|1st half|half[- ]?time|ht|break"
    r"|elso felid\w*)"
)
#: a goal of a certain kind is another question
_NOT_ONLY = r"(?! (?:first|last|in both|the first|more|at least|over|\d))"

#: (pattern, selection); where a pattern has a group `m`, that is the mark
PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\bht ?/? ?ft\b|\bhalf[- ]?time ?(?:/|-|and|&) ?full[- ]?time\b"
         r"|\bfelido ?(?:/|-|es)? ?vegeredmeny\w*|\bferido ?(?:/|-|es)? ?vegeredmeny\w*",
         _always("half_time_full_time")),
        (rf"{_HOW_MANY} {_FIRST}|\belso felid\w*(?: \w+)? {_HOW_MANY}",
         _always("first_half_goals")),
        (rf"{_HOW_MANY} (?:in |a )?(?:the )?(?:second half|2nd half|masodik felid\w*)"
         rf"|\bmasodik felid\w*(?: \w+)? {_HOW_MANY}", _always("second_half_goals")),
        (r"\bgoalless (?:first half|(?:at )?(?:the )?(?:half[- ]?time|break))\b"
         r"|\bgol nelkuli (?:elso )?felid\w*", _always("first_half_under_0_5")),
        (r"\b(?:a |any )?goals? (?:before|by|in|at) (?:the )?(?:half[- ]?time|ht|break"
         r"|first half)\b", _always("first_half_over_0_5")),
        (r"(?P<m>\bgol\b)(?: \S+){0,3}? elso felid\w*", _always("first_half_over_0_5")),
        (r"\b(?:first|1st) half goals?\b|\belso felidos gol\w*", _always("first_half_goals")),
        (r"\b(?:second|2nd) half(?: goals?)?\b|\bmasodik felid\w*(?: gol\w*)?|\b2\. ?felid\w*",
         _always("second_half_goals")),
        (r"\b(?:lead(?:s|ing)? |ahead |level |up )?(?:at|by) (?:the )?(?:half[- ]?time|ht|break)\b"
         r"|\bhalf[- ]?time\b|\bht\b|\b(?:first|1st) half\b|\bfelido\w*"
         r"|\belso felid\w*|\bszunet(?:ben|ig)\b",
         _always("half_time")),
        (r"\b(?:to )?win to nil\b|\bto nil\b|\bwith(?:out conceding| a clean sheet)\b"
         r"|\bkapott gol nelkuli?(?= (?:\w+ ){0,3}(?:nyer|gyoz|hoz|siker))|\b(?:nyer"
         r"|gyoz)\w* kapott gol nelkul\b"
         r"|\b(?:nyer|gyoz|hoz)\w*(?: \w+){0,2} nullara\b|\bnullara (?:nyer|gyoz|hoz|megnyer)\w*",
         _always("to_nil")),
        (rf"\b(?:over|more than) ?{_LINE} (?:team|club) (?:goals?|total)s?\b"
         rf"|\b(?:team|club) (?:goals?|total)s?,? (?:over|more than) ?{_LINE}"
         rf"|\bcsapat ?gol\w* {_LINE}{_CASE} felett|{_LINE}{_CASE} (?:feletti )?csapat ?gol\w*",
         _line_of("team_over")),
        (rf"\b(?:under|fewer than|less than) ?{_LINE} (?:team|club) (?:goals?|total)s?\b"
         rf"|\b(?:team|club) (?:goals?|total)s?,? under ?{_LINE}"
         rf"|\bcsapat ?gol\w* {_LINE}{_CASE} alatt", _line_of("team_under")),
        (rf"\b(?:to )?scores? (?:over|more than) (?P<t>{_LINE})(?: goals)?"
         rf"|{_LINE}{_CASE} gol(?:nal)? tobbet (?:lo|rug|szerez)\w*", _line_of("team_over")),
        (rf"\b(?:to )?scores? more than {_N} goals?\b"
         rf"|\b(?:tobb,? mint {_N}|{_N}-?n[ae]l tobb) golt (?:lo|rug|szerez|vag)\w*",
         _goals("team_over", 0)),
        (r"\b(?:to )?scores? (?:at least )?(?:two|2|three|3|four|4)(?:,? or more|\+)?(?: goals\b"
         r"|(?!\w))"
         r"|\blegalabb (?:ket|2|harom|3|negy|4) golt (?:lo|rug|szerez|vag)\w*"
        r"|\b(?:lo|rug|szerez|vag)\w* (?:legalabb )?(?:ket|2|harom|3|negy|4) golt legalabb\b"
        r"|\b(?:lo|rug|szerez|vag)\w* legalabb (?:ket|2|harom|3|negy|4) golt\b", _team_goals),
        (r"\b(?:by|with) (?:at least )?(?:two|2|three|3)(?: or more|\+)(?: goals)?(?: margin)?"
         r"|\bby at least (?:two|2|three|3)\b|\blegalabb (?:ket|2|harom|3) gollal\b", _margin),
        (r"\b(?:by|with) more than (?:one|1|two|2)(?: goals?)?\b"
         r"|\btobb,? mint (?:egy|1|ket|2) gollal\b", _wider_margin),
        (r"\bby (?:exactly )?(?:one|1|two|2|three|3)(?: goals?)?\b"
         r"|\b(?:pontosan )?(?:egy|1|ket|2|harom|3) gollal\b", _exact_margin),
        (rf"\b(?:to )?scores? (?:exactly|precisely|just) {_N}(?: goals?)?\b"
         rf"|\b(?:pontosan|pont|epp\w*) {_N} golt (?:lo|rug|szerez|vag)\w*", _team_exactly),
        (r"\b(?:most )?(?:likel(?:y|iest)|probable) (?:number of |amount of |total )goals\b"
         r"|\bhow many goals (?:is|are) (?:the )?(?:most likely|likeliest|most probable)\b"
         r"|\bhany gol\w* (?:a )?legvaloszinubb\w*|\blegvaloszinubb (?:gol ?szam|gol mennyiseg)\w*",
         _always("number_of_goals")),
        (rf"\b(?:exactly|precisely) {_N}(?: goals?\b)?|\b{_N} goals? exactly\b"
         rf"|\b(?:pontosan|pont|epp(?:en)?) {_N} gol(?!lal)\w*", _exactly),
        (rf"\b(?:between )?(?P<a>{_N}) ?(?:-|–|to|or|and|vagy|es) ?(?P<b>{_N})"
         r"(?: (?:koze|kozott|kozotti))? (?:goals\b|gol(?!lal|t)\w*)", _range),
        (r"\bodd or even\b|\beven or odd\b|\bodd (?:number of |total )?goals?\b"
         r"|\bparos vagy paratlan\b(?: gol\w*)?|\bparatlan\w*(?: gol\w*)?", _always("odd")),
        (r"\beven (?:number of |total )goals?\b|\bparos\b(?: gol\w*)?", _always("even")),
        (rf"\bat least {_N} goals\b|\b{_N} (?:or more goals|goals or more)\b"
         rf"|\b{_N}\+ (?:goals\b|gol)"
         rf"|\blegalabb {_N} gol(?!lal|pa)\w*|\b{_N} vagy (?:annal )?tobb gol\w*",
         _goals("over", -1)),
        (rf"\bat most {_N} goals\b|\blegfeljebb {_N} gol\w*|\bmaximum {_N} (?:goals|gol\w*)",
         _goals("under", 0)),
        (rf"\bmore than {_N}(?<!\d) goals\b|\b{_N}-?n[ae]l tobb(?: \w+)? gol\w*"
         rf"|\b{_N} gol\w*n[ae]l tobb\b|\btobb,? mint {_N}(?<!\d) gol\w*", _goals("over", 0)),
        (rf"\b(?:fewer|less) than {_N}(?<!\d) goals\b|\b{_N}-?n[ae]l kevesebb(?: \w+)? gol\w*"
         rf"|\b{_N} gol\w*n[ae]l kevesebb\b|\bkevesebb,? mint {_N}(?<!\d) gol\w*",
         _goals("under", -1)),
        (rf"\b(?:not|won't be|won't go|no) (?:\w+ )?over ?{_ANY_LINE}(?: goals)?"
         rf"|{_LINE}{_CASE} ?(?:gol\w*)? ?(?:felett|folott) (?:nem|ne)\b"
         rf"|\bnem (?:lesz )?(?:\w+ )?{_LINE}{_CASE} ?(?:gol\w*)? ?(?:felett"
         rf"|folott)", _line_of("under")),
        (rf"\b(?:not|won't be|won't go|no) (?:\w+ )?under ?{_ANY_LINE}(?: goals)?"
         rf"|{_LINE}{_CASE} ?(?:gol\w*)? ?alatt (?:nem|ne)\b"
         rf"|\bnem (?:lesz )?(?:\w+ )?{_LINE}{_CASE} ?(?:gol\w*)? ?alatt", _line_of("over")),
        (rf"\bovers?(?: then| maybe)?,? ?{_ANY_LINE}(?: goals)?|\bo{_LINE}\b"
         rf"|\bmore (?:goals )?than {_ANY_LINE}(?: goals)?"
         rf"|\btobb(?: gol\w*)?,? mint {_ANY_LINE}(?: gol)?", _line_of("over")),
        (rf"\bunders?(?: then| maybe)?,? ?{_ANY_LINE}(?: goals)?|\bu{_LINE}\b"
         rf"|\b(?:fewer|less) (?:goals )?than {_ANY_LINE}(?: goals)?"
         rf"|\bkevesebb(?: gol\w*)?,? mint {_ANY_LINE}(?: gol)?", _line_of("under")),
        (rf"{_LINE}{_CASE} ?(?:gol\w*)? ?(?:felett\w*|folott\w*|feletti\w*)"
         rf"|\b(?:felett|folott) ?{_LINE}\b"
         rf"|{_LINE}{_CASE} ?gol\w* tobb|{_LINE}{_CASE} tobb gol\w*|{_LINE}\+", _line_of("over")),
        (rf"{_LINE}{_CASE} ?(?:gol\w*)? ?(?:alatt\w*|alatti\w*)"
         rf"|\balatt ?{_LINE}\b"
         rf"|{_LINE}{_CASE} ?gol\w* kevesebb|{_LINE}{_CASE} kevesebb gol\w*", _line_of("under")),
        (r"\b(?:btts|gg|gol ?gol|both teams(?: to)? score)"
         r" ?(?:\+|&|\b(?:and|n|es|meg|plus)\b) ?(?P<m>over)\b(?! ?\d)", _always("over_2_5")),
        (r"\bsok gol\w*|(?<!how )\bmany goals\b|\bhigh[- ]scoring\b"
         r"|\bgolos (?:meccs|merk|lesz|fogadas|tipp|piac)\w*"
         r"|\bgolgazdag\b|\bgolzapor\w*", _always("over_2_5")),
        (r"\blow[- ]scoring\b|\bfew goals\b|\bkeves gol\w*|\bgolszegeny\b", _always("under_2_5")),
        (r"\bover/under\b|\bover or under\b|\bo/u\b|\bgolszam\w*|\btotal goals\b"
         rf"|\b{_LINE} goals?\b|{_LINE}{_CASE} gol\w*", _line_of("over")),
        (r"\b(?:btts|gg|both teams)\b[^?!]*?\d (?P<m>no)(?= \d[.,]\d)", _always("btts_no")),
        (r"\b(?:not|don't|won't|fail to) both (?:teams|sides)?\b"
         r"|\b(?:either|any|one|egyik|valamelyik)\b[^?!]{0,20}\bclean sheet\b"
         r"|\bclean sheet\b(?= (?:for |by |from )?(?:either|any|one)\b)"
         r"|\bbtts[ -]?no\b|\bno btts\b"
         r"|\bng\b|\b(?:gg|btts)[ :-]*(?:no|nem)\b(?! (?:tul|rossz))|\b(?:no|nem (?:lesz )?"
         r"|nincs) ?gg\b|\bonly one (?:team|side) (?:to )?scor\w*|\bcsak az egyik csapat\b"
         r"|\b(?:mindket csapat|both teams|btts|gg)[^.?!,]{0,20}: ?(?:nem|no)\b"
         r"|\bnem lo mindket\w*|\bne[m]? mindket csapat\b",
         _always("btts_no")),
        (r"\bboth(?: teams| sides| clubs)?(?: to| will)? scor\w+|\bgoals? at both ends\b"
         rf"|\bbtts{_CASE}\b|\bgg{_CASE}\b|\bgol[ /-]?gol{_CASE}\b"
         r"|\bmind ?(?:2|a ketto) (?:csapat|fel)\w*|\bmind ?2\b(?: \w+){0,2} (?:gol|lo|rug)\w*"
         r"|\bbe?tts[ -]?yes\b|\bmindket(?:to)? (?:csapat|fel|egyuttes)\w*"
         r"(?: \w+){0,2}? (?:golt (?:lo|rug|szerez)\w*|(?:lo|rug|szerez)\w* golt|betalal\w*)"
         r"|\bmindket(?:to)? (?:csapat|fel|egyuttes)\w*(?: gol\w*)?"
         r"|\bgol\w*(?: \w+)? mindket (?:oldal|kapu)\w*"
         r"|\bmindket (?:oldal|kapu)\w*(?: \w+){0,2} gol\w*"
         r"|\bmindket(?:to|ten)\b(?: \w+){0,2} (?:gol|beta)\w*"
         r"|\bmindketten\b.{0,12}\b(?:gol|lo|beta)\w*", _always("btts_yes")),
        (r"\bclean sheet\b|\bkapott gol nelkul(?:i meccs\w*)?\b"
         r"|\b(?:nem|ne) kap(?:nak|jon|janak)?(?: \w+)? golt\b|\bgolt (?:nem|ne) kap(?:nak|jon)?\b"
         r"|\b(?:won't|not|don't|doesn't) concede\b", _always("clean_sheet")),
        (r"\b(?:will|to|can|could|gonna|going to)\b[^?!.,]{0,30}?(?P<m>\bconcede\b)",
         _always("concede")),
        (r"\bkap(?:nak|hat|hatnak)? (?:\w+ )?golt\b|\bgolt kap(?:nak|hat)?\b", _always("concede")),
        (r"\bhome (?:win )?or (?:a |the )?draw\b|\bdraw or (?:a )?home\b|\bhazai vagy dontetlen\w*"
         r"|\bdontetlen vagy hazai\w*", _always("1X")),
        (r"\baway (?:win )?or (?:a |the )?draw\b|\bdraw or (?:an? )?away\b"
         r"|\bvendeg vagy dontetlen\w*|\bdontetlen vagy vendeg\w*", _always("X2")),
        (r"\bhome or away\b|\bno draw\b|\bhazai vagy vendeg\w*|\bnem (?:lesz )?dontetlen\w*"
         r"|\beither (?:team|side) to win\b", _always("12")),
        (r"C (?P<m>or) (?:the )?C+ (?:to win|wins?)\b", _always("12")),
        (r"C (?P<m>or (?:a |the )?(?:draw|x)\b)", _always("or_draw")),
        (r"C\w* (?P<m>vagy (?:dontetlen\w*|iksz\w*|x\b))", _always("or_draw")),
        (r"(?P<m>\bdontetlen vagy) (?:az? )?C", _always("or_draw")),
        (r"(?<!who )\b(?:to )?wins? or (?:to )?(?:a |the )?draws?\b|\bdraws? or (?:a )?wins?\b"
         r"|\b(?:nyer|gyoz)\w* vagy (?:dontetlen\w*|iksz\w*|x\b)"
         r"|\b(?:not|won't|don't|doesn't|never) (?:to )?los(?:e|ing)\b"
         r"|\bavoid(?:s|ing)? (?:a )?(?:defeat|losing|loss)\b"
         r"|\bnem (?:kap(?:nak)? ki|veszit\w*)\b|\blegalabb (?:egy )?dontetlen\w*",
         _always("or_draw")),
        (r"\b(?:not|won'?t|don'?t|doesn'?t|cannot|can'?t|fails? to) (?:to )?win\b"
         r"(?! (?:or|to nil|by|with|both|any|away|on the)\b)"
         r"|\bnem (?:nyer|gyoz)(?:nek|i|ik)?\b(?! vagy\b)", _always("not_win")),
        (r"C (?P<m>(?:not to|to not|won't|fails? to) score\b)", _always("team_under_0_5")),
        (r"C\w* (?P<m>nem (?:lo|szerez|rug) (?:\w+ )?golt\b)", _always("team_under_0_5")),
        (rf"C(?:'s)? (?P<m>(?:to|will|can|gonna|going to) score\b){_NOT_ONLY}",
         _always("team_over_0_5")),
        (rf"\b(?:will|can|do|does) (?:the )?(?:C+|they|it) (?:\w+ )?(?P<m>score\b){_NOT_ONLY}",
         _always("team_over_0_5")),
        (r"(?P<m>\b(?:(?:lo|rug|szerez|lohet|szerezhet) (?:majd )?golt|betalal))(?: az?)? C",
         _always("team_over_0_5")),
        (r"C\w* (?:\w+ )?(?P<m>(?:lo|rug|szerez|lohet|szerezhet) golt\b|golt (?:lo|rug|szerez)\b"
         r"|betalal\b)", _always("team_over_0_5")),
        (r"\b(?:asian )?handicaps?\b(?! ?\S* ?[+-]?\d)|\bhendi(?:kep)?\w*(?! ?\S* ?[+-]?\d)"
         r"|\bazsiai\b",
         _always("handicap")),
        (r"\bdraw no bet\b|\bdnb\b|\bdontetlen ?vissza\w*|\bvissza ?jaros\w*"
         r"|\bdontetlennel vissza\w*|\bdontetlen eseten vissza\w*",
         _always("draw_no_bet")),
        (r"\bdouble chance\b|\bdupla esely\w*|\bketesely\w*|\bkettos esely\w*",
         _always("double_chance")),
        (r"\b1x\b(?!2)", _always("1X")),
        (r"\bx2\b", _always("X2")),
        (r"(?<![\d.,:/-])\b12\b(?=-?(?:es|re)\b(?! (?:odds|szorzo|nap)))", _always("12")),
        (r"\bcorrect score\w*|\b(?:by|with) what score\b"
         r"|\bexact score\w*|\bwhat (?:will be |is )?the (?:final )?score\b"
         r"|\b(?:likel(?:y|iest)|probable) (?:final )?(?:score|result)\w*|\bscoreline\w*"
         r"|\bfinal score\b"
         r"|\b(?:predict|guess|give me|call) (?:a |the )?(?:final )?(?:score|scoreline)\b"
         r"|\b(?:tippelj|mondj|adj|josolj)\b(?: \w+){0,2} (?:veg)?eredmeny\w*"
         r"|\bpontos (?:eredmeny|vegeredmeny)\w*|\bvegeredmeny\w*|\bmi lesz az? eredmeny\w*"
         r"|\b(?:leg)?valoszinu(?:bb)? (?:veg)?eredmeny\w*", _always("correct_score")),
        (r"\bexpected goals\b|\bxg\b|\bhow many goals\b|\bwho scores more\b|\bki lo tobb golt\b"
         r"|^(?:and|es|what about|na es|so|mi van) (?:the |az? )?(?:goals|golok\w*)\W*$"
         r"|\bvarhato gol\w*|\bhany gol\w*"
         r"|\bmennyi gol\w*|\bgolvaromany\w*", _always("expected_goals")),
        (r"\b(?:a |the )?draw(?:s|ing)?\b|\btie\b|\b(?:end|finish)(?:s|es|ing)? (?:up )?level\b"
         r"|\bstalemate\b|\bdontetlen\w*|\biksz\w*|\bdonti\b", _always("draw")),
        (r"\bhome (?:win|side|team|victory)\b|\bhazai (?:gyoz|siker|nyer|csapat|egy)\w*"
         r"|\bhazaira\b|\bhazaiak\w*", _always("home")),
        (r"\baway (?:win|side|team|victory)\b"
         r"|(?<=\ba )vendeg\b(?! (?:forma|merleg|meccs|palya))"
         r"|\bvendeg(?: ?(?:gyoz|siker|nyer|csapat)\w*|re|ek\w*)"
         r"|\bidegenbeli (?:gyoz|siker)\w*", _always("away")),
        *((pattern, _always(side)) for side, pattern in SIDES),
    )
)  # fmt: skip
