"""Roll calls, alignment, ideal points and audit findings for the terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.record import RollCall, Vote
from communique.rollcalls import Finding
from communique.rollcalls.agreement import MEASURES, Measure
from communique.rollcalls.alignment import Alignment
from communique.rollcalls.audit import MEANINGS
from communique.rollcalls.cohesion import Cohesion, Split, apart
from communique.rollcalls.table import VOTES

STYLE: Mapping[Vote, str] = {"yes": "bold cyan", "no": "bold red", "abstain": "bold yellow", "absent": "dim"}
WORD: Mapping[Vote, str] = {"yes": "Yes", "no": "No", "abstain": "Abstained", "absent": "Did not vote"}
BAR = 60
APART_NAMED, NEAREST, FURTHEST = 6, 20, 10

Names = Mapping[str, str]
Near = tuple[str, int, Mapping[Measure, float]]


def whole(roll_call: RollCall, names: Names, only: frozenset[str] | None = None) -> Iterator[RenderableType]:
    """Yield a roll call with its states by vote; with `only`, those states alone."""
    yield Text(f"{roll_call.resolution or roll_call.id}  {roll_call.title}", "bold")
    body = "General Assembly" if roll_call.body == "GA" else "Security Council"
    facts = [
        body,
        roll_call.date.isoformat(),
        f"draft {roll_call.draft}" if roll_call.draft else "",
        roll_call.meeting,
        roll_call.committee,
    ]
    yield Text(" · ".join(filter(None, [*facts, *roll_call.flags, roll_call.link])), "dim")
    if roll_call.description:
        yield Text(roll_call.description, "italic")
    yield from _tally(roll_call)
    for vote in VOTES:
        states = [code for code in roll_call.states(vote) if only is None or code in only]
        if states:
            yield Text(f"\n{WORD[vote]} ({len(states)})", STYLE[vote])
            yield Columns(sorted(names.get(code, code) for code in states), padding=(0, 2))
    if roll_call.sponsors and only is None:
        yield Text(f"\nSponsors ({len(roll_call.sponsors)}): {', '.join(names.get(code, code) for code in roll_call.sponsors)}", "dim")
    for finding in roll_call.audit:
        yield Text(f"Audit: {finding}", "yellow")


def _tally(roll_call: RollCall) -> Iterator[Text]:
    bar, total = Text(), max(len(roll_call.votes), 1)
    for vote in VOTES:
        bar.append("█" * round(BAR * len(roll_call.states(vote)) / total), STYLE[vote])
    yield bar
    counts = " · ".join(f"{WORD[vote].lower()} {len(roll_call.states(vote))}" for vote in VOTES)
    stated = f" · stated {roll_call.stated} ({roll_call.stated_by})" if roll_call.stated else ""
    yield Text(f"{counts}{stated}")


def counted(number: int) -> str:
    """Return a number of roll calls in words."""
    return f"{number:,} roll call{'' if number == 1 else 's'}" if number else "No roll calls"


def many(rows: Sequence[tuple[RollCall, Vote | None]], limit: int) -> Iterator[RenderableType]:
    """Yield a table of roll calls, the newest last, with one state's vote when it is given."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("date", "resolution", "yes-no-abstain"):
        table.add_column(name, no_wrap=True)
    if any(vote for _, vote in rows):
        table.add_column("vote", no_wrap=True)
    table.add_column("title", ratio=1)
    for roll_call, vote in rows[-limit:]:
        mark = " !" if roll_call.audit else ""
        cells = [roll_call.date.isoformat(), roll_call.resolution or roll_call.id, f"{roll_call.tally}{mark}"]
        if vote:
            cells.append(f"[{STYLE[vote]}]{vote}[/]")
        title = roll_call.title + (f" ({', '.join(roll_call.flags)})" if roll_call.flags else "")
        table.add_row(*(Text.from_markup(cell) if cell.startswith("[") else Text(cell) for cell in [*cells, title]))
    if rows:
        yield table
    left = f", the last {limit} shown (--limit for more)" if len(rows) > limit else ""
    yield Text(f"{counted(len(rows))}{left}" + ("; ! the audit has a finding" if any(r.audit for r, _ in rows[-limit:]) else ""), "dim")


def split(rows: Sequence[Split], limit: int, whole: Cohesion) -> Iterator[RenderableType]:
    """Yield a table of how a group voted: one roll call a line, how many members voted how, and who stood apart."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("date", "resolution", "all", *VOTES):
        table.add_column(name, no_wrap=True)
    table.add_column("apart", max_width=24)
    table.add_column("title", ratio=1)
    for roll_call, votes in rows[-limit:]:
        counts, away = Counter(votes.values()), sorted(apart(votes))
        told = " ".join(away) if len(away) <= APART_NAMED else f"{len(away)} states"
        cells = [roll_call.date.isoformat(), roll_call.resolution or roll_call.id, str(roll_call.tally)]
        numbers = (Text(str(counts[vote] or "·"), STYLE[vote]) for vote in VOTES)
        table.add_row(*map(Text, cells), *numbers, Text(told), Text(roll_call.title))
    if rows:
        yield table
    left = f", the last {limit} shown" if len(rows) > limit else ""
    yield Text(f"{counted(len(rows))}{left}{_cohesive(whole)}", "dim")


def _cohesive(found: Cohesion) -> str:
    if not found.n:
        return ""
    return f"; in {found.n:,} at least two members voted: all alike in {found.alike:,}, mean agreement index {found.index:.2f}"


def cohesion_by_year(years: Mapping[int, Cohesion]) -> Iterator[RenderableType]:
    """Yield a table of how far a group voted alike in each year."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("year", "n", "all alike", "index"):
        table.add_column(name, justify="right")
    for year, found in years.items():
        table.add_row(str(year), str(found.n), f"{100 * found.alike / found.n:.0f}%", f"{found.index:.2f}")
    yield table
    yield Text(
        "n: roll calls in which at least two members voted. index: (largest camp - half of the others) / all, mean; 1 is all alike.", "dim"
    )


def ranking(one: str, near: Sequence[Near], notes: Sequence[str], names: Names) -> Iterator[RenderableType]:
    """Yield the states that voted most and least like one, with n and all measures."""
    yield Text(f"Who votes with {names.get(one, one)}: {len(near)} states by kappa", "bold")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("", "state", "n", *MEASURES):
        table.add_column(name, justify="left" if name == "state" else "right")
    shown = range(len(near)) if len(near) <= NEAREST + FURTHEST else [*range(NEAREST), *range(len(near) - FURTHEST, len(near))]
    for i in shown:
        if i == len(near) - FURTHEST and len(shown) < len(near):
            table.add_row("", "...")
        state, n, values = near[i]
        table.add_row(str(i + 1), names.get(state, state), str(n), *(f"{value:.2f}" for value in values.values()))
    yield table
    for note in notes:
        yield Text(note, "dim")


def ideal_points(rows: Sequence[tuple[str, int, float, float, float, int]], told: str, names: Names) -> Iterator[RenderableType]:
    """Yield a table of ideal points with their intervals, and what they rest on."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("year", "state", "point", "95% interval", "votes"):
        table.add_column(name, justify="left" if name == "state" else "right")
    for code, year, point, low, high, votes in rows:
        table.add_row(str(year), names.get(code, code), f"{point:.2f}", f"{low:.2f} to {high:.2f}", str(votes))
    yield table
    yield Text(told, "dim")


def alignment(found: Alignment, years: Mapping[int, Alignment], names: Names) -> Iterator[RenderableType]:
    """Yield the measures with n and interval, the years, then what the figures leave out and where they disagree."""
    yield Text(f"{names.get(found.one, found.one)} and {names.get(found.other, found.other)}", "bold")
    pairs = f" ({found.pairs:,} joint votes of members)" if found.pairs != found.n else ""
    yield Text(
        f"{found.about}\nn = {found.n:,} roll calls{pairs}; {found.left_out:,} without a vote of both; absences {found.absences}", "dim"
    )
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("measure", "value", "95% interval", "pairs less close"):
        table.add_column(name, justify="left" if name == "measure" else "right")
    for measure, estimate in found.estimates.items():
        rank = "" if estimate.percentile is None else f"{estimate.percentile:.0f}%"
        table.add_row(measure, f"{estimate.value:.2f}", f"{estimate.low:.2f} to {estimate.high:.2f}", rank)
    yield table
    if years:
        by_year = Table(box=None, pad_edge=False, header_style="dim")
        for name in ("year", "n", *found.estimates):
            by_year.add_column(name, justify="right")
        for year, one in years.items():
            by_year.add_row(str(year), str(one.n), *(f"{e.value:.2f}" for e in one.estimates.values()))
        yield Group(Text(""), by_year)
    for warning in found.warnings:
        yield Text(f"! {warning}", "yellow")
    for note in found.notes:
        yield Text(note, "dim")


def audit(findings: Sequence[Finding], limit: int) -> Iterator[RenderableType]:
    """Yield how many findings of each kind there are, then the findings."""
    counts = Counter(finding.kind for finding in findings)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("finding", "rows", "meaning"):
        table.add_column(name, justify="right" if name == "rows" else "left")
    for kind, number in counts.most_common():
        table.add_row(kind, f"{number:,}", MEANINGS[kind])
    yield table
    for finding in findings[:limit]:
        yield Text(f"{finding.roll_call}: {finding.message}")
    if len(findings) > limit:
        yield Text(f"{len(findings) - limit:,} more: narrow with --kind, or --json for all", "dim")
