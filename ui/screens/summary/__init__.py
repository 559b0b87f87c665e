"""The summary of a case's moments: what goes in, whether it may, and where it is saved."""

from ui.screens.summary.screen import SummaryScreen

__all__ = ["SummaryScreen"]
