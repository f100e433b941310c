"""The words of days: weekdays, months, ordinals and small numbers in both languages, folded.

Knows no today.
"""

from graph.analyst.spotting.counts import COUNTS as COUNTED

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday|mon|hetfo", "tuesday|tues|tue|kedd", "wednesday|wed|szerda",
            "thursday|thurs|thu|csutortok|csut", "friday|fri|pentek|pent",
            "saturday|sat|szombat|szomb",
            "sunday|sun|vasarnap",
        )
    )
    for name in names.split("|")
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january|januar|jan", "february|februar|febr|feb", "march|marcius|marc|mar",
            "april|aprilis|apr", "may|majus|maj", "june|junius|jun", "july|julius|jul",
            "august|augusztus|aug", "september|szeptember|sept|szept|sep",
            "october|oktober|oct|okt", "november|nov", "december|dec",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip


#: days of the month in words, as people dictate them
ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "first|elsej", "second|masodik", "third|harmadik", "fourth|negyedik", "fifth|otodik",
            "sixth|hatodik", "seventh|hetedik", "eighth|nyolcadik", "ninth|kilencedik",
            "tenth|tizedik", "eleventh|tizenegyedik", "twelfth|tizenkettedik",
            "thirteenth|tizenharmadik", "fourteenth|tizennegyedik", "fifteenth|tizenotodik",
            "sixteenth|tizenhatodik", "seventeenth|tizenhetedik", "eighteenth|tizennyolcadik",
            "nineteenth|tizenkilencedik", "twentieth|huszadik", "twenty[ -]first|huszonegyedik",
            "twenty[ -]second|huszonkettedik", "twenty[ -]third|huszonharmadik",
            "twenty[ -]fourth|huszonnegyedik", "twenty[ -]fifth|huszonotodik",
            "twenty[ -]sixth|huszonhatodik", "twenty[ -]seventh|huszonhetedik",
            "twenty[ -]eighth|huszonnyolcadik", "twenty[ -]ninth|huszonkilencedik",
            "thirtieth|harmincadik", "thirty[ -]first|harmincegyedik",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
COUNTS = {**COUNTED, "a": 1, "an": 1}
