import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.catalogue import SqlCatalogue, create_catalogue
from tests.storage.catalogue.sample import KEY, CountedIdentities, TickingClock, fill, opened


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new catalogue, made once; copy it."""
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.db"
    create_catalogue(path, KEY, clock=TickingClock(), new_identity=CountedIdentities()).close()
    return path


@pytest.fixture
def path(tmp_path: Path, empty_file: Path) -> Path:
    """A new catalogue's file, closed."""
    return Path(shutil.copy(empty_file, tmp_path / "catalogue.db"))


@pytest.fixture
def empty(path: Path) -> Iterator[SqlCatalogue]:
    """A new catalogue, open."""
    with opened(path) as catalogue:
        yield catalogue


@pytest.fixture
def catalogue(empty: SqlCatalogue) -> SqlCatalogue:
    """With one case, session and clip."""
    fill(empty)
    return empty
