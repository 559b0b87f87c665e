"""Painting of the timeline's ground: names, ruler, pictures, gaps, loop and the whole clip's overview."""

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen

from ui.theme import colour, font, paint_icon, px
from ui.widgets.timeline_columns import paint_whole_clip
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_ruler import ticks
from ui.widgets.timeline_scene import Scene

_TICK_APART_PX = 84
_NAMED_PX = 14
GAP_NAME = "Can’t be read"
_VCENTRE = int(Qt.AlignmentFlag.AlignVCenter)


def paint_names(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Writes what each row is, left of it, and the lines between lanes."""
    width = rows.left - px(8)
    for top, height, icon_name, name in (
        (rows.strip_top, rows.strip_height, "image-outline", "Picture"),
        (rows.sound_top, rows.sound_height, "waveform", "Sound"),
        (rows.motion_top, rows.motion_height if rows.motion_alone else 0, "chart-bell-curve", "Movement"),
    ):
        if height >= px(_NAMED_PX):
            _paint_name(painter, QRect(px(8), top, width, height), icon_name, name, "ink2")
    for lane, top in zip(scene.lanes.lanes, rows.lane_tops, strict=False):
        painter.fillRect(px(8), top, rows.left + rows.width - px(8), 1, colour("line"))
        _paint_name(painter, QRect(px(8), top, width, rows.lane_height), lane.icon, lane.name, lane.tone)
    painter.fillRect(px(8), rows.overview_top, rows.left + rows.width - px(8), 1, colour("line"))
    painter.setFont(font(12))
    painter.setPen(colour("ink3"))
    painter.drawText(QRect(px(8), rows.overview_top, width, rows.overview_height), _VCENTRE, "Whole clip")


def _paint_name(painter: QPainter, area: QRect, icon_name: str, name: str, tone: str) -> None:
    side = px(15)
    icon = QRect(area.left(), area.center().y() - side // 2, side, side)
    paint_icon(painter, icon, icon_name, colour(tone))
    painter.setFont(font(12, 500))
    painter.setPen(colour(tone))
    room = area.adjusted(side + px(5), 0, -px(3), 0)
    text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _VCENTRE, text)


def paint_ruler(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Writes times over the frames that they fall on."""
    if scene.index is None:
        return
    painter.setFont(font(11, tabular=True))
    for x, text in ticks(scene.scale, scene.index, px(_TICK_APART_PX)):
        left = rows.left + x
        painter.setPen(colour("line"))
        painter.drawLine(QLineF(left + 0.5, px(5), left + 0.5, rows.ruler - 1))
        painter.setPen(colour("ink3"))
        painter.drawText(QRectF(left + px(5), 0, px(80), rows.ruler), _VCENTRE, text)


def paint_strip(painter: QPainter, scene: Scene, rows: Rows, ratio: float) -> None:
    """Paints pictures side by side, fixed to the film, each of the frame at its left edge; missing ones stay flat."""
    area = QRectF(rows.left, rows.strip_top, rows.width, rows.strip_height - 1)
    if area.height() < px(_NAMED_PX):
        return
    outline = QPainterPath()
    outline.addRoundedRect(area, px(6), px(6))
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.fillRect(area, colour("sunken"))
    tile = max(px(24), round(area.height() * scene.thumbnail_aspect))
    wanted = QSize(round(tile * ratio), round(area.height() * ratio))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    passed = scene.scale.first * scene.scale.px_per_frame
    number = int(passed // tile)
    while number * tile - passed < min(rows.width, scene.scale.x_of(scene.scale.frames)):
        left = number * tile - passed
        image = scene.thumbnails(scene.scale.frame_at(left), wanted) if scene.thumbnails else None
        if image is not None:
            painter.drawImage(QRectF(area.left() + left, area.top(), tile - 1, area.height()), image)
        number += 1
    painter.restore()


def paint_gaps(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Hatches stretches that cannot be read, here and in the overview."""
    if not scene.gaps:
        return
    painter.setFont(font(11, 500))
    bar = rows.overview()
    per_frame = bar.width() / max(1, scene.scale.frames)
    for gap in scene.gaps:
        left, right = scene.scale.x_of(gap.start), scene.scale.x_of(gap.stop)
        area = QRectF(rows.left + left, rows.strip_top, max(2.0, right - left), rows.media_height)
        _hatch(painter, area)
        _paint_gap_name(painter, area & QRectF(rows.left, area.top(), rows.width, area.height()))
        _hatch(painter, QRectF(bar.left() + gap.start * per_frame, bar.top(), len(gap) * per_frame, bar.height()))


def _hatch(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(area, colour("bad_weak"))
    painter.fillRect(area, QBrush(colour("bad"), Qt.BrushStyle.BDiagPattern))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("bad"), 1))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_gap_name(painter: QPainter, area: QRectF) -> None:
    """The words where they fit."""
    width = painter.fontMetrics().horizontalAdvance(GAP_NAME) + px(12)
    if width > area.width() or area.height() < px(_NAMED_PX):
        return
    box = QRectF(area.center().x() - width / 2, area.center().y() - px(9), width, px(18))
    painter.fillRect(box, colour("surface"))
    painter.setPen(colour("bad"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, GAP_NAME)


def paint_loop(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Tints the stretch between A and B and names its ends."""
    a, b = scene.loop
    top, height = rows.strip_top, rows.media_height
    if a is not None and b is not None:
        left, right = scene.scale.x_of(a), scene.scale.x_of(b + 1)
        painter.setOpacity(0.16)
        painter.fillRect(QRectF(rows.left + left, top, right - left, height), colour("apri"))
        painter.setOpacity(1)
    for frame, name in ((a, "A"), (b, "B")):
        if frame is None:
            continue
        x = rows.left + scene.scale.x_of(frame if name == "A" else frame + 1)
        painter.fillRect(QRectF(x - 1, top, 2, height), colour("apri"))
        flag = QRectF(x - (px(16) if name == "B" else 0), top, px(16), px(15))
        painter.fillRect(flag, colour("apri"))
        painter.setFont(font(11, 700))
        painter.setPen(colour("on_apri"))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, name)


def paint_overview(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Paints every moment of the clip as a small block."""
    bar = rows.overview()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(bar, 4, 4)
    paint_whole_clip(painter, scene.lanes.table, bar, scene.scale.frames)


def paint_window(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Outlines in the overview what the lanes show."""
    if scene.scale.shows_all:
        return
    bar = rows.overview()
    per_frame = bar.width() / scene.scale.frames
    left = bar.left() + scene.scale.first * per_frame
    width = max(float(px(12)), scene.scale.shown * per_frame)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("ink2"), 2))
    painter.drawRoundedRect(QRectF(left, bar.top() - 2, width, bar.height() + 4), 5, 5)
