"""The few Protocols that the core needs; storage and ui stand behind them."""

from vidfeed.ports.catalogue import (
    CaseStore,
    Catalogue,
    ClipStore,
    ErasureStore,
    HistoryStore,
    LedgerStore,
    MomentStore,
    ReelStore,
)
from vidfeed.ports.clock import Clock
from vidfeed.ports.films import Blobs, FilmWorks, Ingested, ItemParts, PartFile, PictureSource, TextPainter
from vidfeed.ports.progress import Cancelled, Progress, never_cancelled, no_progress

__all__ = [
    "Blobs",
    "Cancelled",
    "CaseStore",
    "Catalogue",
    "ClipStore",
    "Clock",
    "ErasureStore",
    "FilmWorks",
    "HistoryStore",
    "Ingested",
    "ItemParts",
    "LedgerStore",
    "MomentStore",
    "PartFile",
    "PictureSource",
    "Progress",
    "ReelStore",
    "TextPainter",
    "never_cancelled",
    "no_progress",
]
