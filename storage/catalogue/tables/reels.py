"""Reels and reviews."""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, Table, Text

from storage.catalogue.tables.base import counter, metadata, part_of, text, unique_text

reels = Table(
    "reels",
    metadata,
    Column("id", Text, primary_key=True),
    part_of("case_id", "cases"),
    text("title"),
    text("question"),
    Column("target_s", Integer, nullable=False),
    text("created_at"),
)

# An item outlives the moment that it came from (the trim is its own), but not the film that it shows.
reel_items = Table(
    "reel_items",
    metadata,
    Column("reel_id", Text, ForeignKey("reels.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    text("id"),
    text("kind"),
    Column("moment_id", Text),
    Column("clip_id", Text, ForeignKey("clips.id", ondelete="CASCADE"), index=True),
    Column("start_pts", BigInteger),
    Column("end_pts", BigInteger),
    Column("time_base", Text),
    text("speed"),
    text("hold_s"),
    text("text"),
    text("caption"),
    Column("baby_voice", Boolean, nullable=False),
    Column("sound", Boolean, nullable=False),
    Column("gain_db", Float, nullable=False),
    Column("talk", Boolean, nullable=False),
    text("question"),
    text("why_chosen"),
    Column("other_person", Boolean, nullable=False),
)

# A review is a record of what happened: it stays when its reel is removed, which can be undone.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Text, primary_key=True),
    text("reel_id"),
    part_of("case_id", "cases"),
    text("started_at"),
    Column("finished_at", Text),
    text("next_step"),
)

review_events = Table(
    "review_events",
    metadata,
    counter(),
    part_of("review_id", "reviews"),
    text("at"),
    text("action"),
    Column("item_id", Text),
)

parent_words = Table(
    "parent_words",
    metadata,
    counter(),
    unique_text(),
    part_of("review_id", "reviews"),
    text("at"),
    Column("item_id", Text),
    text("text"),
    text("whose"),
)
