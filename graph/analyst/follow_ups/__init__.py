"""What a message says in the light of those before it: “and the draw?”, “at 1.75?”.

Readings in, readings out: no tools, no words of an answer.
"""
