"""The recovery sheet on the screen: print it, save it or copy it out, then type two groups back."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QSizePolicy, QWidget

from ui.painting.paper import PAGE_HEIGHT, PAGE_WIDTH
from ui.painting.recovery_groups import GROUP_LENGTH, check_groups, groups, two_to_ask
from ui.painting.recovery_sheet import RecoverySheet, paint_recovery_sheet, recovery_sheet_pdf
from ui.screens.file_choosing import choose_target
from ui.theme import colour, icon, px
from ui.widgets.announce import announce
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.notice import ErrorBanner
from ui.widgets.step_strip import StepStrip
from ui.widgets.words import field_label, words
from vidfeed.errors import ExpectedError
from vidfeed.files import whole_file

_UNITS_PER_INCH = 254
_LATER = "Later is fine to look around. The sheet comes before your first real film."
_OLD_ONE = "Until this one is safe, the sheet before it goes on working."


class SheetPreview(QWidget):
    """The page, as large as there is room for; groups that are asked back are dotted out."""

    def __init__(self, sheet: RecoverySheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._hidden: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(
            "Recovery sheet: " + ", ".join(f"{n} {g}" for n, g in enumerate(groups(sheet.secret), 1))
        )

    def hide_groups(self, numbers: tuple[int, ...]) -> None:
        """Dots these out."""
        self._hidden = numbers
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        margin = px(20)
        scale = min((self.width() - 2 * margin) / PAGE_WIDTH, (self.height() - 2 * margin) / PAGE_HEIGHT)
        painter.translate((self.width() - PAGE_WIDTH * scale) / 2, (self.height() - PAGE_HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        paint_recovery_sheet(painter, self._sheet, self._hidden)


class SheetPane(QWidget):
    """The sheet beside what to do with it.

    Signals:
        confirmed(): two groups were typed back rightly, so there is a sheet on paper.
        later_requested()
    """

    confirmed = Signal()
    later_requested = Signal()

    def __init__(self, sheet: RecoverySheet, steps: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._sheet = sheet
        self._asked = two_to_ask(sheet.secret)
        self.choose_target = choose_target
        self.preview, self.error = SheetPreview(sheet), ErrorBanner()
        self.fields = {number: self._field(number) for number in self._asked}
        self.by_hand = QRadioButton("Copy it out by hand")
        self._print, self._save = push_button("Print…", "soft"), push_button("Save…", "soft")
        self.safe = push_button("The sheet is safe", "primary", big=True)
        self.later = push_button("Do this later", big=True)
        self.later.clicked.connect(self.later_requested)
        self.safe.clicked.connect(self.confirmed)
        self._print.clicked.connect(self.print_sheet)
        self._save.clicked.connect(self.save_sheet)
        strip: list[Part] = [StepStrip(steps, 1), 8] if steps else []
        self._differs = words("", "warn", wrap=True)
        self._differs.hide()
        quiet = (
            "If the passphrase is ever forgotten, this sheet is the only other way in. It is shown once and not kept."
        )
        buttons = row(self.later, self.safe, gap_px=12)
        buttons.setStretch(1, 1)
        side = column(
            *strip, words("Your way back in", "h1"), words(quiet, "quiet", wrap=True), self.error, *self._ways(),
            self._back_card(), None, buttons,
            words(_LATER if steps else _OLD_ONE, "hint", wrap=True),
            gap_px=8, margins_px=(24, 20, 24, 16),
        )  # fmt: skip
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.preview, 62)
        box.addWidget(scrolling(framed(side)), 38)
        self._refresh()

    def _field(self, number: int) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("extent", "big")
        field.setMaxLength(12)
        field.setAccessibleName(f"Group {number}")
        field.textEdited.connect(self._refresh)
        field.installEventFilter(self)
        return field

    def _ways(self) -> list[QWidget]:
        print_it, save_it = QRadioButton("Print it now"), QRadioButton("Save it and print elsewhere")
        self._modes = QButtonGroup(self)
        ways = [
            (print_it, "On a printer you can stand beside", self._print),
            (save_it, "The file is not encrypted: remove it once printed", self._save),
            (self.by_hand, "Fifteen groups, about five minutes", None),
        ]
        cards: list[QWidget] = []
        for button, hint, action in ways:
            self._modes.addButton(button)
            line = row(column(button, words(f"      {hint}", "hint"), gap_px=0), None, margins_px=(12, 6, 12, 6))
            if action is not None:
                line.addWidget(action)
                action.clicked.connect(button.click)
            card = Card()
            card.setLayout(line)
            cards.append(card)
        print_it.setChecked(True)
        self._modes.buttonClicked.connect(self._refresh)
        return cards

    def _back_card(self) -> QWidget:
        card = Card()
        asked = row(*(column(field_label(f"Group {n}", f), f, gap_px=4) for n, f in self.fields.items()), gap_px=14)
        quiet = words("From your paper. They are hidden on the screen meanwhile.", "quiet", wrap=True)
        head = words("Type back these two groups", "h3")
        body = column(head, quiet, 4, asked, 4, self._differs, gap_px=2, margins_px=(16, 12, 16, 14))
        card.setLayout(body)
        return card

    @property
    def right(self) -> frozenset[int]:
        """Numbers of the groups typed back rightly so far."""
        return check_groups(self._sheet.secret, {number: field.text() for number, field in self.fields.items()})

    def _refresh(self) -> None:
        right, typing = self.right, any(field.hasFocus() or field.text() for field in self.fields.values())
        for number, field in self.fields.items():
            for action in field.actions():
                field.removeAction(action)
            if number in right:
                field.addAction(icon("check-circle", "ok"), QLineEdit.ActionPosition.TrailingPosition)
        self.preview.hide_groups(self._asked if typing or not self.by_hand.isChecked() else ())
        self._show_different([n for n, f in self.fields.items() if len(f.text()) >= GROUP_LENGTH and n not in right])
        complete = right == frozenset(self._asked)
        if complete and not self.safe.isEnabled():
            announce(self, "Both groups are right.")
        self.safe.setEnabled(complete)

    def _show_different(self, numbers: Sequence[int]) -> None:
        which = " and ".join(f"Group {number}" for number in numbers)
        text = f"{which}: not what the sheet says. Compare with the paper, sign by sign." if numbers else ""
        if text and text != self._differs.text():
            announce(self, text)
        self._differs.setText(text)
        self._differs.setVisible(bool(text))

    def begin(self) -> None:
        """Puts the focus where the work begins."""
        self._print.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._refresh()
        return False

    def print_sheet(self) -> None:
        """Asks for a printer and prints the page."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("vidfeed")
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            with QPainter(printer) as painter:
                scale = printer.resolution() / _UNITS_PER_INCH
                painter.scale(scale, scale)
                paint_recovery_sheet(painter, self._sheet)

    def save_sheet(self) -> None:
        """Asks for a file and writes the page there, in the clear."""
        target = self.choose_target(self, "Save the recovery sheet", "recovery-sheet.pdf", "PDF (*.pdf)")
        if target is None:
            return
        self.error.hide()
        try:
            with whole_file(target) as whole:
                whole.file.write(recovery_sheet_pdf(self._sheet))
        except ExpectedError as error:
            self.error.show_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.safe.isEnabled():
            self.safe.click()
        else:
            super().keyPressEvent(event)
