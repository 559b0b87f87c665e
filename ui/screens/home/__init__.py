"""Home: the cases of the vault, and the page of one of them."""

from ui.screens.home.screen import HomeScreen

__all__ = ["HomeScreen"]
