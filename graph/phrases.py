"""The few sentences that the graph itself says to the reader, in both languages."""

from __future__ import annotations

from graph.wording import Language

_ANALYST = {
    "en": "the built-in analyst answers.",
    "hu": "a beépített elemző válaszol.",
}

#: by the error's code: why the fallback speaks
_REASONS: dict[str, dict[Language, str]] = {
    "model_away": {"en": "Ollama does not answer", "hu": "Az Ollama nem érhető el"},
    "model_missing": {
        "en": "The chosen language model is not installed",
        "hu": "A választott nyelvi modell nincs telepítve",
    },
    "model_without_tools": {
        "en": "The chosen language model cannot use tools",
        "hu": "A választott nyelvi modell nem tud eszközöket használni",
    },
    "model_busy": {"en": "The language model is overloaded", "hu": "A nyelvi modell túlterhelt"},
    "model_out_of_time": {
        "en": "The language model took too long",
        "hu": "A nyelvi modell túl sokáig gondolkodott",
    },
    "model_died": {
        "en": "The language model stopped in the middle",
        "hu": "A nyelvi modell félbehagyta a választ",
    },
    "model_cut_short": {
        "en": "The language model's answer was cut off",
        "hu": "A nyelvi modell válasza félbeszakadt",
    },
    "model_ungrounded": {
        "en": "The language model gave a figure that no tool backs",
        "hu": "A nyelvi modell olyan számot mondott, amelyet egyik eszköz sem támaszt alá",
    },
    "": {
        "en": "The language model could not answer this",
        "hu": "A nyelvi modell erre nem tudott válaszolni",
    },
}

_UNFINISHED: dict[Language, str] = {
    "en": "I could not finish this answer; please ask again, perhaps in simpler words.",
    "hu": "Ezt a választ nem tudtam befejezni; kérdezd meg újra, talán egyszerűbben.",
}

_LEFT_OUT: dict[Language, str] = {
    "en": "I left out a figure that no tool backs.",
    "hu": "Egy számot kihagytam, mert egyik eszköz sem támasztja alá.",
}


def handed_over(code: str, language: Language) -> str:
    """Say in one line that the built-in analyst answers, and why."""
    reason = _REASONS.get(code, _REASONS[""])[language]
    return f"({reason}: {_ANALYST[language]})"


def unfinished(language: Language) -> str:
    """Say that there is no (whole) answer."""
    return _UNFINISHED[language]


def left_out(language: Language) -> str:
    """Say that a sentence with an unbacked figure was withheld."""
    return _LEFT_OUT[language]
