"""What agents and workflows made for a user is shown without advice while a rule holds for him.

Made before the rule came to hold, or after: nothing that weighs a price leaves, through any door.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from graph.agents.showing import WEIGHED, show_result
from tests.chat.agents_over_rest import API, ask, fixtures, make, move, pages, result, until
from tests.chat.running import Service, as_user, exclude, signed_in, wait_for
from tests.chat.sockets.conftest import calling

#: what only somebody who weighs a bet is told, wherever it stands
ADVICE = {
    *("edge", "value", "stake", "kelly", "our_price", "their_price", "expected_value"),
    *("break_even", "price"),
}
ODDS = {"home": 9.0, "draw": 3.4, "away": 1.5}


def advice(found: Any) -> Iterator[str]:
    """Yield what weighs a price in plain JSON, however deep: fields, markets of facts, words."""
    if isinstance(found, list):
        for each in found:
            yield from advice(each)
    elif isinstance(found, dict):
        if "as_of" in found and "market" in found and found["market"] in ADVICE:
            yield found["market"]
        for name, each in found.items():
            if name in ADVICE - {"value"} and each not in (None, [], {}):
                yield name
            yield from advice(each)
    elif isinstance(found, str) and ("expected value" in found or "várható" in found):
        yield found


def told_in(results: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, each) for name, found in results.items() for each in advice(found)]


class Work:
    """What was done for a user, to be looked at again."""

    def __init__(self, http: httpx.Client) -> None:
        self.match = fixtures(http)[0]
        one = {"match_id": self.match["id"], "odds": ODDS}
        self.agent = make(http, "analysis", language="en")
        wish = f"Is 9.00 on {self.match['home_team']} against {self.match['away_team']} value?"
        self.custom = make(http, "custom", prompt=wish, language="en")
        for agent in (self.agent, self.custom):
            move(http, agent, "start")
        asked = {
            "predict_match": one,
            "batch_predict": {"matches": [one]},
            "analyze_match": one,
            "enhanced_prediction": one,
        }
        self.tasks = {type_: ask(http, self.agent, type_, given) for type_, given in asked.items()}
        self.tasks["custom"] = ask(http, self.custom, "generate_insights", {})
        for task in self.tasks.values():
            until(http, task)
        question = {"name": "ask", "step": "insight", "inputs": {"question": wish}}
        weigh = {"name": "weigh", "step": "odds", "inputs": {"match": "$steps.found.match"}}
        find = {"name": "found", "step": "validate", "inputs": {"match_id": "$input.match_id"}}
        new = {"name": "Mine", "definition": {"steps": [find, weigh, question]}}
        kept = http.post(f"{API}/workflows", json=new)
        assert kept.status_code == 201, kept.text
        self.executions = [
            self.executed(http, kept.json()["id"], {"match_id": self.match["id"]}),
            self.executed(http, "comprehensive", one),
        ]

    def executed(self, http: httpx.Client, workflow: str, given: dict[str, Any]) -> str:
        body = {"workflow_type": workflow, "input_data": given, "agent_id": self.agent["id"]}
        begun = http.post(f"{API}/workflows/execute", json=body)
        assert begun.status_code == 202, begun.text
        where = f"{API}/workflows/executions/{begun.json()['id']}"
        wait_for(lambda: http.get(where).json()["status"] != "running", "the execution ends")
        assert http.get(where).json()["status"] == "completed"
        return where

    def results(self, http: httpx.Client) -> dict[str, Any]:
        """Return what tasks and executions came to, as it is told now."""
        found = {type_: result(http, task) for type_, task in self.tasks.items()}
        found["own workflow"], found["comprehensive"] = (
            http.get(where).json() for where in self.executions
        )
        return found

    def insights(self, http: httpx.Client) -> list[Any]:
        """Return what agents found out, through every door that tells it."""
        agents = (self.agent["id"], self.custom["id"])
        search = {"q": self.match["home_team"], "limit": 100}
        return [
            *(pages(http, f"{API}/agents/insights", 10, agentId=each) for each in agents),
            *(http.get(f"{API}/agents/{each}/memory").json()["insights"] for each in agents),
            pages(http, f"{API}/insights/match/{self.match['id']}", 10),
            http.get(f"{API}/insights/search", params=search).json(),
        ]

    def events(self, http: httpx.Client) -> list[Any]:
        return pages(http, f"{API}/agents/{self.agent['id']}/events", 100) + pages(
            http, f"{API}/agents/{self.custom['id']}/events", 100
        )


def test_what_was_told_before_is_told_no_more(service_for_others: Service) -> None:
    with as_user(service_for_others, "at-work-before") as http:
        work = Work(http)
        before = work.results(http)
        silent = [name for name, found in before.items() if not list(advice(found))]
        assert silent == []
        assert list(advice(work.events(http))) == []
        insights = work.insights(http)
        assert [list(advice(found)) == [] for found in insights] == [False] * len(insights)
        exclude(http, signed_in(http, "at-work-before"))
        after = work.results(http)
        assert told_in(after) == []
        assert list(advice(work.insights(http))) == []
        # chances stay as they were
        for name in ("predict_match", "comprehensive"):
            told = [found[name].get("output", found[name]) for found in (before, after)]
            chances = [(each.get("prediction") or each)["match_result"] for each in told]
            assert chances[0] == chances[1]
        assert after["analyze_match"]["held_back"] == "self_excluded"
        assert after["analyze_match"]["text"] is None


def test_of_what_is_done_from_then_on_nothing_needs_to_be_held(
    service_for_others: Service,
) -> None:
    with as_user(service_for_others, "at-work-after") as http:
        exclude(http, signed_in(http, "at-work-after"))
        fresh = Work(http)
        assert told_in(fresh.results(http)) == []
        assert list(advice(fresh.insights(http))) == []
        assert result(http, fresh.tasks["analyze_match"])["text"]
        assert list(advice(fresh.events(http))) == []


async def test_events_and_insights_over_the_socket_hold_no_advice(
    service_for_others: Service,
) -> None:
    with as_user(service_for_others, "at-work-socket") as http:
        work = Work(http)
        token = signed_in(http, "at-work-socket")
        url = service_for_others.url
        ids = [work.agent["id"], work.custom["id"]]
        async with calling(url, auth={"token": token}) as anna:
            told = [(await anna.ask("agent:insights", each))["insights"] for each in ids]
            assert list(advice(told))
        exclude(http, token)
        async with calling(url, auth={"token": token}) as anna:
            told = [(await anna.ask("agent:insights", each))["insights"] for each in ids]
            assert list(advice(told)) == []
            topics = [f"agent:{each}" for each in ids]
            await anna.ask("subscribe", {"topics": topics, "after": 0})
            await anna.until("task:completed", agent_id=work.custom["id"])
            assert list(advice(json.loads(json.dumps(anna.heard)))) == []


@pytest.mark.parametrize("name", WEIGHED)
def test_a_part_that_weighs_is_held_wherever_it_stands(name: str) -> None:
    held = {"held_back": "distress"}
    for found in ({name: [1]}, {"parts": {name: [1]}, "text": "Back it."}):
        shown = show_result(found, rule="distress")
        assert shown is not None
        assert (shown.get("parts") or shown)[name] == held
        assert shown.get("text") is None
        assert show_result(found, rule=None) == found
    assert show_result(None, rule="distress") is None


def test_words_that_do_not_advise_are_shown() -> None:
    shown = show_result({"text": "They play well.", "advises": False}, rule="minor")
    assert shown == {"text": "They play well.", "advises": False, "held_back": "minor"}
