"""Wrong passwords, on a clock of our own."""

from __future__ import annotations

from chat import sign_in
from chat.sign_in import FREE_GUESSES, PAUSE, Guesses

ANNA = ("anna", "here")


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_one_guess_is_forgotten_every_pause() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(FREE_GUESSES):
        assert not guesses.are_too_many(ANNA)
        guesses.count(ANNA)
    assert guesses.are_too_many(ANNA)
    clock.now += PAUSE
    assert not guesses.are_too_many(ANNA)
    guesses.count(ANNA)
    assert guesses.are_too_many(ANNA)
    clock.now += FREE_GUESSES * PAUSE
    for _ in range(FREE_GUESSES):
        guesses.count(ANNA)
    assert guesses.are_too_many(ANNA)


def test_it_is_of_one_name_from_one_place_until_he_knows_it() -> None:
    guesses = Guesses(Clock())
    for _ in range(FREE_GUESSES):
        guesses.count(ANNA)
    assert not guesses.are_too_many(("anna", "elsewhere"))
    assert not guesses.are_too_many(("bela", "here"))
    guesses.forget(ANNA)
    assert not guesses.are_too_many(ANNA)


def test_no_more_are_remembered_than_memory_has_room_for() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for number in range(sign_in.MOST_GUESSERS + 5):
        for _ in range(FREE_GUESSES):
            guesses.count((str(number), "here"))
    assert not guesses.are_too_many(("0", "here"))
    assert guesses.are_too_many((str(sign_in.MOST_GUESSERS), "here"))
