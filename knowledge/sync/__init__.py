"""Brings matches from the public sources over HTTP; keeps what it had when they are down."""

from knowledge.sync.fetching import Patience
from knowledge.sync.syncing import SourceName, SyncProgress, SyncReport, reachable, sync

__all__ = ["Patience", "SourceName", "SyncProgress", "SyncReport", "reachable", "sync"]
