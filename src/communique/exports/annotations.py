"""W3C Web Annotations (JSON-LD): every entry as an annotation of its report, found again by its words and by its offsets."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from communique.exports.rows import entry_id
from communique.record import Dossier, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32


def write_annotations(dossiers: Iterable[Dossier], stream: TextIO) -> int:
    """Write one AnnotationCollection with one page; returns the number of annotations.

    A target is the report (its address, else a URN made of its hash), with a TextQuoteSelector and a TextPositionSelector; words in
    several pieces are a List of targets. Selectors refer to the text as read: code points, as the recommendation asks.
    """
    stream.write(f'{{"@context": "{CONTEXT}", "id": "urn:communique:annotations", "type": "AnnotationCollection", ')
    stream.write('"label": "Entries read by communique", "first": {"id": "urn:communique:annotations:1", "type": "AnnotationPage", ')
    stream.write('"startIndex": 0, "items": [')
    count = 0
    for dossier in dossiers:
        for item in annotations(dossier):
            stream.write(("\n" if count == 0 else ",\n") + json.dumps(item, ensure_ascii=True))
            count += 1
    stream.write(f'\n]}}, "total": {count}}}\n')
    return count


def annotations(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield the annotations of one dossier."""
    names = {actor.id: actor.name for actor in dossier.actors}
    for actor in dossier.actors:
        for number, span in enumerate(actor.mentions, start=1):
            body = [_tag("actor"), _words(actor.name, "identifying"), _thing(actor.id)]
            yield _annotation(dossier, f"{actor.id}-{number}", "identifying", (span,), body)
    for a in dossier.attributions:
        who = a.speakers or ((a.speaker,) if a.speaker else ())
        said = f"{', '.join(names.get(each, each) for each in who) or 'unresolved'} ({a.kind})"
        yield _annotation(dossier, a.id, "tagging", a.content, [_tag("attribution"), _words(said, "describing"), *map(_thing, who)])
    for e in dossier.events:
        told = f"{e.type}{f' {e.mode}' if e.mode else ''}, {e.modality}"
        body = [_tag("event"), _words(told, "describing"), *map(_thing, (*e.actors, *e.recipients))]
        yield _annotation(dossier, e.id, "classifying", (e.trigger,), body)
    for p in dossier.positions:
        wanted = f"{names.get(p.actor, p.actor)} {p.stance}: {p.label}"
        yield _annotation(dossier, p.id, "classifying", (p.span,), [_tag("position"), _words(wanted, "describing"), _thing(p.actor)])
    for v in dossier.vote_claims:
        verdict = f"{v.verdict.outcome}: {v.verdict.reason}" if v.verdict else "not checked"
        yield _annotation(dossier, v.id, "assessing", v.spans, [_tag("vote claim"), _words(verdict, "assessing")])
    for number, gap in enumerate(dossier.gaps, start=1):
        yield _annotation(dossier, f"gap-{number}", "questioning", (gap.span,), [_tag("gap"), _words(gap.reason, "questioning")])


def _annotation(dossier: Dossier, entry: str, motivation: str, spans: Sequence[Span], body: list[dict[str, Any]]) -> dict[str, Any]:
    targets = [_target(dossier, span) for span in spans]
    version = dossier.made_by.version
    return {
        "@context": CONTEXT,
        "id": f"urn:communique:{entry_id(dossier, entry)}",
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"id": "urn:communique", "type": "Software", "name": f"communique {version}"},
        "body": body,
        "target": targets[0] if len(targets) == 1 else {"type": "List", "items": targets},
    }


def _target(dossier: Dossier, span: Span) -> dict[str, Any]:
    text, document = dossier.document.text, dossier.document
    source = document.source if document.source and "://" in document.source else f"urn:communique:{document.id}"
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(span.start - AROUND, 0) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _tag(word: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": word, "format": "text/plain", "language": "en"}


def _words(words: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": words, "format": "text/plain"}


def _thing(actor: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": "linking", "source": f"urn:communique:{actor}"}
