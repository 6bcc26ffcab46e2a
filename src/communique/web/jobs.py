"""Reports on their way into the archive: each hand-in is a job that a thread works off, and whose progress anyone may watch."""

import asyncio
import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communique.adding import Added, Adder
from communique.archive import Archive
from communique.errors import CommuniqueError, OutputError, UsageError

KEPT = 50
AT_ONCE = 4
WATCH_SECONDS, LOOK_SECONDS = 15.0, 0.2


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one report: its name as it was handed in, how it was kept and as which document, or why it was not."""

    name: str
    outcome: str
    document: int | None
    message: str = ""
    hint: str = ""


@dataclass
class Job:
    """One hand-in; `steps` grows as the reports are read, `total` is how many are known to be there."""

    id: str
    names: dict[str, str]
    steps: list[Step] = field(default_factory=list)
    total: int = 0
    done: bool = False

    def tell(self, step: Step | None, *, total: int, done: bool = False) -> None:
        """Add a step; `done` is told after all steps."""
        if step is not None:
            self.steps.append(step)
        self.total = max(total, len(self.steps))
        self.done = done

    async def watch(self, seen: int = 0) -> AsyncIterator[tuple[int, Step | None]]:
        """Yield the steps after the first `seen` ones with their numbers, waiting for more; None when nothing came for a while.

        It looks every LOOK_SECONDS rather than to wait in a thread: any number may watch without holding up who reads.
        """
        quiet = 0.0
        while True:
            done = self.done  # before the steps: what is done has all of them
            fresh = self.steps[seen:]
            for step in fresh:
                seen += 1
                yield seen, step
            if done:
                return
            quiet = 0.0 if fresh else quiet + LOOK_SECONDS
            if quiet >= WATCH_SECONDS:
                quiet = 0.0
                yield seen, None
            await asyncio.sleep(LOOK_SECONDS)


class Jobs:
    """The hand-ins of this process; a few are worked off at once, and the last ones stay to be looked at.

    Files are kept in `folder`, each in a folder named for its content: that is the address under which the archive knows the report.
    """

    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive, self._folder = archive, folder
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, job_id: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(job_id)

    def close(self) -> None:
        """Let those who watch go: the server ends."""
        for job in self._jobs.values():
            job.tell(None, total=job.total, done=True)

    def latest(self) -> tuple[Job, ...]:
        """Return the jobs, the newest first."""
        return tuple(reversed(self._jobs.values()))

    def start(self, addresses: Sequence[str], files: Sequence[tuple[str, bytes]], published: date | None) -> Job:
        """Take addresses and files (name and bytes) in and begin to read them; raises UsageError when too many jobs are at work."""
        with self._lock:
            if sum(not job.done for job in self._jobs.values()) >= AT_ONCE:
                raise UsageError("Enough is being added at the moment.", "Wait until one of the hand-ins is done.")
            names = {str(_saved(self._folder, name, data)): name for name, data in files}
            places = [*addresses, *names]
            job = Job(secrets.token_urlsafe(9), names, total=len(places))
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=self._work, args=(job, places, published), daemon=True).start()
        return job

    def _work(self, job: Job, places: Sequence[str], published: date | None) -> None:
        adder = Adder(self._archive, published=published)
        try:
            for added in adder.add(places):
                job.tell(_step(added, job.names), total=adder.total)
        except CommuniqueError as error:
            job.tell(Step("", "not read", None, error.message, error.hint), total=adder.total)
        finally:
            job.tell(None, total=len(job.steps), done=True)


def _saved(folder: Path, name: str, data: bytes) -> Path:
    """Write a file under its own name into a folder named for its content; raises OutputError."""
    plain = Path(name.replace("\\", "/").replace("\0", "")).name.strip(". ")[-100:] or "report.txt"
    path = folder / hashlib.sha256(data).hexdigest()[:16] / plain
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{plain} cannot be kept ({error.strerror}).", "Ask whoever runs the server to look at its folder.") from error
    return path.resolve()


def _step(added: Added, names: dict[str, str]) -> Step:
    name = next((shown for path, shown in names.items() if added.address.startswith(path)), added.address)
    if added.error is not None:
        return Step(name, "not read", None, _plain(added.error.message, names), added.error.hint)
    return Step(name, str(added.outcome), added.kept.document_id if added.kept else None)


def _plain(message: str, names: dict[str, str]) -> str:
    for path, shown in names.items():
        message = message.replace(path, shown)
    return message
