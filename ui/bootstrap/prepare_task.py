"""The child task that makes a clip's scrub proxy, thumbnail strip and waveform."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from storage.vault import Arrived, BlobWriter, ReadGrant, WriteGrant
from vidfeed.model.clip import AssetRole, Film
from vidfeed.ports import Progress

_MADE = 0.95


@dataclass(frozen=True)
class PrepareRequest:
    """The original, what it is, and where what is made from it goes."""

    original: ReadGrant
    film: Film
    grants: Mapping[AssetRole, WriteGrant]


@dataclass(frozen=True)
class Made:
    """One finished blob; `packets` is its packed table, where it is a run of pictures."""

    role: AssetRole
    arrived: Arrived
    packets: bytes


@dataclass(frozen=True)
class PrepareResult:
    """What was made; a film without sound has no waveform."""

    made: tuple[Made, ...]


def prepare(request: PrepareRequest, progress: Progress) -> PrepareResult:
    """Decodes the film once and writes what is made from it, encrypted and verified."""
    from vidfeed.media.preparing import Sinks, prepare_film

    with ExitStack() as stack:
        writers = {role: stack.enter_context(BlobWriter(grant)) for role, grant in request.grants.items()}
        sinks = Sinks(writers[AssetRole.SCRUB_PROXY], writers[AssetRole.STRIP], writers[AssetRole.WAVEFORM])
        prepared = prepare_film(request.original, request.film, sinks, lambda done: progress(done * _MADE))
        tables = {AssetRole.SCRUB_PROXY: prepared.proxy.pack(), AssetRole.STRIP: prepared.strip.pack()}
        kept = [role for role in writers if role is not AssetRole.WAVEFORM or request.film.audio_index is not None]
        made = tuple(Made(role, writers[role].finish(), tables.get(role, b"")) for role in kept)
    progress(1.0)
    return PrepareResult(made)
