"""A real vault with one film, made once and copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.vaults import VaultOnDesk, copied, make_vault, unlocked
from vidfeed.services.context import Context


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vault(tmp_path_factory.mktemp("template") / "vault", prepared=False)


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[VaultOnDesk]:
    opened = unlocked(copied(template, tmp_path / "vault"))
    yield opened
    opened.close()


@pytest.fixture
def ctx(desk: VaultOnDesk) -> Context:
    return desk.context
