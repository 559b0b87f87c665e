"""Importing several films: each is told of truly, however the command ends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.factories.vaults import CASE_CODE
from tests.unit.cli.conftest import Shell
from vidfeed.errors import InternalError
from vidfeed.services import importing
from vidfeed.services.context import Context
from vidfeed.services.importing import Imported, ImportRequest

ImportFilm = Callable[..., Imported]


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """Three of different content."""
    return [make_film(tmp_path / f"film{n}.mp4", FilmSpec(frames=30 + n)) for n in range(3)]


def _breaking(shell_patch: pytest.MonkeyPatch, bad: Path, error: BaseException, after: bool = False) -> None:
    """Makes the import of one file break off, before the film is in or just after."""
    real: ImportFilm = importing.import_film

    def import_film(ctx: Context, request: ImportRequest, *rest: object) -> Imported:
        if request.path == bad and not after:
            raise error
        imported = real(ctx, request, *rest)
        if request.path == bad:
            raise error
        return imported

    shell_patch.setattr(importing, "import_film", import_film)


def _in_vault(shell: Shell) -> set[str]:
    return {clip["id"] for clip in shell.good("clip", "list", "--case", CASE_CODE)["clips"]} - {shell.clip_id}


def test_a_stopped_import_says_which_films_are_in(
    shell: Shell, films: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _breaking(monkeypatch, films[1], KeyboardInterrupt())
    done = shell.run("clip", "import", *films, "--case", CASE_CODE)
    assert (done.status, done.kind) == (1, "cancelled")
    assert "1 of 3" in done.result["error"]["message"]
    assert [clip["status"] for clip in done.result["clips"]] == ["preparing", "failed", "failed"]
    assert {clip["error"]["kind"] for clip in done.result["clips"][1:]} == {"cancelled"}
    assert _in_vault(shell) == {done.result["clips"][0]["id"]}


def test_a_film_that_was_in_when_the_command_was_stopped_is_listed(
    shell: Shell, films: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _breaking(monkeypatch, films[1], KeyboardInterrupt(), after=True)
    done = shell.run("clip", "import", *films, "--case", CASE_CODE)
    assert (done.status, done.kind) == (1, "cancelled")
    assert [clip["status"] for clip in done.result["clips"]] == ["preparing", "preparing", "failed"]
    assert _in_vault(shell) == {clip["id"] for clip in done.result["clips"][:2]}


@pytest.mark.parametrize("fault", [InternalError("a child process ended without a word"), ValueError("Emma")])
def test_our_own_fault_with_one_film_drops_none_of_the_others(
    shell: Shell, films: list[Path], monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    _breaking(monkeypatch, films[0], fault)
    done = shell.run("clip", "import", *films[:2], "--case", CASE_CODE)
    assert (done.status, done.kind) == (70, "internal")
    assert [clip["status"] for clip in done.result["clips"]] == ["failed", "preparing"]
    assert "Emma" not in done.stdout + done.stderr
    assert _in_vault(shell) == {done.result["clips"][1]["id"]}
