"""Dossiers written by hand for the faces: a report on peace talks with every layer, hostile text, and long text."""

from datetime import date
from pathlib import Path

from communique.record import (
    Actor,
    Attribution,
    DateExpression,
    Document,
    Dossier,
    Doubt,
    Event,
    Gap,
    LoadedWord,
    MadeBy,
    Office,
    Point,
    Position,
    Proposal,
    Section,
    Span,
    Tally,
    Tension,
    Verdict,
    VoteClaim,
)

MADE_BY = MadeBy(version="0.1.0", steps={"attributions": "written by hand"})

TALKS = (Path(__file__).parent / "talks.txt").read_text(encoding="utf-8")


class Desk:
    """Cuts spans out of one text by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, words: str, nth: int = 0) -> Span:
        """Return the span of the `nth` place (from 0) at which the words stand."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span.cut(self.text, start, start + len(words))

    def cut(self, words: str) -> Span:
        """Return the span of "words", or of the words inside a context, written "context|words"."""
        context, _, inner = words.rpartition("|")
        start = self.text.index(context or inner)
        start = self.text.index(inner, start)
        return Span.cut(self.text, start, start + len(inner))

    def line(self, number: int) -> Span:
        """Return the span of a line (from 0)."""
        return self.at(self.text.splitlines()[number])


def talks() -> Dossier:
    """Return the dossier of the report on the talks, with an entry in every layer."""
    desk = Desk(TALKS)
    return Dossier(
        document=_talks_document(desk),
        sections=_talks_sections(desk),
        actors=_talks_actors(desk),
        attributions=_talks_attributions(desk),
        events=_talks_events(desk),
        positions=_talks_positions(desk),
        proposals=_talks_proposals(desk),
        vote_claims=_talks_vote_claims(desk),
        dates=_talks_dates(desk),
        tensions=(
            Tension(
                id="t1",
                kind="denial",
                about="whether the northern road was closed",
                between=("a4", desk.at("reopens the northern road")),
                why="denied, after what was said of it",
            ),
        ),
        loaded=(
            LoadedWord(
                span=desk.at("intransigent"), target="person:oskar-brandt", entry="intransigent", leaning="blame", why="in the word list"
            ),
        ),
        gaps=(
            Gap(span=desk.at("She"), reason="two women were named before: speaker left open"),
            Gap(span=desk.at("two people who asked not to be named"), reason="the source is not named"),
        ),
        made_by=MADE_BY,
    )


def _talks_document(desk: Desk) -> Document:
    caption = desk.line(9)
    return Document(
        text=desk.text,
        title="Veldania offers truce as talks open in Lindmark",
        source="talks.txt",
        outlet="Northern Wire",
        author="Hanna Sorel",
        published=date(2028, 3, 14),
        published_basis="given",
        doubts=(
            Doubt(kind="teaser", message="A photo caption stands between the paragraphs.", start=caption.start, end=caption.end),
            Doubt(kind="mixed languages", message="Two names are written in more than one way."),
        ),
    )


def _talks_sections(desk: Desk) -> tuple[Section, ...]:
    kinds = {0: "headline", 1: "byline", 9: "caption", 10: "caption"}
    lines = [Section(kind=kinds.get(number, "paragraph"), span=desk.line(number)) for number in range(len(TALKS.splitlines()))]
    return (*lines, Section(kind="dateline", span=desk.at("LINDMARK, 14 March (Northern Wire) –")))


def _talks_actors(desk: Desk) -> tuple[Actor, ...]:
    person = {"kind": "person"}
    minister, head = Office(title="foreign minister", of="state:VLD"), Office(title="head of delegation", of="state:OST")
    return (
        Actor(id="state:VLD", name="Veldania", kind="state", country="VLD", mentions=(desk.at("Veldania"), desk.at("Veldania", 1))),
        Actor(id="state:OST", name="Ostria", kind="state", country="OST", mentions=(desk.at("Ostria"), desk.at("Ostria’s delegation"))),
        Actor(id="person:ilse-varga", name="Ilse Varga", country="VLD", offices=(minister,), mentions=(desk.at("Ilse Varga"),), **person),
        Actor(id="person:pavel-doran", name="Pavel Doran", country="OST", offices=(head,), mentions=(desk.at("Pavel Doran"),), **person),
        Actor(id="person:mirek-halas", name="Mirek Halas", country="OST", offices=(Office(title="president", of="state:OST"),), **person),
        Actor(id="person:amara-diallo", name="Amara Diallo", offices=(Office(title="secretary-general", of="org:un"),), **person),
        Actor(id="person:oskar-brandt", name="Oskar Brandt", country="VLD", **person),
        Actor(id="org:un", name="United Nations", kind="organisation", mentions=(desk.at("United Nations"),)),
        Actor(id="outlet:ota", name="OTA", kind="outlet", country="OST", mentions=(desk.at("OTA"),)),
        Actor(id="group:mediators", name="the mediators", kind="group"),
        Actor(id="group:negotiators", name="negotiators", kind="group"),
    )


def said(desk: Desk, entry: str, kind: str, content: str, *, by: str = "", cue: str = "", **rest: object) -> Attribution:
    """Write an attribution by its words: `by` and `cue` are "words" or "context|words", the words as they stand inside the context."""
    return Attribution(
        id=entry,
        kind=kind,
        content=tuple(desk.cut(piece) for piece in content.split(" / ")),
        source=desk.cut(by) if by else None,
        cue=(desk.cut(cue),) if cue else (),
        **rest,
    )


def _talks_attributions(desk: Desk) -> tuple[Attribution, ...]:
    varga, doran, halas = "person:ilse-varga", "person:pavel-doran", "person:mirek-halas"
    first = "Veldania will pull its artillery back from the Aster valley if Ostria reopens the northern road"
    map_ = "We did not come here to trade speeches. We came with a map, a calendar and a list of names,"
    halas_told = "that President Mirek Halas had said “no road is worth a single village”"
    head, diallo = "Its head, Pavel Doran", "Secretary-General Amara Diallo"
    return (
        said(
            desk, "a1", "indirect", first, by="Foreign Minister Ilse Varga", cue="Varga said|said", speaker=varga, force="says",
            why="clause, cue",
        ),
        said(desk, "a2", "direct", map_, by="Varga told|Varga", cue="told", speaker=varga, confidence=0.98, why="marks, cue"),
        said(desk, "a3", "direct", "The guns can be gone within ten days.", speaker=varga, confidence=0.95, why="second sentence of a2"),
        said(
            desk, "a4", "indirect", "that it had ever closed the road", by="Ostria’s delegation", cue="denied", speaker="state:OST",
            denial=True, force="denies", why="clause after the cue denied",
        ),
        said(
            desk, "a5", "mixed", "the offer “a door painted on a wall”", by=head, cue="called", speaker=doran, force="claims",
            implies="doubt", why="called X Y",
        ),
        said(desk, "a6", "indirect", "that his government would answer on Friday", by=head, cue="and said|said", speaker=doran, why="cue"),
        said(
            desk, "a7", "mixed", "Ostria wanted “guarantees, not gestures”", by="The official", cue="official said|said",
            confidence=0.45, why="two officials could be meant",
        ),
        said(
            desk, "a8", "indirect", halas_told, by="Doran told|Doran", cue="Doran told|told", speaker=doran, via=("outlet:ota",),
            addressee="group:mediators", why="clause after the cue told, passed on by OTA",
        ),
        said(
            desk, "a9", "direct", "no road is worth a single village", by="President Mirek Halas", cue="had said", speaker=halas,
            via=(doran, "outlet:ota"), nested_in="a8", why="marks inside a8",
        ),
        said(
            desk, "a10", "indirect", "that they would exchange prisoners before 1 April", by="Varga and Doran",
            cue="said in a joint statement", speaker=varga, speakers=(varga, doran), why="two sources joined by and",
        ),
        said(
            desk, "a11", "indirect", "whether the United Nations would send observers", by=diallo, cue="has not said",
            speaker="person:amara-diallo", negated=True, why="negated cue",
        ),
        said(desk, "a12", "direct", "Bring them home", by="a sign", cue="saying", why="words on a sign"),
        said(
            desk, "a13", "indirect", "Negotiators called him ‘the man who is not here’", by="two people who asked not to be named",
            cue="according to", why="according to",
        ),
        said(
            desk, "a14", "direct", "the man who is not here", by="Negotiators", cue="called him|called", speaker="group:negotiators",
            nested_in="a13", why="marks inside a13",
        ),
        said(
            desk, "a15", "direct", "Nobody believes in dates any more,", by="a farmer", cue="said a farmer|said", why="marks, cue",
        ),
    )  # fmt: skip


def _talks_events(desk: Desk) -> tuple[Event, ...]:
    shelled = desk.cut("The intransigent general Oskar Brandt, who shelled the valley on 2 March, was absent.")
    talks_open = desk.line(0)
    return (
        Event(
            id="e1", type="CONSULT", mode="meet", actors=("state:VLD", "state:OST"), trigger=desk.at("talks"), sentence=talks_open,
            modality="happened", date="2028-03-14", place="Lindmark", quad="verbal cooperation", why="talks open",
        ),
        Event(
            id="e2", type="ASSAULT", mode="bombard", actors=("person:oskar-brandt",), trigger=desk.at("shelled"), sentence=shelled,
            modality="happened", date="2028-03-02", place="Aster valley", quad="material conflict", why="shelled",
        ),
        Event(
            id="e3", type="COOPERATE", actors=("person:ilse-varga", "person:pavel-doran"), trigger=desk.at("exchange"),
            sentence=desk.line(7), modality="planned", date="2028-04-01", told_by="a10", quad="material cooperation", why="would exchange",
        ),
    )  # fmt: skip


def _talks_positions(desk: Desk) -> tuple[Position, ...]:
    road, answer = desk.at("Ostria reopens the northern road"), desk.at("guarantees, not gestures")
    return (
        Position(
            id="p1", actor="state:VLD", issue="access", label="reopening of the northern road", stance="demands", span=road,
            basis="speech", evidence="a1", why="if",
        ),
        Position(
            id="p2", actor="state:OST", issue="guarantees", label="security guarantees", stance="calls for", span=answer,
            basis="speech", evidence="a7", why="wanted",
        ),
    )  # fmt: skip


def _talks_proposals(desk: Desk) -> tuple[Proposal, ...]:
    points = (
        ("ceasefire", "ceasefire", "a ceasefire from Sunday", 1),
        ("withdrawal", "withdrawal of artillery", "the withdrawal of artillery", 2),
    )
    return (
        Proposal(
            id="r1",
            name="the Lindmark plan",
            by="state:VLD",
            points_stated=4,
            points=tuple(Point(issue=issue, label=label, span=desk.at(words), number=number) for issue, label, words, number in points),
        ),
    )


def _talks_vote_claims(desk: Desk) -> tuple[VoteClaim, ...]:
    rows: tuple[dict[str, str | int | None], ...] = ({"state": "VLD", "vote": "abstain"}, {"yes": 98, "no": 11, "abstain": 41})
    verdict = Verdict(
        outcome="fails",
        finding="count differs",
        resolution="A/RES/82/14",
        reason="Veldania abstained as told, but 41 states abstained, not 40.",
        rows=rows,
        audit=("The list of names has one state fewer than the count.",),
    )
    return (
        VoteClaim(
            id="v1",
            body="General Assembly",
            date="2027",
            tally=Tally(yes=98, no=11, abstain=40),
            votes={"VLD": "abstain"},
            spans=(
                desk.at("Veldania abstained last year when the General Assembly demanded a truce by 98 votes to 11, with 40 abstentions"),
            ),
            verdict=verdict,
        ),
        VoteClaim(
            id="v2",
            spans=(desk.at("40 abstentions"),),
            verdict=Verdict(outcome="cannot tell", finding="too vague", reason="The text does not name the vote."),
        ),
    )


def _talks_dates(desk: Desk) -> tuple[DateExpression, ...]:
    told = (
        ("Tuesday", "DATE", "2028-03-14"),
        ("within ten days", "DURATION", "P10D"),
        ("Friday", "DATE", "2028-03-17"),
        ("before 1 April", "DATE", "2028-04-01"),
        ("last year", "DATE", "2027"),
        ("2 March", "DATE", "2028-03-02"),
    )
    return tuple(DateExpression(span=desk.at(words), type=kind, value=value, anchor="published") for words, kind, value in told)


HOSTILE = (
    "<script>window.hacked = 1</script> & “<img src=x onerror='window.hacked=2'>” said </p></main> the \"minister\".\n"
    "A line that turns \u202e around\u202c and \x00 rings \x07 and clears \x1b[2J the screen, he said.\n"
    "‘Outer “inner ‘innermost’ words” here,’ she said. \U0001f54a शांति السلام שלום e\u0301.\n"
)


def hostile() -> Dossier:
    """Return a dossier whose every string tries to break out, with overlapping and nested spans and speech four deep."""
    desk = Desk(HOSTILE)
    bad = "person:bad"
    return Dossier(
        document=Document(
            text=HOSTILE,
            title="<b>Title</b> \x1b[31m & “marks”",
            source="javascript:alert(1)",
            outlet="<Outlet>",
            published=date(2028, 3, 14),
            published_basis="inferred",
            doubts=(Doubt(kind="damaged text", message="<i>odd</i>", start=5, end=9),),
        ),
        actors=(
            Actor(
                id=bad, name="<script>bad</script> [bold]Name[/bold]", kind="person", country="X<Y", offices=(Office(title='"><u>chief'),)
            ),
        ),
        attributions=(
            said(
                desk,
                "a1",
                "direct",
                "<img src=x onerror='window.hacked=2'>",
                by='the "minister"',
                cue="said",
                speaker=bad,
                why="<b>why</b>",
            ),
            said(desk, "a2", "indirect", HOSTILE.splitlines()[1][:70], cue="he said|said", speaker=bad, confidence=0.2, why="--><!--"),
            said(desk, "a3", "direct", "Outer “inner ‘innermost’ words” here,", by="she", cue="she said|said", why="x"),
            said(desk, "a4", "direct", "inner ‘innermost’ words", nested_in="a3", why="x"),
            said(desk, "a5", "direct", "innermost", nested_in="a4", why="x"),
            said(desk, "a6", "mixed", "words” here,’ she said. \U0001f54a शांति", why="overlaps a3 and a4 without being nested"),
        ),
        dates=(DateExpression(span=desk.at("innermost’ words” he"), type="DATE", value="<2028>"),),
        gaps=(Gap(span=desk.at("‘innermost"), reason="<gap>"), Gap(span=Span.cut(HOSTILE, 60, 180), reason="across two paragraphs")),
        made_by=MADE_BY,
    )


def long(paragraphs: int) -> Dossier:
    """Return a dossier of that many paragraphs of about 80 words, two attributions in each."""
    sentence = "“The road is open, the valley is quiet and nobody fires at night,” the mayor said, adding that the river had frozen again. "
    filler = "Lorries stood in a row behind the town hall, and the delegates went past them twice a day without looking. " * 3
    text = "\n".join(f"{sentence}{filler}".strip() for _ in range(paragraphs)) + "\n"
    step = len(f"{sentence}{filler}".strip()) + 1
    attributions = []
    for number in range(paragraphs):
        begin = number * step
        quoted, told = sentence.index(",”") + 1, sentence.index("that the river")
        spans = {"source": (sentence.index("the mayor"), 9), "said": (sentence.index("said"), 4), "adding": (sentence.index("adding"), 6)}
        cut = {name: Span.cut(text, begin + at, begin + at + size) for name, (at, size) in spans.items()}
        direct, indirect = Span.cut(text, begin + 1, begin + quoted), Span.cut(text, begin + told, begin + len(sentence) - 2)
        rest = {"source": cut["source"], "speaker": f"person:mayor-{number % 12}", "why": "by rule"}
        attributions.append(Attribution(id=f"a{2 * number + 1}", kind="direct", content=(direct,), cue=(cut["said"],), **rest))
        attributions.append(Attribution(id=f"a{2 * number + 2}", kind="indirect", content=(indirect,), cue=(cut["adding"],), **rest))
    actors = tuple(Actor(id=f"person:mayor-{number}", name=f"Mayor {number}", kind="person", country="VLD") for number in range(12))
    return Dossier(document=Document(text=text), actors=actors, attributions=tuple(attributions), made_by=MADE_BY)
