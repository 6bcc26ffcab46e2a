"""What the pages work with: the archive, the reader, the record of votes, and the dossiers read lately."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from communique import rollcalls, vocabulary
from communique.archive import Archive, dossier_of
from communique.archive.readings import current_readings, state_of
from communique.archive.reviewed import reviewed_dossiers
from communique.errors import Busy, CommuniqueError
from communique.ingest import Reader
from communique.record import Dossier
from communique.rollcalls import RollCalls, placed
from communique.rollcalls.idealpoints import IdealPoints
from communique.vocabulary import Vocabulary
from communique.web.jobs import Jobs

KEPT = 800
"""How many dossiers, matrices and the like are kept."""
LATELY_SECONDS, KEPT_COUNTS = 10, 100
WAIT_SECONDS, WAITING = 20, 4
"""How long a request waits for the reader, and how many may: fewer than are worked on at once, so that pages go on being shown."""
Made = TypeVar("Made")


class Resources:
    """The archive and what is loaded once a process; safe to use from several threads."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.jobs = Jobs(archive, kept_files(archive))
        self._reader = Reader()
        self._reading = threading.Lock()
        self._waiting = threading.BoundedSemaphore(WAITING)
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._keeping, self._at_work = threading.Lock(), threading.Lock()
        self._once: dict[Hashable, threading.Lock] = {}
        self._lately: OrderedDict[Hashable, tuple[float, Hashable, object]] = OrderedDict()
        self._making: dict[Hashable, Future[object]] = {}
        self._estimating: threading.Thread | None = None
        self._not_estimated: CommuniqueError | None = None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The declared words of the field."""
        return vocabulary.load()

    @property
    def votes(self) -> RollCalls:
        """The record of roll calls, with what was added to it since."""
        return rollcalls.load()

    def ideal_points(self) -> IdealPoints:
        """Return the ideal points of the record; raises Busy while those of a newer record are estimated, and what went wrong in that."""
        record = self.votes
        found = placed.points_at_hand(record)
        if found is not None:
            return found
        with self._keeping:
            if self._not_estimated is not None:
                error, self._not_estimated = self._not_estimated, None
                raise error
            if self._estimating is None or not self._estimating.is_alive():
                self._estimating = threading.Thread(target=self._estimate, args=(record,), daemon=True)
                self._estimating.start()
        raise Busy("The ideal points of the newer record are being estimated.", "Look again in half a minute.")

    def _estimate(self, record: RollCalls) -> None:
        try:
            placed.ideal_points(record)
        except CommuniqueError as error:
            self._not_estimated = error

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Give the reader to one thread at a time; raises Busy when enough wait for it already, or after a while of waiting."""
        if not self._waiting.acquire(blocking=False):
            raise Busy("The reader is at work for others.", "Try again in a moment.")
        try:
            if not self._reading.acquire(timeout=WAIT_SECONDS):
                raise Busy("The reader is at work for others.", "Try again in a moment.")
            try:
                yield self._reader
            finally:
                self._reading.release()
        finally:
            self._waiting.release()

    def read(self, text: str, published: date | None) -> Dossier:
        """Read a text without storing it."""
        with self.reader() as reader:
            return reader.read(text, published=published)

    def dossier(self, number: int) -> Dossier:
        """Return the current dossier of a document; raises UnknownName."""
        found = self.dossiers([number])
        return found[number] if number in found else dossier_of(self.archive, number)

    def dossiers(self, numbers: Sequence[int]) -> dict[int, Dossier]:
        """Return the current dossiers of documents; those read lately are at hand."""
        return {
            number: self.kept(("dossier", number, reading), lambda number=number: dossier_of(self.archive, number))  # type: ignore[misc]
            for number, reading in current_readings(self.archive, numbers).items()
        }

    def reviewed(self, numbers: Sequence[int]) -> dict[int, Dossier]:
        """Return the dossiers of documents as they stand after review: merged actors one, rejected entries gone, corrected ones correct."""
        decided = state_of(self.archive)[2:]
        keys = {number: ("reviewed", number, reading, decided) for number, reading in current_readings(self.archive, numbers).items()}
        found = {number: self._at_hand(key) for number, key in keys.items()}
        for number, dossier in reviewed_dossiers(self.archive, [number for number, kept in found.items() if kept is None]):
            found[number] = self.kept(keys[number], lambda dossier=dossier: dossier)  # type: ignore[misc]
        return {number: cast(Dossier, dossier) for number, dossier in found.items() if dossier is not None}

    def _at_hand(self, key: Hashable) -> object | None:
        """Return what was made for a key before, None when it is not kept any more."""
        with self._keeping:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def has(self, key: Hashable) -> bool:
        """Say whether what was made for a key is kept."""
        with self._keeping:
            return key in self._made

    def begun(self, key: Hashable, make: Callable[[], Made], *, wait: float) -> Made | None:
        """Return what was made for a key before; else begin to make it in the background, and return it when it is done in time, else None.

        `wait` is how many seconds there are.
        One such thing is made at a time, so that pages go on being shown; when enough of them wait, it is begun when it is asked for again.
        Raises what `make` raises.
        """
        with self._keeping:
            if key in self._made:
                return cast(Made, self._made[key])
            future = self._making.get(key)
            if future is None:
                if len(self._making) >= WAITING:
                    return None
                future = self._making[key] = Future()
                threading.Thread(target=self._make, args=(key, make, future), daemon=True).start()
        try:
            return cast(Made, future.result(wait))
        except TimeoutError:
            return None

    def _make(self, key: Hashable, make: Callable[[], object], future: "Future[object]") -> None:
        try:
            with self._at_work:
                future.set_result(self.kept(key, make))
        except CommuniqueError as error:
            future.set_exception(error)
        finally:
            future.cancel()  # those who wait must not wait in vain, whatever went wrong
            with self._keeping:
                del self._making[key]

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made for a key before, or make it, once however many ask; the key tells all that it depends on."""
        with self._keeping:
            if key in self._made:
                self._made.move_to_end(key)
                return cast(Made, self._made[key])
            once = self._once.setdefault(key, threading.Lock())
        with once:
            with self._keeping:
                if key in self._made:
                    return cast(Made, self._made[key])
            try:
                made = make()
            finally:
                self._once.pop(key, None)
            with self._keeping:
                self._made[key] = made
                while len(self._made) > KEPT:
                    self._made.popitem(last=False)
            return made

    def lately(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made of the archive for a key; changes may be missed for LATELY_SECONDS. For counts over all of it."""
        now, state = time.monotonic(), self.state()
        with self._keeping:
            made_at, of, value = self._lately.get(key, (-math.inf, None, None))
        if of == state or now - made_at < LATELY_SECONDS:
            return cast(Made, value)
        made = self.kept(("lately", key, state), make)
        with self._keeping:
            self._lately[key] = (now, state, made)
            while len(self._lately) > KEPT_COUNTS:
                self._lately.popitem(last=False)
        return made

    def state(self) -> Hashable:
        """Return a key for all that the archive has at the moment."""
        return state_of(self.archive)

    def warm(self, texts: Iterable[str] = ("The minister said the talks would go on.",)) -> None:
        """Load the models and the record of votes before the first visitor needs them."""
        for text in texts:
            self.read(text, None)
        self.votes.find("ceasefire")


def kept_files(archive: Archive) -> Path:
    """Return the folder for the files that are handed in: beside the archive, or in the working folder for a database server."""
    database = archive.engine.url.database
    return Path(f"{database}.reports" if archive.dialect == "sqlite" and database else "communique.reports")
