"""How often the analyst calls the right tools: a table by language, on phrases kept apart.

Run: .venv/bin/python -m benchmarks.analyst_phrases [--show]   (--show lists development misses)
"""

from __future__ import annotations

import argparse
import statistics
from time import perf_counter

from graph.wording import Language
from tests.graph.analyst_phrases import LANGUAGES, PARTS, Outcome, Part, phrases, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--show", action="store_true", help="list the misses of the development part"
    )
    show = parser.parse_args().show
    print("| phrases | n | right tools | right arguments | median ms a turn |")
    print("|---|---|---|---|---|")
    for part in PARTS:
        for language in LANGUAGES:
            outcomes, times = _timed(language, part)
            print(_row(f"{language}, {part}", outcomes, times))
            if show and part == "development":
                _show(outcomes)


def _timed(language: Language, part: Part) -> tuple[list[Outcome], list[float]]:
    outcomes, times = [], []
    for phrase in phrases(language, part):
        started = perf_counter()
        outcomes.append(run(phrase))
        times.append((perf_counter() - started) * 1000)
    return outcomes, times


def _row(name: str, outcomes: list[Outcome], times: list[float]) -> str:
    count = len(outcomes)
    tools = sum(one.right_tool for one in outcomes) / count
    right = sum(one.right_arguments for one in outcomes) / count
    return f"| {name} | {count} | {tools:.1%} | {right:.1%} | {statistics.median(times):.1f} |"


def _show(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        if not one.right_arguments:
            print(f"  {' // '.join(one.phrase.messages)}\n    wanted {one.phrase.expected}")
            print(f"    made   {one.calls}")


if __name__ == "__main__":
    main()
