"""Every Qt test runs without a screen, in the product's own theme, and leaves no widgets behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.theme import ThemeName, apply_theme


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, ThemeName.LIGHT)
    yield
    # Outside an event loop Qt keeps what is to be deleted later, and every theme after it styles that too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
