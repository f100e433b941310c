"""What stands in a message: names, days, prices, markets, each with its place in the text.

Every module finds things of one kind in a folded message. None knows a whole `Reading`, nor what
was said before.
"""
