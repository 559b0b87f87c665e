"""The trim of a moment in the inspector: pictures, times, and a button for each nudge."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ui.widgets.boxes import column, row
from ui.widgets.buttons import icon_button
from ui.widgets.trim_view import TrimEdge, TrimView
from ui.widgets.words import words
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.reel import ReelItem
from vidfeed.model.time import format_clock, format_decimal


class TrimRow(QWidget):
    """Edges by hand, by arrow keys or by buttons.

    Signals:
        previewed(int, int), trimmed(int, int): first and last frame, both inclusive.
    """

    previewed = Signal(int, int)
    trimmed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.view = TrimView()
        self._start, self._length, self._end = words("", "hint"), words("", "label"), words("", "hint")
        self.nudges = {
            (TrimEdge.START, -1): _nudge("Start one frame earlier", "chevron-left"),
            (TrimEdge.START, 1): _nudge("Start one frame later", "chevron-right"),
            (TrimEdge.END, -1): _nudge("End one frame earlier", "chevron-left"),
            (TrimEdge.END, 1): _nudge("End one frame later", "chevron-right"),
        }
        for (edge, step), button in self.nudges.items():
            button.clicked.connect(lambda _=False, edge=edge, step=step: self.view.nudge(edge, step))
        earlier, later, before, after = self.nudges.values()
        times = row(earlier, self._start, later, None, before, self._end, after, gap_px=2)
        self.setLayout(column(row(words("Trim", "label"), None, self._length), self.view, times, gap_px=4))
        self.view.previewed.connect(self.previewed)
        self.view.trimmed.connect(self.trimmed)

    def show_trim(self, item: ReelItem, index: FrameIndex) -> None:
        """Shows where a moment's item begins and ends."""
        if item.span is None:
            return
        inside = index.frames_in(item.span)
        first = inside.start if inside else index.frame_at(item.span.start_pts)
        last = inside.stop - 1 if inside else first
        self.view.set_trim(first, last, index.frames)
        start, end = index.seconds(item.span.start_pts), index.seconds(item.span.end_pts)
        self._start.setText(format_clock(start, 1))
        self._end.setText(format_clock(end, 1))
        plain, played = (format_decimal(round(length, 1)) for length in (end - start, item.duration))
        self._length.setText(f"{plain} s" if plain == played else f"{plain} s, plays for {played} s")


def _nudge(name: str, icon_name: str) -> QToolButton:
    button = icon_button(icon_name, name)
    button.setProperty("extent", "small")
    button.setAutoRepeat(True)
    return button
