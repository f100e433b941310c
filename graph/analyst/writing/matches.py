"""Lists of matches in words: fixtures with their day and hour, results with their score."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analyst.calls import Found
from graph.analyst.reading import Reading
from graph.analyst.writing.details import Match, date_of, demo, on, title
from graph.analyst.writing.missing import league_name
from graph.wording.phrasebook import Phrasebook


def tell_matches(found: Found, reading: Reading, book: Phrasebook, *, played: bool) -> str:
    """Return the matches that were found: one in a sentence, several as a list."""
    matches: Sequence[Match] = found.data.get("matches") or ()
    if len(matches) == 1 and reading.clubs:
        return "\n".join([_only_one(matches[0], reading, book), *demo(matches[0], book)])
    lines = [book.say("matches.ahead", what=_heading(reading, book, played=played))]
    one_day = bool(reading.days and reading.days.single)
    lines += [row(match, book, with_day=not one_day) for match in matches]
    if found.data.get("more"):
        lines.append(book.say("matches.more"))
    return "\n".join([*lines, *(demo(matches[0], book) if matches else [])])


def row(match: Match, book: Phrasebook, *, with_day: bool = True) -> str:
    """Return a line of a list."""
    day = f", {book.day(date_of(match))}" if with_day else ""
    if match.get("status") == "postponed":
        return book.say("matches.row_postponed", match=title(match), day=day)
    if match.get("score"):
        score = book.figure(match["score"], "score")
        return book.say("matches.row_played", match=title(match), score=score, day=day)
    return book.say("matches.row_ahead", match=title(match), day=day, time=_time(match, book))


def _only_one(match: Match, reading: Reading, book: Phrasebook) -> str:
    slots = {"match": title(match), "on": on(match, book)}
    pair = len(reading.clubs) > 1
    side = "home" if reading.clubs[0].at_home else reading.venue
    at = f"_{side}" if side and not pair else ""
    if match.get("score"):
        score = book.figure(match["score"], "score")
        if pair or reading.days:
            return book.say("matches.met_last", score=score, **slots)
        return book.say(f"matches.last_of{at}", club=reading.clubs[0].name, score=score, **slots)
    if match.get("status") == "postponed":
        return row(match, book).removeprefix("- ")
    slots["time"] = _time(match, book)
    if pair:
        names = {"home": match["home"], "away": match["away"]}
        return book.say("matches.meet_next", on=slots["on"], time=slots["time"], **names)
    return book.say(f"matches.next_of{at}", club=reading.clubs[0].name, **slots)


def _time(match: Match, book: Phrasebook) -> str:
    kickoff = match.get("kickoff")
    return book.say("matches.at", time=book.figure(kickoff, "time")) if kickoff else ""


def _heading(reading: Reading, book: Phrasebook, *, played: bool) -> str:
    kind = "results_" if played else ""
    if len(reading.clubs) > 1:
        home, away = reading.clubs[0].name, reading.clubs[1].name
        words = book.say("matches.of_pair", home=home, away=away)
    elif reading.clubs:
        words = book.say(f"matches.{kind}of_club", club=reading.clubs[0].name)
    elif reading.league:
        words = book.say(f"matches.{kind}of_league", league=league_name(reading.league, book))
    else:
        words = book.say(f"matches.{kind}of_all")
    return words + _span(reading, book)


def _span(reading: Reading, book: Phrasebook) -> str:
    days = reading.days
    if days is None:
        return ""
    if days.single:
        return book.say("matches.one_day", on=book.on_day(days.first))
    first, last = book.short_day(days.first), book.short_day(days.last)
    return book.say("matches.span", first=first, last=last)
