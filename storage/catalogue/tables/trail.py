"""What happened: undo history, audit trail, copies; and drafts."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from storage.catalogue.tables.base import counter, metadata, part_of, text

changes = Table(
    "changes",
    metadata,
    counter(),
    part_of("case_id", "cases"),
    text("scope"),
    text("label"),
    text("body"),
    Column("undone", Boolean, nullable=False),
    text("user_name"),
    text("at"),
    Index("ix_changes_scope", "scope", "undone", "seq"),
)

# Triggers refuse every change to what is here.
audit = Table(
    "audit",
    metadata,
    counter(),
    text("at"),
    text("user_name"),
    text("action"),
    Column("subject", Text, nullable=False, index=True),
    text("digest"),
)

# case_id refers to nothing: the ledger of what left the vault outlives the case.
copies = Table(
    "copies",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=False),
    Column("case_id", Text, nullable=False, index=True),
    text("what"),
    text("subject_ids"),
    text("for_whom"),
    text("why"),
    text("reference"),
    text("sha256"),
    text("at"),
    text("user_name"),
)

drafts = Table("drafts", metadata, Column("place", Text, primary_key=True), text("text"), text("at"))
