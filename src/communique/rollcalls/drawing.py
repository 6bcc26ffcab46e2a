"""The few pieces of SVG that the pictures are put together from."""

from collections.abc import Iterable
from html import escape

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
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
