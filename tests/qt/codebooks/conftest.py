"""A desk over a real vault."""

from tests.qt.screens.conftest import template

__all__ = ["template"]
