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
        "en": "The chosen language model is not installed, `ollama pull {name}` gets it",
        "hu": "A választott nyelvi modell nincs telepítve, `ollama pull {name}` letölti",
    },
    "model_without_tools": {
        "en": "The chosen language model cannot use tools",
        "hu": "A választott nyelvi modell nem tud eszközöket használni",
    },
    "model_only_embeds": {
        "en": "The chosen model makes no words",
        "hu": "A választott modell nem ír szöveget",
    },
    "model_resting": {
        "en": "The language model failed several times and rests for a while",
        "hu": "A nyelvi modell többször hibázott, egy ideig pihen",
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
    "model_overfull": {
        "en": "The conversation is too long for the language model",
        "hu": "A beszélgetés túl hosszú a nyelvi modellnek",
    },
    "model_silent": {
        "en": "The language model gave no answer",
        "hu": "A nyelvi modell nem adott választ",
    },
    "model_stumbled": {
        "en": "The language model used its tools wrongly",
        "hu": "A nyelvi modell rosszul használta az eszközeit",
    },
    "model_repeats": {
        "en": "The language model went round in circles",
        "hu": "A nyelvi modell körbe-körbe járt",
    },
    "budget_spent": {
        "en": "The language model took too many steps",
        "hu": "A nyelvi modell túl sok lépést tett",
    },
    "model_wrong_language": {
        "en": "The language model answered in another language",
        "hu": "A nyelvi modell más nyelven válaszolt",
    },
    "model_ungrounded": {
        "en": "The language model said what no tool backs",
        "hu": "A nyelvi modell olyat mondott, amit egyik eszköz sem támaszt alá",
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
    "en": "I left out a sentence that did not stand up to my checks.",
    "hu": "Egy mondatot kihagytam, mert nem állta ki az ellenőrzést.",
}


def handed_over(code: str, language: Language, name: str = "") -> str:
    """Say in one line that the built-in analyst answers, and why.

    `name` is the model's, for the line that says how to get it.
    """
    reason = _REASONS.get(code, _REASONS[""])[language].format(name=name)
    return f"({reason}: {_ANALYST[language]})"


def unfinished(language: Language) -> str:
    """Say that there is no (whole) answer."""
    return _UNFINISHED[language]


def left_out(language: Language) -> str:
    """Say that a sentence with an unbacked figure was withheld."""
    return _LEFT_OUT[language]
