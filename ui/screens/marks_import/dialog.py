"""Bringing in marks of another tool: the file, what it means, what would come in, and then one step."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QStackedWidget, QWidget

from ui.screens.file_choosing import choose_file
from ui.screens.jobs import Failure, Jobs
from ui.screens.marks_import.choices import FileChoices
from ui.screens.marks_import.code_table import CodeTable
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import Elided, words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.boris import observation_names
from vidfeed.interchange.marks import marks_format, read_marks
from vidfeed.model.clip import Clip
from vidfeed.model.foreign import Choices, MarksFile, MarksFormat
from vidfeed.services.marks_import import ImportPlan, carry_out, plan_import

FILTER = "Marks (*.csv *.tsv *.txt *.eaf *.boris *.json *.gz *.vtt *.srt);;All files (*)"
_FORMATS = {
    MarksFormat.CSV: "a table",
    MarksFormat.EAF: "an ELAN file",
    MarksFormat.BORIS: "a BORIS project",
    MarksFormat.VTT: "subtitles",
}
_MAX_LISTED = 500


_BEFORE = "What would come in, and what is left out and why, is shown here before anything changes."


@dataclass(frozen=True)
class _Preview:
    file: MarksFile
    plan: ImportPlan


class MarksImportDialog(QDialog):
    """Reads anew with every choice; nothing is kept before Import, and one undo takes it back.

    Attributes:
        brought: whether moments came in.
    """

    def __init__(self, desk: Desk, clip: Clip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clip = desk, clip
        self._path: Path | None = None
        self._preview: _Preview | None = None
        self._jobs, self._pages = Jobs(self), QStackedWidget()
        self.brought = False
        self.choose_file = choose_file
        self.choices, self.codes, self.left_out = FileChoices(), CodeTable(), QListWidget()
        self.file_name, self.found = Elided("No file chosen yet.", "quiet"), words("", "h3", wrap=True)
        self.remarks, self.error = words("", "hint", wrap=True), ErrorBanner()
        self.choose = push_button("Choose a file…", "primary", "tray-arrow-down")
        self.bring = push_button("Import", "primary")
        self._cancel = push_button("Cancel")
        self._build(parent)

    def _build(self, parent: QWidget | None) -> None:
        self.setWindowTitle("vidfeed")
        self.setAccessibleName("Import marks")
        self.left_out.setAccessibleName("Left out, and why")
        self.left_out.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left_out.setWordWrap(True)
        self.choose.clicked.connect(self.ask_file)
        self.bring.clicked.connect(self.carry_out)
        self._cancel.clicked.connect(self.reject)
        for part in (self.choices, self.codes):
            part.changed.connect(self.read)
        left, right = Card(), Card()
        left.setLayout(column(scrolling(framed(column(self.choices))), margins_px=(12, 10, 8, 10)))
        left.setFixedWidth(px(290))
        right.setLayout(
            column(
                self.found, self.remarks, words("Codes", "label"), self.codes, words("Left out", "label"),
                self.left_out, margins_px=(14, 10, 14, 12),
            )
        )  # fmt: skip
        head = Elided(f"Import marks into “{self._clip.title}”", "h2")
        chosen = row(self.choose, self.file_name, gap_px=12)
        chosen.setStretch(1, 1)
        middle = row(left, right, gap_px=10)
        middle.setStretch(1, 1)
        foot = row(words("One undo takes all of it back.", "hint"), None, self._cancel, self.bring)
        for page in (EmptyState(_BEFORE, "tray-arrow-down"), framed(middle)):
            self._pages.addWidget(page)
        whole = column(head, chosen, self.error, self._pages, foot, gap_px=10, margins_px=(16, 14, 16, 14))
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.bring.setEnabled(False)
        room = parent.window().size() if parent is not None else QSize(px(1000), px(640))
        self.resize(QSize(min(px(1000), room.width() - px(20)), min(px(640), room.height() - px(20))))

    def ask_file(self) -> None:
        """Asks which file."""
        path = self.choose_file(self, "Import marks", FILTER)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Reads a file, with nothing chosen yet."""
        self._path = path
        self._pages.setCurrentIndex(1)
        self.choices.clear()
        self.codes.clear_codes([book for book in self._desk.context.catalogue.codebooks() if book.enabled])
        self.file_name.setText(path.name)
        self.read()

    def read(self) -> None:
        """Shows what would come in by the choices as they stand."""
        path = self._path
        if path is None:
            return
        self._jobs.stop()
        self._preview = None
        self.bring.setEnabled(False)
        self.error.hide()
        if self.choices.no_tier:
            self.found.setText("Tick at least one tier.")
            return
        self.found.setText("Reading…")
        ctx, clip = self._desk.context, self._clip
        chosen = Choices(
            self.choices.chosen_tiers,
            self.choices.chosen_observation,
            clip.title,
            self.choices.chosen_columns,
            self.codes.chosen,
        )

        def work(_progress: object, _stopped: object) -> _Preview:
            file = read_marks(path, marks_format(path), chosen)
            return _Preview(file, plan_import(ctx, clip.id, file, chosen))

        self._jobs.start(work, self._show, self._refuse)

    def _show(self, preview: _Preview) -> None:
        self._preview = preview
        file, plan = preview.file, preview.plan
        self.choices.show_file(file)
        self.codes.show_codes(plan.tags)
        known = self._path.name if self._path is not None else ""
        self.file_name.setText(f"{known}: {_FORMATS[file.fmt]}")
        left = f", {len(plan.left_out)} left out" if plan.left_out else ""
        self.found.setText(f"{counted(len(plan.moments), 'moment')} to come in{left}.")
        own = plan.codebook.name if plan.codebook is not None else ""
        private = [f"Tags of their own go into the codebook “{own}”, for clinicians only."] if own else []
        self.remarks.setText(" ".join([*file.remarks, *private]))
        self.left_out.clear()
        self.left_out.addItems([f"{one.where}: {one.reason}" for one in plan.left_out[:_MAX_LISTED]])
        self.bring.setEnabled(bool(plan.moments))
        announce(self, self.found.text())

    def _refuse(self, error: Failure) -> None:
        self.found.setText("Nothing can be shown yet.")
        self.remarks.setText("")
        self.left_out.clear()
        if isinstance(error, ExpectedError) and error.kind is ErrorKind.AMBIGUOUS and self._path is not None:
            self.choices.ask_observation(observation_names(self._path))
        self.error.show_error(error)

    def carry_out(self) -> None:
        """Makes the moments that are shown."""
        if self._preview is None:
            return
        try:
            changes = carry_out(self._desk.context, self._preview.plan)
        except ExpectedError as error:
            self.error.show_error(error)
            return
        self.brought = True
        self._desk.announce(changes)
        self.accept()

    def done(self, result: int) -> None:
        """Ends the reading, too."""
        self._jobs.stop()
        super().done(result)
