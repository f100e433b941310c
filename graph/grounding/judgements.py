"""Words that judge or compare, and stand on nothing: “the closest challengers”, “a bargain”.

What such words say no rule here can hold against the facts one by one. So they stand only in a
sentence that a fact backs: with a figure of it, or a claim that is held against it. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.grounding.assertions import goes_on
from graph.grounding.speech import Speech

_WORDS = re.compile(
    r"\b(?:better|worse|closer|closest|stronger|strongest|weaker|weakest|higher|highest|lower"
    r"|lowest|(?<!at )best|(?<!at )worst|most of|more often|less often|only|always|overtak\w+"
    r"|overtook|took over|caught up|challengers?|surpris\w+|bargain"
    r"|(?:under|over)(?:rate|value|price|estimate)[sd]?|generous"
    r"|terrible|poor|bad|awful|dreadful|superb|brilliant|excellent"
    r"|solid|leaky|lethal|clinical|defen[cs]e|attack(?:ing)?|favours|thrash\w*|hammer\w*"
    r"|unbeatable|invincible"
    r"|unstoppable|struggl\w+|dominat\w+|impressive"
    r"|disappoint\w+|narrow\w*|close(?! call)|tight|one-sided|evenly|comfortabl[ey]"
    r"|all (?:season|year)"
    r"|(?<!no )problems?|late winner|as likely as"
    r"|the same|equal\w*|realistic|out of the (?:\w+ )?(?:race|running)|risk(?:y|ier|iest)"
    r"|a lot of|plenty of|usually|normally|tends? to|on the cards|goalless"
    r"|(?:not|\w+n't) (?:won|drawn|scored|conceded)"
    r"|clean sheets?|(?:will|should) (?:end|finish|lose|draw)|(?:likely|expected|set"
    r"|bound) to (?:end|finish)|(?:almost|practically|virtually|nearly|all but) certain"
    r"|(?<!probably )will win|too many|too few|superior"
    r"|play next|face \w+ next|next"
    r" opponent\w*|last (?:win|defeat|victory|loss)|biggest (?:win|defeat|victory|loss))\b"
    r"|\b(?:jobb|rosszabb|kozelebb|erosebb|gyengebb|magasabb|alacsonyabb)(?:ak|ek)?\b"
    r"|\bleg(?!valoszinubb|frissebb|fontosabb|kisebb a harom|utobb|alabb|feljebb|kesobb|kozelebb"
    r"|inkabb)\w+bb\w*"
    r"|\blegtobb\w*|\bmindig\b|\begyetlen\b|\batve(?:tte|szi)\b|\bmeglep\w+|\balulertek\w+"
    r"|\bfelulertek\w+|\b(?:tul|ala)becsul\w*|\btobbre tart\w*|\bvedelm\w*|\btamadas\w*"
    r"|\bstabil\w*|\beros(?!en)\w*|\bverhetetlen\w*|\bdontetlen lesz"
    r"|\blesz a vege|\bgyenge\w*|\brossz\w*|\bpocsek\w*|\bremek\w*|\bkivalo\w*|\bszoros\w*"
    r"|\bkiegyenlitett\w*|\begyoldalu\w*|\begyenletes\w*|\bsima\w*|\bkonnyeden\b"
    r"|\begyformá?n?\b|\bmegegyez\w*|\bugyanakkora\w*"
    r"|\bmajdnem olyan\b|\bkockazatos\w*|\b(?:szinte|gyakorlatilag|majdnem) biztos\w*"
    r"|\bvaloszinuleg (?:\w+ ){0,3}vegez\w*|\bbiztosan\b|\baltalaban\b|\bszoktak?\b"
    r"|\bnem ert\w* egyet\b|\bjobban hisz\w*|\btul (?:sok|keves)\b|\bnem kap(?:nak)? ki\b"
    r"|\bjo esellyel\b"
    r"|\begesz (?:iden|ev|szezon)\w*|\bnagyvonalu\w*|\brengeteg\b|\bsok golt?\b|\bkeves golt?\b"
    r"|\bgol nelkuli\b|\bnem (?:nyert|szerzett)\w*"
    r"|\bkovetkezo ellenfel\w*|\blesz(?:nek)? (?:az? )?(?:bajnok|elso|utolso|\d+\.)"
    r"|\b(?:elso|utolso|\w+dik|\d+\. hely) lesz(?:nek)?\b|\bonly \w+ (?:has|have)\b"
)
_MAYBE = re.compile(r"\b(?:may|might|could|perhaps|maybe|talan|lehet)\b")
#: no judgement of the reader's bet
_OF_ITSELF = re.compile(r"\bno bet\b|\bgood (?:answer|question|luck)\b")


def is_judged(word: str) -> bool:
    """Tell whether a word is one that `judges` holds against what else a sentence has."""
    return _WORDS.fullmatch(word) is not None


def judges(speech: Speech) -> Iterator[str]:
    """Yield what a sentence that no fact backs judges."""
    if (
        _MAYBE.search(speech.text)
        or speech.is_doubted
        or speech.defines
        or _OF_ITSELF.search(speech.text)
        or not (speech.clubs or speech.said.named or speech.said.pair)
    ):
        return
    general = False
    for piece in speech.pieces:
        clause = speech.text[piece.start : piece.end]
        general = goes_on(piece, clause, general=general)
        if not general and (found := _WORDS.search(clause)):
            yield f"no fact backs “{found.group()}”"
            return
