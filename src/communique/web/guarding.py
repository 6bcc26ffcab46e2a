"""What stands before every request: hosts, origin, the password, sizes, rates; and the headers that every answer carries."""

import asyncio
import base64
import binascii
import hmac
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.answering import error_answer

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SMALL_BODY = 1_000_000
SHORT_TIME = 30.0
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Rules:
    """What a server lets through.

    `secret` is the password or token that every request needs, None for none. `hosts` are the names by which it may be called, empty for
    any. `sizes` are the largest bodies in bytes by path, of any other path SMALL_BODY. `rates` are how many requests with a body a client
    may make a minute, by path. `costly` names, by path, the query parameter that makes a request without a body as costly as one with
    one, and how many of those a client may make a minute. `seconds` are how long a body may take to arrive, by path, of any other path
    SHORT_TIME.
    """

    secret: str | None = None
    hosts: frozenset[str] = LOOPBACK_HOSTS
    sizes: Mapping[str, int] = field(default_factory=dict)
    rates: Mapping[str, int] = field(default_factory=dict)
    costly: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


class Guard:
    """Lets a request through to the pages or answers it; puts the headers on every answer."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules
        self._meter = Meter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store" if self._rules.secret else "no-cache")
            await send(message)

        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None or request.method not in _UNSAFE:
            await (refusal or self._app)(scope, receive, send_with_headers)
            return
        body = Body(receive, self._rules.seconds.get(_path(request), SHORT_TIME))

        async def send_unless_late(message: Message) -> None:
            if not body.late:
                await send_with_headers(message)

        await self._app(scope, body.receive, send_unless_late)
        if body.late:
            told = f"The request took longer than {body.seconds:g} seconds to arrive."
            answer = error_answer(request, 408, told, "Send less at a time, or use `communique add`.")
            answer.headers["Connection"] = "close"
            await answer(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        headers, rules = request.headers, self._rules
        host = headers.get("host", "").rsplit(":", 1)[0] if not headers.get("host", "").endswith("]") else headers["host"]
        if rules.hosts and host not in rules.hosts:
            return error_answer(request, 421, "This server does not answer to that name.", "Open it by the address that it printed.")
        client = request.client.host if request.client else ""
        if rules.secret is not None and not is_known(headers.get("authorization", ""), rules.secret):
            if headers.get("authorization") and not self._meter.allows(("secret", client), 20):
                return error_answer(request, 429, "Too many wrong passwords.", "Wait a minute.")
            answer = error_answer(
                request, 401, "A password is needed.", "The person who started the server knows it; any user name will do."
            )
            answer.headers["WWW-Authenticate"] = 'Basic realm="communique", charset="UTF-8"'
            return answer
        return self._refusal_of_body(request, client) if request.method in _UNSAFE else self._refusal_of_cost(request, client)

    def _refusal_of_cost(self, request: Request, client: str) -> Response | None:
        path = _path(request)
        parameter, rate = self._rules.costly.get(path, ("", 0))
        return self._too_often(request, (path, client), rate) if request.query_params.get(parameter) else None

    def _too_often(self, request: Request, key: tuple[str, str], rate: int) -> Response | None:
        if self._meter.allows(key, rate):
            return None
        answer = error_answer(request, 429, f"No more than {rate} requests a minute are taken here.", "Wait a minute.")
        answer.headers["Retry-After"] = "60"
        return answer

    def _refusal_of_body(self, request: Request, client: str) -> Response | None:
        headers, path = request.headers, _path(request)
        if not is_same_origin(headers):
            return error_answer(request, 403, "A page of another site may change nothing here.", "Use the page of this server.")
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return error_answer(request, 411, "The request does not tell how long it is.", "Send a Content-Length.")
        limit = self._rules.sizes.get(path, SMALL_BODY)
        if int(length) > limit:
            return error_answer(request, 413, f"That is over the limit of {limit:,} bytes.", "Send less at a time.")
        rate = self._rules.rates.get(path)
        return None if rate is None else self._too_often(request, (path, client), rate)


class Body:
    """A request's body on its way: what has not arrived within `seconds` is `late`, and told to the pages as if the client had gone."""

    def __init__(self, receive: Receive, seconds: float) -> None:
        self.seconds, self.late = seconds, False
        self._receive, self._until, self._arrived = receive, time.monotonic() + seconds, False

    async def receive(self) -> Message:
        """Return the next part of the body."""
        if self._arrived:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(self._until - time.monotonic(), 0))
        except TimeoutError:
            self.late = True
            return {"type": "http.disconnect"}
        self._arrived = message["type"] != "http.request" or not message.get("more_body", False)
        return message


class Meter:
    """Counts requests by key over the last minute."""

    def __init__(self) -> None:
        self._times: dict[Any, deque[float]] = {}

    def allows(self, key: Any, rate: int) -> bool:
        """Count one request and say whether it is within `rate` a minute."""
        now = time.monotonic()
        for other in [known for known, times in self._times.items() if not times or times[-1] < now - 60]:
            del self._times[other]
        times = self._times.setdefault(key, deque())
        while times and times[0] < now - 60:
            times.popleft()
        if len(times) >= rate:
            return False
        times.append(now)
        return True


def _path(request: Request) -> str:
    return request.url.path.removesuffix(".json")


def is_known(authorization: str, secret: str) -> bool:
    """Say whether an Authorization header has the secret: as Bearer token, or as the password of Basic with any user name."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            value = base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(value.strip().encode("utf-8"), secret.encode("utf-8"))


def is_same_origin(headers: Headers) -> bool:
    """Say whether a request comes from a page of this server, or from no page at all (a program that names no origin)."""
    fetched = headers.get("sec-fetch-site")
    if fetched is not None and fetched not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")
