"""What is amiss with the vault is told on Home, and put right from there."""

from fractions import Fraction
from pathlib import Path

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from ui.screens.home import HomeScreen
from ui.screens.vault.mend_dialog import MendDialog
from ui.screens.vault.page import VaultPage
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from ui.state.trail_words import Names, trail_lines
from vidfeed.model.clip import AssetRole, ClipStatus
from vidfeed.model.consent import GivenBy, Purpose, Role
from vidfeed.ports import no_progress
from vidfeed.services import cases, consenting, marking
from vidfeed.services.light_copies import mark_trouble


def blob(vault: VaultOnDesk, role: AssetRole = AssetRole.ORIGINAL) -> Path:
    asset = vault.context.catalogue.asset(vault.clip.id, role)
    assert asset is not None
    return vault.vault.core.layout.blob(asset.blob_id)


def change_a_byte(path: Path, at: float) -> None:
    data = bytearray(path.read_bytes())
    data[int((len(data) - 1) * at)] ^= 1
    path.write_bytes(data)


def original(vault: VaultOnDesk, path: Path) -> Path:
    asset = vault.context.catalogue.asset(vault.clip.id, AssetRole.ORIGINAL)
    assert asset is not None
    with vault.context.blobs.source(asset).open() as film:
        path.write_bytes(film.read())
    return path


def action(home: HomeScreen, text: str) -> QAction:
    menu = home.page.clip_menu(home.page._blocks[0].tiles[0].facts)
    return next(one for one in menu.actions() if one.text().startswith(text))


def whole(vault: VaultOnDesk) -> bool:
    return all(finding.kind != "blob-damaged" for finding in vault.vault.verify(deep=True).findings)


def looked(home: HomeScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(home.desk.found_changed):
        home.note.look()


def test_a_vault_in_order_says_nothing(home: HomeScreen, qtbot: QtBot) -> None:
    home.note.begin()
    assert home.note._pause.isActive()
    looked(home, qtbot)
    assert not home.note.isVisible()


def test_what_the_quick_look_finds_is_one_calm_notice_with_a_way(
    home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    change_a_byte(blob(vault), 1.0)
    looked(home, qtbot)
    assert home.note.isVisible()
    assert "Part of the film “Floor play” can’t be read." in home.note.notice.said
    page = VaultPage(home.desk)
    qtbot.addWidget(page)
    assert page.check.result.text() == "At unlock: 1 thing needs you."
    with qtbot.waitSignal(home.desk.keeping_asked):
        home.note.way.click()
    change_a_byte(blob(vault, AssetRole.STRIP), 1.0)
    looked(home, qtbot)
    assert "1 thing needs you." in home.note.notice.said
    page.closing()


def test_a_practice_is_not_looked_over(vault: VaultOnDesk, qtbot: QtBot) -> None:
    home = HomeScreen(Desk(vault, practice=True), lambda _clip_id: None)
    qtbot.addWidget(home)
    home.entered()
    assert not home.note._pause.isActive()
    home.closing()


def test_a_damaged_film_is_replaced_and_all_is_well(
    home: HomeScreen, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    ctx, clip = vault.context, vault.clip
    span = ctx.catalogue.frame_index(clip.id).span_of_seconds(Fraction(1), Fraction(2))
    marking.mark(ctx, clip.id, span, [])
    marks = ctx.catalogue.moments(clip.id)
    source = original(vault, tmp_path / "film.mp4")
    change_a_byte(blob(vault), 1.0)
    looked(home, qtbot)
    action(home, "Replace from").trigger()
    dialog = home.findChild(MendDialog)
    assert isinstance(dialog, MendDialog)
    assert not dialog.ok.isEnabled()
    dialog.choose_file = lambda *_: source
    dialog.original.click()
    dialog.ok.click()
    with qtbot.waitSignal(home.importing.queue.idle, timeout=20_000):
        qtbot.waitUntil(lambda: dialog.mended is not None)
    assert whole(vault)
    assert ctx.catalogue.moments(clip.id) == marks
    assert vault.clip.status is ClipStatus.READY
    home.refresh()
    assert not home.note.isVisible()
    assert home.desk.case is not None


def test_another_film_is_refused_and_another_try_follows(
    home: HomeScreen, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    vault.keeping.back_up(tmp_path / "stick", "Blue stick", no_progress)
    (tmp_path / "other.mp4").write_bytes(b"x" * 1000)
    change_a_byte(blob(vault), 0.5)
    dialog = home.mending.ask(vault.clip)
    dialog.choose_file = lambda *_: tmp_path / "other.mp4"
    dialog.original.click()
    dialog.ok.click()
    qtbot.waitUntil(dialog.error.isVisible)
    assert "another film" in dialog.error.said
    assert "Nothing was changed" in dialog.error.said
    dialog.choose_folder = lambda *_: tmp_path / "stick"
    dialog.backup.click()
    dialog.ok.click()
    with qtbot.waitSignal(home.importing.queue.idle, timeout=20_000):
        qtbot.waitUntil(lambda: dialog.mended is not None)
    assert whole(vault)


def test_watch_asks_for_it_and_gets_its_film_back(
    home: HomeScreen, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    source = original(vault, tmp_path / "film.mp4")
    watch = WatchScreen(home.desk, make_sound=lambda: None)
    qtbot.addWidget(watch)
    watch.show()
    home.desk.open_clip(vault.clip)
    watch.entered()
    qtbot.waitUntil(lambda: watch.watched.film is not None)
    watch.controls.damage.card.mend.click()
    dialog = home.findChild(MendDialog)
    assert isinstance(dialog, MendDialog)
    dialog._take(source)
    with qtbot.waitSignal(watch.watched.closed):
        dialog.use()
    qtbot.waitUntil(lambda: watch.watched.film is not None, timeout=20_000)
    watch.closing()


def test_a_film_in_trouble_is_marked_and_tried_again(home: HomeScreen, vault: VaultOnDesk) -> None:
    mark_trouble(vault.context, vault.clip.id)
    home.refresh()
    tile = home.page._blocks[0].tiles[0]
    assert "stopped the work" in tile.accessibleName()
    assert not action(home, "Open").isEnabled()
    assert not home.page.go_on.isEnabled()
    asked: list[object] = []
    tile.menu_requested.connect(lambda: asked.append(tile))
    home.page.clip_menu(tile.facts).actions()[0].trigger()
    assert vault.clip.trouble == ""
    assert home.page._blocks[0].tiles[0].facts.opens


def test_light_copies_are_weighed_and_made_again(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    assert action(home, "On the disk: 1 MB as filmed, 1 MB light copies.")
    change_a_byte(blob(vault, AssetRole.STRIP), 0.5)
    assert not whole(vault)
    with qtbot.waitSignal(home.importing.queue.idle, timeout=20_000):
        action(home, "Make the light copies again").trigger()
    assert whole(vault)
    assert vault.clip.status is ClipStatus.READY


def test_a_backup_that_is_gone_goes_off_the_list(
    home: HomeScreen, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    vault.keeping.back_up(tmp_path / "stick", "Blue stick", no_progress)
    (backup,) = vault.context.catalogue.backups()
    page = VaultPage(home.desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    there = page.backup.ask_forget(backup)
    assert not there.ok.isEnabled()
    there.reject()
    (tmp_path / "stick").rename(tmp_path / "shredded")
    dialog = page.backup.ask_forget(backup)
    with qtbot.waitSignal(dialog.accepted):
        dialog.ok.click()
    assert vault.context.catalogue.backups() == []
    assert page.backup.gone == {}
    assert vault.context.catalogue.audit()[-1].action == "vault.backup-gone"
    page.closing()


def test_the_page_weighs_the_vault(home: HomeScreen, qtbot: QtBot) -> None:
    page = VaultPage(home.desk)
    qtbot.addWidget(page)
    page.refresh()
    assert page.cost.text().startswith("On the disk: 1 MB as filmed, 1 MB light copies.")
    page.closing()


def test_the_trail_names_a_role_and_no_name(vault: VaultOnDesk) -> None:
    ctx = vault.context
    person = cases.add_person(ctx, vault.case.code, Role.PARENT_A, "Hannah")
    consenting.give(ctx, person, Purpose.SUPERVISION, ctx.today(), GivenBy.SELF)
    lines = trail_lines(ctx.catalogue.audit(), Names(ctx.catalogue, vault.keeping.users()))
    assert [line.about for line in lines[:2]] == ["WREN-07 parent A: supervision", "WREN-07 parent A"]
    assert not any("Hannah" in line.about for line in lines)
