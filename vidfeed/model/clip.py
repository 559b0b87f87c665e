"""Clips: one recorded film each, and the encrypted files that belong to it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vidfeed.model.frame_index import FrameIndex


class ClipKind(StrEnum):
    """What was filmed."""

    INTERACTION = "interaction"
    SHARED_REVIEW = "shared-review"


class ClipStatus(StrEnum):
    """How far a clip has come."""

    IMPORTING = "importing"
    PREPARING = "preparing"
    READY = "ready"
    ERASING = "erasing"


class AssetRole(StrEnum):
    """What an encrypted file is for."""

    ORIGINAL = "original"
    SCRUB_PROXY = "scrub-proxy"
    STRIP = "strip"
    WAVEFORM = "waveform"
    PLAYBACK_PROXY = "playback-proxy"
    MOTION = "motion"
    STILL = "still"
    DOCUMENT = "document"


MADE_ROLES = frozenset(
    {AssetRole.SCRUB_PROXY, AssetRole.STRIP, AssetRole.WAVEFORM, AssetRole.MOTION, AssetRole.PLAYBACK_PROXY}
)
"""What can be made again from the original at any time."""


@dataclass(frozen=True)
class Film:
    """What a film is: read once at import, kept in the catalogue.

    Attributes:
        format_name: the container's name as the demuxer gives it.
        stream_index: of the picture stream.
        audio_index: of the sound stream, or None.
        codec: of the picture.
        width_px: as displayed (sample aspect, then rotation applied).
        height_px: as displayed.
        rotation: clockwise degrees that make the picture upright: 0, 90, 180 or 270.
        frame_rate: average frames per second.
        variable_frame_rate: frame durations differ.
        index: of its frames.
        warnings: sentences for the user, such as a cut-off end.
    """

    format_name: str
    stream_index: int
    audio_index: int | None
    codec: str
    width_px: int
    height_px: int
    rotation: int
    frame_rate: Fraction
    variable_frame_rate: bool
    index: FrameIndex
    recorded_at: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clip:
    """One recorded film of a case, without its frame index.

    Attributes:
        title: what the therapist calls it; never shown to a parent.
        duration: exact seconds.
        origin_pts: the first shown frame's pts.
        end_pts: exclusive end.
        recorded_at: ISO 8601 text from the file, or None.
        position_pts: where watching stopped, or None.
        gain_db: what makes its sound as loud as the others'.
        trouble: why its film is not decoded again, or empty.
        sitting: where the passes through it stand.
    """

    id: str
    case_id: str
    session_id: str
    kind: ClipKind
    status: ClipStatus
    title: str
    sha256: str
    size_bytes: int
    frames: int
    width_px: int
    height_px: int
    rotation: int
    frame_rate: Fraction
    variable_frame_rate: bool
    audio: bool
    time_base: Fraction
    origin_pts: int
    end_pts: int
    recorded_at: str | None
    position_pts: int | None
    warnings: tuple[str, ...]
    gain_db: float = 0.0
    trouble: str = ""
    sitting: str = ""

    @property
    def duration(self) -> Fraction:
        """Exact seconds."""
        return (self.end_pts - self.origin_pts) * self.time_base

    def seconds(self, pts: int) -> Fraction:
        """Seconds from the clip's second 0."""
        return (pts - self.origin_pts) * self.time_base


@dataclass(frozen=True)
class Asset:
    """One encrypted file of a clip.

    Attributes:
        blob_id: names the file in the vault.
        clip_id: whose identity opens it.
        size_bytes: of the file on disk.
        header_sha256: digest of its header and nonce, checked at open.
        plaintext_sha256: of what it holds.
        packets: offsets of the pictures inside, where it is a run of packets (see `PacketTable`); else empty.
    """

    blob_id: str
    clip_id: str
    role: AssetRole
    size_bytes: int
    header_sha256: str
    plaintext_sha256: str
    packets: bytes = b""
