"""How well clubs are found in what people type, and what that costs.

    python benchmarks/team_names.py [FOLDER]

FOLDER holds files in football-data layout (`<ssss>/<Div>.csv`): every club in them is known, as
in an installation that imported them, besides the clubs of our own files. Prints three tables:
mentions in the sentences of `team_names.txt`, the same phrases alone against RapidFuzz's
`process.extractOne`, and what it costs to forgive more or fewer slips.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process, utils
from rapidfuzz.distance import OSA

from knowledge.catalogue import entry
from knowledge.naming import KnownTeam, Resolution, TeamResolver, identify
from knowledge.naming.clubs import all_clubs
from knowledge.naming.spelling import folded

SENTENCES = Path(__file__).with_suffix(".txt")
MARKED = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")
SHARED = "?"
MENTIONS = ["mentions", "right", "only candidates", "wrong club", "missed"]
MENTIONS += ["sentences without", "false alarms"]
PHRASES = ["right", "no certain club", "wrong club"]


@dataclass(frozen=True)
class Sentence:
    """A line of the corpus: its plain text, and (start, phrase, club) of each mention."""

    #: language, and whether it was held out
    part: str
    text: str
    mentions: tuple[tuple[int, str, str], ...]


def read_sentences() -> Iterator[Sentence]:
    """Read the corpus."""
    part = ""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif line and not line.startswith("#"):
            yield _sentence(part, line)


def _sentence(part: str, line: str) -> Sentence:
    text, mentions, done = "", [], 0
    for mark in MARKED.finditer(line):
        text += line[done : mark.start()]
        mentions.append((len(text), mark[1], mark[2] or mark[1]))
        text += mark[1]
        done = mark.end()
    return Sentence(part, text + line[done:], tuple(mentions))


def known_teams(folder: Path | None) -> list[KnownTeam]:
    """Return the clubs of our files, and of the folder with their newest league and date."""
    teams = {
        club.team_id: KnownTeam(id=club.team_id, name=club.name, country=club.country)
        for club in all_clubs()
    }
    for path in sorted(folder.glob("*/*.csv")) if folder else ():
        league = entry(path.stem)
        # the season's last day is near enough to tell living clubs from sleeping ones
        ends = dt.date(1950 + (int(path.parent.name[2:]) - 50) % 100, 6, 30)
        for name in _names_in(path):
            club = identify(league.country, name)
            team = teams.get(club.team_id)
            if team is None or team.newest_date is None or ends > team.newest_date:
                teams[club.team_id] = KnownTeam(
                    id=club.team_id, name=club.name, country=league.country,
                    league_id=league.id, tier=league.tier, newest_date=ends,
                )  # fmt: skip
    return list(teams.values())


def _names_in(path: Path) -> set[str]:
    with path.open(encoding="cp1252", newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        place = head.index("HomeTeam") if "HomeTeam" in head else head.index("HT")
        return {row[place].strip() for row in rows if len(row) > place and row[place].strip()}


def is_right(found: Resolution, club: str) -> bool:
    """Tell whether this is what the corpus says: the club, or candidates where it is shared."""
    if club == SHARED:
        return found.team is None and bool(found.candidates)
    return found.team is not None and found.team.name == club


def count_mentions(resolver: TeamResolver, sentences: Iterable[Sentence]) -> Counter[str]:
    """Count what became of each mention, and what was found where there is none."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        found = {m.start: m for m in resolver.spot(sentence.text)}
        if not sentence.mentions:
            counts["sentences without"] += 1
            counts["false alarms"] += len(found)
            for m in found.values():
                print(f"   false alarm: “{m.text}” in “{sentence.text}”")
            continue
        for start, phrase, club in sentence.mentions:
            mention = found.pop(start, None)
            what = "missed" if mention is None else "wrong club"
            if mention and is_right(mention.resolution, club):
                what = "right"
            elif mention and mention.resolution.team is None:
                what = "only candidates"
            counts["mentions"] += 1
            counts[what] += 1
            if what != "right":
                print(f"   {what}: “{phrase}” ({club}) in “{sentence.text}”")
        counts["false alarms"] += len(found)
        for m in found.values():
            print(f"   false alarm: “{m.text}” in “{sentence.text}”")
    return counts


def count_phrases(
    resolver: TeamResolver, teams: list[KnownTeam], sentences: Iterable[Sentence]
) -> tuple[Counter[str], Counter[str]]:
    """Count how phrases alone fare: with our resolver, and with RapidFuzz's best match."""
    choices = {name: club.name for club in all_clubs() for name in (club.name, *club.spellings)}
    choices |= {team.name: team.name for team in teams}
    ours, plain = Counter[str](), Counter[str]()
    for _, phrase, club in (m for s in sentences for m in s.mentions):
        found = resolver.resolve(phrase)
        ours[_what(is_right(found, club), found.team is not None)] += 1
        best = process.extractOne(phrase, choices.keys(), processor=utils.default_process)
        plain[_what(best is not None and choices[best[0]] == club, best is not None)] += 1
    return ours, plain


def _what(right: bool, certain: bool) -> str:
    return "right" if right else "wrong club" if certain else "no certain club"


#: (letters, slips forgiven) pairs to compare; the middle one is what the resolver does
POLICIES: dict[str, tuple[tuple[int, int], ...]] = {
    "none": (),
    "1 from 5 letters": ((5, 1),),
    "1 from 4, 2 from 7": ((7, 2), (4, 1)),
    "1 from 6, 2 from 11": ((11, 2), (6, 1)),
    "1 from 5, 2 from 11": ((11, 2), (5, 1)),
    "1 from 5, 2 from 9 (ours)": ((9, 2), (5, 1)),
    "1 from 5, 2 from 8, 3 from 12": ((12, 3), (8, 2), (5, 1)),
}


def compare_policies(seed: int = 1) -> None:
    """Print what each policy makes of misspelt names, and of names of clubs that are not known."""
    rng = random.Random(seed)
    names = {folded(n): c.team_id for c in all_clubs() for n in (c.name, *c.spellings)}
    clubs = sorted(set(names.values()))
    strangers = set(rng.sample(clubs, len(clubs) // 5))
    known = {name: club for name, club in names.items() if club not in strangers}
    slips = [(slipped(name, n, rng), club) for name, club in known.items() for n in (1, 2)]
    foreign = [name for name, club in names.items() if club in strangers]
    print(f"\n{'slips forgiven':<32}{'right':>8}{'wrong':>8}{'strangers taken for another':>30}")
    for title, policy in POLICIES.items():
        got = [(_nearest(word, known, policy), club) for word, club in slips if word not in known]
        right = sum(found == club for found, club in got) / len(got)
        wrong = sum(found not in (None, club) for found, club in got) / len(got)
        taken = statistics.fmean(_nearest(n, known, policy) is not None for n in foreign)
        print(f"{title:<32}{right:>8.1%}{wrong:>8.2%}{taken:>30.2%}")


def _nearest(word: str, known: dict[str, str], policy: tuple[tuple[int, int], ...]) -> str | None:
    most = next((slips for letters, slips in policy if len(word) >= letters), 0)
    if word in known or not most:
        return known.get(word)
    near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
    clubs = {known[name] for name, slips, _ in near if slips == near[0][1]}
    return clubs.pop() if len(clubs) == 1 else None


def slipped(name: str, slips: int, rng: random.Random) -> str:
    """Return the name with letters left out, doubled, changed or swapped; the first one stays."""
    letters = list(name)
    for _ in range(slips):
        place = rng.randrange(1, max(2, len(letters) - 1))
        kind = rng.choice(["left out", "doubled", "changed", "swapped"])
        if kind == "left out" and len(letters) > 3:
            del letters[place]
        elif kind == "doubled":
            letters.insert(place, letters[place])
        elif kind == "changed":
            letters[place] = rng.choice("abcdefghijklmnoprstuvz")
        else:
            letters[place - 1 : place + 1] = letters[place - 1 : place + 1][::-1]
    return "".join(letters)


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    teams = known_teams(folder)
    started = time.thread_time()
    resolver = TeamResolver.build(teams)
    built = time.thread_time() - started
    sentences = list(read_sentences())
    parts = {s.part: [t for t in sentences if t.part == s.part] for s in sentences}
    _print_table(
        "in sentences", MENTIONS, {p: count_mentions(resolver, own) for p, own in parts.items()}
    )
    phrases = {p: count_phrases(resolver, teams, own) for p, own in parts.items()}
    _print_table("phrases alone: ours", PHRASES, {p: ours for p, (ours, _) in phrases.items()})
    _print_table("phrases: extractOne", PHRASES, {p: plain for p, (_, plain) in phrases.items()})
    compare_policies()
    _print_times(resolver, sentences, len(teams), built)


def _print_table(title: str, columns: list[str], rows: dict[str, Counter[str]]) -> None:
    print(f"\n{title:<22}" + "".join(f"{column:>19}" for column in columns))
    for row, counts in rows.items():
        print(f"{row:<22}" + "".join(f"{counts[column]:>19}" for column in columns))


def _print_times(
    resolver: TeamResolver, sentences: list[Sentence], teams: int, built: float
) -> None:
    times = []
    for sentence in sentences:
        started = time.thread_time()
        resolver.spot(sentence.text)
        times.append((time.thread_time() - started) * 1000)
    middle, most = statistics.median(times), max(times)
    print(f"\n{teams} clubs: built in {built:.2f} s of CPU")
    print(f"a sentence: {middle:.2f} ms of CPU in the middle, {most:.2f} ms at most")


if __name__ == "__main__":
    main()
