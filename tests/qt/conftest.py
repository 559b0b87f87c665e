"""Every Qt test runs without a screen, in the product's own theme, and leaves no widgets behind.

A folder of tests with vaults has a fixture `template`: a locked vault that is copied for each test.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk, copied, unlocked
from tests.qt.hands import Show
from ui.state.desk import Desk
from ui.theme import ThemeName, apply_theme


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, ThemeName.LIGHT)
    yield
    # Outside an event loop Qt keeps what is to be deleted later, and every theme after it styles that too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A locked vault of the test's own."""
    return copied(template, tmp_path / "vault")


@pytest.fixture
def vault(folder: Path) -> Iterator[VaultOnDesk]:
    """The same, unlocked."""
    opened = unlocked(folder)
    yield opened
    opened.close()


@pytest.fixture
def desk(vault: VaultOnDesk) -> Desk:
    """The vault with its case on the desk."""
    return vault.desk()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a widget in so many pixels; it goes after the test."""

    def shown(widget: QWidget, width_px: int, height_px: int) -> None:
        qtbot.addWidget(widget)
        widget.resize(width_px, height_px)
        widget.show()

    return shown


@pytest.fixture
def squeeze(qapp: QApplication, show: Show) -> Show:
    """The same at 125 % text; a window of 1366x768 leaves 1093x614 then, a page in it 985x560."""

    def squeezed(widget: QWidget, width_px: int, height_px: int) -> None:
        apply_theme(qapp, ThemeName.LIGHT, 125)
        show(widget, width_px, height_px)

    return squeezed
