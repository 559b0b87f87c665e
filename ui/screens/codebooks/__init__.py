"""Codebooks: looked at, made, changed, brought in and written out."""

from ui.screens.codebooks.dialog import CodebooksDialog
from ui.screens.codebooks.page import CodebooksPage

__all__ = ["CodebooksDialog", "CodebooksPage"]
