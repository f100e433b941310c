"""How things are said in English and Hungarian: language, figures, days, names, sentences.

Knows nothing of tools, models or the conversation: values in, words out. Light to import: the
calendar and number rules of babel load with the first figure.
"""

from graph.wording.language import Language, detect_language

__all__ = ["Language", "detect_language"]
