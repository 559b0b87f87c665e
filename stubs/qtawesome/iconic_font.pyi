from PySide6.QtCore import QObject
from PySide6.QtGui import QFont

class IconicFont(QObject):
    charmap: dict[str, dict[str, str]]
    def __init__(self, *args: tuple[str, str, str]) -> None: ...
    def font(self, prefix: str, size: int) -> QFont: ...
