"""The vocabulary between tools and answers: a fact, and what a tool call gives back.

Knows nothing of the language model that asked, nor of the language of the reader.

Subjects: a match is "Man United – Arsenal, 2024-05-12", home side first; a club "Arsenal"; two
clubs' meetings "Arsenal – Chelsea"; a season "E0 2023-24"; a slip "slip: Arsenal win + …"; "odds"
are prices of no match, "matches" a list of them, "you" the user, "track record" our own.

Of a match. SIDE is home, draw or away; SELECTION one of those, over_2_5, under_2_5, btts_yes,
btts_no, 1X, 12, X2; KEY "market outcome", as "over_under_4.5 over". A line stands in the market's
name; a handicap's is that given to the home side, whoever the bet is on. “not_…” is the chance that
an outcome fails, where a market has more than two.

    market                  outcome                        unit
    1x2                     SIDE                           probability
    over_under_LINE         over, under                    probability
    both_teams_score        yes, no                        probability
    double_chance           1X, 12, X2                     probability
    draw_no_bet             home, away                     probability, the draw left out
    asian_handicap_LINE     home, away                     probability, what comes back left out
    home_goals_LINE, away_goals_LINE  over, under          probability
    odd_even                odd, even                      probability
    win_to_nil              home, away, not_…              probability
    winning_margin          home_1 … away_4+, not_…        probability
    total_goals             "3", "2-3", not_…              probability of so many goals
    club_goals              home_2, not_…                  probability
    correct_score           "2-1", home goals first        probability
    half_time               SIDE, who leads then           probability
    half_time_full_time     "home/draw", half-time first   probability
    push                    KEY                            probability that the stake comes back
    line                    KEY                            text, as the backer sees it: "-1.5"
    expected_goals          home, away, total              goals
    fair_odds               SIDE or KEY                    odds, one over the model's probability
    price                   SELECTION or KEY               odds on offer
    our_price, their_price  SELECTION                      odds, ours and the market's fair ones
    break_even              SELECTION                      probability, one over the price
    expected_value          SELECTION                      share of the stake
    implied                 SIDE                           probability in prices, margin out
    gap                     SIDE                           points, our probability less that
    margin                  1x2                            share
    stake, stake_amount     SELECTION                      share of the bankroll, money
    explanation             the factor                     points, on the home win
    confidence              model                          share
    risk                    CODE of tools.risks            probability, share, count
    risk                    drift                          probability that it only looks so
    result                  score                          score
    implied_before, implied_now, chance_before, chance_now  SELECTION, as an agent saw it
                                                           probability
    kickoff, date           time, date                     time, date

Of others:

    table                   place, place_before; points, … place, count
    newest_result           date                           date (subject: the league's name)
    form                    letters; played, won, …        text, count
    record                  home_won …; biggest_win, …     count, score
    record                  over_2_5, both_scored, …       count of such matches; …_share of all
    per_match               goals_for, goals_against       goals; home_…, away_… of one venue alone
    streak                  KIND_now, KIND_longest         count; KIND: winning, unbeaten, losing,
                                                           winless, scoring, scoreless, clean_sheet
    head_to_head            played, won, drawn, lost, …    count, from the first club's side
    head_to_head            over_2_5, both_scored          count of such meetings
    league                  matches, goals_per_match       count, goals (subject: its name)
    league                  home_wins, drawn, over_2_5, …  count of such matches; …_share of all
    season, places          see tools.season               probability, place, count
    slip                    probability, chance_of_return  probability
    slip                    fair_odds, offered_odds        odds
    slip                    expected_value; lines, size, legs  share; count
    stake                   share, limit, "1", kelly       share of the bankroll
    stake                   amount, "amount 1", asked, pays  money
    price, implied, fair_odds, break_even, expected_value, edge, own_chance
                            "price", or of several prices SIDE or "1", "2", … (subject "odds")
    margin                  odds                           share (subject "odds")
    favourites, ranking, recommendations  count, priced, … count (subject "matches")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

FactUnit = Literal[
    "probability",  # 0..1
    "odds",  # decimal, > 1
    "share",  # 0..1: a margin, an expected value, a part of a bankroll; may be negative
    "points",  # a difference of two probabilities, -1..1: told in percentage points
    "loss",  # a proper score, lower is better; or the difference of two, below zero for ours
    "goals",  # expected goals, a mean
    "count",  # whole number: matches, goals, points, a streak
    "place",  # 1 is top
    "score",  # "2-1", home goals first
    "date",  # ISO date
    "time",  # ISO instant with offset
    "money",  # in the user's own currency
    # a name, a form string such as "WWDLW"; of market "insight": somebody's words, to be quoted
    # whole and between quotation marks. A figure in them is the quotation's own and backs no other
    "text",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One thing that a tool found out, small enough to be quoted.

    `subject` is what it is about ("Man United – Arsenal, 2024-05-12"; "Arsenal"; "E0 2023-24"),
    `market` the kind of figure ("1x2", "over_under_2.5", "table", "form", …) and `outcome` which
    one of that kind ("home", "over", "points", …).
    """

    subject: str
    market: str
    outcome: str
    value: float | int | str
    unit: FactUnit
    #: ISO date or instant up to which the figure's sources go
    as_of: str
    #: where it is from: "model <version>", "results", "odds avg prematch", "user", "preferences"
    source: str
    #: "f1", "f2", …: given by the run that collects the facts, empty before
    id: str = ""

    def numbered(self, number: int) -> Fact:
        """Return the same fact under its id in a run."""
        return replace(self, id=f"f{number}")

    def to_dict(self) -> dict[str, Any]:
        """Return the fact in the shape of the answer object."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolResult:
    """What one tool call found.

    `data` holds names, dates and flags that a writer needs to make sentences from the facts; it
    is plain JSON, small, and every figure in it is in `facts` too.
    """

    #: the tool's name
    kind: str
    #: one to four plain English sentences, for the language model
    text: str
    facts: Sequence[Fact] = ()
    #: False: the thing asked for is not there; `text` says so and `candidates` what is
    found: bool = True
    #: what the caller may have meant: names of clubs, or of matches with their dates
    candidates: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON: the artifact of a tool message."""
        return {
            "kind": self.kind,
            "text": self.text,
            "facts": [fact.to_dict() for fact in self.facts],
            "found": self.found,
            "candidates": list(self.candidates),
            "data": dict(self.data),
        }
