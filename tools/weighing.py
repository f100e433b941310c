"""Judged prices as facts and sentences: our price, theirs, the one asked, and the verdict.

Our price is one divided by our chance, with the market's average weighed in where it is known;
theirs is one divided by that average's chance, its margin taken out. Knows no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tools.arguments import Selection
from tools.figures import Sheet
from tools.market import MARGIN_METHOD, SIDES
from tools.opinions import Opinions
from tools.pairings import Pairing
from tools.prices import Offer
from tools.worth import Verdict

Offers = Mapping[Selection, Offer]

#: market and outcome of each selection, as facts name them
OUTCOMES: Mapping[Selection, tuple[str, str]] = {
    "home": ("1x2", "home"),
    "draw": ("1x2", "draw"),
    "away": ("1x2", "away"),
    "over_2_5": ("over_under_2.5", "over"),
    "under_2_5": ("over_under_2.5", "under"),
    "btts_yes": ("both_teams_score", "yes"),
    "btts_no": ("both_teams_score", "no"),
    "1X": ("double_chance", "1X"),
    "12": ("double_chance", "12"),
    "X2": ("double_chance", "X2"),
}
#: the verdicts as the language model reads them
VERDICTS: Mapping[Verdict, str] = {
    "value": "value",
    "thin": "too thin to call value, no more than the chances may err by",
    "no_bet": "no value, no bet",
}


def weigh(sheet: Sheet, pairing: Pairing, opinions: Opinions, offers: Offers) -> list[str]:
    """Add the facts of each priced selection; return their sentences."""
    return [_weigh(sheet, pairing, opinions, name, offer) for name, offer in offers.items()]


def tell_margin(
    sheet: Sheet, prices: Mapping[Selection, float], *, source: str, as_of: dt.datetime
) -> list[str]:
    """Add what three prices say together: the margin, and the chances without it."""
    from ml import odds

    triple = [prices[side] for side in SIDES if side in prices]
    if len(triple) != len(SIDES):
        return []
    whence = {"source": source, "as_of": as_of.isoformat()}
    for side, chance in zip(SIDES, odds.remove_margin(triple, MARGIN_METHOD), strict=True):
        sheet.add("implied", side, float(chance), "probability", **whence)
    margin = sheet.add("margin", "1x2", float(odds.margin(triple)), "share", **whence)
    return [f"The bookmaker's margin is {margin}."]


def tell_our_prices(
    sheet: Sheet, pairing: Pairing, opinions: Opinions, selection: Selection | None
) -> str:
    """Add our prices, where there are no others."""
    told = []
    for each in [selection] if selection else SIDES:
        chance = sheet.add(*OUTCOMES[each], opinions.model[each], "probability")
        ours = sheet.add("our_price", each, 1 / opinions.on(each).ours, "odds")
        told.append(f"{name_of(each, pairing)} {ours} (chance {chance})")
    return f"No odds are known for this. Our fair odds: {', '.join(told)}."


def _weigh(
    sheet: Sheet, pairing: Pairing, opinions: Opinions, selection: Selection, offer: Offer
) -> str:
    opinion = opinions.on(selection)
    whence = {"source": offer.source, "as_of": offer.as_of.isoformat()}
    price = sheet.add("price", selection, offer.price, "odds", **whence)
    need = sheet.add("break_even", selection, 1 / offer.price, "probability", **whence)
    chance = sheet.add(*OUTCOMES[selection], opinion.model, "probability")
    ours = sheet.add("our_price", selection, 1 / opinion.ours, "odds")
    theirs = _tell_theirs(sheet, opinions, selection)
    profit = sheet.add("expected_value", selection, opinion.expected_value(offer.price), "share")
    name = name_of(selection, pairing)
    return (
        f"{name[0].upper()}{name[1:]} at {price}: break-even {need}, the model's chance {chance}; "
        f"our price {ours}, {theirs}; expected value {profit} of the stake: "
        f"{VERDICTS[opinion.verdict(offer.price)]}."
    )


def _tell_theirs(sheet: Sheet, opinions: Opinions, selection: Selection) -> str:
    chance, known = opinions.on(selection).consensus, opinions.known
    if chance is None or known is None:
        return "no market price to hold it against, so a far wider margin of safety"
    whence = {"source": known.source, "as_of": known.as_of.isoformat()}
    theirs = sheet.add("their_price", selection, 1 / chance, "odds", **whence)
    return f"the market's price without its margin {theirs}"


def name_of(selection: Selection, pairing: Pairing) -> str:
    """Return a selection in English: "Arsenal win", "over 2.5 goals"."""
    home, away = pairing.home.name, pairing.away.name
    return {
        "home": f"{home} win",
        "draw": "draw",
        "away": f"{away} win",
        "over_2_5": "over 2.5 goals",
        "under_2_5": "under 2.5 goals",
        "btts_yes": "both teams to score",
        "btts_no": "not both teams to score",
        "1X": f"{home} win or draw",
        "12": f"{home} or {away} win",
        "X2": f"draw or {away} win",
    }[selection]
