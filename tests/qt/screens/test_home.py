from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import drop, key
from ui.screens.home import HomeScreen
from ui.screens.home.case_model import LINE_ROLE, CaseFilter
from ui.screens.home.dialogs import NewCaseDialog, RenameDialog, SessionDialog
from ui.state.desk import Desk
from ui.state.recovery import confirm_sheet
from ui.widgets.drop_zone import DropZone
from ui.widgets.notice import Notice
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.finding import Finding, Severity
from vidfeed.model.review import Review
from vidfeed.services import assembling, cases, codebooks, consenting, marking


def codes(home: HomeScreen) -> list[str]:
    model = home.list.view.model()
    return [model.index(row, 0).data(LINE_ROLE).code for row in range(model.rowCount())]


def test_an_empty_vault_offers_the_first_case(vault: VaultOnDesk, qtbot: QtBot) -> None:
    desk = Desk(vault)
    for summary in desk.context.catalogue.case_summaries():
        vault.vault.erase_case(summary.case.id)
    home = HomeScreen(desk, lambda _clip_id: None)
    qtbot.addWidget(home)
    home.show()
    assert home._nothing.isVisible()
    home.closing()


def test_the_case_on_the_desk_is_chosen_and_shown(home: HomeScreen) -> None:
    assert home.list.view.currentIndex().data(LINE_ROLE).code == CASE_CODE
    assert home.page.isVisible()
    assert home.trail() == ["Cases"]


def test_a_page_that_is_read_anew_is_never_blank(home: HomeScreen) -> None:
    home.refresh()
    shown = [home.page.go_on, home.page.more, *home.page._blocks]
    assert [part.isVisible() for part in shown] == [True] * len(shown)
    assert all(part.height() > 0 and home.page.rect().contains(part.rect()) for part in shown)


def test_search_finds_by_id_and_says_when_nothing_matches(home: HomeScreen) -> None:
    cases.add_case(home.desk.context, "ALDER-12")
    home.refresh()
    home.list.search.setText("ald")
    assert codes(home) == ["ALDER-12"]
    home.list.search.setText("xyz")
    assert home.list._empty.isVisible()
    assert home.list._empty.accessibleName() == "No case matches “xyz”"


def test_search_finds_by_tag_too(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    ctx = home.desk.context
    book = codebooks.codebook_of(ctx.catalogue, codebooks.STARTER)
    tag = codebooks.tag_of(ctx.catalogue, book.tags[0].id)
    index = ctx.catalogue.frame_index(vault.clip.id)
    marking.mark(ctx, vault.clip.id, marking.still_span(index, 10), [tag])
    cases.add_case(ctx, "ALDER-12")
    home.refresh()
    home.list.search.setText(book.tags[0].name)
    qtbot.waitUntil(lambda: codes(home) == [CASE_CODE])


def test_filters_count_what_they_let_through(home: HomeScreen) -> None:
    cases.add_case(home.desk.context, "ALDER-12")
    home.refresh()
    assert home.list.filters[CaseFilter.ALL].text() == "All 2"
    assert home.list.filters[CaseFilter.TO_MARK].text() == "To mark 1"
    home.list.filters[CaseFilter.TO_MARK].click()
    assert codes(home) == [CASE_CODE]


def test_a_row_is_spoken_whole(home: HomeScreen) -> None:
    index = home.list.model.index(0, 0)
    assert home.list.model.data(index, int(Qt.ItemDataRole.AccessibleTextRole)) == (
        "WREN-07, Session 1, 0 moments, consent to check"
    )
    assert home.list.model.rowCount(QModelIndex()) == 1


def test_no_row_says_that_all_is_well_where_it_is_not(home: HomeScreen, vault: VaultOnDesk) -> None:
    def spoken() -> list[str]:
        home.refresh()
        return [line.spoken.rpartition(", ")[2] for line in home.list.model.lines]

    ctx, today = home.desk.context, home.desk.context.today()
    people = [cases.add_person(ctx, CASE_CODE, role) for role in (Role.PARENT_A, Role.INFANT)]
    for person in people:
        for purpose in (Purpose.RECORD, Purpose.REVIEW):
            consenting.give(ctx, person, purpose, today)
    cases.add_case(ctx, "ALDER-12")
    assert spoken() == ["no people entered yet", "consent current"]
    ctx.catalogue.add_clip(replace(vault.clip, id="another", title="Mealtime", sha256="ab" * 32))
    consenting.withdraw(ctx, people[0], Purpose.RECORD, today, ["another"])
    assert spoken() == ["no people entered yet", "consent to check"]
    assert home.list.filters[CaseFilter.CONSENT].text() == "Consent to check 1"


def test_the_only_case_needs_no_choosing(vault: VaultOnDesk, qtbot: QtBot) -> None:
    home = HomeScreen(Desk(vault), lambda _clip_id: None)
    qtbot.addWidget(home)
    home.show()
    assert home.desk.case is not None
    assert home.page.isVisible()
    home.closing()


def test_of_two_cases_none_is_chosen_by_itself(vault: VaultOnDesk, qtbot: QtBot) -> None:
    cases.add_case(vault.context, "ALDER-12")
    home = HomeScreen(Desk(vault), lambda _clip_id: None)
    qtbot.addWidget(home)
    home.show()
    assert home.desk.case is None
    home.closing()


def test_what_was_never_watched_is_started(home: HomeScreen, vault: VaultOnDesk) -> None:
    assert home.page.go_on.text() == "Start watching"
    vault.context.catalogue.set_position(vault.clip.id, vault.clip.origin_pts)
    home.refresh()
    assert home.page.go_on.text() == "Continue marking"


def test_continue_marking_opens_the_clip(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(home.desk.clip_opened) as opened:
        home.page.go_on.click()
    assert opened.args is not None
    assert opened.args[0].id == vault.clip.id


def test_a_tile_opens_by_enter(home: HomeScreen, qtbot: QtBot) -> None:
    tile = home.page._blocks[0].tiles[0]
    assert tile.accessibleName() == "Floor play, 00:06, Not yet watched"
    with qtbot.waitSignal(home.desk.clip_opened):
        key(tile, Qt.Key.Key_Return)


def test_covers_come_from_the_encrypted_strip(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    tile = home.page._blocks[0].tiles[0]
    qtbot.waitUntil(lambda: tile._picture is not None)
    assert isinstance(tile._picture, QImage)
    assert tile._picture.width() > 0


def test_withdrawn_recording_locks_the_clips_and_says_why(home: HomeScreen, qtbot: QtBot) -> None:
    ctx, today = home.desk.context, home.desk.context.today()
    parent = cases.add_person(ctx, CASE_CODE, Role.PARENT_A)
    consenting.give(ctx, parent, Purpose.RECORD, today - timedelta(9))
    consenting.withdraw(ctx, parent, Purpose.RECORD, today)
    home.desk.cases_changed.emit()
    tile = home.page._blocks[0].tiles[0]
    with qtbot.assertNotEmitted(home.desk.clip_opened):
        tile.click()
    assert "Watching has stopped" in tile.accessibleName()
    assert not home.page.go_on.isEnabled()
    tile.set_picture(QImage(4, 4, QImage.Format.Format_RGB32))
    assert tile._picture is None


def test_a_stopped_film_says_so_and_shows_the_way(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    ctx, today = home.desk.context, home.desk.context.today()
    parent = cases.add_person(ctx, CASE_CODE, Role.PARENT_A)
    ctx.catalogue.add_clip(replace(vault.clip, id="another", title="Mealtime", sha256="ab" * 32))
    consenting.withdraw(ctx, parent, Purpose.RECORD, today, [vault.clip.id])
    home.desk.cases_changed.emit()
    tile = next(one for one in home.page._blocks[0].tiles if one.facts.locked)
    with qtbot.assertNotEmitted(home.desk.clip_opened):
        key(tile, Qt.Key.Key_Return)
    assert "“Floor play” is withdrawn" in home.page.error.said
    assert home.page.error.isVisible()
    next(one for one in home.page.error.findChildren(QPushButton) if one.text() == "People and consent").click()
    assert home.trail() == [CASE_CODE, "People and consent"]


def test_reels_are_listed_and_opened(home: HomeScreen, qtbot: QtBot) -> None:
    reel = assembling.create_reel(home.desk.context, CASE_CODE, "Looking and answering")
    home.refresh()
    with qtbot.waitSignal(home.desk.reel_opened) as opened:
        home.page._side.reel_opened.emit(reel.id) if home.page._side else None
    assert opened.args == [reel.id]
    assert home.desk.reel_id == reel.id


def test_a_new_case_is_made_and_chosen(home: HomeScreen) -> None:
    home.ask_new_case()
    dialog = home.findChild(NewCaseDialog)
    assert isinstance(dialog, NewCaseDialog)
    dialog.code.setText(CASE_CODE)
    dialog.ok.click()
    assert dialog.isVisible()
    assert "already" not in dialog.error.said or dialog.error.isVisible()
    dialog.code.setText("ALDER-12")
    dialog.question.setPlainText("How does he tell me?")
    dialog.ok.click()
    assert home.desk.case is not None
    assert (home.desk.case.code, home.desk.case.question) == ("ALDER-12", "How does he tell me?")


def test_a_session_gets_its_day_and_a_clip_its_name(home: HomeScreen, vault: VaultOnDesk) -> None:
    session = home.desk.context.catalogue.sessions(vault.case.id)[0]
    dialog = SessionDialog(home.desk, session, home)
    dialog.place.setText("home")
    dialog.ok.click()
    kept = home.desk.context.catalogue.sessions(vault.case.id)[0]
    assert (kept.held_on, kept.place) == (home.desk.context.today(), "home")
    rename = RenameDialog(home.desk, vault.clip, home)
    rename.title.setText("Lunch")
    rename.ok.click()
    assert vault.clip.title == "Lunch"


def test_dropped_films_open_the_import(home: HomeScreen, vault: VaultOnDesk) -> None:
    zone = home.page._blocks[0].findChild(DropZone)
    assert isinstance(zone, DropZone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(vault.vault.directory / "README.txt"))])
    assert drop(zone, data, QPoint(5, 5))
    assert home.trail() == [CASE_CODE, "Import clips"]


def test_the_sheet_is_asked_for_until_it_is_on_paper(home: HomeScreen) -> None:
    assert home._reminder.isVisible()
    confirm_sheet(home.desk.context)
    home.refresh()
    assert not home._reminder.isVisible()


def test_practice_takes_no_real_film(vault: VaultOnDesk, qtbot: QtBot) -> None:
    desk = Desk(vault, practice=True)
    desk.choose_case(vault.case)
    home = HomeScreen(desk, lambda _clip_id: None)
    qtbot.addWidget(home)
    home.show()
    assert home.page.findChild(DropZone) is None
    assert home.header_widgets() == []
    home.show_import([])
    assert home.trail() == ["Cases"]
    home.closing()


def test_what_unlocking_found_is_told(vault: VaultOnDesk, qtbot: QtBot) -> None:
    vault.vault.findings = (Finding(Severity.WARNING, "unfinished", "", "The disk is too full.", "Free some space."),)
    home = HomeScreen(vault.desk(), lambda _clip_id: None)
    qtbot.addWidget(home)
    home.show()
    assert home.note.isVisible()
    assert home.note.notice.said.startswith("The disk is too full.")
    assert home.note.notice.said.endswith("Free some space.")
    home.closing()


def test_the_line_that_opens_the_next_session_stands_on_the_cases_page(
    home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    def said() -> list[str]:
        notes = [note for note in home.page.findChildren(Notice) if note.isVisible()]
        return [one.text() for note in notes for one in note.findChildren(QLabel)]

    catalogue, at = vault.context.catalogue, "2026-01-0{}T10:00:00+00:00"
    reel = assembling.create_reel(vault.context, CASE_CODE, "Looking")
    catalogue.add_review(Review("first", reel.id, vault.case.id, at.format(1)))
    catalogue.put_review_notes("first", "Film a meal", "Last time you said he was asking you")
    home.refresh()
    qtbot.waitUntil(lambda: "The next session begins: “Last time you said he was asking you”" in said())
    assert "Agreed last time: Film a meal" in said()
    catalogue.add_review(Review("second", reel.id, vault.case.id, at.format(2)))
    home.refresh()
    qtbot.waitUntil(lambda: home.page._side is not None and home.page._side.isVisible())
    assert said() == [], "the last one left none"


def test_the_focus_goes_along_from_page_to_page(home: HomeScreen, vault: VaultOnDesk) -> None:
    home.show_people()
    assert home.window().focusWidget() is home.people.add_button
    cases.add_person(vault.context, CASE_CODE, Role.INFANT)
    home.show_people()
    focused = home.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Recording, Infant: Not entered"
    home.show_cases()
    assert home.window().focusWidget() is home.list.view
    confirm_sheet(vault.context)
    home.show_import([])
    assert home.window().focusWidget() is home.importing.browse
