"""The style sheets, scripts and the sign of the pages, all from the package itself."""

from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import Response

from communique.errors import MissingInput
from communique.exports.html import page_asset

router = APIRouter(include_in_schema=False)
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
OWN = frozenset({"room.css", "room.js", "add.js", "review.js", "sign.svg"})
OF_REPORTS = {"report.css": "page.css", "report.js": "page.js"}


@router.get("/static/{version}/{name}")
def asset(version: str, name: str) -> Response:
    """Return a file of the pages; its version is part of the address, so that a browser may keep it."""
    if name in OF_REPORTS:
        text = page_asset(OF_REPORTS[name])
    elif name in OWN:
        text = (files("communique.web") / "static" / name).read_text(encoding="utf-8")
    else:
        raise MissingInput(f"There is no file {name}.")
    kind = KINDS[name.rpartition(".")[2]]
    return Response(text, media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})
