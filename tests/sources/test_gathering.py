"""What a person names is found: files, folders, JSON lines, WARC files, feeds and sitemaps, from disk and from a real server."""

import gzip
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from communique.errors import AddressRefused, CommuniqueError, FetchError, InputError, MissingInput, UsageError
from communique.sources import Gatherer, Report
from tests.sources.site import Site, site

FEED = """<?xml version="1.0"?><!-- a feed --><rss version="2.0"><channel><title>Isle</title>
<item><title>One</title><link>{here}/one</link><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/two</link></item>
<item><title>One again</title><link>{here}/one</link></item>
<item><title>No link</title></item></channel></rss>"""
ATOM = (
    """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{here}/one"/><updated>2031-03-05T00:00:00Z</updated></entry></feed>"""
)
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{here}/map1.xml</loc></sitemap>
<sitemap><loc>{here}/gone.xml</loc></sitemap><sitemap><loc>{here}/index.xml</loc></sitemap></sitemapindex>"""
MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{here}/one</loc><news:news><news:publication_date>2031-03-06T01:00:00Z</news:publication_date></news:news></url>
<url><loc>{here}/two</loc><lastmod>2032-01-01</lastmod></url></urlset>"""


@pytest.fixture
def isle(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("COMMUNIQUE_FETCH_PAUSE", "0")
    with site() as shown:
        shown.page("/one", "Ilka Venn spoke about the first paper at noon.")
        shown.page("/two", "Ilka Venn spoke about the second paper at night.")
        yield shown


def gathered(place: str) -> tuple[list[Report], list[CommuniqueError]]:
    """All reports of a place, loaded, and all errors."""
    gatherer, reports, errors = Gatherer(), list[Report](), list[CommuniqueError]()
    each: Report | CommuniqueError
    for each in gatherer.gather(place).reports:
        try:
            if isinstance(each, CommuniqueError):
                raise each
            reports.append(gatherer.load(each))
        except CommuniqueError as error:
            errors.append(error)
    return reports, errors


def test_a_folder_gives_its_reports_and_those_in_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "b.jsonl").write_text('{"text": "Second."}\n\n{"text": "Third."}\n')
    (tmp_path / "c.pdf").write_text("passed over")
    batch = Gatherer().gather(str(tmp_path))
    reports = [each for each in batch.reports if isinstance(each, Report)]
    assert [each.document().text for each in reports] == ["First.", "Second.", "Third."]
    assert batch.count == 3


@pytest.mark.parametrize(
    ("line", "address", "about"),
    [
        ('{"text": "T.", "url": "https://e.org/1"}', "https://e.org/1", {}),
        ('{"body": "T.", "id": 7}', "{path}#7", {}),
        ('{"content": "T."}', "{path}#27af919fc67cc5a7", {}),
        ('{"text": "T.", "title": "H", "outlet": "Isle", "date": "2031-03-04T10:00:00Z"}', None,
         {"title": "H", "outlet": "Isle", "published": "2031-03-04"}),
        ('{"format": 1, "document": {"text": "T.", "source": "https://e.org/2", "published": null}}', "https://e.org/2", {}),
    ],
)  # fmt: skip
def test_a_line_of_json_is_a_report(tmp_path: Path, line: str, address: str | None, about: dict[str, str]) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line)
    (report,), errors = gathered(str(path))
    document = report.document()
    assert (document.text, errors) == ("T.", [])
    if address and "27af" not in address:
        assert report.address == address.format(path=path)
    assert {name: str(getattr(document, name)) for name in about} == about


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[1]", "no object"),
        ('{"title": "T"}', "no text"),
        ('{"text": "T.", "date": "2031-02-30"}', "date"),
        ("[" * 100_000, "not JSON"),
        ('{"text": "  "}', "no text"),
    ],
)
def test_a_bad_line_costs_itself_only(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "reports.ndjson"
    path.write_text(f'{{"text": "One."}}\n{line}\n{{"text": "Two."}}\n')
    reports, (error,) = gathered(str(path))
    assert [each.text for each in reports] == ["One.", "Two."]
    assert "Line 2 of" in error.message
    assert says in error.message


def record(address: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", extra: str = "") -> bytes:
    """One answer of a server, as a WARC file keeps it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:6f1c8e0a-0000-4000-8000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


ONE = record("https://e.org/1", b"<p>Ilka Venn spoke about the first paper.</p>")
TWO = record("https://e.org/2", gzip.compress(b"<p>Ilka Venn spoke about the second paper.</p>"), extra="Content-Encoding: gzip\r\n")
OTHERS = record("https://e.org/3", b"gone", status="404 Not Found") + record("https://e.org/4", b"\x89PNG", kind="image/png")
CHUNKED = record("https://e.org/5", b"b\r\n<p>The thir\r\n14\r\nd paper is late.</p>\r\n0\r\n\r\n", extra="Transfer-Encoding: chunked\r\n")


@pytest.mark.parametrize(
    ("name", "data", "addresses"),
    [
        ("a.warc", ONE + OTHERS + TWO, ["https://e.org/1", "https://e.org/2"]),
        ("a.warc.gz", gzip.compress(ONE) + gzip.compress(TWO), ["https://e.org/1", "https://e.org/2"]),
        ("a.warc", CHUNKED, ["https://e.org/5"]),
    ],
)
def test_a_warc_file_gives_its_pages(tmp_path: Path, name: str, data: bytes, addresses: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    reports, errors = gathered(str(tmp_path / name))
    assert ([each.address for each in reports], errors) == (addresses, [])
    assert all("paper" in each.document().text for each in reports)


@pytest.mark.parametrize(
    ("name", "data", "good", "says"),
    [
        ("a.warc", (ONE + TWO)[:-20], 1, "breaks off after 1 records"),
        ("a.warc", (ONE + TWO)[: len(ONE) + 30], 1, "breaks off after 1 records"),
        ("a.warc.gz", (gzip.compress(ONE) + gzip.compress(TWO))[:-40], 1, "breaks off after 1 records"),
        ("a.warc", b"no warc at all " * 40, 0, "damaged after 0 records"),
        ("a.warc", b"", 0, "no answers"),
    ],
)
def test_a_broken_warc_file_gives_what_is_before_the_damage(tmp_path: Path, name: str, data: bytes, good: int, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    reports, (error,) = gathered(str(tmp_path / name))
    assert len(reports) == good
    assert isinstance(error, InputError)
    assert says in error.message


def test_a_feed_gives_what_it_announces(isle: Site) -> None:
    reports, errors = gathered(isle.put("/feed", FEED))
    assert ([each.address for each in reports], errors) == ([f"{isle.origin}/one", f"{isle.origin}/two"], [])
    assert [str(each.document().published) for each in reports] == ["2031-03-04", "None"]
    assert reports[0].document().text == "Ilka Venn spoke about the first paper at noon."


def test_an_atom_feed_in_a_file(isle: Site, tmp_path: Path) -> None:
    (tmp_path / "feed.atom").write_text(ATOM.replace("{here}", isle.origin))
    (report,), _ = gathered(str(tmp_path / "feed.atom"))
    assert (report.address, str(report.document().published)) == (f"{isle.origin}/one", "2031-03-05")


def test_a_sitemap_and_an_index_of_them(isle: Site) -> None:
    isle.put("/map1.xml", MAP)
    reports, (error,) = gathered(isle.put("/index.xml", INDEX))
    assert [each.address for each in reports] == [f"{isle.origin}/one", f"{isle.origin}/two"]
    assert [str(each.document().published) for each in reports] == ["2031-03-06", "None"]
    assert "gone.xml" in error.message


def test_a_zipped_sitemap(isle: Site, tmp_path: Path) -> None:
    (tmp_path / "map.xml.gz").write_bytes(gzip.compress(MAP.replace("{here}", isle.origin).encode()))
    reports, _ = gathered(str(tmp_path / "map.xml.gz"))
    assert len(reports) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<rss><channel></channel></rss>", "feed without links"),
        ("<urlset></urlset>", "lists nothing"),
        ("<urlset><url><loc>https://e.org", "damaged sitemap"),
        ('<!DOCTYPE u [<!ENTITY a "aaaa">]><urlset><url><loc>&a;</loc></url></urlset>', "lists nothing"),
    ],
)
def test_a_feed_or_sitemap_that_gives_nothing(isle: Site, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        Gatherer().gather(isle.put("/bad.xml", text))


def test_one_page_that_fails_costs_itself_only(isle: Site) -> None:
    isle.pages["/two"] = (404, b"gone", "text/html")
    reports, (error,) = gathered(isle.put("/feed", FEED))
    assert len(reports) == 1
    assert "404" in error.message


def test_robots_are_obeyed(isle: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    isle.put("/robots.txt", "User-agent: communique\nDisallow: /two\n\nUser-agent: *\nDisallow: /\n", "text/plain")
    _, (error,) = gathered(isle.put("/feed", FEED))
    assert isinstance(error, AddressRefused)
    assert "robots.txt" in error.message
    assert "/two" not in isle.paths()
    assert isle.paths().count("/robots.txt") == 1
    monkeypatch.setenv("COMMUNIQUE_ROBOTS", "0")
    assert gathered(f"{isle.origin}/feed")[1] == []


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_missing_robots_allows_and_a_failing_one_forbids(isle: Site, monkeypatch: pytest.MonkeyPatch, status: int, allowed: bool) -> None:
    monkeypatch.setenv("COMMUNIQUE_FETCH_RETRIES", "0")
    isle.pages["/robots.txt"] = (status, b"no", "text/plain")
    if allowed:
        assert Gatherer().gather(f"{isle.origin}/one").count == 1
    else:
        with pytest.raises(AddressRefused):
            Gatherer().gather(f"{isle.origin}/one")


def test_a_host_is_not_asked_faster_than_the_pause(isle: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_FETCH_PAUSE", "300")
    gathered(isle.put("/feed", FEED))
    moments = [moment for path, moment in isle.asked if path != "/robots.txt"]
    assert len(moments) == 3
    assert all(later - earlier > 0.2 for earlier, later in pairwise(moments))  # as the site sees it, on a busy machine


def test_what_fails_for_a_while_is_tried_again(isle: Site) -> None:
    good = isle.pages["/one"]
    isle.pages["/one"] = [(503, b"busy", "text/plain"), (429, b"slow down", "text/plain", {"Retry-After": "1"}), good]  # type: ignore[list-item]
    (report,), errors = gathered(f"{isle.origin}/one")
    assert (report.document().text, errors) == ("Ilka Venn spoke about the first paper at noon.", [])
    moments = [moment for path, moment in isle.asked if path == "/one"]
    assert len(moments) == 3
    assert moments[1] - moments[0] > 0.45
    assert moments[2] - moments[1] > 0.95


def test_what_fails_for_good_is_not(isle: Site) -> None:
    with pytest.raises(FetchError):
        Gatherer().gather(f"{isle.origin}/none")
    assert isle.paths().count("/none") == 1


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/latest"]
)
def test_addresses_of_private_networks_are_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("COMMUNIQUE_PRIVATE_ADDRESSES", "0")
    with pytest.raises(AddressRefused, match="private network"):
        Gatherer().gather(address)


def test_what_cannot_be_gathered() -> None:
    with pytest.raises(UsageError, match="Standard input"):
        Gatherer().gather("-")
    for name in ("none.txt", "none.warc", "none.jsonl", "none.xml"):
        with pytest.raises(MissingInput):
            gathered(name)
