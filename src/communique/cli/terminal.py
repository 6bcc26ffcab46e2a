"""A dossier for the terminal: heading, doubts, and who said what in the order of the text; the other layers follow as tables."""

from collections.abc import Iterator
from itertools import chain

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.theme import Theme

from communique.cli.layers import hanging, layers, section
from communique.exports.paragraphs import Paragraphs
from communique.exports.speakers import walk, words_of_text
from communique.exports.wording import (
    Cast,
    cue,
    heading,
    mention,
    one_line,
    published,
    speakers_of,
    stance_on_saying,
    typed,
    unresolved,
)
from communique.record import Attribution, Dossier

THEME = Theme(
    {
        "title": "bold",
        "section": "bold",
        "quiet": "dim",
        "place": "dim",
        "speaker": "bold cyan",
        "unresolved": "bold yellow",
        "cue": "default",
        "direct": "green",
        "mixed": "green italic",
        "indirect": "italic",
        "warn": "yellow",
        "holds": "bold green",
        "fails": "bold red",
        "cannot tell": "bold yellow",
    }
)
UNSURE = 0.6
WIDEST = 110


def console_for(stream_is_terminal: bool, columns: str | None) -> Console:
    """Return the console to print on: as wide as the terminal, up to a readable width; into a file or pipe, COLUMNS or 80 wide."""
    piped_width = int(columns) if columns and columns.isdecimal() and int(columns) >= 40 else 80
    console = Console(theme=THEME, highlight=False, markup=False, emoji=False, width=None if stream_is_terminal else piped_width)
    if console.width > WIDEST:
        console.width = WIDEST
    return console


def print_dossier(dossier: Dossier, console: Console, *, why: bool = False) -> None:
    """Print one dossier; with `why`, each attribution's reason and confidence. Long contents are wrapped, not cut."""
    cast, paragraphs = Cast(dossier), Paragraphs(dossier)
    parts = chain(
        _head(dossier, paragraphs), _who_said_what(dossier, cast, paragraphs, why=why), layers(dossier, cast, paragraphs, why=why)
    )
    if console.is_terminal:
        for part in parts:
            console.print(part)
        return
    with console.capture() as padded:
        for part in parts:
            console.print(part)
    console.file.writelines(line.rstrip() + "\n" for line in padded.get().splitlines())


def _head(dossier: Dossier, paragraphs: Paragraphs) -> Iterator[RenderableType]:
    document = dossier.document
    yield Text(heading(document), "title")
    author = f"by {document.author}" if document.author else None
    facts = [document.outlet, author, published(document), f"{words_of_text(dossier):,} words", document.source]
    yield Text(" · ".join(one_line(fact) for fact in facts if fact), "quiet")
    for doubt in document.doubts:
        place = "" if doubt.start is None else f" ({paragraphs.label(doubt.start)})"
        yield hanging(Text("!", "warn"), Text.assemble((doubt.kind, "warn"), f": {one_line(doubt.message)}{place}"), width=1)


def _who_said_what(dossier: Dossier, cast: Cast, paragraphs: Paragraphs, *, why: bool) -> Iterator[RenderableType]:
    yield section("Who said what", len(dossier.attributions))
    if not dossier.attributions:
        yield Text("  Nobody’s words are reported in this text.", "quiet")
    last, introduced = "", set[str]()
    for attribution, depth in walk(dossier.attributions):
        label = paragraphs.label(attribution.content[0].start)
        shown = "" if label == last and depth > 1 else label
        last = label
        body: RenderableType = Group(*_attribution(dossier, attribution, cast, introduced, why=why))
        if depth > 1:
            body = hanging(Text("└", "quiet"), body, width=2 * depth - 3)
        yield Padding(hanging(Text(shown, "place"), body), (0, 0, 1, 0))


def _attribution(dossier: Dossier, attribution: Attribution, cast: Cast, introduced: set[str], *, why: bool) -> Iterator[Text]:
    yield _speech_line(attribution, cast, introduced)
    yield Text(typed(dossier.document, attribution), attribution.kind)
    if attribution.via:
        yield Text("via " + ", via ".join(cast.name(actor) for actor in attribution.via), "quiet")
    if why:
        yield Text(f"why: {one_line(attribution.why)} ({attribution.id}, confidence {attribution.confidence:.2f})", "quiet")


def _who(attribution: Attribution, cast: Cast, introduced: set[str]) -> Text:
    """Name the speakers, each with office and country the first time and with the country alone after that."""
    line, speakers = Text(), speakers_of(attribution)
    if not speakers:
        line.append(unresolved(attribution), "unresolved")
    for position, speaker in enumerate(speakers):
        line.append("" if not position else " and " if position == len(speakers) - 1 else ", ")
        line.append(cast.name(speaker), "speaker")
        role = cast.country_of(speaker) if speaker in introduced else cast.role(speaker)
        introduced.add(speaker)
        line.append(f" ({role})" if role else "")
    return line


def _speech_line(attribution: Attribution, cast: Cast, introduced: set[str]) -> Text:
    """Say who speaks, the mention that stands for them, the cue, and the remarks that matter."""
    line = _who(attribution, cast, introduced)
    if words := mention(attribution, cast):
        line.append(f" as “{words}”", "quiet")
    if words := cue(attribution):
        line.append(" · ", "quiet").append(words, "cue")
    if attribution.addressee:
        line.append(" · ", "quiet").append(f"to {cast.name(attribution.addressee)}")
    line.append(f" · {attribution.kind}", "quiet")
    if marks := stance_on_saying(attribution):
        line.append(" · ", "quiet").append(marks, "warn")
    if attribution.confidence < UNSURE:
        line.append(" · ", "quiet").append(f"unsure ({attribution.confidence:.2f})", "warn")
    return line
