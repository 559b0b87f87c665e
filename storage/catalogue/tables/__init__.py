"""The catalogue's tables."""

from storage.catalogue.tables import cases, clips, marks, reels, trail, vault
from storage.catalogue.tables.base import metadata

__all__ = ["cases", "clips", "marks", "metadata", "reels", "trail", "vault"]
