"""Matches from files: football-data, openfootball, our own table, expected goals."""
