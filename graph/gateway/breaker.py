"""A circuit breaker: what failed again and again is left alone for a while, then tried once.

Does not know what fails. See docs/decisions/0201.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

BreakerState = Literal["closed", "open", "trial"]

#: failures in a row (a long wait counts twice) that open it
_ENOUGH = 3
#: seconds that it stays open at first, and at most: each trial that fails doubles them
_FIRST_REST, _LONGEST_REST = 15.0, 300.0


class Breaker:
    """Counts failures in a row; answers whether it is worth asking.

    Parameters
    ----------
    seconds : a clock that only goes forward.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._failures = 0
        self._rest = _FIRST_REST
        self._closed = True
        self._is_tried = False
        self._rests_until = 0.0

    @property
    def state(self) -> BreakerState:
        """Whether it lets all through (closed), none (open), or the next one (trial)."""
        if self._closed:
            return "closed"
        return "open" if self.seconds_left else "trial"

    @property
    def seconds_left(self) -> float:
        """Seconds until the next trial; 0 where nothing stands against asking."""
        if self._closed:
            return 0.0
        return max(0.0, self._rests_until - self._seconds())

    def lets_through(self) -> bool:
        """Return whether to ask now; of those who come after a rest, only the first may.

        A trial that never says how it ended (its reader left) is followed by another after as
        long a rest, so that nothing is stuck.
        """
        state = self.state
        if state == "trial":
            self._rests_until = self._seconds() + self._rest
            self._is_tried = True
        return state != "open"

    def worked(self) -> None:
        """Hear that it answered: all is forgotten."""
        self._failures = 0
        self._rest = _FIRST_REST
        self._closed = True

    def failed(self, weight: int = 1) -> bool:
        """Hear that it failed once more; return whether that opened it."""
        if self._closed:
            self._failures += weight
            if self._failures < _ENOUGH:
                return False
            self._closed = False
        elif self._is_tried:
            self._rest = min(2 * self._rest, _LONGEST_REST)
        else:
            # asked before it opened, told after: nothing new
            return False
        self._is_tried = False
        self._rests_until = self._seconds() + self._rest
        return True
