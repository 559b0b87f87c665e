"""What the header says of the clip: where it belongs, how consent stands; ways to other clips and into a reel."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.state.consents import SHOWN_USES, Opening, UseToday, use_today
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.chip import Chip
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.services.consenting import PURPOSE_WORDS

_CHIP_FROM_PX = 1150
_STOPS = {
    Opening.STOPPED: ("Consent: withdrawn", "bad", "close-circle-outline"),
    Opening.TO_RENEW: ("Consent: ran out", "warn", "calendar-alert"),
}
_WATCHABLE = (ClipStatus.PREPARING, ClipStatus.READY)


class HeaderLine(QObject):
    """Widgets that the shell shows, and the trail.

    Signals:
        reel_requested(QPoint): add the selected moment; where a menu may open.
        damage_requested(): what of the clip can't be read.
        import_requested(): marks of another tool for the open clip.

    Attributes:
        damaged: part of the open clip can't be read.
    """

    reel_requested = Signal(QPoint)
    damage_requested = Signal()
    import_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._page = desk, parent
        self.clips = icon_button("chevron-down", "Other clips of this case, import of marks")
        self.clips.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(parent)
        self._menu.aboutToShow.connect(self._fill)
        self.clips.setMenu(self._menu)
        self.consent = Chip("")
        self.damaged = False
        self.damage = push_button("Part of this clip can’t be read", "chip", "alert-circle-outline")
        self.damage.clicked.connect(self.damage_requested)
        self.add = push_button("Add to a reel", "soft", "filmstrip-box-multiple")
        self.add.setEnabled(False)
        desk.cases_changed.connect(self.refresh)
        desk.case_chosen.connect(self.refresh)
        self.refresh()
        self.add.clicked.connect(lambda: self.reel_requested.emit(self.add.mapToGlobal(QPoint(0, self.add.height()))))

    def trail(self, clip: Clip | None) -> list[str]:
        """The breadcrumb; the practice has no case."""
        if clip is None:
            return ["Watch"]
        if self._desk.practice:
            return ["Practice clip", clip.title]
        case, session = self._desk.case, self._desk.context.catalogue.session(clip.session_id)
        return [
            *([case.code] if case else []),
            *([f"Session {session.number}"] if session else []),
            clip.title,
        ]

    @property
    def roomy(self) -> bool:
        """Whether there is room to say how consent stands."""
        return self._page.width() >= px(_CHIP_FROM_PX)

    def widgets(self) -> list[QWidget]:
        """Left to right, as many as have room."""
        if self._desk.practice:
            return []
        chip = [self.consent] if self.roomy else []
        damage = [self.damage] if self.damaged else []
        return [self.clips, *chip, *damage, self.add]

    def refresh(self) -> None:
        """Looks again how consent stands."""
        case, context = self._desk.case, self._desk.context
        if case is None:
            return
        people, consents = context.catalogue.people(case.id), context.catalogue.consents(case.id)
        uses = [use_today(people, consents, purpose, context.today()) for purpose in SHOWN_USES]
        self.consent.say(*_consent_words(uses))

    def _fill(self) -> None:
        """The case's clips by visit; the open one is ticked."""
        self._menu.clear()
        case, catalogue = self._desk.case, self._desk.context.catalogue
        numbers = {session.id: session.number for session in catalogue.sessions(case.id)} if case else {}
        for clip in catalogue.clips(case.id) if case else []:
            if clip.status in _WATCHABLE:
                action = self._menu.addAction(f"Session {numbers[clip.session_id]} · {clip.title}")
                action.setCheckable(True)
                action.setChecked(self._desk.clip is not None and clip.id == self._desk.clip.id)
                action.triggered.connect(lambda _=False, clip=clip: self._desk.open_clip(clip))
        self._menu.addSeparator()
        self._menu.addAction("Import marks from another tool…").triggered.connect(self.import_requested)


def _consent_words(uses: list[UseToday]) -> tuple[str, str, str]:
    """Text, kind and sign of the chip; what stops recording comes first."""
    if uses[0].opening in _STOPS:
        return _STOPS[uses[0].opening]
    usable = [PURPOSE_WORDS[use.purpose].replace("recording and watching", "recording") for use in uses if use.usable]
    if usable:
        return f"Consent: {', '.join(usable[:2])}", "ok", "check"
    return "Consent: none entered", "off", "minus"
