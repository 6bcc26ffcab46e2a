"""A comparison for the terminal: a table with a row for each issue, grouped, silence shown as such."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.exports.comparison import AGREEMENTS, groups, summary
from communique.exports.wording import one_line, shortened
from communique.record import ComparedRow, Comparison, Stand

WORDS_SHOWN = 90
_STYLES = {"agree": "holds", "differ": "fails", "undecided": "cannot tell", "only one": "quiet"}
_AGAINST = frozenset({"opposes", "rejects"})


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print one comparison; long words are shortened, every stance keeps its holder and strength."""
    if console.is_terminal:
        console.print(*_parts(comparison), sep="\n")
        return
    with console.capture() as padded:
        console.print(*_parts(comparison), sep="\n")
    console.file.writelines(line.rstrip() + "\n" for line in padded.get().splitlines())


def _parts(comparison: Comparison) -> Iterator[RenderableType]:
    yield Text(" – ".join(one_line(column.name) for column in comparison.columns), "title")
    yield Text(summary(comparison), "quiet")
    for column in comparison.columns:
        if column.about and column.about != column.name:
            yield Text(f"{one_line(column.name)}: {shortened(column.about, 200)}", "quiet")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), header_style="quiet", expand=True)
    for heading in ("Issue", *(one_line(column.name) for column in comparison.columns), "Together"):
        table.add_column(heading, overflow="fold", ratio=None if heading == "Together" else 2 if heading == "Issue" else 3)
    for group in groups(comparison):
        table.add_row(Text(group.name or "not among the declared issues", "section"), *[""] * (len(comparison.columns) + 1))
        for row in group.rows:
            _add(table, row)
    yield table


def _add(table: Table, row: ComparedRow) -> None:
    cells = (Group(*(_stand(stand, row) for stand in cell)) if cell else Text("silent", "quiet") for cell in row.cells)
    table.add_row(Text(f"  {one_line(row.label)}"), *cells, Text(AGREEMENTS[row.agreement], _STYLES[row.agreement]))


def _stand(stand: Stand, row: ComparedRow) -> Text:
    about = f" {one_line(stand.label)}" if stand.label != row.label else ""
    mark = "fails" if stand.stance in _AGAINST else "cannot tell" if stand.stance == "neutral" else "holds"
    number = "" if stand.number is None else f", point {stand.number}"
    strength = "" if stand.strength is None else f" {stand.strength}"
    words = f"“{shortened(stand.words, WORDS_SHOWN)}”"
    return Text.assemble((f"{stand.stance}{strength}", mark), about, (f" {one_line(stand.holder)}{number}", "quiet"), f"\n{words}")
