"""How consent stands, as a line of chips."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from ui.state.consents import PURPOSE_TITLES, Opening, UseToday
from ui.theme import px
from ui.widgets.boxes import framed
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.words import words
from vidfeed.model.dates import short_date

_LOOKS = {
    Opening.OPEN: ("ok", "check", ""),
    Opening.VEIL_OTHERS: ("ok", "check", ""),
    Opening.SOME_FILMS: ("warn", "check", ": some films"),
    Opening.STOPPED: ("bad", "close-circle-outline", ": withdrawn"),
    Opening.RECORDING_STOPPED: ("bad", "close-circle-outline", ": recording stopped"),
    Opening.TO_RENEW: ("warn", "calendar-alert", ": ran out"),
    Opening.NOT_YET: ("off", "minus", ": not entered"),
    Opening.NO_PEOPLE: ("off", "minus", ": no people yet"),
}


def use_chips(uses: Iterable[UseToday]) -> QWidget:
    """The uses in order, after the day on which the first agreement ends."""
    shown = list(uses)
    chips = FlowLayout()
    ends = [use.until for use in shown if use.until is not None]
    if ends:
        until = words(f"Agreed until {short_date(min(ends))}", "label")
        until.setMinimumHeight(px(24))
        chips.addWidget(until)
    for use in shown:
        kind, sign, tail = _LOOKS[use.opening]
        chips.addWidget(Chip(PURPOSE_TITLES[use.purpose][0] + tail, kind, sign))
    return framed(chips)
