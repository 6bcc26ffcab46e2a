"""Sitemaps: the addresses that a site lists for robots, and the sitemaps that an index of them lists."""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from communique.errors import InputError
from communique.sources.announcing import Announced, first_element


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: reports, and other sitemaps."""

    reports: tuple[Announced, ...]
    maps: tuple[str, ...]


def is_sitemap(data: bytes) -> bool:
    """Say whether the bytes begin like a sitemap or an index of sitemaps."""
    return first_element(data) in {"urlset", "sitemapindex"}


def read_sitemap(data: bytes, name: str) -> Sitemap:
    """Return what a sitemap lists, each address once; a news sitemap's day of publication wins over the day of the last change.

    Raises InputError when it is damaged or lists nothing.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name} is a damaged sitemap ({error.msg}).", "Fetch it again, or name the pages themselves.") from error
    reports: dict[str, Announced] = {}
    maps: dict[str, None] = {}
    for entry in root.iterchildren("{*}url", "{*}sitemap"):
        address = (entry.findtext("{*}loc") or "").strip()
        if not address.startswith(("http://", "https://")):
            continue
        if etree.QName(entry).localname == "sitemap":
            maps[address] = None
        else:
            day = entry.findtext(".//{*}publication_date")
            reports.setdefault(address, Announced(address, _day(day)))
    if not reports and not maps:
        raise InputError(f"{name} is a sitemap that lists nothing.")
    return Sitemap(tuple(reports.values()), tuple(maps))


def _day(text: str | None) -> date | None:
    found = re.match(r"\s*(\d{4}-\d\d-\d\d)", text or "")
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
