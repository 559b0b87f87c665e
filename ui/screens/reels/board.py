"""The builder's parts and where they stand: bin, preview and inspector over the storyboard."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.screens.reels.bin import Bin
from ui.screens.reels.inspector import ItemInspector
from ui.screens.reels.pictures import CasePictures
from ui.screens.reels.preview import Preview
from ui.screens.reels.saving_strip import SavingStrip
from ui.screens.reels.story_panel import StoryPanel
from ui.state.case_moments import CaseMoments
from ui.state.reel_playing import ReelPlaying
from ui.theme import px
from ui.widgets.boxes import column, row

_GAP_PX, _STORY_PX = 10, 182


class Board(QWidget):
    """The space bar plays and pauses wherever no words are typed; full stop and comma step a frame on the picture."""

    def __init__(self, playing: ReelPlaying, moments: CaseMoments, pictures: CasePictures) -> None:
        super().__init__()
        self._playing = playing
        self.bin, self.preview, self.inspector = Bin(), Preview(playing), ItemInspector()
        self.story, self.saving = StoryPanel(moments, pictures), SavingStrip()
        self.story.setFixedHeight(px(_STORY_PX))
        upper = row(self.bin, self.preview, self.inspector, gap_px=_GAP_PX)
        upper.setStretch(1, 1)
        margins = (_GAP_PX, _GAP_PX, _GAP_PX, _GAP_PX)
        box = column(self.saving, upper, self.story, gap_px=_GAP_PX, margins_px=margins)
        box.setStretch(1, 1)
        self.setLayout(box)
        for part in (self.preview.view, self.preview.bar, self.story.board, self.bin.view):
            part.installEventFilter(self)

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.bin, self.preview, self.inspector, self.story]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._playing.toggle()
            return True
        step = {Qt.Key.Key_Comma: -1, Qt.Key.Key_Period: 1}.get(Qt.Key(event.key()))
        if step is not None and watched is self.preview.view:
            self._playing.step(step)
            return True
        return False
