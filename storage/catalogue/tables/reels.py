"""Reels and reviews."""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, LargeBinary, Table, Text

from storage.catalogue.tables.base import counter, later_text, metadata, part_of, text, unique_text

reels = Table(
    "reels",
    metadata,
    Column("id", Text, primary_key=True),
    part_of("case_id", "cases"),
    text("title"),
    text("question"),
    Column("target_s", Integer, nullable=False),
    text("created_at"),
    later_text("caption_place"),
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
    later_text("veils"),
    later_text("muted"),
    later_text("caption_place"),
    Column("looked_through", Boolean, nullable=False, server_default="0"),
)

# A review is a record of what happened: it stays when its reel is removed, which can be undone, and when the film
# of it goes (a trigger clears filmed_clip_id).
reviews = Table(
    "reviews",
    metadata,
    Column("id", Text, primary_key=True),
    text("reel_id"),
    part_of("case_id", "cases"),
    text("started_at"),
    Column("finished_at", Text),
    text("next_step"),
    later_text("opening"),
    later_text("filmed_offset"),
    Column("filmed_clip_id", Text),
)

# Prepared ones: what happens on a visit is encrypted to the recipient of `identity`.
visits = Table(
    "visits",
    metadata,
    Column("id", Text, primary_key=True),
    part_of("case_id", "cases"),
    text("reel_id"),
    text("identity"),
    Column("mac_key", LargeBinary, nullable=False),
    text("prepared_at"),
    Column("merged_at", Text),
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
