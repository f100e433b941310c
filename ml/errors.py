"""What can go wrong with what is computed.

    MlError
    ├── BadFrame        a data frame lacks columns, or holds what cannot be
    ├── BadSetting      a hyperparameter that has no meaning
    ├── BadPrice        a price that no bookmaker can mean: 1 or less, missing, absurd
    ├── BadChance       a probability outside 0 to 1, or chances of outcomes summing to more than 1
    ├── BadGrid         probabilities that are none: negative, or not summing to one
    ├── BadSelection    a market, outcome or line that does not exist
    ├── BadSlip         legs that cannot stand on one slip
    ├── NoStakes        the best stakes on some bets could not be worked out
    ├── TooFewMatches   nothing to learn from before the date asked for
    ├── NotFitted       asked before it was fitted
    ├── UnknownClub     nothing is known of a club nor of its league; has `club`
    ├── NotComparable   clubs that share no league system: two countries, or a cup
    └── ModelError      a saved model
        ├── ModelMissing    there is none of that version
        ├── ModelNotKept    no room, or no right, to write it
        └── ModelDamaged    it is foreign, incomplete or was changed after it was written
            └── ModelOutdated   it is of another layout than this program's

Each message is one sentence for a person and says what to do next.
"""

from __future__ import annotations


class MlError(Exception):
    """Base of everything this room raises."""


class BadFrame(MlError, ValueError):
    """A data frame lacks columns, or holds what cannot be."""


class BadSetting(MlError, ValueError):
    """A hyperparameter has no meaning."""


class BadPrice(MlError, ValueError):
    """A price that no bookmaker can mean."""


class BadChance(MlError, ValueError):
    """A probability outside 0 to 1, or chances of outcomes that sum to more than 1."""


class BadGrid(MlError, ValueError):
    """Probabilities that are none."""


class BadSelection(MlError, ValueError):
    """A market, outcome or line that does not exist."""


class BadSlip(MlError, ValueError):
    """Legs that cannot stand on one slip."""


class NoStakes(MlError):
    """The best stakes on some bets could not be worked out."""


class TooFewMatches(MlError, ValueError):
    """There is nothing to learn from before the date asked for."""


class NotFitted(MlError):
    """The predictor was asked before it was fitted."""


class UnknownClub(MlError, LookupError):
    """Nothing is known of a club, nor of the league it plays in."""

    def __init__(self, club: str) -> None:
        self.club = club
        super().__init__(
            f"No match of “{club}” or its league is known: check the club's name and country."
        )


class NotComparable(MlError, ValueError):
    """Two clubs that share no league system."""


class ModelError(MlError):
    """Something about a saved model."""


class ModelMissing(ModelError, LookupError):
    """There is no saved model of that version."""


class ModelNotKept(ModelError):
    """There is no room, or no right, to write a model."""


class ModelDamaged(ModelError):
    """A saved model is foreign, incomplete or was changed after it was written."""


class ModelOutdated(ModelDamaged):
    """A saved model is of another layout than this program reads."""
