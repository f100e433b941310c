"""A club, a table and the meetings of two clubs in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.spotting.league_rates import OfLeagues
from graph.analyst.spotting.table_parts import TablePart
from graph.analyst.writing.details import date_of, demo, figure, on, title
from graph.analyst.writing.matches import row
from graph.analyst.writing.missing import league_name as name_of_league
from graph.wording.phrasebook import Phrasebook
from knowledge.catalogue import entry

#: streaks shorter than this are no news
STREAK = 3
#: meetings that are listed
MEETINGS = 5
#: kinds of meetings that are counted
KINDS = ("over_2_5", "both_scored")

_LETTERS_HU = str.maketrans({"W": "G", "D": "D", "L": "V"})


def tell_club(found: Found, book: Phrasebook, *, venue: str | None = None) -> str:
    """Return a club's place, form, record and next match, as far as the tool knows them."""
    lines = [*tell_place(found, book), *_form(found, book, venue), *_splits(found, book)]
    lines += [*_streaks(found, book), *_biggest(found, book), *_next(found, book)]
    return "\n".join([*lines, *demo(found.data, book)]) or book.say("missing.nothing")


def tell_results(found: Found, book: Phrasebook, *, count: int) -> str:
    """Return a club's newest results, so many as are asked for and known."""
    matches = list(found.data.get("last_matches") or ())[:count]
    head = book.say("matches.results_of_club", club=str(found.data.get("team")))
    lines = [f"{head}:", *(row(match, book) for match in matches)]
    if 0 < len(matches) < count:
        lines.append(book.say("club.no_more"))
    return "\n".join([*lines, *demo(found.data, book)]) if matches else tell_club(found, book)


def tell_last(found: Found, book: Phrasebook, what: str) -> str:
    """Return a club's one match of a kind: its last win, its biggest defeat."""
    match, score = found.data.get(what), found.value("record", what)
    if found.fact("record", "home_won") is None:  # nothing of the season is known
        return tell_club(found, book)
    if not match or not score:
        return book.say(f"club.no_{what}", team=str(found.data.get("team")))
    shown, day = book.figure(score, "score"), book.day(date_of(match))
    return book.say(f"club.{what}", match=title(match), score=shown, day=day)


def tell_streaks(found: Found, book: Phrasebook, names: Sequence[str]) -> str:
    """Return the runs that are asked about: how long now, and the longest of the season."""
    team = str(found.data.get("team"))
    lines = [
        book.say(
            "streak.row",
            team=team,
            what=book.word("streak_of", name),
            now=figure(found, "streak", f"{name}_now", book),
            longest=figure(found, "streak", f"{name}_longest", book),
        )
        for name in names
        if found.fact("streak", f"{name}_now")
    ]
    own = [] if _of_a_cup(found.data) else [book.say("meetings.league_only")]
    return "\n".join([*lines, *own, *_form(found, book, None), *demo(found.data, book)])


def _of_a_cup(data: Mapping[str, Any]) -> bool:
    """Whether a match, or what a report counts, is of a cup: the words on leagues do not hold."""
    league = str(data.get("league") or "")
    return bool(league) and entry(league).is_cup


def tell_table(
    found: Found,
    book: Phrasebook,
    *,
    end: str | None = None,
    part: TablePart | None = None,
    then: bool = False,
) -> str:
    """Return a league table as a numbered list, or the `part` of it that is asked for.

    Before it who is `first` or `last`, if asked; `then`: of a season that is over.
    """
    table = list(found.data.get("rows") or ())
    if not table:
        return book.say("table.played_none")
    if part:
        league, season = (str(found.data.get(name) or "") for name in ("league", "season"))
        asked = part.of(table, league, season)
        if part.single and asked:
            return _tell_place(asked[0], found, book)
        table = asked or table
    names = {"league": league_name(found.data, book), "season": str(found.data.get("season", ""))}
    day = found.data.get("date")
    on = book.day(dt.date.fromisoformat(day)) if day else ""
    head = book.say("table.head_on" if day else "table.head", on=on, **names)
    lines = [head, *(_table_row(each, book) for each in table)]
    if end:
        at_end = table[0 if end == "first" else -1]
        counts = {name: str(at_end[name]) for name in ("points", "played")}
        lines = [
            book.say(f"table.{end}{'_then' if then else ''}", team=at_end["team"], **counts),
            *lines,
        ]
    return "\n".join([*lines, *demo(found.data, book)])


def _tell_place(row: Mapping[str, Any], found: Found, book: Phrasebook) -> str:
    """Return who has one place, in a sentence."""
    counts = {name: str(row[name]) for name in ("points", "played")}
    season = str(found.data.get("season", ""))
    place, league = ordinal(int(row["place"]), book), league_name(found.data, book)
    told = book.say(
        "table.place", team=row["team"], place=place, league=league, season=season, **counts
    )
    return "\n".join([told, *demo(found.data, book)])


def tell_rates(found: Found, book: Phrasebook) -> str:
    """Return a league's goals a match and how its matches end; nothing where none are known."""
    kinds = ("home_wins", "drawn", "away_wins", "over_2_5", "both_scored")
    names = ("matches", "goals_per_match", *kinds, *(f"{kind}_share" for kind in kinds))
    if found.fact("league", "matches") is None:
        return ""
    figures = {name: figure(found, "league", name, book).lstrip("+") for name in names}
    league, season = league_name(found.data, book), str(found.data.get("season", ""))
    return book.say("table.rates", league=league, season=season, **figures)


def tell_leagues(leagues: Sequence[Found], book: Phrasebook, asked: OfLeagues) -> str:
    """Return leagues in the order of a figure of theirs; nothing where none of them has it."""
    name = asked.by if asked.by == "goals_per_match" else f"{asked.by}_share"
    told = [found for found in leagues if found.fact("league", name)]
    told.sort(key=lambda found: float(found.value("league", name)), reverse=not asked.fewest)
    rows = (
        book.say(
            "leagues.row",
            league=league_name(found.data, book),
            figure=figure(found, "league", name, book).lstrip("+"),
            matches=figure(found, "league", "matches", book),
        )
        for found in told
    )
    head = book.say("leagues.head", what=book.say(f"leagues.{asked.by}"))
    return "\n".join([head, *rows, book.say("leagues.others")]) if told else ""


def tell_meetings(found: Found, book: Phrasebook, *, last: str | None = None) -> str:
    """Return the balance of two clubs and their latest matches.

    Before them the `last` that ended so for the first one: won, drawn or lost.
    """
    team, opponent = str(found.data.get("team")), str(found.data.get("opponent"))
    if not found.value("head_to_head", "played"):
        return book.say("meetings.none", team=team, opponent=opponent)
    counts = {
        name: figure(found, "head_to_head", name, book)
        for name in ("played", "won", "drawn", "lost", "goals_for", "goals_against")
    }
    matches = list(found.data.get("matches") or ())[:MEETINGS]
    lines = [_last_meeting(found, last, book)] if last else []
    lines.append(book.say("meetings.sum", team=team, opponent=opponent, **counts))
    if ground := found.data.get("at"):
        lines.append(book.say("meetings.at_ground", team=str(ground)))
    if found.fact("head_to_head", "over_2_5"):
        kinds = {name: figure(found, "head_to_head", name, book) for name in KINDS}
        lines.append(book.say("meetings.kinds", **kinds))
    if matches and not any(_of_a_cup(match) for match in matches):
        lines.append(book.say("meetings.league_only"))
    if matches:
        lines += [book.say("meetings.latest"), *(row(match, book) for match in matches)]
    return "\n".join([*lines, *(demo(matches[0], book) if matches else [])])


def _last_meeting(found: Found, ended: str, book: Phrasebook) -> str:
    """Return when two clubs met last with such an end, or that they never did."""
    team, opponent = str(found.data.get("team")), str(found.data.get("opponent"))
    if ended == "lost":
        team, opponent = opponent, team
    names = {"team": team, "opponent": opponent}
    how = "drawn" if ended == "drawn" else "won"
    match = found.data.get(f"last_{ended}")
    if not match:
        return book.say(f"meetings.never_{how}", **names)
    shown, day = book.figure(match["score"], "score"), book.day(date_of(match))
    return book.say(f"meetings.last_{how}", match=title(match), score=shown, day=day, **names)


def tell_place(found: Found, book: Phrasebook) -> list[str]:
    """Return where a club stands, or ended a season that is over."""
    team, league = str(found.data.get("team")), league_name(found.data, book)
    if found.fact("table", "place") is None:
        return [book.say("club.who", team=team, league=league)]
    names = ("points", "played", "won", "drawn", "lost", "goals_for", "goals_against")
    counts = {name: figure(found, "table", name, book) for name in names}
    place = ordinal(int(found.value("table", "place")), book)
    if found.data.get("is_over"):
        counts["season"] = str(found.data.get("season"))
        return [book.say("club.place_then", place=place, team=team, league=league, **counts)]
    return [book.say("club.place", place=place, team=team, league=league, **counts)]


def _form(found: Found, book: Phrasebook, venue: str | None) -> list[str]:
    letters = found.value("form", "letters")
    if not letters:
        return []
    shown = letters.translate(_LETTERS_HU) if book.language == "hu" else letters
    names = ("won", "drawn", "lost", "goals_for", "goals_against")
    counts = {name: figure(found, "form", name, book) for name in names}
    return [book.say(f"club.form_{venue}" if venue else "club.form", letters=shown, **counts)]


def _splits(found: Found, book: Phrasebook) -> list[str]:
    names = [f"{side}_{what}" for side in ("home", "away") for what in ("won", "drawn", "lost")]
    if any(found.fact("record", name) is None for name in names):
        return []
    counts = {name: figure(found, "record", name, book) for name in names}
    return [book.say("club.split_then" if found.data.get("is_over") else "club.split", **counts)]


def _streaks(found: Found, book: Phrasebook) -> list[str]:
    told = []
    runs = (("unbeaten", "unbeaten_now"), ("longest_winning", "winning_longest"))
    for key, outcome in runs[1:] if found.data.get("is_over") else runs:
        if (found.value("streak", outcome) or 0) >= STREAK:
            told.append(book.say(f"club.{key}", count=figure(found, "streak", outcome, book)))
    return [" ".join(told)] if told else []


def _biggest(found: Found, book: Phrasebook) -> list[str]:
    match, score = found.data.get("biggest_win"), found.value("record", "biggest_win")
    if not match or not score:
        return []
    return [book.say("club.biggest_win", match=title(match), score=book.figure(score, "score"))]


def _next(found: Found, book: Phrasebook) -> list[str]:
    match = found.data.get("next_match")
    return [book.say("club.next", match=title(match), on=on(match, book))] if match else []


def _table_row(each: Mapping[str, Any], book: Phrasebook) -> str:
    difference = int(each["goal_difference"])
    return book.say(
        "table.row",
        place=each["place"],
        team=each["team"],
        points=each["points"],
        played=each["played"],
        difference=f"{difference:+d}" if difference else "0",
    )


def ordinal(place: int, book: Phrasebook) -> str:
    """Return “1st” or “1.”."""
    if book.language == "hu":
        return f"{place}."
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if 11 <= place % 100 <= 13 else ending}"


def league_name(data: Mapping[str, Any], book: Phrasebook) -> str:
    """Return the league's name in the reader's language."""
    league = str(data.get("league") or "")
    known, given = name_of_league(league, book), data.get("league_name")
    # a league that the catalogue lacks is called there by its code
    return known if book.language == "hu" and known != league else str(given or known)
