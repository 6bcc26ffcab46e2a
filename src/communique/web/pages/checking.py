"""Checking: words are pasted in, and read without being stored; the claims about votes are held against the record."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Form
from pydantic import Field

from communique.errors import EmptyInput, TooLargeInput
from communique.exports.claims import read_as
from communique.exports.html import report_parts
from communique.exports.wording import Cast, one_line
from communique.record import Dossier
from communique.record.base import Value
from communique.web.pages.asking import Day
from communique.web.resources import Resources

LONGEST = 60_000


class Check(Value):
    """What was read out of pasted words; nothing of it is stored."""

    text: str = Field(default="", description="the words")
    published: date | None = Field(default=None, description="when they were published, as far as told")
    longest: int = Field(default=LONGEST, description="how many characters are taken at most")
    dossier: Dossier | None = Field(default=None, description="all that was read; its vote claims have verdicts")


def form(resources: Resources) -> Check:
    """Show the form for words to check."""
    return Check()


def check(resources: Resources, text: Annotated[str, Form()], published: Annotated[Day, Form()] = None) -> Check:
    """Read pasted words without storing them, and hold what they say about votes against the record."""
    plain = text.replace("\r\n", "\n")
    if not plain.strip():
        raise EmptyInput("There are no words to check.", "Paste a sentence or an article.")
    if len(plain) > LONGEST:
        raise TooLargeInput(f"These are {len(plain):,} characters, and {LONGEST:,} are taken at most.", "Add the report instead.")
    return Check(text=plain, published=published, dossier=resources.read(plain, published))


def shown(found: Check) -> Mapping[str, Any]:
    """Add the text as markup, and each claim with what it was read as."""
    assert found.dossier is not None
    cast = Cast(found.dossier)
    claims = [
        {"claim": claim, "words": " … ".join(one_line(span.text) for span in claim.spans), "read_as": read_as(claim, cast)}
        for claim in found.dossier.vote_claims
    ]
    return {**report_parts(found.dossier), "heading": "All that was read out of these words", "claims": claims, "votes_at": "/votes?q="}
