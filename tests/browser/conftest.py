"""A browser of its own for each test, and a service that all of them share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chat.conftest import fitted_demo, home, service, shared

__all__ = ["fitted_demo", "home", "service", "shared"]

CHROMIUM = shutil.which("chromium")
#: nothing of the browser's own may look like a request of the page
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
#: milliseconds; generous, because the machine may be busy
PATIENCE = 60_000

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Chromium, or skip where it is not on this machine.

    Playwright's loop runs in this thread until it is closed, and no async test could run beside
    it: so it ends with its module, not with the session.
    """
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Give a function that opens pages; they are closed at the end."""
    contexts = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-US", **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
