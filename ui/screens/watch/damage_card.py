"""The notice of a damaged clip, over the side: what is lost, what is safe, what to do."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import column, framed, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.words import words

_EXPLAINED = "The film’s bytes have changed since it was imported, or were damaged before. It is not something you did."


class DamageCard(Card):
    """Covers the side until one carries on.

    Signals:
        carried_on(): it may go.
        mend_asked(): the film is to be replaced from its original or a backup.
        check_asked(): the whole vault is to be checked.
        copy_asked(): details for IT support.
    """

    carried_on = Signal()
    mend_asked = Signal()
    check_asked = Signal()
    copy_asked = Signal()

    def __init__(self, title: str, side: QWidget) -> None:
        super().__init__()
        self.setParent(side)
        self.setAccessibleName(title)
        self.setAutoFillBackground(True)
        self._side = side
        self._lost, self._safe, self._touched = Notice("bad"), Notice("ok"), Notice("warn")
        self.mend = push_button("Replace from the original or a backup…", "primary", "backup-restore")
        self.carry_on = push_button("Carry on with the rest")
        check = push_button("Check the whole vault")
        copy = push_button("Copy details for IT support", "ghost")
        copy.setToolTip("Frame numbers and the kind of film; nothing about the family")
        self.mend.clicked.connect(self.mend_asked)
        self.carry_on.clicked.connect(self.carried_on)
        check.clicked.connect(self.check_asked)
        copy.clicked.connect(self.copy_asked)
        body = column(words(title, "h2", wrap=True), words(_EXPLAINED, "quiet", wrap=True), self._lost, self._safe,
                      self._touched, None, gap_px=10, margins_px=(14, 12, 14, 8))  # fmt: skip
        feet = column(self.mend, self.carry_on, check, copy, gap_px=8, margins_px=(14, 6, 14, 12))
        self.setLayout(column(scrolling(framed(body)), feet, gap_px=0, margins_px=(1, 1, 1, 1)))
        side.installEventFilter(self)
        self.hide()

    def say(self, lost: str, safe: str, touched: tuple[str, str] | None) -> None:
        """The three notes; the last only where a moment is touched."""
        self._lost.say("bad", "Lost here", lost, "minus-circle-outline")
        self._safe.say("ok", "Safe", safe, "shield-check-outline")
        self._touched.setVisible(touched is not None)
        if touched is not None:
            self._touched.say("warn", *touched, "map-marker-outline")

    @property
    def said(self) -> str:
        """All that it says."""
        notes = (self._lost, self._safe, self._touched)
        return " ".join(note.said for note in notes if not note.isHidden())

    def open(self) -> None:
        """Covers the side."""
        self.setGeometry(self._side.rect())
        self.raise_()
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.carried_on.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._side.rect())
        return False
