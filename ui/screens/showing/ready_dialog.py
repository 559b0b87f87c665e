"""Before a visit, in the office: what is tried, rehearsed, printed and prepared."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from ui.jobs.battery import battery_is_low, battery_words
from ui.painting.cue_sheet import cue_sheet_pdf
from ui.screens.file_choosing import choose_target
from ui.screens.jobs import Failure, Jobs
from ui.screens.review.screens import other_screens
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.check_row import CheckRow, CheckState
from ui.widgets.notice import ErrorBanner
from ui.widgets.people_way import PEOPLE, is_about_consent
from ui.widgets.words import field_label, words
from vidfeed.errors import ExpectedError
from vidfeed.files import whole_file
from vidfeed.model.reel import Reel
from vidfeed.services.cueing import cues_of
from vidfeed.services.preflight import unreadable_items
from vidfeed.services.reviewing import check_review

ChooseTarget = Callable[[QWidget, str, str, str], Path | None]
ONE_SCREEN = "This screen only"
MISSING = "“{}”, which you chose, is not there. Plug it in, or the reel is shown on this screen."
SILENT = "There is no sound device: the reel will be silent. Plug one in, or switch the loudspeaker on."
_LOOK_MS = 2000


def sound_device() -> str:
    """The system's, by name; or empty."""
    return QMediaDevices.defaultAudioOutput().description()


def _named(screen: QScreen) -> str:
    return f"{screen.name()} ({screen.size().width()} × {screen.size().height()})"


class ReadyDialog(QDialog):
    """Closes itself for what goes on elsewhere: the review, the rehearsal, the visit.

    Attributes:
        checks: by what they are about.
        choose_target: asks where the cue sheet is saved.
    """

    def __init__(
        self, desk: Desk, reel: Reel, parent: QWidget | None = None, sound_name: Callable[[], str] = sound_device
    ) -> None:
        super().__init__(parent)
        self._desk, self._reel, self._sound_name = desk, reel, sound_name
        self._jobs = Jobs(self)
        self.choose_target: ChooseTarget = choose_target
        self.setWindowTitle("vidfeed")
        self.setAccessibleName("Get ready")
        self.setMinimumWidth(px(560))
        names = ("Pictures", "Sound", "Screens", "Consent", "Battery", "Network")
        self.checks = {name: CheckRow(name) for name in names}
        self.screens, self.error = QComboBox(), ErrorBanner()
        self.show_button = push_button("Show to the parent", "primary", "account-heart-outline")
        self.rehearse_button = push_button("Rehearse")
        self.visit_button = push_button("Prepare a visit")
        self.print_button = push_button("Save the cue sheet")
        self._lay_out()
        self._connect()
        self.visit_button.setEnabled(not desk.practice)  # there is no passphrase to come back to
        self.look()
        self._check_consent()
        self._try_pictures()

    def _lay_out(self) -> None:
        rows: Sequence[Part] = list(self.checks.values())
        body = framed(
            column(
                words("Get ready", "h2"),
                words(self._reel.title, "quiet", wrap=True),
                *rows,
                field_label("The parent looks at", self.screens),
                self.screens,
                words(
                    "A screen that shows the same as this one is no other screen.",
                    "hint",
                    wrap=True,
                ),
                None,
                gap_px=4,
                margins_px=(24, 20, 24, 8),
            )
        )
        close = push_button("Close")
        close.clicked.connect(self.reject)
        first = row(self.print_button, self.rehearse_button, self.visit_button, None)
        foot = column(self.error, first, row(None, close, self.show_button), gap_px=8, margins_px=(24, 4, 24, 18))
        self.setLayout(column(scrolling(body), foot, gap_px=0))
        self.resize(px(600), px(640))

    def _offer_screens(self) -> None:
        parent = self.parentWidget()
        own = parent.screen() if parent is not None else QGuiApplication.primaryScreen()
        offered = [(ONE_SCREEN, ""), *((_named(screen), screen.name()) for screen in other_screens(own))]
        before = [(self.screens.itemText(at), self.screens.itemData(at)) for at in range(self.screens.count())]
        if offered != before:
            self.screens.clear()
            for text, name in offered:
                self.screens.addItem(text, name)
            self.screens.setCurrentIndex(max(0, self.screens.findData(self._desk.parent_screen)))

    def _connect(self) -> None:
        self.screens.activated.connect(self._choose_screen)
        self.checks["Consent"].action_requested.connect(self._to_people)
        again = QTimer(self)
        again.timeout.connect(self.look)
        self.finished.connect(again.stop)
        again.start(_LOOK_MS)
        self.finished.connect(lambda _result: self._jobs.stop())
        self.print_button.clicked.connect(self.save_cues)
        for button, signal in (
            (self.show_button, self._desk.review_asked),
            (self.rehearse_button, self._desk.rehearsal_asked),
            (self.visit_button, self._desk.visit_asked),
        ):
            button.clicked.connect(lambda _=False, signal=signal: self._leave(signal.emit))

    def _leave(self, ask: Callable[[str], None]) -> None:
        self.accept()
        ask(self._reel.id)

    def _choose_screen(self) -> None:
        self._desk.parent_screen = str(self.screens.currentData())
        self.look()

    def _to_people(self) -> None:
        self.reject()
        self._desk.ask_people()

    # What is tried

    def look(self) -> None:
        """Looks at what is plugged in; again every two seconds, for one plugs in what is missing."""
        self._offer_screens()
        self._look_at_screens()
        battery, low = battery_words() or "Runs from the mains, or nobody can tell.", battery_is_low()
        told = f"{battery}. Plug it in, or take the charger along." if low else battery
        self.checks["Battery"].set_state(CheckState.TO_DO if low else CheckState.OK, told)
        self.checks["Network"].set_state(CheckState.OK, "Nothing here needs one.")
        sound = self._sound_name()
        self.checks["Sound"].set_state(CheckState.OK if sound else CheckState.TO_DO, sound or SILENT)

    def _look_at_screens(self) -> None:
        row, wanted = self.checks["Screens"], self._desk.parent_screen
        if wanted and self.screens.findData(wanted) < 0:
            row.set_state(CheckState.TO_DO, MISSING.format(wanted))
        elif wanted:
            row.set_state(CheckState.OK, f"The parent looks at “{wanted}”, your panel is on this one.")
        elif self.screens.count() > 1:
            row.set_state(CheckState.OK, "There is another: choose it below to have your panel here.")
        else:
            row.set_state(CheckState.OK, f"{ONE_SCREEN}.")

    def _try_pictures(self) -> None:
        self.checks["Pictures"].set_state(CheckState.TO_DO, "Every picture is tried…")
        ctx, reel_id = self._desk.context, self._reel.id
        self._jobs.start(
            lambda progress, cancelled: unreadable_items(ctx, reel_id, progress, cancelled),
            self._show_pictures,
            self._show_failure,
            lambda done, _left: self.checks["Pictures"].set_state(CheckState.TO_DO, f"{round(done * 100)} % tried…"),
        )

    def _check_consent(self) -> None:
        try:
            check_review(self._desk.context, self._reel.id)
        except ExpectedError as error:
            way = PEOPLE if is_about_consent(error) else ""
            self.checks["Consent"].set_state(CheckState.STOP, f"{error.message} {error.hint}".strip(), way)
            for button in (self.show_button, self.rehearse_button, self.visit_button):
                button.setEnabled(False)
        else:
            self.checks["Consent"].set_state(CheckState.OK, "Everyone who is seen has agreed, today.")

    def _show_pictures(self, unreadable: list[int]) -> None:
        if unreadable:
            places = ", ".join(map(str, unreadable))
            detail = f"Not everything can be read of item {places}. It is passed over."
            self.checks["Pictures"].set_state(CheckState.TO_DO, detail)
        else:
            self.checks["Pictures"].set_state(CheckState.OK, "All of them can be shown.")

    def _show_failure(self, error: Failure) -> None:
        said = error.message if isinstance(error, ExpectedError) else "The pictures could not be tried."
        self.checks["Pictures"].set_state(CheckState.STOP, said)

    def save_cues(self) -> None:
        """Asks for a file and writes the cue sheet there; nothing private is on it."""
        target = self.choose_target(self, "Save the cue sheet", "cue-sheet.pdf", "PDF (*.pdf)")
        if target is None:
            return
        self.error.hide()
        data = cue_sheet_pdf(self._reel.title, cues_of(self._desk.context, self._reel))
        try:
            with whole_file(target) as whole:
                whole.file.write(data)
            self._desk.context.catalogue.record("review.cue-sheet", f"reel:{self._reel.id}")
        except ExpectedError as error:
            self.error.show_error(error)
