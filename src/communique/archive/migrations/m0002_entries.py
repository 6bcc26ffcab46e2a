"""The tables of entries, and the full-text search over documents and attributions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then the search."""
    for make in (_attributions, _events, _gaps, _loaded_words, _points, _positions, _vote_claims, _attribution_actors, _event_actors):
        make()
    if op.get_bind().dialect.name == "sqlite":
        _search_sqlite()
    else:
        _search_postgresql()


def _attributions() -> None:
    op.create_table(
        "attributions",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("entry", sa.Text(), nullable=False, comment="id of the entry in the dossier"),
        sa.Column("decision", sa.Text(), nullable=True, comment="accepted, corrected or rejected by a person; null while nobody decided"),
        sa.Column("kind", sa.Text(), nullable=False, comment="direct, indirect or mixed"),
        sa.Column("content", sa.Text(), nullable=False, comment="the words attributed; pieces are joined with …"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the content"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the content"),
        sa.Column("pieces", sa.Text(), nullable=False, comment="the pieces of the content as JSON: [[start, end], ...]"),
        sa.Column("speakers", sa.Text(), nullable=False, comment="names of the speakers; empty when unresolved"),
        sa.Column("issues", sa.Text(), nullable=False, comment="issues of the positions that rest on it, as words"),
        sa.Column("source", sa.Text(), nullable=True, comment="the mention that the words are laid to"),
        sa.Column("source_start", sa.Integer(), nullable=True, comment="offset of the first code point of the source"),
        sa.Column("source_end", sa.Integer(), nullable=True, comment="offset after the last code point of the source"),
        sa.Column("cue", sa.Text(), nullable=True, comment="the words that do the attributing"),
        sa.Column("negated", sa.Boolean(), nullable=False, comment="the saying is denied"),
        sa.Column("denial", sa.Boolean(), nullable=False, comment="the speaker denies the content"),
        sa.Column("nested_in", sa.Text(), nullable=True, comment="id of the attribution in whose content it stands"),
        sa.Column("confidence", sa.Float(), nullable=False, comment="how sure the reading is, from 0 to 1"),
        sa.Column("why", sa.Text(), nullable=False, comment="which rule or model made it, and on what"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_attributions_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_attributions"),
        sa.UniqueConstraint("document_id", "entry", name="uq_attributions_document_id_entry"),
        comment="who said what",
    )
    op.create_index(
        "ix_attributions_rejected",
        "attributions",
        ["id"],
        unique=False,
        sqlite_where=sa.text("decision = 'rejected'"),
        postgresql_where=sa.text("decision = 'rejected'"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("entry", sa.Text(), nullable=False, comment="id of the entry in the dossier"),
        sa.Column("decision", sa.Text(), nullable=True, comment="accepted, corrected or rejected by a person; null while nobody decided"),
        sa.Column("type", sa.Text(), nullable=False, comment="PLOVER type"),
        sa.Column("mode", sa.Text(), nullable=True, comment="PLOVER mode of the type"),
        sa.Column(
            "modality", sa.Text(), nullable=False, comment="happened, planned, threatened, demanded, alleged, denied or hypothetical"
        ),
        sa.Column("date", sa.Text(), nullable=True, comment="ISO 8601 date, possibly reduced"),
        sa.Column("location", sa.Text(), nullable=True, comment="name of the place"),
        sa.Column("words", sa.Text(), nullable=False, comment="the sentence it stands in"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the sentence"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the sentence"),
        sa.Column("trigger", sa.Text(), nullable=False, comment="the word that names it"),
        sa.Column("trigger_start", sa.Integer(), nullable=False, comment="offset of the first code point of the trigger"),
        sa.Column("trigger_end", sa.Integer(), nullable=False, comment="offset after the last code point of the trigger"),
        sa.Column("told_by", sa.Text(), nullable=True, comment="id of the attribution in whose content it stands"),
        sa.Column("quad", sa.Text(), nullable=True, comment="quad class of the type"),
        sa.Column("score", sa.Float(), nullable=True, comment="conflict-cooperation score of the type, -10 to 10"),
        sa.Column("why", sa.Text(), nullable=False, comment="which rule or model made it, and on what"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_events_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("document_id", "entry", name="uq_events_document_id_entry"),
        comment="who did what to whom",
    )
    op.create_index("ix_events_date", "events", ["date"], unique=False)
    op.create_index(
        "ix_events_rejected",
        "events",
        ["id"],
        unique=False,
        sqlite_where=sa.text("decision = 'rejected'"),
        postgresql_where=sa.text("decision = 'rejected'"),
    )


def _gaps() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("words", sa.Text(), nullable=False, comment="the words that were left undecided"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the words"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the words"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why, in plain words"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_gaps_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
        comment="places where the reading abstained",
    )
    op.create_index("ix_gaps_document_id", "gaps", ["document_id"], unique=False)


def _loaded_words() -> None:
    op.create_table(
        "loaded_words",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("words", sa.Text(), nullable=False, comment="a judging word of the narration"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the words"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the words"),
        sa.Column("target_id", sa.Text(), nullable=True, comment="the actor that it judges"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_loaded_words_document_id_documents", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target_id"], ["actors.id"], name="fk_loaded_words_target_id_actors"),
        sa.PrimaryKeyConstraint("id", name="pk_loaded_words"),
        comment="judging words in the narration",
    )
    op.create_index("ix_loaded_words_document_id", "loaded_words", ["document_id"], unique=False)


def _points() -> None:
    op.create_table(
        "points",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("entry", sa.Text(), nullable=False, comment="id of the entry in the dossier"),
        sa.Column("decision", sa.Text(), nullable=True, comment="accepted, corrected or rejected by a person; null while nobody decided"),
        sa.Column("proposal", sa.Text(), nullable=False, comment="what the text calls the proposal"),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="who made the proposal"),
        sa.Column("number", sa.Integer(), nullable=True, comment="number of the point in the text"),
        sa.Column("issue", sa.Text(), nullable=False, comment="id of the issue"),
        sa.Column("label", sa.Text(), nullable=False, comment="what is asked for, in plain words"),
        sa.Column("stance", sa.Text(), nullable=True, comment="how the proposal stands to the issue"),
        sa.Column("words", sa.Text(), nullable=False, comment="the words that ask for it"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the words"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the words"),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_points_actor_id_actors"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_points_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_points"),
        comment="what is asked for in a proposal; entry is the id of the proposal",
    )
    op.create_index("ix_points_document_id", "points", ["document_id"], unique=False)


def _positions() -> None:
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("entry", sa.Text(), nullable=False, comment="id of the entry in the dossier"),
        sa.Column("decision", sa.Text(), nullable=True, comment="accepted, corrected or rejected by a person; null while nobody decided"),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="who holds it"),
        sa.Column(
            "issue", sa.Text(), nullable=False, comment="id of the issue; free: and the words of the text where no declared issue fits"
        ),
        sa.Column("label", sa.Text(), nullable=False, comment="the issue in plain words"),
        sa.Column("stance", sa.Text(), nullable=False, comment="how the actor stands to it"),
        sa.Column("strength", sa.Integer(), nullable=True, comment="how strong the words are, from 1 to 9"),
        sa.Column("words", sa.Text(), nullable=False, comment="the words it rests on"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the words"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the words"),
        sa.Column("basis", sa.Text(), nullable=False, comment="speech, vote, sponsorship or narration"),
        sa.Column("evidence", sa.Text(), nullable=True, comment="id of the entry it rests on"),
        sa.Column("target", sa.Text(), nullable=True, comment="what the stance is on, where that is a proposal, an actor or a resolution"),
        sa.Column("why", sa.Text(), nullable=False, comment="which rule or model made it, and on what"),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_positions_actor_id_actors"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_positions_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_positions"),
        sa.UniqueConstraint("document_id", "entry", name="uq_positions_document_id_entry"),
        comment="who wants what",
    )
    op.create_index("ix_positions_actor_id_issue", "positions", ["actor_id", "issue"], unique=False)
    op.create_index("ix_positions_issue", "positions", ["issue"], unique=False)
    op.create_index(
        "ix_positions_rejected",
        "positions",
        ["id"],
        unique=False,
        sqlite_where=sa.text("decision = 'rejected'"),
        postgresql_where=sa.text("decision = 'rejected'"),
    )


def _vote_claims() -> None:
    op.create_table(
        "vote_claims",
        sa.Column("id", sa.Integer(), nullable=False, comment="number of the row"),
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the document it stands in"),
        sa.Column("entry", sa.Text(), nullable=False, comment="id of the entry in the dossier"),
        sa.Column("decision", sa.Text(), nullable=True, comment="accepted, corrected or rejected by a person; null while nobody decided"),
        sa.Column("body", sa.Text(), nullable=True, comment="the body that voted, as far as told"),
        sa.Column("resolution", sa.Text(), nullable=True, comment="symbol as named in the text"),
        sa.Column("date", sa.Text(), nullable=True, comment="ISO 8601 date of the vote, as far as told"),
        sa.Column("words", sa.Text(), nullable=False, comment="the words that tell it; pieces are joined with …"),
        sa.Column("start_offset", sa.Integer(), nullable=False, comment="offset of the first code point of the words"),
        sa.Column("end_offset", sa.Integer(), nullable=False, comment="offset after the last code point of the words"),
        sa.Column("outcome", sa.Text(), nullable=True, comment="of the check: holds, fails or cannot tell; null when unchecked"),
        sa.Column("reason", sa.Text(), nullable=True, comment="of the verdict, in one sentence"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_vote_claims_document_id_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_vote_claims"),
        sa.UniqueConstraint("document_id", "entry", name="uq_vote_claims_document_id_entry"),
        comment="what a text says about a roll call",
    )


def _attribution_actors() -> None:
    op.create_table(
        "attribution_actors",
        sa.Column("attribution_id", sa.Integer(), nullable=False, comment="the attribution"),
        sa.Column("role", sa.Text(), nullable=False, comment="speaker, via or addressee"),
        sa.Column("place", sa.Integer(), nullable=False, comment="order among those of the role, from 0"),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="the actor"),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_attribution_actors_actor_id_actors"),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name="fk_attribution_actors_attribution_id_attributions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attribution_id", "role", "place", name="pk_attribution_actors"),
        comment="who speaks in an attribution, through whom, to whom",
    )
    op.create_index("ix_attribution_actors_actor_id_role", "attribution_actors", ["actor_id", "role"], unique=False)


def _event_actors() -> None:
    op.create_table(
        "event_actors",
        sa.Column("event_id", sa.Integer(), nullable=False, comment="the event"),
        sa.Column("role", sa.Text(), nullable=False, comment="actor or recipient"),
        sa.Column("place", sa.Integer(), nullable=False, comment="order among those of the role, from 0"),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="the actor"),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_event_actors_actor_id_actors"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_actors_event_id_events", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "role", "place", name="pk_event_actors"),
        comment="who acts in an event, and on whom",
    )
    op.create_index("ix_event_actors_actor_id_role", "event_actors", ["actor_id", "role"], unique=False)


def _search_sqlite() -> None:
    """FTS5 tables over the rows of two tables, kept in step by triggers; Porter stems, accents do not count."""
    for table, columns in _SEARCHED.items():
        index, new, old = f"{table}_fts", *(", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
        named = ", ".join(columns)
        op.execute(
            f'CREATE VIRTUAL TABLE {index} USING fts5({named}, content="{table}", content_rowid="id", '  # so written, Datasette sees it
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        put = f"INSERT INTO {index}(rowid, {named}) VALUES (new.id, {new});"
        take = f"INSERT INTO {index}({index}, rowid, {named}) VALUES ('delete', old.id, {old});"
        op.execute(f"CREATE TRIGGER {table}_put AFTER INSERT ON {table} BEGIN {put} END")
        op.execute(f"CREATE TRIGGER {table}_take AFTER DELETE ON {table} BEGIN {take} END")
        op.execute(f"CREATE TRIGGER {table}_change AFTER UPDATE OF {named} ON {table} BEGIN {take} {put} END")


def _search_postgresql() -> None:
    """Columns of type tsvector over the same rows, by a configuration without stop words; accents do not count.

    The columns have the weights A, B, C, in their order. A tsvector holds at most 1 MB, so of a very long text only the first 200,000
    characters are searched.
    """
    op.execute("CREATE TEXT SEARCH DICTIONARY communique_stem (TEMPLATE = snowball, Language = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION communique (COPY = english)")
    op.execute(
        "ALTER TEXT SEARCH CONFIGURATION communique ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part "
        "WITH communique_stem"
    )
    for table, columns in _SEARCHED.items():
        terms = " || ".join(_weighed(column, weight) for column, weight in zip(columns, "ABC", strict=False))
        op.execute(f"ALTER TABLE {table} ADD COLUMN terms tsvector GENERATED ALWAYS AS ({terms}) STORED")
        op.execute(f"CREATE INDEX ix_{table}_terms ON {table} USING gin (terms)")


def _weighed(column: str, weight: str) -> str:
    letters = f"regexp_replace(normalize(left(coalesce({column}, ''), 200000), NFD), '[\\u0300-\\u036f]', '', 'g')"
    plain = f"regexp_replace({letters}, '[\\u00a0-\\u00bf\\u2000-\\u206f]', ' ', 'g')"
    return f"setweight(to_tsvector('communique'::regconfig, {plain}), '{weight}')"


_SEARCHED = {"documents": ("title", "text"), "attributions": ("content", "speakers", "issues")}
