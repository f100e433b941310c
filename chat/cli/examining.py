"""`tippmix doctor`: what works, what does not, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from chat.cli.edge import COULD_NOT, is_expected, show, show_json
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.dependencies import Finding
    from chat.settings import Settings

MARKS = {"up": "ok", "degraded": "! ", "down": "X ", "unused": "- "}

#: shorter ones can be guessed
SHORTEST_KEY = 16


async def examine(settings: Settings, *, as_json: bool) -> None:
    """Look at everything; exit code 1 when something does not work at all."""
    with waiting("Looking…"):
        found = [_settings_finding(settings), *await _look(settings)]
    if as_json:
        show_json({"findings": [asdict(finding) for finding in found]})
    else:
        for finding in found:
            show(f"{MARKS[finding.status]} {finding.name}: {finding.detail}")
            if finding.mend:
                show(f"   → {finding.mend} (without it: {finding.without_it})")
    if any(finding.status == "down" and finding.name != "ollama" for finding in found):
        raise typer.Exit(COULD_NOT)


async def _look(settings: Settings) -> list[Finding]:
    from chat.dependencies import look_at_all
    from chat.house import open_house

    try:
        async with open_house(settings) as house:
            return await look_at_all(house)
    except Exception as error:
        if not is_expected(error):
            raise
        return [_finding("database", "down", str(error), "nothing works without it")]


def _settings_finding(settings: Settings) -> Finding:
    weak = [key for key in settings.api_keys if len(key.get_secret_value()) < SHORTEST_KEY]
    if settings.secret and len(settings.secret.get_secret_value()) < 2 * SHORTEST_KEY:
        weak.append(settings.secret)
    if weak:
        detail = f"{len(weak)} keys are short enough to be guessed."
        mend = f"Use {SHORTEST_KEY} characters or more for TIPPMIX_API_KEYS, twice that for "
        return _finding(
            "settings", "degraded", detail, "anybody may guess them", f"{mend}the secret."
        )
    return _finding("settings", "up", f"The data folder is {settings.home}.", "")


def _finding(name: str, status: str, detail: str, without_it: str, mend: str = "") -> Finding:
    from chat.clock import real_clock
    from chat.dependencies import Finding

    return Finding(
        name=name,
        status=status,  # type: ignore[arg-type]
        detail=detail,
        without_it=without_it,
        mend=mend,
        last_check=real_clock(),
    )
