"""Competitions: their ids in every source, what people call them, and their rules.

An id is football-data's division code; competitions that it lacks have one in the same spirit.
Knows nothing of clubs but their names in deductions, and nothing of any match or database.
"""

from knowledge.catalogue.competitions import LeagueEntry, by_openfootball, entries, entry
from knowledge.catalogue.countries import country_name, country_of_fifa, country_words
from knowledge.catalogue.deductions import deductions
from knowledge.catalogue.places import LeagueFormat, Stretch, cut_short, league_format
from knowledge.catalogue.rules import LeagueRules, rules
from knowledge.catalogue.words import league_from_words, league_names

__all__ = [
    "LeagueEntry",
    "LeagueFormat",
    "LeagueRules",
    "Stretch",
    "by_openfootball",
    "country_name",
    "country_of_fifa",
    "country_words",
    "cut_short",
    "deductions",
    "entries",
    "entry",
    "league_format",
    "league_from_words",
    "league_names",
    "rules",
]
