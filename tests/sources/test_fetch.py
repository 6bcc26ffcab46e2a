"""Fetching from a real server on the loopback address, with each way in which a server can fail."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique.errors import (
    AddressNotFound,
    AddressRefused,
    BinaryInput,
    CommuniqueError,
    EmptyInput,
    FetchError,
    NoBodyText,
    TooLargeInput,
)
from communique.sources import open_source

SENTENCE = "The foreign minister of Marrova said on Tuesday that the talks in Geneva would go on until Friday, whatever the other side did."
PAGE = (
    f"<html><head><title>Talks go on</title></head><body><h1>Talks go on in Geneva</h1><article><p>{SENTENCE}</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        action = getattr(self, "page_" + self.path.strip("/").split("/")[0].split("?")[0].replace("-", "_"), None)
        if action is None:
            self.answer(404, b"<p>Nothing here</p>")
        else:
            action()

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        fields = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers
        for name, value in fields.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_good(self) -> None:
        self.answer(200, PAGE.encode())

    def page_agent(self) -> None:
        self.answer(200, f"{SENTENCE} {self.headers['User-Agent']}".encode(), Content_Type="text/plain")

    def page_moved(self) -> None:
        self.answer(301, b"", Location="/good")

    def page_loop(self) -> None:
        self.answer(302, b"", Location="/loop")

    def page_to_file(self) -> None:
        self.answer(302, b"", Location="file:///etc/passwd")

    def page_status(self) -> None:
        self.answer(int(self.path.rsplit("/", 1)[1]), b"<p>No.</p>")

    def page_torn(self) -> None:
        self.answer(200, PAGE.encode()[:150], Content_Length=str(len(PAGE)))
        self.close_connection = True

    def page_gzip(self) -> None:
        self.answer(200, body := gzip.compress(PAGE.encode()), Content_Encoding="gzip", Content_Length=str(len(body)))

    def page_bad_gzip(self) -> None:
        self.answer(200, b"this is not gzip at all", Content_Encoding="gzip")

    def page_bomb(self) -> None:
        body = gzip.compress(b"<p>" + b"a" * 5_000_000)
        self.answer(200, body, Content_Encoding="gzip", Content_Length=str(len(body)))

    def page_slow(self) -> None:
        time.sleep(3)

    def page_drip(self) -> None:
        self.answer(200, b"", Content_Length="100000")
        for _ in range(30):
            try:
                self.wfile.write(b"<p>x")
            except OSError:
                break
            time.sleep(0.1)
        self.close_connection = True

    def page_pdf(self) -> None:
        self.answer(200, b"%PDF-1.7 ...", Content_Type="application/pdf")

    def page_json(self) -> None:
        self.answer(200, b'{"a": 1}', Content_Type="application/json")

    def page_mislabelled(self) -> None:
        self.answer(200, b"\x89PNG\r\n\x1a\n....", Content_Type="text/html")

    def page_empty(self) -> None:
        self.answer(200, b"")

    def page_bodyless(self) -> None:
        self.answer(200, b"<html><body><div id='app'></div><script>render()</script></body></html>")

    def page_latin(self) -> None:
        self.answer(
            200, f"<p>{SENTENCE} Se\u00f1or Ib\u00e1\u00f1ez agreed.</p>".encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1"
        )

    def page_2024(self) -> None:
        self.answer(200, PAGE.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up on us is what some tests are about."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_FETCH_TIMEOUT", "1")
    monkeypatch.setenv("COMMUNIQUE_MAX_BYTES", "1000000")


@pytest.mark.parametrize("path", ["good", "moved", "gzip"])
def test_a_page_is_read(server: str, path: str) -> None:
    document = open_source(f"{server}/{path}")
    assert document.text == f"Talks go on in Geneva\n\n{SENTENCE}"
    assert document.source == f"{server}/{'good' if path == 'moved' else path}"


def test_the_charset_of_the_header_is_used(server: str) -> None:
    document = open_source(f"{server}/latin")
    assert document.text.endswith("Señor Ibáñez agreed.")
    assert not [doubt for doubt in document.doubts if doubt.kind == "encoding"]


def test_the_address_tells_the_date_when_the_page_does_not(server: str) -> None:
    document = open_source(f"{server}/2024/03/05/talks")
    assert (str(document.published), document.published_basis) == ("2024-03-05", "inferred")


def test_it_says_who_asks(server: str) -> None:
    assert open_source(f"{server}/agent").text.endswith("communique/0.1")


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("nothing", AddressNotFound, "404 Not Found"),
        ("status/410", AddressNotFound, "410 Gone"),
        ("status/401", AddressRefused, "401 Unauthorized"),
        ("status/403", AddressRefused, "403 Forbidden"),
        ("status/451", AddressRefused, "451"),
        ("status/500", FetchError, "500 Internal Server Error"),
        ("status/599", FetchError, "599"),
        ("loop", FetchError, "redirects more than 10 times"),
        ("to-file", AddressRefused, "not http or https"),
        ("torn", FetchError, "broke off"),
        ("bad-gzip", FetchError, "not compressed as it says"),
        ("bomb", TooLargeInput, "over 1000000 bytes"),
        ("slow", FetchError, "within 1 seconds"),
        ("drip", FetchError, "within 1 seconds"),
        ("pdf", BinaryInput, "is a PDF"),
        ("json", BinaryInput, "application/json"),
        ("mislabelled", BinaryInput, "a PNG image"),
        ("empty", EmptyInput, "is empty"),
        ("bodyless", NoBodyText, "no body of text"),
    ],
)
def test_each_failure_is_named(server: str, path: str, error: type[CommuniqueError], words: str) -> None:
    with pytest.raises(error) as caught:
        open_source(f"{server}/{path}")
    assert type(caught.value) is error
    assert words in caught.value.message
    assert f"{server}/{path}" in caught.value.message


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="No connection"):
        open_source(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/passwd", "gopher://example.org"])
def test_other_schemes_are_refused(address: str) -> None:
    with pytest.raises(AddressRefused, match="not an http or https address"):
        open_source(address)


@pytest.mark.parametrize("address", ["http://", "http://[::1", "https://exa mple.org:port/"])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    with pytest.raises((FetchError, AddressRefused)):
        open_source(address)


def test_fetching_can_be_switched_off(server: str) -> None:
    with pytest.raises(AddressRefused, match="switched off"):
        open_source(f"{server}/good", fetch=False)
