"""Cases, goal ratings, sessions, people and consent."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from storage.catalogue.tables.base import counter, metadata, part_of, text, unique_text

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    unique_text("code"),
    text("note"),
    text("question"),
    text("approach"),
    text("created_at"),
)

# Kept by triggers: counting a million moments for the list of cases takes too long. Clips that are being erased,
# and their moments, are not counted.
case_counts = Table(
    "case_counts",
    metadata,
    Column("case_id", Text, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("clips", Integer, nullable=False),
    Column("moments", Integer, nullable=False),
)

goal_ratings = Table(
    "goal_ratings",
    metadata,
    Column("id", Text, primary_key=True),
    part_of("case_id", "cases"),
    text("rated_on"),
    Column("rating", Integer, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    part_of("case_id", "cases", index=False),
    Column("number", Integer, nullable=False),
    Column("held_on", Text),
    text("place"),
    text("activity"),
    UniqueConstraint("case_id", "number"),
)

people = Table(
    "people",
    metadata,
    counter(),
    unique_text(),
    part_of("case_id", "cases"),
    text("role"),
    text("label"),
    Column("main", Boolean, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    counter(),
    unique_text(),
    part_of("person_id", "people"),
    text("purpose"),
    text("given_on"),
    text("given_by"),
    text("how"),
    Column("until", Text),
    Column("withdrawn_on", Text),
)

# clip_id refers to nothing: were these rows to go with an erased clip, consent for one film would become
# consent for all of them.
consent_clips = Table(
    "consent_clips",
    metadata,
    Column("consent_id", Text, ForeignKey("consents.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    text("clip_id"),
)
