"""What is no film in a file is refused before anything is read."""

import os
import sys
from pathlib import Path

import pytest

from tests.factories.vaults import CASE_CODE
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.services.context import Context
from vidfeed.services.importing import ImportRequest, import_film


def _refused(ctx: Context, path: Path) -> None:
    clips = ctx.catalogue.clips()
    with pytest.raises(ExpectedError) as caught:
        import_film(ctx, ImportRequest(path, CASE_CODE))
    assert caught.value.kind is ErrorKind.FILE_MISSING
    assert ctx.catalogue.clips() == clips


def test_a_folder_or_nothing_is_no_film(ctx: Context, tmp_path: Path) -> None:
    _refused(ctx, tmp_path)
    _refused(ctx, tmp_path / "nothing.mp4")


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders on Windows")
def test_a_pipe_is_not_waited_for(ctx: Context, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "film.mp4")
    _refused(ctx, tmp_path / "film.mp4")
