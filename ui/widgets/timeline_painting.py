"""Painting of the timeline's ground: names, ruler, pictures, sound and the whole clip's overview."""

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen

from ui.theme import colour, font, paint_icon, px
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_ruler import ticks
from ui.widgets.timeline_scene import PEAKS_PER_S, Scene, Sound

_TICK_APART_PX = 84
_BAR_APART_PX = 3
_NAMED_PX = 14
_VCENTRE = int(Qt.AlignmentFlag.AlignVCenter)


def paint_names(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Writes what each row is, left of it, and the lines between lanes."""
    width = rows.left - px(8)
    for top, height, icon_name, name in (
        (rows.strip_top, rows.strip_height, "image-outline", "Picture"),
        (rows.sound_top, rows.sound_height, "waveform", "Sound"),
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


def paint_sound(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Paints loudness as bars around a middle line, or says why there are none."""
    if rows.sound_height < px(_NAMED_PX):
        return
    middle = rows.sound_top + rows.sound_height / 2
    painter.setPen(QPen(colour("ink3"), 1.6))
    if scene.sound is not Sound.READY or scene.index is None:
        painter.drawLine(QLineF(rows.left, middle, rows.left + rows.width, middle))
        _paint_over_line(painter, scene.sound.value, rows, middle)
        return
    half = rows.sound_height / 2 - px(3)
    bars = []
    end = min(float(rows.width), scene.scale.x_of(scene.scale.frames))
    x = 0.0
    while x < end:
        height = max(1.0, half * _loudest(scene, x) / 255)
        bars.append(QLineF(rows.left + x + 1, middle - height, rows.left + x + 1, middle + height))
        x += _BAR_APART_PX
    painter.setOpacity(0.75)
    painter.drawLines(bars)
    painter.setOpacity(1)


def _loudest(scene: Scene, x: float) -> int:
    """The loudest peak in the stretch of one bar."""
    index, scale = scene.index, scene.scale
    assert index is not None, "sound is painted of clips only"
    step = float(index.time_base) * PEAKS_PER_S
    first = index.pts[scale.frame_at(x)] - index.origin_pts
    last = index.frame_end_pts(scale.frame_at(x + _BAR_APART_PX)) - index.origin_pts
    start = int(first * step)
    return max(scene.peaks[start : max(start + 1, int(last * step))], default=0)


def _paint_over_line(painter: QPainter, text: str, rows: Rows, middle: float) -> None:
    if not text:
        return
    painter.setFont(font(11))
    width = painter.fontMetrics().horizontalAdvance(text) + px(12)
    box = QRectF(rows.left + px(8), middle - px(8), width, px(16))
    painter.fillRect(box, colour("surface"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_gaps(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Hatches stretches that cannot be read."""
    for gap in scene.gaps:
        left, right = scene.scale.x_of(gap.start), scene.scale.x_of(gap.stop)
        area = QRectF(rows.left + left, rows.strip_top, right - left, rows.strip_height + rows.sound_height)
        painter.fillRect(area, colour("sunken"))
        painter.fillRect(area, QBrush(colour("edge"), Qt.BrushStyle.BDiagPattern))


def paint_loop(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Tints the stretch between A and B and names its ends."""
    a, b = scene.loop
    top, height = rows.strip_top, rows.strip_height + rows.sound_height
    if a is not None and b is not None:
        left, right = scene.scale.x_of(a), scene.scale.x_of(b)
        painter.setOpacity(0.16)
        painter.fillRect(QRectF(rows.left + left, top, right - left, height), colour("apri"))
        painter.setOpacity(1)
    for frame, name in ((a, "A"), (b, "B")):
        if frame is None:
            continue
        x = rows.left + scene.scale.x_of(frame)
        painter.fillRect(QRectF(x - 1, top, 2, height), colour("apri"))
        flag = QRectF(x - (px(16) if name == "B" else 0), top, px(16), px(15))
        painter.fillRect(flag, colour("apri"))
        painter.setFont(font(11, 700))
        painter.setPen(colour("on_apri"))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, name)


def paint_overview(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Paints every moment of the clip as a small block, each pixel column once."""
    bar = rows.overview()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(bar, 4, 4)
    per_frame = bar.width() / max(1, scene.scale.frames)
    painted: set[tuple[int, str]] = set()
    for spot in scene.lanes.spots:
        left = bar.left() + int(spot.first * per_frame)
        block = (left, spot.look.tone)
        if block in painted:
            continue
        painted.add(block)
        width = max(4, round((spot.last + 1 - spot.first) * per_frame))
        painter.fillRect(QRect(left, bar.top() + 2, width, bar.height() - 4), colour(spot.look.tone))


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
