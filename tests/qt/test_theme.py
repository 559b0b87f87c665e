"""Colours that can be read, sizes that grow, icons that follow."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPixmap
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from ui.theme import REVIEW, Family, ThemeName, apply_theme, colour, font, icon, px, set_icon, theme
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import BY_NAME, DARK, LIGHT, Tokens
from vidfeed.errors import InternalError

TEXT_PAIRS = [
    ("ink", "bg"),
    ("ink", "surface"),
    ("ink2", "surface"),
    ("ink3", "sunken"),
    ("on_pri", "pri"),
    ("pri_ink", "pri_weak"),
    ("apri_ink", "apri_weak"),
    ("ok", "ok_weak"),
    ("warn", "warn_weak"),
    ("bad", "bad_weak"),
    ("ink2", "bg"),
    *[(f"g{number}", f"g{number}_weak") for number in range(1, 5)],
    *[("on_group", f"g{number}") for number in range(1, 5)],
]


def luminance(text: str) -> float:
    """WCAG 2.2 relative luminance."""
    parts = QColor(text)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (parts.redF(), parts.greenF(), parts.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("tokens", "pair"), [*product(BY_NAME.values(), TEXT_PAIRS)])
def test_text_reads_on_its_ground(tokens: Tokens, pair: tuple[str, str]) -> None:
    assert contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 4.5


@pytest.mark.parametrize("tokens", [*BY_NAME.values()])
def test_borders_and_marks_show_on_their_ground(tokens: Tokens) -> None:
    assert contrast(tokens.edge, tokens.surface) >= 3
    assert contrast(tokens.apri, tokens.surface) >= 3


def test_review_text_has_the_highest_contrast() -> None:
    for text, ground in (
        (REVIEW.text, REVIEW.stage),
        (REVIEW.text, REVIEW.button),
        (REVIEW.on_talk, REVIEW.talk),
        (REVIEW.heart, REVIEW.stage),
        (REVIEW.caption, REVIEW.plate),
    ):
        assert contrast(text, ground) >= 7


def test_every_size_but_hairlines_grows_with_the_text() -> None:
    small, large = stylesheet(LIGHT, 100), stylesheet(LIGHT, 150)
    assert "font-size: 12px" in small
    assert "font-size: 18px" in large
    assert "border: 1px solid" in large
    assert "padding: 0 21px" in large


@pytest.mark.parametrize("tokens", [*BY_NAME.values()])
def test_the_stylesheet_leaves_no_placeholder(tokens: Tokens) -> None:
    text = stylesheet(tokens, 100)
    assert "$" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_text_size_is_kept_within_its_bounds(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeName.LIGHT, 400)
    assert theme().text_percent == 150
    assert (px(20), px(1), font(14).pixelSize()) == (30, 1, 21)


def test_reduced_motion_takes_the_time_out_of_movement(qapp: QApplication) -> None:
    assert theme().duration_ms(180) == 180
    apply_theme(qapp, ThemeName.LIGHT, reduced_motion=True)
    assert theme().duration_ms(180) == 0


def test_both_families_come_from_the_bundle() -> None:
    assert {Family.UI.value, Family.WORDS.value} <= set(QFontDatabase.families())


def test_an_open_window_follows_a_change_of_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Unlock")
    qtbot.addWidget(button)
    set_icon(button, "lock-outline")
    before = button.icon().pixmap(20, 20)
    with qtbot.waitSignal(theme().changed):
        apply_theme(qapp, ThemeName.DARK)
    assert colour("ink") == QColor(DARK.ink)
    assert strongest(before) == QColor(LIGHT.ink2)
    assert strongest(button.icon().pixmap(20, 20)) == QColor(DARK.ink2)


def strongest(pixmap: QPixmap) -> QColor:
    """The colour of the most opaque pixel."""
    image = pixmap.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda pixel: pixel.alpha())


def test_an_icon_that_does_not_exist_is_our_fault() -> None:
    with pytest.raises(InternalError):
        icon("no-such-icon")


def test_the_combo_box_has_an_arrow(qtbot: QtBot) -> None:
    combo = QComboBox()
    qtbot.addWidget(combo)
    combo.resize(120, 34)
    picture = combo.grab().toImage()
    right = {picture.pixelColor(x, y).name() for x in range(94, 116) for y in range(8, 26)}
    assert len(right) > 2
