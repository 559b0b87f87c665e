"""A prepared visit as a process of its own: it outlives the vault's, holds no more than its reel, and loses nothing."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.e2e.program import ROOT
from tests.e2e.visit_driver import PIN, STEP, WHY, WORDS
from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, VaultOnDesk, copied, make_vault, unlocked
from ui.bootstrap.visiting import begin_visit
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.review import Review
from vidfeed.services import assembling, cases, consenting, marking
from vidfeed.services.finding import reel_of

DRIVER = "tests.e2e.visit_driver"
_PATIENCE_S = 60


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = make_vault(tmp_path_factory.mktemp("visit") / "vault", FilmSpec(320, 180, frames=60), prepared=False)
    opened = unlocked(directory)
    ctx = opened.context
    for role in (Role.PARENT_A, Role.INFANT):
        consenting.give(ctx, cases.add_person(ctx, CASE_CODE, role), Purpose.REVIEW, date(2026, 1, 1))
    index = ctx.catalogue.frame_index(opened.clip.id)
    change = marking.mark(ctx, opened.clip.id, index.span(5, 40), note="never shown")
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, reel.id, [change.moments[0].moment_id])
    (item,) = reel_of(ctx.catalogue, reel.id).items
    assembling.edit_item(ctx, reel.id, item.id, why_chosen=WHY)
    opened.close()
    return directory


@pytest.fixture
def vault(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VaultOnDesk:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    monkeypatch.setenv("VISIT_SCRIPTS", str(scripts))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return unlocked(copied(template, tmp_path / "vault"))


Begin = Callable[[VaultOnDesk, str], "subprocess.Popen[bytes]"]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    begun: list[subprocess.Popen[bytes]] = []

    def go(vault: VaultOnDesk, script: str) -> "subprocess.Popen[bytes]":
        (tmp_path / "scripts" / "script").write_text(script, "utf-8")
        reel = vault.context.catalogue.reels()[0]
        begun.append(begin_visit(vault.vault, vault.context, reel.id, PIN, DRIVER))
        return begun[-1]

    yield go
    for process in begun:
        process.kill()
        process.wait()


def review_of(vault: VaultOnDesk) -> Review:
    (review,) = vault.context.catalogue.reviews()
    return review


@pytest.mark.parametrize("script", ["pin", "passphrase"])
def test_a_visit_goes_on_without_the_vault_and_comes_home(
    vault: VaultOnDesk, begin: Begin, tmp_path: Path, script: str
) -> None:
    process = begin(vault, script)
    vault.close()
    again = unlocked(vault.vault.directory)  # the visit does not hold the vault's lock
    again.close()
    status, wrong = process.wait(_PATIENCE_S), tmp_path / "scripts" / "went-wrong"
    assert status == 0, wrong.read_text("utf-8") if wrong.exists() else status
    (record,) = (vault.vault.directory / "visits").iterdir()
    for path in vault.vault.directory.rglob("*"):
        if path.is_file():
            assert WORDS.encode() not in path.read_bytes()
            assert PIN.encode() not in path.read_bytes() or path.suffix == ".age"
    home = unlocked(vault.vault.directory)
    review = review_of(home)
    assert home.findings == ()
    assert [words.text for words in review.words] == [WORDS]
    assert review.finished_at is not None
    assert review.next_step == STEP
    assert not record.exists()
    home.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/PID, which is Linux's")
def test_it_holds_no_more_than_its_reel(vault: VaultOnDesk, begin: Begin, tmp_path: Path) -> None:
    process = begin(vault, "hearts")
    vault.close()
    proc = Path(f"/proc/{process.pid}")
    command, environment = (proc / "cmdline").read_bytes(), environment_of(proc)
    mac_key = unlocked(vault.vault.directory)
    (visit,) = mac_key.vault.catalogue.visits()
    mac_key.close()
    for secret in (PIN.encode(), visit.identity.encode(), visit.mac_key.hex().encode(), CASE_CODE.encode()):
        assert secret not in command
        assert secret not in environment
    assert os.getsid(process.pid) == process.pid, "it does not go with the terminal or session of its parent"


def environment_of(proc: Path) -> bytes:
    try:
        return (proc / "environ").read_bytes()
    except PermissionError:  # a process that may not be dumped shows it to nobody
        return b""


def test_a_killed_visit_loses_nothing_that_was_confirmed(vault: VaultOnDesk, begin: Begin, tmp_path: Path) -> None:
    confirmed = tmp_path / "scripts" / "confirmed"
    process = begin(vault, "hearts")
    vault.close()
    ends = time.monotonic() + _PATIENCE_S
    wanted = random.Random().randint(1, 60)
    while int(confirmed.read_text("utf-8") if confirmed.exists() else 0) < wanted:
        assert process.poll() is None, "the visit ended by itself"
        assert time.monotonic() < ends, "nothing was written down"
    process.kill()
    process.wait()
    told = int(confirmed.read_text("utf-8"))
    for _ in range(2):  # however often it is taken home
        home = unlocked(vault.vault.directory)
        hearts = [event for event in review_of(home).events if event.action in ("favourite", "unfavourite")]
        assert home.findings == ()
        assert told <= len(hearts) <= told + 1
        assert review_of(home).finished_at is None
        home.close()
