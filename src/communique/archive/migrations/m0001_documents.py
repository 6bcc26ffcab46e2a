"""The tables of documents, readings, actors, merges and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    for make in (_actors, _decisions, _documents, _partings, _appearances, _merges, _names, _readings, _sightings):
        make()


def _actors() -> None:
    op.create_table(
        "actors",
        sa.Column(
            "id", sa.Text(), nullable=False, comment="id as in the dossiers; ~2, ~3 ... set homonyms apart, ~d7 keeps it to document 7"
        ),
        sa.Column("base", sa.Text(), nullable=False, comment="the id without its mark: as in the dossiers"),
        sa.Column("name", sa.Text(), nullable=False, comment="the fullest name known"),
        sa.Column("kind", sa.Text(), nullable=False, comment="person, state, organisation, outlet or group"),
        sa.Column("country", sa.Text(), nullable=True, comment="ISO 3166-1 alpha-3 code, or the code of a former state"),
        sa.Column("known", sa.Boolean(), nullable=False, comment="whether the vocabulary has it"),
        sa.PrimaryKeyConstraint("id", name="pk_actors"),
        comment="who acts and speaks, across documents",
    )
    op.create_index("ix_actors_base", "actors", ["base"], unique=False)


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_hash", sa.Text(), nullable=False, comment="hash of the document"),
        sa.Column("layer", sa.Text(), nullable=False, comment="attributions, positions, events, vote_claims or points"),
        sa.Column("entry", sa.Text(), nullable=False, comment="id of the entry when it was decided"),
        sa.Column(
            "verdict", sa.Text(), nullable=False, comment="accepted, corrected, rejected, or withdrawn: an earlier decision was taken back"
        ),
        sa.Column("corrections", sa.Text(), nullable=False, comment="the corrected fields as JSON: {field: value}"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why, in the words of who decided"),
        sa.Column("decided_by", sa.Text(), nullable=True, comment="who decided"),
        sa.Column("made", sa.Text(), nullable=False, comment="when it was decided"),
        sa.Column("reader", sa.Text(), nullable=False, comment="version of the reader whose entry it was"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the evidence"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the evidence"),
        sa.Column("words", sa.Text(), nullable=False, comment="the words of the evidence"),
        sa.Column(
            "state",
            sa.Text(),
            nullable=False,
            comment="stands; moved: the entry has other bounds now; gone: the reading has no such entry; settled: decided anew",
        ),
        sa.Column("entry_now", sa.Text(), nullable=True, comment="id of the entry in the current reading"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        comment="what persons decided about entries; the latest on an entry counts",
    )
    op.create_index("ix_decisions_document_hash", "decisions", ["document_hash"], unique=False)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("hash", sa.Text(), nullable=False, comment="sha256: and the hash of the text in UTF-8"),
        sa.Column("title", sa.Text(), nullable=True, comment="the headline, where the text was first seen"),
        sa.Column("outlet", sa.Text(), nullable=True, comment="the outlet where the text was first seen"),
        sa.Column("author", sa.Text(), nullable=True, comment="the byline as it stands"),
        sa.Column("published", sa.Date(), nullable=True, comment="day of publication, where the text was first seen"),
        sa.Column("published_basis", sa.Text(), nullable=False, comment="how the day is known: given, metadata, text, inferred, unknown"),
        sa.Column("language", sa.Text(), nullable=False, comment="ISO 639-1 code of the main language"),
        sa.Column("text", sa.Text(), nullable=False, comment="the text exactly as it was read"),
        sa.Column("added", sa.Text(), nullable=False, comment="when it was added"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("hash", name="uq_documents_hash"),
        comment="one row a text; the same text at two addresses is one document with two sightings",
    )
    op.create_index("ix_documents_published", "documents", ["published"], unique=False)


def _partings() -> None:
    op.create_table(
        "partings",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_hash", sa.Text(), nullable=False, comment="hash of the document"),
        sa.Column("local", sa.Text(), nullable=False, comment="id of the actor in the dossier"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why, in the words of who decided"),
        sa.Column("decided_by", sa.Text(), nullable=True, comment="who decided"),
        sa.Column("made", sa.Text(), nullable=False, comment="when it was decided"),
        sa.Column("undone", sa.Text(), nullable=True, comment="when it was taken back; null while it stands"),
        sa.Column("undone_reason", sa.Text(), nullable=True, comment="why it was taken back"),
        sa.PrimaryKeyConstraint("id", name="pk_partings"),
        comment="statements that an actor of one document is not the one of that name elsewhere",
    )
    op.create_index("ix_partings_document_hash", "partings", ["document_hash"], unique=False)


def _appearances() -> None:
    op.create_table(
        "appearances",
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document"),
        sa.Column("local", sa.Text(), nullable=False, comment="id of the actor in the dossier"),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="the actor across documents that it is resolved to"),
        sa.Column("mentions", sa.Integer(), nullable=False, comment="how often the text names or means the actor"),
        sa.Column("offices", sa.Text(), nullable=True, comment="offices held at the date of the text, as words"),
        sa.Column("why", sa.Text(), nullable=False, comment="what the resolution rests on"),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_appearances_actor_id_actors"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_appearances_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "local", name="pk_appearances"),
        comment="which actor across documents an actor of a dossier is taken for; merges come on top",
    )
    op.create_index("ix_appearances_actor_id", "appearances", ["actor_id"], unique=False)


def _merges() -> None:
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="the actor that is another under a second name"),
        sa.Column("into_id", sa.Text(), nullable=False, comment="the actor that it is"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why, in the words of who decided"),
        sa.Column("decided_by", sa.Text(), nullable=True, comment="who decided"),
        sa.Column("made", sa.Text(), nullable=False, comment="when it was decided"),
        sa.Column("undone", sa.Text(), nullable=True, comment="when it was taken back; null while it stands"),
        sa.Column("undone_reason", sa.Text(), nullable=True, comment="why it was taken back"),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_merges_actor_id_actors"),
        sa.ForeignKeyConstraint(["into_id"], ["actors.id"], name="fk_merges_into_id_actors"),
        sa.PrimaryKeyConstraint("id", name="pk_merges"),
        comment="statements that two actors are one; nothing else is rewritten, so each can be undone",
    )


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("actor_id", sa.Text(), nullable=False, comment="the actor"),
        sa.Column("name", sa.Text(), nullable=False, comment="a wording by which a text names the actor"),
        sa.Column("folded", sa.Text(), nullable=False, comment="the wording in small letters without accents"),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_names_actor_id_actors", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor_id", "name", name="pk_names"),
        comment="what the texts call an actor",
    )
    op.create_index("ix_names_folded", "names", ["folded"], unique=False)


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("reader", sa.Text(), nullable=False, comment="version of communique and of its steps that read the text"),
        sa.Column("made", sa.Text(), nullable=False, comment="when it was read"),
        sa.Column("current", sa.Boolean(), nullable=False, comment="whether the entries in the other tables are of this reading"),
        sa.Column("dossier", sa.LargeBinary(), nullable=False, comment="the whole dossier: its JSON form (format 1), compressed with zlib"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_readings_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.UniqueConstraint("document_id", "reader", name="uq_readings_document_id_reader"),
        comment="what each version of the reader made of a document",
    )


def _sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("address", sa.Text(), nullable=False, comment="URL, or path of the file; a part of a file after #"),
        sa.Column("version", sa.Integer(), nullable=False, comment="1 for the first text seen at the address, 2 for the next ..."),
        sa.Column("title", sa.Text(), nullable=True, comment="the headline there"),
        sa.Column("outlet", sa.Text(), nullable=True, comment="the outlet there"),
        sa.Column("published", sa.Date(), nullable=True, comment="day of publication there"),
        sa.Column("bytes_hash", sa.Text(), nullable=True, comment="sha256 of the bytes that were read there"),
        sa.Column("first_seen", sa.Text(), nullable=False, comment="when it was first read there"),
        sa.Column("last_seen", sa.Text(), nullable=False, comment="when it was last read there"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_sightings_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sightings"),
        sa.UniqueConstraint("address", "document_id", name="uq_sightings_address_document_id"),
        comment="where and when a document was seen; other text at the same address is a new version",
    )
    op.create_index("ix_sightings_bytes_hash", "sightings", ["bytes_hash"], unique=False)
    op.create_index("ix_sightings_document_id", "sightings", ["document_id"], unique=False)
