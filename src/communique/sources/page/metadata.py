"""What a page says about itself: JSON-LD, OpenGraph, <meta>, <time> and the <title>, in that order of trust."""

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from communique.sources.dates import stamp

_REPORTS = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "backgroundnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle",
    "blogposting",
    "liveblogposting",
    "report",
    "scholarlyarticle",
    "socialmediaposting",
    "webpage",
    "pressrelease",
    "speech",
)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.date",
    "dcterms.date",
    "date",
    "originalpublicationdate",
    "release_date",
    "citation_publication_date",
    "citation_date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "revised",
)
_AUTHORS = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title")
_SITE_TAIL = re.compile(r"\s+(?:[|–—·•»-]|::)\s+[^|–—·•»]{2,50}$")
_JSON_LIMIT = 2_000_000  # characters of one JSON-LD script that are read


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    modified: date | None = None
    live: bool = False
    free: bool = True
    titles: tuple[str, ...] = field(default=(), repr=False)  # every wording of the title, to know the headline by


def metadata(root: etree._Element) -> Metadata:
    """Collect the metadata of a parsed page; malformed values are passed over."""
    meta, scripts, title = _collect(root)
    data = [item for script in scripts for item in _linked_data(script)]
    reports = sorted((item for item in data if _types(item) & set(_REPORTS)), key=_rank)
    titles = [_plain(item.get("headline") or item.get("name")) for item in reports if not _types(item) <= {"webpage"}]
    titles += [_plain(value) for name in _TITLES for value in meta[name]]
    titles += [_SITE_TAIL.sub("", title), title]
    known = tuple(dict.fromkeys(value for value in titles if value))
    return Metadata(
        title=known[0] if known else None,
        outlet=_first([_name(item.get("publisher")) for item in reports] + [_plain(v) for name in _OUTLETS for v in meta[name]]),
        author=_first([_name(item.get("author")) for item in reports]) or _people([_plain(v) for name in _AUTHORS for v in meta[name]]),
        published=_day([item.get("datePublished") for item in reports] + [v for name in _PUBLISHED for v in meta[name]]),
        modified=_day([item.get("dateModified") for item in reports] + [v for name in _MODIFIED for v in meta[name]]),
        live=any("liveblogposting" in _types(item) for item in reports),
        free=not any(str(item.get("isAccessibleForFree")).lower() == "false" for item in reports),
        titles=known,
    )


def _collect(root: etree._Element) -> tuple[dict[str, list[str]], list[str], str]:
    """Return the <meta> values by lower-case name, the JSON-LD scripts and the <title>."""
    meta: dict[str, list[str]] = defaultdict(list)
    scripts: list[str] = []
    title = ""
    for element in root.iter("meta", "script", "title"):
        if element.tag == "meta":
            value = (element.get("content") or "").strip()
            for name in " ".join(element.get(key) or "" for key in ("property", "name", "itemprop")).lower().split():
                if value:
                    meta[name].append(value)
        elif element.tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text:
                scripts.append(element.text[:_JSON_LIMIT])
        elif not title and (element.getparent() is None or element.getparent().tag != "svg"):
            title = _plain(element.text)
    return meta, scripts, title


def _linked_data(script: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD script, those in lists and graphs too; nothing when it is not JSON."""
    cleaned = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script)
    try:
        waiting: list[Any] = [json.loads(cleaned, strict=False)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < 500:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(item.get(key), (list, dict)))


def _types(item: dict[str, Any]) -> set[str]:
    kind = item.get("@type")
    return {str(one).lower().rsplit("/", 1)[-1] for one in (kind if isinstance(kind, list) else [kind])}


def _rank(item: dict[str, Any]) -> int:
    return 1 if _types(item) <= {"webpage"} else 0


def _name(value: Any) -> str:
    """Return the names in a JSON-LD person, organisation or list of them."""
    if isinstance(value, list):
        return _people([_name(one) for one in value]) or ""
    if isinstance(value, dict):
        return _name(value.get("name"))
    return _plain(value)


def _people(names: list[str]) -> str | None:
    """Join names once each; addresses and empty values are no names."""
    kept = [re.sub(r"^[Bb][Yy]\s+", "", name) for name in names if name and "://" not in name and not name.startswith(("@", "/"))]
    return ", ".join(dict.fromkeys(kept)) or None


def _first(values: list[str]) -> str | None:
    return next((value for value in values if value and "://" not in value), None)


def _day(values: list[Any]) -> date | None:
    return next((day for value in values if isinstance(value, (str, int)) and (day := stamp(str(value)))), None)


def _plain(value: Any) -> str:
    """Return a metadata value as one line of text; entities that were escaped twice are read."""
    return " ".join(html.unescape(value).split())[:500] if isinstance(value, str) else ""
