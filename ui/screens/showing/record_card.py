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
from vidfeed.model.dates import day_of, short_date
from vidfeed.model.quoting import in_quotes
from vidfeed.model.reel import Reel
from vidfeed.model.review import Review, ReviewAction
from vidfeed.model.time import format_clock
from vidfeed.services.keepsakes import keepsake_items


def record_card(desk: Desk, review: Review, reel: Reel | None, *more: QWidget) -> QWidget:
    """One review; `reel` is None where it was removed since."""
    card = Card()
    box = column(words(_head(review, reel), "label", wrap=True), gap_px=4, margins_px=(16, 10, 16, 12))
    for text in _lines(review, reel):
        box.addWidget(words(text, "quiet", wrap=True))
    film = desk.context.catalogue.clip(review.filmed_clip_id) if review.filmed_clip_id else None
    for said in review.words:
        line = row(words(in_quotes(said.text), "words", wrap=True))
        line.setStretch(0, 1)
        if film is not None:
            line.addWidget(_jump(desk, film, Fraction(review.filmed_offset or "0") + _after(review, said.at)))
        box.addLayout(line)
    notes = (("Next step", review.next_step), ("The next session begins", review.opening))
    for name, text in notes:
        if text:
            box.addWidget(words(f"{name}: {text}", "quiet", wrap=True))
    if film is None and any(c.kind is ClipKind.SHARED_REVIEW for c in desk.context.catalogue.clips(review.case_id)):
        link = push_button("Link its film…")
        link.clicked.connect(lambda: FilmDialog(desk, review, card.window()).open())
        box.addLayout(row(None, link))
    if reel is not None and review.words and keepsake_items(reel):
        shown, loved = reel, next(iter(review.favourites), "")
        keepsake = push_button("Keepsake card…", "", "image-outline")
        keepsake.clicked.connect(lambda: KeepsakeDialog(desk, shown, loved, card.window()).open())
        box.addLayout(row(None, keepsake))
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
    """What was shown, seen again and chosen, by the items' places."""
    places = {item.id: place for place, item in enumerate(reel.items, 1)} if reel is not None else {}

    def of(action: ReviewAction) -> set[int]:
        ids = (event.item_id for event in review.events if event.action is action and event.item_id)
        return {places[item_id] for item_id in ids if item_id in places}

    told = (
        ("Shown", of(ReviewAction.SHOWN)),
        ("Seen again", of(ReviewAction.AGAIN)),
        ("Talked about", of(ReviewAction.TALK)),
        ("Chosen", {places[item_id] for item_id in review.favourites if item_id in places}),
        ("Could not be shown", of(ReviewAction.SKIPPED)),
    )
    return [f"{name}: item {', '.join(map(str, sorted(items)))}" for name, items in told if items]


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
