"""One prediction for whoever asks: REST and the command line name a match in the same ways.

Does not know how a forecast is made, nor how it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.errors import BadInput
from chat.house import House
from chat.identity import LOCAL_USER

if TYPE_CHECKING:
    from tools.market import Prices
    from tools.prediction import PredictionObject
    from tools.wanted import Wanted


async def predict(house: House, wanted: Wanted, *, user_id: str = LOCAL_USER) -> PredictionObject:
    """Return the prediction of a match, as `tools.wanted` makes it for a user.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When the match is not one, or nothing can be said about it.
    """
    from tools.wanted import predict_wanted

    _, prediction = await predict_wanted(await house.desk(user_id), wanted)
    return prediction


def read_prices(text: str) -> Prices:
    """Read three decimal prices: "1.85,3.6,4.2", or "1,85 3,6 4,2".

    Raises
    ------
    BadInput
        When they are not three, or no bookmaker can mean them.
    """
    from pydantic import ValidationError

    from tools.market import Prices

    parts = text.replace(",", ".").split() if " " in text.strip() else text.split(",")
    try:
        home, draw, away = (float(part) for part in parts)
        return Prices(home=home, draw=draw, away=away)
    except (ValueError, ValidationError):
        raise BadInput(
            f"“{text}” are not three prices: write home, draw, away like 1.85,3.6,4.2."
        ) from None
