"""Showing a reel to the parent: which one, whether it may be, and what was said."""

from ui.screens.showing.screen import ShowingScreen

__all__ = ["ShowingScreen"]
