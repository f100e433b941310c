"""The user's own words of this turn, and what they are about.

A language model decides which tool is called and with what; what is kept of a user must stand in
what he said himself. `asked` is what the mentor said before, so that a plain “yes” has a meaning.
Knows words in English and Hungarian; what value they hold is `tools.said_values`' subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tools.arguments import plain
from tools.said_clauses import own_clauses

#: letters that tell a word; Hungarian endings come after
STEM = 5
#: so much of a note must stand in the user's words: light rewording is no invention
ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Said:
    """What a user said to the mentor."""

    #: his message
    words: str
    #: what the mentor had said before it; empty at the start of a conversation
    asked: str = ""

    @classmethod
    def of(cls, given: object) -> Said | None:
        """Read what a run hands down; None: the call is no part of a conversation.

        What cannot be read supports nothing.
        """
        if given is None or isinstance(given, Said):
            return given
        if not isinstance(given, Mapping):
            return cls("")
        return cls(str(given.get("words") or ""), str(given.get("asked") or ""))

    @property
    def question(self) -> str:
        """The questions that the mentor had asked, empty where he asked none."""
        return " ".join(re.findall(r"[^.?!\n]*\?", self.asked))

    @property
    def agrees(self) -> bool:
        """Whether it is a plain yes to a question of the mentor's."""
        return bool(self.question and _YES.match(plain(self.words)))

    @property
    def evidence(self) -> str:
        """All that counts as the user's own: his words, and the question he said yes to."""
        return f"{self.words}\n{self.question}" if self.agrees else self.words

    def own_evidence(self, *, denials: bool) -> str:
        """All that counts as the user's own wish; `denials`: also what he says no to."""
        own = own_clauses(self.words, denials=denials)
        return f"{own}\n{self.question}" if self.agrees else own

    def is_about(self, preference: str) -> bool:
        """Whether the user speaks of what a preference is to be, not only of the match."""
        words, subject = plain(self.words), SUBJECTS[preference]
        if self.agrees or (len(words.split()) <= SHORT and "?" not in self.words):
            # an answer: “Chelsea” to “which club do you support?”
            words = f"{words} {plain(self.question)}"
        elif "?" in self.words and not _WISH.search(words):
            return False
        if preference in ODDS and not _RANGE.search(words):
            # what odds there are is no wish for some
            return False
        return bool(subject.search(words) or (preference in FAVOURITES and MORE.search(words)))

    def holds(self, text: str) -> bool:
        """Whether a text is made of the user's words, every figure of it among them."""
        said = stems(self.evidence)
        wanted = stems(text)
        figures = {word for word in wanted if word[0].isdigit()}
        return bool(wanted) and figures <= said and len(wanted & said) >= ENOUGH * len(wanted)

    def wants_noted(self) -> bool:
        """Whether the user asks to keep a note."""
        return bool(_NOTE.search(plain(self.evidence)))

    def wants_forgotten(self) -> bool:
        """Whether the user asks to forget something."""
        return bool(_FORGET.search(_KEEP.sub(" ", plain(self.evidence))))

    def wants_all_forgotten(self) -> bool:
        """Whether the user asks to forget everything about him."""
        words = _KEEP.sub(" ", plain(self.evidence))
        return bool(_FORGET.search(words) and _EVERYTHING.search(words))

    def confirms_forgetting(self, *, notes_only: bool) -> bool:
        """Whether it is a yes to the mentor's question whether to forget everything, or all notes.

        A yes about the notes is none about everything.
        """
        question = plain(self.question)
        asked_of = _ALL_NOTES if notes_only else _ALL_OF_ME
        return bool(self.agrees and _FORGET.search(question) and asked_of.search(question))


def stems(text: str) -> set[str]:
    """Return the first letters of each word that says something, and every figure."""
    return {
        word if word[0].isdigit() else word[:STEM]
        for word in plain(text).split()
        if len(word) > 2 or word[0].isdigit()
    }


#: words of an answer to a question, at most
SHORT = 6
ODDS = ("odds_min", "odds_max")
FAVOURITES = ("favourite_teams", "favourite_leagues", "favourite_markets")

_YES = re.compile(
    r"(?:yes|yeah|yep|yup|sure|of course|ok|okay|please do|do it|go ahead|confirm\w*|correct|igen"
    r"|ja|persze|rendben|oke|mehet|helyes|ugy van|csinald|jo lesz|biztos\w*)\b"
)
_WISH = re.compile(
    r"\b(?:set|make|keep|use|put|change|switch|remember|note|add|remove|forget|i m|i am|i want"
    r"|i prefer|i d like|i like|i love|i support|i follow|please|legyen|allits\w*|tedd|valts\w*"
    r"|jegyez\w*|szeretn\w*|kerek|kerlek|vedd|torold|felejts\w*|szurkolok|drukkolok|mutas\w*"
    r"|ird\w*|irj\w*|beszelj|valaszolj|answer|speak|reply|zarj\w*|exclude)\b"
)
_NOTE = re.compile(
    r"\b(?:remember|notes?|noted?|save|write|jot|store|keep in mind|don t forget|jegyez\w*"
    r"|megjegyez\w*|feljegyez\w*|ments\w*|ird|irjam|felejts\w*|emlekezz\w*|rogzits\w*|tarold)\b"
)
_FORGET = re.compile(
    r"\b(?:forget|forgot|delete|remove|erase|clear|drop|reset|unset|wipe|scrap|take out"
    r"|no longer|any ?more|not my|no (?:max|min|limit)\w*|felejts\w*|elfelejts\w*|torol\w*"
    r"|toroljek|torold|toroljem|kitorol\w*|vedd (?:ki|le)|szedd ki|mar nem|nem szurkolok"
    r"|nincs tobb\w*)\b"
)
#: “don't forget it” asks for the opposite
_KEEP = re.compile(
    r"\b(?:don t|do not|never|dont|ne|nehogy|sose) (?:\w+ )?(?:forget|delete|remove|erase|clear"
    r"|drop|wipe"
    r"|felejts\w*|elfelejts\w*|torol\w*|torold|kitorol\w*)\b"
)
#: what says which odds somebody wants
_RANGE = re.compile(
    r"\b(?:min\w*|max\w*|least|most|lowest|highest|above|over|under|below|between|only|from|up to"
    r"|range|prefer\w*|like|want|interested|never|no (?:less|more|lower|higher)|not (?:less|more)"
    r"|set|keep|use|change|legalabb|legfeljebb|legkisebb|legnagyobb|alatt\w*|felett\w*|folott\w*"
    r"|kozott\w*|csak|szeret\w*|erdekel\w*|legyen|allits\w*|kozt|tol|ig|nal|nel)\b"
)
_EVERYTHING = re.compile(r"\b(?:everything|all|minden\w*|osszes\w*)\b")
_ALL_NOTES = re.compile(r"\b(?:all|every\w*|minden\w*|osszes)\b.*\b(?:notes?|jegyzet\w*)")
_ALL_OF_ME = re.compile(
    r"\b(?:everything|mindent|all (?:that )?i know|all (?:of )?your (?:data|settings))\b"
)
#: one more beside those that are there; or one less
MORE = re.compile(
    r"\b(?:also|too|as well|add|another|other|szinten|tovabba|hozza\w*|melle|tobbi|koze)\b"
    r"|\b(?:to|with|among) my (?:\w+ )?favou?rites\b|\b(?:meg|es) (?:az? )?\w+ is\b"
)
LESS = re.compile(
    r"\b(?:remove|drop|delete|no longer|any ?more|not a fan|don t (?:support|follow|like)|forget"
    r"|mar nem|nem szurkolok|nem drukkolok|vedd (?:ki|le)|torold|torol\w*|szedd ki|felejts\w*)\b"
)

#: odds by their name, or what one bets at: “I never bet under 1.5”, not “under 1.5 goals”
_OF_ODDS = (
    r"odds\w*|prices?|szorzo\w*|oddsz\w*"
    r"|(?:bets?|betting) (?:\w+ ){0,2}?(?:under|below|over|above)\b(?!.*\bgoals?\b)"
    r"|(?<!gol )(?<!golnal )(?:alatt|felett|folott) (?:\w+ ){0,2}?fogad\w*(?!.*\bgol)"
    r"|fogad\w* (?:\w+ ){0,4}?(?:alatt|felett|folott)(?!.*\bgol)"
)
#: preference → what is said of it, in plain letters
SUBJECTS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in {
        "favourite_teams": r"favou?rites?|fav|support\w*|fan|follow\w*|root\w*|cheer\w*|love|adore"
        r"|like|my (?:team|club|side)s?|kedvenc\w*|szurkol\w*|drukk\w*|csapatom\w*|csapataim\w*"
        r"|klubom\w*|kedvel\w*|imad\w*|szeret\w*|hajra|vagyok|szivem\w*",
        "favourite_leagues": r"favou?rites?|fav|follow\w*|love|like|watch\w*|i m into|im into"
        r"|my leagues?|kedvenc\w*"
        r"|kovet\w*|ligam\w*|ligaim\w*|bajnoksagom\w*|bajnoksagaim\w*|kedvel\w*|imad\w*|szeret\w*"
        r"|nezem|nezni|interested|erdekel\w*",
        "favourite_markets": r"favou?rites?|fav|markets?|like|prefer|love|kedvenc\w*|piac\w*"
        r"|kedvel\w*|szeret\w*|inkabb",
        "risk": r"risk\w*|careful\w*|cautious\w*|conservative|brave|bold|aggressive|kockazt?at\w*"
        r"|ovatos\w*|bator\w*|meresz\w*|biztonsag\w*|safe|konzervativ\w*|agressziv\w*|bevallalos\w*",
        "odds_min": _OF_ODDS,
        "odds_max": _OF_ODDS,
        "odds_format": r"odds\w*|format\w*|prices?|szorzo\w*|forma\w*|decimals?|fraction\w*"
        r"|tizedes\w*|tort(?:es|ek)?\w*",
        "bankroll": r"bank\w*|budget|money|tokem\w*|toke|keret\w*|penz\w*|forint\w*|ft|huf|euros?"
        r"|eur|pounds?|dollars?",
        "max_stake_share": r"stakes?|staking|tet\w*|bets?|bankroll\w*|fogad\w*|tegyek|rakjak"
        r"|kockaztat\w*|ajanl\w*|recommend\w*|suggest\w*",
        "language": r"language|english|hungarian|angol\w*|magyar\w*|nyelv\w*",
        "self_excluded_until": r"exclu\w*|self ?exclu\w*|ban|block|stop|pause|cool\w*|break"
        r"|time ?out|kizar\w*|onkizar\w*|zarj\w*|tilts\w*|szunet\w*|allits\w*"
        r"|no (?:betting )?(?:tips|advice)|ne adj\w*",
        "cooling_off_until": r"cool\w*|break|pause|time ?out|rest|stop|szunet\w*|pihen\w*|allj\w*"
        r"|ne adj\w*|no (?:betting )?(?:tips|advice)",
        "country": r"country|live|from|i m in|orszag\w*|elek|lakom|vagyok",
    }.items()
}  # fmt: skip
