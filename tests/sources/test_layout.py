"""Paragraphs of plain text, one a line or hard-wrapped, and pieces joined into a text."""

from hypothesis import given
from hypothesis import strategies as st

from communique.record import Block
from communique.sources.layout import Piece, join, paragraphs


def cut(text: str) -> list[str]:
    return [text[block.start : block.end] for block in paragraphs(text)]


ONE_A_LINE = """The minister said on Tuesday that her country would accept a truce if the other side did the same, and named its terms.
‘We have waited long enough,’ she said.
A delegate arrives at the hall in Geneva
The talks go on until Friday, when the mediator is to report to the Security Council on what was reached and on what was not.
"""
WRAPPED = """The minister said on Tuesday that her country would accept a
truce if the other side did the same, and named three conditions
for it.

"We have waited long enough," she said.

The talks go on until Friday, when the mediator is to report to
the Security Council.
"""


def test_one_paragraph_a_line() -> None:
    assert cut(ONE_A_LINE) == ONE_A_LINE.strip().split("\n")


def test_one_paragraph_a_line_with_empty_lines_between() -> None:
    spaced = ONE_A_LINE.replace("\n", "\n\n")
    assert cut(spaced) == ONE_A_LINE.strip().split("\n")


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert cut(WRAPPED) == [part.strip() for part in WRAPPED.split("\n\n")]


def test_line_ends_of_windows_are_kept() -> None:
    text = WRAPPED.replace("\n", "\r\n")
    assert cut(text) == [part.strip().replace("\n", "\r\n") for part in WRAPPED.split("\n\n")]


WRAPPED_LIST = """The foreign ministers agreed on the following points after a day of
talks in the capital and will meet again to sign them:
1. the guns fall silent on Friday at noon, on land and at sea, and
   stay silent;
2. prisoners are exchanged;
3. grain may pass.
"""


def test_a_list_in_wrapped_text_is_not_run_together() -> None:
    blocks = paragraphs(WRAPPED_LIST)
    assert [block.kind for block in blocks] == ["paragraph", "list_item", "list_item", "list_item"]
    assert WRAPPED_LIST[blocks[1].start : blocks[1].end].endswith("stay silent;")


def test_one_number_makes_no_list() -> None:
    assert [block.kind for block in paragraphs("1. FC Marrova lost again.\nThe minister was there.")] == ["paragraph", "paragraph"]


def test_blocks_leave_out_the_white_space_around_them() -> None:
    assert cut("\n\n   One.  \n\u00a0\n\t Two. \n\u200b\n") == ["One.", "Two."]


def test_joined_pieces_lie_where_the_blocks_say() -> None:
    text, blocks = join([Piece("headline", "Talks go on"), Piece("paragraph", "They do.")])
    assert text == "Talks go on\n\nThey do."
    assert blocks == (Block(kind="headline", start=0, end=11), Block(kind="paragraph", start=13, end=21))


@given(st.text(alphabet=st.sampled_from("aB.,:;“”'\"-1) \n\r\t\u00a0\x0c\u2028Q"), max_size=300))
def test_blocks_are_in_order_and_lose_no_word(text: str) -> None:
    blocks = paragraphs(text)
    place, kept = 0, ""
    for block in blocks:
        assert place <= block.start < block.end <= len(text)
        assert not text[place : block.start].strip()
        place = block.end
        kept += text[block.start : block.end]
    assert "".join(kept.split()) == "".join(text.split())
