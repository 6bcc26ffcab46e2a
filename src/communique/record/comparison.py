"""Reports, statements and resolutions side by side, issue by issue: the stances that each takes, and where it is silent."""

from typing import Literal

from pydantic import Field

from communique.record.base import Value
from communique.record.entries import Stance

Agreement = Literal["agree", "differ", "only one", "undecided"]


class Stand(Value):
    """One stance of one column, with the words that it rests on."""

    issue: str = Field(description='id of the issue; "free:" and the words of the text where no declared issue fits')
    label: str = Field(description="the issue in plain words")
    stance: Stance = Field(description="how its holder stands to it")
    strength: int | None = Field(default=None, ge=1, le=9, description="how strong the words are, from 1 to 9")
    words: str = Field(description="the words that it rests on")
    holder: str = Field(description="name of the actor who takes it")
    number: int | None = Field(default=None, description="its number in the list of a proposal")
    place: int | None = Field(default=None, description="offset of the words in their document; null for a title")
    why: str = Field(description="how it was read")


class ComparedColumn(Value):
    """One thing compared: a report, a statement or a resolution."""

    name: str = Field(description="what it is called")
    about: str = Field(description="its proposals, or its title")
    stands: tuple[Stand, ...] = Field(default=(), description="its stances, in order of place")


class ComparedRow(Value):
    """One issue with the stances that each column takes on it; an empty cell is silent."""

    issue: str = Field(description="id of the issue")
    label: str = Field(description="the issue in plain words, with its contrary where that is spoken of")
    group: str = Field(description="the broadest issue above it; empty for what no declared issue names")
    cells: tuple[tuple[Stand, ...], ...] = Field(description="the stances of each column, in the order of the columns")
    agreement: Agreement = Field(description="how the columns that speak stand to each other")

    @property
    def silent(self) -> tuple[int, ...]:
        """The numbers of the columns that say nothing on the issue, from 0."""
        return tuple(number for number, cell in enumerate(self.cells) if not cell)


class Comparison(Value):
    """Columns side by side. Rows follow the order of the declared issues; what no declared issue names comes last."""

    columns: tuple[ComparedColumn, ...] = Field(description="what is compared")
    rows: tuple[ComparedRow, ...] = Field(description="the issues on which at least one column speaks")

    def count(self, agreement: Agreement) -> int:
        """Return on how many issues the columns stand so to each other."""
        return sum(1 for row in self.rows if row.agreement == agreement)
