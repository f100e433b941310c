"""What no tool of ours tells: who is fit, who plays, the weather, the mood, what others think.

A language model writes such things from memory, and they are as wrong as a wrong figure. They stand
only where they are said not to be known, or are told by a note that is quoted. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.grounding.speech import Speech
from graph.wording.folding import fold

_SUBJECTS = re.compile(
    # players, and who plays
    r"\b(?:players?|strikers?|wingers?|midfield\w*|defenders?|(?:goal)?keepers?|captain|squad|bench"
    r"|line-?ups?|starting (?:xi|eleven)|team news|substitut\w*|hat[- ]tricks?|goalscor\w*"
    r"|penalt(?:y|ies)|injur\w+|suspen(?:ded|sions?)|fitness|fit again|(?:is|are) fit"
    r"|sidelined|absen(?:t|ces?)"
    r"|unavailable|rested|rotat\w+|fatigue\w*|tired\w*|transfers?|signings?"
    # who leads them, and who judges
    r"|managers?|coach(?:es)?|referees?|tactic\w*|formation|counter-?attack\w*"
    # who scores, and what never fails
    r"|(?:top|first|next) scorers?|always (?:has|have|wins?|los\w+|scor\w+|beats?|draws?|ends?)"
    # where they stood before
    r"|(?:dropped|fell|slipped|climbed|moved|rose|jumped|went) (?:up |down "
    r"|back )?(?:in)?to (?:the )?"
    r"(?:first|second|third|fourth|fifth|top|bottom|summit|\d)\w*"
    # weather, mood
    r"|weather|rain\w*|windy?|snow\w*|motivat\w+|morale|momentum|must[- ]win"
    r"|hopes alive|(?:nothing|everything|little|plenty|lots|much) (?:\w+ ){0,2}?to"
    r" (?:play|fight) for|low on confidence|revenge|crowd|atmosphere|supporters"
    # what others think, and how prices moved
    r"|bettors|punters|public money|experts?|pundits?|tipsters?|drift(?:s|ed|ing)?"
    r"|shorten(?:s|ed|ing)?"
    r"|(?:odds|prices?|lines?)(?: (?:on|for) [\w ]{2,20}?)? (?:have|has|had|(?:is|are|was|were)"
    r"|keeps?) (?:\w+ )?(?:mov|dropp"
    r"|fall|ris|com(?:e|ing) (?:in|down)|sl[iu][dp]|tighten|go(?:ing|ne)? (?:up|down))\w*)\b"
    r"|\b(?:jatekos|csatar|kapus|kozeppalyas|kulcsember|kezdocsapat|trener|felallas|serul|serult"
    r"|eltilt"
    r"|pihentet|rotal|faradt|edzo(?:je|i|k)?\b|jatekvezeto|tizenegyes|taktika|idojaras|motiv"
    r"|onbizalm|lendulet|bosszu|szurkolo|kozonseg|szakerto|elemzok|golkiraly|csapatkapitany"
    r"|golszerzo|igazolas"
    r"|tippadok)\w*"
    r"|\b(?:vedo(?:je|i|k|ket|jet)|beallo|biro|beteg|eso|esos|szeles|atigazol\w*)\b"
    r"|\bmindig (?:\w+ ){0,3}(?:nyer|gyoz|esik|kikap|veszit|lo|lonek|gol\w*|szoros|dontetlen)\b"
    r"|\b(?:hianyzik|hianyoznak|hianyzo\w*)\b|\bvisszater\w* (?:a )?serul\w*"
    r"|\bmuszaj (?:nyer|gyoz)\w*|\bnincs(?:en)? (?:\w+ )?tetje\b|\bfogadok (?:tobbseg|nagy resz)\w*"
    r"|\b(?:odds|szorzo)\w* (?:\w+ ){0,3}?(?:csokken|emelked|mozd|mozog|esik|esett|zuhan|csusz"
    r"|rovidul|ment|megy|lejjebb|feljebb)\w*"
)
#: what a club needs or wants; a bet may need figures
_MOTIVES = re.compile(
    r"\b(?<!you )(?:needs?|wants?|ha(?:s|ve) to|must|hopes?|aims?|looks? to|(?:are"
    r"|is) looking to) (?:this"
    r"|to|a|the|all|every|points?|win|something)\b"
    r"|\b(?:kell|akar\w*|szuksege van|szeretne|szeretnek)\b"
)
_MINDS = re.compile(
    r"^\w{0,3} (?:will |must )?(?:knows?|believes?|feels?|thinks?|fears?|dreams?)\b"
    r"|^\w{0,3} (?:tudja|tudjak|hiszi|hiszik|erzi|erzik|fel|felnek)\b"
)
_FIGURE = re.compile(r"\d ?%|\d[.,]\d")
#: that it is not known, or may be, or had better be looked up
_UNKNOWN = re.compile(
    r"\b(?:no|not|nor|never|neither|without|cannot|nothing|unknown|unaware|outside|beyond|ignor\w+"
    r"|check|look at|keep an eye|depend\w*|may|might|could|if|unless|whether|beforehand)\b|n't\b"
    r"|\b(?:nem|nincs\w*|sem|sincs\w*|nelkul\w*|ismeretlen|ellenorizd|nezd|figyeld|fugg\w*|ha|lehet"
    r"|talan|esetleg|hacsak)\b"
)
#: that holds for all that follows it
_KNOWS_NOT = re.compile(
    r"\b(?:don't|do not|can't|cannot|couldn't) (?:know|tell|say|see)\b"
    r"|\bno (?:information|data|idea)\b|\bnem (?:tudom|tudok|latom|latok|ismerem)\b"
    r"|\bnincs(?:en)? (?:\w+ )?(?:adat|informacio)\w*"
)
#: where a clause ends
_CLAUSE = re.compile(r"[,;:]| - ")
#: a goal without a club that scores it
_SCORES = re.compile(
    r"\b(?:should|will|is going to|likely to|expect\w* to|bound to) (?:\w+ )?(?:score|net|bag)\b"
)
_SIDE = re.compile(
    r"\b(?:both|they|team|side|club|it|we|hosts?|visitors?|either|neither|home|away)\b"
)
#: letters by which a word of a note is known again
_STEM = 5


@dataclass(frozen=True)
class Hearsay:
    """Knows what somebody's notes say of such things.

    Parameters
    ----------
    notes : the texts of insights among the facts.
    """

    notes: Sequence[str] = ()

    def faults(self, speech: Speech) -> Iterator[str]:
        """Yield what a sentence about a match tells that no tool does."""
        if not (speech.clubs or speech.said.named or speech.said.pair) or "?" in speech.text:
            return
        text = speech.unquoted
        for found in _SUBJECTS.finditer(text):
            if not (is_unknown(found, text) or self._is_noted(found)):
                yield f"no tool tells of “{found.group()}”"
        motive = _MOTIVES.search(text)
        clubs = [club for club in speech.clubs if club.role == "actor"]
        if any(_MINDS.match(text[club.end :]) for club in clubs) and not _FIGURE.search(text):
            yield "no tool tells what a club knows or feels"
        if motive and clubs and not _FIGURE.search(text) and not is_unknown(motive, text):
            yield f"no tool tells what “{motive.group()}” says"
        scores = _SCORES.search(text)
        if scores and not speech.clubs and not (_SIDE.search(text) or is_unknown(scores, text)):
            yield f"no tool tells who “{scores.group()}”"

    def _is_noted(self, found: re.Match[str]) -> bool:
        stem = found.group()[:_STEM]
        return any(stem in fold(note) for note in self.notes)


def is_unknown(found: re.Match[str], text: str) -> bool:
    """Whether the clause there says that it is not known; its own words count for nothing."""
    if _KNOWS_NOT.search(text[: found.start()]):
        return True
    ends = [one.start() for one in _CLAUSE.finditer(text)]
    start = max((end for end in ends if end < found.start()), default=0)
    stop = min((end for end in ends if end >= found.end()), default=len(text))
    return bool(_UNKNOWN.search(f"{text[start : found.start()]}|{text[found.end() : stop]}"))
