"""How often the analyst does the same where a message that it understands is typed otherwise.

Each phrase of the development part that is understood is put again: in capitals, without accents,
with a letter lost, doubled or swapped with its neighbour in one longer word (of a name too), with
words of courtesy before or behind it, with several spaces. A slip may make another word of one;
nothing counts them out.

Run: .venv/bin/python -m benchmarks.typed_otherwise [--every 8] [--show]
"""

from __future__ import annotations

import argparse
import random
import re
import zlib
from collections.abc import Callable, Mapping

from benchmarks.analyst_phrases import show_misses
from graph.wording import Language
from graph.wording.folding import fold
from tests.graph.analyst_phrases import LANGUAGES, Outcome, Phrase, phrases, run

_LONG = re.compile(r"[^\W\d_]{6,}")
_BEFORE: Mapping[Language, tuple[str, ...]] = {
    "en": ("hey, ", "hi! ", "pls ", "so ", "mate ", "quick question: ", "can you tell me ", "btw "),
    "hu": ("szia! ", "figyi, ", "légyszi ", "na ", "bocsi, ", "gyors kérdés: ", "tesó ", "amúgy "),
}
_BEHIND: Mapping[Language, tuple[str, ...]] = {
    "en": (" thanks", " pls", " mate", " you reckon?", " ???", " cheers", " do you know?"),
    "hu": (" köszi", " légyszi", " tesó", " szerinted?", " ???", " előre is köszi!", " tudod?"),
}
Typing = Callable[[str, Language, random.Random], str]


def _slip(text: str, _: Language, dice: random.Random) -> str:
    words = list(_LONG.finditer(text))
    if not words:
        return text
    word = dice.choice(words)
    at = word.start() + dice.randrange(1, len(word.group()) - 2)
    two = text[at : at + 2]
    return text[:at] + dice.choice((two[::-1], two[1:], two[0] + two)) + text[at + 2 :]


WAYS: Mapping[str, Typing] = {
    "small letters, no accents or marks": lambda text, *_: fold(text).rstrip(" ?!."),
    "capitals": lambda text, *_: text.upper(),
    "two spaces": lambda text, *_: text.replace(" ", "  "),
    "a slip": _slip,
    "a word before": lambda text, language, dice: dice.choice(_BEFORE[language]) + text,
    "a word behind": lambda text, language, dice: (
        text.rstrip(" ?!.") + dice.choice(_BEHIND[language])
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=8, help="take one phrase of so many")
    parser.add_argument("--show", action="store_true", help="list what is done otherwise")
    asked = parser.parse_args()
    print("| typed with | " + " | ".join(LANGUAGES) + " |")
    print("|---|" + "---|" * len(LANGUAGES))
    understood = {language: _understood(language, asked.every) for language in LANGUAGES}
    for way, typing in WAYS.items():
        cells = []
        for language, known in understood.items():
            again = [_put_again(phrase, typing, language) for phrase in known]
            same = sum(one.right_arguments for one in again)
            cells.append(f"{same / len(known):.1%} of {len(known)}")
            if asked.show:
                show_misses(again)
        print(f"| {way} | " + " | ".join(cells) + " |", flush=True)


def _understood(language: Language, every: int) -> list[Phrase]:
    taken = [one for one in phrases(language, "development") if _seed(one) % every == 0]
    return [one for one in taken if run(one).right_arguments]


def _put_again(phrase: Phrase, typing: Typing, language: Language) -> Outcome:
    *before, last = phrase.messages
    typed = typing(last, language, random.Random(_seed(phrase)))
    return run(Phrase((*before, typed), phrase.expected))


def _seed(phrase: Phrase) -> int:
    return zlib.crc32(" // ".join(phrase.messages).encode())


if __name__ == "__main__":
    main()
