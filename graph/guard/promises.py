"""What no answer may say: promises of a win to anybody, advice on a bet to who must not have it.

Pure and fast: one sentence in, yes or no out. Knows neither figures nor who wrote the sentence.
"""

from __future__ import annotations

import re

from graph.wording import Language
from graph.wording.folding import fold

_PROMISE: dict[Language, str] = {
    "en": (
        r"\bguarante\w+|\brisk[- ]?free|\b(?:no|zero"
        r"|without(?: any)?)[- ](?:any )?risks?\b(?! level)"
        r"|\b(?:can(?:no|')?t|can not|cant|can never|impossible to) (?:\w+ )?(?:lose|fail"
        r"|go wrong)\b"
        r"|\b(?:you|bet|tip|pick|slip|this|it) (?:won'?t|will not|never) (?:lose|fail|miss)\b"
        r"|\bsure(?:st)?[- ]?(?:fire|bets?|wins?|winners?|tips?|things?|profits?|money)\b"
        r"|\b(?:certain|definite|nailed[- ]on|safe)(?:ly)? (?:bets?|wins?|winners?|tips?"
        r"|profits?)\b"
        r"|\b(?:is|are|am|'s|its) (?:an? )?(?:absolutely |100 ?% |completely |totally )?"
        r"(?:certain(?:ty)?|sure|dead cert|lock|banker)\b(?! (?:whether|if|how|which|who|what"
        r"|about))"
        r"|\b(?:will|going to) (?:definitely|certainly|surely|absolutely|for sure)\b"
        r"|\b(?:definitely|certainly|surely) (?:will |going to )?(?:wins?|beats?|comes? in|pays?)\b"
        r"|\b(?:wins?|beats?|pays?|comes? in) (?:\w+ )?(?:for (?:sure|certain)|definitely"
        r"|certainly)\b"
        r"|\b100 ?% (?:sure|safe|certain)|\b(?:easy|free) money\b|\bfoolproof\b|\bdead[- ]cert\b"
        r"|\b(?:put|bet|stake|lump|pile|go) (?:all in|everything|your (?:house|home|shirt"
        r"|mortgage|rent|(?:life )?savings)|the (?:house|mortgage|farm))\b"
        r"|\b(?:doubl|tripl|multipl)\w+ (?:your|his|their) (?:money|stakes?|bankroll|cash)\b"
        r"|\b(?:follow|trust|stick (?:with|to)|listen to|copy)\w* (?:my|our|these) (?:tips?|picks?"
        r"|bets?|advice)\b.*\b(?:profit|win|rich|money|ahead|earn)\w*"
        r"|\b(?:safely|confidently|without (?:worry|worries|hesitation|fear))\b.{0,25}\b(?:bet"
        r"|stake|back"
        r"|put|go)\b|\b(?:bet|stake|back|put|go)\b.{0,30}\b(?:safely|confidently|with confidence"
        r"|without (?:worry|hesitation))\b|\b(?:a|your) (?:big|large|heavy|max\w*) (?:stake|bet)\b"
        r"|\b(?:bet|go|stake) (?:big|heavy|heavily)\b|\bas good as (?:won|done|over)\b"
        r"|\bin the bag\b|\ball but (?:won|over|decided)\b"
        r"|\block of the (?:day|week)\b|\bmust[- ]win bet\b|\bcertainty\b"
    ),
    "hu": (
        r"\b(?:tedd|told|rakd|toljad|tegyel|tegy) (?:fel )?(?:ra )?(?:mindent|mindened\w*"
        r"|az osszes penz\w*|a haz\w*|a megtakaritas\w*)|\bmindent ra\b"
        r"|\bgarant\w+|\bkockazat(?:mentes\w*| nelkul\w*)|\b(?:nincs|nulla) (?:\w+ )?kockazat\w*"
        r"|\b(?:halal|holt|tuti|atom|bomba|szaz ?szazalek(?:ig|osan)? |100 ?%-?\w* )biztos\w*"
        r"|\bbiztos(?:ra|an)?(?: \w+)? (?:nyer\w*|bejo\w*|befut\w*|gyoz\w*|tipp\w*|fogadas\w*"
        r"|profit\w*"
        r"|penz\w*|szelveny\w*|siker\w*|haszon|hasznot|lesz)\b|\bbiztosra (?:veheto|mehetsz"
        r"|vehetsz)\w*"
        r"|\b(?:nyer\w*|gyoz\w*|bejon|befut)(?: (?!kevesbe|nem|sem|aligha)\w+)?"
        r" (?:biztosan|biztos)\b|\b(?:ez|az) biztos\b"
        r"|\bbiztonsagos (?:fogadas|tipp|szelveny)\w*|\btuti\w*"
        r"|\bziher\w*|\bfix (?:tipp|nyer|meccs|szelveny|fogadas)\w*|\bszazszazalek\w*"
        r"|\bnem (?:\w+ )?(?:veszithet\w*|veszthet\w*|bukhat\w*|buksz|veszitesz)\b"
        r"|\b(?:nem|lehetetlen) (?:lehet )?(?:elbukni|veszteni|bukni|vesziteni)\b"
        r"|\bnagyban (?:fogad|tegy|tedd|rak)\w*|\bfogad(?:j|hatsz) (?:ra )?nagyban\b"
        r"|\bnyugodtan (?:\w+ )?(?:tedd|tehet\w*|rak\w*|fogad(?:j|hat)\w*|jatszd|vidd|mehet\w*)"
        r"|\b(?:nagy|nagyobb|komoly|maximalis) tet(?:et|tel)\b|\b(?:mar|gyakorlatilag|szinte)"
        r" (?:lefutott|eldolt|megvan|zsebben)\w*"
        r"|\b(?:meg)?(?:duplaz|tripl|haromszoroz|tobbszoroz|sokszoroz)\w*(?: \w+)?"
        r" a (?:penz|tet|tok)\w*"
        r"|\bpenz\w* (?:meg)?(?:duplaz|haromszoroz|tobbszoroz|sokszoroz)\w*"
        r"|\b(?:mindenkepp\w*|egeszen biztosan) (?:nyer|bejon|gyoz|befut)\w*"
    ),
}
#: what turns a promise round: nothing is guaranteed, no bet is sure
_DENIED: dict[Language, str] = {
    "en": (
        r"\b(?:nothing|no ?one|nobody|none|neither|no|not|never|nor|cannot|can't|\w+n't|without"
        r"|far from|hardly|nobody's)\b(?:[^.,;:!?]{0,45})$"
    ),
    "hu": (
        r"\b(?:semmi|senki|sem|se|nem|nincs(?:en)?|soha|sosem|egyik|aligha|sehol|messze|kevesbe)\b"
        r"(?:[^.,;:!?]{0,45})$"
    ),
}
_DENIED_AFTER: dict[Language, str] = {
    "en": r"^(?:[^.,;:!?]{0,30})\b(?:(?:do(?:es)?|is|are)(?: not|n't)|not exist|no such)",
    "hu": r"^(?:[^.,;:!?]{0,30})\b(?:nincs(?:en)?|nem|sincs|nelkul|sem)\b",
}
#: a denial inside the promise itself says nothing against it: “cannot lose”, “no risk”
_OWN_DENIAL = re.compile(r"\b(?:no|zero|without|never|can|cannot|cant|won|nem|sem|soha|nincs)\b")

_ADVICE: dict[Language, str] = {
    "en": (
        r"\bstak(?:e|es|ed|ing)\b|\bbankroll\b|\bkelly\b|\bwager\w*|\bpunt\b"
        r"|\bback(?:ing)? (?:\w+ )?"
        r"(?:at|to|on|the|them|him|it)\b|\b(?:bet|put|place|lump|risk) (?:\w+ ){0,4}(?:on|at)\b"
        r"|\b(?:good|great|nice|best|strong|smart|clever|worth(?:while)?|fair|solid|decent)\b"
        r"[^.]{0,20}\b(?:bets?|prices?|odds|value|punt|play)\b|\bworth (?:a |the )?"
        r"(?:bet|look|punt|go|taking|backing|it|playing)\b|\bvalue (?:bet|at|in|on|here|pick"
        r"|price)\w*"
        r"|\b(?:is|are|has|have|offers?|there's|real|some|clear) (?:good |great |real |some "
        r"|a )*value\b"
        r"|\bvalue\b[^.]{0,15}\b\d|\bexpected (?:value|profit|return)\b|\bedge\b|\bdouble (?:up"
        r"|your)\b"
        r"|\b(?:bet|betting|tip|pick|play)s?\b[^.]{0,25}\b(?:recommend|suggest|advis|go for"
        r"|take)\w*"
        r"|\b(?:recommend|suggest|advise|go for|take)\w*\b[^.]{0,40}\b(?:bets?|odds|prices?|over"
        r"|under"
        r"|at \d)\b|\bno bet\b|\b(?:acca|accumulator|parlay|slip)\b"
    ),
    "hu": (
        r"\bt[e]t(?:et|je|ed|edet|tel|re|nek|ek|eket)?\b|\bbankroll\w*|\bkelly\w*|\btokedet?\b"
        r"|\btokedbol\b"
        r"|\bfogad(?:j|jal|d|nek|hatsz|asra|ast|as|asok|asi|ni)\b|\b(?:tegyel|tegyed|tedd|rakj"
        r"|rakd|rakjal"
        r"|tolj|told)\b|\berdemes\b[^.]{0,30}\b(?:fogad|megtenni|megrakni|feltenni|jatszani|ra)\w*"
        r"|\bmeger(?:i|het|ne)\b|\b(?:van|latok|lathato|nagy|jo|valodi|komoly)\b[^.]{0,20}\bertek\b"
        r"|\bertekes (?:tipp|fogadas|szorzo|odds)\w*|\bertek(?:et)? (?:van|latok|kinal|rejlik)\b"
        r"|\bvarhato (?:ertek|nyereseg|haszon|hozam)\w*|\bajanl(?:om|ott|ok|anam)\b[^.]{0,40}"
        r"|\b(?:realis|korrekt|tisztesseges) (?:ar|szorzo|odds)\w*"
        r"|\bjo (?:ar|szorzo|odds|tipp|fogadas)\w*|\bduplazd\b|\b(?:kombi|kotes|szelveny)\w*"
    ),
}
#: words about advice that is not given are no advice
_WITHHELD = re.compile(
    r"\b(?:hold(?:ing)? back|held back|withh[eo]ld\w*|(?:can(?:no|')?t|do not|don't|won't|will not"
    r"|not)"
    r" (?:\w+ )?(?:give|offer|weigh|advise|recommend|suggest|tell|talk|help with|put)"
    r"|no (?:betting )?(?:advice|tips?)|visszatart\w*|(?:nem|most nem) (?:\w+ )?(?:adok|adhatok"
    r"|mondok"
    r"|merlegel\w*|ajanlok|ajanlhatok|segithetek|beszelek|beszelhetek)|nem ajanl\w*)\b"
)

#: … unless more follows: “I cannot advise you, but stake five”
_YET = re.compile(r"\d|\b(?:but|however|though|unless|still|de|viszont|azonban|hacsak|megis)\b")

_PROMISES = {name: re.compile(pattern) for name, pattern in _PROMISE.items()}
_BEFORE = {name: re.compile(pattern) for name, pattern in _DENIED.items()}
_AFTER = {name: re.compile(pattern) for name, pattern in _DENIED_AFTER.items()}
_ADVISES = {name: re.compile(pattern) for name, pattern in _ADVICE.items()}


def allows(sentence: str, language: Language, held_back: bool) -> bool:
    """Tell whether a sentence may be shown.

    Parameters
    ----------
    sentence : as it is to be shown, whoever wrote it.
    language : of the answer; promises in the other language are refused as well.
    held_back : True: betting advice is kept from the reader, so that no sentence may advise a bet,
        a stake or a price.
    """
    said = fold(sentence).replace("*", "")
    if any(_promises(said, each) for each in _PROMISES):
        return False
    return not held_back or not _advises(said, language)


def _promises(said: str, language: Language) -> bool:
    return any(
        not _is_denied(said, found, language) for found in _PROMISES[language].finditer(said)
    )


def _is_denied(said: str, found: re.Match[str], language: Language) -> bool:
    if _BEFORE[language].search(said[: found.start()]):
        return True
    # “guaranteed wins do not exist”
    return not _OWN_DENIAL.search(found[0]) and bool(_AFTER[language].search(said[found.end() :]))


def _advises(said: str, language: Language) -> bool:
    if not _ADVISES[language].search(said):
        return False
    return not _WITHHELD.search(said) or bool(_YET.search(said))
