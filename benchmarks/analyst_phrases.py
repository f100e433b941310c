"""How often the analyst calls the right tools: a table by language, on phrases kept apart.

Beside both ways of finding an intent together, each alone: the cue words, and what a phrase is
like. A turn is timed with the tools of the tests, which only look into a table: on the wall, and
by the processor's own clock, which other programs of the machine do not move.

Run: .venv/bin/python -m benchmarks.analyst_phrases [--show]   (--show lists development misses)
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping
from time import perf_counter, process_time

from graph.analyst.intents import IntentOf, by_both, by_cue, by_likeness
from graph.wording import Language
from tests.graph.analyst_phrases import LANGUAGES, PARTS, Outcome, Part, phrases, run

WAYS: Mapping[str, IntentOf] = {"cues": by_cue, "likeness": by_likeness, "both": by_both}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--show", action="store_true", help="list the misses of the development part"
    )
    show = parser.parse_args().show
    print("| phrases | n | intent by | right tools | right arguments | ms a turn, p50 | p95"
          " | of the processor, p50 | p95 |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|")
    for part in PARTS:
        for language in LANGUAGES:
            for way, intent_of in WAYS.items():
                outcomes, times = _timed(language, part, intent_of)
                print(_row(f"{language}, {part}", way, outcomes, times), flush=True)
                if show and part == "development" and intent_of is by_both:
                    show_misses(outcomes)


def _timed(
    language: Language, part: Part, intent_of: IntentOf
) -> tuple[list[Outcome], tuple[list[float], list[float]]]:
    outcomes: list[Outcome] = []
    wall: list[float] = []
    busy: list[float] = []
    for phrase in phrases(language, part):
        started, used = perf_counter(), process_time()
        outcomes.append(run(phrase, intent_of))
        turns = len(phrase.messages) / 1000
        wall.append((perf_counter() - started) / turns)
        busy.append((process_time() - used) / turns)
    return outcomes, (wall, busy)


def _row(
    name: str, way: str, outcomes: list[Outcome], times: tuple[list[float], list[float]]
) -> str:
    count = len(outcomes)
    tools = sum(one.right_tool for one in outcomes) / count
    right = sum(one.right_arguments for one in outcomes) / count
    shown = " | ".join(
        f"{statistics.median(one):.1f} | {statistics.quantiles(one, n=20)[-1]:.1f}" for one in times
    )
    return f"| {name} | {count} | {way} | {tools:.1%} | {right:.1%} | {shown} |"


def show_misses(outcomes: list[Outcome]) -> None:
    """Print what was asked, what should have been called, and what was."""
    for one in outcomes:
        if not one.right_arguments:
            print(f"  {' // '.join(one.phrase.messages)}\n    wanted {one.phrase.expected}")
            print(f"    made   {one.calls}")


if __name__ == "__main__":
    main()
