"""People and consent in small windows, at large text, with endless titles."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import Show, key
from tests.qt.screens.people.asking import choose, corrections_dialog
from ui.screens.dialog import FormDialog
from ui.screens.people import PeoplePage
from ui.state.desk import Desk
from vidfeed.model.consent import Person, Purpose, Role
from vidfeed.model.time import format_clock
from vidfeed.services import cases


def test_an_endless_title_pushes_nothing_out_of_the_panel(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    vault.context.catalogue.rename_clip(vault.clip.id, "Bath & " + "a long evening " * 30)
    choose(page, parent, Purpose.REVIEW)
    page.details.films.which.findChildren(QAbstractButton)[1].click()
    QApplication.processEvents()
    (tick,) = page.details.films.ticks
    assert "…" in tick.text()
    assert tick.text().endswith(format_clock(vault.clip.duration)), "what tells it from others stays"
    right = page.details.agree.mapTo(page, page.details.agree.rect().topRight()).x()
    assert right < page.width()
    page.details.films.ticks[0].click()
    page.details.agree.click()
    assert corrections_dialog(page).width() < page.width() / 2


def test_dialogs_fit_a_small_window_at_large_text(desk: Desk, vault: VaultOnDesk, squeeze: Show) -> None:
    squeeze(page := PeoplePage(desk), 1093, 614)
    cases.add_person(vault.context, CASE_CODE, Role.PARENT_A)
    page.show_case(vault.case)
    page.details.agree.click()
    for ask in (page.details.correct, page.details.withdraw, page.several_button, page.details.relabel):
        ask.click()
        dialog = next(one for one in page.findChildren(FormDialog) if one.isVisible())
        QApplication.processEvents()
        assert dialog.height() <= page.height()
        for button in (dialog.ok, dialog.cancel):
            assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
        dialog.reject()
        QApplication.processEvents()


def test_nothing_is_cut_in_a_small_window_at_large_text(desk: Desk, vault: VaultOnDesk, squeeze: Show) -> None:
    for role in (Role.PARENT_A, Role.INFANT):
        cases.add_person(vault.context, CASE_CODE, role)
    squeeze(page := PeoplePage(desk), 985, 560)
    page.show_case(vault.case)
    QApplication.processEvents()
    for button in (page.several_button, page.add_button, page.details.agree):
        assert button.width() >= button.sizeHint().width()
    assert page._table_area.horizontalScrollBar().maximum() == 0
    panel = page.details.parentWidget()
    assert panel is not None
    assert page.details.width() <= panel.width()
    page.resize(1300, 700)
    QApplication.processEvents()
    assert page._about.isVisible()


def test_page_down_turns_a_dialog_that_does_not_fit(page: PeoplePage, parent: Person) -> None:
    page.resize(1093, 400)
    choose(page, parent, Purpose.REVIEW)
    page.details.agree.click()
    dialog = corrections_dialog(page)
    QApplication.processEvents()
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    dialog.form.when.how.setFocus()
    key(dialog.form.when.how, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0


def test_a_dialog_that_has_room_does_not_scroll(page: PeoplePage, parent: Person) -> None:
    choose(page, parent, Purpose.REVIEW)
    page.details.relabel.click()
    dialog = next(one for one in page.findChildren(FormDialog) if one.isVisible())
    QApplication.processEvents()
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
