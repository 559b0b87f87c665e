from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.vault import OpenVault
from storage.vault.core import SystemClock
from tests.storage.vault.clocks import Clock
from tests.storage.vault.vaults import made


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    """A new vault of one user, unlocked."""
    vault, _ = made(tmp_path / "vault")
    with vault:
        yield vault


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stands still but for what the test says."""
    ours = Clock()
    monkeypatch.setattr(SystemClock, "now", lambda _self: ours.at)
    return ours
