"""The sixteen clubs of the demo league. All invented: no such club or town is known."""

from __future__ import annotations

from dataclasses import dataclass

LEAGUE_ID = "DEMO"
LEAGUE_NAME = "Demo Liga"
COUNTRY = "XX"


@dataclass(frozen=True, slots=True)
class DemoClub:
    """An invented club; `level` is its lasting strength, in log goals over the average club."""

    id: str
    name: str
    level: float
    #: what people call it, besides its name
    spellings: tuple[str, ...]


CLUBS = (
    DemoClub("xx-zoldvari-bastya", "Zöldvári Bástya", 0.32, ("Zöldvár", "Bástya")),
    DemoClub("xx-ravenspire-city", "Ravenspire City", 0.28, ("Ravenspire",)),
    DemoClub("xx-kohidi-reveszek", "Kőhídi Révészek", 0.22, ("Kőhíd", "Révészek")),
    DemoClub("xx-foxhollow-united", "Foxhollow United", 0.18, ("Foxhollow",)),
    DemoClub("xx-hetdombi-huszarok", "Hétdombi Huszárok", 0.12, ("Hétdomb", "Huszárok")),
    DemoClub("xx-larkmoor-athletic", "Larkmoor Athletic", 0.09, ("Larkmoor",)),
    DemoClub("xx-szelmalmi-vitezek", "Szélmalmi Vitézek", 0.05, ("Szélmalom", "Vitézek")),
    DemoClub("xx-amberfall-rovers", "Amberfall Rovers", 0.02, ("Amberfall",)),
    DemoClub("xx-tunderkuti-hattyuk", "Tündérkúti Hattyúk", -0.02, ("Tündérkút", "Hattyúk")),
    DemoClub("xx-silverquay-town", "Silverquay Town", -0.05, ("Silverquay",)),
    DemoClub("xx-borokasi-rokak", "Borókási Rókák", -0.09, ("Borókás", "Rókák")),
    DemoClub("xx-moonbridge-wanderers", "Moonbridge Wanderers", -0.12, ("Moonbridge",)),
    DemoClub("xx-holdfenyi-baglyok", "Holdfényi Baglyok", -0.18, ("Holdfény", "Baglyok")),
    DemoClub("xx-maplewick-rangers", "Maplewick Rangers", -0.22, ("Maplewick",)),
    DemoClub("xx-aranymezei-kalaszok", "Aranymezei Kalászok", -0.28, ("Aranymező", "Kalászok")),
    DemoClub("xx-cloudberry-albion", "Cloudberry Albion", -0.32, ("Cloudberry",)),
)
