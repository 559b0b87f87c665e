"""How the review looks, whatever the theme: dark, large, calm."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.theme import REVIEW, paint_icon, px
from ui.theme.tokens import DARK

LEAST_PX = 84
GAP_PX = 12
MARGIN_PX = 32
ASK_GROUND, ASK_INK = "#FBEBD8", "#6B3606"


def review_style(scale: float = 1.0) -> str:
    """The style sheet of everything in a review's window, `scale` times as large as beside the hand."""

    def size(design_px: int) -> int:
        return round(px(design_px) * scale)

    return f"""
        QLabel {{ color: {REVIEW.text}; background: transparent; border: 0; }}
        QLabel[part="quiet"] {{ color: {DARK.ink2}; font-size: {size(17)}px; }}
        QLabel[part="small"] {{ color: {DARK.ink2}; font-size: {size(14)}px; }}
        QLabel[part="strong"] {{ font-size: {size(17)}px; font-weight: 700; }}
        QLabel[part="title"] {{ color: {DARK.ink2}; font-size: {size(15)}px; font-weight: 600;
            padding: {size(8)}px {size(14)}px; background: {REVIEW.button}; border-radius: {size(12)}px; }}
        QLabel[part="head"] {{ font-family: "Lora"; font-size: {size(34)}px; font-weight: 500; }}
        QLabel[part="ask"] {{ font-family: "Lora"; font-size: {size(28)}px; font-weight: 500;
            color: {REVIEW.on_talk}; }}
        QLabel[part="ask-sign"] {{ font-size: {size(15)}px; font-weight: 600; color: {ASK_INK}; }}
        QFrame[part="ask"] {{ background: {ASK_GROUND}; border: 0; border-radius: {size(20)}px; }}
        QLabel[part="kept"] {{ font-family: "Lora"; font-size: {size(20)}px; color: {REVIEW.text}; }}
        QLabel[part="chip"] {{ color: {DARK.ok}; background: {DARK.ok_weak}; font-size: {size(14)}px; font-weight: 600;
            padding: {size(6)}px {size(12)}px; border-radius: {size(14)}px; }}
        QLabel[part="cue-words"] {{ font-size: {size(18)}px; }}
        QLabel[part="cue-head"] {{ color: {DARK.apri_ink}; font-size: {size(13)}px; font-weight: 600; }}
        QLabel[part="why-head"], QLabel[part="private-head"] {{ color: {DARK.ink2}; font-size: {size(13)}px;
            font-weight: 600; }}
        QLabel[part="ask-head"] {{ color: {ASK_INK}; font-size: {size(13)}px; font-weight: 600; }}
        QLabel[part="next-name"] {{ font-size: {size(14)}px; font-weight: 600; }}
        QFrame[part="cue"] {{ background: {DARK.apri_weak}; border: 0; border-radius: {size(14)}px; }}
        QFrame[part="why"], QFrame[part="next"] {{ background: {DARK.surface}; border: 0;
            border-radius: {size(14)}px; }}
        QFrame[part="next"] {{ border: 2px solid {DARK.apri}; }}
        QFrame[part="then"] {{ background: transparent; border: 0; }}
        QFrame[part="private"] {{ background: transparent; border: 1px dashed {DARK.edge};
            border-radius: {size(14)}px; }}
        QPushButton[part="quiet"] {{ background: {REVIEW.button}; color: {REVIEW.text}; border: 2px solid transparent;
            border-radius: {size(12)}px; padding: 0 {size(14)}px; font-size: {size(15)}px; font-weight: 600; }}
        QPushButton[part="quiet"]:checked {{ background: {DARK.pri_weak}; color: {DARK.pri_ink}; }}
        QPushButton[part="quiet"]:focus {{ border: 2px solid {DARK.apri}; }}
        QPushButton[part="link"], QPushButton[part="ask-link"] {{ background: transparent; border: 0; min-height: 24px;
            font-size: {size(13)}px; font-weight: 600; color: {DARK.pri_ink}; padding: 0 {size(4)}px; }}
        QPushButton[part="ask-link"] {{ color: {ASK_INK}; }}
        QPushButton[part="link"]:focus, QPushButton[part="ask-link"]:focus {{ border: 2px solid {DARK.apri}; }}
        QScrollArea, QWidget#body {{ background: transparent; }}
        QFrame[part="panel"] {{ background: {DARK.surface}; border: 0; border-radius: {size(20)}px; }}
        QPlainTextEdit {{ background: {REVIEW.stage}; border: 2px solid {DARK.edge}; border-radius: {size(14)}px;
            color: {REVIEW.text}; placeholder-text-color: {DARK.ink2};
            padding: {size(10)}px {size(12)}px; font-size: {size(20)}px;
            selection-background-color: {DARK.pri}; selection-color: {DARK.on_pri}; }}
        QPlainTextEdit:focus {{ border: 3px solid {DARK.apri}; padding: {size(9)}px {size(11)}px; }}
        QLineEdit {{ background: {DARK.surface}; border: 1px solid {DARK.edge}; border-radius: {size(10)}px;
            color: {REVIEW.text}; placeholder-text-color: {DARK.ink2};
            min-height: {size(46)}px; padding: 0 {size(12)}px; font-size: {size(16)}px;
            selection-background-color: {DARK.pri}; selection-color: {DARK.on_pri}; }}
        QLineEdit:focus {{ border: 3px solid {DARK.apri}; padding: 0 {size(10)}px; min-height: {size(42)}px; }}
        QLineEdit:read-only {{ color: {DARK.ink3}; }}
        QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
        QScrollBar::handle:vertical {{ background: {DARK.edge}; border-radius: 4px; min-height: 32px; }}
    """


def label(text: str, part: str, *, wrap: bool = False, centred: bool = False) -> QLabel:
    """A label; `part` is "head", "ask", "ask-sign", "strong", "quiet", "small" or "title"."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("part", part)
    made.setWordWrap(wrap)
    if centred:
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def panel(part: str = "panel") -> QFrame:
    """A rounded ground; "panel" dark, "ask" warm."""
    frame = QFrame()
    frame.setProperty("part", part)
    return frame


class ReviewIcon(QWidget):
    """A picture sign in a colour of the review; decoration, silent for screen readers."""

    def __init__(self, icon_name: str, design_px: int, tint: str) -> None:
        super().__init__()
        self._icon_name, self._tint = icon_name, QColor(tint)
        self.setFixedSize(px(design_px), px(design_px))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect(), self._icon_name, self._tint)


class Page(QWidget):
    """A page of the review: the dark stage, and nothing of the window's theme."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(REVIEW.stage))
