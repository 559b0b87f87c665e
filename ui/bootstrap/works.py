"""Heavy work on films: grants go out to child processes, finished blobs come home."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.vault import Arrived, KeptParts, OpenVault, PartGrants, PartKey, ReadGrant, part_keys
from storage.vault.passphrase import check_strength
from ui.bootstrap.ingest_task import IngestRequest, IngestResult, ingest
from ui.bootstrap.mend_task import MendRequest, copy_in
from ui.bootstrap.prepare_task import PREPARED_ROLES, PrepareRequest, PrepareResult, prepare
from ui.bootstrap.render_task import RenderRequest, render
from ui.bootstrap.track_task import TrackRequest, track
from ui.jobs.child import Task, run_in_child
from vidfeed.errors import ErrorKind, ExpectedError, WorkLostError
from vidfeed.files import new_folder
from vidfeed.model.clip import Asset, AssetRole
from vidfeed.model.reel import Reel
from vidfeed.model.reel_output import USUAL_OUTPUT, ReelOutput, Rendered
from vidfeed.model.reel_plan import plan_reel
from vidfeed.model.time import Span
from vidfeed.model.veil import Spot
from vidfeed.ports import Cancelled, Ingested, Progress
from vidfeed.services.assembling import clip_ids_of

Run = Callable[[Task, Any, str, Progress, Cancelled], Any]


class ChildWorks:
    """The FilmWorks port for an open vault.

    Args:
        run: carries a task out, as `run_in_child` does.
    """

    def __init__(self, vault: OpenVault, run: Run = run_in_child) -> None:
        self._vault = vault
        self._run = run
        self._adopted: dict[str, str] = {}
        self._parts = KeptParts(vault.blobs)

    def ingest(self, path: Path, clip_id: str, progress: Progress, cancelled: Cancelled) -> Ingested:
        """See FilmWorks."""
        blobs = self._vault.blobs
        grant = blobs.new_grant(clip_id)
        try:
            request = IngestRequest(path.absolute(), grant)
            result = self._run(ingest, request, "The import", progress, cancelled)
            assert isinstance(result, IngestResult), "the child answers in kind"
            blobs.adopt(result.arrived)
        except BaseException:
            blobs.discard(grant)
            raise
        self._adopted[clip_id] = grant.blob_id
        original = result.arrived.asset(clip_id, AssetRole.ORIGINAL)
        return Ingested(result.film, original, result.arrived.plaintext_bytes)

    def discard(self, clip_id: str) -> None:
        """See FilmWorks."""
        blob_id = self._adopted.pop(clip_id, None)
        if blob_id is not None:
            self._vault.blobs.remove(blob_id)
        self._vault.catalogue.discard_clip(clip_id)

    def prepare(self, clip_id: str, progress: Progress, cancelled: Cancelled) -> Sequence[Asset]:
        """See FilmWorks."""
        blobs, catalogue = self._vault.blobs, self._vault.catalogue
        original = catalogue.asset(clip_id, AssetRole.ORIGINAL)
        assert original is not None, "an imported clip has its original"
        grants = {role: blobs.new_grant(clip_id) for role in PREPARED_ROLES}
        try:
            request = PrepareRequest(blobs.source(original).grant(), catalogue.film(clip_id), grants)
            result = self._run(prepare, request, "Preparing the film", progress, cancelled)
            assert isinstance(result, PrepareResult), "the child answers in kind"
            for made in result.made:
                blobs.adopt(made.arrived)
        except BaseException:
            for grant in grants.values():
                blobs.discard(grant)
            raise
        return [made.arrived.asset(clip_id, made.role, made.packets) for made in result.made]

    def mend(self, clip_id: str, source: Path, progress: Progress, cancelled: Cancelled) -> None:
        """See FilmWorks."""
        mending = self._vault.mending(clip_id, source)
        try:
            request = MendRequest(mending.source, mending.grant)
            arrived = self._run(copy_in, request, "Replacing the film", progress, cancelled)
            assert isinstance(arrived, Arrived), "the child answers in kind"
            mending.put_in_place(arrived)
        except BaseException:
            mending.take_back()
            raise

    def track(
        self, clip_id: str, span: Span, drawn: Sequence[Spot], progress: Progress, cancelled: Cancelled
    ) -> Sequence[Spot]:
        """See FilmWorks."""
        film = self._vault.catalogue.film(clip_id)
        request = TrackRequest(self._grant_original(clip_id), film, span, tuple(drawn))
        spots: tuple[Spot, ...] = self._run(track, request, "Following the veil", progress, cancelled)
        return spots

    def render(
        self,
        reel: Reel,
        target: Path,
        progress: Progress,
        cancelled: Cancelled,
        output: ReelOutput = USUAL_OUTPUT,
        passphrase: str = "",
    ) -> Rendered:
        """See FilmWorks."""
        if passphrase:
            check_strength(passphrase)
        catalogue = self._vault.catalogue
        films = {clip_id: catalogue.film(clip_id) for clip_id in clip_ids_of(reel)}
        rates = {clip.id: clip.frame_rate for clip in catalogue.clips(reel.case_id)}
        originals = {clip_id: self._grant_original(clip_id) for clip_id in films}
        # A child that is stopped dies at once and cleans nothing up: its folder goes with all that is in it.
        with new_folder(target.absolute().with_name(f".vidfeed-{secrets.token_hex(8)}")) as folder:
            film = folder / "reel.mp4"
            with self._resumed(self._part_keys(reel, output)) as parts:
                request = RenderRequest(
                    reel, films, [rates[clip_id] for clip_id in films], originals, film, output, parts, passphrase
                )
                result = self._run(render, request, "Rendering", progress, cancelled)
            assert isinstance(result, Rendered), "the child answers in kind"
            film.replace(target)
            folder.rmdir()
        return result

    def rendered_before(self, reel: Reel, output: ReelOutput = USUAL_OUTPUT) -> int:
        """See FilmWorks."""
        there = self._parts.there(keys := self._part_keys(reel, output))
        if not there:
            return 0
        return next((number for number, key in enumerate(keys) if key and number not in there), len(keys))

    def forget_rendered(self) -> None:
        """See FilmWorks."""
        self._parts.forget()

    @contextmanager
    def _resumed(self, keys: Sequence[PartKey | None]) -> Iterator[PartGrants]:
        """What is whole stays where the film was stopped or its child died, not where a part may be to blame."""
        grants, keep = self._parts.begin(keys), False
        try:
            yield grants
        except WorkLostError:
            keep = True
            raise
        except ExpectedError as error:
            keep = error.kind is not ErrorKind.DAMAGED
            raise
        finally:
            self._parts.end(grants, keep)

    def _part_keys(self, reel: Reel, output: ReelOutput) -> list[PartKey | None]:
        from vidfeed.media.reel_canvas import canvas_for

        catalogue = self._vault.catalogue
        films = {clip_id: catalogue.film(clip_id) for clip_id in clip_ids_of(reel)}
        rates = {clip.id: clip.frame_rate for clip in catalogue.clips(reel.case_id)}
        plan = plan_reel(
            reel, {clip_id: film.index for clip_id, film in films.items()}, [rates[clip_id] for clip_id in films]
        )
        originals = {clip_id: catalogue.asset(clip_id, AssetRole.ORIGINAL) for clip_id in films}
        blob_ids = {clip_id: asset.blob_id for clip_id, asset in originals.items() if asset is not None}
        look = (output.size, output.captions, canvas_for(films.values()))
        return part_keys(plan.items, films, blob_ids, plan.rate, look)

    def _grant_original(self, clip_id: str) -> ReadGrant:
        original = self._vault.catalogue.asset(clip_id, AssetRole.ORIGINAL)
        assert original is not None, "an imported clip has its original"
        return self._vault.blobs.source(original).grant()
