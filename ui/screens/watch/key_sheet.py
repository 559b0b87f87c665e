"""The sheet of keys: what each does, at a glance, and on paper."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLayout, QWidget

from ui.painting.key_paper import KeyGroup, key_sheet_pdf
from ui.screens.file_choosing import choose_target
from ui.state.key_bindings import KeyChoices
from ui.state.key_words import GROUPS, MARKING, MOMENT, NAMES, PLAYING, lines
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.key_cap import KeyCap
from ui.widgets.keyboard import Letters
from ui.widgets.layouts import Layout
from ui.widgets.tag_look import TagLook, looks_of
from ui.widgets.words import words
from vidfeed.errors import ExpectedError
from vidfeed.files import whole_file
from vidfeed.model.codebook import Codebook, palette_cells

_Line = tuple[tuple[str, ...], str]
_Choose = Callable[[QWidget, str, str, str], Path | None]

_MARK: tuple[_Line, ...] = (
    (("Tap",), "some seconds before and after"),
    (("Hold",), "as long as you press"),
    (("Shift",), "with a key: until you press it again"),
)
_ANYWHERE: tuple[_Line, ...] = (
    (("Ctrl", "+"), "closer; Ctrl − wider, Ctrl 0 whole"),
    (("F11",), "full screen"),
    (("Ctrl", "F"), "search moments"),
    (("Ctrl", "Shift", "F"), "search all cases"),
    (("F6",), "next part of the window"),
    (("Ctrl", "L"), "lock now"),
    (("F1",), "this sheet"),
)
_HINT = "Left hand marks, right hand plays"


class KeySheet(QDialog):
    """Three columns; the tag keys are those of the codebook in use, with the letters of this keyboard.

    Signals:
        change_requested(): other keys.

    Attributes:
        choose: asks where the sheet is saved.
    """

    change_requested = Signal()

    def __init__(
        self, codebook: Codebook | None, letters: Letters, layout: Layout, keys: KeyChoices, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("vidfeed")
        self.setAccessibleName("Keys")
        self._codebook, self._letters, self._layout, self._keys = codebook, letters, layout, keys
        self.choose: _Choose = choose_target
        close = icon_button("close", "Close", "Esc")
        close.clicked.connect(self.reject)
        self.print, self.change = push_button("Save to print…", "", "printer-outline"), push_button("Change keys…")
        self.print.clicked.connect(self.save)
        self.change.clicked.connect(self.change_requested)
        self._foot = words("Keys follow their place on the keyboard. They rest while you type.", "quiet", wrap=True)
        foot = row(self._foot, self.print, self.change, gap_px=10)
        foot.setStretch(0, 1)
        title = row(words("Keys", "h2"), None, words(_HINT, "quiet"), close)
        self.setLayout(column(title, scrolling(framed(self._body())), foot, gap_px=14, margins_px=(28, 20, 28, 20)))
        self.resize(min(px(1120), parent.width()), min(px(660), parent.height()))

    def _body(self) -> QLayout:
        tags = _tag_rows(self._codebook, self._letters)
        marking = [*_MARK, *self._lines(MARKING)]
        return row(
            column(words(MARKING, "h3"), *tags, _lines(marking), None, gap_px=7),
            column(words(PLAYING, "h3"), _lines(self._lines(PLAYING)), None, gap_px=10),
            column(
                words(MOMENT, "h3"), _lines(self._lines(MOMENT)), 8, words("Anywhere", "h3"), _lines(_ANYWHERE), None
            ),
            gap_px=28,
        )

    def _lines(self, group: str) -> list[_Line]:
        """The first key of each command; single keys only while they are on."""
        return [(self._layout.caps(chords[0]), NAMES[command]) for command, chords in lines(self._keys, group)]

    def pdf(self) -> bytes:
        """The sheet on paper."""
        tags = [((look.letter,), look.name) for look in _first_page(self._codebook, self._letters)]
        groups = [KeyGroup(self._codebook.name if self._codebook else "Tags", tags)]
        groups += [KeyGroup(group, self._lines(group)) for group in GROUPS]
        groups.append(KeyGroup("Anywhere", _ANYWHERE))
        return key_sheet_pdf(groups, f"{_HINT}. Tap: some seconds before and after; hold: as long as you press.")

    def save(self) -> None:
        """Writes the sheet as a PDF where the user says."""
        target = self.choose(self, "Save the sheet of keys", "keys.pdf", "PDF (*.pdf)")
        if target is None:
            return
        try:
            with whole_file(target) as whole:
                whole.file.write(self.pdf())
        except ExpectedError as error:
            self._foot.setText(f"{error.message} {error.hint}")
        else:
            self._foot.setText("The sheet of keys is saved.")
        announce(self, self._foot.text())


def _tag_rows(codebook: Codebook | None, letters: Letters) -> Sequence[Part]:
    """The palette's first page: a line of keys a row, with the group's name."""
    if codebook is None:
        return []
    looks = looks_of([codebook], letters)
    cells = [(line, looks[tag.id]) for page, line, _, tag in palette_cells(codebook) if page == 0]
    rows: list[Part] = []
    for line in sorted({line for line, _ in cells}):
        found = [look for at, look in cells if at == line]
        keys = [KeyCap(look.letter, look.tone) for look in found]
        rows.append(row(line * 8, *keys, words(found[0].group, "h3"), None, gap_px=6))
    return rows


def _first_page(codebook: Codebook | None, letters: Letters) -> list[TagLook]:
    if codebook is None:
        return []
    looks = looks_of([codebook], letters)
    return [looks[tag.id] for page, _, _, tag in palette_cells(codebook) if page == 0]


def _lines(lines: Sequence[_Line]) -> QLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(14))
    grid.setVerticalSpacing(px(7))
    for number, (signs, text) in enumerate(lines):
        grid.addLayout(row(*(KeyCap(sign) for sign in signs), None, gap_px=4), number, 0)
        grid.addWidget(words(text, "quiet"), number, 1)
    grid.setColumnStretch(1, 1)
    return grid
