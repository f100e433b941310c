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

from graph.analyst.spotting.coupon import SIDES
from graph.analyst.spotting.goal_counts import (
    ANY_LINE,
    LINE,
    NUMBER,
    exact_margin,
    exactly,
    goals,
    line_of,
    margin,
    range_of_goals,
    team_exactly,
    team_goals,
    wider_margin,
)

_CASE = r"(?:-?(?:re|ra|nel|nal|ot|os|es|hoz|ert|on|en))?"


def _always(selection: str) -> Callable[[re.Match[str]], str]:
    return lambda _: selection


#: a draw, and the stake that comes back then
_IF_DRAWN = r"(?:dontetlen|iksz|x\b)\w*(?: (?:eseten|utan|lesz|van|lenne))?"
_MONEY_BACK = r"(?:(?:jon |jar )?(?:az? )?(?:tet|penz)\w* )?(?:vissza|visza)"
#: goals between the two: “két góllal”, “kétgólos győzelem”, “két gól különbséggel”
_APART = (
    r"(?:gollal\b|gol(?:os)? (?:kulonbseg|elony)\w*"
    r"|golos\b(?= (?:C+\S* ?-?)?(?:\w+ )?(?:gyozel|siker|veres)))"
)
#: how many goals, and in which half
_HOW_MANY = (
    r"\b(?:how many goals|(?:hany|mennyi) gol\w*)"
    r"(?: (?:will there be|are there|lesz|esik|varhato|szuletik))?"
)
_ELSO = r"elso (?:felid|jatekresz|45 perc|negyvenot perc)\w*"
_FIRST = (
    r"(?:in |by |before |at )?(?:the |a |az )?(?:first half|1st half|half[- ]?time|ht|break"
    rf"|{_ELSO})"
)
#: a goal of a certain kind is another question
_NOT_ONLY = r"(?! (?:first|last|in both|the first|more|at least|over|\d))"

#: (pattern, selection); where a pattern has a group `m`, that is the mark
PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\bht ?/? ?ft\b|\bhalf[- ]?time ?(?:/|-|and|&) ?full[- ]?time\b"
         r"|\bfelido ?(?:/|-|es)? ?vegeredmeny\w*|\bferido ?(?:/|-|es)? ?vegeredmeny\w*"
         r"|(?<![\w/.,])(?:x ?/ ?[12x]|[12] ?/ ?x)(?![\w/]|-?bol)",
         _always("half_time_full_time")),
        (rf"{_HOW_MANY} {_FIRST}|\b{_ELSO}(?: \w+)? {_HOW_MANY}",
         _always("first_half_goals")),
        (rf"{_HOW_MANY} (?:in |a )?(?:the )?(?:second half|2nd half|masodik felid\w*)"
         rf"|\bmasodik felid\w*(?: \w+)? {_HOW_MANY}", _always("second_half_goals")),
        (r"\bgoalless (?:first half|(?:at )?(?:the )?(?:half[- ]?time|break))\b"
         r"|\bgol nelkuli (?:elso )?felid\w*", _always("first_half_under_0_5")),
        (r"\b(?:a |any )?goals? (?:before|by|in|at) (?:the )?(?:half[- ]?time|ht|break"
         r"|first half)\b", _always("first_half_over_0_5")),
        (rf"(?P<m>\bgol\b)(?: \S+){{0,3}}? {_ELSO}", _always("first_half_over_0_5")),
        (rf"\b{_ELSO} (?:\w+ ){{0,2}}?(?P<m>gol\b)(?! nelkul)", _always("first_half_over_0_5")),
        (r"\b(?:first|1st) half goals?\b|\belso felidos gol\w*", _always("first_half_goals")),
        (r"\b(?:second|2nd) half(?: goals?)?\b|\bmasodik felid\w*(?: gol\w*)?|\b2\. ?felid\w*",
         _always("second_half_goals")),
        (r"\b(?:lead(?:s|ing)? |ahead |level |up )?(?:at|by) (?:the )?(?:half[- ]?time|ht|break)\b"
         r"|\bhalf[- ]?time\b|\bht\b|\b(?:first|1st) half\b|\bfelido\w*"
         rf"|\bfelide[ij]\w*|\b{_ELSO}|\bszunet(?:ben|ig|re|kor)\b",
         _always("half_time")),
        (r"\b(?:nyer|gyoz|hoz)\w*(?: az?)? C+\S* (?P<m>kapott gol nelkul)\b", _always("to_nil")),
        (r"\b(?:to )?win to nil\b|\bto nil\b|\bwith(?:out conceding| a clean sheet)\b"
         r"|\bkapott gol nelkuli?(?= (?:\w+ ){0,3}(?:nyer|gyoz|hoz|siker))|\b(?:nyer"
         r"|gyoz)\w* kapott gol nelkul\b"
         r"|\b(?:nyer|gyoz|hoz)\w*(?: \w+){0,2} nullara\b|\bnullara (?:nyer|gyoz|hoz|megnyer)\w*",
         _always("to_nil")),
        (rf"\b(?:over|more than) ?{LINE} (?:team|club) (?:goals?|total)s?\b"
         rf"|\b(?:team|club) (?:goals?|total)s?,? (?:over|more than) ?{LINE}"
         rf"|\bcsapat ?gol\w* {LINE}{_CASE} felett|{LINE}{_CASE} (?:feletti )?csapat ?gol\w*",
         line_of("team_over")),
        (rf"\b(?:under|fewer than|less than) ?{LINE} (?:team|club) (?:goals?|total)s?\b"
         rf"|\b(?:team|club) (?:goals?|total)s?,? under ?{LINE}"
         rf"|\bcsapat ?gol\w* {LINE}{_CASE} alatt", line_of("team_under")),
        (rf"\b(?:to )?scores? (?:over|more than) (?P<t>{LINE})(?: goals)?"
         rf"|{LINE}{_CASE} gol(?:nal)? tobbet (?:lo|rug|szerez)\w*", line_of("team_over")),
        (rf"\b(?:to )?scores? more than {NUMBER} goals?\b"
         rf"|\b(?:tobb,? mint {NUMBER}|{NUMBER}-?n[ae]l tobb) golt (?:lo|rug|szerez|vag)\w*",
         goals("team_over", 0)),
        (r"\b(?:to )?scores? (?:at least )?(?:two|2|three|3|four|4)(?:,? or more|\+)?(?: goals\b"
         r"|(?!\w))"
         r"|\blegalabb (?:egy|1|ket|2|harom|3|negy|4) golt (?:lo|rug|szerez|vag)\w*"
        r"|\b(?:lo|rug|szerez|vag)\w* (?:legalabb )?(?:ket|2|harom|3|negy|4) golt legalabb\b"
        r"|\b(?:lo|rug|szerez|vag)\w* legalabb (?:egy|1|ket|2|harom|3|negy|4) golt\b", team_goals),
        (r"\b(?:by|with) (?:at least )?(?:two|2|three|3)(?: or more|\+)(?: goals)?(?: margin)?"
         r"|\bby at least (?:two|2|three|3)\b"
         rf"|\b(?:legalabb|minimum|min\.?) (?:ket|2|harom|3)-?\s?{_APART}"
         rf"|\b(?:ket|2|harom|3) vagy (?:annal )?tobb {_APART}", margin),
        (r"\b(?:by|with) more than (?:one|1|two|2)(?: goals?)?\b"
         rf"|\btobb,? mint (?:egy|1|ket|2) {_APART}", wider_margin),
        (r"\bby (?:exactly )?(?:one|1|two|2|three|3)(?: goals?)?\b"
         rf"|\b(?:pontosan )?(?:egy|1|ket|2|harom|3) ?{_APART}", exact_margin),
        (rf"\b(?:to )?scores? (?:exactly|precisely|just) {NUMBER}(?: goals?)?\b"
         rf"|\b(?:pontosan|pont|epp\w*) {NUMBER} golt (?:lo|rug|szerez|vag)\w*", team_exactly),
        (r"\b(?:most )?(?:likel(?:y|iest)|probable) (?:number of |amount of |total )goals\b"
         r"|\bhow many goals (?:is|are) (?:the )?(?:most likely|likeliest|most probable)\b"
         r"|\bhany gol\w* (?:a )?legvaloszinubb\w*|\blegvaloszinubb (?:gol ?szam|gol mennyiseg)\w*",
         _always("number_of_goals")),
        (rf"\b(?:exactly|precisely) {NUMBER}(?: goals?\b)?|\b{NUMBER} goals? exactly\b"
         rf"|\b(?:pontosan|pont|epp(?:en)?) {NUMBER} gol(?!lal)\w*", exactly),
        (rf"\b(?:between )?(?P<a>{NUMBER}) ?(?:-|–|to|or|and|vagy|es) ?(?P<b>{NUMBER})"
         r"(?: (?:koze|kozott|kozotti))? (?:goals\b|gol(?!lal|t)\w*)", range_of_goals),
        (r"\bodd or even\b|\beven or odd\b|\bodd (?:number of |total )?goals?\b"
         r"|\bparos(?: vagy |,? |/|-)paratlan\b(?: gol\w*)?|\bparatlan\w*(?: gol\w*)?",
         _always("odd")),
        (r"\beven (?:number of |total )goals?\b|\bparos\b(?: gol\w*)?", _always("even")),
        (rf"\bat least {NUMBER} goals\b|\b{NUMBER} (?:or more goals|goals or more)\b"
         rf"|\b{NUMBER} ?(?:\+|plus[z]?) ?(?:goals\b|gol)"
         rf"|\blegalabb {NUMBER} gol(?!lal|pa)\w*|\b{NUMBER} vagy (?:annal )?tobb gol\w*",
         goals("over", -1)),
        (rf"\bat most {NUMBER} goals\b|\blegfeljebb {NUMBER} gol\w*"
         rf"|\bmaximum {NUMBER} (?:goals|gol\w*)",
         goals("under", 0)),
        (rf"\bmore than {NUMBER}(?<!\d) goals\b|\b{NUMBER}-?n[ae]l tobb(?: \w+)? gol\w*"
         rf"|(?<![.,])\b{NUMBER}(?<!\d) gol(?:nal)? ?(?:felett|folott)\w*"
         rf"|\b{NUMBER} gol\w*n[ae]l tobb\b|\btobb,? mint {NUMBER}(?<!\d) gol\w*",
         goals("over", 0)),
        (rf"\b(?:fewer|less) than {NUMBER}(?<!\d) goals\b"
         rf"|\b{NUMBER}-?n[ae]l kevesebb(?: \w+)? gol\w*"
         rf"|(?<![.,])\b{NUMBER}(?<!\d) gol(?:nal)? ?alatt\w*"
         rf"|\b{NUMBER} gol\w*n[ae]l kevesebb\b|\bkevesebb,? mint {NUMBER}(?<!\d) gol\w*",
         goals("under", -1)),
        (rf"\b(?:not|won't be|won't go|no) (?:\w+ )?over ?{ANY_LINE}(?: goals)?"
         rf"|{LINE}{_CASE} ?(?:gol\w*)? ?(?:felett|folott) (?:nem|ne)\b"
         rf"|\bnem (?:lesz )?(?:\w+ )?{LINE}{_CASE} ?(?:gol\w*)? ?(?:felett"
         rf"|folott)", line_of("under")),
        (rf"\b(?:not|won't be|won't go|no) (?:\w+ )?under ?{ANY_LINE}(?: goals)?"
         rf"|{LINE}{_CASE} ?(?:gol\w*)? ?alatt (?:nem|ne)\b"
         rf"|\bnem (?:lesz )?(?:\w+ )?{LINE}{_CASE} ?(?:gol\w*)? ?alatt", line_of("over")),
        (rf"\b(?:felso|(?:at|tul)(?:megy|lepi|ugorja)|meghaladja|eleri)(?: az?)? ?{LINE}{_CASE}",
         line_of("over")),
        (rf"\balso ?{LINE}\b", line_of("under")),
        (rf"\bovers?(?: then| maybe)?,? ?{ANY_LINE}(?: goals)?|\bo{LINE}\b"
         rf"|\bmore (?:goals )?than {ANY_LINE}(?: goals)?"
         rf"|\btobb(?: gol\w*)?,? mint {ANY_LINE}(?: gol)?", line_of("over")),
        (rf"\bunders?(?: then| maybe)?,? ?{ANY_LINE}(?: goals)?|\bu{LINE}\b"
         rf"|\b(?:fewer|less) (?:goals )?than {ANY_LINE}(?: goals)?"
         rf"|\bkevesebb(?: gol\w*)?,? mint {ANY_LINE}(?: gol)?", line_of("under")),
        (rf"{LINE}{_CASE} ?(?:gol\w*)? ?(?:felett\w*|folott\w*|feletti\w*)"
         rf"|\b(?:felett|folott)e? ?{LINE}\b|(?<![.,])\b\d gol ?(?:felett|folott)\w*"
         rf"|{LINE}{_CASE} ?gol\w* tobb|{LINE}{_CASE} tobb gol\w*|{LINE}\+", line_of("over")),
        (rf"{LINE}{_CASE} ?(?:gol\w*)? ?(?:alatt\w*|alatti\w*)"
         rf"|\balatta? ?{LINE}\b|(?<![.,])\b\d gol ?alatt\w*"
         rf"|{LINE}{_CASE} ?gol\w* kevesebb|{LINE}{_CASE} kevesebb gol\w*", line_of("under")),
        (r"\b(?:btts|gg|gol ?gol|both teams(?: to)? score)"
         r" ?(?:\+|&|\b(?:and|n|es|meg|plus)\b) ?(?P<m>over)\b(?! ?\d)", _always("over_2_5")),
        (r"\bsok gol\w*|(?<!how )\bmany goals\b|\bhigh[- ]scoring\b"
         r"|\bgolos (?:meccs|merk|lesz|fogadas|tipp|piac)\w*"
         r"|\bgolgazdag\b|\bgolzapor\w*", _always("over_2_5")),
        (r"\blow[- ]scoring\b|\bfew goals\b|\bkeves gol\w*|\bgolszegeny\b", _always("under_2_5")),
        (r"\bover/under\b|\bover or under\b|\bo/u\b|\bgolszam\w*|\bgolpiac\w*|\btotal goals\b"
         rf"|\b{LINE} goals?\b|{LINE}{_CASE} gol\w*", line_of("over")),
        (r"\b(?:btts|gg|both teams)\b[^?!]*?\d (?P<m>no)(?= \d[.,]\d)", _always("btts_no")),
        (r"\b(?:not|don't|won't|fail to) both (?:teams|sides)?\b"
         r"|\b(?:either|any|one|egyik|valamelyik)\b[^?!]{0,20}\bclean sheet\b"
         r"|\bclean sheet\b(?= (?:for |by |from )?(?:either|any|one)\b)"
         r"|\bbtts[ -]?no\b|\bno btts\b"
         r"|\bng\b|\b(?:gg|btts)[ :-]*(?:no|nem)\b(?! (?:tul|rossz))|\b(?:no|nem (?:lesz )?"
         r"|nincs) ?gg\b|\bonly one (?:team|side) (?:to )?scor\w*|\bcsak az egyik"
         r" (?:csapat|fel|gard\w*|egyuttes)\b(?: (?:\w+ )?(?:golt|betalal)\w*)?"
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
        (r"(?P<m>\b(?:nem|se) (?:(?:lo|szerez|rug|vag)\w* (?:\w+ )?golt|talal be))(?: az?)? C",
         _always("team_under_0_5")),
        (r"(?P<m>\bhow many\b)(?: goals)? (?:will|do|does|would|can) (?:the )?C+"
         r" (?:get|score|net|bag)\b", _always("expected_goals")),
        (rf"C(?:'s)? (?P<m>(?:to|will|can|gonna|going to) score\b){_NOT_ONLY}",
         _always("team_over_0_5")),
        (rf"\b(?:will|can|do|does) (?:the )?(?:C+|they|it) (?:\w+ )?(?P<m>score\b){_NOT_ONLY}",
         _always("team_over_0_5")),
        (r"(?P<m>\b(?:(?:lo|rug|szerez|lohet|szerezhet)(?:-e)? (?:majd )?golt"
         r"|golt (?:lo|rug|szerez)(?:-e)?|betalal(?:-e)?))"
         r"(?: (?:is|majd|valaha|egyaltalan|legalabb)| az?)* C",
         _always("team_over_0_5")),
        (r"C\w* (?:\w+ )?(?P<m>(?:lo|rug|szerez|lohet|szerezhet)(?:-e)? golt\b"
         r"|golt (?:lo|rug|szerez)\b|betalal\b)", _always("team_over_0_5")),
        (r"\b(?:dontetlen|iksz|x) ?(?:no|nincs) ?(?:bet|fogadas)\b", _always("draw_no_bet")),
        (r"\b(?:0|nulla)-?[aeo]?s (?:azsiai )?(?:hendi|handi)\w*", _always("draw_no_bet")),
        (r"\b(?:asian )?handicaps?\b(?! ?\S* ?[+-]?\d)|\bhendi(?:kep)?\w*(?! ?\S* ?[+-]?\d)"
         r"|\bazsiai\b",
         _always("handicap")),
        (rf"\bdraw no bet\b|\bdnb\b|\b{_IF_DRAWN},? {_MONEY_BACK}\w*"
         rf"|\b{_MONEY_BACK}\w*(?:,? ha)? {_IF_DRAWN}"
         r"|\bvissza ?jaros\w*", _always("draw_no_bet")),
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
