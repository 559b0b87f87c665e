"""The way through a review: playing, talking, choosing, the end; and what is written of it."""

from fractions import Fraction

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.painting.captions import caption_words
from ui.screens.review.favourite_page import Seen
from ui.screens.review.pages import ReviewPages
from ui.screens.review.seen import LOVABLE, SeenPictures
from ui.state.reel_playing import ReelPlaying
from ui.state.review_record import ReviewRecord
from ui.widgets.announce import announce
from vidfeed.errors import ExpectedError
from vidfeed.model.reel import ReelItem
from vidfeed.model.review import ReviewAction, Whose

_SLOW = Fraction(1, 2)


class ReviewFlow(QObject):
    """Moves from page to page.

    Signals:
        watching_changed(bool): the review is under way, or has come to its end; a replay begins it again.
        left(): the therapist closed it.
        stood_at(int): the number of the item that plays, or stands.
        offered(list): what was seen, for choosing favourites.
    """

    watching_changed = Signal(bool)
    left = Signal()
    stood_at = Signal(int)
    offered = Signal(object)

    def __init__(self, record: ReviewRecord, playing: ReelPlaying, pages: ReviewPages, parent: QObject) -> None:
        super().__init__(parent)
        self._record, self._playing, self._pages = record, playing, pages
        self._seen = SeenPictures()
        self._film_image: QImage | None = None
        self._film_item = ""
        self._number = 0
        self._talk_item: str | None = None
        self._connect_playing()
        self._connect_pages()

    def _connect_playing(self) -> None:
        playing = self._playing
        playing.pictured.connect(self._show_picture)
        playing.item_changed.connect(self._note_shown)
        playing.item_ended.connect(self._end_item)
        playing.finished.connect(self._end_reel)
        playing.skipped.connect(self._skip)
        playing.failed.connect(self._fail)
        playing.playing_changed.connect(self._pages.playing.set_playing)

    def _connect_pages(self) -> None:
        page, talk, favourite, finished = (
            self._pages.playing,
            self._pages.talk,
            self._pages.favourite,
            self._pages.finished,
        )
        for source, again, slower in (
            (page, page.again, page.slower),
            (talk, talk.again, talk.slower),
        ):
            again.connect(self.again)
            slower.connect(self.slower)
            source.loved.connect(self.love)
        page.toggled.connect(self._playing.toggle)
        page.back.connect(self.back)
        page.following.connect(self.following)
        page.talk.connect(self.talk)
        page.finish.connect(self.choose_favourites)
        page.framed.connect(self.step)
        talk.finish.connect(self.choose_favourites)
        talk.carry_on.connect(self.carry_on)
        talk.words.keep_requested.connect(self._keep_words)
        favourite.toggled.connect(self._record.toggle_favourite)
        favourite.again.connect(self.replay)
        favourite.finish.connect(self.finish)
        favourite.add_words.connect(self.add_words)
        finished.again_requested.connect(self.replay)
        finished.opened.connect(self._show_leaving)
        self._pages.leaving.back_requested.connect(lambda: self._pages.open(finished))
        self._pages.leaving.closed.connect(self._close)
        self._record.favourites_changed.connect(self._show_loved)

    @property
    def item(self) -> ReelItem:
        """The item that plays, or stands; while they talk, the one they talk about, whatever the player tells late."""
        return self._record.reel.items[self._place]

    @property
    def _place(self) -> int:
        if self._pages.present is self._pages.talk:
            ids = [item.id for item in self._record.reel.items]
            return ids.index(self._talk_item) if self._talk_item is not None else self._number
        return self._number

    def begin(self) -> None:
        """Plays from the start; black until the first picture is there."""
        self._pages.open(self._pages.playing)
        self._stand_at(0)
        self._playing.open(self._record.reel)
        self._playing.set_stops(number for number, item in enumerate(self._record.reel.items) if item.talk)
        self.watching_changed.emit(True)
        self._playing.play()

    # What the player tells

    def _show_picture(self, image: QImage, frame: int) -> None:
        self._pages.playing.picture.show_image(image)
        plan = self._playing.plan
        if plan is None:
            return
        self._seen.note(plan, frame, image)
        item = plan.items[plan.item_at(frame)]
        if item.kind not in LOVABLE:
            return
        self._film_image, self._film_item = image, item.id
        if self._pages.present is self._pages.talk and self._talk_item == item.id:
            self._pages.talk.picture.show_image(image)  # they began to talk before it was there

    def _note_shown(self, number: int) -> None:
        self._stand_at(number)
        item = self._record.reel.items[number]
        self._record.note(ReviewAction.SHOWN, item.id)
        words = item.text or caption_words(item.caption, item.baby_voice)
        self._pages.playing.picture.set_spoken(words)
        if words:
            announce(self._pages.playing.picture, words)

    def _stand_at(self, number: int) -> None:
        """The reel is at an item now, or about to be."""
        if number != self._number:
            self._set_slow(False)
        self._number = number
        self._pages.playing.strip.set_place(number, len(self._record.reel.items))
        self._show_loved()
        self.stood_at.emit(number)

    def _end_item(self, number: int) -> None:
        # It may have ended just before a panic or a missing screen, and be told after it.
        if self._record.reel.items[number].talk and self._pages.present is self._pages.playing:
            self._open_talk()

    def _end_reel(self) -> None:
        if self._pages.present is self._pages.playing:
            self.choose_favourites()

    def _skip(self, number: int) -> None:
        self._record.note_skipped(self._record.reel.items[number].id)

    def _fail(self, error: ExpectedError) -> None:
        """The reel cannot be opened at all: the parent sees a calm end, the therapist why."""
        self._record.failures.append(error)
        self.finish()

    # What the buttons and keys ask

    def again(self) -> None:
        """The item from its start."""
        self._record.note(ReviewAction.AGAIN, self.item.id)
        self._play_item(self._place)

    def slower(self) -> None:
        """The item at half speed, or as it was; from the talk it is watched again that way."""
        self._set_slow(self._playing.speed == 1)
        if self._playing.speed != 1:
            self._record.note(ReviewAction.SLOWER, self.item.id)
        if self._pages.present is self._pages.talk:
            self._play_item(self._place)

    def step(self, frames: int) -> None:
        """Frame by frame, while it stands."""
        if self._pages.present is self._pages.playing and not self._playing.is_playing:
            self._playing.step(frames)

    def back(self) -> None:
        """The item before."""
        self._play_item(max(0, self._number - 1))

    def following(self) -> None:
        """The next item; after the last one, the favourites."""
        if self._number + 1 < len(self._record.reel.items):
            self._play_item(self._number + 1)
        else:
            self.choose_favourites()

    def talk(self) -> None:
        """Pauses here to talk."""
        self._playing.pause()
        self._open_talk()

    def carry_on(self) -> None:
        """Goes on after a talk: from where it stood, or with the next item where this one was over."""
        if self._talk_item is None:
            self.choose_favourites()
        elif self._playing.item_over:
            self.following()
        else:
            self._pages.open(self._pages.playing)
            self._playing.play()

    def return_to(self, page: QWidget) -> None:
        """Goes on after a break; what came to its end just before it is not passed over."""
        self._pages.open(page)
        if page is self._pages.playing and self._playing.item_over:
            self._end_item(self._number)
            if self._number + 1 == len(self._record.reel.items):
                self._end_reel()

    def love(self) -> None:
        """The item becomes a favourite, or no longer is one."""
        item = self.item
        general = self._pages.present is self._pages.talk and self._talk_item is None
        if not general and item.kind in LOVABLE:
            self._record.toggle_favourite(item.id)
            announce(self._pages, "Loved" if item.id in self._record.favourites else "No longer loved")

    def choose_favourites(self) -> None:
        """The pictures of what was seen; the end, where that was only cards."""
        self._playing.pause()
        seen = [Seen(item, self._seen.picture(item)) for item in self._record.reel.items if self._seen.has(item)]
        if not seen:
            self.finish()
            return
        self._pages.favourite.show_seen(seen, self._record.favourites)
        self.offered.emit(seen)
        self._pages.open(self._pages.favourite)

    def add_words(self) -> None:
        """Words about all of it."""
        self._talk_item = None
        questions = self._record.questions(None)
        self._pages.talk.show_talk(self._film_image, questions, loved=False, can_love=False)
        self._pages.talk.show_kept(self._record.kept_words(None))
        self._pages.open(self._pages.talk)

    def replay(self) -> None:
        """All of it once more."""
        self.watching_changed.emit(True)
        self._record.note(ReviewAction.AGAIN)
        self._play_item(0)

    def finish(self) -> None:
        """The end, for the parent; the record is complete from here on."""
        self._playing.pause()
        self._record.finish()
        self._pages.open(self._pages.finished)
        self.watching_changed.emit(False)

    def note_panic(self) -> None:
        """Silent and still; the place is kept."""
        self._playing.set_muted(True)
        self._playing.pause()
        self._record.note(ReviewAction.PANIC, self.item.id)

    def resume(self) -> None:
        """Goes on after a panic where one was; nothing starts to play by itself."""
        self._playing.set_muted(False)

    def _play_item(self, number: int) -> None:
        self._pages.open(self._pages.playing)
        self._stand_at(number)
        self._playing.go(number)
        self._playing.play()

    def _set_slow(self, slow: bool) -> None:
        self._playing.set_speed(_SLOW if slow else Fraction(1))
        self._pages.playing.set_slower(slow)

    def _open_talk(self) -> None:
        item = self.item
        self._talk_item = item.id
        self._record.note(ReviewAction.TALK, item.id)
        loved, lovable = item.id in self._record.favourites, item.kind in LOVABLE
        shown = self._film_image if not lovable or self._film_item == item.id else None
        self._pages.talk.show_talk(shown, self._record.questions(item), loved, lovable)
        self._pages.talk.show_kept(self._record.kept_words(item.id))
        self._pages.open(self._pages.talk)

    def _keep_words(self, text: str, whose: Whose) -> None:
        """In the panel words may be written while the reel plays: they are of the item that plays."""
        item_id = self._talk_item if self._pages.present is self._pages.talk else self.item.id
        kept = self._record.keep_words(text, whose, item_id)
        if kept:
            self._pages.talk.show_kept(self._record.kept_words(item_id))
        self._pages.talk.words.show_kept(kept)

    def _show_loved(self) -> None:
        loved, possible = self.item.id in self._record.favourites, self.item.kind in LOVABLE
        self._pages.playing.set_loved(loved, possible)
        if self._pages.present is self._pages.talk:
            self._pages.talk.set_loved(loved and self._talk_item is not None, possible and self._talk_item is not None)

    def _show_leaving(self) -> None:
        if self._pages.present is not self._pages.finished:
            return  # the reel was begun once more while the passphrase was looked at
        items = self._record.reel.items
        skipped = [items.index(item) + 1 for item in self._record.skipped]
        self._pages.leaving.show_trouble(skipped, self._record.failures)
        self._pages.open(self._pages.leaving)

    def _close(self) -> None:
        self._seen.forget()
        self.left.emit()
