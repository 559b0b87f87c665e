"""The small plates over the picture: what is not as usual."""

from enum import IntEnum

from ui.widgets.video_overlays import Badge
from ui.widgets.video_view import VideoView


class Plate(IntEnum):
    """Whose plate it is, from left to right."""

    RUNNING = 0
    LOOP = 1
    SPEED = 2
    ZOOM = 3


class Badges:
    """Collects plates from those who have something to say."""

    def __init__(self, view: VideoView) -> None:
        self._view = view
        self._shown: dict[Plate, Badge] = {}

    def put(self, plate: Plate, badge: Badge | None) -> None:
        """Shows a plate in its place, or takes it away."""
        if badge is None:
            self._shown.pop(plate, None)
        else:
            self._shown[plate] = badge
        self._view.set_badges(*(self._shown[one] for one in sorted(self._shown)))
