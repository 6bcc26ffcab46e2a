"""The terminal face, on dossiers written by hand: what an editor must see, at any width, and that hostile text stays text."""

import io

import pytest
from rich.console import Console

from communique.cli.terminal import THEME, console_for, print_dossier
from communique.record import Dossier
from tests.exports import reports


def shown(dossier: Dossier, width: int = 80, *, why: bool = False, colour: bool = False) -> str:
    """Print a dossier into a string."""
    stream = io.StringIO()
    system = "truecolor" if colour else None
    print_dossier(
        dossier, Console(file=stream, width=width, theme=THEME, force_terminal=colour, color_system=system, highlight=False), why=why
    )
    return stream.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        "Northern Wire · by Hanna Sorel · 14 March 2028 (given)",
        "! teaser: A photo caption stands between the paragraphs. (¶ 8)",
        "¶ 1 Ilse Varga (foreign minister, Veldania) · said · indirect",
        "¶ 2 Ilse Varga (Veldania) · told · direct",
        "“The guns can be gone within ten days.”",
        "¶ 3 Ostria · denied · indirect · denies the content",
        "unresolved: “The official” · said · mixed · unsure (0.45)",
        "└ Mirek Halas (president, Ostria) · had said · direct",
        "via Pavel Doran, via OTA",
        "has not said · indirect · not said",
        "‘the man who is not here’",
        "✗ fails A/RES/82/14: Veldania abstained as told, but 41 states abstained, not 40.",
        "! The list of names has one state fewer than the count.",
        "? cannot tell: The text does not name the vote.",
        "Proposal: the Lindmark plan  by Veldania · 2 of 4 points told",
        "¶ 7 “She”  two women were named before: speaker left open",
        "1    Tuesday           date       2028-03-14   published",
        "12   intransigent   blame     Oskar Brandt",
        "≠ Accusation and denial: whether the northern road was closed",
        "“that it had ever closed the road”  ¶ 3, Ostria",
        "Pavel Doran   claims 1   called: leaves open whether it is so",
    ],
)
def test_an_editor_sees(words: str) -> None:
    assert words in shown(reports.talks(), width=120)


def test_a_mention_that_is_not_the_name_is_shown_beside_it() -> None:
    assert "as “Ostria’s delegation”" not in shown(reports.talks(), width=200)
    text = "He left. “Peace holds,” the statement said.\n"
    desk = reports.Desk(text)
    quoted = reports.said(desk, "a1", "direct", "Peace holds,", by="the statement", cue="said", speaker="state:VLD", why="by rule")
    veldania = reports.talks().actors[0].model_copy(update={"mentions": ()})
    document = reports.Document(text=text)
    dossier = Dossier(document=document, actors=(veldania,), attributions=(quoted,), made_by=reports.MADE_BY)
    assert "¶ 1 Veldania as “the statement” · said · direct" in shown(dossier)
    assert "publication date unknown" in shown(dossier)


def test_why_and_confidence_are_shown_when_asked_for() -> None:
    assert "confidence" not in shown(reports.talks())
    told = shown(reports.talks(), why=True, width=110)
    for words in ("why: marks, cue (a2, confidence 0.98)", "e2: shelled", "p1: if", "intransigent: in the word list", "said of it (t1)"):
        assert words in told


@pytest.mark.parametrize("width", [40, 60, 80, 110])
@pytest.mark.parametrize("make", [reports.talks, reports.hostile])
def test_lines_keep_to_the_width_and_end_without_blanks(width: int, make: object) -> None:
    lines = shown(make(), width=width).splitlines()  # type: ignore[operator]
    assert max(map(len, lines)) <= width + 2  # combining marks take no room
    assert not [line for line in lines if line.endswith(" ")]


def test_words_are_wrapped_and_never_clipped() -> None:
    words = " ".join(shown(reports.talks(), width=50).replace("└", " ").split())
    assert "“We did not come here to trade speeches. We came with a map, a calendar and a list of names,”" in words


def test_direct_and_indirect_differ_in_colour_and_without() -> None:
    coloured = shown(reports.talks(), colour=True)
    assert "\x1b[32m“The guns can be gone within ten days.”" in coloured
    assert "\x1b[3mthat his government would answer on Friday" in coloured


def test_hostile_text_reaches_the_screen_as_signs() -> None:
    text = shown(reports.hostile())
    assert not set(text) & {"\x1b", "\x00", "\x07", "\u202e"}
    assert "[bold]Name[/bold]" in text
    assert "clears ␛[2J" in " ".join(text.split())


def test_a_text_without_speech_says_so() -> None:
    dossier = Dossier(document=reports.Document(text="Snow fell.\n"), made_by=reports.MADE_BY)
    assert "Nobody’s words are reported in this text." in shown(dossier)


@pytest.mark.parametrize(
    ("terminal", "columns", "width"), [(False, None, 80), (False, "100", 100), (False, "junk", 80), (False, "5000", 110)]
)
def test_the_width_without_a_terminal_is_columns_or_80(terminal: bool, columns: str | None, width: int) -> None:
    assert console_for(terminal, columns).width == width
