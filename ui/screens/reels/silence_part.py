"""Parts of an item's sound that are not heard, from and to the picture shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.segmented import Segmented
from ui.widgets.words import IconLabel, words
from vidfeed.model.veil import SilentSpan

BEGIN, END = "From here…", "…to here"


class SilencePart(QWidget):
    """Asks for changes; what is shown comes by `show_spans`.

    Signals:
        begun(): silence from the picture shown; then `ended()` up to it.
        given_up(): no silence from there after all.
        changed(object): a tuple of `SilentSpan` in place of those before.
    """

    begun = Signal()
    ended = Signal()
    given_up = Signal()
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Silence")
        self.spans: tuple[SilentSpan, ...] = ()
        self.rows: list[QWidget] = []
        self._clock: Callable[[int], str] = str
        self._since: int | None = None
        self.mark, self.drop = push_button(BEGIN), icon_button("close", "No silence from there")
        self.pending = words("", "hint", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        head = row(IconLabel("volume-mute", 18), words("Silence a part"), None, self.drop, self.mark, gap_px=8)
        self.setLayout(column(head, self.pending, self._lines, gap_px=4))
        self.mark.clicked.connect(self._press)
        self.drop.clicked.connect(self.given_up)
        self.show_since(None)

    @property
    def since(self) -> int | None:
        """Where a silence was begun, by pts."""
        return self._since

    def show_spans(self, spans: Sequence[SilentSpan], clock: Callable[[int], str]) -> None:
        """Shows what is silenced; `clock` writes a pts."""
        self._clock = clock
        if tuple(spans) != self.spans or not self.rows:
            self.spans = tuple(spans)
            self._show_lines()

    def show_since(self, pts: int | None) -> None:
        """A silence was begun at a pts and lacks its end, or there is none."""
        self._since = pts
        self.mark.setText(BEGIN if pts is None else END)
        self.mark.setAccessibleName("Silence from here" if pts is None else "Silence up to here")
        self.drop.setVisible(pts is not None)
        self.pending.setVisible(pts is not None)
        self.pending.setText("" if pts is None else f"From {self._clock(pts)}. Go to where it ends.")

    def _press(self) -> None:
        (self.begun if self._since is None else self.ended).emit()

    def _show_lines(self) -> None:
        clear(self._lines)
        self.rows = [self._line(span) for span in self.spans]
        for line in self.rows:
            self._lines.addWidget(line)
            line.show()

    def _line(self, span: SilentSpan) -> QWidget:
        times = f"{self._clock(span.start_pts)} to {self._clock(span.end_pts)}"
        kind = Segmented(f"{times}: what is heard", [(False, "Nothing", "nothing"), (True, "Tone", "a quiet tone")])
        kind.set_value(span.tone)
        kind.chosen.connect(lambda tone: self._change(span, SilentSpan(span.start_pts, span.end_pts, bool(tone))))
        off = icon_button("trash-can-outline", f"Hear {times} again")
        off.clicked.connect(lambda: self._change(span, None))
        return framed(row(words(times, "label"), None, kind, off, gap_px=4))

    def _change(self, span: SilentSpan, new: SilentSpan | None) -> None:
        others = [one for one in self.spans if one != span]
        self.changed.emit((*others, new) if new is not None else tuple(others))
