"""The only module that touches the network: one address to its bytes, within a time, a size and a number of redirects."""

import ipaddress
import socket
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.request import getproxies

from communique.errors import AddressNotFound, AddressRefused, CommuniqueError, FetchError, TooLargeInput
from communique.settings import number, setting

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx  # loaded when an address is fetched: files need none of it

_REDIRECTS = 10
_GONE = (404, 410)
_REFUSING = (401, 402, 403, 407, 429, 451)
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_TRY_LATER = (408, 429, 500, 502, 503, 504)
_PRIVATE_HINT = "COMMUNIQUE_PRIVATE_ADDRESSES=1 allows it."
_HINT = "Save the page in a browser and give the file."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered: the body, decompressed, its Content-Type, and the address it came from after redirects."""

    data: bytes
    content_type: str | None
    address: str


def fetch(address: str) -> Fetched:
    """Fetch an http(s) address; takes at most `fetch_timeout` seconds and `max_bytes` bytes (see the settings table).

    Raises AddressNotFound (404, 410), AddressRefused (not http(s), an address of this machine or of a private network, or the server
    refuses), TooLargeInput, and FetchError for any other failure: no connection, too slow, too many redirects, a torn or wrongly
    compressed body, any other status. Its `retry_after` says when trying again may help.
    """
    import httpx

    seconds, limit = number("fetch_timeout"), number("max_bytes")
    headers = {"User-Agent": str(setting("user_agent")), "Accept": _ACCEPT, "Accept-Language": "en"}
    deadline = time.monotonic() + seconds
    try:
        with (
            httpx.Client(follow_redirects=True, max_redirects=_REDIRECTS, timeout=seconds, headers=headers, event_hooks=_hooks()) as client,
            client.stream("GET", address) as response,
        ):
            _check(response, address)
            data = _read(response, address, limit, deadline)
            return Fetched(data, response.headers.get("content-type"), str(response.url))
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        failure = _failure(error, address, seconds)
        if isinstance(failure, FetchError) and isinstance(error, httpx.TimeoutException | httpx.NetworkError | httpx.RemoteProtocolError):
            failure.retry_after = 0.0
        raise failure from error


def _hooks() -> "dict[str, list[Callable[..., None]]]":
    """Return what is called before each request and after each answer, redirects too: the guards against private addresses."""
    if number("private_addresses"):
        return {}
    answered: list[Callable[..., None]] = [] if getproxies() else [_check_peer]
    return {"request": [_check_host], "response": answered}


def _check_host(request: "httpx.Request") -> None:
    """Raise AddressRefused when the host of a request is, or has a name for, an address that is not public."""
    host = request.url.host
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return  # no such host; connecting says so
    if any(not _is_public(each) for each in found):
        raise AddressRefused(f"{request.url} is, or leads to, an address of this machine or of a private network.", _PRIVATE_HINT)


def _check_peer(response: "httpx.Response") -> None:
    """Raise AddressRefused when the answer came from an address that is not public, whatever the name said a moment ago."""
    peer = response.extensions["network_stream"].get_extra_info("server_addr")
    if peer is not None and not _is_public(str(peer[0])):
        raise AddressRefused(f"{response.url} answers from an address of this machine or of a private network.", _PRIVATE_HINT)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast


def _read(response: "httpx.Response", address: str, limit: int, deadline: float) -> bytes:
    import httpx

    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limit:
            raise TooLargeInput(f"{address} is over {limit} bytes.", "COMMUNIQUE_MAX_BYTES sets the limit.")
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the whole answer took too long", request=response.request)
    return bytes(data)


def _check(response: "httpx.Response", address: str) -> None:
    """Raise for an answer that is not the page."""
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    known = {each.value: each.phrase for each in HTTPStatus}
    said = f"{status} {known[status]}" if status in known else str(status)
    if status in _GONE:
        raise AddressNotFound(f"There is no page at {address} ({said}).", "Check the address.")
    refused: FetchError = FetchError(f"{address} answered {said}, not a page.", "Try again later." if status >= 500 else _HINT)
    if status in _REFUSING:
        refused = AddressRefused(f"The server refuses {address} ({said}).", _HINT)
    if status in _TRY_LATER:
        wait = response.headers.get("retry-after", "")
        refused.retry_after = float(wait) if wait.isdecimal() else 0.0
    raise refused


def _failure(error: Exception, address: str, seconds: int) -> CommuniqueError:
    """Return the error of ours that says what went wrong on the way."""
    import httpx

    if isinstance(error, httpx.UnsupportedProtocol):
        return AddressRefused(
            f"{address} is, or leads to, an address that is not http or https.", "Give an address that begins with https://."
        )
    if isinstance(error, httpx.InvalidURL):
        return FetchError(f"{address} is not an address.", "Check the address.")
    if isinstance(error, httpx.TimeoutException):
        return FetchError(f"{address} did not answer in full within {seconds} seconds.", "COMMUNIQUE_FETCH_TIMEOUT sets how long to wait.")
    if isinstance(error, httpx.TooManyRedirects):
        return FetchError(f"{address} redirects more than {_REDIRECTS} times.", _HINT)
    if isinstance(error, httpx.ConnectError):
        return FetchError(f"No connection to {address} ({error}).", "Check the address and the network.")
    if isinstance(error, httpx.DecodingError):
        return FetchError(f"The answer of {address} is damaged: it is not compressed as it says.", "Try again.")
    if isinstance(error, httpx.RemoteProtocolError):
        return FetchError(f"The answer of {address} broke off or is not HTTP.", "Try again.")
    return FetchError(f"{address} could not be fetched ({type(error).__name__}: {error}).", "Try again.")
