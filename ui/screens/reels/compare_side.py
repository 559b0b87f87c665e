"""One side of then and now: which session, which moment or reel of it, and its picture."""

from PySide6.QtWidgets import QComboBox, QWidget

from ui.screens.reels.preview import Preview
from ui.state.comparing import REELS, Side
from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.video_overlays import MessageKind
from ui.widgets.words import words
from vidfeed.errors import ExpectedError

NOTHING = ("Nothing to show here", "Mark moments in two sessions to compare them.")
UNREADABLE = ("This can’t be read", "Its film is damaged there. Choose another.")


class CompareSide(QWidget):
    """Follows a `Side`; asks it for another piece.

    Attributes:
        session: offers the sessions, and the reels.
        piece: offers what there is of them.
    """

    def __init__(self, side: Side) -> None:
        super().__init__()
        self._side = side
        self.setAccessibleName(side.name)
        self.session, self.piece = QComboBox(), QComboBox()
        self.session.setAccessibleName(f"{side.name}: from")
        self.piece.setAccessibleName(f"{side.name}: what is shown")
        self.piece.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.piece.setMinimumWidth(px(140))
        self.preview = Preview(side.playing, side.name, f"{side.name}: picture", NOTHING)
        for part in (self.preview.still, self.preview.back, self.preview.following, self.preview.volume):
            part.hide()
        self.preview.name_play(f"Play {side.name.lower()}", f"Pause {side.name.lower()}")
        head = row(words(side.name, "h3"), self.session, self.piece, gap_px=10)
        head.setStretch(2, 1)
        box = column(head, self.preview, gap_px=6)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.session.activated.connect(lambda _: side.choose_session(self.session.currentData()))
        self.piece.activated.connect(lambda _: side.choose(self.piece.currentData()))
        side.playing.skipped.connect(lambda _: self.preview.view.show_message(*UNREADABLE, MessageKind.ERROR))

    def show_side(self) -> None:
        """Offers what there is, and shows the first picture of what is chosen."""
        side = self._side
        self.session.clear()
        for number in side.sessions:
            self.session.addItem("Reels" if number == REELS else f"Session {number}", number)
        self.session.setCurrentIndex(self.session.findData(side.session))
        self.piece.clear()
        for piece in side.pieces:
            self.piece.addItem(piece.title, piece.id)
        self.piece.setCurrentIndex(self.piece.findData(side.piece.id) if side.piece is not None else -1)
        self.preview.view.setAccessibleDescription(side.piece.title if side.piece is not None else "")
        try:
            self.preview.show_reel(side.reel())
        except ExpectedError as error:
            self.preview.show_failure(error)
