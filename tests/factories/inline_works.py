"""Heavy work on films without child processes: the same tasks, in the test's own process."""

from collections.abc import Sequence
from pathlib import Path

from storage.vault import OpenVault
from ui.bootstrap.ingest_task import IngestRequest, ingest
from vidfeed.model.clip import Asset, AssetRole
from vidfeed.model.reel import Reel
from vidfeed.ports import Cancelled, Ingested, Progress, Rendered


class InlineWorks:
    """The FilmWorks port, quick enough for every test; rendering is left to the tests of rendering."""

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault

    def ingest(self, path: Path, clip_id: str, progress: Progress, _cancelled: Cancelled) -> Ingested:
        grant = self._vault.blobs.new_grant(clip_id)
        result = ingest(IngestRequest(path, grant), progress)
        self._vault.blobs.adopt(result.arrived)
        original = result.arrived.asset(clip_id, AssetRole.ORIGINAL)
        return Ingested(result.film, original, result.arrived.plaintext_bytes)

    def discard(self, clip_id: str) -> None:
        self._vault.catalogue.discard_clip(clip_id)

    def prepare(self, clip_id: str, progress: Progress, cancelled: Cancelled) -> Sequence[Asset]:
        return ()

    def render(self, reel: Reel, target: Path, progress: Progress, cancelled: Cancelled) -> Rendered:
        raise NotImplementedError
