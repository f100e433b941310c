"""What the language model may do: few tools, flat arguments, facts and a short text."""
