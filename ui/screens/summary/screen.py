"""The Summary screen."""

from PySide6.QtWidgets import QMenu, QProgressBar, QStackedWidget, QToolButton, QWidget

from ui.screens.file_choosing import choose_target
from ui.screens.jobs import Failure, Jobs
from ui.screens.screen import Screen
from ui.screens.summary.gate import Gate
from ui.screens.summary.options import AUTHOR_SETTING, Options, SummaryOptions
from ui.screens.summary.preview import Gathered, Preview, gather
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row, scrolling
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.words import words
from vidfeed.errors import ExpectedError
from vidfeed.model.case import Case
from vidfeed.model.moment import Moment
from vidfeed.model.summary import SummaryAudience
from vidfeed.services.consenting import PURPOSE_WORDS, require
from vidfeed.services.copying import Leaving
from vidfeed.services.exporting import (
    Exported,
    SummaryFormat,
    SummaryRequest,
    export_summary,
    pictures_show_others,
)
from vidfeed.services.summarising import moments_of

_FILTERS = {
    SummaryFormat.DOCX: "Word document (*.docx)",
    SummaryFormat.CSV: "Table (*.csv)",
    SummaryFormat.XLSX: "Workbook (*.xlsx)",
    SummaryFormat.JSON: "JSON, for other programs (*.json)",
    SummaryFormat.EAF: "ELAN file (*.eaf)",
    SummaryFormat.VTT: "Subtitles (*.vtt)",
    SummaryFormat.OTIO: "Timeline for film editors (*.otio)",
}


class SummaryScreen(Screen):
    """Options at the left, the page at the right, and the gate between it and the world."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._jobs, self._saving = Jobs(self), Jobs(self)
        self.choose_target = choose_target
        self.options, self.preview, self.gate = SummaryOptions(), Preview(), Gate()
        self.error, self.saved = ErrorBanner(), Notice("ok")
        self.docx = push_button("Save DOCX…", "primary", "file-word-box", big=True)
        self.csv = push_button("CSV…", big=True)
        self.more = icon_button("dots-horizontal", "Save in another format")
        self._progress, self._where = QProgressBar(), words("", "hint", wrap=True)
        self._why, self._holds_nothing = words("", "hint", wrap=True), True
        self._empty, self._loading = EmptyState("", "file-document-outline"), EmptyState("Making the page…")
        self._pages = QStackedWidget()
        self._build()
        desk.case_chosen.connect(lambda _case: self.saved.hide())

    def _build(self) -> None:
        for page in (self.preview, self._empty, self._loading):
            self._pages.addWidget(page)
        self._progress.setRange(0, 100)
        for hidden in (self._progress, self.saved):
            hidden.hide()
        self.options.author.setText(self.desk.context.catalogue.setting(AUTHOR_SETTING) or "")
        self.options.changed.connect(self._changed)
        self.gate.changed.connect(self._show_buttons)
        self.gate.people_requested.connect(self.desk.ask_people)
        self.error.offer_people(self.desk.ask_people)
        self.docx.clicked.connect(lambda: self.save(SummaryFormat.DOCX))
        self.csv.clicked.connect(lambda: self.save(SummaryFormat.CSV))
        self.csv.setToolTip("A table holds the free text as it was typed: look through it for names")
        menu = QMenu(self)
        for fmt, text in list(_FILTERS.items())[2:]:
            menu.addAction(text).triggered.connect(lambda _=False, fmt=fmt: self.save(fmt))
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        buttons = row(self.docx, self.csv, self.more)
        buttons.setStretch(0, 1)
        foot = column(
            self.error, self.saved, self._progress, buttons, self._where, self._why, margins_px=(14, 8, 14, 12)
        )
        card = Card()
        body = framed(column(self.options, None, self.gate, margins_px=(14, 12, 14, 4)))
        card.setLayout(column(scrolling(body), foot, gap_px=0))
        card.setFixedWidth(px(324))
        whole = row(card, self._pages, gap_px=10, margins_px=(10, 10, 10, 10))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def trail(self) -> list[str]:
        return [self.desk.case.code, "Summary of moments"] if self.desk.case is not None else ["Summary"]

    def entered(self) -> None:
        if self.desk.case is not None:
            self.options.offer(self.desk.context, self.desk.case)
            self._changed()

    def left(self) -> None:
        self._jobs.stop()

    def closing(self) -> None:
        self._jobs.stop()
        self._saving.stop()
        self.desk.context.catalogue.put_setting(AUTHOR_SETTING, self.options.options.author)

    # The page

    def _changed(self) -> None:
        """Something of the page differs: it is made anew, and the tick goes."""
        case = self.desk.case
        if case is None:
            return
        options = self.options.options
        moments = moments_of(self.desk.context, case, options.extract)
        self._holds_nothing = not moments
        self._show_consent(case, options, moments)
        self._show_where()
        self._jobs.stop()
        if not moments:
            self._empty.say("No moment here yet. Mark one in Watch, then come back.")
            self._pages.setCurrentWidget(self._empty)
            return
        self._pages.setCurrentWidget(self._loading)
        ctx = self.desk.context
        self._jobs.start(
            lambda _progress, stop: gather(
                ctx, case, options.extract, options.audience, options.author, options.pictures, stop
            ),
            self._show_page,
            self._page_failed,
        )

    def _show_page(self, gathered: Gathered) -> None:
        self.preview.show_summary(gathered)
        self._pages.setCurrentWidget(self.preview)

    def _page_failed(self, error: Failure) -> None:
        self._empty.say("The page can’t be shown. Nothing was saved.")
        self._pages.setCurrentWidget(self._empty)
        self.error.show_error(error)

    def _show_consent(self, case: Case, options: Options, moments: list[Moment]) -> None:
        hides = options.audience is SummaryAudience.PARENT  # who is not to be seen, in a parent's pictures
        flagged = options.pictures and not hides and pictures_show_others(self.desk.context, moments)
        clips = sorted({moment.clip_id for moment in moments})
        try:
            require(self.desk.context, case.id, options.purpose, clips, flagged)
        except ExpectedError as error:
            self.gate.show_consent(error, "")
        else:
            self.gate.show_consent(None, f"Everyone has agreed to {PURPOSE_WORDS[options.purpose]}.")

    def _show_where(self) -> None:
        serial = self.desk.context.catalogue.next_serial()
        self._where.setText(f"Saved outside the vault and not encrypted. Listed as copy {serial:04d}.")

    def _show_buttons(self) -> None:
        why_not = self._why_not()
        for button in (self.docx, self.csv, self.more):
            button.setEnabled(not why_not and not self._saving.busy)
        self._why.setText(why_not)
        self._why.setVisible(bool(why_not))

    def _why_not(self) -> str:
        """Why it cannot be saved, where something is missing."""
        if self._holds_nothing:
            return "Nothing to save yet."
        if not self.gate.covered:
            return "Consent has to cover it first."
        if not self.options.options.for_whom:
            return "Say for whom it is."
        return "" if self.gate.open else "Look through the page, then tick “Checked”."

    # The copy

    def save(self, fmt: SummaryFormat) -> None:
        """Asks where to, and writes the copy: consent, then the ledger, then the file."""
        case, ctx = self.desk.case, self.desk.context
        if case is None or self._why_not():
            return
        name = f"summary-{ctx.catalogue.next_serial():04d}.{fmt}"
        target = self.choose_target(self, "Save the summary", name, _FILTERS[fmt])
        if target is None:
            return
        options = self.options.options
        ctx.catalogue.put_setting(AUTHOR_SETTING, options.author)
        request = SummaryRequest(
            case.code, options.extract, options.audience, fmt, target, options.author, options.pictures
        )
        leaving = Leaving(options.for_whom, options.purpose, may_replace=True)
        self.error.hide()
        self.saved.hide()
        self._progress.setValue(0)
        self._progress.show()
        self._saving.start(
            lambda progress, cancelled: export_summary(ctx, request, leaving, progress, cancelled),
            self._finished,
            self._failed,
            lambda done, _left: self._progress.setValue(round(done * 100)),
        )
        self._show_buttons()

    def _finished(self, exported: Exported) -> None:
        self._end_saving()
        text = f"{counted(exported.moments, 'moment')}. It is not encrypted where it lies now."
        self.saved.say("ok", f"Saved as copy {exported.copy.serial:04d}.", text)
        self.saved.show()
        announce(self, self.saved.said)

    def _failed(self, error: Failure) -> None:
        self._end_saving()
        self.error.show_error(error)

    def _end_saving(self) -> None:
        self._progress.hide()
        self.gate.checked.setChecked(False)
        self._show_where()
        self._show_buttons()
