"""What the pages work with: the archive, the reader, the record of votes, and the dossiers read lately."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

from communique import rollcalls, vocabulary
from communique.archive import Archive, dossier_of
from communique.errors import Busy
from communique.ingest import Reader
from communique.record import Dossier
from communique.rollcalls import RollCalls
from communique.vocabulary import Vocabulary
from communique.web.jobs import Jobs

KEPT_DOSSIERS = 600
WAIT_SECONDS = 20


class Resources:
    """The archive and what is loaded once a process; safe to use from several threads."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.jobs = Jobs(archive, kept_files(archive))
        self._reader = Reader()
        self._reading = threading.Lock()
        self._dossiers: OrderedDict[tuple[int, str], Dossier] = OrderedDict()
        self._keeping = threading.Lock()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The declared words of the field."""
        return vocabulary.load()

    @property
    def votes(self) -> RollCalls:
        """The record of roll calls, with what was added to it since."""
        return rollcalls.load()

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Give the reader to one thread at a time; raises Busy after a while of waiting."""
        if not self._reading.acquire(timeout=WAIT_SECONDS):
            raise Busy("The reader is at work for others.", "Try again in a moment.")
        try:
            yield self._reader
        finally:
            self._reading.release()

    def read(self, text: str, published: date | None) -> Dossier:
        """Read a text without storing it."""
        with self.reader() as reader:
            return reader.read(text, published=published)

    def dossier(self, number: int, version: str = "") -> Dossier:
        """Return the current dossier of a document; one of a `version` that is known (when it was read) is kept for a while."""
        key = (number, version)
        with self._keeping:
            if version and key in self._dossiers:
                self._dossiers.move_to_end(key)
                return self._dossiers[key]
        found = dossier_of(self.archive, number)
        if version:
            with self._keeping:
                self._dossiers[key] = found
                while len(self._dossiers) > KEPT_DOSSIERS:
                    self._dossiers.popitem(last=False)
        return found

    def warm(self, texts: Iterable[str] = ("The minister said the talks would go on.",)) -> None:
        """Load the models and the record of votes before the first visitor needs them."""
        for text in texts:
            self.read(text, None)
        self.votes.find("ceasefire")


def kept_files(archive: Archive) -> Path:
    """Return the folder for the files that are handed in: beside the archive, or in the working folder for a database server."""
    database = archive.engine.url.database
    return Path(f"{database}.reports" if archive.dialect == "sqlite" and database else "communique.reports")
