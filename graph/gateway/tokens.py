"""Tokens: how many a model reads at once, and how many characters one of them is.

Ollama cuts a prompt that is too long from the top and says nothing, so prompts are counted before
they are sent; what Ollama counted after corrects the measure. Does not know what is sent.
"""

from __future__ import annotations

#: tokens of context: one value for every call, or Ollama loads the model again each time
CONTEXT = 8192
#: tokens that an answer may take
ANSWER = 1024

#: characters of text that make about one token, on the safe side for Hungarian
CHARACTERS = 3.0
#: what no tokenizer of text goes below, or is trusted to go above
_LEAST, _MOST = 1.5, 4.5
#: a smaller prompt says little: the template's own marks weigh too much
_TELLING = 200
#: how far one prompt that was shorter than expected moves the measure
_STEP = 0.2


class TokenMeter:
    """How many characters make a token of one model.

    A prompt that was longer than expected counts at once, since the next may lose its top; one
    that was shorter counts slowly, since some versions of Ollama leave out what they had cached.
    """

    def __init__(self) -> None:
        #: characters a token
        self.characters = CHARACTERS

    def learn(self, characters: int, tokens: int | None) -> None:
        """Compare a prompt that was sent with what Ollama counted; None: it did not say."""
        if not tokens or tokens < _TELLING:
            return
        seen = min(_MOST, max(_LEAST, characters / tokens))
        step = 1.0 if seen < self.characters else _STEP
        self.characters += step * (seen - self.characters)

    def overfull(self) -> None:
        """Hear that a prompt did not fit although it should have: how much it was is not known."""
        self.characters = max(_LEAST, 0.8 * self.characters)
