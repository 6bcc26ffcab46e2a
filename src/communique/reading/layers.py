"""Whose words each token is: the narration's, an attribution's content, or content inside content."""

from collections.abc import Iterable, Iterator, Sequence

from communique.reading.drafts import Draft, Page


class Layers:
    """The layer of every token of one text: None for narration, else the innermost attribution whose content holds it."""

    def __init__(self, page: Page, drafts: Iterable[Draft]) -> None:
        self._at: list[Draft | None] = [None] * len(page.doc)
        for draft in sorted(drafts, key=lambda d: (_depth(d), -d.size)):
            for start, end in draft.content:
                for number in range(page.token_from(start), page.token_from(end)):
                    self._at[number] = draft

    def __getitem__(self, number: int) -> Draft | None:
        """The innermost attribution that holds a token, or None in narration."""
        return self._at[number]

    def chain(self, number: int) -> Iterator[Draft]:
        """Yield the attributions that hold a token, innermost first."""
        draft = self._at[number]
        while draft is not None:
            yield draft
            draft = draft.outer

    def depth(self, number: int) -> int:
        """How many attributions hold a token: 0 in narration, 1 in somebody's speech, 2 in speech inside speech."""
        return sum(1 for _ in self.chain(number))

    def tokens(self, draft: Draft | None) -> Sequence[int]:
        """The numbers of the tokens of one layer, in order of place."""
        return [number for number, found in enumerate(self._at) if found is draft]


def _depth(draft: Draft) -> int:
    depth = 0
    while draft.outer is not None and depth < 20:
        draft, depth = draft.outer, depth + 1
    return depth
