"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# In the order in which they can be dropped.
TABLES = [
    "moment_tags", "reel_items", "positions", "moments", "frame_indexes", "films", "consent_clips", "assets",
    "review_events", "parent_words", "consents", "clips", "slots", "sessions", "reviews", "reels", "people",
    "identities", "goal_ratings", "codebook_tags", "changes", "users", "settings", "erasures", "drafts",
    "copies", "codebooks", "cases", "backups", "audit",
]

FULL_TEXT = """
    CREATE VIRTUAL TABLE moment_words USING fts5(
        filed, title, caption, note, tags, tokenize = "unicode61 remove_diacritics 2", prefix = "1 2 3"
    )
"""

# Erased words would stay in the index's pages otherwise.
SECURE_DELETE = "INSERT INTO moment_words (moment_words, rank) VALUES ('secure-delete', 1)"

FORGET_WORDS = """
    CREATE TRIGGER moments_forget_words AFTER DELETE ON moments
    BEGIN DELETE FROM moment_words WHERE rowid = old.seq; END
"""

APPEND_ONLY = """
    CREATE TRIGGER audit_no_{0} BEFORE {0} ON audit
    BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
"""


def upgrade() -> None:
    op.create_table(
        "audit",
        _counter("seq"),
        *_texts("at", "user_name", "action", "subject", "digest"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.create_table(
        "backups",
        _counter("seq"),
        *_texts("id", "at", "label", "place", "blob_ids"),
        sa.PrimaryKeyConstraint("seq", name="pk_backups"),
        sa.UniqueConstraint("id", name="uq_backups_id"),
    )
    op.create_table(
        "cases",
        *_texts("id", "code", "note", "question", "approach", "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("code", name="uq_cases_code"),
    )
    op.create_table(
        "codebooks",
        _counter("seq"),
        _text("id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("seq", name="pk_codebooks"),
        sa.UniqueConstraint("id", "version", name="uq_codebooks_id_version"),
    )
    op.create_table(
        "copies",
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("case_id", "what", "subject_ids", "for_whom", "why", "reference", "sha256", "at", "user_name"),
        sa.PrimaryKeyConstraint("serial", name="pk_copies"),
    )
    op.create_index("ix_copies_case_id", "copies", ["case_id"])
    op.create_table(
        "drafts", _text("place"), _text("text"), _text("at"), sa.PrimaryKeyConstraint("place", name="pk_drafts")
    )
    op.create_table(
        "erasures",
        _counter("seq"),
        *_texts("subject", "state", "receipt", "at", "user_name"),
        sa.PrimaryKeyConstraint("seq", name="pk_erasures"),
        sa.UniqueConstraint("subject", name="uq_erasures_subject"),
    )
    op.create_table("settings", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name", name="pk_settings"))
    op.create_table(
        "users",
        *_texts("id", "name", "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("name", name="uq_users_name"),
    )
    op.create_table(
        "changes",
        _counter("seq"),
        *_texts("case_id", "scope", "label", "body"),
        sa.Column("undone", sa.Boolean(), nullable=False),
        *_texts("user_name", "at"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_changes_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_changes"),
    )
    op.create_index("ix_changes_case_id", "changes", ["case_id"])
    op.create_index("ix_changes_scope", "changes", ["scope", "undone", "seq"])
    op.create_table(
        "codebook_tags",
        _text("codebook_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        *_texts("tag_id", "name"),
        sa.ForeignKeyConstraint(
            ["codebook_id", "version"],
            ["codebooks.id", "codebooks.version"],
            name="fk_codebook_tags_codebooks",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("codebook_id", "version", "tag_id", name="pk_codebook_tags"),
    )
    op.create_table(
        "goal_ratings",
        *_texts("id", "case_id", "rated_on"),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_goal_ratings_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_goal_ratings"),
    )
    op.create_index("ix_goal_ratings_case_id", "goal_ratings", ["case_id"])
    op.create_table(
        "identities",
        *_texts("owner_id", "case_id", "identity"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_identities_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("owner_id", name="pk_identities"),
    )
    op.create_index("ix_identities_case_id", "identities", ["case_id"])
    op.create_table(
        "people",
        _counter("seq"),
        *_texts("id", "case_id", "role", "label"),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_people_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_people"),
        sa.UniqueConstraint("id", name="uq_people_id"),
    )
    op.create_index("ix_people_case_id", "people", ["case_id"])
    op.create_table(
        "reels",
        *_texts("id", "case_id", "title", "question"),
        sa.Column("target_s", sa.Integer(), nullable=False),
        _text("created_at"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reels_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reels"),
    )
    op.create_index("ix_reels_case_id", "reels", ["case_id"])
    op.create_table(
        "reviews",
        *_texts("id", "reel_id", "case_id", "started_at"),
        sa.Column("finished_at", sa.Text(), nullable=True),
        _text("next_step"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reviews_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_case_id", "reviews", ["case_id"])
    op.create_table(
        "sessions",
        *_texts("id", "case_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Text(), nullable=True),
        *_texts("place", "activity"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_sessions_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("case_id", "number", name="uq_sessions_case_id_number"),
    )
    op.create_table(
        "slots",
        _text("id"),
        sa.Column("user_id", sa.Text(), nullable=True),
        *_texts("kind", "recipient"),
        sa.Column("mac_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_file", sa.Text(), nullable=True),
        _text("created_at"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_slots_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_slots"),
        sa.UniqueConstraint("recipient", name="uq_slots_recipient"),
    )
    op.create_index("ix_slots_user_id", "slots", ["user_id"])
    op.create_table(
        "clips",
        _counter("seq"),
        *_texts("id", "case_id", "session_id", "kind", "status", "title", "sha256"),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("rotation", sa.Integer(), nullable=False),
        _text("frame_rate"),
        sa.Column("variable_frame_rate", sa.Boolean(), nullable=False),
        sa.Column("audio", sa.Boolean(), nullable=False),
        _text("time_base"),
        sa.Column("origin_pts", sa.BigInteger(), nullable=False),
        sa.Column("end_pts", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=True),
        _text("warnings"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_clips_case_id_cases", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_clips_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_clips"),
        sa.UniqueConstraint("id", name="uq_clips_id"),
    )
    op.create_index("ix_clips_case_id", "clips", ["case_id"])
    op.create_index("ix_clips_session_id", "clips", ["session_id"])
    op.create_index("ix_clips_sha256", "clips", ["sha256"])
    op.create_index("ix_clips_status", "clips", ["status"])
    op.create_table(
        "consents",
        _counter("seq"),
        *_texts("id", "person_id", "purpose", "given_on", "given_by", "how"),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("withdrawn_on", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_consents_person_id_people", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_consents"),
        sa.UniqueConstraint("id", name="uq_consents_id"),
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id"])
    op.create_table(
        "parent_words",
        _counter("seq"),
        *_texts("id", "review_id", "at"),
        sa.Column("item_id", sa.Text(), nullable=True),
        *_texts("text", "whose"),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name="fk_parent_words_review_id_reviews", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_parent_words"),
        sa.UniqueConstraint("id", name="uq_parent_words_id"),
    )
    op.create_index("ix_parent_words_review_id", "parent_words", ["review_id"])
    op.create_table(
        "review_events",
        _counter("seq"),
        *_texts("review_id", "at", "action"),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name="fk_review_events_review_id_reviews", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_review_events"),
    )
    op.create_index("ix_review_events_review_id", "review_events", ["review_id"])
    op.create_table(
        "assets",
        _counter("seq"),
        *_texts("blob_id", "clip_id", "role"),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        *_texts("header_sha256", "plaintext_sha256"),
        sa.Column("packets", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_assets_clip_id_clips", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_assets"),
        sa.UniqueConstraint("blob_id", name="uq_assets_blob_id"),
    )
    op.create_index("ix_assets_clip_id", "assets", ["clip_id"])
    op.create_table(
        "consent_clips",
        _text("consent_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        _text("clip_id"),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consents.id"], name="fk_consent_clips_consent_id_consents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("consent_id", "place", name="pk_consent_clips"),
    )
    op.create_table(
        "films",
        *_texts("clip_id", "format_name"),
        sa.Column("stream_index", sa.Integer(), nullable=False),
        sa.Column("audio_index", sa.Integer(), nullable=True),
        _text("codec"),
        sa.Column("recorded_at", sa.Text(), nullable=True),
        _text("warnings"),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_films_clip_id_clips", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("clip_id", name="pk_films"),
    )
    op.create_table(
        "frame_indexes",
        _text("clip_id"),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_frame_indexes_clip_id_clips", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("clip_id", name="pk_frame_indexes"),
    )
    op.create_table(
        "moments",
        _counter("seq"),
        *_texts("id", "clip_id"),
        sa.Column("start_pts", sa.BigInteger(), nullable=False),
        sa.Column("end_pts", sa.BigInteger(), nullable=False),
        sa.Column("still", sa.Boolean(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        _text("caption"),
        sa.Column("baby_voice", sa.Boolean(), nullable=False),
        _text("note"),
        sa.Column("other_person", sa.Boolean(), nullable=False),
        *_texts("decision", "created_at"),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_moments_clip_id_clips", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_moments"),
        sa.UniqueConstraint("id", name="uq_moments_id"),
    )
    op.create_index("ix_moments_place", "moments", ["clip_id", "start_pts", "end_pts"])
    op.create_table(
        "positions",
        _text("clip_id"),
        sa.Column("position_pts", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_positions_clip_id_clips", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("clip_id", name="pk_positions"),
    )
    op.create_table(
        "reel_items",
        _text("reel_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        *_texts("id", "kind"),
        sa.Column("moment_id", sa.Text(), nullable=True),
        sa.Column("clip_id", sa.Text(), nullable=True),
        sa.Column("start_pts", sa.BigInteger(), nullable=True),
        sa.Column("end_pts", sa.BigInteger(), nullable=True),
        sa.Column("time_base", sa.Text(), nullable=True),
        *_texts("speed", "hold_s", "text", "caption"),
        sa.Column("baby_voice", sa.Boolean(), nullable=False),
        sa.Column("sound", sa.Boolean(), nullable=False),
        sa.Column("gain_db", sa.Float(), nullable=False),
        sa.Column("talk", sa.Boolean(), nullable=False),
        *_texts("question", "why_chosen"),
        sa.Column("other_person", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_reel_items_clip_id_clips", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reel_id"], ["reels.id"], name="fk_reel_items_reel_id_reels", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("reel_id", "place", name="pk_reel_items"),
    )
    op.create_index("ix_reel_items_clip_id", "reel_items", ["clip_id"])
    op.create_table(
        "moment_tags",
        _text("moment_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        *_texts("tag_id", "codebook_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name="fk_moment_tags_moment_id_moments", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("moment_id", "place", name="pk_moment_tags"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_moment_tags_tag_id", "moment_tags", ["tag_id", "moment_id"])
    for statement in (FULL_TEXT, SECURE_DELETE, FORGET_WORDS, *map(APPEND_ONLY.format, ("update", "delete"))):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE moment_words")
    op.execute("DROP TRIGGER moments_forget_words")
    for table in TABLES:
        op.drop_table(table)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [_text(name) for name in names]


def _counter(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)
