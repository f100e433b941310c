"""Agents that work on their own: what each type does, when, and what it says of it."""
