"""Fetches many addresses politely: as robots.txt allows, with a pause between requests to one host, again after a failure that passes."""

import time
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from communique.errors import AddressRefused, CommuniqueError, FetchError
from communique.settings import number, setting
from communique.sources.fetch import Fetched, fetch

_LONGEST_WAIT = 60.0
_LONGEST_PAUSE = 30.0


class Visitor:
    """Fetches for one run, and remembers what each host allows and when it was last asked."""

    def __init__(self) -> None:
        self._rules: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, address: str) -> Fetched:
        """Fetch an address; raises AddressRefused when robots.txt forbids it, else as `fetch` does after the last try."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules_of(origin) if number("robots") and parts.scheme in ("http", "https") else None
        if rules is not None and not rules.can_fetch(_agent(), address):
            raise AddressRefused(f"The robots.txt of {origin} does not allow {address}.", "COMMUNIQUE_ROBOTS=0 is for sites of your own.")
        pause = number("fetch_pause") / 1000
        if rules is not None and (delay := rules.crawl_delay(_agent())) is not None:
            pause = max(pause, min(float(delay), _LONGEST_PAUSE))
        return self._patiently(address, origin, pause)

    def _patiently(self, address: str, origin: str, pause: float) -> Fetched:
        """Fetch, and after a failure that passes fetch again, waiting twice as long each time or as long as the server says."""
        tries = number("fetch_retries")
        for done in range(tries + 1):
            self._wait_for(origin, pause)
            try:
                return fetch(address)
            except FetchError as error:
                if error.retry_after is None or done == tries:
                    raise
                time.sleep(min(max(error.retry_after, 0.5 * 2**done), _LONGEST_WAIT))
        raise FetchError(f"{address} was not fetched.", "COMMUNIQUE_FETCH_RETRIES must not be negative.")

    def _wait_for(self, origin: str, pause: float) -> None:
        ready = self._asked.get(origin, float("-inf")) + pause
        time.sleep(max(0.0, ready - time.monotonic()))
        self._asked[origin] = time.monotonic()

    def _rules_of(self, origin: str) -> RobotFileParser:
        """Return what robots.txt of a site says: nothing to obey when there is none, nothing allowed while the site fails (RFC 9309)."""
        if origin not in self._rules:
            rules = RobotFileParser()
            try:
                rules.parse(self._patiently(f"{origin}/robots.txt", origin, 0).data.decode("utf-8", "replace").splitlines())
            except CommuniqueError as error:
                rules.parse(["User-agent: *", "Disallow: /"] if isinstance(error, FetchError) and error.retry_after is not None else [])
            self._rules[origin] = rules
        return self._rules[origin]


def _agent() -> str:
    return str(setting("user_agent")).partition("/")[0]
