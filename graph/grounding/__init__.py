"""Does a text say what the facts say? Each figure is bound to its club, market and side.

    sentence ─► references put in ─► figures, and the words around each ─► a fact that is all of it

`Checker` reads a language model's sentences in their order; `Grounding` is the weaker law that
every answer keeps: no figure without some fact. Knows no model and no tool.
"""

from graph.grounding.checker import Checker
from graph.grounding.membership import Checked, Grounding

__all__ = ["Checked", "Checker", "Grounding"]
