"""Roll calls, alignment, ideal points and audit findings for the terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.record import RollCall, Vote
from communique.rollcalls import Finding
from communique.rollcalls.alignment import Alignment
from communique.rollcalls.audit import MEANINGS
from communique.rollcalls.table import VOTES

STYLE: Mapping[Vote, str] = {"yes": "bold cyan", "no": "bold red", "abstain": "bold yellow", "absent": "dim"}
WORD: Mapping[Vote, str] = {"yes": "Yes", "no": "No", "abstain": "Abstained", "absent": "Did not vote"}
BAR = 60

Names = Mapping[str, str]


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
    yield table
    left = f", the last {limit} shown" if len(rows) > limit else ""
    yield Text(f"{len(rows):,} roll calls{left}" + ("; ! the audit has a finding" if any(r.audit for r, _ in rows[-limit:]) else ""), "dim")


def split(rows: Sequence[tuple[RollCall, Counter[Vote]]], limit: int) -> Iterator[RenderableType]:
    """Yield a table of how a group voted: one roll call a line, how many members voted how."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("date", "resolution", "all", *VOTES):
        table.add_column(name, no_wrap=True)
    table.add_column("title", ratio=1)
    for roll_call, counts in rows[-limit:]:
        cells = [roll_call.date.isoformat(), roll_call.resolution or roll_call.id, str(roll_call.tally)]
        table.add_row(*map(Text, cells), *(Text(str(counts[vote] or "·"), STYLE[vote]) for vote in VOTES), Text(roll_call.title))
    yield table
    one_voice = sum(sum(counts[v] > 0 for v in VOTES[:3]) == 1 for _, counts in rows)
    left = f", the last {limit} shown" if len(rows) > limit else ""
    yield Text(f"{len(rows):,} roll calls{left}; the members who voted voted alike in {one_voice:,} of them", "dim")


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
