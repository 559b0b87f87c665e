"""What is really on the screen: the number drawn into the frame that is painted."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.factories.strip import read_strip
from ui.screens.watch.screen import WatchScreen
from ui.widgets.picture_view import PictureView
from vidfeed.model.moment import Moment

Frames = tuple[int, int]


def painted_number(screen: WatchScreen) -> int | None:
    """The number in the picture as the view paints it."""
    return number_painted(screen.board.stage.view)


def number_painted(view: PictureView) -> int | None:
    """The same of any view."""
    area = view.picture_rect().toRect()
    return read_strip(_array(view.grab(area).toImage())) if not area.isEmpty() else None


def pictured_number(screen: WatchScreen) -> int | None:
    """The number in the picture as the view paints it, below all that stands over it."""
    view = screen.board.stage.view
    whole = QImage(view.size(), QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    view.paint_picture(painter)
    painter.end()
    area = view.picture_rect().toRect()
    return read_strip(_array(whole.copy(area))) if not area.isEmpty() else None


def _array(image: QImage) -> NDArray[np.uint8]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return rows[:, : plain.width(), :3].copy()


def wait_for(qtbot: QtBot, screen: WatchScreen, number: int) -> None:
    """Until that frame is painted, and its number with it."""
    qtbot.waitUntil(lambda: screen.play.frame == number and painted_number(screen) == number)


def wait_past(qtbot: QtBot, screen: WatchScreen, number: int) -> None:
    """Until playing has come beyond a frame."""
    qtbot.waitUntil(lambda: screen.play.frame > number)


def stored(screen: WatchScreen) -> list[Moment]:
    """The clip's moments as the vault has them."""
    clip = screen.watched.clip
    return [] if clip is None else screen.desk.context.catalogue.moments(clip.id)


def stored_frames(screen: WatchScreen) -> list[Frames]:
    """First and last frame of each, both inclusive."""
    film = screen.watched.film
    assert film is not None
    inside = [film.film.index.frames_in(moment.span) for moment in stored(screen)]
    return [(frames[0], frames[-1]) for frames in inside]
