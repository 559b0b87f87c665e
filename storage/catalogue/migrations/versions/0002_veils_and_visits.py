"""What later work keeps: loudness, zoom, sittings, veils, sound, caption places, filmed reviews, prepared visits; and
kept counts for the list of cases."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXTS = [
    ("clips", "trouble"),
    ("moments", "zoom"),
    ("positions", "sitting"),
    ("reel_items", "veils"),
    ("reel_items", "muted"),
    ("reel_items", "caption_place"),
    ("reels", "caption_place"),
    ("reviews", "opening"),
    ("reviews", "filmed_offset"),
]

# A review outlives its film.
FORGET_FILM = """
    CREATE TRIGGER clips_forget_filmed AFTER DELETE ON clips
    BEGIN UPDATE reviews SET filmed_clip_id = NULL, filmed_offset = '' WHERE filmed_clip_id = old.id; END
"""

# Clips that are being erased count no more, nor do their moments. A clip's row is gone before its moments follow it,
# so the clip takes them off itself.
COUNT = [
    """
    CREATE TRIGGER cases_begin_counts AFTER INSERT ON cases
    BEGIN INSERT INTO case_counts (case_id, clips, moments) VALUES (new.id, 0, 0); END
    """,
    """
    CREATE TRIGGER clips_count AFTER INSERT ON clips WHEN new.status <> 'erasing'
    BEGIN UPDATE case_counts SET clips = clips + 1 WHERE case_id = new.case_id; END
    """,
    """
    CREATE TRIGGER clips_count_off BEFORE DELETE ON clips WHEN old.status <> 'erasing'
    BEGIN
        UPDATE case_counts
        SET clips = clips - 1, moments = moments - (SELECT count(*) FROM moments WHERE clip_id = old.id)
        WHERE case_id = old.case_id;
    END
    """,
    """
    CREATE TRIGGER clips_count_again AFTER UPDATE OF status ON clips
    WHEN (old.status = 'erasing') <> (new.status = 'erasing')
    BEGIN
        UPDATE case_counts
        SET clips = clips + (old.status = 'erasing') - (new.status = 'erasing'),
            moments = moments + ((old.status = 'erasing') - (new.status = 'erasing'))
                * (SELECT count(*) FROM moments WHERE clip_id = new.id)
        WHERE case_id = new.case_id;
    END
    """,
    """
    CREATE TRIGGER moments_count AFTER INSERT ON moments
    BEGIN
        UPDATE case_counts SET moments = moments + 1
        WHERE case_id = (SELECT case_id FROM clips WHERE id = new.clip_id AND status <> 'erasing');
    END
    """,
    """
    CREATE TRIGGER moments_count_off AFTER DELETE ON moments
    BEGIN
        UPDATE case_counts SET moments = moments - 1
        WHERE case_id = (SELECT case_id FROM clips WHERE id = old.clip_id AND status <> 'erasing');
    END
    """,
]

COUNT_WHAT_IS_THERE = """
    INSERT INTO case_counts (case_id, clips, moments)
    SELECT cases.id, count(DISTINCT clips.id), count(moments.seq)
    FROM cases
    LEFT JOIN clips ON clips.case_id = cases.id AND clips.status <> 'erasing'
    LEFT JOIN moments ON moments.clip_id = clips.id
    GROUP BY cases.id
"""

TRIGGERS = [
    "moments_count_off", "moments_count", "clips_count_again", "clips_count_off", "clips_count", "cases_begin_counts",
    "clips_forget_filmed",
]


def upgrade() -> None:
    for table, name in TEXTS:
        op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("clips", sa.Column("gain_db", sa.Float(), server_default="0", nullable=False))
    op.add_column("reel_items", sa.Column("looked_through", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("reviews", sa.Column("filmed_clip_id", sa.Text(), nullable=True))
    op.create_table(
        "visits",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "case_id", "reel_id", "identity")),
        sa.Column("mac_key", sa.LargeBinary(), nullable=False),
        sa.Column("prepared_at", sa.Text(), nullable=False),
        sa.Column("merged_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_visits_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
    )
    op.create_index("ix_visits_case_id", "visits", ["case_id"])
    op.create_table(
        "case_counts",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("clips", sa.Integer(), nullable=False),
        sa.Column("moments", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_counts_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_counts"),
    )
    for statement in (COUNT_WHAT_IS_THERE, *COUNT, FORGET_FILM):
        op.execute(statement)


def downgrade() -> None:
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.drop_table("case_counts")
    op.drop_table("visits")
    others = [("clips", "gain_db"), ("reel_items", "looked_through"), ("reviews", "filmed_clip_id")]
    for table, name in [*others, *TEXTS]:
        op.drop_column(table, name)
