"""Clips, what import found of their films, and their encrypted files."""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, LargeBinary, Table, Text

from storage.catalogue.tables.base import counter, later_text, metadata, part_of, text, unique_text

clips = Table(
    "clips",
    metadata,
    counter(),
    unique_text(),
    part_of("case_id", "cases"),
    part_of("session_id", "sessions"),
    text("kind"),
    Column("status", Text, nullable=False, index=True),
    text("title"),
    Column("sha256", Text, nullable=False, index=True),
    Column("size_bytes", BigInteger, nullable=False),
    Column("frames", Integer, nullable=False),
    Column("width_px", Integer, nullable=False),
    Column("height_px", Integer, nullable=False),
    Column("rotation", Integer, nullable=False),
    text("frame_rate"),
    Column("variable_frame_rate", Boolean, nullable=False),
    Column("audio", Boolean, nullable=False),
    text("time_base"),
    Column("origin_pts", BigInteger, nullable=False),
    Column("end_pts", BigInteger, nullable=False),
    Column("recorded_at", Text),
    text("warnings"),
    later_text("trouble"),
    Column("gain_db", Float, nullable=False, server_default="0"),
)


def _clip_key() -> Column[str]:
    return Column("clip_id", Text, ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True)


films = Table(
    "films",
    metadata,
    _clip_key(),
    text("format_name"),
    Column("stream_index", Integer, nullable=False),
    Column("audio_index", Integer),
    text("codec"),
    Column("recorded_at", Text),
    text("warnings"),
)

frame_indexes = Table("frame_indexes", metadata, _clip_key(), Column("packed", LargeBinary, nullable=False))

# Apart from clips, so that watching rewrites no more than this.
positions = Table(
    "positions", metadata, _clip_key(), Column("position_pts", BigInteger, nullable=False), later_text("sitting")
)

assets = Table(
    "assets",
    metadata,
    counter(),
    unique_text("blob_id"),
    part_of("clip_id", "clips"),
    text("role"),
    Column("size_bytes", BigInteger, nullable=False),
    text("header_sha256"),
    text("plaintext_sha256"),
    Column("packets", LargeBinary, nullable=False),
)
