"""How a club's form is called: “excellent form”, “gyenge formában”.

Held against its latest results. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.speech import Speech, verdict

_FINE = (
    r"good|great|excellent|superb|brilliant|fine|strong|top|outstanding|fantastic|impressive"
    r"|jo|kivalo|remek|nagyszeru|kiemelkedo|fantasztikus|lenyugozo"
)
_POOR = r"bad|poor|terrible|awful|dreadful|weak|rossz|gyenge|szornyu|pocsek"
#: how a club's form is called; whether it is so, `Form` knows
FORM = re.compile(
    rf"\b(?:(?P<good>{_FINE})|(?P<bad>{_POOR})) (?:\w+ )?(?:form\b|forma\w*)"
    rf"|\bform\w* (?:is|has been|was) (?:\w+ )?(?:(?P<good2>{_FINE})|(?P<bad2>{_POOR}))\b"
    rf"|\bforma\w* (?:\w+ )?(?:(?P<good3>{_FINE})|(?P<bad3>{_POOR}))\b"
)
#: matches that a form is of, and shares of the points that make it good or bad
_FORM_OF, _GOOD, _BAD = 6, 0.6, 0.4


@dataclass(frozen=True)
class Form:
    """Holds such words against the facts."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield a form that is called good or bad and is not."""
        for found in FORM.finditer(speech.text):
            clubs = speech.subjects(*found.span())
            letters = self.evidence.letters(clubs[0])[:_FORM_OF] if clubs else ""
            share = sum(3 * (one == "W") + (one == "D") for one in letters) / max(
                3 * len(letters), 1
            )
            good = bool(found["good"] or found["good2"] or found["good3"])
            yield verdict(found, bool(letters) and (share >= _GOOD if good else share <= _BAD))
