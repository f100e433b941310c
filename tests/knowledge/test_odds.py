from __future__ import annotations

from knowledge.database import Database
from knowledge.odds import quotes, quotes_of
from tests.knowledge.league_book import LeagueBook, instant


async def test_prices_are_seen_from_when_they_were_on_offer(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        match = await book.match("2024-05-11 14:00", "Arsenal", "Chelsea", "1-0")
        await book.odds(match, "2024-05-07 15:00", (1.5, 4.5, 7.0), book="b365")
        await book.odds(match, "2024-05-07 15:00", (1.4, 4.8, 7.5), over_2_5=1.6, under_2_5=2.3)
        await book.odds(match, "2024-05-11 14:00", (1.3, 5.5, 9.0), moment="closing")

    async def seen(moment: str) -> list[tuple[str, str, float | None]]:
        async with db.reading() as session:
            offered = await quotes(session, match, as_of=instant(moment))
        return [(quote.book, quote.moment, quote.home) for quote in offered]

    assert await seen("2024-05-07 14:59") == []
    assert await seen("2024-05-07 15:00") == [("avg", "prematch", 1.4), ("b365", "prematch", 1.5)]
    assert await seen("2024-05-11 14:00") == [
        ("avg", "closing", 1.3),
        ("avg", "prematch", 1.4),
        ("b365", "prematch", 1.5),
    ]


async def test_prices_of_several_matches_at_once(db: Database) -> None:
    now = instant("2024-05-12")
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        one = await book.match("2024-05-11", "Arsenal", "Chelsea")
        other = await book.match("2024-05-12", "Fulham", "Everton")
        bare = await book.match("2024-05-13", "Fulham", "Chelsea")
        await book.odds(one, "2024-05-10", (1.5, 4.5, 7.0))
        await book.odds(other, "2024-05-10", (2.5, 3.5, 3.0))
    async with db.reading() as session:
        found = await quotes_of(session, [one, other, bare], as_of=now)
        assert found == {
            one: await quotes(session, one, as_of=now),
            other: await quotes(session, other, as_of=now),
        }
        assert await quotes(session, bare, as_of=now) == []
