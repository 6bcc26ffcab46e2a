"""What need not be counted anew for each question: in which documents an actor is; and indexes that hold all that a question needs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the indexes, and fill the table for what is in the archive already."""
    op.create_table(
        "presence",
        sa.Column("actor_id", sa.Text(), nullable=False, comment="the actor"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document"),
        sa.Column("published", sa.Date(), nullable=True, comment="day of publication of the document"),
        sa.Column(
            "attributions", sa.Integer(), nullable=False, comment="how many attributions the actor speaks there, rejected ones not counted"
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_presence_actor_id_actors"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_presence_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor_id", "document_id", name="pk_presence"),
        comment="in which documents each actor appears or speaks, worked out when a document is written, so that nothing need be counted "
        "anew",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_presence_document_id", "presence", ["document_id"], unique=False)
    op.create_index("ix_sightings_last_seen", "sightings", ["last_seen"], unique=False)
    for entry in ("attribution", "event"):
        op.drop_index(f"ix_{entry}_actors_actor_id_role", f"{entry}_actors")
        columns = ["actor_id", "role", f"{entry}_id"]
        op.create_index(f"ix_{entry}_actors_{'_'.join(columns)}", f"{entry}_actors", columns, unique=False)
    for statement in filled_by():
        op.execute(statement)


def filled_by() -> tuple[str, ...]:
    """Return the statements that fill the table out of what the archive has."""
    spoken = (
        "SELECT l.actor_id, a.document_id, count(DISTINCT a.id) AS number FROM attribution_actors l JOIN attributions a "
        "ON a.id = l.attribution_id WHERE l.role = 'speaker' AND (a.decision IS NULL OR a.decision <> 'rejected') GROUP BY 1, 2"
    )
    both = f"SELECT actor_id, document_id, 0 AS number FROM appearances UNION ALL {spoken}"
    return (
        "INSERT INTO presence (actor_id, document_id, published, attributions) "
        "SELECT b.actor_id, b.document_id, d.published, sum(b.number) "
        f"FROM ({both}) b JOIN documents d ON d.id = b.document_id GROUP BY 1, 2, 3",
    )
