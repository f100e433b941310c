"""Small talk: what can be asked, with an example that works on the matches at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.analyst.beyond import is_beyond
from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.wording.phrasebook import Phrasebook

#: the words of the trade that are explained, as people write them, folded
TERMS: Mapping[str, str] = {
    "value": r"\bvalue\b|\bertek\w*|\bexpected value\b|\bev\b|\bvarhato ertek\w*|\bedge\b",
    "btts": r"\bbtts\b|\bboth teams\b|\bgg\b|\bmindket csapat\b|\bng\b",
    "over_under": r"\bover\b|\bunder\b|\b2[.,]5\b|\bfelett\w*|\balatt\w*",
    "double_chance": r"\bdouble chance\b|\b(?:dupla|kettos) esely\w*|\b1x\b|\bx2\b",
    "draw_no_bet": r"\bdraw no bet\b|\bdnb\b|\bdontetlennel vissza\w*",
    "expected_goals": r"\bxg\b|\bexpected goals\b|\bvarhato gol\w*",
    "margin": r"\bmargin\b|\boverround\b|\barres\w*",
    "handicap": r"\bhandicap\w*|\bhendikep\w*",
    "fair_odds": r"\bfair\b|\bbreak[- ]?even\b|\breal(?:is)? odds\w*",
    "accumulator": r"\bacc(?:a|umulator)\b|\bparlay\b|\bkombi\w*|\bkotes\w*",
    "system": r"\bsystem\b|\brendszer\w*",
    "kelly": r"\bkelly\b",
    "odds": r"^(?!.*\bfair\b).*(?:\bodds\w*|\bszorzo\w*)",
}
#: what is asked of the mentor itself, folded, in the order in which they count
_ABOUT: Mapping[str, str] = {
    "age": r"\bage\b|\bhow old\b|\bhany eves\b|\bkorhatar\w*|\bkiskoru\w*",
    "xg": r"\bxg\b|\bexpected goals\b|\bvarhato gol\w*",
    "data": r"\b(?:data|stats|statistics|numbers|figures|sources?|odds|info\w*|results)\b"
    r"|\bhonnan\b|forras\w*",
    "price": r"\b(?:free|paid|pay|costs?|subscribe)\b"
    r"|\bingyen\w*|\bfizet\w*|\bkerul\w*|\belofizet\w*",
    "certain": r"\bfor (?:sure|certain)\b|\b(?:certainly|surely)\b|100 ?%|\bguarantee\w*"
    r"|\b(?:tutira|biztosra|biztosan)\b|\bszaz ?szazalek\w*",
    "rigged": r"\b(?:match[- ]?fixing|rig(?:s|ged|ging)?|brib\w*|cheat\w*|fix(?:es|ed|ing)?|bent"
    r"|corrupt)\b|\bbund[aa]\w*|\bcsal\w*|\bmanipulal\w*|\blefizet\w*",
    "human": r"",
}
#: the example when no match is ahead
_EXAMPLE = {"home": "Arsenal", "away": "Chelsea"}


def greeting(reading: Reading, book: Phrasebook) -> Script:
    """Greet, and say what can be asked."""
    return (yield from _with_example("talk.greeting", reading, book))


def thanks(_: Reading, book: Phrasebook) -> Script:
    """Answer thanks."""
    yield from ()
    return book.say("talk.thanks")


def help_(reading: Reading, book: Phrasebook) -> Script:
    """Say what can be asked."""
    return (yield from _with_example("talk.help", reading, book))


def meaning(reading: Reading, book: Phrasebook) -> Script:
    """Explain the words of the trade that a message names."""
    terms = [name for name, words in TERMS.items() if re.search(words, reading.folded)]
    if not terms:
        return (yield from other(reading, book))
    return "\n".join(book.say(f"term.{name}") for name in terms)


def no_data(reading: Reading, book: Phrasebook) -> Script:
    """Say that nothing is known of line-ups and the like, or that a bet is none of ours."""
    yield from ()
    is_bet = bool(reading.clubs) and is_beyond(reading.folded)
    return book.say("talk.no_such_bet" if is_bet else "talk.no_data")


def agents(_: Reading, book: Phrasebook) -> Script:
    """Say what agents do, and where they are made: not here."""
    yield from ()
    return book.say("talk.agents")


def about(reading: Reading, book: Phrasebook) -> Script:
    """Say what the mentor is, where its data is from, or what it costs."""
    yield from ()
    topic = next(name for name, words in _ABOUT.items() if re.search(words, reading.folded))
    return book.say(f"talk.about_{topic}")


def other(reading: Reading, book: Phrasebook) -> Script:
    """Say that this is beyond us, and what is not."""
    return (yield from _with_example("talk.other", reading, book))


def _with_example(key: str, reading: Reading, book: Phrasebook) -> Script:
    ahead = call("find_matches", date_from=reading.today, status="scheduled", limit=1)
    (found,) = yield (ahead,)
    match = next(iter(found.data.get("matches") or ()), _EXAMPLE)
    return book.say(key, home=match["home"], away=match["away"]).strip()
