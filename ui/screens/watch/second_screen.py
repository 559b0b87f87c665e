"""The bare picture on another screen, while Watch stays where it is."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QKeyEvent, QScreen

from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.stage import Stage
from ui.widgets.announce import announce
from ui.widgets.picture_view import PictureView
from vidfeed.media.player import Shown


class _Bare(PictureView):
    """Only the picture, from edge to edge of a screen.

    Signals:
        left(): closed by its window, or by Esc.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__("Film picture on the other screen")
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("vidfeed")
        self.setCursor(QCursor(Qt.CursorShape.BlankCursor))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()


class SecondScreen(QObject):
    """At most one other screen shows what the stage shows; one that is unplugged is done without, and nothing stops."""

    def __init__(self, play: PlayControl, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._play, self._stage = play, stage
        self._bare: _Bare | None = None
        self._screen: QScreen | None = None
        play.shown.connect(self._show)
        stage.view.zoom_changed.connect(self._show_zoom)
        stage.view.view_size_changed.connect(self._ask_size)
        stage.view.cleared.connect(lambda: self._bare and self._bare.clear_picture())
        stage.transport.menu.screen_chosen.connect(self.put_on)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "there are widgets, so there is an application"
        application.screenRemoved.connect(self._note_removed)

    @property
    def names(self) -> list[str]:
        """The other screens' names."""
        own = self._stage.screen()
        return [screen.name() for screen in QGuiApplication.screens() if screen is not own]

    @property
    def name(self) -> str | None:
        """The screen that shows the picture too, or None."""
        return self._screen.name() if self._screen is not None else None

    def put_on(self, name: str) -> None:
        """Shows the picture on a screen; on none for an unknown name."""
        self.take_back()
        screen = next((one for one in QGuiApplication.screens() if one.name() == name), None)
        if screen is not None:
            self._open(screen)

    def _open(self, screen: QScreen) -> None:
        bare = self._bare = _Bare()
        self._screen = screen
        bare.left.connect(self.take_back)
        bare.view_size_changed.connect(self._ask_size)
        bare.setGeometry(screen.geometry())
        bare.setScreen(screen)
        bare.showFullScreen()
        self._ask_size()
        self._play.playing.refresh()
        announce(self._stage, "The picture is on the other screen too")

    def take_back(self) -> None:
        """The picture is on the stage alone again."""
        bare, self._bare, self._screen = self._bare, None, None
        if bare is not None:
            bare.clear_picture()
            bare.close()
            bare.deleteLater()
            self._ask_size()

    def _note_removed(self, screen: QScreen) -> None:
        if screen is self._screen:
            self.take_back()
            announce(self._stage, "The other screen is gone. The picture is here.", assertive=True)

    def _show(self, shown: Shown) -> None:
        if self._bare is not None:
            picture = shown.picture
            first = self._bare.painted_frame is None
            self._bare.show_picture(
                picture.data, picture.width_px, picture.height_px, picture.stride_bytes, shown.frame
            )
            if first:
                self._show_zoom()

    def _show_zoom(self) -> None:
        """The same part of the picture, as far as the other screen's shape allows."""
        if self._bare is None:
            return
        region = self._stage.view.region
        self._bare.fit() if region is None else self._bare.show_region(region)

    def _ask_size(self) -> None:
        """Pictures fit the more demanding of the two."""
        wanted = self._stage.view.wanted_size
        self._play.playing.set_view_size(wanted if self._bare is None else wanted.expandedTo(self._bare.wanted_size))
