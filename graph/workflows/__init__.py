"""Workflows: a validated list of steps, run durably; built-in ones in the same language."""
