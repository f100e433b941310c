"""Predictions and tips as they were made, before kick-off."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.schema.base import Base


class PredictionMade(Base):
    """A prediction as it was given; rows are added, never changed."""

    __tablename__ = "predictions"
    __table_args__ = (UniqueConstraint("match_id", "model_version"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    match_id: Mapped[str] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"), index=True)
    model_version: Mapped[str] = mapped_column(String(60))
    data_cutoff: Mapped[dt.datetime]
    predicted_at: Mapped[dt.datetime]
    p_home: Mapped[float]
    p_draw: Mapped[float]
    p_away: Mapped[float]
    p_over_2_5: Mapped[float]
    p_btts: Mapped[float]


class Tip(Base):
    """A priced selection as it was judged for a user; rows are added, never changed."""

    __tablename__ = "tips"
    __table_args__ = (
        UniqueConstraint("user_id", "match_id", "selection", "price", "model_version"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    match_id: Mapped[str] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"), index=True)
    #: "home", "over_2_5", "1X", …
    selection: Mapped[str] = mapped_column(String(16))
    #: decimal
    price: Mapped[float]
    #: where the price is from: "user", "odds max prematch"
    source: Mapped[str] = mapped_column(String(40))
    model_version: Mapped[str] = mapped_column(String(60))
    #: by the model alone
    p_model: Mapped[float]
    #: by model and consensus together; None where no consensus was known
    p_together: Mapped[float | None]
    #: by the bookmakers' consensus; None where it said nothing of this selection
    p_consensus: Mapped[float | None]
    #: value, thin, no_bet
    verdict: Mapped[str] = mapped_column(String(8))
    as_of: Mapped[dt.datetime]
