"""Three passes in Watch: the line over the board, the cards of the second pass, the kept moments of the third."""

from fractions import Fraction

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from ui.screens.watch.badges import Plate
from ui.screens.watch.board import Board
from ui.screens.watch.choosing_page import ChoosingPage
from ui.screens.watch.clip_pictures import ClipPictures
from ui.screens.watch.loop_control import Loop
from ui.screens.watch.mark_control import MarkControl
from ui.screens.watch.moment_control import MomentControl
from ui.screens.watch.pass_bar import STEPS, PassBar
from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.toasts import span_text
from ui.state.desk import Desk
from ui.state.sitting_state import SittingState
from ui.state.watched_clip import WatchedClip
from ui.widgets.announce import announce
from ui.widgets.buttons import icon_button, name_button
from ui.widgets.quote import show_question
from ui.widgets.video_overlays import Badge
from vidfeed.model.clip import Clip
from vidfeed.model.moment import Decision, Moment
from vidfeed.model.sitting import Pass
from vidfeed.model.time import format_decimal

_LOOPING = (Pass.CHOOSING, Pass.TAGS)


class SittingControl(QObject):
    """Keeps the board in step with the sitting.

    Attributes:
        button: begins a sitting, or goes on with the one that was left.
        bar: the line over the board.
        page: the cards.
        pages: the board or the cards.
    """

    def __init__(
        self,
        desk: Desk,
        watched: WatchedClip,
        play: PlayControl,
        board: Board,
        mark: MarkControl,
        moment: MomentControl,
        pictures: ClipPictures,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._moments, self._editing = desk, watched.moments, watched.editing
        self._play, self._board, self._mark, self._moment, self._pictures = play, board, mark, moment, pictures
        self._clip: Clip | None = None
        self._stage: Pass | None = None
        self._looping, self._own_loop = "", Loop()
        self._hearts_speed = Fraction(1)
        self.state = SittingState(desk, watched.moments, watched.editing, self)
        self.button = icon_button("cards-outline", "Three passes", "F3")
        self.bar, self.page, self.pages = PassBar(), ChoosingPage(), QStackedWidget()
        self.pages.addWidget(board.splits)
        self.pages.addWidget(self.page)
        self._connect()

    def _connect(self) -> None:
        self.state.changed.connect(self._show)
        self._moments.changed.connect(self._show_counts)
        self._moments.selected_changed.connect(self._note_selected)
        self.button.clicked.connect(self.go_on)
        self.bar.on_requested.connect(self.go_on)
        self.bar.leave_requested.connect(self.leave)
        self.page.chosen.connect(self.state.decide)
        self.page.back_requested.connect(self.state.back)
        self.page.on_requested.connect(self.go_on)
        self.page.leave_requested.connect(self.leave)
        self.page.play_requested.connect(self._play.toggle)
        self.page.slower_requested.connect(lambda: self._play.change_speed(-1))

    def open(self, clip: Clip | None) -> None:
        """Takes a clip over; its sitting waits until it is gone on with."""
        if clip is not None:
            clip = self._desk.context.catalogue.clip(clip.id)
        self._clip, self._own_loop = clip, Loop()
        self.state.open(clip)

    def go_on(self) -> None:
        """Begins, goes on where one left, or goes on to the next pass."""
        if self._clip is not None:
            self.state.go_on()
            announce(self.bar, self.bar.strip.accessibleName() if self.state.now else self.state.summary)

    def go_back(self) -> None:
        """Goes back to the pass before: a key too many costs nothing."""
        if self.state.go_back():
            announce(self.bar, self.bar.strip.accessibleName())

    def leave(self) -> None:
        """Leaves the sitting for later."""
        self.state.leave()

    def _show(self) -> None:
        stage = self.state.stage
        if stage is not self._stage:
            self._enter(stage)
        self._show_counts()
        if stage is Pass.CHOOSING:
            self._show_card()

    def _enter(self, stage: Pass | None) -> None:
        before, self._stage = self._stage, stage
        self._choose_speed(before, stage)
        if before is Pass.CHOOSING:
            self.page.give_back()
            self._board.stage.take_back_view()
        self._change_loops(before in _LOOPING, stage in _LOOPING)
        kept_only = stage is Pass.TAGS
        self._mark.describing = kept_only
        self._moments.only = Decision.KEEP if kept_only else None
        self._board.moments.set_decision(Decision.KEEP if kept_only else None)
        self.pages.setCurrentWidget(self.page if stage is Pass.CHOOSING else self._board.splits)
        if stage is Pass.CHOOSING:
            self._open_cards()
        elif stage is not None:
            self._board.stage.view.setFocus()
        if kept_only:
            self._describe_first()

    def _change_loops(self, before: bool, after: bool) -> None:
        """The user's own loop rests while cards and kept moments go round."""
        loop = self._play.loop
        if before:
            self._play.pause()
            self._looping = ""
            loop.open(self._play.index)
        elif after:
            self._own_loop = loop.now
        if before and not after:
            loop.put_back(self._own_loop)

    def _choose_speed(self, before: Pass | None, stage: Pass | None) -> None:
        """What was looked through fast is looked at as it was; going back to the hearts is fast again."""
        if before is Pass.HEARTS and stage is Pass.CHOOSING:
            self._hearts_speed = self._play.playing.speed
            self._play.use_speed(min(self._hearts_speed, Fraction(1)))
        elif before is Pass.CHOOSING and stage is Pass.HEARTS:
            self._play.use_speed(self._hearts_speed)

    def _open_cards(self) -> None:
        case = self._desk.case
        show_question(self.page.question, case.question if case is not None else "")
        self.page.set_pictures(self._pictures.picture_of)
        self.page.borrow(self._board.stage.view)

    def _describe_first(self) -> None:
        """The moment that one left at, else the first that was kept."""
        now, kept = self.state.now, self.state.kept
        at = now.at if now is not None else ""
        first = next((moment for moment in kept if moment.id == at), kept[0] if kept else None)
        if first is not None:
            self._moment.go_to(first.id)
            self._loop(first)

    def _note_selected(self) -> None:
        moment = self._moments.selected
        if self._stage is Pass.TAGS and moment is not None:
            self.state.describe(moment.id)
            self._loop(moment)

    def _show_card(self) -> None:
        card, clip = self.state.card, self._clip
        if clip is None:
            return
        span, progress = span_text(card, clip, 1) if card else "", self.state.progress or self.state.summary
        self.page.show_card(card, span, progress, self.state.cards)
        found: dict[Decision, list[tuple[Moment, str]]] = {}
        for moment in self._moments.ordered:
            found.setdefault(moment.decision, []).append((moment, _length(moment, clip)))
        self.page.show_trays(found)
        if card is not None:
            self._loop(card)
        else:
            self._play.pause()

    def _loop(self, moment: Moment) -> None:
        """Plays it round and round, from its start where it is another one than before."""
        if moment.id != self._looping:
            self._looping = moment.id
            first, last = self._editing.frames_of(moment)
            self._play.seek(first)
            self._play.loop.open(self._play.index)
            self._play.loop.loop_frames(first, last)
            if self._clip is not None:
                self._play.badges.put(Plate.LOOP, Badge("repeat", f"Loops {span_text(moment, self._clip)}"))
            self._play.playing.play()

    def _show_counts(self) -> None:
        left = self.state.left
        where = f", go on with: {STEPS[list(Pass).index(left.stage)]}" if left is not None else ""
        name_button(self.button, f"Three passes{where}", "F3")
        self.button.setEnabled(self._clip is not None)
        self.bar.say(self.state.stage, self.state.summary)


def _length(moment: Moment, clip: Clip) -> str:
    seconds: Fraction = clip.seconds(moment.span.end_pts) - clip.seconds(moment.span.start_pts)
    return "still" if moment.still else f"{format_decimal(round(seconds, 1))} s"
