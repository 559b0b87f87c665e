"""Preparing a visit: a process of its own is handed one reel's keys, and outlives this one."""

import os
import pickle
import secrets
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from storage.vault import OpenVault, ReadGrant
from storage.vault.visits import VisitGrant, prepare_visit
from ui.state.pins import PinHash
from ui.state.visit_parts import Aside
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole
from vidfeed.model.reel import Reel
from vidfeed.services.assembling import clip_ids_of, plan_of
from vidfeed.services.context import Context
from vidfeed.services.cueing import nameless_cues
from vidfeed.services.finding import reel_of
from vidfeed.services.own_questions import own_questions
from vidfeed.services.reviewing import check_review

if TYPE_CHECKING:
    from vidfeed.media.reel_source import ReelFilms

READY = b"ready\n"
PROGRAM = "ui.bootstrap.visit"
_PATIENCE_S = 60.0
_HOLDS = timedelta(days=3)


@dataclass(frozen=True)
class VisitRequest:
    """All that a visit's process is ever told.

    Attributes:
        films: plan, films and the grants to read the originals.
        folder: of the vault, for trying a passphrase on its slot files.
        until: it plays nothing from then on.
        aside: for the therapist's own screen.
    """

    reel: Reel
    films: "ReelFilms"
    grant: VisitGrant
    pin: PinHash
    folder: Path
    until: datetime
    aside: Aside


def begin_visit(
    vault: OpenVault, ctx: Context, reel_id: str, pin: str, program: str = PROGRAM
) -> "subprocess.Popen[bytes]":
    """Prepares a visit, and returns once its process, the module `program`, has everything.

    Raises:
        ExpectedError: as `check_review`; `damaged` where a film cannot be opened; `not-ready` where the process did
            not begin.
    """
    from vidfeed.media.reel_source import ReelFilms

    check_review(ctx, reel_id)
    whole = reel_of(ctx.catalogue, reel_id)
    aside = Aside(nameless_cues(ctx, whole), own_questions(ctx))
    reel = _bare(whole)
    plan = replace(plan_of(ctx, reel), items=reel.items)
    films = {clip_id: ctx.catalogue.film(clip_id) for clip_id in clip_ids_of(reel)}
    sources = {clip_id: _grant(vault, clip_id) for clip_id in films}
    grant = prepare_visit(vault.core, reel.case_id, reel.id, secrets.token_bytes(32))
    made = ReelFilms(plan, films, sources)
    until = datetime.now(UTC) + _HOLDS
    return _started(VisitRequest(reel, made, grant, PinHash.of(pin), vault.directory, until, aside), program)


def _bare(reel: Reel) -> Reel:
    """Without what the parent does not see."""
    return replace(reel, items=tuple(replace(item, why_chosen="", moment_id=None) for item in reel.items))


def _grant(vault: OpenVault, clip_id: str) -> ReadGrant:
    original = vault.catalogue.asset(clip_id, AssetRole.ORIGINAL)
    if original is None:
        raise ExpectedError(ErrorKind.DAMAGED, "A film of this reel can’t be found in the vault.", "Check the vault.")
    return vault.blobs.source(original).grant()


def _started(request: VisitRequest, program: str) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        start_new_session=True,
        creationflags=_detached(),
    )
    assert process.stdin is not None and process.stdout is not None, "both are pipes"
    late = Timer(_PATIENCE_S, process.kill)
    late.start()
    try:
        with suppress(BrokenPipeError):
            pickle.dump(request, process.stdin)
            process.stdin.close()
        if process.stdout.readline() != READY:
            process.kill()
            process.wait()
            raise ExpectedError(ErrorKind.NOT_READY, "The visit could not be prepared.", "Try once more.")
    finally:
        late.cancel()
        process.stdout.close()
    return process


def _detached() -> int:
    """On Windows: no console of ours, and no end with it."""
    if os.name != "nt":
        return 0
    return int(getattr(subprocess, "DETACHED_PROCESS", 0)) | int(getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0))
