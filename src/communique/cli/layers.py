"""The layers of a dossier under who said what, as the terminal shows them: who speaks, claims, positions, events, dates, gaps ..."""

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.exports.claims import read_as
from communique.exports.matrix import SIGNS, Stand, matrix
from communique.exports.paragraphs import Paragraphs
from communique.exports.reporting import forces, implications, reporting
from communique.exports.speakers import Share, shares, words_of_text
from communique.exports.tables import told_by
from communique.exports.tension_cards import Side, tension_cards
from communique.exports.wording import Cast, one_line, points_told, shortened
from communique.record import Dossier, Event, Position, Span, VoteClaim

ROWS_SHOWN = 8
WORDS_SHOWN = 72
SIDE_SHOWN = 160
POSITIONS_TO_SURVEY = 8
_OUTCOME_MARKS = {"holds": "✓", "fails": "✗", "cannot tell": "?"}


def layers(dossier: Dossier, cast: Cast, paragraphs: Paragraphs, *, why: bool = False) -> Iterator[RenderableType]:
    """Yield what the terminal shows of each layer that has entries, in the order in which an editor needs them; with `why`, the reasons."""
    yield from _who_speaks(dossier, cast)
    yield from _reported(dossier, cast)
    yield from _tensions(dossier, cast, paragraphs, why=why)
    yield from vote_claims(dossier, cast, paragraphs)
    yield from _matrix(dossier, cast)
    yield from _positions(dossier, cast, paragraphs, why=why)
    yield from _proposals(dossier, cast, paragraphs)
    yield from _events(dossier, cast, paragraphs, why=why)
    yield from _loaded(dossier, cast, paragraphs, why=why)
    yield from _dates(dossier, paragraphs)
    yield from _gaps(dossier, paragraphs)


def section(title: str, count: int | None = None, note: str = "") -> Text:
    """Return the heading of a layer, with how many entries it has."""
    tail = " ".join(part for part in ("" if count is None else str(count), note) if part)
    return Text.assemble("\n", (title, "section"), (f"  {tail}", "quiet"))


def hanging(mark: Text, body: RenderableType, *, width: int = 9) -> Table:
    """Set a body beside a mark, so that its wrapped lines hang under its first one."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, justify="right", no_wrap=True, overflow="ellipsis")
    grid.add_column(overflow="fold")
    grid.add_row(mark, body)
    return grid


def _table(*columns: str, numeric: tuple[str, ...] = ()) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), header_style="quiet")
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column in numeric else "left", no_wrap=column in {*numeric, "¶"})
    return table


def _place(paragraphs: Paragraphs, span: Span) -> Text:
    return Text(paragraphs.label(span.start).removeprefix("¶ ").replace("headline", "head"), "place")


def _who_speaks(dossier: Dossier, cast: Cast) -> Iterator[RenderableType]:
    found = shares(dossier)
    if not found:
        return
    yield section("Who speaks", note=f"in words of the {words_of_text(dossier):,}; each counts for its innermost speaker")
    table = _table("Speaker", "Country", "Direct", "Mixed", "Indirect", "Words", numeric=("Direct", "Mixed", "Indirect", "Words"))
    for share in found:
        table.add_row(_who(share, cast), Text(_country(share, cast)), *(str(share.counts[kind]) for kind in share.counts), str(share.total))
    yield table


def _who(share: Share, cast: Cast) -> Text:
    return Text(cast.name(share.speaker), "speaker") if share.speaker else Text("unresolved", "unresolved")


def _country(share: Share, cast: Cast) -> str:
    actor = cast.get(share.speaker or "")
    return cast.country(actor.country) if actor else ""


def vote_claims(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[RenderableType]:
    """Yield what is said of votes, each claim with its verdict and the rows that decide."""
    if not dossier.vote_claims:
        return
    yield section("Claims about votes", len(dossier.vote_claims))
    for claim in dossier.vote_claims:
        lines = [Text(" … ".join(f"“{one_line(span.text)}”" for span in claim.spans)), *_claimed(claim, cast), *_verdict(claim)]
        yield Padding(hanging(Text(paragraphs.label(claim.spans[0].start), "place"), Group(*lines)), (0, 0, 1, 0))


def _claimed(claim: VoteClaim, cast: Cast) -> Iterator[Text]:
    if words := read_as(claim, cast):
        yield Text(f"read as: {words}", "quiet")


def _verdict(claim: VoteClaim) -> Iterator[Text]:
    verdict = claim.verdict
    if verdict is None:
        yield Text("not checked", "quiet")
        return
    resolution = f" {verdict.resolution}:" if verdict.resolution else ":"
    mark = f"{_OUTCOME_MARKS[verdict.outcome]} {verdict.outcome}"
    yield Text.assemble((mark, verdict.outcome), f"{resolution} {one_line(verdict.reason)}")
    for row in verdict.rows[:ROWS_SHOWN]:
        yield Text("  " + ", ".join(f"{name} {'-' if value is None else value}" for name, value in row.items()), "quiet")
    if len(verdict.rows) > ROWS_SHOWN:
        yield Text(f"  … and {len(verdict.rows) - ROWS_SHOWN} more rows (--json has them all)", "quiet")
    for finding in verdict.audit:
        yield Text(f"  ! {one_line(finding)}", "warn")


def _whys(reasons: Iterable[tuple[str, str]], *, why: bool) -> Iterator[Text]:
    """Yield one line for each entry of a table, with the rule that made it, when it was asked for."""
    if why:
        yield from (Text(f"{entry}: {one_line(reason)}", "quiet") for entry, reason in reasons)


def _matrix(dossier: Dossier, cast: Cast) -> Iterator[RenderableType]:
    """Yield who stands on which side of each issue, where so many positions stand in the text that a list alone is hard to survey."""
    found = matrix(dossier, cast) if len(dossier.positions) >= POSITIONS_TO_SURVEY else None
    if found is None:
        return
    yield section("Who stands where", note="▲ for, ■ neutral, ▼ against")
    table = _table("Issue", *(f"{SIGNS[side]} {side}" for side in SIGNS))
    for row in found.rows:
        stands = [(actor, stand) for actor, cell in zip(found.actors, row.cells, strict=True) for stand in cell]
        sides = ("\n".join(f"{actor} {_times(stand)}" for actor, stand in stands if stand.side == side) for side in SIGNS)
        table.add_row(Text(row.label), *map(Text, sides))
    yield table


def _times(stand: Stand) -> str:
    return stand.stance if stand.times == 1 else f"{stand.stance} ×{stand.times}"


def _positions(dossier: Dossier, cast: Cast, paragraphs: Paragraphs, *, why: bool) -> Iterator[RenderableType]:
    if not dossier.positions:
        return
    yield section("Who wants what", len(dossier.positions))
    table = _table("¶", "Actor", "Stance", "Issue", "Basis")
    for position in dossier.positions:
        basis = position.basis if position.basis in {"speech", "narration"} else f"{position.basis} ({one_line(str(position.evidence))})"
        actor = Text(cast.name(position.actor), "speaker")
        table.add_row(_place(paragraphs, position.span), actor, Text(_stance(position)), Text(one_line(position.label)), Text(basis))
    yield table
    yield from _whys(((position.id, position.why) for position in dossier.positions), why=why)


def _stance(position: Position) -> str:
    """Name a stance with the strength of its words."""
    return position.stance if position.strength is None else f"{position.stance} {position.strength}"


def _proposals(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[RenderableType]:
    for proposal in dossier.proposals:
        told = points_told(proposal)
        yield section(f"Proposal: {one_line(proposal.name)}", note=" · ".join(filter(None, [f"by {cast.name(proposal.by)}", told])))
        table = _table("¶", "No.", "Point", "Words", numeric=("No.",))
        for point in proposal.points:
            number = "" if point.number is None else str(point.number)
            words = Text(shortened(point.span.text, WORDS_SHOWN), "quiet")
            table.add_row(_place(paragraphs, point.span), number, Text(one_line(point.label)), words)
        yield table


def _events(dossier: Dossier, cast: Cast, paragraphs: Paragraphs, *, why: bool) -> Iterator[RenderableType]:
    if not dossier.events:
        return
    yield section("What was done", len(dossier.events))
    sayings = {attribution.id: attribution for attribution in dossier.attributions}
    table = _table("¶", "Event", "Who, to whom", "Modality", "When, where", "Told by")
    for event in dossier.events:
        kind = f"{event.type.lower()}{f', {event.mode}' if event.mode else ''}: {one_line(event.trigger.text)}"
        parties = " → ".join(filter(None, [cast.names(event.actors) or "nobody named", cast.names(event.recipients)]))
        modality = Text(event.modality, "" if event.modality == "happened" else "warn")
        when = ", ".join(one_line(part) for part in (event.date, event.place) if part)
        teller = Text(told_by(event, sayings, cast))
        table.add_row(_places(paragraphs, event), Text(kind), Text(parties), modality, Text(when), teller)
    yield table
    yield from _whys(((event.id, event.why) for event in dossier.events), why=why)


def _places(paragraphs: Paragraphs, event: Event) -> Text:
    """Name the paragraph of an event's first telling, and how many more tell it."""
    place = _place(paragraphs, event.trigger)
    return place.append(f" +{len(event.evidence) - 1}", "quiet") if len(event.evidence) > 1 else place


def _tensions(dossier: Dossier, cast: Cast, paragraphs: Paragraphs, *, why: bool) -> Iterator[RenderableType]:
    if not dossier.tensions:
        return
    yield section("What does not fit", len(dossier.tensions))
    for tension in tension_cards(dossier, cast, paragraphs):
        lines = [Text.assemble((tension.kind, "warn"), f": {tension.about}"), *map(_side, tension.sides)]
        lines += [Text(f"why: {tension.why} ({tension.id})", "quiet")] if why else []
        yield hanging(Text("≠", "warn"), Group(*lines), width=1)


def _side(side: Side) -> Text:
    where = ", ".join(filter(None, [side.place, side.whose]))
    return Text.assemble(f"  “{shortened(side.words, SIDE_SHOWN)}”", (f"  {where}" if where else "", "place"))


def _loaded(dossier: Dossier, cast: Cast, paragraphs: Paragraphs, *, why: bool) -> Iterator[RenderableType]:
    if not dossier.loaded:
        return
    yield section("Loaded words of the narration", len(dossier.loaded))
    table = _table("¶", "Words", "Leaning", "Whom they hit")
    for word in dossier.loaded:
        whom = Text(cast.name(word.target)) if word.target else Text("left open", "quiet")
        table.add_row(_place(paragraphs, word.span), Text(one_line(word.span.text)), Text(word.leaning or ""), whom)
    yield table
    yield from _whys(((one_line(word.span.text), word.why) for word in dossier.loaded), why=why)


def _reported(dossier: Dossier, cast: Cast) -> Iterator[RenderableType]:
    """Yield what the verbs before each speaker's words give to understand, for those with whom they do."""
    telling = [reported for reported in reporting(dossier) if reported.implied]
    if not telling:
        return
    yield section("How they are reported", note="verbs of the narration that say more than “said”")
    table = _table("Speaker", "Verbs", "What they imply")
    for reported in telling:
        who = Text(cast.name(reported.speaker), "speaker") if reported.speaker else Text("unresolved", "unresolved")
        table.add_row(who, Text(forces(reported)), Text("; ".join(implications(reported))))
    yield table


def _dates(dossier: Dossier, paragraphs: Paragraphs) -> Iterator[RenderableType]:
    if not dossier.dates:
        return
    yield section("Dates", len(dossier.dates))
    table = _table("¶", "Words", "Type", "Value", "Read from")
    for date in dossier.dates:
        anchor = Text(one_line(date.anchor or ""), "quiet")
        table.add_row(_place(paragraphs, date.span), Text(one_line(date.span.text)), Text(date.type.lower()), Text(date.value), anchor)
    yield table


def _gaps(dossier: Dossier, paragraphs: Paragraphs) -> Iterator[RenderableType]:
    if not dossier.gaps:
        return
    yield section("Left undecided", len(dossier.gaps))
    for gap in dossier.gaps:
        line = Text.assemble(f"“{shortened(gap.span.text, WORDS_SHOWN)}”", (f"  {one_line(gap.reason)}", "warn"))
        yield hanging(Text(paragraphs.label(gap.span.start), "place"), line)
