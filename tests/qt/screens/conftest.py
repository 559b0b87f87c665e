"""Windows over real vaults: a template with one case and one film, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from tests.factories.doors import quick_doors
from tests.factories.vaults import VaultOnDesk, copied, make_vault, unlocked
from ui.state.desk import Desk
from ui.state.doors import Doors
from ui.state.preferences import Preferences


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault to copy."""
    return make_vault(tmp_path_factory.mktemp("screens") / "vault")


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
def doors() -> Doors:
    """Ways into vaults that cost no time."""
    return quick_doors()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """What a machine remembers on which nothing was opened yet."""
    return Preferences(QSettings(str(tmp_path / "vidfeed.ini"), QSettings.Format.IniFormat))
