"""Words that judge or compare, and stand on nothing: “the closest challengers”, “a bargain”.

What such words say no rule here can hold against the facts one by one. So they stand only in a
sentence that a fact backs: with a figure of it, or a claim that is held against it. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    r"|a lot of|plenty of|favou?red|on the cards|goalless"
    r"|(?:not|\w+n't) (?:won|drawn|scored|conceded)"
    r"|clean sheets?|(?:will|should) (?:end|finish|lose|draw)|will win|play next|face \w+ next|next"
    r" opponent\w*|last (?:win|defeat|victory|loss)|biggest (?:win|defeat|victory|loss))\b"
    r"|\b(?:jobb|rosszabb|kozelebb|erosebb|gyengebb|magasabb|alacsonyabb)(?:ak|ek)?\b"
    r"|\bleg(?!valoszinubb|kisebb a harom|utobb|alabb|feljebb|kesobb|inkabb)\w+bb\w*"
    r"|\blegtobb\w*|\bmindig\b|\begyetlen\b|\batve(?:tte|szi)\b|\bmeglep\w+|\balulertek\w+"
    r"|\bfelulertek\w+|\b(?:tul|ala)becsul\w*|\btobbre tart\w*|\bvedelm\w*|\btamadas\w*"
    r"|\bstabil\w*|\beros(?!en)\w*|\bverhetetlen\w*|\bdontetlen lesz"
    r"|\blesz a vege|\bgyenge\w*|\brossz\w*|\bpocsek\w*|\bremek\w*|\bkivalo\w*|\bszoros\w*"
    r"|\bkiegyenlitett\w*|\bsima\w*|\bkonnyeden\b|\begyformá?n?\b|\bmegegyez\w*|\bugyanakkora\w*"
    r"|\bmajdnem olyan\b|\bkockazatos\w*|\bbiztosan\b|\bnem kap(?:nak)? ki\b|\bjo esellyel\b"
    r"|\begesz (?:iden|ev|szezon)\w*|\bnagyvonalu\w*|\brengeteg\b|\bsok golt?\b|\bkeves golt?\b"
    r"|\bgol nelkuli\b|\bnem (?:nyert|szerzett)\w*"
    r"|\bkovetkezo ellenfel\w*|\blesz(?:nek)? (?:az? )?(?:bajnok|elso|utolso|\d+\.)"
    r"|\b(?:elso|utolso|\w+dik|\d+\. hely) lesz(?:nek)?\b|\bonly \w+ (?:has|have)\b"
)
_MAYBE = re.compile(r"\b(?:may|might|could|perhaps|maybe|talan|lehet)\b")
#: said of the words of a match, a bet, a club; not of the weather
_OF_ITSELF = re.compile(
    r"\b(?:i|we) (?:only|just) (?:have|know|see|use|go)\b"
    r"|\b(?:i|we|me|my|you|your)\b (?:can|could|cannot|can't|know|need|have no|don't|do not|found"
    r"|find)"
    r"|\bno bet\b|\bgood (?:answer|question|luck)\b|\bkerdez\w*|\b\w+h[ae]t(?:sz|od|ed)\b"
    r"|\bnem (?:tudok|tudom|talalok"
    r"|talaltam)\b"
)


def judges(speech: Speech) -> Iterator[str]:
    """Yield what a sentence that no fact backs judges."""
    found = _WORDS.search(speech.text)
    if (
        found is None
        or _MAYBE.search(speech.text)
        or speech.is_doubted
        or speech.defines
        or _OF_ITSELF.search(speech.text)
    ):
        return
    if speech.clubs or speech.said.named or speech.said.pair:
        yield f"no fact backs “{found.group()}”"
