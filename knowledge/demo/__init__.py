"""The demo league: invented clubs for the first minute, without data or network.

Everything about it is labelled (`is_demo`), and it is gone with the first real match.
"""

from knowledge.demo.keeping import ensure_demo, remove_demo

__all__ = ["ensure_demo", "remove_demo"]
