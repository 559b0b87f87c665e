"""The people of a case, and what they agreed to."""

from ui.screens.people.page import PeoplePage

__all__ = ["PeoplePage"]
