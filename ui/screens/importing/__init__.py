"""Bringing films into the vault."""

from ui.screens.importing.page import ImportPage

__all__ = ["ImportPage"]
