"""What a message wants, from cue words of both languages: one table, first match wins.

Patterns see folded text in which names are blanked: CLUB, DAY, PRICE, LEAGUE, SCORE. What no cue
decides, the names at hand decide (`reading`). Knows no tools.
"""

from __future__ import annotations

import re
from enum import Enum


class Intent(str, Enum):
    """What a clause of a message asks for."""

    SET_PREFERENCE = "set_preference"
    SAVE_INSIGHT = "save_insight"
    SEARCH_INSIGHTS = "search_insights"
    SHOW_PREFERENCES = "show_preferences"
    SEASON = "season"
    HEAD_TO_HEAD = "head_to_head"
    WHY = "why"
    RESULTS = "results"
    TABLE = "table"
    REPORT = "report"
    VALUE = "value"
    TIPS = "tips"
    CHANCES = "chances"
    FIXTURES = "fixtures"
    #: a match is spoken of, without a question that a word tells
    MATCH = "match"
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    OTHER = "other"


_CUES: tuple[tuple[Intent, str, str], ...] = (
    # intent, English, Hungarian (folded: no accents)
    (Intent.SAVE_INSIGHT,
     r"^(?:please |can you |could you )?(?:remember|note|save|write down|keep in mind)\b"
     r"(?! me\b)(?!.*\?$)",
     r"\bjegyezd (?:meg|fel|le)\b|\bmentsd el\b|\bird (?:fel|le)\b|\bne felejtsd\b"
     r"|\bemlekezz(?: arra)?,? hogy\b"),
    (Intent.SEARCH_INSIGHTS,
     r"\bwhat (?:do|did) (?:you|we|i) (?:know|remember|note|save|say|tell you)\w*\b(?!.* about me)"
     r"|\bwhat have (?:you|we|i) (?:noted|found|saved|learn\w*)|\b(?:insight|note)s? (?:on|about|for)"
     r"|\b(?:any|my|show|search|list) (?:\w+ )?(?:insights|notes)\b|\bremember about\b",
     r"\bmit (?:tudsz|jegyeztel|mentettel|jegyeztunk|irtal|mondtam|talaltal)\b(?!.*\brolam\b)"
     r"|\bjegyzet\w*|\bmeglatas\w*|\bmire emlekszel\b|\bemlekszel\b|\btudsz valamit\b"),
    (Intent.SET_PREFERENCE,
     r"\bmy (?:favou?rite|fav) (?:team|club|side|league|market)s? (?:is|are)\b(?!.*\?)"
     r"|\b(?:set|make|change|put|keep|switch) (?:my |the )?(?:risk|bankroll|budget|odds|language|stake"
     r"|favou?rite|minimum|maximum|max|min)\b|\bi(?: am|'m) an? .*(?:fan|supporter)\b|\bi support\b"
     r"|\bmy (?:bankroll|budget|risk)(?: is| to| level| should)?\b(?!.*\?)|\bbankroll (?:of )?\d"
     r"|\bi (?:prefer|want|like|use) (?:\w+ )?(?:low|medium|high)(?:er)? risk\b"
     r"|\b(?:low|medium|high) risk please\b|\b(?:speak|answer|reply|talk)(?: to)?(?: me)?(?: in)? "
     r"(?:english|hungarian)\b|\b(?:decimal|fractional|american) odds\b",
     r"\bkedvenc (?:csapatom|klubom|ligam|bajnoksagom|piacom)\b(?!.*\?)|\bszurkolok\b"
     r"|\b(?:drukker|szurkolo)\w* vagyok\b|\bdrukkolok\b|\b(?:legyen|allits\w*|maradjon|szeretnek)\b.*"
     r"\bkockazat\w*|\bkockazat\w* (?:legyen|alacsony|kozepes|magas|szint)"
     r"|\b(?:alacsony|kozepes|magas|kis|nagy) kockazat\w*|\bbank(?:roll)?(?:om)?\b.*\d|\btokem\b"
     r"|\b(?:valaszolj|beszelj|irj)\b.*\b(?:magyarul|angolul)\b|\b(?:tizedes|tort|amerikai) odds\w*"),
    (Intent.SHOW_PREFERENCES,
     r"\b(?:my|show) (?:\w+ )?(?:preferences|settings|favou?rites|profile)\b|\bwhat do you know about me\b"
     r"|\b(?:what|who|which) (?:is|are) my (?:favou?rite|risk|bankroll|budget|team)"
     r"|\bmy favou?rite (?:team|club|league)s?\b",
     r"\bbeallitasai?m\w*|\bkedvenceim\w*|\brolam\b|\b(?:mi|ki|mik|kik|melyik) (?:a|az)? ?kedvenc"
     r"|\bmekkora a (?:bank|kockazat)\w*|\bpreferencia\w*"),
    (Intent.SEASON,
     r"\bwin the (?:LEAGUE|league|title|championship|cup)\b|\bwin LEAGUE\b|\bchampions? (?:this|of|in)\b"
     r"|\bbe(?:come)? champions?\b|\b(?:get|be|go) relegated\b|\brelegation (?:chance|odds|prob)\w*"
     r"|\btitle (?:race|odds|chances)\b|\btop (?:four|4) finish\b",
     r"\b(?:lesz|lehet) (?:a |az )?bajnok\b|\bbajnok (?:lesz|lehet|idan)\b|\bbajnoki cim\w*"
     r"|\bmegnyeri (?:a|az) (?:LEAGUE|bajnoksag|liga)\w*|\bki(?:k)? es(?:ik|nek) ki\b|\bkiesik\b"),
    (Intent.HEAD_TO_HEAD,
     r"\bhead[- ]?(?:to|2)[- ]?head\b|\bh2h\b|\b(?:past|previous|earlier|recent|last (?:\w+ )?)"
     r" ?(?:meeting|encounter|clash)\w*|\bmeetings? between\b|\brecord (?:against|vs?\.?|versus)\b"
     r"|\bhistory (?:between|of|against)\b|\bwhen did .*\blast (?:play|meet|beat)\b"
     r"|\blast time .*\b(?:met|played|beat)\b|\bhow (?:often|many times)\b.*\b(?:beat|beaten|won|met)\b",
     r"\begymas\w* (?:ell|folott)\w*|\begymassal\b|\bh2h\b|\bmultbeli\b|\bkorabbi (?:talalk|osszecsap"
     r"|parharc)\w*|\belozo (?:talalk|parharc)\w*|\bparharc\w*|\bmerleg\w*"
     r"|\bhanyszor (?:nyert|verte|gyozott|talalkoz|jatszott)\w*|\bmikor (?:jatszottak|talalkoztak)\b"),
    (Intent.WHY,
     r"^(?:but |and )?why\b|\bhow come\b|\bexplain\b|\bbased on what\b|\bon what basis\b"
     r"|\bwhat(?:'s| is) (?:the reason|behind)|\bwhy (?:do|is|are|so|not)\b|\bhow did you (?:get|work)",
     r"\bmiert\b|\bmi(?:n|re) alap\w*|\bmi alapjan\b|\bindokold\w*|\bmagyarazd\w*|\bmagyarazat\w*"
     r"|\bhonnan (?:veszed|tudod|jon)|\bmivel magyaraz\w*|\bhogy(?:an)? jott ki\b"),
    (Intent.RESULTS,
     r"\bwho won\b|\b(?:did|have|has) (?:the )?CLUB (?:\w+ )?(?:win|won|lose|lost|beat|beaten|draw|drawn|play"
     r"|played|do|get on|score|scored)\b|\bhow did (?:the )?CLUB\b|\bwhat was the (?:\w+ )?(?:score|result)\b"
     r"|\b(?:score|result)s? (?:of|from|in|on|for)\b|\b(?:last|latest|recent|previous) (?:\w+ )?(?:match|game|result|score)"
     r"(?:es|s)?\b|\bresults?\b|\bhow did .* (?:finish|end)\b|\bfull[- ]time\b|\b(?:was|were) the scores?\b",
     r"\bmi lett\b|\bmilyen lett\b|\bmennyi(?:re)? (?:lett|vegzod\w*|nyert\w*|kapott)|\beredmeny(?:ek|e|ei|t)?\b(?! (?:lesz|varhato))"
     r"|\bnyert(?:e|ek)?\b|\bgyozott\w*|\bkikapott\w*|\bvesztett\w*|\bvegzodott\w*|\bhogy(?:an)? "
     r"(?:jatszott|szerepelt|vegzett)\w*|\b(?:utolso|legutobbi|legutolso|elozo|mult) (?:\w+ )?(?:meccs|merkozes|eredmeny)\w*"
     r"|\bjatszott\w*|\bverte\b|\bmegverte\b|\blegyozte\b"),
    (Intent.TABLE,
     r"\btable\b|\bstandings?\b|\bwho(?:'s| is| are)? (?:leads?|leading|top|first|bottom|last)\b|\btop of (?:the )?(?:LEAGUE|league)"
     r"|\bbottom of\b|\branking\w*|\bleague (?:position|place)\w*|\bwhere (?:is|are) (?:the )?CLUB\b"
     r"|\bhow many points\b|\bleads? (?:the )?LEAGUE\b|\bin what (?:place|position)\b|\bpoints (?:do|does|has|have)\b",
     r"\btabella\w*|\b(?:bajnoki )?(?:allas|allasa|allast)\b|\bki(?:k)? vezet\w*|\bki az elso\b|\bhanyadik\w*"
     r"|\bsereghajto\w*|\bhelyezes\w*|\bhany pont\w*|\bki all (?:az )?elen\b|\blistavezeto\w*|\butolso hely\w*"
     r"|\bhol (?:all|tart)\b|\bkiesozona\w*"),
    (Intent.REPORT,
     r"\bform\b|\bhow (?:is|are|has|have|well) .*\b(?:doing|playing|been|done|performing|play)\b|\brecord\b"
     r"|\bstreaks?\b|\bunbeaten\b|\bstat(?:s|istics)\b|\blast (?:five|six|ten|\d+) (?:games|matches|results)"
     r"|\btell me about (?:the )?CLUB(?! (?:and|v|vs|against))|\b(?:this|their) season\b|\bin good shape\b|\bbiggest (?:win|defeat|loss)\b",
     r"\bform(?:a|aja|aban|aja?t|at)\b|\bhogy(?:an)? (?:all|megy|szerepel|muzsikal|jatszik|teljesit|fut)\b|\bsorozat\w*"
     r"|\bveretlen\w*|\bstatisztika\w*|\bidenye\w*|\butolso (?:ot|hat|tiz|par|nehany|\d+) (?:meccs|merkozes)\w*"
     r"|\blegnagyobb (?:gyozelm|vereseg)\w*|\bmilyen passzban\b|\bmeselj\b|\bteljesitmeny\w*|\bez(?:t)? az idenyt?\b"),
    (Intent.TIPS,
     r"\btips?\b(?!.*CLUB)|\brecommend\w*|\bbest bets?\b|\bsafest\b|\bsure(?:st)? (?:thing|bet|pick)s?\b|\bbankers?\b"
     r"|\bpicks?\b|\bwhat should i bet\b|\bsuggest\w*|\bmost likely (?:winner|home)|\bany(?:thing)? (?:good|value|worth)\b(?!.*CLUB)"
     r"|\bwhere is (?:the |there )?value\b(?!.*CLUB)|\bpredict(?:ion)?s? for (?:DAY|the|LEAGUE)(?!.*CLUB)",
     r"\btippek\w*|\btippelj\b|\btippet\b(?!.*CLUB)|\bajanl\w*|\blegbiztosabb\w*|\bfix(?:ek|tipp|et)?\b|\bjavasol\w*"
     r"|\bmire (?:erdemes )?(?:fogad|tegy|tipp)\w*(?!.*CLUB)|\bmit (?:fogadjak|jatsszak|tippelsz|tegyek)\b(?!.*CLUB)"
     r"|\bhol van ertek\b|\bvan (?:valami )?(?:jo|ertek\w*)\b(?!.*(?:CLUB|PRICE|erre|rajta|abban|benne))"),
    (Intent.VALUE,
     r"\bvalue\b|\bworth (?:it|a |the |taking|backing|betting)|\bgood (?:bet|price|odds)\b|\bfair (?:odds|price)s?\b|\bedge\b"
     r"|\b(?:over|under)priced\b|\bshould i (?:bet|back|take|put)\b|\bexpected value\b|\bbreak[- ]?even\b"
     r"|\bmargin\b|\bbookm\w+|\bbookie\w*|\b(?:what|which) (?:are the |is the |'s the )?(?:odds|price)s?\b(?! (?:of|that))"
     r"|\bodds (?:for|on|do|comparison)\b|\bcompare\b.*\bodds\b|\bgenerous\b|\bprice\b|\bbet on\b|\bback(?:ing)? (?:CLUB|the)\b"
     r"|\btoo (?:short|low|high)\b|\blong enough\b|\bmarket (?:say|think|odds)\w*|\bPRICE\b",
     r"\bertek(?:es)?\b|\bmegeri\b|\berdemes\b|\bjo (?:fogadas|ar|szorzo|odds)\b|\bfair (?:odds|szorzo)\w*|\bodds\w*"
     r"|\bszorzo\w*|\bvarhato (?:ertek|hozam|nyereseg)\w*|\barres\w*|\bfogad(?:jak|ni|nek|hatok|as)\w*|\b(?:meg)?tegyem\b|\bfogadoirod\w*"
     r"|\biroda\w*|\btul (?:alacsony|magas|keves)\b|\bmegtegyem\b|\bbejatsz\w*"),
    (Intent.CHANCES,
     r"\bwho(?:'s| is| do| will|'ll| would)?(?: \w+){0,3} (?:win|wins|winning|beats?|take)\b|\bchances?\b|\bprobab\w*|\blikel\w*|\bodds (?:of|that)\b"
     r"|\bpredict\w*|\bforecast\w*|\btips?\b|\bfavou?rites?\b|\bwin(?:s|ning|ner)?\b|\bbeat(?:s|ing)?\b|\bgoals?\b|\bscor(?:e|es|ing|eline)\b"
     r"|\bbtts\b|\bdraws?\b|\bover/under\b|\bxg\b|\bdouble chance\b|\bdraw no bet\b|\bdnb\b|\bwhat do you (?:think|reckon)\b|\blose\b|\bunder\b|\bupset\b",
     r"\besely\w*|\bnyer\b|\bnyerni\b|\bnyerhet\w*|\bnyerjen\b|\bmegnyeri\b|\bgyoz\b|\bgyozhet\w*|\blegyoz\w*|\bmegver\w*|\belver\w*|\bkikap\b|\bveszit\w*"
     r"|\bdontetlen\w*|\bvaloszin\w*|\btipp\w*|\bjosl\w*|\bgol\w*|\bmi lesz\b|\bvegeredmeny\w*|\besely\w*|\bszerinted\b|\bmindket\w*|\bbirja\b|\bgyozelm\w*|\bgyozte\w*|\besik\b"),
    (Intent.FIXTURES,
     r"\bwhen (?:do|does|is|are|will)\b|\bwhen's\b|\bnext (?:\w+ )?(?:match|game|fixture|opponent)\w*|\bfixtures?\b|\bschedule\b|\b(?:what|which|any|list|show) (?:\w+ ){0,3}"
     r"(?:match|game|fixture)\w*|\bwho (?:do|does|are|is|will) (?:the )?CLUB (?:play|face|meet|up against)\w*|\bwho plays\b|\bwho(?:'s| is) playing\b"
     r"|\bwhat(?:'s| is) on\b|\bkick[- ]?off\b|\bopponents?\b|\bcoming up\b|\b(?:do|does|are|is) (?:the )?CLUB play\w*",
     r"\bmikor\b|\bkovetkezo (?:meccs|ellenfel|merkozes|fordulo)\w*|\b(?:milyen|mely|melyik|van|vannak|lesz|lesznek|valami) (?:\w+ )?(?:meccs|merkozes)\w*|\bmeccs\w* (?:lesz|van)\w*"
     r"|\bkivel (?:jatsz|meccsel)\w*|\bkik(?:kel)? jatsz\w*|\bprogram\w*|\bsorsolas\w*|\bmenetrend\w*|\bfordulo\w*|\bellenfel\w*|\bki ellen\b|\bhany orakor\b"
     r"|\bmi megy\b|\bjatszik\b"),
    (Intent.MATCH,
     r"\bmatch(?:es)?\b|\bgames?\b|\bplay(?:s|ing)?\b|\bagainst\b|\bvs?\b",
     r"\bmeccs\w*|\bmerkozes\w*|\bjatszanak\b|\bhelyzet\b|\bellen\b|\btalalkozo\w*|\brangado\w*"),
    (Intent.THANKS,
     r"^(?:ok(?:ay)?,? )?(?:thanks?|thank you|thx|cheers|great|perfect|nice one|ta)\b",
     r"^(?:oke?,? )?(?:kosz\w*|koszon\w*|nagyon koszon\w*|szuper|remek|kiraly)\b"),
    (Intent.HELP,
     r"\bhelp\b|\bwhat can you (?:do|tell)\b|\bwho are you\b|\bhow (?:do|does) (?:you|this|it) work\b|\bwhat are you\b|\bwhat (?:can|should) i ask\b|\bcommands?\b",
     r"\bsegits\w*|\bsegitseg\w*|\bmit tudsz\b|\bki vagy\b|\bmire vagy (?:jo|kepes)\b|\bmiben tudsz\b|\bhogy(?:an)? mukod\w*|\bmit kerdezhet\w*"),
    (Intent.GREETING,
     r"^(?:hi+|hello+|hey|good (?:morning|evening|afternoon|day))\b",
     r"^(?:szia\w*|hello\w*|hali|helo|udv\w*|jo (?:napot|reggelt|estet)\w*|szevasz\w*|cso)\b"),
)  # fmt: skip

CUES: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(f"{english}|{hungarian}")) for intent, english, hungarian in _CUES
)

_CLAUSES = re.compile(
    r"[?!;]+\s*|\.\s+|,\s*(?:and|es|and also|meg|illetve|valamint)\s|\s(?:and|es|valamint|illetve)\s|,\s+"
)


def intent_of(masked: str) -> Intent | None:
    """Return the intent whose cue comes first in the table; None without any cue."""
    return next((intent for intent, cue in CUES if cue.search(masked)), None)


def intents_of(masked: str) -> tuple[Intent, ...]:
    """Return what each clause of a message wants, in order, each intent once.

    A clause without a cue belongs to the one before it.
    """
    whole = intent_of(masked)
    if whole in _NEVER_SPLIT:
        return (whole,)
    parts = [intent_of(part) for part in _CLAUSES.split(masked) if part.strip()]
    found = [part for part in dict.fromkeys(parts) if part not in _SMALL_TALK and part]
    if not found:
        return (whole,) if whole else ()
    return tuple(found)


_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})
_NEVER_SPLIT = frozenset(
    {Intent.SAVE_INSIGHT, Intent.SET_PREFERENCE, Intent.SEARCH_INSIGHTS, Intent.SHOW_PREFERENCES,
     Intent.HEAD_TO_HEAD, Intent.SEASON}
)  # fmt: skip
