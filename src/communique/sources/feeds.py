"""Feeds: RSS and Atom, as files or fetched, to the addresses of the reports that they announce."""

from datetime import date
from typing import Any
from urllib.parse import urljoin

from communique.errors import InputError
from communique.sources.announcing import Announced, first_element


def is_feed(data: bytes) -> bool:
    """Say whether the bytes begin like an RSS or Atom feed."""
    return first_element(data) in {"rss", "feed", "rdf"}


def read_feed(data: bytes, name: str, base: str = "") -> tuple[Announced, ...]:
    """Return what a feed announces, in its order, each address once; `base` is the address that relative links start from.

    Raises InputError when it is no feed that can be read.
    """
    import feedparser

    parsed: Any = feedparser.parse(data)
    found: dict[str, Announced] = {}
    for entry in parsed.entries:
        given = str(entry.get("link", "")).strip()
        link = urljoin(base, given) if given else ""
        if link.startswith(("http://", "https://")):
            found.setdefault(link, Announced(link, _day(entry)))
    if not found:
        raise InputError(f"{name} is a feed without links to reports.", "Name the pages themselves.")
    return tuple(found.values())


def _day(entry: Any) -> date | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return date(*moment[:3]) if moment else None
