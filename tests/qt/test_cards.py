"""Cards and captions, looked at pixel by pixel."""

import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFontDatabase

from ui.painting.captions import caption_words
from ui.painting.cards import QtTextPainter
from vidfeed.ports import TextPainter

WIDTH, HEIGHT = 640, 360
LONG = ("She waits, he looks, she answers, and both laugh. " * 41)[:2000]
HEBREW = "מה את רואה כאן?"
ARABIC = "ماذا تلاحظين هنا؟"
TEXTS = [
    "Looking and answering",
    LONG,
    "W" * 300,
    HEBREW,
    ARABIC,
    "🙂🙃",
    "e\u0302\u0301\u0323" * 20,
    "one\ntwo\n\nfour",
    ".",
]

Pixels = NDArray[np.uint8]


@pytest.fixture
def painter(qapp: object) -> QtTextPainter:
    return QtTextPainter()


def _pixels(rgba: bytes, width_px: int = WIDTH, height_px: int = HEIGHT) -> Pixels:
    """Of shape (height, width, 4)."""
    return np.frombuffer(rgba, np.uint8).reshape(height_px, width_px, 4)


def _ink_box(pixels: Pixels) -> tuple[int, int, int, int]:
    """Left, top, right and bottom (exclusive) of what differs from the corner."""
    rows, columns = np.nonzero((pixels != pixels[0, 0]).any(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_it_is_the_painter_that_the_core_asks_for(painter: QtTextPainter) -> None:
    port: TextPainter = painter
    assert len(port.card("One", False, 32, 18)) == 32 * 18 * 4
    assert len(port.caption("One", False, 33, 17)) == 33 * 17 * 4


@pytest.mark.parametrize("question", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_card_s_words_stay_inside_its_margins(painter: QtTextPainter, text: str, question: bool) -> None:
    pixels = _pixels(painter.card(text, question, WIDTH, HEIGHT))
    left, top, right, bottom = _ink_box(pixels)
    assert left >= WIDTH * 0.08
    assert right <= WIDTH * 0.92
    assert top >= HEIGHT * 0.1
    assert bottom <= HEIGHT * 0.9
    assert (pixels[..., 3] == 255).all()


def test_a_card_s_words_are_in_the_middle(painter: QtTextPainter) -> None:
    left, top, right, bottom = _ink_box(_pixels(painter.card("Looking and answering", False, WIDTH, HEIGHT)))
    assert abs(left + right - WIDTH) <= 6
    assert abs(top + bottom - HEIGHT) <= HEIGHT * 0.05


@pytest.mark.parametrize(("question", "field"), [(False, "#1F5F58"), (True, "#FBEBD8")])
def test_each_card_has_its_field(painter: QtTextPainter, question: bool, field: str) -> None:
    pixels = _pixels(painter.card("What do you notice here?", question, WIDTH, HEIGHT))
    colour = QColor(field)
    expected = [colour.red(), colour.green(), colour.blue(), 255]
    assert [pixels[y, x].tolist() for y, x in ((0, 0), (0, -1), (-1, 0), (-1, -1))] == [expected] * 4


def test_words_grow_with_the_picture(painter: QtTextPainter) -> None:
    small = _ink_box(_pixels(painter.card("Hello", False, 320, 180), 320, 180))
    large = _ink_box(_pixels(painter.card("Hello", False, 1280, 720), 1280, 720))
    assert (large[2] - large[0]) == pytest.approx(4 * (small[2] - small[0]), rel=0.1)


def test_long_text_is_all_there(painter: QtTextPainter) -> None:
    whole = _pixels(painter.card(LONG, False, WIDTH, HEIGHT))
    shorter = _pixels(painter.card(LONG[:-4] + "!!!!", False, WIDTH, HEIGHT))
    changed_rows = np.nonzero((whole != shorter).any(axis=(1, 2)))[0]
    assert changed_rows.size, "the last words are painted"


def test_a_book_on_a_card_is_cut_not_hung_over(painter: QtTextPainter) -> None:
    assert painter.card("word " * 100_000, False, WIDTH, HEIGHT) == painter.card("word " * 1_000, False, WIDTH, HEIGHT)


@pytest.mark.parametrize("baby_voice", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_caption_stays_on_its_plate_at_the_bottom(painter: QtTextPainter, text: str, baby_voice: bool) -> None:
    pixels = _pixels(painter.caption(text, baby_voice, WIDTH, HEIGHT))
    left, top, right, bottom = _ink_box(pixels)
    assert left >= WIDTH * 0.04
    assert right <= WIDTH * 0.96
    assert top >= HEIGHT * 0.5
    assert bottom <= HEIGHT * 0.96
    inside = pixels[top + 6 : bottom - 6, left + 6 : right - 6]
    assert (inside[..., 3] >= 229).all(), "no hole in the plate"
    assert (inside[..., :3].max(axis=2) > 150).any(), "light words on it"
    border = np.concatenate([pixels[top, left:right, :3], pixels[bottom - 1, left:right, :3]])
    assert border.max() < 60, "no word touches the plate's edge"


def test_a_caption_can_stand_at_the_top(painter: QtTextPainter) -> None:
    _, top, _, bottom = _ink_box(_pixels(painter.caption("Both wait", False, WIDTH, HEIGHT, at_top=True)))
    assert top >= HEIGHT * 0.04
    assert bottom <= HEIGHT * 0.5


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_words_no_plate(painter: QtTextPainter, text: str) -> None:
    assert not any(painter.caption(text, True, WIDTH, HEIGHT))


def test_the_plate_lets_a_tenth_through(painter: QtTextPainter) -> None:
    pixels = _pixels(painter.caption("Both wait", False, WIDTH, HEIGHT))
    left, top, right, _ = _ink_box(pixels)
    assert pixels[top + 3, (left + right) // 2].tolist() == [14, 21, 22, 230]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" I looked up. ", "“I looked up.”"),
        ("“I looked up.”", "“I looked up.”"),
        ('"I looked up."', '"I looked up."'),
        ("", ""),
    ],
)
def test_the_baby_s_voice_is_quoted_once(text: str, shown: str) -> None:
    assert caption_words(text, baby_voice=True) == shown
    assert caption_words(text, baby_voice=False) == text.strip()


def test_scripts_are_written_with_letters_of_their_own(painter: QtTextPainter) -> None:
    """Missing letters would be the same little boxes for both."""
    if not QFontDatabase.families(QFontDatabase.WritingSystem.Hebrew):
        pytest.skip("no font of this system has Hebrew letters")
    first = painter.caption("אבגדה", True, WIDTH, HEIGHT)
    second = painter.caption("זחטיכ", True, WIDTH, HEIGHT)
    assert _ink_box(_pixels(first)) != _ink_box(_pixels(second))


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (16, 16), (361, 641)])
def test_any_size_of_picture_is_filled(painter: QtTextPainter, size: tuple[int, int]) -> None:
    width, height = size
    assert len(painter.card(LONG, True, width, height)) == width * height * 4
    assert len(painter.caption(LONG, True, width, height)) == width * height * 4


def test_it_works_in_a_process_without_an_application() -> None:
    program = (
        "from ui.painting.cards import QtTextPainter;"
        "card = QtTextPainter().card('Hello', False, 160, 90);"
        "print(len(card), len({card[place:place + 4] for place in range(0, len(card), 4)}) > 2)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["57600", "True"]
