"""“What would you bet?”, “te mit játszanál meg?”: the mentor's own pick is asked for."""

from __future__ import annotations

import re

WOULD_YOU = re.compile(
    r"\bwhat (?:would|do|should|shall|can) (?:you|u|i|we) (?:\w+ )?"
    r"(?:bet|back|play|pick|take|go (?:for|with)|recommend|suggest|advise)\b"
    r"|\bwhat(?:'?s| is) your (?:\w+ )?(?:bet|pick|tip|call|advice)\b|\byour pick\b"
    r"|\bm(?:it|ire) (?:\w+ ){0,2}?(?:jatsz(?:a|o)n[ae]l|jatszal|fogadn[ae]l|tennel|rakn[ae]l"
    r"|tippeln[ae]l|javasoln[ae]l|ajanlan[ae]l|valasztan[ae]l|tippelsz|ajanlasz|javasolsz|jatsszak|fogadjak"
    r"|tegyek|rakjak)\b"
)
