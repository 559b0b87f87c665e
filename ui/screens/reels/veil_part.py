"""The veils of an item in the inspector: drawn, followed, looked through, let be shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.state.counting import counted
from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.segmented import Segmented
from ui.widgets.switch import Switch
from ui.widgets.unsure_strip import UnsureStrip
from ui.widgets.words import IconLabel, words
from vidfeed.model.veil import Veil, VeilShape

_SHAPES = ((VeilShape.ELLIPSE, "Ellipse", "ellipse"), (VeilShape.RECTANGLE, "Rectangle", "rectangle"))
_STEPS = 1000


@dataclass(frozen=True)
class VeilFacts:
    """How an item's veils stand.

    Attributes:
        frames: how many the item has.
        unsure: which of them are to be looked at most, counted from its first.
        grown: the trim reaches farther than the veils were followed.
        seen: it was watched whole with these veils.
        allowed: someone said that it may be shown.
    """

    veils: Sequence[Veil] = ()
    frames: int = 0
    unsure: Sequence[int] = ()
    grown: bool = False
    seen: bool = False
    allowed: bool = False


class VeilPart(QWidget):
    """Asks for changes; what is shown comes by `show_facts`.

    Signals:
        draw_requested(str): the veil to draw otherwise in the picture shown, or "" for a new one.
        shape_chosen(object): VeilShape of the veil being drawn.
        keep_requested(), give_up_requested(): of what is being drawn.
        remove_requested(str): veil id.
        follow_requested(), stop_requested(): follow all of them anew; stop following.
        look_requested(): play the item once, whole.
        allowed(bool): it may be shown, or not.
        jumped(int): to a frame, counted from the item's first.
    """

    draw_requested = Signal(str)
    shape_chosen = Signal(object)
    keep_requested = Signal()
    give_up_requested = Signal()
    remove_requested = Signal(str)
    follow_requested = Signal()
    stop_requested = Signal()
    look_requested = Signal()
    allowed = Signal(bool)
    jumped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Veil")
        self.draw = push_button("Draw…")
        self.draw.setAccessibleName("Draw a veil on this picture")
        self.shape = Segmented("Shape", _SHAPES)
        self.shape.set_value(VeilShape.ELLIPSE)
        self.keep, self.give_up = push_button("Keep", "primary"), push_button("Give up")
        self.progress, self.stop = QProgressBar(), push_button("Stop")
        self.follow, self.look = push_button("Follow again"), push_button("Look through", "soft", "eye-outline")
        self.may_show, self.strip = Switch("It may be shown"), UnsureStrip()
        self.state, self._said = words("", "hint", wrap=True), words("", "warn", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.facts = VeilFacts()
        self._lay_out()
        self._connect()
        self.show_drawing(False)
        self.show_work(None)

    def _lay_out(self) -> None:
        self.progress.setRange(0, _STEPS)
        self.progress.setAccessibleName("Following the veil")
        self._hint = words("Arrows move it, Shift and arrows size it, Enter keeps it.", "hint", wrap=True)
        shape = row(words("Shape", "label"), None, self.shape)
        self._drawing = framed(column(shape, self._hint, row(None, self.give_up, self.keep), gap_px=6))
        self._work = framed(row(words("Following…", "hint"), self.progress, self.stop, gap_px=6))
        show = row(words("It may be shown"), None, self.may_show)
        again = row(self.look, self.follow, None, gap_px=6)
        looking = column(self.state, self.strip, self._said, again, show, gap_px=6)
        self._looking = framed(looking)
        head = row(IconLabel("blur", 18), words("Veil a face or an area"), None, self.draw, gap_px=10)
        self.setLayout(column(head, self._drawing, self._work, self._lines, self._looking, gap_px=6))

    def _connect(self) -> None:
        self.draw.clicked.connect(lambda: self.draw_requested.emit(""))
        self.shape.chosen.connect(self.shape_chosen)
        self.keep.clicked.connect(self.keep_requested)
        self.give_up.clicked.connect(self.give_up_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.follow.clicked.connect(self.follow_requested)
        self.look.clicked.connect(self.look_requested)
        self.may_show.clicked.connect(self.allowed)
        self.strip.jumped.connect(self.jumped)

    def show_facts(self, facts: VeilFacts) -> None:
        """Shows how the item's veils stand."""
        if facts.veils != self.facts.veils:
            self._show_veils(facts.veils)
        self.facts = facts
        self.strip.show_frames(facts.frames, facts.unsure)
        places = len(self.strip.stretches)
        self.strip.setVisible(bool(places))
        self.state.setText(
            f"Look most at {counted(places, 'place')}." if places else "Followed without doubt. Look all the same."
        )
        self._said.setText("The trim is longer than the veil was followed: the rest is hidden whole.")
        self._said.setVisible(facts.grown)
        self.may_show.setChecked(facts.allowed)
        self.may_show.setEnabled(facts.seen or facts.allowed)
        why = "" if facts.seen or facts.allowed else "Look through it first, from start to end"
        self.may_show.setToolTip(why or "It may be shown")
        self.may_show.setAccessibleDescription(why)
        self._show_parts()

    def show_drawing(self, drawing: bool) -> None:
        """A veil is being drawn, or no longer."""
        self._drawing.setVisible(drawing)
        self._show_parts()

    def show_work(self, done: float | None) -> None:
        """How far following is, 0 to 1; None where nothing is followed."""
        self._work.setVisible(done is not None)
        self.progress.setValue(round((done or 0) * _STEPS))
        self._show_parts()

    def _show_parts(self) -> None:
        busy = not self._work.isHidden() or not self._drawing.isHidden()
        self.draw.setEnabled(not busy)
        self._looking.setVisible(bool(self.facts.veils) and not busy)

    def _show_veils(self, veils: Sequence[Veil]) -> None:
        clear(self._lines)
        for number, veil in enumerate(veils, 1):
            name = f"Veil {number}" if len(veils) > 1 else "The veil"
            again = icon_button("pencil-outline", f"{name}: draw it here")
            off = icon_button("trash-can-outline", f"{name}: take it off")
            again.clicked.connect(lambda _=False, veil_id=veil.id: self.draw_requested.emit(veil_id))
            off.clicked.connect(lambda _=False, veil_id=veil.id: self.remove_requested.emit(veil_id))
            drawn = f"{name}, drawn in {counted(len(veil.drawn), 'picture')}"
            line = framed(row(words(drawn, "label"), None, again, off, gap_px=4))
            self._lines.addWidget(line)
            line.show()
