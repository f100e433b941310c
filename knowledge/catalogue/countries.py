"""Countries: football-data's letters, the three letters of FIFA, and names in both languages.

A club plays in the country of its league: Cardiff in E, Monaco in F, Vaduz in SWZ.
"""

from __future__ import annotations

#: code: (FIFA's code, English, Hungarian, adjectives that people use for its leagues)
_COUNTRIES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "E": ("ENG", "England", "Anglia", ("english", "angol")),
    "SC": ("SCO", "Scotland", "Skócia", ("scottish", "scots", "skót")),
    "D": ("GER", "Germany", "Németország", ("german", "német")),
    "I": ("ITA", "Italy", "Olaszország", ("italian", "olasz")),
    "SP": ("ESP", "Spain", "Spanyolország", ("spanish", "spanyol")),
    "F": ("FRA", "France", "Franciaország", ("french", "francia")),
    "N": ("NED", "Netherlands", "Hollandia", ("dutch", "holland")),
    "B": ("BEL", "Belgium", "Belgium", ("belgian", "belga")),
    "P": ("POR", "Portugal", "Portugália", ("portuguese", "portugál")),
    "T": ("TUR", "Turkey", "Törökország", ("turkish", "török")),
    "G": ("GRE", "Greece", "Görögország", ("greek", "görög")),
    "ARG": ("ARG", "Argentina", "Argentína", ("argentine", "argentinian", "argentin")),
    "AUS": ("AUS", "Australia", "Ausztrália", ("australian", "ausztrál")),
    "AUT": ("AUT", "Austria", "Ausztria", ("austrian", "osztrák")),
    "BRA": ("BRA", "Brazil", "Brazília", ("brazilian", "brazil")),
    "CHN": ("CHN", "China", "Kína", ("chinese", "kínai")),
    "CZE": ("CZE", "Czechia", "Csehország", ("czech", "cseh")),
    "DNK": ("DEN", "Denmark", "Dánia", ("danish", "dán")),
    "FIN": ("FIN", "Finland", "Finnország", ("finnish", "finn")),
    "HUN": ("HUN", "Hungary", "Magyarország", ("hungarian", "magyar")),
    "IRL": ("IRL", "Ireland", "Írország", ("irish", "ír")),
    "JPN": ("JPN", "Japan", "Japán", ("japanese", "japán")),
    "MEX": ("MEX", "Mexico", "Mexikó", ("mexican", "mexikói")),
    "NOR": ("NOR", "Norway", "Norvégia", ("norwegian", "norvég")),
    "POL": ("POL", "Poland", "Lengyelország", ("polish", "lengyel")),
    "ROU": ("ROU", "Romania", "Románia", ("romanian", "román")),
    "RUS": ("RUS", "Russia", "Oroszország", ("russian", "orosz")),
    "SWE": ("SWE", "Sweden", "Svédország", ("swedish", "svéd")),
    "SWZ": ("SUI", "Switzerland", "Svájc", ("swiss", "svájci")),
    "USA": ("USA", "United States", "Egyesült Államok", ("american", "amerikai")),
}
_BY_FIFA = {row[0]: code for code, row in _COUNTRIES.items()}


def country_of_fifa(code: str) -> str:
    """Return our code for FIFA's (`GER` → `D`); a country we have no leagues of keeps FIFA's."""
    return _BY_FIFA.get(code.upper(), code.upper())


def country_name(code: str, language: str = "en") -> str:
    """Return a country's name in English or Hungarian (`hu`); an unknown code is its own name."""
    row = _COUNTRIES.get(code)
    if row is None:
        return code
    return row[2] if language == "hu" else row[1]


def country_words(code: str) -> tuple[str, ...]:
    """Return what people call a country and what is of it, in both languages."""
    row = _COUNTRIES.get(code)
    return () if row is None else (row[1], row[2], *row[3])
