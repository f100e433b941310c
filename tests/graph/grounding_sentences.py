"""Right sentences about random facts in both languages, and the ways to make them wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from graph.wording import Language
from graph.wording.figures import decimal, percent, shown
from tests.graph.analyst_world import CLUBS
from tests.graph.grounding_world import Row, forecast

CLUB_NAMES = tuple(name for names in CLUBS.values() for name in names.split("|"))


@dataclass(frozen=True)
class Pairing:
    """A match of two clubs and what is forecast of it."""

    home: str
    away: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """Its name in facts."""
        return self.rows[0][0]

    def value(self, market: str, outcome: str) -> float:
        """Return one of its figures."""
        return next(float(row[3]) for row in self.rows if row[1:3] == (market, outcome))


@dataclass(frozen=True)
class Slot:
    """A place for a figure in a sentence."""

    market: str
    outcome: str
    unit: str = "probability"


#: language → sentences with clubs {h} and {a} and slots {0}, {1}…, and what the slots are
SENTENCES: dict[Language, tuple[tuple[str, tuple[Slot, ...]], ...]] = {
    "en": (
        ("{h} have a {0} chance of beating {a}.", (Slot("1x2", "home"),)),
        ("{a} have a {0} chance of winning at {h}.", (Slot("1x2", "away"),)),
        (
            "{h} win {0}, draw {1}, {a} win {2}.",
            (Slot("1x2", "home"), Slot("1x2", "draw"), Slot("1x2", "away")),
        ),
        ("I make it {0} for {h} and {1} for {a}.", (Slot("1x2", "home"), Slot("1x2", "away"))),
        ("The draw in {h} – {a} has a chance of {0}.", (Slot("1x2", "draw"),)),
        ("{h} v {a}: home {0}, away {1}.", (Slot("1x2", "home"), Slot("1x2", "away"))),
        (
            "In {h} – {a} over 2.5 goals has {0}, under 2.5 goals {1}.",
            (Slot("over_under_2.5", "over"), Slot("over_under_2.5", "under")),
        ),
        ("Both teams score in {h} – {a} with {0}.", (Slot("both_teams_score", "yes"),)),
        (
            "{h} – {a}, draw no bet: {h} {0}, {a} {1}.",
            (Slot("draw_no_bet", "home"), Slot("draw_no_bet", "away")),
        ),
        (
            "Fair odds of {h} – {a}: {h} {0}, draw {1}, {a} {2}.",
            tuple(Slot("fair_odds", side, "odds") for side in ("home", "draw", "away")),
        ),
        ("{a}'s fair odds at {h} are {0}.", (Slot("fair_odds", "away", "odds"),)),
        (
            "Expected goals: {h} {0}, {a} {1}.",
            (Slot("expected_goals", "home", "goals"), Slot("expected_goals", "away", "goals")),
        ),
    ),
    "hu": (
        ("{0} az esélye, hogy {h} legyőzi ezt: {a}.", (Slot("1x2", "home"),)),
        ("A vendég {a} esélye {h} ellen {0}.", (Slot("1x2", "away"),)),
        (
            "{h} győzelem {0}, döntetlen {1}, {a} győzelem {2}.",
            (Slot("1x2", "home"), Slot("1x2", "draw"), Slot("1x2", "away")),
        ),
        ("{h} – {a}: a döntetlen esélye {0}.", (Slot("1x2", "draw"),)),
        (
            "{h} – {a}: hazai {0}, vendég {1}.",
            (Slot("1x2", "home"), Slot("1x2", "away")),
        ),
        (
            "{h} – {a}: 2,5 gól felett {0}, 2,5 gól alatt {1}.",
            (Slot("over_under_2.5", "over"), Slot("over_under_2.5", "under")),
        ),
        (
            "{h} – {a}: {0} az esélye, hogy mindkét csapat szerez gólt.",
            (Slot("both_teams_score", "yes"),),
        ),
        (
            "{h} – {a}, döntetlennél visszajár: {h} {0}, {a} {1}.",
            (Slot("draw_no_bet", "home"), Slot("draw_no_bet", "away")),
        ),
        (
            "Reális oddsok, {h} – {a}: {h} {0}, döntetlen {1}, {a} {2}.",
            tuple(Slot("fair_odds", side, "odds") for side in ("home", "draw", "away")),
        ),
        (
            "Várható gólok: {h} {0}, {a} {1}.",
            (Slot("expected_goals", "home", "goals"), Slot("expected_goals", "away", "goals")),
        ),
    ),
}


@dataclass(frozen=True)
class Told:
    """A right sentence, and what it was made from."""

    language: Language
    template: str
    slots: tuple[Slot, ...]
    match: Pairing
    other: Pairing
    figures: tuple[str, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The facts of its turn: of its own match, and of another."""
        return (*self.match.rows, *self.other.rows)

    def text(self, *figures: str) -> str:
        """Return the sentence, or what it becomes with other figures."""
        return self.template.format(
            *(figures or self.figures), h=self.match.home, a=self.match.away
        )


def tell(random: Random, language: Language) -> Told:
    """Return a right sentence about random facts."""
    template, slots = random.choice(SENTENCES[language])
    one, two, three, four = random.sample(CLUB_NAMES, 4)
    match, other = _pairing(random, one, two), _pairing(random, three, four)
    figures = tuple(
        shown(match.value(slot.market, slot.outcome), slot.unit, language) for slot in slots
    )
    return Told(language, template, slots, match, other, figures)


def _pairing(random: Random, home: str, away: str) -> Pairing:
    first, second = sorted(random.uniform(0.05, 0.9) for _ in range(2))
    rows = forecast(
        f"{home} – {away}, 2024-05-1{random.randint(1, 9)}",
        first,
        max(second - first, 0.04),
        random.uniform(0.2, 0.8),
        random.uniform(0.2, 0.8),
    )
    goals = [random.uniform(0.4, 3.2), random.uniform(0.4, 3.2)]
    rows = [row for row in rows if row[1] != "expected_goals"]
    rows += [
        (rows[0][0], "expected_goals", side, mean, "goals")
        for side, mean in zip(("home", "away"), goals, strict=True)
    ]
    return Pairing(home, away, tuple(rows))


Mutation = Callable[[Random, Told], "str | None"]


def digit_changed(random: Random, told: Told) -> str | None:
    """Change one digit of one figure."""
    place = random.randrange(len(told.figures))
    figure = told.figures[place]
    digits = [found.start() for found in re.finditer(r"\d", figure)]
    at = random.choice(digits)
    new = random.choice([d for d in "0123456789" if d != figure[at]])
    return _with(told, place, figure[:at] + new + figure[at + 1 :])


def sides_swapped(random: Random, told: Told) -> str | None:
    """Give a figure to the other outcome of its sentence."""
    if len(told.figures) < 2:
        return None
    one, two = random.sample(range(len(told.figures)), 2)
    if told.figures[one] == told.figures[two]:
        return None
    figures = list(told.figures)
    figures[one], figures[two] = figures[two], figures[one]
    return told.text(*figures)


def clubs_swapped(_: Random, told: Told) -> str | None:
    """Name the clubs the other way round."""
    swapped = told.template.replace("{h}", "{x}").replace("{a}", "{h}").replace("{x}", "{a}")
    sides = {"home": "away", "away": "home"}
    turned = [
        shown(
            told.match.value(slot.market, sides.get(slot.outcome, slot.outcome)),
            slot.unit,
            told.language,
        )
        for slot in told.slots
    ]
    owned = any(slot.outcome in sides for slot in told.slots)
    by_side = re.search(r"\bhome\b|\baway\b|hazai|vendég", told.template)
    if not owned or tuple(turned) == told.figures or by_side:
        return None
    return swapped.format(*told.figures, h=told.match.home, a=told.match.away)


def rounded_wrongly(random: Random, told: Told) -> str | None:
    """Show a figure one step of a coarser precision off."""
    place = random.randrange(len(told.figures))
    slot = told.slots[place]
    value = told.match.value(slot.market, slot.outcome)
    step = random.choice((-1, 1))
    if slot.unit == "probability":
        off = percent(round(value, 2) + 0.01 * step, told.language, 0)
        return _with(told, place, off)
    return _with(told, place, decimal(round(value, 1) + 0.1 * step, told.language, 1))


def unit_changed(random: Random, told: Told) -> str | None:
    """Leave the per cent out, or put it where none belongs."""
    place = random.randrange(len(told.figures))
    figure = told.figures[place]
    changed = figure.removesuffix("%").strip() if figure.endswith("%") else f"{figure}%"
    return _with(told, place, changed)


def of_another_match(random: Random, told: Told) -> str | None:
    """Show the same figure of the other match."""
    place = random.randrange(len(told.figures))
    slot = told.slots[place]
    theirs = shown(told.other.value(slot.market, slot.outcome), slot.unit, told.language)
    return _with(told, place, theirs) if theirs != told.figures[place] else None


MUTATIONS: tuple[Mutation, ...] = (
    digit_changed,
    sides_swapped,
    clubs_swapped,
    rounded_wrongly,
    unit_changed,
    of_another_match,
)


def mutations(random: Random, told: Told) -> Iterator[tuple[str, str]]:
    """Yield (how, sentence) of each way to make a sentence wrong."""
    for mutate in MUTATIONS:
        wrong = mutate(random, told)
        if wrong is not None and wrong != told.text():
            yield mutate.__name__, wrong


def _with(told: Told, place: int, figure: str) -> str:
    figures = list(told.figures)
    figures[place] = figure
    return told.text(*figures)
