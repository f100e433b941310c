"""Pages about the model for a person: a backtest's report, a model's card.

One file each, with all it needs inside: no script, no font, no request leaves it. Knows numbers
that others worked out, and how to show them.
"""
