"""The chat page as a person meets it: on a desk and on a phone, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.chat.running import Service, serving, wait_for
from tests.ollama_server import MODEL, FakeOllama, Reply, _pieces, pulled, says

pytestmark = pytest.mark.browser

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "locale": "hu-HU",
}


def fixture(service: Service) -> dict[str, Any]:
    """Return the next match of the demo league."""
    with service.client() as http:
        found = http.get("/api/v1/matches", params={"status": "scheduled", "limit": 1}).json()
    return dict(found["items"][0])


def percent_at_home(service: Service, match: dict[str, Any]) -> str:
    with service.client() as http:
        made = http.get(f"/api/v1/predictions/{match['id']}").json()
    return f"{made['match_result']['home_win']:.1%}"


def ask(page: Page, question: str) -> None:
    page.locator("#chat-input").click()
    page.keyboard.type(question)
    # enabled once the page is connected
    page.locator("#chat-submit").click()


def is_answered(page: Page) -> None:
    expect(page.locator("#chat-submit")).to_be_visible()


def test_an_english_question_is_answered_with_the_models_figure(
    opened: Open, service: Service
) -> None:
    match = fixture(service)
    page = opened()
    page.goto(f"{service.url}/chat")
    expect(page.locator("#welcome-screen")).to_contain_text("demo matches")
    expect(page.locator("#welcome-screen")).to_contain_text("analyst")
    ask(page, f"Who wins {match['home_team']} against {match['away_team']}?")
    answer = page.locator(".ai-message").last
    expect(answer).to_contain_text(percent_at_home(service, match))
    step = page.get_by_role("button", name=re.compile("forecast"))
    step.click()
    expect(page.get_by_text(f"home: {match['home_team']}")).to_be_visible()


def test_a_starter_is_asked_in_hungarian_on_a_phone(opened: Open, service: Service) -> None:
    match = fixture(service)
    page = opened(**PHONE)
    page.goto(f"{service.url}/chat")
    expect(page.locator("#welcome-screen")).to_contain_text("bemutató meccsek")
    expect(page.locator("#chat-input")).to_have_attribute("placeholder", re.compile("Kérdezz"))
    page.locator("#starters button").first.click()
    shown = percent_at_home(service, match).replace(".", ",").removesuffix("%")
    expect(page.locator(".ai-message").last).to_contain_text(shown)
    expect(page.get_by_role("button", name=re.compile("előrejelzés"))).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["viewport"]["width"]  # type: ignore[index]


def test_no_request_leaves_the_machine(opened: Open, service: Service) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page = opened()
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "response",
        lambda answer: failed.append(answer.url) if answer.status >= 400 else None,
    )
    page.goto(f"{service.url}/chat")
    page.locator("#starters button").last.click()
    expect(page.locator(".ai-message").last).to_contain_text("points")
    page.locator("#readme-button").click()
    expect(page.get_by_text("Every figure is a fact.")).to_be_visible()
    page.goto(f"{service.url}/docs")
    expect(page.locator(".opblock-tag").first).to_be_visible()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(service.url).netloc}
    # the page asks who it is before it signs itself in
    assert {urlsplit(url).path for url in failed} <= {"/chat/user"}


@pytest.mark.slow
def test_a_conversation_is_taken_up_again(opened: Open, service: Service) -> None:
    page = opened()
    page.goto(f"{service.url}/chat")
    ask(page, "Show me the Demo Liga table, please")
    expect(page.locator(".ai-message").last).to_contain_text("points")
    is_answered(page)
    page.locator("#header #new-chat-button").click()
    expect(page.locator("#welcome-screen")).to_be_visible()
    page.locator("#header #sidebar-trigger-button").click()
    page.locator("#thread-history").get_by_text("Show me the Demo Liga table, please").first.click()
    expect(page.locator(".ai-message").last).to_contain_text("points")
    match = fixture(service)
    ask(page, f"And who wins {match['home_team']} against {match['away_team']}?")
    shown = percent_at_home(service, match)
    expect(page.locator(".ai-message").last).to_contain_text(shown)


@pytest.mark.slow
@pytest.mark.slow
def test_a_model_that_is_missing_is_got_by_a_button(opened: Open, home: Any) -> None:
    ollama = FakeOllama(models={})
    ollama.library[MODEL] = replace(pulled(1000, steps=10), pace=0.1)
    with ollama, serving(home, model=f"ollama:{MODEL}", ollama_url=ollama.url) as service:
        page = opened()
        page.goto(f"{service.url}/chat")
        ask(page, "Hello")
        told = page.locator(".ai-message").filter(has_text=f"ollama pull {MODEL}")
        expect(told).to_be_visible()
        page.get_by_role("button", name=f"Get {MODEL} now").click()
        expect(page.get_by_text(re.compile(r"Getting the model… [1-9]\d?%"))).to_be_visible()
        expect(page.get_by_text(f"{MODEL} is there")).to_be_visible()
        expect(page.get_by_role("button", name="Get")).to_have_count(0)
        ollama.replies.append(says("Here I am."))
        ask(page, "Hello again")
        expect(page.locator(".ai-message").last).to_contain_text("Here I am.")


@pytest.mark.slow
def test_the_stop_button_stops_the_model(opened: Open, home: Any) -> None:
    hanging = Reply(_pieces("Let me think about this. "), end="hang")
    with FakeOllama(hanging) as ollama:
        with serving(home, model=f"ollama:{MODEL}", ollama_url=ollama.url) as service:
            page = opened()
            page.goto(f"{service.url}/chat")
            expect(page.locator("#welcome-screen")).to_contain_text(MODEL)
            ask(page, "Hello")
            expect(page.locator("#stop-button")).to_be_visible()
            wait_for(lambda: ollama.chats, "the model is asked")
            page.locator("#stop-button").click()
            expect(page.get_by_text("Stopped.")).to_be_visible()
            is_answered(page)
        assert ollama.hung_up.wait(20)


@pytest.mark.slow
def test_a_service_for_others_asks_who_one_is(opened: Open, home: Any) -> None:
    with serving(home, auth="on") as service:
        with service.client() as http:
            account = {"username": "anna", "password": "correct horse"}
            assert http.post("/api/v1/auth/register", json=account).status_code == 201
        page = opened()
        page.goto(f"{service.url}/chat")
        page.locator("#email").fill("anna")
        page.locator("#password").fill("wrong horse")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Name and password do not fit").first).to_be_visible()
        page.locator("#password").fill("correct horse")
        page.keyboard.press("Enter")
        expect(page.locator("#welcome-screen")).to_be_visible()
        ask(page, "Show me the Demo Liga table")
        expect(page.locator(".ai-message").last).to_contain_text("points")
        with service.client() as http:
            assert http.get("/api/v1/threads").status_code == 401
