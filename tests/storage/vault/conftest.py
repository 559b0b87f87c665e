from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.vault import OpenVault
from tests.storage.vault.vaults import made


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    """A new vault of one user, unlocked."""
    vault, _ = made(tmp_path / "vault")
    with vault:
        yield vault
