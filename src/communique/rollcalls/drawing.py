"""The few pieces of SVG that the pictures are put together from, and their way to PNG."""

from collections.abc import Iterable
from html import escape
from importlib.util import find_spec

from communique.errors import OutputError

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
INK, QUIET, PAPER, LINE = "#1c2430", "#5b6675", "#ffffff", "#d5dae1"


def page(width: int, height: int, *, title: str, description: str, body: Iterable[str]) -> str:
    """Return a whole SVG; title and description are what a screen reader says."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="title description" font-family="{FONT}">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def text(x: float, y: float, words: str, *, size: float = 13, fill: str = INK, weight: int = 400, anchor: str = "start") -> str:
    """Return a line of text with its baseline at y."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def wrapped(words: str, width: int) -> list[str]:
    """Return the words in lines of at most `width` characters, a longer word on a line of its own."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def check_png() -> None:
    """Raise OutputError where no PNG can be made."""
    if find_spec("resvg_py") is None:
        raise OutputError(
            "PNG needs the package resvg-py, which is not installed.",
            "Install it with `pip install '.[png]'` in the folder of communique, or write .svg.",
        )


def png(svg: str, zoom: int = 2) -> bytes:
    """Return a picture as PNG, each unit of the SVG `zoom` pixels wide; raises OutputError where the package or a font is missing."""
    check_png()
    from resvg_py import svg_to_bytes

    blank, written = (
        bytes(svg_to_bytes(svg_string=page(20, 20, title="", description="", body=body))) for body in ([], [text(2, 15, "A")])
    )
    if blank == written:
        raise OutputError("PNG needs a font, and this machine has none.", "Install one, such as DejaVu Sans, or write .svg.")
    return bytes(svg_to_bytes(svg_string=svg, zoom=zoom))
