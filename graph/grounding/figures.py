"""Figures in running English or Hungarian text: numbers, percentages, scores.

What is part of a date, a time, a season, a list's number, a market's name (`1X2`) or a fact's id
is no figure. Knows nothing of facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:jan(?:u[aá]r\w*)?|feb(?:ru[aá]r\w*)?|m[aá]r(?:ch|cius\w*)?|[aá]pr(?:il\w*)?|may"
    r"|m[aá]j(?:us\w*)?"
    r"|j[uú]n(?:e|ius\w*)?|j[uú]l(?:y|ius\w*)?|aug(?:us[tz]\w*)?|sep(?:t(?:ember)?)?"
    r"|szept?(?:ember\w*)?|o[ck]t(?:[oó]ber\w*)?|nov(?:ember\w*)?|dec(?:ember\w*)?)"
)

_DAY_OF = r"\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4}\b)?"
#: what holds digits but no figure, by how it begins; longest first where one begins like another
_NO_FIGURES = re.compile(
    rf"""
    (?=\d)(?:
        \d{{4}}-\d\d-\d\d(?:T[\d:.+Z-]+)?                  # 2024-05-12
      | \d{{4}}\.?\s*{_MONTH}{_DAY_OF}                       # 2024. május 12
      | \d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH}\b\.?(?:,?\s+\d{{4}}\b)?  # 12 May 2024
      | \b(?:
            (?:19|20)\d\d\.\s?\d{{1,2}}\.\s?\d{{1,2}}\b     # 2024. 05. 12.
          | \d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d\b      # 12/05/2024
          | (?:19|20)\d\d[-–/](?:(?:19|20)?\d\d)\b          # 2023-24
          | (?<!\d[.,])(?:19|20)\d\d\b(?![.,]\d|\s*%)      # 2024, not the end of 0.2024
          | (?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?\b          # 16:30
          | 1X2?\b
        )
    )
    | (?=[aádfjmnos]){_MONTH}{_DAY_OF}                     # May 12, 2024
    | ^[ \t]*(?:[-*]\s*)?\d{{1,2}}[.)](?=\s*$|\s+(?-i:[^\sa-záéíóöőúüű]))  # a list's number
    | (?=[xhu])\b(?:X2|H2H|U\d\d)\b
    | (?=[f(\[])\(?\[?\bf\d{{1,3}}\b\]?\)?                # a fact's id
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)

_SCORE = re.compile(r"(?<![\w.,:–-])(\d{1,2})\s?[-–:]\s?(\d{1,2})(?![\w,.:–-]?\d|\s*%)")
_NUMBER = re.compile(
    r"""
    (?P<sign>(?<![\w.,)])[-+−])?
    (?P<digits>\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?:[.,]\d+)?(?!\d) | \d+(?:[.,]\d+)?)
    (?P<percent>\s?[-–]?\s?(?:%|percent\b|per\ cent\b|sz[aá]zal[eé]k))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands in a text."""

    text: str
    start: int
    end: int
    #: the ways to read it, decimal point: "1,234" is 1234 or 1.234
    readings: tuple[str, ...]
    percent: bool = False
    #: "2-1" for a score, else ""
    score: str = ""

    @property
    def values(self) -> list[tuple[float, int]]:
        """The value of each reading, with its number of decimals; none for a score."""
        if self.score:
            return []
        return [(float(r), len(r.partition(".")[2])) for r in self.readings]


def figures_in(text: str, *, dates: bool = True) -> list[Figure]:
    """Return the figures of a text in their order.

    Parameters
    ----------
    dates : leave out what is part of a date, a list or a market's name. False: take every number.
    """
    blanked = _NO_FIGURES.sub(lambda found: " " * len(found.group()), text) if dates else text
    scores = [_score(found) for found in _SCORE.finditer(blanked)] if dates else []
    for score in scores:
        blanked = blanked[: score.start] + " " * len(score.text) + blanked[score.end :]
    numbers = [_number(found) for found in _NUMBER.finditer(blanked)]
    return sorted([*scores, *numbers], key=lambda figure: figure.start)


def _score(found: re.Match[str]) -> Figure:
    score = f"{int(found[1])}-{int(found[2])}"
    return Figure(found.group(), found.start(), found.end(), (score,), score=score)


def _number(found: re.Match[str]) -> Figure:
    sign = "-" if found["sign"] in ("-", "−") else ""
    percent = found["percent"] is not None
    readings = tuple(sign + reading for reading in _readings(found["digits"]))
    return Figure(found.group().strip(), found.start(), found.end(), readings, percent)


def _readings(digits: str) -> list[str]:
    """Return the numbers that the digits may mean, decimal point, without thousands' marks."""
    readings = [digits.replace(",", ".")] if re.fullmatch(r"\d+(?:[.,]\d+)?", digits) else []
    if re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?:[.,]\d+)?", digits):
        *thousands, last = re.split(r"[ \u00a0\u202f]|[,.](?=\d{3}(?!\d))", digits)
        readings.append("".join([*thousands, last]).replace(",", "."))
    return readings or [re.sub(r"\D", "", digits)]
