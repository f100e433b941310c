"""The track record in words: how good the forecasts were, beside whom, and what tips paid.

A difference is only called one where its interval does not hold zero.
"""

from __future__ import annotations

import datetime as dt

from graph.analyst.calls import Found
from graph.analyst.writing.details import figure
from graph.analyst.writing.missing import league_name
from graph.wording.phrasebook import Phrasebook

RIVALS = ("base_rates", "prematch", "closing")
#: with fewer matches most of a score is luck
FEW = 50
#: fewer tips tell nothing
FEW_TIPS = 20


def tell_record(found: Found, book: Phrasebook) -> str:
    """Return the scores beside base rates and bookmakers, and what became of judged prices."""
    if found.fact("rps", "model") is None:
        return "\n".join([*_nothing_yet(found, book), *_tips(found, book)])
    lines = [_lead(found, book), _scores(found, book)]
    lines += [_beside(found, name, book) for name in RIVALS if found.fact("rps", name)]
    if found.fact("calibration_error", "model"):
        off = figure(found, "calibration_error", "model", book)
        lines.append(book.say("record.calibration", off=off))
    if found.value("settled", "matches") < FEW:
        lines.append(book.say("record.few"))
    return "\n".join([*lines, *_tips(found, book)])


def _nothing_yet(found: Found, book: Phrasebook) -> list[str]:
    waiting = int(found.value("settled", "waiting") or 0)
    lines = [book.say("record.nothing", of=_of(found, book))]
    if waiting:
        lines.append(book.say("record.waiting", count=figure(found, "settled", "waiting", book)))
    return lines


def _lead(found: Found, book: Phrasebook) -> str:
    first, last = (_day(found, name) for name in ("first", "last"))
    return book.say(
        "record.lead",
        count=figure(found, "settled", "matches", book),
        what=book.word("record_of", str(found.data.get("market"))),
        of=_of(found, book),
        first=book.short_day(first) if first.year == last.year else book.day(first),
        last=book.day(last),
        hits=figure(found, "hit_rate", "model", book),
    )


def _of(found: Found, book: Phrasebook) -> str:
    """Return the league that it is of, as the end of a phrase; nothing where it is of all."""
    league = found.data.get("league")
    return book.say("record.of", league=league_name(str(league), book)) if league else ""


def _day(found: Found, name: str) -> dt.date:
    return dt.date.fromisoformat(str(found.value("settled", name)))


def _scores(found: Found, book: Phrasebook) -> str:
    rivals = [
        book.say(f"record.{name}", rps=figure(found, "rps", name, book))
        for name in RIVALS
        if found.fact("rps", name)
    ]
    listed = f"; {', '.join(rivals)}" if rivals else ""
    return book.say("record.scores", rps=figure(found, "rps", "model", book), rivals=listed)


def _beside(found: Found, name: str, book: Phrasebook) -> str:
    standing = (found.data.get("beside") or {}).get(name, "unclear")
    return book.say(f"record.{standing}_{name}")


def _tips(found: Found, book: Phrasebook) -> list[str]:
    if found.fact("tips", "judged") is None:
        return []
    lines = [book.say("record.tips", count=figure(found, "tips", "judged", book))]
    if found.value("tips", "judged") < FEW_TIPS:
        return [*lines, book.say("record.few_tips")]
    for market, suffix in (("tips", ""), ("value_tips", "_value")):
        if found.fact(market, "judged") is None:
            continue
        slots = {"count": figure(found, market, "judged", book)}
        if found.fact(market, "closing_value"):
            slots |= _interval(found, market, "closing_value", book)
            slots["beat"] = figure(found, market, "beat_closing", book)
            lines.append(book.say(f"record.closing_line{suffix}", **slots))
        if found.fact(market, "profit"):
            slots = {"count": figure(found, market, "settled", book)}
            slots |= _interval(found, market, "profit", book)
            lines.append(book.say(f"record.profit{suffix}", **slots))
    return lines


def _interval(found: Found, market: str, outcome: str, book: Phrasebook) -> dict[str, str]:
    """Return a mean, and its interval in brackets where there is one."""
    mean = figure(found, market, outcome, book)
    if found.fact(f"{market}_low", outcome) is None:
        return {"mean": mean, "span": ""}
    low, high = (figure(found, f"{market}_{end}", outcome, book) for end in ("low", "high"))
    return {"mean": mean, "span": book.say("record.span", low=low, high=high)}
