"""Who acts and speaks: persons, states, organisations, outlets and groups, with the places where a text names them."""

from typing import Literal

from pydantic import Field

from communique.record.base import Value
from communique.record.span import Span

ActorKind = Literal["person", "state", "organisation", "outlet", "group"]


class Office(Value):
    """An office that the actor holds at the date of the text."""

    title: str = Field(description='the title as it is usually written ("Foreign Minister")')
    of: str | None = Field(default=None, description="id of the state or organisation that the office belongs to")


class Actor(Value):
    """One actor of a dossier. `id` is 'person:', 'state:', 'org:', 'outlet:' or 'group:' and a slug or ISO code.

    An archive adds a mark where one name is not one actor: ~2, ~3 ... set homonyms apart, ~d7 keeps an actor to document 7.
    """

    id: str = Field(
        pattern=r"^(person|state|org|outlet|group):[A-Za-z0-9][A-Za-z0-9-]*(~d?[0-9]+)?$",
        description="kind, a colon, and an ISO code or slug: person:wang-yi, state:CHN; out of an archive ~2 sets a homonym apart",
    )
    name: str = Field(description="the fullest name known")
    kind: ActorKind = Field(description="what sort of actor it is")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3 code, or the code of a former state")
    offices: tuple[Office, ...] = Field(default=(), description="offices held at the date of the text")
    mentions: tuple[Span, ...] = Field(default=(), description="where the text names or means the actor")
