"""The guard: what a user's own words give away, and what nobody may promise him.

It reads words in code, before any model is asked, and it does not know which model speaks. What a
rule keeps from a user is decided in `tools.holding_back`; how long a sign counts, in
`knowledge.holds`.
"""
