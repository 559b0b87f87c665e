"""The child task that makes what a clip is watched with: light copies, thumbnail strip, waveform, motion curve."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from storage.vault import Arrived, BlobWriter, ReadGrant, WriteGrant
from vidfeed.model.clip import AssetRole, Film
from vidfeed.ports import Progress

PREPARED_ROLES = (
    AssetRole.SCRUB_PROXY,
    AssetRole.STRIP,
    AssetRole.WAVEFORM,
    AssetRole.MOTION,
    AssetRole.PLAYBACK_PROXY,
)
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
    """What was made: no waveform of a silent film, no playback proxy of one that this machine plays with ease."""

    made: tuple[Made, ...]


def prepare(request: PrepareRequest, progress: Progress) -> PrepareResult:
    """Decodes the film once and writes what is made from it, encrypted and verified."""
    from vidfeed.media.preparing import Sinks, prepare_film

    with ExitStack() as stack:
        writers = {role: stack.enter_context(BlobWriter(grant)) for role, grant in request.grants.items()}
        sinks = Sinks(*(writers[role] for role in PREPARED_ROLES))
        prepared = prepare_film(request.original, request.film, sinks, lambda done: progress(done * _MADE))
        tables = {AssetRole.SCRUB_PROXY: prepared.proxy.pack(), AssetRole.STRIP: prepared.strip.pack()}
        empty = set()
        if request.film.audio_index is None:
            empty.add(AssetRole.WAVEFORM)
        if prepared.playback is None:
            empty.add(AssetRole.PLAYBACK_PROXY)
        else:
            tables[AssetRole.PLAYBACK_PROXY] = prepared.playback.pack()
        made = tuple(Made(role, writers[role].finish(), tables.get(role, b"")) for role in writers if role not in empty)
    progress(1.0)
    return PrepareResult(made)
