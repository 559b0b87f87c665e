"""A desk over a real vault."""

from tests.qt.screens.conftest import desk, folder, template, vault

__all__ = ["desk", "folder", "template", "vault"]
