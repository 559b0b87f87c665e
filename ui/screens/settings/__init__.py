"""How vidfeed looks and when it locks, on this machine."""

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
