"""The record of one review: what was shown, seen again, said, chosen and agreed; and where it was said in its film."""

from datetime import datetime
from fractions import Fraction

from PySide6.QtWidgets import QPushButton, QWidget

from ui.screens.showing.film_dialog import FilmDialog
from ui.screens.showing.keepsake_dialog import KeepsakeDialog
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.words import words
from vidfeed.model.clip import Clip, ClipKind
from vidfeed.model.cue import cue_of
from vidfeed.model.dates import day_of, short_date
from vidfeed.model.quoting import in_quotes
from vidfeed.model.reel import Reel
from vidfeed.model.review import ParentWords, Review, ReviewAction, Whose
from vidfeed.model.time import format_clock
from vidfeed.services.keepsakes import keepsake_items

_LONGEST = 80
_TOLD = {
    ReviewAction.SHOWN: "shown",
    ReviewAction.AGAIN: "seen again",
    ReviewAction.SLOWER: "seen slower",
    ReviewAction.TALK: "talked about",
    ReviewAction.SKIPPED: "could not be shown",
}


def record_card(desk: Desk, review: Review, reel: Reel | None, *more: QWidget) -> QWidget:
    """One review; `reel` is None where it was removed since."""
    card = Card()
    box = column(words(_head(review, reel), "label", wrap=True), gap_px=4, margins_px=(16, 10, 16, 12))
    for text in _lines(review, reel):
        box.addWidget(words(text, "quiet", wrap=True))
    film = desk.context.catalogue.clip(review.filmed_clip_id) if review.filmed_clip_id else None
    for said in review.words:
        line = row(words(in_quotes(said.text), "words", wrap=True), words(_where(said, reel), "hint"), gap_px=10)
        line.setStretch(0, 1)
        if film is not None:
            line.addWidget(_jump(desk, film, Fraction(review.filmed_offset or "0") + _after(review, said.at)))
        box.addLayout(line)
    notes = (("Next step", review.next_step), ("The next session begins", review.opening))
    for name, text in notes:
        if text:
            box.addWidget(words(f"{name}: {text}", "quiet", wrap=True))
    buttons: list[QWidget] = []
    if any(c.kind is ClipKind.SHARED_REVIEW for c in desk.context.catalogue.clips(review.case_id)):
        link = push_button("Link its film…" if film is None else "Its film…")
        link.clicked.connect(lambda: FilmDialog(desk, review, card.window()).open())
        buttons.append(link)
    if reel is not None and review.words and keepsake_items(reel):
        shown, loved = reel, next(iter(review.favourites), "")
        keepsake = push_button("Keepsake card…", "", "image-outline")
        keepsake.clicked.connect(lambda: KeepsakeDialog(desk, shown, loved, card.window()).open())
        buttons.append(keepsake)
    if buttons:
        box.addLayout(row(None, *buttons))
    for part in more:
        box.addWidget(part)
    card.setLayout(box)
    return card


def _head(review: Review, reel: Reel | None) -> str:
    facts = [short_date(day_of(review.started_at))]
    if reel is not None:
        facts.append(reel.title)
    if review.favourites:
        facts.append(counted(len(review.favourites), "favourite"))
    if review.finished_at is None:
        facts.append("broke off")
    return " · ".join(facts)


def _lines(review: Review, reel: Reel | None) -> list[str]:
    """What became of each item, by its place and words; those that were only shown, by their places together."""
    lines, only_shown = [], []
    for place, item in enumerate(reel.items if reel is not None else (), 1):
        happened = {event.action for event in review.events if event.item_id == item.id}
        told = [name for action, name in _TOLD.items() if action in happened]
        told += ["chosen"] if item.id in review.favourites else []
        if told == [_TOLD[ReviewAction.SHOWN]]:
            only_shown.append(str(place))
        elif told:
            lines.append(f"{place}  {_short(cue_of(item).name)} · {', '.join(told)}")
    return [*lines, *([f"Also shown: item {', '.join(only_shown)}"] if only_shown else [])]


def _where(said: ParentWords, reel: Reel | None) -> str:
    """At which item, and whether the parent did not find the words alone."""
    place = next((n for n, item in enumerate(reel.items if reel else (), 1) if item.id == said.item_id), None)
    facts = [f"item {place}"] if place is not None else []
    return " · ".join([*facts, "found together"] if said.whose is Whose.TOGETHER else facts)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def _after(review: Review, at: str) -> Fraction:
    """Seconds from the review's start."""
    passed = datetime.fromisoformat(at) - datetime.fromisoformat(review.started_at)
    return Fraction(round(passed.total_seconds() * 1000), 1000)


def _jump(desk: Desk, film: Clip, film_s: Fraction) -> QPushButton:
    """To where in the film it was said."""
    film_s = max(Fraction(0), film_s)
    made = push_button(f"In the film, {format_clock(film_s)}")

    def go() -> None:
        pts = film.origin_pts + round(film_s / film.time_base)
        desk.context.catalogue.set_position(film.id, min(pts, film.end_pts - 1))
        desk.open_clip(film)

    made.clicked.connect(go)
    return made
