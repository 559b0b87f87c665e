from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk, unlocked
from tests.qt.hands import CONTROL, key
from ui.jobs.away import Away, Tell
from ui.screens.entry.create_vault import CreateVaultPage
from ui.screens.entry.first_run import FirstRunPage
from ui.screens.entry.recovery_sheet import RecoverySheetPage
from ui.screens.entry.unlock import UnlockPage
from ui.screens.pages import screen_makers
from ui.screens.rail import NEEDS_CASE, Place
from ui.screens.screen import Screen
from ui.screens.shell import ScreenMaker, Shell
from ui.screens.window import MainWindow
from ui.state.doors import Doors
from ui.state.preferences import Preferences
from ui.widgets.saved_text import SavedText
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import assembling, cases, consenting, marking
from vidfeed.services.reviewing import drafted_words

Opener = Callable[..., MainWindow]


@pytest.fixture
def relaunched() -> list[str]:
    return []


@pytest.fixture
def opened(doors: Doors, preferences: Preferences, relaunched: list[str], qtbot: QtBot) -> Opener:
    def make(folder: Path | None = None) -> MainWindow:
        window = MainWindow(
            doors,
            preferences,
            screen_makers,
            folder,
            make_sound=lambda: None,
            relaunch=lambda: relaunched.append("fresh process"),
        )
        qtbot.addWidget(window)
        window.show()
        return window

    return make


def test_a_newcomer_meets_the_practice_clip(opened: Opener) -> None:
    window = opened()
    assert isinstance(window.centralWidget(), FirstRunPage)
    assert window.windowTitle() == "vidfeed"


def test_who_has_a_vault_meets_the_lock(opened: Opener, preferences: Preferences, folder: Path) -> None:
    preferences.remember_vault(folder)
    assert isinstance(opened().centralWidget(), UnlockPage)


def test_unlocking_shows_the_cases_and_remembers_the_folder(
    opened: Opener, preferences: Preferences, folder: Path, qtbot: QtBot
) -> None:
    window = opened(folder)
    window.unlock_with(PASSPHRASE)
    qtbot.waitUntil(lambda: window.shell is not None)
    assert [vault.folder for vault in preferences.vaults] == [folder]
    assert window.shell is not None
    assert window.shell.place is Place.HOME
    assert window.windowTitle() == "vidfeed"
    window.close()


def test_locking_closes_the_vault_and_asks_for_a_fresh_process(
    opened: Opener, doors: Doors, folder: Path, relaunched: list[str], qtbot: QtBot
) -> None:
    window = opened(folder)
    window.unlock_with(PASSPHRASE)
    qtbot.waitUntil(lambda: window.shell is not None)
    key(window, Qt.Key.Key_L, CONTROL)
    assert relaunched == ["fresh process"]
    doors.unlock(folder, PASSPHRASE).close()


def test_every_screen_commits_before_the_lock(
    doors: Doors, preferences: Preferences, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    told: list[str] = []

    class Page(Screen):
        def closing(self) -> None:
            assert vault.context.catalogue.clips()  # the vault is still open
            told.append("closing")

    def makers(_preferences: Preferences, _sound: object) -> Mapping[Place, ScreenMaker]:
        return {Place.HOME: Page, Place.SETTINGS: Page}

    window = MainWindow(doors, preferences, makers, relaunch=lambda: told.append("fresh process"))
    qtbot.addWidget(window)
    window.open_vault(vault)
    assert window.shell is not None
    window.shell.go(Place.SETTINGS)
    window.idle.due.emit()
    assert told == ["closing", "closing", "fresh process"]


def test_nothing_is_locked_that_is_not_open(opened: Opener, relaunched: list[str]) -> None:
    window = opened()
    window.lock()
    assert relaunched == []


def test_a_new_vault_goes_by_its_sheet_to_the_cases(opened: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened()
    window.show_create()
    page = window.centralWidget()
    assert isinstance(page, CreateVaultPage)
    page.place.set_parent_folder(tmp_path)
    page.choice.again.setText(page.choice._suggested)
    page.choice._refresh()
    page.make()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), RecoverySheetPage))
    sheet = window.centralWidget()
    assert isinstance(sheet, RecoverySheetPage)
    sheet.pane.later.click()
    assert window.shell is not None
    assert (tmp_path / "Vault 1" / "vault.json").exists()
    window.close()


def test_practice_opens_its_clip_at_once_and_leaves_nothing(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.practise()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    assert window.shell is not None
    assert window.shell.place is Place.WATCH
    assert window.shell.desk.practice
    root = window._practice._root if window._practice is not None else Path()
    assert root.exists()
    window._leave_practice()
    assert isinstance(window.centralWidget(), CreateVaultPage)
    assert not root.exists()


def test_practice_drawn_ahead_opens_without_waiting(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    assert window._practice is not None
    qtbot.waitUntil(lambda: window._practice is not None and window._practice._vault is not None, timeout=20_000)
    assert window.shell is None
    window.practise()
    assert window.shell is not None
    window.close()


def test_practice_that_nobody_wanted_leaves_nothing(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    assert window._practice is not None
    root = window._practice._root
    qtbot.waitUntil(lambda: window._practice is not None and window._practice._vault is not None, timeout=20_000)
    window.show_create()
    assert not root.exists()


@pytest.fixture
def shell(opened: Opener, vault: VaultOnDesk) -> Shell:
    window = opened()
    window.open_vault(vault)
    assert window.shell is not None
    return window.shell


def test_places_wait_for_a_case(shell: Shell, vault: VaultOnDesk) -> None:
    shell.desk.choose_case(None)
    assert [place for place in Place if shell.rail.allowed(place)] == [Place.HOME, Place.SEARCH, Place.SETTINGS]
    assert shell.rail._places[Place.SUMMARY].toolTip() == NEEDS_CASE
    shell.go(Place.SUMMARY)
    assert shell.place.value == "Home"
    shell.desk.choose_case(vault.case)
    shell.go(Place.SUMMARY)
    assert shell.place.value == "Summary"


def test_opening_a_clip_goes_to_watch(shell: Shell, vault: VaultOnDesk) -> None:
    shell.desk.open_clip(vault.clip)
    assert shell.place is Place.WATCH


def test_f6_goes_through_the_regions_and_round(shell: Shell) -> None:
    shell.window().activateWindow()
    seen = []
    for _ in range(4):
        key(shell, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        regions = [shell.rail, shell.header, *shell.page.regions()]
        seen.append(next(n for n, region in enumerate(regions) if region.isAncestorOf(focus) or region is focus))
    assert len(set(seen)) >= 3
    assert seen[0] != seen[1]


class Watch:
    """A system that tells when it is asked to."""

    def __init__(self, tell: Tell, _window_id: Callable[[], int]) -> None:
        self.tell, self.closed = tell, False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def watched(
    doors: Doors, preferences: Preferences, vault: VaultOnDesk, relaunched: list[str], qtbot: QtBot
) -> tuple[MainWindow, Watch]:
    """A window with an open vault, and the system that it listens to."""
    made: list[Watch] = []

    def watch(tell: Tell, window_id: Callable[[], int]) -> Watch:
        made.append(Watch(tell, window_id))
        return made[-1]

    window = MainWindow(
        doors,
        preferences,
        screen_makers,
        make_sound=lambda: None,
        relaunch=lambda: relaunched.append("fresh process"),
        watch=watch,
    )
    qtbot.addWidget(window)
    assert made == [], "nobody listens while nothing is open"
    window.open_vault(vault)
    return window, made[0]


@pytest.mark.parametrize("why", Away)
def test_whatever_takes_the_user_away_locks(
    watched: tuple[MainWindow, Watch], why: Away, relaunched: list[str]
) -> None:
    window, watch = watched
    watch.tell(why)
    assert relaunched == ["fresh process"]
    assert watch.closed
    assert window._vault is None


def test_a_dark_screen_does_not_end_a_review_but_a_sleep_does(
    watched: tuple[MainWindow, Watch], relaunched: list[str]
) -> None:
    window, watch = watched
    window.hold_off_idle_lock(True)
    watch.tell(Away.SAVER)
    assert relaunched == []
    watch.tell(Away.SLEEP)
    assert relaunched == ["fresh process"]


def test_a_closed_lid_in_a_review_saves_it_and_locks(
    watched: tuple[MainWindow, Watch], vault: VaultOnDesk, folder: Path, relaunched: list[str], qtbot: QtBot
) -> None:
    window, watch = watched
    ctx = vault.context
    for role in (Role.PARENT_A, Role.INFANT):
        consenting.give(ctx, cases.add_person(ctx, vault.case.code, role), Purpose.REVIEW, ctx.today())
    reel = assembling.create_reel(ctx, vault.case.code, "Looking")
    assembling.add_card(ctx, reel.id, "Looking")
    assert window.shell is not None
    window.shell.desk.review_asked.emit(reel.id)
    assert window.reviewing is not None
    review = window.reviewing.window
    assert review is not None
    qtbot.waitUntil(lambda: review.pages.playing.picture.image is not None)
    window.idle._last_use_s = 0
    window.idle.check()
    watch.tell(Away.SAVER)
    assert relaunched == [], "never for want of use before Finish"
    review.flow.talk()
    review.pages.talk.words.field.setPlainText("He looks at me")
    watch.tell(Away.LID)
    assert relaunched == ["fresh process"]
    again = unlocked(folder)
    (saved,) = again.context.catalogue.reviews()
    assert drafted_words(again.context, saved.id) == "He looks at me"
    again.close()


def test_a_full_disk_does_not_keep_the_vault_open(
    watched: tuple[MainWindow, Watch],
    vault: VaultOnDesk,
    relaunched: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, _ = watched
    assert window.shell is not None
    window.shell.desk.choose_case(vault.case)
    for place in (Place.WATCH, Place.SUMMARY):
        window.shell.go(place)

    def full(*_words: str) -> None:
        raise ExpectedError(ErrorKind.NO_SPACE, "The disk is full.")

    for name in ("put_setting", "put_draft", "set_position"):
        monkeypatch.setattr(vault.context.catalogue, name, full)
    window.lock()
    assert relaunched == ["fresh process"]
    assert window._vault is None


def test_the_header_says_when_words_are_still_to_be_written(shell: Shell, vault: VaultOnDesk, qtbot: QtBot) -> None:
    index = vault.context.catalogue.frame_index(vault.clip.id)
    (change,) = marking.mark(vault.context, vault.clip.id, index.span(3, 9)).moments
    assert change.after is not None
    shell.desk.open_clip(vault.clip, change.after.id)
    note = next(one for one in shell.findChildren(SavedText) if one.accessibleName() == "Private note")
    qtbot.waitUntil(note.isEnabled)
    assert shell.header.state.text() == "Saved in the vault"
    note.setPlainText("He looks")
    assert shell.header.state.text() == "Saving…"
    note.flush()
    assert shell.header.state.text() == "Saved in the vault"
    assert vault.context.catalogue.moments(vault.clip.id)[0].note == "He looks"


def test_home_pressed_again_goes_back_to_the_cases(shell: Shell, vault: VaultOnDesk) -> None:
    shell.desk.choose_case(vault.case)
    shell.desk.ask_people()
    assert shell.page.trail() == [CASE_CODE, "People and consent"]
    shell.rail.chosen.emit(Place.HOME)
    assert shell.page.trail() == ["Cases"]
