"""Claims in words of what was played: “lost their last match”, “beat Chelsea”, “unbeaten at home”.

Each is held against the results and records among the facts; what they do not tell does not stand.
Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.speech import SMALL, Speech, number, verdict

_N = SMALL
_GAME = r"(?:match|game|outing|fixture|result)"
#: “their last match”, “legutóbb”; a last win or defeat is one of many
_LAST = re.compile(
    rf"\b(?:last|latest|previous|most recent) (?:league )?(?P<n>{_N})?(?: )?{_GAME}(?:e?s)?\b"
    rf"|\b(?:last|past|previous) (?P<n2>{_N})(?=[.,;:!]|$)"
    rf"|\b(?P<hu2>{_N}) (?:utolso|legutobbi) (?:meccs|merkozes)\w*"
    rf"|\b(?:utolso|legutobbi) (?P<hu>{_N})?(?: )?(?:meccs|merkozes|bajnoki)\w*|\blegutobb\b"
)
_MEETING = re.compile(
    rf"\b(?:last|latest|previous|most recent) (?P<n>{_N})?(?: )?(?:meetings?|encounters?"
    rf"|time they met)\b"
    rf"|\b(?:utolso|legutobbi) (?P<hu>{_N})?(?: )?(?:talalkozo|egymas elleni|osszecsapas)\w*"
)
#: “5 of their last 6” is counted
_OF_THEM = re.compile(
    r"\b(?:of|out of|in|from) (?:their |its |the )?$|meccs\w*bol\b|merkozes\w*bol\b"
)
#: “lost once in their last five” is counted too
_TIMES = re.compile(r"\b\d{1,2} ?(?:times|sz[eo]r)\b|\bonce\b|\btwice\b")
_OUTCOMES = (
    ("W", re.compile(r"\bw[io]n(?:s|ning)?\b|\bbeat\b|\bdefeated\b|\bvictor\w*|\bthrash\w*"
                     r"|\bovercame\b|\b(?:meg)?nyert\w*|\bgyoz\w*|\blegyoz\w*|\b(?:meg"
                     r"|le)?verte\w*")),
    ("L", re.compile(r"\blost\b|\blos[es]\w*|\bdefeat\b|\bbeaten\b|\bkikap\w*"
                     r"|\bkap(?:ott|tak) ki\b|\b(?:el)?veszt\w*"
                     r"|\b(?:el)?veszit\w*|\bvereseg\w*")),
    ("D", re.compile(r"\bdr[ae]w[ns]?\b|\bdontetlen\w*|\bikszel\w*")),
)  # fmt: skip
_AGAINST = re.compile(
    r"\b(?P<W>(?:has |have |had )?(?:beat|defeated|thrashed|overcame|overcome|hammered|edged)"
    r"|won (?:at|against|away (?:at|to)))\b"
    r"|\b(?P<L>lost (?:[\w-]+ )?(?:to|at|against|away (?:at|to))|(?:were|was) beaten by|fell to)\b"
    r"|\b(?P<D>drew (?:[\w-]+ )?(?:with|at|against))\b"
    r"|\b(?P<hu_W>(?:meg|le|el)?verte\w*|legyozt\w*|(?:meg)?nyert\w*|gyozott\w*|gyozte\w* le)\b"
    r"|\b(?P<hu_L>kikapott\w*|kikaptak|vesztett\w*|veszitett\w*)\b"
    r"|\b(?P<hu_D>dontetlent jatszott\w*|ikszelt\w*)\b"
)
_UNBEATEN = re.compile(
    r"\bunbeaten\b|(?:\b(?:not|never|yet to|nor)|n't)(?: been| be)? (?:lost|lose|beaten|a defeat"
    r"|dropped (?:any )?points?)\b"
    r"|\bveretlen\w*|\b(?:nem|sem|sose\w*) (?:hullajt\w*|kapott|kaptak|veszitett|veszitettek"
    r"|vesztett)(?: ki)?"
)
_STILL = re.compile(
    r"\b(?:in|for|at|since|through) (?:the |their |its )?(?:last )?\d|\d ?[- ]?(?:match|game"
    r"|meccs|merk)"
)
_AT_HOME = re.compile(r"\bat home\b|\bhome (?:match|game|record)\w*|\botthon\b|\bhazai palyan\b")
_AWAY = re.compile(
    r"\baway\b|\bon the road\b|\bidegenben\b|\bvendegkent\b|\botthonaban\b|\bnext (?:match"
    r"|game) is at (?!home)"
)
_NEVER = re.compile(
    r"\bnever (?:(?P<W>beaten|won|beat)|(?P<L>lost)|(?P<D>drawn))\b"
    r"|\b(?:soha|sose?m?)\b(?:,? \w+){0,2}? (?:(?P<hu_W>gyoz\w*|nyer\w*|ver\w*)"
    r"|(?P<hu_L>kap\w* ki|veszit\w*))"
)
_MORE = re.compile(
    r"\b(?P<W>won|nyert\w*|gyozott\w*) (?:more|tobb\w*)\b"
    r"|\b(?P<L>lost|kikapott\w*|veszitett\w*) (?:more|tobb\w*)\b"
    r"|\b(?:(?P<G>scored|lott|szerzett|rugott)|(?P<C>conceded|kapott)) (?:more|tobb\w*)\b"
)
_ONLY = re.compile(
    r"\bonly (?:(?P<L>defeat|loss)|(?P<W>win|victory)|(?P<D>draw))\b"
    r"|\begyetlen (?:(?P<hu_L>vereseg)|(?P<hu_W>gyozelm)|(?P<hu_D>dontetlen))\w*"
)
_RECORD = re.compile(
    r"\b(?P<home>home|hazai|otthoni) (?:record|form|merleg)\w*\b.{0,25}?"
    r"\b(?P<way>better|worse|stronger|weaker|jobb|rosszabb)\b"
    r"|\b(?:away|idegenbeli) (?:record|form|merleg)\w*\b.{0,25}?"
    r"\b(?P<way2>better|worse|stronger|weaker|jobb|rosszabb)\b"
)
_EVERY = re.compile(
    r"\b(?<!across )(?<!over )(?<!of )(?:every|all|each|minden(?! \w+dik\b)"
    r"|mindegyik)\w*\b.{0,30}\b(?:match"
    r"|game|meeting|meccs|merkozes"
    r"|talalkozo|last|utolso|home|away)\w*"
)
_SCORING = re.compile(
    r"\b(?:conced|scor|won|lost|wins?|lose|clean sheet|kapott|szerzett|(?:meg)?nyert|kikap|gyoz)\w*"
)
_SIMULATED = re.compile(r"simul|szimul")
_SCORELESS = re.compile(
    r"(?:\b(?:failed to|did not|not)|n't) (?:score|scored|find the net)\b"
    r"|\b(?:nem (?:szerzett|szereztek|lott|rugott) golt|golkeptelen)"
)
_MET = re.compile(r"\bmeetings?\b|\bhead[- ]to[- ]head|\btalalkozo\w*|\begymas ellen\w*")
_RECENTLY = re.compile(
    r"\blast\b|\brecent\w*|\b(?:that|this) (?:run|stretch|spell|period)\b|\butolso\b|\blegutobbi\b"
    r"|\bidoszak\w*"
)
#: counted from a defeat on, or from another match that was told before
_SINCE = re.compile(r"\bsince (?:then|that|the|losing|their)\b|\bazota\b")
#: what is counted, and what it is of the other side
_SIDES = {
    "W": ("won", "lost"), "L": ("lost", "won"), "D": ("drawn", "drawn"),
    "G": ("goals_for", "goals_against"), "C": ("goals_against", "goals_for"),
}  # fmt: skip


@dataclass(frozen=True)
class Past:
    """Holds such claims against the facts."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each claim about matches played what is wrong; "" where it holds."""
        if speech.is_doubted:
            return
        yield from self._of_the_last(speech)
        yield from self._of_meetings(speech)
        yield from self._of_opponents(speech)
        yield from self._of_records(speech)

    def _of_the_last(self, speech: Speech) -> Iterator[str]:
        for found in _LAST.finditer(speech.text):
            if self.evidence.meetings() and not self.evidence.has_forms:
                # of nothing else do the facts tell
                yield from self._of_meeting(found, speech)
                continue
            count = number(found["n"] or found["n2"] or found["hu"] or found["hu2"]) or 1
            piece = speech.piece_at(found.start())
            counted = count > 1 and _OF_THEM.search(speech.text[: found.start() + 1].rstrip("lu"))
            counted = counted or (count > 1 and _TIMES.search(piece))
            if counted or (found["hu"] and _OF_THEM.search(found.group())):
                continue
            said = letters_said(piece)
            clubs = speech.subjects(*found.span())
            if _SCORELESS.search(piece):
                played = self.evidence.played(clubs[0]) if clubs else []
                yield verdict(found, bool(played) and not any(one.goals for one in played[:count]))
            elif said:
                yield verdict(found, self._went(clubs, said, count))

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where “last 4” stands of matches that all went as the sentence says."""
        found = []
        for last in _LAST.finditer(speech.text):
            count = number(last["n"] or last["n2"] or last["hu"] or last["hu2"])
            said = letters_said(speech.piece_at(last.start()))
            if count and said and self._went(speech.subjects(*last.span()), said, count):
                found.append(last.span())
        return found

    def _went(self, clubs: list[str], said: set[str], count: int) -> bool:
        letters = self.evidence.letters(clubs[0])[:count] if clubs else ""
        return len(letters) == count and set(letters) == said

    def _of_meetings(self, speech: Speech) -> Iterator[str]:
        for found in _MEETING.finditer(speech.text):
            yield from self._of_meeting(found, speech)

    def _of_meeting(self, found: re.Match[str], speech: Speech) -> Iterator[str]:
        said = letters_said(speech.piece_at(found.start()))
        if not said:
            return
        said_number = found.groupdict()
        count = number(said_number["n"] or said_number["hu"]) or 1
        clubs = [club.name for club in speech.clubs if club.role != "opponent"]
        meetings = self.evidence.meetings() or ("", "")
        ours = next(iter(clubs or speech.said.named), meetings[0])
        other = next((club for club in meetings if club != ours), None)
        letters = self.evidence.met_letters(ours, other)[:count]
        if count > 1 and _is_counted(found, speech):
            return
        denied = speech.denies(*found.span()) or any(
            words.search(text)
            for words, text in ((_UNBEATEN, speech.text), (_NONE, speech.text[found.end() :]))
        )
        so = not said & set(letters) if denied else set(letters) == said
        yield verdict(found, len(letters) == count and so)

    def _of_opponents(self, speech: Speech) -> Iterator[str]:
        """Yield results against a club that is named and that no fact tells."""
        for found in _AGAINST.finditer(speech.text):
            if (
                speech.is_to_come(found.start())
                or speech.tells_a_chance(found.start())
                or speech.denies(found.start(), found.start())
            ):
                continue
            others = [c for c in speech.clubs if c.role == "opponent" or c.start >= found.end()]
            if any(found.start() >= p.end for p in speech.pieces for c in p.clubs if c in others):
                # “after the defeat by Villa they won four”
                others = [c for c in others if c.start >= found.start()]
            ours = next(
                (c.name for c in speech.clubs if c.role != "opponent" and c not in others), None
            ) or next(iter(speech.said.named), None)
            said = next(name[-1] for name, word in found.groupdict().items() if word)
            for other in others[:1]:
                if ours is None or ours == other.name:
                    continue
                results = self.evidence.played(ours, other.name)
                yield verdict(found, any(one.letter == said for one in results))

    def _of_records(self, speech: Speech) -> Iterator[str]:
        text = speech.text
        for found in () if _MEETING.search(text) else _UNBEATEN.finditer(text):
            piece = speech.piece_at(found.start())
            if _SINCE.search(text):
                yield verdict(found, self._is_unbeaten_now(speech.subjects(*found.span())))
            elif not _STILL.search(piece):
                yield verdict(found, self._is_without_defeat(found, speech, piece))
        for pattern in (_NEVER, _MORE):
            for found in pattern.finditer(text):
                yield verdict(found, self._fits_meetings(found, speech, never=pattern is _NEVER))
        for found in _ONLY.finditer(text):
            yield verdict(found, self._is_the_only(found, speech))
        for found in _RECORD.finditer(text):
            yield verdict(found, self._is_better(found, speech))
        # what was so in every match no fact of ours tells
        if (every := _EVERY.search(text)) and _SCORING.search(text) and not _SIMULATED.search(text):
            yield verdict(every, holds=False)

    def _is_without_defeat(self, found: re.Match[str], speech: Speech, piece: str) -> bool:
        clubs = speech.subjects(*found.span())
        scopes = [one for one, at in (("home", _AT_HOME), ("away", _AWAY)) if at.search(piece)]
        known = [
            self.evidence.count(club, "lost", scope) for club in clubs for scope in scopes or [""]
        ]
        if not scopes and clubs and None in known:
            known = [self.evidence.count(club, "lost", "meetings") for club in clubs]
        return bool(known) and all(count == 0 for count in known)

    def _is_unbeaten_now(self, clubs: list[str]) -> bool:
        letters = self.evidence.letters(clubs[0]) if clubs else ""
        return "L" in letters and not letters.startswith("L")

    def _fits_meetings(self, found: re.Match[str], speech: Speech, *, never: bool) -> bool:
        said = next(name[-1] for name, word in found.groupdict().items() if word)
        kind, other = _SIDES[said]
        clubs = speech.subjects(*found.span())
        of_others = re.search(r"\b(?:than|mint)\b", speech.text) and not _MET.search(speech.text)
        if not clubs or (not never and of_others):
            return not never
        ours = self.evidence.count(clubs[0], kind, "meetings")
        if never:
            return ours == 0
        theirs = self.evidence.count(clubs[0], other, "meetings")
        return ours is not None and theirs is not None and ours > theirs

    def _is_the_only(self, found: re.Match[str], speech: Speech) -> bool:
        said = next(name[-1] for name, word in found.groupdict().items() if word)
        clubs = [c.name for c in speech.clubs if c.end <= found.start()] or [*speech.said.named]
        others = [club for club in speech.objects(found.end()) if club not in clubs]
        scope = "form" if _RECENTLY.search(speech.text) else ""
        once = bool(clubs) and self.evidence.count(clubs[0], _SIDES[said][0], scope) == 1
        return once and all(
            any(one.letter == said for one in self.evidence.played(clubs[0], other))
            for other in others
        )

    def _is_better(self, found: re.Match[str], speech: Speech) -> bool:
        clubs = speech.subjects(*found.span())
        home, away = (self._points(clubs[0], side) if clubs else None for side in ("home", "away"))
        if home is None or away is None:
            return False
        said = (found["way"] or found["way2"]) in ("better", "stronger", "jobb")
        return home != away and ((home > away) is bool(found["home"])) is said

    def _points(self, club: str, scope: str) -> float | None:
        won, drawn = (self.evidence.count(club, kind, scope) for kind in ("won", "drawn"))
        return None if won is None or drawn is None else 3 * won + drawn


_NONE = re.compile(r"^\W*(?:nem|sem|egyik\w* sem)\b")


def _is_counted(found: re.Match[str], speech: Speech) -> bool:
    """Tell whether it is counted how many of the last meetings went so: `Runs` holds that."""
    return bool(
        _OF_THEM.search(speech.text[: found.start()]) or found.group().endswith(("bol", "bel"))
    )


def letters_said(text: str) -> set[str]:
    """Return the outcomes that words tell: W, D, L."""
    return {letter for letter, words in _OUTCOMES if words.search(text)}
