"""A small site on the loopback address: pages, feeds, sitemaps and a robots.txt, and what was asked of it and when."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, bytes, str] | tuple[int, bytes, str, dict[str, str]]


@dataclass
class Site:
    """What the site answers, by path; a list is answered one after the other, its last again and again. `asked` has path and moment."""

    origin: str = ""
    pages: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, float]] = field(default_factory=list)

    def page(self, path: str, text: str) -> str:
        """Put a page up; returns its address."""
        body = f"<html><body><article><p>{text}</p></article></body></html>"
        self.pages[path] = (200, body.encode(), "text/html; charset=utf-8")
        return self.origin + path

    def put(self, path: str, text: str, kind: str = "application/xml") -> str:
        """Put any text up, with {here} for the address of the site; returns its address."""
        self.pages[path] = (200, text.replace("{here}", self.origin).encode(), kind)
        return self.origin + path

    def paths(self) -> list[str]:
        """What was asked, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def site() -> Iterator[Site]:
    """Run a site."""
    shown = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.asked.append((self.path, time.monotonic()))
            answer = shown.pages.get(self.path, (404, b"nothing", "text/plain"))
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
            self.send_response(answer[0])
            self.send_header("Content-Type", answer[2])
            self.send_header("Content-Length", str(len(answer[1])))
            for name, value in (answer[3] if len(answer) > 3 else {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shown.origin = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield shown
    finally:
        server.shutdown()
        server.server_close()
