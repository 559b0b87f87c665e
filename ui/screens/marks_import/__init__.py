"""Marks of other tools, looked at before they come in."""

from ui.screens.marks_import.dialog import MarksImportDialog

__all__ = ["MarksImportDialog"]
