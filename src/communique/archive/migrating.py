"""Brings the tables of a database up to this version, step by step, with the migrations in `migrations/`."""

from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from communique.errors import ArchiveError

_OURS = {"documents", "alembic_version"}


def scripts() -> ScriptDirectory:
    """Return the directory of the migrations."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_locations", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "newline")
    return ScriptDirectory.from_config(config)


def upgrade(engine: sa.Engine, place: str) -> None:
    """Run the migrations that a database lacks, all in one transaction; `place` names it in messages.

    Raises ArchiveError when it holds other tables, or was made by a newer version.
    """
    directory = scripts()
    head = directory.get_current_head()
    with engine.connect() as connection:
        if _at(connection) == head:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        at = _at(connection)
        if at == head:
            return
        if at is None and (tables := set(sa.inspect(connection).get_table_names())):
            raise ArchiveError(f"{place} holds other tables ({', '.join(sorted(tables)[:3])}) and is no archive.", "Choose another place.")
        if at is not None and at not in {script.revision for script in directory.walk_revisions()}:
            raise ArchiveError(f"{place} was made by a newer version of communique.", "Install the newer version.")
        _run(directory, connection)


def _at(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(directory: ScriptDirectory, connection: sa.Connection) -> None:
    def steps(revision: object, _context: object) -> object:
        return directory._upgrade_revs("head", revision)  # type: ignore[arg-type]

    with EnvironmentContext(Config(), directory, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
