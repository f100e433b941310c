"""Answers in words: what tools found, in the reader's language.

Each module writes about one subject. Every figure comes from a fact; names and days come from the
tool's data. Nothing here decides which tool to call.
"""
