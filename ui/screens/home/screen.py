"""Home: the list of cases beside the page of one; people and consent, and importing, lie over it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.entry.sheet_dialog import SheetDialog
from ui.screens.home.case_facts import load_case
from ui.screens.home.case_list import CaseList
from ui.screens.home.case_page import CasePage
from ui.screens.home.dialogs import CaseDialog, NewCaseDialog, RenameDialog, SessionDialog
from ui.screens.home.erasing import Erasing
from ui.screens.home.mending import Mending
from ui.screens.home.vault_note import VaultNote
from ui.screens.importing import ImportPage
from ui.screens.people import PeoplePage
from ui.screens.screen import Screen
from ui.state.backups import backup_reminder
from ui.state.costs import cost_words
from ui.state.covers import Covers, Read
from ui.state.desk import Desk
from ui.state.recovery import sheet_is_safe
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import Notice
from vidfeed.model.case import Case
from vidfeed.model.clip import Clip
from vidfeed.services import assembling
from vidfeed.services.light_copies import disk_cost

CASES, PEOPLE, IMPORT = 0, 1, 2


class HomeScreen(Screen):
    """Where one begins."""

    needs_case = False

    def __init__(self, desk: Desk, read_cover: Read, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._covers = Covers(read_cover, self)
        self.list, self.page = CaseList(desk), CasePage(self._covers, not desk.practice)
        self.people, self.importing = PeoplePage(desk), ImportPage(desk)
        self.import_button = push_button("Import clips", "", "tray-arrow-down")
        self.new_button = push_button("New case", "", "plus")
        first = push_button("New case", "primary", "plus")
        first.clicked.connect(self.ask_new_case)
        self._nothing = EmptyState("Make the first case: an ID your team knows, never a name.", "folder-outline", first)
        self._none_chosen = EmptyState("Choose a case from the list.", "folder-open-outline")
        self.erasing = Erasing(desk, self.importing.queue, self._covers, self)
        self.mending = Mending(desk, self.importing.queue, self._covers, self)
        self.page.cost_of = self._cost_of
        self._reminder, self._backup = self._made_reminder(), Notice("info")
        self._right, self._pages = QStackedWidget(), QStackedWidget()
        for widget in (self.page, self._nothing, self._none_chosen):
            self._right.addWidget(widget)
        self._backup_line = self._made_backup_line()
        self.note = VaultNote(desk)
        notes = (self.mending.error, self.note, self._reminder, self._backup_line)
        side = row(self.list, column(*notes, self._right, gap_px=0), gap_px=0)
        for page in (framed(side), self.people, self.importing):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, gap_px=0))
        self._connect()
        self._choose_only_case()
        self.refresh()

    def _made_backup_line(self) -> QWidget:
        make = push_button("Back up…")
        make.clicked.connect(self.desk.open_keeping)
        self._backup.line.addWidget(make)
        return framed(column(self._backup, margins_px=(18, 12, 18, 0)))

    def _made_reminder(self) -> QWidget:
        note = Notice("warn", "Your recovery sheet is not on paper yet.", "It comes before the first real film.")
        make = push_button("Make the sheet…")
        make.clicked.connect(lambda: self._make_sheet())
        note.line.addWidget(make)
        return framed(column(note, margins_px=(18, 12, 18, 0)))

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.import_button.clicked.connect(lambda: self.show_import([]))
        self.new_button.clicked.connect(self.ask_new_case)
        self.page.clip_opened.connect(self.desk.open_clip)
        self.page.reel_opened.connect(self.desk.open_reel)
        self.page.new_reel_requested.connect(self._new_reel)
        self.page.people_requested.connect(self.show_people)
        self.page.import_requested.connect(self.show_import)
        self.page.case_edit_requested.connect(lambda: self._run(CaseDialog(self.desk, self._case(), self)))
        self.page.session_edit_requested.connect(lambda one: self._run(SessionDialog(self.desk, one, self)))
        self.page.rename_requested.connect(lambda clip: self._run(RenameDialog(self.desk, clip, self)))
        self.page.erase_case_requested.connect(lambda: self.erasing.ask_case(self._case()))
        self.page.erase_clip_requested.connect(lambda clip: self.erasing.ask_clip(clip, self._case()))
        self.page.mend_requested.connect(self.mending.ask)
        self.page.remake_requested.connect(self.mending.make_again)
        self.page.retry_requested.connect(self.mending.try_again)
        self.people.done.connect(self.show_cases)
        self.importing.done.connect(self.show_cases)
        self.desk.cases_changed.connect(self._changed)
        self.desk.people_asked.connect(self.show_people)

    # What the shell asks

    def trail(self) -> list[str]:
        if self._pages.currentIndex() == PEOPLE:
            return [self._case().code, "People and consent"]
        if self._pages.currentIndex() == IMPORT:
            return [self._case().code, "Import clips"]
        return ["Cases"]

    def header_widgets(self) -> list[QWidget]:
        if self._pages.currentIndex() == PEOPLE:
            return self.people.header_widgets()
        if self._pages.currentIndex() == IMPORT:
            return self.importing.header_widgets()
        return [] if self.desk.practice else [self.import_button, self.new_button]

    def regions(self) -> list[QWidget]:
        return [self.list, self._right] if self._pages.currentIndex() == CASES else [self._pages]

    def entered(self) -> None:
        self._choose_only_case()
        self.refresh()
        self.list.view.setFocus()
        self.note.begin()

    def again(self) -> None:
        if self._pages.currentIndex() != CASES:
            self.show_cases()

    def closing(self) -> None:
        self.list.closing()
        self.note.closing()
        self.importing.closing()
        self._covers.close()

    # Where one is

    def show_cases(self) -> None:
        """Back to the cases."""
        back = self._pages.currentIndex() != CASES
        self._go(CASES)
        self.refresh()
        if back:
            self.list.view.setFocus()

    def show_people(self) -> None:
        """People and consent of the case."""
        self.people.show_case(self._case())
        self._go(PEOPLE)
        self.people.begin()

    def show_import(self, files: Sequence[Path]) -> None:
        """Films for the case; those given are copied in at once."""
        if self.desk.case is None or self.desk.practice:
            return
        if self._sheet_comes_first():
            self._make_sheet(lambda: self._import_with_sheet(files))
            return
        self.importing.show_case(self._case())
        self._go(IMPORT)
        self.importing.browse.setFocus()
        if files:
            self.importing.add(files)

    def _go(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.header_changed.emit()

    def _cost_of(self, clip: Clip) -> str:
        return cost_words(disk_cost(self.desk.context, clip.id))

    def _case(self) -> Case:
        assert self.desk.case is not None, "a case is on the desk"
        return self.desk.case

    # What changes

    def refresh(self) -> None:
        """Reads the vault anew."""
        self.list.refresh()
        self.note.refresh()
        no_sheet = not self.desk.practice and not sheet_is_safe(self.desk.context)
        self._reminder.setVisible(no_sheet)
        self._remind_of_backup(not no_sheet and not self.desk.practice)
        case = self.desk.case
        self.import_button.setEnabled(case is not None)
        if case is not None:
            self.page.show_case(load_case(self.desk.context, case))
            self._right.setCurrentWidget(self.page)
        else:
            self._right.setCurrentWidget(self._none_chosen if self.list.model.lines else self._nothing)

    def _remind_of_backup(self, wanted: bool) -> None:
        """One reminder at a time is enough."""
        why = backup_reminder(self.desk.context) if wanted else ""
        self._backup.say("info", why, "")
        self._backup_line.setVisible(bool(why))

    def _choose_only_case(self) -> None:
        """Where there is one case alone, nobody has to choose it."""
        lines = self.list.model.lines
        if self.desk.case is None and len(lines) == 1:
            self.desk.choose_case(lines[0].summary.case)

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _choose(self, case: Case) -> None:
        self.desk.choose_case(case)
        self.refresh()

    def ask_new_case(self) -> None:
        """Asks for a case ID."""
        dialog = NewCaseDialog(self.desk, self)
        dialog.accepted.connect(lambda: self._choose_made(dialog.made))
        dialog.open()

    def _choose_made(self, case: Case | None) -> None:
        if case is not None:
            self._choose(case)

    def _new_reel(self) -> None:
        case = self._case()
        ctx = self.desk.context
        reel = assembling.create_reel(ctx, case.code, assembling.free_title(ctx, case.id), case.question)
        self.desk.open_reel(reel.id)

    def _run(self, dialog: FormDialog) -> None:
        dialog.accepted.connect(lambda: self._took_over(dialog))
        dialog.open()

    def _took_over(self, dialog: QDialog) -> None:
        if isinstance(dialog, CaseDialog):
            self.desk.choose_case(dialog.case)
        self.desk.cases_changed.emit()

    def _sheet_comes_first(self) -> bool:
        """Whether this would be the vault's first film, and no way back in is on paper yet."""
        ctx = self.desk.context
        return not self.desk.practice and not sheet_is_safe(ctx) and not ctx.catalogue.clips()

    def _import_with_sheet(self, files: Sequence[Path]) -> None:
        if not self._sheet_comes_first():
            self.show_import(files)

    def _make_sheet(self, then: Callable[[], None] | None = None) -> None:
        dialog = SheetDialog(self.desk, self)
        dialog.finished.connect(self.refresh)
        if then is not None:
            dialog.finished.connect(then)
        dialog.open()
