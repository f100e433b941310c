"""What is worth a bet, in words, each with its reasons; or why nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.details import date_of, demo, title
from graph.analyst.writing.value import name_of
from graph.wording.phrasebook import Phrasebook

Row = Mapping[str, Any]
#: slot of a sentence → the fact's market
_SLOTS = {
    "price": "price",
    "ours": "our_price",
    "theirs": "their_price",
    "profit": "expected_value",
    "stake": "stake",
    "amount": "stake_amount",
}
_COUNTS = ("matches", "priced", "value", "set_aside")


def tell_recommendations(found: Found, book: Phrasebook) -> str:
    """Return the recommendations with their reasons, or the reason why there are none."""
    rows: list[Row] = list(found.data.get("recommendations") or ())
    counts = {name: _count(name, found, book) for name in _COUNTS}
    if not rows:
        reason = str(found.data["reason"])
        return book.say(f"advice.{'outside' if reason == 'set_aside' else reason}", **counts)
    lines = [book.say("advice.head")]
    for row in rows:
        lines += [_row(row, found, book), book.say("advice.why", list=_reasons(row, book))]
    if found.value("recommendations", "set_aside"):
        lines.append(book.say("advice.set_aside", count=counts["set_aside"]))
    return "\n".join([*lines, *demo(found.data, book)])


def _row(row: Row, found: Found, book: Phrasebook) -> str:
    subject, selection = f"{title(row)}, {row['date']}", str(row["selection"])
    facts = {name: found.fact(market, selection, subject) for name, market in _SLOTS.items()}
    # a stake is a part of the bankroll, no gain: it has no sign
    slots = {
        name: "–"
        if fact is None
        else book.figure(fact["value"], fact["unit"]).lstrip("+" if name == "stake" else "")
        for name, fact in facts.items()
    }
    key = "row_amount" if facts["amount"] else "row"
    what = name_of(selection, Found(found=True, data=row), book, short=True)
    return book.say(
        f"advice.{key}", match=title(row), day=book.day(date_of(row)), what=what, **slots
    )


def _reasons(row: Row, book: Phrasebook) -> str:
    said = dict.fromkeys(_reason(reason, row, book) for reason in row["reasons"])
    return "; ".join(words for words in said if words)


def _reason(reason: Mapping[str, Any], row: Row, book: Phrasebook) -> str:
    if reason["code"] != "forecast":
        return book.word("because", str(reason["code"]))
    section = "helps" if row["selection"] == "home" else "harms"
    if reason["factor"] not in book.section(section):
        return ""
    return book.say(f"{section}.{reason['factor']}", home=row["home"], away=row["away"])


def _count(name: str, found: Found, book: Phrasebook) -> str:
    fact = found.fact("recommendations", name)
    return "–" if fact is None else book.figure(fact["value"], "count")
