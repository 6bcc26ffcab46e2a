"""The reading room: the record as pages in a browser, and the same as an API."""

from communique.web.app import make_app
from communique.web.serving import is_loopback, serve

__all__ = ["is_loopback", "make_app", "serve"]
