"""How sure a likeness must be before it decides: one table, a line for each decision.

Set by hand on the development part (decision 0204). Moved up and down on fresh messages was only
`ANYTHING`: from 0.25 to 0.6 it changes nothing there. Knows no words.
"""

from __future__ import annotations

from typing import Final


class Sure:
    """Probabilities, 0..1, from which on a likeness decides."""

    #: what a clause without a cue asks
    ANYTHING: Final = 0.4
    #: the same of a clause of one word of its own, or none
    BARE: Final = 0.9
    #: against a cue that means one thing; that clubs without a price are a slip; that a part of a
    #: message asks something of its own without naming a club
    FIRM: Final = 0.9
    #: that a part asks something of its own where it names a club and has no cue
    PART: Final = 0.75
    #: that something is to be set, kept or deleted
    CHANGE: Final = 0.85
    #: that nothing is known of what is asked
    NO_DATA: Final = 0.65
    #: against the cues that mean several things, the loosest first: “match”
    OVER_MATCH: Final = 0.4
    #: “when”, “result”, “form”, “value”, “tips”
    OVER_LOOK_UP: Final = 0.6
    #: “wins”, “chance”
    OVER_CHANCES: Final = 0.7
    #: “table”
    OVER_TABLE: Final = 0.75
