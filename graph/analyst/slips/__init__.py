"""A betting slip in a message, as the tools take it: its legs, its system, its money."""
