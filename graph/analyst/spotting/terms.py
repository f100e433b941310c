"""The words of the trade that are explained, as people write them. Folded text."""

from __future__ import annotations

from collections.abc import Mapping

#: each by the name of its explanation
TERMS: Mapping[str, str] = {
    "value": r"\bvalue\b|\bertek\w*|\bexpected value\b|\bev\b|\bvarhato ertek\w*|\bedge\b",
    "btts": r"\bbtts\b|\bboth teams\b|\bgg\b|\bmindket csapat\b|\bng\b",
    "over_under": r"\bover\b|\bunder\b|\b2[.,]5\b|\bfelett\w*|\balatt\w*",
    "double_chance": r"\bdouble chance\b|\b(?:dupla|kettos) esely\w*|\b1x\b|\bx2\b",
    "draw_no_bet": r"\bdraw no bet\b|\bdnb\b|\bdontetlen no bet\b|\bdontetlennel vissza\w*",
    "expected_goals": r"\bxg\b|\bexpected goals\b|\bvarhato gol\w*",
    "margin": r"\bmargin\b|\boverround\b|\barres\w*",
    "handicap": r"\bhandicap\w*|\bhendikep\w*|(?<!\S)[+-]\d(?:[.,]\d{1,2})?\b",
    "fair_odds": r"\bfair\b|\bbreak[- ]?even\b|\breal(?:is)? odds\w*",
    "accumulator": r"\bacc(?:a|umulator)\b|\bparlay\b|\bkombi\w*|\bkotes\w*",
    "system": r"\bsystem\b|\brendszer\w*",
    "kelly": r"\bkelly\b",
    "forecast_scores": r"\bbrier\w*|\blog[- ]?loss\b|\brps\b|\branked probability\b",
    "calibration": r"\bcalibrat\w*|\bkalibra\w*",
    "odds": r"^(?!.*\bfair\b).*(?:\bodds\w*|\bszorzo\w*)",
}
