"""What this machine remembers between runs: vault folders and how things look; nothing about families."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from ui.state.key_bindings import KeyChoices
from ui.state.player_choices import PlayerChoices

MIN_IDLE_MINUTES, MAX_IDLE_MINUTES = 5, 30
DEFAULT_IDLE_MINUTES = 10


@dataclass(frozen=True)
class KnownVault:
    """A vault that was opened here.

    Attributes:
        number: for "Vault 1"; stays with the folder.
        named: the user chose to have the folder's name shown, which may be a person's.
    """

    folder: Path
    number: int
    named: bool = False

    @property
    def label(self) -> str:
        """What the unlock screen calls it."""
        return self.folder.name if self.named else f"Vault {self.number}"


class Preferences(QObject):
    """The settings of this user on this machine.

    Signals:
        changed: one of them is different now.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def vaults(self) -> list[KnownVault]:
        """Those opened here, the last one first; those whose folder is gone included."""
        try:
            entries = json.loads(str(self._settings.value("vaults", "[]")))
            return [KnownVault(Path(e["folder"]), int(e["number"]), bool(e["named"])) for e in entries]
        except (ValueError, TypeError, KeyError):
            return []

    def remember_vault(self, folder: Path, named: bool | None = None) -> None:
        """Puts a folder first; `named` None keeps what was chosen before."""
        known = self.vaults
        folder = folder.absolute()
        found = next((vault for vault in known if vault.folder == folder), None)
        if found is None:
            taken = {vault.number for vault in known}
            found = KnownVault(folder, next(n for n in range(1, len(known) + 2) if n not in taken))
        kept = found if named is None else replace(found, named=named)
        self._put_vaults([kept, *(vault for vault in known if vault.folder != folder)])

    def forget_vault(self, folder: Path) -> None:
        """No longer offers a folder; the vault itself stays."""
        self._put_vaults([vault for vault in self.vaults if vault.folder != folder.absolute()])

    def _put_vaults(self, vaults: list[KnownVault]) -> None:
        self._put("vaults", json.dumps([asdict(vault) | {"folder": str(vault.folder)} for vault in vaults]))

    @property
    def theme(self) -> str:
        """A theme's name; "system" follows the desktop."""
        return str(self._settings.value("theme", "system"))

    def put_theme(self, name: str) -> None:
        """Chooses a theme."""
        self._put("theme", name)

    @property
    def text_percent(self) -> int:
        """Text size, 100 as designed."""
        return self._number("text_percent", 100, 90, 150)

    def put_text_percent(self, percent: int) -> None:
        """Chooses a text size, 90 to 150."""
        self._put("text_percent", percent)

    @property
    def reduced_motion(self) -> bool:
        """Nothing slides or fades."""
        return self._number("reduced_motion", 0, 0, 1) == 1

    def put_reduced_motion(self, reduced: bool) -> None:
        """Chooses stillness."""
        self._put("reduced_motion", int(reduced))

    @property
    def idle_minutes(self) -> int:
        """Minutes without use after which the vault locks, 5 to 30."""
        return self._number("idle_minutes", DEFAULT_IDLE_MINUTES, MIN_IDLE_MINUTES, MAX_IDLE_MINUTES)

    def put_idle_minutes(self, minutes: int) -> None:
        """Chooses how long."""
        self._put("idle_minutes", minutes)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was, as Qt saves it."""
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else None

    def put_geometry(self, geometry: QByteArray) -> None:
        """Remembers where the window is."""
        self._settings.setValue("geometry", geometry)
        self._settings.sync()

    @property
    def player(self) -> PlayerChoices:
        """How the player was left."""
        return PlayerChoices.read(str(self._settings.value("player", "")))

    def put_player(self, choices: PlayerChoices) -> None:
        """Remembers how the player is left."""
        self._settings.setValue("player", choices.text())

    @property
    def keys(self) -> KeyChoices:
        """The keys of Watch."""
        return KeyChoices.read(str(self._settings.value("keys", "")))

    def put_keys(self, choices: KeyChoices) -> None:
        """Chooses keys."""
        self._put("keys", choices.text())

    def _number(self, name: str, default: int, least: int, most: int) -> int:
        try:
            value = int(str(self._settings.value(name, default)))
        except ValueError:
            return default
        return max(least, min(value, most))

    def _put(self, name: str, value: str | int) -> None:
        self._settings.setValue(name, value)
        self._settings.sync()
        self.changed.emit()
