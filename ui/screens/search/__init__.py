"""Search: moments of the whole vault, newest first."""

from ui.screens.search.screen import SearchScreen

__all__ = ["SearchScreen"]
