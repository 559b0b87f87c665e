"""How a tag looks: colour, shape, icon and key letter, from its place in its codebook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from ui.theme import colour
from ui.widgets.keyboard import Letters
from vidfeed.model.codebook import Codebook, Tag, palette_cells
from vidfeed.model.moment import Moment

_TONES = ("g1", "g2", "g3", "g4")
_TONE_ICONS = {
    "g1": "eye-outline",
    "g2": "hand-wave-outline",
    "g3": "hand-heart-outline",
    "g4": "swap-horizontal",
}
_GROUP_ICONS = {"Guiding": "stairs", "Hands": "hand-back-right-outline", "Toddler": "teddy-bear"}
# Starter is one group whose six tags have looks of their own.
_STARTER = {
    "starter/connected": ("g4", "link-variant"),
    "starter/noticing": ("g1", "eye-outline"),
    "starter/responding": ("g3", "hand-heart-outline"),
    "starter/turn-taking": ("g4", "swap-horizontal"),
    "starter/comforting": ("g3", "teddy-bear"),
    "starter/enjoying": ("g2", "emoticon-happy-outline"),
}


@dataclass(frozen=True)
class TagLook:
    """One tag as it is painted.

    Attributes:
        tone: colour token of its group, "g1" to "g4"; its fill is that token with "_weak".
        letter: printed on its key; empty where the tag is in no palette in use.
    """

    tag_id: str
    name: str
    meaning: str
    group: str
    tone: str
    icon: str
    letter: str = ""


Looks = Mapping[str, TagLook]
"""Looks by tag id."""


def looks_of(codebooks: Iterable[Codebook], letters: Letters | None = None) -> dict[str, TagLook]:
    """The look of every tag of the codebooks."""
    printed = letters or Letters()
    looks = {}
    for codebook in codebooks:
        groups = codebook.groups
        for _page, row, column, tag in palette_cells(codebook):
            looks[tag.id] = _look(tag, groups.index(tag.group), printed[row, column])
    return looks


def _look(tag: Tag, group_number: int, letter: str) -> TagLook:
    if tag.look is not None:
        chosen = _TONES[tag.look]
        return TagLook(tag.id, tag.name, tag.meaning, tag.group, chosen, _TONE_ICONS[chosen], letter)
    tone = _TONES[group_number % len(_TONES)]
    tone, icon = _STARTER.get(tag.id, (tone, _GROUP_ICONS.get(tag.group, _TONE_ICONS[tone])))
    return TagLook(tag.id, tag.name, tag.meaning, tag.group, tone, icon, letter)


def looks_for(moment: Moment, looks: Looks) -> list[TagLook]:
    """The looks of a moment's tags, in its order; tags of unknown codebooks are left out."""
    return [looks[ref.tag_id] for ref in moment.tags if ref.tag_id in looks]


def paint_shape(painter: QPainter, middle: QPointF, size_px: float, tone: str) -> None:
    """Paints a group's sign: circle, square, triangle or diamond for g1 to g4, so that colour is never alone."""
    half = size_px / 2
    box = QRectF(middle.x() - half, middle.y() - half, size_px, size_px)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone))
    if tone == "g1":
        painter.drawEllipse(box)
    elif tone == "g2":
        painter.drawRoundedRect(box, 2, 2)
    elif tone == "g3":
        points = [QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]
        painter.drawPolygon(QPolygonF(points))
    else:
        reach = half * 1.2
        points = [middle + QPointF(x * reach, y * reach) for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0))]
        painter.drawPolygon(QPolygonF(points))
