"""How far reading every blob has come, kept in the catalogue: a check that was stopped goes on there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from storage.catalogue import SqlCatalogue
from storage.vault.core import SystemClock
from vidfeed.errors import ExpectedError
from vidfeed.model.clip import Asset

_SETTING: Final = "verify.round"
_FINISHED: Final = "verify.finished"
_LONGEST: Final = timedelta(days=30)  # what was read before that is read again
_EVERY_BYTES: Final = 256 << 20


@dataclass(frozen=True)
class Round:
    """One reading of all blobs, in order of their random ids.

    Attributes:
        begun_at: ISO 8601, UTC.
        after: the last id that was read; empty at the start.
        damaged: ids that were found damaged: they are read again when it goes on.
    """

    begun_at: str
    after: str = ""
    damaged: frozenset[str] = field(default_factory=frozenset)

    def left(self, assets: Sequence[Asset]) -> list[Asset]:
        """What is still to be read, in order."""
        return sorted(
            (asset for asset in assets if asset.blob_id > self.after or asset.blob_id in self.damaged),
            key=lambda asset: asset.blob_id,
        )


class RoundKeeper:
    """Keeps a round as it goes on."""

    def __init__(self, catalogue: SqlCatalogue) -> None:
        self._catalogue = catalogue
        self._unkept_bytes = 0
        self.round = _kept(catalogue) or Round(SystemClock().now().isoformat(timespec="seconds"))

    @property
    def goes_on(self) -> bool:
        """Whether another check was stopped before this one."""
        return self.round.after != ""

    def passed(self, asset: Asset, sound: bool) -> None:
        """Notes that a blob was read."""
        damaged = self.round.damaged - {asset.blob_id} if sound else self.round.damaged | {asset.blob_id}
        self.round = replace(self.round, after=max(self.round.after, asset.blob_id), damaged=damaged)
        self._unkept_bytes += asset.size_bytes
        if self._unkept_bytes >= _EVERY_BYTES:
            self.keep()

    def keep(self) -> None:
        """Makes durable how far it has come; where that cannot be written, some is read again."""
        state = {"begun": self.round.begun_at, "after": self.round.after, "damaged": sorted(self.round.damaged)}
        self._put(_SETTING, json.dumps(state))
        self._unkept_bytes = 0

    def finish(self) -> None:
        """The next one begins from the start."""
        self._put(_SETTING, "")
        self._put(_FINISHED, SystemClock().now().isoformat(timespec="seconds"))

    def _put(self, name: str, value: str) -> None:
        try:
            self._catalogue.put_setting(name, value)
        except ExpectedError:
            return  # checking a damaged vault, or one on a full disk, goes on


def forget_round(catalogue: SqlCatalogue) -> None:
    """The next check reads everything; raises ExpectedError as the disk does."""
    catalogue.put_setting(_SETTING, "")


def _kept(catalogue: SqlCatalogue) -> Round | None:
    try:
        state = json.loads(catalogue.setting(_SETTING) or "null")
        if state is None:
            return None
        kept = Round(state["begun"], state["after"], frozenset(state["damaged"]))
        begun = datetime.fromisoformat(kept.begun_at)
    except (ExpectedError, ValueError, TypeError, KeyError):
        return None
    return kept if timedelta() <= SystemClock().now() - begun <= _LONGEST else None
