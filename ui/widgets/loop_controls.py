"""A, B and loop: the ends of a stretch to see again and again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.segmented import Segment


class LoopControls(QWidget):
    """Three joined buttons.

    Signals:
        a_requested(), b_requested(): set that end here.
        loop_toggled(bool).
    """

    a_requested = Signal()
    b_requested = Signal()
    loop_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Loop")
        self._a, self._b, self._loop = Segment("A"), Segment("B"), Segment("", "", "repeat")
        self._a.first, self._loop.last = True, True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for segment in (self._a, self._b, self._loop):
            row.addWidget(segment)
        self.name_keys("", "", "")
        self._shown = (False, False, False)
        self._a.clicked.connect(self._press_a)
        self._b.clicked.connect(self._press_b)
        self._loop.clicked.connect(self._press_loop)

    def name_keys(self, a: str, b: str, loop: str) -> None:
        """The keys that do the same, as they are printed; "" where there is none."""
        names = ("Loop starts here", "Loop ends here", "Loop on or off")
        for segment, name, keys in zip((self._a, self._b, self._loop), names, (a, b, loop), strict=True):
            whole = f"{name} ({keys})" if keys else name
            segment.setAccessibleName(whole)
            segment.setToolTip(whole)

    def set_loop(self, a: bool, b: bool, on: bool) -> None:
        """Shows which ends are set and whether the loop runs."""
        self._shown = (a, b, on)
        for segment, checked in zip((self._a, self._b, self._loop), self._shown, strict=True):
            segment.setChecked(checked)

    @property
    def on(self) -> bool:
        """Whether the loop runs, as it was told last."""
        return self._shown[2]

    def _press_a(self) -> None:
        self.set_loop(*self._shown)
        self.a_requested.emit()

    def _press_b(self) -> None:
        self.set_loop(*self._shown)
        self.b_requested.emit()

    def _press_loop(self) -> None:
        self.set_loop(*self._shown)
        self.loop_toggled.emit(not self.on)
