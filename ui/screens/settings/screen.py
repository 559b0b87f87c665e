"""The Settings screen: this computer, this vault, and the vault's records."""

from enum import StrEnum

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.screen import Screen
from ui.screens.settings.look_page import LookPage
from ui.screens.vault.page import VaultPage
from ui.screens.vault.records_page import RecordsPage, copies_page, trail_page
from ui.state.desk import Desk
from ui.state.preferences import Preferences
from ui.widgets.boxes import column, framed, row
from ui.widgets.segmented import Segmented


class Part(StrEnum):
    """What the screen is about."""

    LOOK = "This computer"
    VAULT = "This vault"
    TRAIL = "Who did what"
    COPIES = "Copies"


class SettingsScreen(Screen):
    """Four parts; in the practice there is only the first."""

    needs_case = False

    def __init__(self, desk: Desk, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.look = LookPage(preferences, desk.practice)
        self.parts = Segmented("Settings", [(part, part.value, part.value) for part in Part])
        self.parts.chosen.connect(lambda part: self.show_part(Part(part)))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.look)
        self.vault: VaultPage | None = None
        self._records: dict[Part, RecordsPage] = {}
        if not desk.practice:
            self._make_vault_parts(desk)
        bar = framed(row(None, self.parts, None, margins_px=(18, 14, 18, 4)))
        bar.setVisible(not desk.practice)
        self.setLayout(column(bar, self._pages, gap_px=0))
        self.parts.set_value(Part.LOOK)

    def _make_vault_parts(self, desk: Desk) -> None:
        self.vault = VaultPage(desk)
        self._records = {Part.TRAIL: trail_page(desk), Part.COPIES: copies_page(desk)}
        for page in (self.vault, *self._records.values()):
            self._pages.addWidget(page)

    @property
    def part(self) -> Part:
        """Which part is in view."""
        return Part(str(self.parts.value))

    def show_part(self, part: Part) -> None:
        """Brings a part into view, as it stands now."""
        if self.vault is None:
            return
        self.parts.set_value(part)
        pages: dict[Part, QWidget] = {Part.LOOK: self.look, Part.VAULT: self.vault, **self._records}
        self._pages.setCurrentWidget(pages[part])
        self._refresh()
        self.header_changed.emit()

    def trail(self) -> list[str]:
        return ["Settings"] if self.part is Part.LOOK else ["Settings", self.part.value]

    def regions(self) -> list[QWidget]:
        return [self.parts, self._pages]

    def entered(self) -> None:
        if self.desk.keeping_wanted:
            self.desk.keeping_wanted = False
            self.show_part(Part.VAULT)
        else:
            self._refresh()

    def _refresh(self) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, VaultPage | RecordsPage):
            page.refresh()

    def closing(self) -> None:
        if self.vault is not None:
            self.vault.closing()
        for page in self._records.values():
            page.closing()
