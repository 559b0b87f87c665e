"""Codebooks and moments."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from storage.catalogue.tables.base import COUNTER, counter, later_text, metadata, part_of, text, unique_text

codebooks = Table(
    "codebooks",
    metadata,
    counter(),
    text("id"),
    Column("version", Integer, nullable=False),
    text("body"),
    UniqueConstraint("id", "version"),
)

# The names alone, for the full text.
codebook_tags = Table(
    "codebook_tags",
    metadata,
    Column("codebook_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("tag_id", Text, primary_key=True),
    text("name"),
    ForeignKeyConstraint(
        ["codebook_id", "version"],
        ["codebooks.id", "codebooks.version"],
        ondelete="CASCADE",
        name="fk_codebook_tags_codebooks",
    ),
)

# `seq` follows the time of making, so that newest first is the full text's own order.
moments = Table(
    "moments",
    metadata,
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    unique_text(),
    part_of("clip_id", "clips", index=False),
    Column("start_pts", BigInteger, nullable=False),
    Column("end_pts", BigInteger, nullable=False),
    Column("still", Boolean, nullable=False),
    Column("stars", Integer, nullable=False),
    Column("who", Text),
    text("caption"),
    Column("baby_voice", Boolean, nullable=False),
    text("note"),
    Column("other_person", Boolean, nullable=False),
    text("decision"),
    text("created_at"),
    later_text("zoom"),
    Index("ix_moments_place", "clip_id", "start_pts", "end_pts"),
)

moment_tags = Table(
    "moment_tags",
    metadata,
    Column("moment_id", Text, ForeignKey("moments.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    text("tag_id"),
    text("codebook_id"),
    Column("version", Integer, nullable=False),
    Index("ix_moment_tags_tag_id", "tag_id", "moment_id"),
    sqlite_with_rowid=False,
)

moment_words = Table(
    "moment_words",
    MetaData(),
    Column("rowid", COUNTER, primary_key=True),
    text("filed"),
    text("title"),
    text("caption"),
    text("note"),
    text("tags"),
)
"""The full text of moments, an FTS5 table that the migrations make: `rowid` is the moment's seq, `filed` holds the
ids of its case and clip as words, so that a search within one never walks the others."""
