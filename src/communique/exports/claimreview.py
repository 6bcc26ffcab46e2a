"""Drafts of ClaimReview (schema.org) for what reports say about votes: the finding and the record, never a rating."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from communique.exports.rows import entry_id
from communique.exports.wording import heading
from communique.record import Dossier, Verdict, VoteClaim

_NOTE = "Draft made by a machine, without a rating: a person has to check it, write the review and give the rating."


def write_claimreview(dossiers: Iterable[Dossier], stream: TextIO) -> int:
    """Write the drafts as one JSON-LD graph; returns how many there were. Only checked claims about votes become drafts."""
    drafts = [draft for dossier in dossiers for draft in claim_reviews(dossier)]
    json.dump({"@context": "https://schema.org", "@graph": drafts}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")
    return len(drafts)


def claim_reviews(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield the drafts of one dossier."""
    for claim in dossier.vote_claims:
        if claim.verdict is not None:
            yield _draft(dossier, claim, claim.verdict)


def _draft(dossier: Dossier, claim: VoteClaim, verdict: Verdict) -> dict[str, Any]:
    document = dossier.document
    appearance = {"@type": "CreativeWork", "name": heading(document), "identifier": document.id}
    if document.source and "://" in document.source:
        appearance["url"] = document.source
    if document.published:
        appearance["datePublished"] = document.published.isoformat()
    reviewed: dict[str, Any] = {"@type": "Claim", "appearance": appearance}
    if document.outlet:
        reviewed["author"] = {"@type": "Organization", "name": document.outlet}
    return {
        "@type": "ClaimReview",
        "@id": f"urn:communique:{entry_id(dossier, claim.id)}",
        "creativeWorkStatus": "Draft",
        "claimReviewed": " … ".join(span.text for span in claim.spans),
        "itemReviewed": reviewed,
        "reviewBody": f"{verdict.outcome.capitalize()}: {verdict.reason}",
        "abstract": _NOTE,
        "citation": [_row(row) for row in verdict.rows] + [verdict.resolution] * bool(verdict.resolution),
    }


def _row(row: dict[str, str | int | None]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in row.items() if value is not None)
