"""brat standoff: a text file and an .ann file a report, as PolNeAR is published, with attributions as events of source, cue and content."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.exports.rows import entry_id
from communique.exports.wording import one_line
from communique.record import Attribution, Dossier, Span

CONFIGURATION = """[entities]
Source
Cue
Content

[relations]
Nested Arg1:Attribution, Arg2:Attribution

[events]
Attribution Source*:Source, Cue*:Cue, Content+:Content

[attributes]
Kind Arg:Attribution, Value:direct|indirect|mixed
Negated Arg:Attribution
Denial Arg:Attribution
"""


def write_brat(dossiers: Iterable[Dossier], folder: Path) -> int:
    """Write each dossier as TEXT.txt and TEXT.ann into a folder that is there, with annotation.conf; returns the number of dossiers.

    Files are named after the first twelve digits of the document's hash. The text is written as it is, so that offsets hold. An
    attribution is an event whose trigger is its cue (its content where it has no cue); a note on it holds its id and its speakers.
    """
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8", newline="\n")
    count = 0
    for dossier in dossiers:
        stem = dossier.document.id.removeprefix("sha256:")[:12]
        (folder / f"{stem}.txt").write_bytes(dossier.document.text.encode("utf-8"))
        (folder / f"{stem}.ann").write_text("".join(f"{line}\n" for line in standoff(dossier)), encoding="utf-8", newline="\n")
        count += 1
    return count


def standoff(dossier: Dossier) -> Iterator[str]:
    """Yield the lines of a dossier's annotation file."""
    marks, numbers = 0, {attribution.id: n for n, attribution in enumerate(dossier.attributions, start=1)}
    for attribution in dossier.attributions:
        number, roles = numbers[attribution.id], []
        parts = [("Attribution", attribution.cue or attribution.content), ("Content", attribution.content), ("Cue", attribution.cue)]
        if attribution.source is not None:
            parts.append(("Source", (attribution.source,)))
        for label, spans in parts:
            if spans:
                marks += 1
                roles.append(f"{label}:T{marks}")
                yield f"T{marks}\t{label} {_offsets(spans)}\t{' '.join(_shown(spans))}"
        yield f"E{number}\t{' '.join(roles)}"
        yield from _remarks(dossier, attribution, number)
    nested = [(numbers[a.id], numbers[a.nested_in]) for a in dossier.attributions if a.nested_in in numbers]
    yield from (f"R{n}\tNested Arg1:E{inner} Arg2:E{outer}" for n, (inner, outer) in enumerate(nested, start=1))


def _remarks(dossier: Dossier, attribution: Attribution, number: int) -> Iterator[str]:
    yield f"A{3 * number - 2}\tKind E{number} {attribution.kind}"
    if attribution.negated:
        yield f"A{3 * number - 1}\tNegated E{number}"
    if attribution.denial:
        yield f"A{3 * number}\tDenial E{number}"
    who = ", ".join(attribution.speakers or ((attribution.speaker,) if attribution.speaker else ())) or "unresolved"
    yield f"#{number}\tAnnotatorNotes E{number}\t{entry_id(dossier, attribution.id)}; speaker: {who}; {one_line(attribution.why)}"


def _offsets(spans: Iterable[Span]) -> str:
    return ";".join(f"{start} {end}" for start, end in _lines(spans))


def _shown(spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        yield from (span.text[start - span.start : end - span.start] for start, end in _lines((span,)))


def _lines(spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Yield the pieces of spans between line ends: brat allows no line end inside an annotation."""
    for span in spans:
        start = span.start
        for line in span.text.splitlines(keepends=True):
            words = line.strip()
            if words:
                first = start + line.index(words)
                yield first, first + len(words)
            start += len(line)
