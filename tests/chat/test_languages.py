"""The language of a reader: his program's wish, and what is nearer than that."""

from __future__ import annotations

import httpx
import pytest

from chat.api.languages import preferred
from tests.chat.running import Service

API = "/api/v1"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("hu", "hu"),
        ("hu-HU,hu;q=0.9,en-US;q=0.8,en;q=0.7", "hu"),
        ("en;q=0.1, hu", "hu"),
        ("de, hu;q=0.5", "hu"),
        ("en-GB", "en"),
        ("hu;q=0, en;q=0.2", "en"),
        ("hu;q=x", None),
        ("de", None),
        ("*", None),
        ("", None),
        (";;q=,,", None),
    ],
)
def test_a_header_likes_one_of_ours_best(header: str, language: str | None) -> None:
    assert preferred(header) == language


def test_a_programs_wish_counts_where_nothing_nearer_tells(service: Service) -> None:
    with service.client() as http:
        mine = f"{API}/users/me/preferences"
        before = http.get(mine).json()
        found = http.get(f"{API}/matches", params={"status": "scheduled", "limit": 1})
        match = found.json()["items"][0]

        def words(**request: str) -> str:
            wish = {"accept-language": "hu"}
            asked = {"match_id": match["id"], **request}
            answer = http.post(f"{API}/predictions/ai-insights", json=asked, headers=wish)
            return str(answer.json()["language"])

        def reply(message: str, **request: str) -> dict[str, str]:
            asked = {"message": message, **request}
            answer: httpx.Response = http.post(
                f"{API}/chat", json=asked, headers={"accept-language": "hu"}
            )
            return dict(answer.json())

        bare = f"{match['home_team']} – {match['away_team']}"
        first = reply(bare)
        assert (words(), first["language"]) == ("hu", "hu")
        assert words(language="en") == reply(bare, language="en")["language"] == "en"
        # a question's own words are nearer
        assert reply("Which matches are on this weekend?")["language"] == "en"
        second = reply("What are the chances of both teams to score?", thread_id=first["thread_id"])
        assert second["language"] == "en"
        try:
            http.put(mine, json={**before, "language": "en"})
            assert words() == reply(bare)["language"] == "en"
        finally:
            http.put(mine, json=before)
