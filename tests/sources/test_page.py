"""Web pages: the body found, the text shown, and what the metadata say."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError, NoBodyText
from communique.record import Document
from communique.sources import document_from_bytes, open_source

DATA = Path(__file__).parent / "data"
PROSE = "The foreign minister of Marrova said on Tuesday that the talks in Geneva would go on until Friday, whatever the other side did."


def page(body: str, head: str = "") -> Document:
    return document_from_bytes(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), name="page.html")


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def texts(body: str) -> list[str]:
    return [text for _, text in shown(page(body))]


def test_a_news_page() -> None:
    document = open_source(DATA / "news_page.html")
    assert shown(document) == [
        ("headline", "Marrova calls for truce as talks open in Geneva"),
        ("paragraph", "Minister says “every hour counts” and names three conditions"),
        ("byline", "By Ana Petrov and Tom Okafor"),
        ("byline", "5 March 2024, 18:20"),
        ("caption", "Delegates arrive; one carried a sign saying “Enough” Photo: R. Lind"),
        (
            "paragraph",
            "Marrova’s foreign minister, Ilse Brandt, said on Tuesday that her country would accept a truce “without\u00a0delay” if the "
            "other side did the same.",
        ),
        ("paragraph", "She named the conditions in a letter:"),
        ("list_item", "a halt to shelling,"),
        ("list_item", "the return of prisoners, and"),
        ("list_item", "free passage for grain."),
        ("blockquote", "We have buried enough of our children."),
        ("blockquote", "Ilse Brandt, foreign minister"),
        ("heading", "What the other side says"),
        ("paragraph", "A spokesman in Tolmin told reporters: “We have heard this before, and the word was ‘delay’.”"),
        ("paragraph", "He did not take questions."),
        ("paragraph", "Side\tPrisoners"),
        ("paragraph", "Marrova\t1,204"),
        ("paragraph", "The talks go on until Friday.1"),
    ]
    assert document.text == "\n\n".join(text for _, text in shown(document))
    assert (document.title, document.outlet) == ("Marrova calls for truce as talks open in Geneva", "The Harbour Post")
    assert document.author == "Ana Petrov, Tom Okafor"
    assert (document.published, document.published_basis, document.modified) == (date(2024, 3, 5), "metadata", date(2024, 3, 6))
    assert document.doubts == ()


def test_a_given_date_wins() -> None:
    document = open_source(DATA / "news_page.html", published=date(2020, 1, 2))
    assert (document.published, document.published_basis) == (date(2020, 1, 2), "given")


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.9])
def test_a_page_torn_anywhere_keeps_what_it_had(share: float) -> None:
    whole = (DATA / "news_page.html").read_bytes()
    start, end = whole.index(b"<figure>"), whole.index(b"</table>")
    document = document_from_bytes(whole[: start + int(share * (end - start))], name="torn.html")
    assert "Marrova’s foreign minister" in document.text or share < 0.4
    assert document.title == "Marrova calls for truce as talks open in Geneva"
    assert "cookies" not in document.text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a  b\n\t c", "a b c"),
        ("one<b>two</b>three", "onetwothree"),
        ("one <b> two </b> three", "one two three"),
        ("a&nbsp;&nbsp;b", "a\u00a0\u00a0b"),
        ("a&shy;b\u200bc", "abc"),
        ("a<!-- b -->c", "ac"),
        ("a<wbr>b", "ab"),
        ("first line<br>second line", "first line\nsecond line"),
        ("&ldquo;So&rdquo; &amp; &lt;so&gt;", "“So” & <so>"),
        ("<q>So</q> she said", "“So” she said"),
        ("<q>“So”</q> she said", "“So” she said"),
        ("<q>a <q>b <q>c</q></q></q>", "“a ‘b “c”’”"),
        ("x<script>y</script><style>z</style><noscript>n</noscript>w", "xw"),
        ("x<span hidden>y</span><b style='display: none'>z</b><b class='sr-only'>s</b><i aria-hidden=true>i</i>w", "xw"),
        ("x <img src=a alt='a picture'> w", "x w"),
        ("cafe\u0301", "cafe\u0301"),
    ],
)
def test_the_text_shown(inside: str, text: str) -> None:
    assert texts(f"<article><p>{PROSE}</p><p>{inside}</p></article>") == [PROSE, text]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts(f"<div>{PROSE}<br><br>{PROSE} Really.<br> &nbsp; <br/>End.</div>") == [PROSE, f"{PROSE} Really.", "End."]


def test_lines_that_are_paragraphs_are_parted() -> None:
    assert texts(f"<div>{PROSE}<br>{PROSE} Really.<br>{PROSE} No.</div>") == [PROSE, f"{PROSE} Really.", f"{PROSE} No."]


def test_preformatted_text() -> None:
    body = "UNITED NATIONS\n\nThe Assembly met at 10 a.m. on Friday to go on with\nits debate on the report.\n\nIt rose at noon."
    assert texts(f"<pre>{body}</pre>") == body.split("\n\n")


def test_a_transcript_on_a_page() -> None:
    body = (
        "<p>MS. HARLOW:&nbsp; Good afternoon.</p><p>Two items today.</p>"
        "<p><b>Q</b>&nbsp;&nbsp; Thank you.</p><p>MS. HARLOW:&nbsp; Go on.</p>"
    )
    document = page(f"<h1>Daily briefing of the ministry</h1><div class='body-content'>{body}<p>Q&nbsp;&nbsp; {PROSE}</p></div>")
    assert [block.label for block in document.blocks] == [None, "MS. HARLOW", "MS. HARLOW", "Q", "MS. HARLOW", "Q"]


def test_a_definition_list_and_a_table_keep_their_order() -> None:
    body = (
        f"<p>{PROSE}</p><dl><dt>Truce</dt><dd>from Friday</dd></dl><table><tr><td>In favour<td>141<tr><td>Against<td>7</table><p>End.</p>"
    )
    assert texts(body) == [PROSE, "Truce", "from Friday", "In favour\t141", "Against\t7", "End."]


def test_a_layout_table() -> None:
    menu = "".join(f"<a href=/{n}>Page {n}</a><br>" for n in range(20))
    body = f"<table><tr><td>{menu}</td><td><font><p>{PROSE}<p>{PROSE} Really.</font></td></tr></table>"
    assert texts(body) == [PROSE, f"{PROSE} Really."]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><p>{0}</p></nav>",
        "<footer><p>{0}</p></footer>",
        "<aside><p>{0}</p></aside>",
        "<div class='newsletter-signup'><p>{0}</p></div>",
        "<div class='relatedArticles'><p>{0}</p></div>",
        "<div id='cookie-consent'><p>{0}</p></div>",
        "<div class='c-share-tools social-share'>{0}</div>",
        "<section class='comments-area'><article class='comment'><p>{0}</p></article></section>",
        "<div role='complementary'><p>{0}</p></div>",
        "<div class='most-read'><p>{0}</p></div>",
        "<p><a href='/x'>Read more: {0}</a></p>",
        "<template><p>{0}</p></template>",
        "<div hidden><p>{0}</p></div>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    extra = furniture.format("Another story that is no part of this one, long enough to pass for prose.")
    assert texts(f"<article><p>{PROSE}</p>{extra}<p>{PROSE} Really.</p></article>") == [PROSE, f"{PROSE} Really."]


def test_a_wrapper_with_a_bad_name_is_kept() -> None:
    assert texts(f"<div class='page has-sidebar newsletter'><div class='social'><p>{PROSE}</p></div></div>") == [PROSE]


def test_many_comments_do_not_win() -> None:
    comments = "".join(f"<div class='comment'><p>{PROSE} Said reader {n}.</p></div>" for n in range(30))
    story = "".join(f"<p>{PROSE} Point {n}.</p>" for n in range(4))
    assert texts(f"<div class='story'>{story}</div><div id='comments'>{comments}</div>") == [f"{PROSE} Point {n}." for n in range(4)]


def test_a_body_in_several_parts() -> None:
    part = "<div itemprop='articleBody'><p>{0} Part {1}.</p></div>"
    body = "<div>" + "<div class='ad-slot'>Buy this</div>".join(part.format(PROSE + " " + PROSE, n) for n in range(3)) + "</div>"
    assert [text[-7:] for text in texts(body)] == ["Part 0.", "Part 1.", "Part 2."]


def test_a_headline_outside_the_body_is_the_first_block() -> None:
    head = "<title>Talks go on in Geneva - The Harbour Post</title>"
    document = page(f"<header><h1>The Harbour Post</h1></header><div><h1>Talks go on in Geneva</h1></div><main><p>{PROSE}</p></main>", head)
    assert shown(document) == [("headline", "Talks go on in Geneva"), ("paragraph", PROSE)]


def test_a_heading_under_the_text_takes_nothing_away() -> None:
    body = "<p>The talks go on.</p><p>Nobody left.</p><h1>About this page</h1><p>Made by us.</p>"
    assert texts(body) == ["The talks go on.", "Nobody left.", "About this page", "Made by us."]


def test_a_title_without_a_headline() -> None:
    document = page(f"<p>{PROSE}</p>", "<title>Talks go on in Geneva | The Harbour Post</title>")
    assert (document.title, document.outlet) == ("Talks go on in Geneva", None)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2024-03-05T10:00:00Z'>", date(2024, 3, 5)),
        ("<meta name='DC.date.issued' content='2024-03-05'>", date(2024, 3, 5)),
        ("<meta itemprop='datePublished' content='5 March 2024'>", date(2024, 3, 5)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05"}</script>', date(2024, 3, 5)),
        ('<script type="application/ld+json">[{"@graph": [{"@type": "Article", "datePublished": 1709659200}]}]</script>', date(2024, 3, 5)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>', None),
        ('<script type="application/ld+json">' + "[" * 5000 + "</script>", None),
        ("<meta property='article:published_time' content='soon'>", None),
    ],
)
def test_publication_dates(head: str, published: date | None) -> None:
    document = page(f"<p>{PROSE}</p>", head)
    assert document.published == published
    assert document.published_basis == ("unknown" if published is None else "metadata")


def test_a_shown_timestamp_is_the_last_resort() -> None:
    document = page(f"<h1>Talks go on in Geneva</h1><time datetime='2024-03-05T10:00'>yesterday</time><article><p>{PROSE}</p></article>")
    assert (document.published, document.published_basis) == (date(2024, 3, 5), "metadata")


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p> </p>",
        "<div id=app></div><script>go()</script>",
        "<ul>" + "<li><a href=/x>A link to something</a></li>" * 50 + "</ul>",
        "<p hidden>Nobody sees this sentence, however long it may be made.</p>",
    ],
)
def test_a_page_without_a_body(markup: str) -> None:
    with pytest.raises(NoBodyText, match=r"page\.html has no body of text"):
        page(markup)


def test_a_stub_is_told() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    doubts = page(f"<article><p>{PROSE}</p></article>", head).doubts
    assert any(doubt.kind == "no body" and "subscribers" in doubt.message for doubt in doubts)


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "blockquote", "table><tr><td", "q", "font", "x-made-up"])
def test_nesting_without_end(tag: str) -> None:
    document = document_from_bytes(f"<html><body>{f'<{tag}>' * 20000}<p>{PROSE}</p>".encode(), name="deep.html")
    assert PROSE in document.text


def test_an_unclosed_comment_swallows_nothing() -> None:
    assert PROSE in page(f"<p>Before.</p><!-- oops <div><p>{PROSE}</p></div>").text


def test_ten_megabytes_in_bounded_time() -> None:
    block = f"<div class='p'><p>{PROSE} {PROSE} {PROSE} &ldquo;Come what may,&rdquo; she said, <a href=/x>again</a>, on day %d.</p></div>"
    body = "".join(block % number for number in range(21_000))
    data = f"<html><body><h1>Talks go on in Geneva</h1><article>{body}</article></body></html>".encode()
    assert len(data) > 10_000_000
    document = document_from_bytes(data, name="big.html")
    assert document.text.count("Come what may") == 21_000


TAGS = """p /p div /div article /article q /q br pre /pre li ul table td blockquote h1 /h1 figcaption a /a time svg title script /script"""
PARTS = [f"<{tag}>" for tag in TAGS.split()]
PARTS += [
    "<div class='share'>",
    "<!--",
    "-->",
    "<",
    ">",
    "&",
    "&#0;",
    "\x00",
    "\ud83d",
    "words and more words",
    PROSE,
    "\u00a0",
    "“",
    "Q  ",
    "MS. HARLOW: ",
]
MARKUP = st.lists(st.sampled_from(PARTS), max_size=60)


@given(MARKUP)
def test_any_markup_is_a_document_or_an_error_of_ours(parts: list[str]) -> None:
    data = "".join(parts).encode("utf-8", "replace")
    try:
        document = document_from_bytes(data, name="any.html")
    except InputError:
        return
    place = 0
    for block in document.blocks:
        assert place <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip()
        place = block.end
