"""The vault itself: settings, users, slots, identities, backups, erasures."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text

from storage.catalogue.tables.base import counter, metadata, part_of, text, unique_text

settings = Table("settings", metadata, Column("name", Text, primary_key=True), text("value"))

users = Table("users", metadata, Column("id", Text, primary_key=True), unique_text("name"), text("created_at"))

slots = Table(
    "slots",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), index=True),
    text("kind"),
    unique_text("recipient"),
    Column("mac_key", LargeBinary, nullable=False),
    Column("key_file", Text),
    text("created_at"),
)

# Apart from clips, so that an erasure deletes exactly this and the films are gone at once.
identities = Table(
    "identities",
    metadata,
    Column("owner_id", Text, primary_key=True),
    part_of("case_id", "cases"),
    text("identity"),
)

backups = Table(
    "backups", metadata, counter(), unique_text(), text("at"), text("label"), text("place"), text("blob_ids")
)

erasures = Table(
    "erasures",
    metadata,
    counter(),
    unique_text("subject"),
    text("state"),
    text("receipt"),
    text("at"),
    text("user_name"),
)
