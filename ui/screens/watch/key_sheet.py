"""The sheet of keys: what each does, at a glance."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QLayout, QWidget

from ui.theme import px
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.buttons import icon_button
from ui.widgets.key_cap import KeyCap
from ui.widgets.keyboard import Letters
from ui.widgets.tag_look import looks_of
from ui.widgets.words import words
from vidfeed.model.codebook import Codebook, palette_cells

_Line = tuple[tuple[str, ...], str]

_MARK: tuple[_Line, ...] = (
    (("Tap",), "some seconds before and after"),
    (("Hold",), "as long as you press"),
    (("Shift",), "with a key: until you press it again"),
    (("M",), "moment without a tag"),
    (("G",), "the last tag again"),
    (("Ctrl", "Z"), "take the last one back"),
)
_PLAY: tuple[_Line, ...] = (
    (("Space",), "play or pause"),
    (("Shift", "Space"), "play backwards"),
    (("J", "L"), "back or forward 3 s"),
    (("K",), "pause; hold with J or L for slow"),
    ((",", "."), "one frame back or forward"),
    (("-", "="), "slower, faster"),
    (("[", "]"), "set A, set B"),
    (("P",), "loop A–B on or off"),
    (("↑", "↓"), "previous or next moment"),
    (("Home", "End"), "the clip’s ends"),
    (("N",), "still picture from here"),
    (("Ctrl", "+"), "closer; Ctrl − wider, Ctrl 0 whole"),
    (("U",), "sound off or on"),
    (("F11",), "full screen"),
)
_MOMENT: tuple[_Line, ...] = (
    (("I", "O"), "start here, end here"),
    (("Alt", "←", "→"), "move the end by a frame"),
    (("Ctrl", "1"), "to Ctrl 3: stars"),
    (("Shift", "Enter"), "play it once, with its lead-in"),
    (("Shift", "P"), "play it round and round"),
    (("Enter",), "caption the parent sees"),
    (("Ctrl", "Enter"), "private note"),
    (("Esc",), "back to the player"),
    (("B",), "add to a reel"),
    (("Del",), "remove (undo with Ctrl Z)"),
)
_ANYWHERE: tuple[_Line, ...] = (
    (("Ctrl", "F"), "search moments"),
    (("F6",), "next part of the window"),
    (("Ctrl", "L"), "lock now"),
    (("F1",), "this sheet"),
)


class KeySheet(QDialog):
    """Three columns; the tag keys are those of the codebook in use, with the letters of this keyboard."""

    def __init__(self, codebook: Codebook | None, letters: Letters, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("vidfeed")
        self.setAccessibleName("Keys")
        close = icon_button("close", "Close", "Esc")
        close.clicked.connect(self.reject)
        title = row(words("Keys", "h2"), None, words("Left hand marks, right hand plays", "quiet"), close)
        body = row(
            column(words("Mark while it plays", "h3"), *_tag_rows(codebook, letters), _lines(_MARK), None, gap_px=7),
            column(words("Play", "h3"), _lines(_PLAY), None, gap_px=10),
            column(
                words("Selected moment", "h3"), _lines(_MOMENT), 8, words("Anywhere", "h3"), _lines(_ANYWHERE), None
            ),
            gap_px=28,
        )
        foot = words("Keys follow their place on the keyboard. They rest while you type.", "quiet")
        self.setLayout(column(title, scrolling(framed(body)), foot, gap_px=14, margins_px=(28, 20, 28, 20)))
        self.resize(min(px(1080), parent.width()), min(px(620), parent.height()))


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


def _lines(lines: Sequence[_Line]) -> QLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(14))
    grid.setVerticalSpacing(px(7))
    for number, (signs, text) in enumerate(lines):
        grid.addLayout(row(*(KeyCap(sign) for sign in signs), None, gap_px=4), number, 0)
        grid.addWidget(words(text, "quiet"), number, 1)
    grid.setColumnStretch(1, 1)
    return grid
