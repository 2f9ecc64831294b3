"""Training sessions, learners, who came, consents, paper lists, five minutes at the counter."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _make(
        "training_sessions",
        _texts("session_id", "code"),
        _empty("series_id"),
        _texts("state", "starts_at", "ends_at", "place", "trainer_id", "trainer_name", "helpers",
               "topics"),
        [_number("seats")],
        _texts("devices", "needs"),
        _empty("note"),
        _texts("desk_code", "first_starts_at", "planned_at", "changed_at"),
        _maybe("held_at", "canceled_at"),
        _empty("cancel_reason"),
    )  # fmt: skip
    _make("training_days", _texts("day"), [_number("last_counter")])
    _make(
        "learners",
        _texts("learner_id", "name", "name_folded"),
        [sa.Column("sort_key", sa.LargeBinary(), nullable=False)],
        _texts("birth"),
        _empty("ward_code", "phone", "number_mark"),
        _maybe("citizen_id", "merged_into"),
        _texts("recorded_at", "changed_at"),
        links={"citizen_id": "citizens.citizen_id", "merged_into": "learners.learner_id"},
    )
    _make(
        "session_learners",
        _texts("session_id", "learner_id", "standing", "source", "signed_up_at"),
        _maybe("marked_at", "removed_at"),
        links=_SESSION | _LEARNER,
        keys=2,
    )
    _make(
        "learner_consents",
        _texts("consent_id", "learner_id"),
        _maybe("session_id"),
        _texts("purpose"),
        [_number("given")],
        _texts("given_by"),
        _empty("representative"),
        _texts("recorded_at"),
        links=_LEARNER | _SESSION,
    )
    _make(
        "learner_merges",
        _texts("merge_id", "kept_id", "merged_id", "before", "merged_at"),
        _maybe("parted_at"),
        links={"kept_id": "learners.learner_id", "merged_id": "learners.learner_id"},
    )
    _make(
        "learners_apart",
        _texts("first_id", "second_id", "said_at"),
        links={"first_id": "learners.learner_id", "second_id": "learners.learner_id"},
        keys=2,
    )
    _make(
        "roster_pages",
        _texts("page_id", "session_id", "sha256", "added_at"),
        _maybe("removed_at"),
        links=_SESSION,
    )
    _make(
        "quick_lessons",
        _texts("lesson_id", "topic", "outcome"),
        _maybe("visit_id", "citizen_id"),
        _texts("clerk_id", "taught_at"),
        links={"visit_id": "visits.visit_id", "citizen_id": "citizens.citizen_id"},
    )
    op.create_index("ix_training_sessions_code", "training_sessions", ["code"], unique=True)
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


_SESSION = {"session_id": "training_sessions.session_id"}
_LEARNER = {"learner_id": "learners.learner_id"}
_INDEXES = (
    ("training_sessions", ("starts_at",)),
    ("training_sessions", ("series_id",)),
    ("learners", ("name_folded",)),
    ("learners", ("number_mark",)),
    ("learners", ("citizen_id",)),
    ("learners", ("merged_into",)),
    ("session_learners", ("learner_id",)),
    ("learner_consents", ("learner_id", "purpose")),
    ("learner_merges", ("kept_id",)),
    ("learner_merges", ("merged_id",)),
    ("roster_pages", ("session_id",)),
    ("quick_lessons", ("taught_at",)),
    ("quick_lessons", ("citizen_id",)),
)


def _make(
    table: str,
    *columns: list[sa.Column[str]] | list[sa.Column[int]] | list[sa.Column[bytes]],
    links: dict[str, str] | None = None,
    keys: int = 1,
) -> None:
    flat = [column for group in columns for column in group]
    op.create_table(
        table,
        *flat,
        *(
            sa.ForeignKeyConstraint(
                [name], [target], name=op.f(f"fk_{table}_{name}_{target.split('.')[0]}")
            )
            for name, target in (links or {}).items()
        ),
        sa.PrimaryKeyConstraint(*(c.name for c in flat[:keys]), name=op.f(f"pk_{table}")),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _empty(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False, server_default="") for name in names]


def _maybe(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)
