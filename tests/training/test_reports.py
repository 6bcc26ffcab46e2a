"""The annotated reports: their markup is read to the letter, its mistakes are found, and those shipped have none."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.score import Labelled
from communique.vocabulary import load as load_vocabulary
from training.reports import BadReport, lint, load, main, parse, renumbered, shown, stats
from training.reports_lint import errors_of, warnings_of
from training.reports_markup import files

HEAD = '<report published="2014-03-28" manner="us-wire" matter="Crimea" real="mixed" split="train">'


def report(*paragraphs: str) -> str:
    return HEAD + "".join(p if p.startswith("<p") else f"<p>{p}</p>" for p in paragraphs) + "</report>"


TALKS = report(
    '<p kind="headline">Talks &amp; guns</p>',
    '“<c n="1" kind="direct" speaker="person:ann-lee">We wait,</c>” <s n="1 3">she</s> <q n="1">told</q> Reuters. '
    '“<c n="2" kind="direct" speaker="person:ann-lee" follows="1">Not long.</c>” She <q n="3">denied</q> '
    '<c n="3" kind="indirect" speaker="person:ann-lee" denial="yes" addressee="state:RUS">that <s n="4">Iran</s> had <q n="4">promised</q> '
    '<c n="4" kind="indirect" speaker="state:IRN" nested_in="3">to leave</c></c>.',
)


def test_text_and_offsets() -> None:
    read = parse(TALKS, "001-talks")
    assert read.text == "Talks & guns\n“We wait,” she told Reuters. “Not long.” She denied that Iran had promised to leave."
    assert (read.id, read.published, read.manner, read.matter, read.real, read.split) == (
        "001-talks",
        date(2014, 3, 28),
        "us-wire",
        "Crimea",
        "mixed",
        "train",
    )
    assert [(p.kind, read.text[p.start : p.end][:5]) for p in read.paragraphs] == [("headline", "Talks"), ("", "“We w")]
    words = [(a.kind, read.words_of(a.content), read.words_of(a.source), read.words_of(a.cue)) for a in read.attributions]
    assert words == [
        ("direct", "We wait,", "she", "told"),
        ("direct", "Not long.", "", ""),
        ("indirect", "that Iran had promised to leave", "she", "denied"),
        ("indirect", "to leave", "Iran", "promised"),
    ]
    third = read.attributions[2]
    assert (third.denial, third.negated, third.addressee, third.speakers) == (True, False, "state:RUS", ("person:ann-lee",))
    assert (read.attributions[1].follows, read.attributions[3].nested_in) == (1, 3)
    assert not list(errors_of(read))


def test_gold_is_that_of_the_scorer() -> None:
    gold = parse(TALKS).gold()
    assert gold[0] == Labelled("1", ((14, 22),), ((24, 27),), ((28, 32),))
    assert [g.id for g in gold] == ["1", "2", "3", "4"]


def test_a_content_in_pieces_and_nobody_named() -> None:
    read = parse(report('“<c n="1" kind="direct" speaker="?">No,</c>” <q n="1">said</q> <s n="1">a man</s>, “<c n="1">never.</c>”'))
    assert read.words_of(read.attributions[0].content) == "No, | never."
    assert read.attributions[0].speakers == ()


def test_optional_ones_can_be_left_out() -> None:
    read = parse(report('<s n="1">They</s> <q n="1">hope</q> <c n="1" kind="indirect" speaker="?" optional="a wish">to win</c>.'))
    assert len(read.gold()) == 1
    assert read.gold(optional=False) == ()


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (HEAD + "<p>a</report>", "not well-formed"),
        ("<text/>", "holds <text>"),
        (report("a").replace("2014-03-28", "28 March"), "is not a day"),
        (report("a <b>c</b>"), "b may not stand in p"),
        (report('<p colour="red">a</p>'), "no attribute colour"),
        (HEAD + "loose<p>a</p></report>", "outside the paragraphs"),
        (report("<q>said</q>"), "not numbered"),
        (report('<c n="1 2" kind="direct" speaker="?">a</c>'), "not numbered"),
        (report('<c n="1" kind="direct" speaker="?">a</c><c n="1" kind="direct" speaker="?">b</c>'), "twice"),
        (report('He <q n="1">said</q> no.'), "attribution 1 has no <c>"),
        (report('<c n="1" kind="direct">a</c>'), "needs kind and speaker"),
        (report('<c n="1" kind="direct" speaker="?" negated="true">a</c>'), "negated='true'"),
        (report('<c n="1" kind="direct" speaker="?" follows="x">a</c>'), "no number"),
    ],
)
def test_what_is_no_markup_is_refused(xml: str, says: str) -> None:
    with pytest.raises(BadReport, match=says):
        parse(xml)


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (report("a").replace("us-wire", "wire"), "manner='wire'"),
        (report("a").replace("train", "all"), "split='all'"),
        (report("a").replace("mixed", "true"), "real='true'"),
        (report("a").replace("Crimea", " "), "matter is empty"),
        (report('<p kind="title">a</p>'), "kind='title'"),
        (report("a\nb"), "not on one line"),
        (report(""), "is empty"),
        (report('He <q n="2">said</q> <c n="2" kind="indirect" speaker="?">no</c>.'), "without a gap"),
        (report('<c n="1" kind="spoken" speaker="?">no</c>'), "kind='spoken'"),
        (report('<q n="1">said</q><c n="1" kind="indirect" speaker="?"> no</c>'), "a content is empty, or starts or ends with white space"),
        (report('<s n="1">his <q n="1">word</q></s> <c n="1" kind="indirect" speaker="?">that</c>'), "source and its cue share words"),
        (report('<c n="1" kind="indirect" speaker="?">no, <q n="1">said</q> he</c>'), "content and its cue share words"),
        (report('<q n="1">says</q> <c n="1" kind="indirect" speaker="?" nested_in="4">no</c>'), "nested_in=4 is no other"),
        (
            report('<c n="1" kind="indirect" speaker="?">no</c> <c n="2" kind="indirect" speaker="?" nested_in="1">yes</c>'),
            "does not stand in that of 1",
        ),
        (
            report('“<c n="1" kind="direct" speaker="?">no</c>” “<c n="2" kind="direct" speaker="?" follows="1">no</c>” <q n="2">he</q>'),
            "no cue and no source",
        ),
        (report('<q n="1">says</q> <c n="1" kind="mixed" speaker="?">no</c>'), "without a quotation mark"),
        (report('<c n="1" kind="direct" speaker="?">“No,”</c> <q n="1">said</q> he'), "no opening mark"),
        (report('“<c n="1" kind="direct" speaker="?">No, she</c> <q n="1">said</q> he'), "no closing mark"),
    ],
)
def test_mistakes_are_found(xml: str, says: str) -> None:
    assert any(says in problem for problem in errors_of(parse(xml)))


@pytest.mark.parametrize(
    "xml",
    [
        report('<p kind="turn">MR X: <c n="1" kind="direct" speaker="?">No.</c></p>'),
        report('<s n="1">The paper</s><q n="1">:</q> <c n="1" kind="direct" speaker="?">No more war</c>'),
        report('“<c n="1" kind="direct" speaker="?">One,</c>', '“<c n="1">two,</c>” <s n="1">he</s> <q n="1">said</q>.'),
        report('<q n="1">said</q> „<c n="1" kind="direct" speaker="?">Nein</c>“'),
        report('<s n="1">He</s> <q n="1">said</q> « <c n="1" kind="mixed" speaker="?">that it « goes »</c> »'),
    ],
)
def test_contents_at_unusual_places_are_right(xml: str) -> None:
    assert list(errors_of(parse(xml))) == []


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (
            report('<c n="2" kind="indirect" speaker="?">no</c> <c n="1" kind="indirect" speaker="?">so</c>'),
            "--renumber",
        ),
        (report('He <c n="1" kind="indirect" speaker="?">no</c> it'), "no cue"),
        (report('<q n="1">said</q> <c n="1" kind="indirect" speaker="?">it was “no”</c>'), "with quotation marks"),
        (report('<q n="1">said</q> <c n="1" kind="indirect" speaker="?">it was so,</c>'), "ends with a stop"),
        (report('<s n="1">A man,</s> <q n="1">said</q> <c n="1" kind="indirect" speaker="?">it</c>'), "ends with a comma"),
    ],
)
def test_likely_mistakes_are_warned_of(xml: str, says: str) -> None:
    assert any(says in problem for problem in warnings_of(parse(xml)))


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("Ann Lee", True, "is no id"),
        ("person:Ann", True, "is no id"),
        ("state:QQQ", True, "no declared state"),
        ("state:zembla", None, ""),
        ("state:RUS", None, ""),
        ("state:russia", False, "declared as state:RUS"),
        ("org:united-nations", False, "declared as org:un"),
        ("outlet:afp", False, "declared as outlet:agence-france-presse"),
        ("person:lavrov", False, "declared as person:sergey-lavrov"),
        ("person:sergei-lavrov", False, "declared as person:sergey-lavrov"),
        ("person:nobody-at-all", None, ""),
    ],
)
def test_ids(tmp_path: Path, name: str, error: bool | None, says: str) -> None:
    path = tmp_path / "001-ids.xml"
    speaker = name.replace(" ", "+")
    path.write_text(report(f'<s n="1">He</s> <q n="1">said</q> <c n="1" kind="indirect" speaker="{speaker}">no</c>.'), encoding="utf-8")
    findings = lint([path], load_vocabulary())
    assert [f.error for f in findings] == ([] if error is None else [error])
    assert all(says in f.problem for f in findings)


def test_files_are_named_and_numbered(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("001-one.xml", "001-two.xml", "three.xml")]
    for path in paths:
        path.write_text(report("a"), encoding="utf-8")
    assert [str(f) for f in lint(paths)] == ["three: the file is not named as 014-some-words.xml", "001: 2 files have this number"]


def test_renumbering_follows_the_order_of_the_contents() -> None:
    mixed_up = TALKS.replace('n="1 3"', 'n="9 3"').replace('n="1"', 'n="9"').replace('follows="1"', 'follows="9"')
    assert renumbered(mixed_up) == TALKS


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "001-talks.xml"
    path.write_text(TALKS, encoding="utf-8")
    assert main(["--lint", "--show", "--stats", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "[she] <told> {We wait,}" in printed
    assert "1 reports are well marked up" in printed
    path.write_text(TALKS.replace('kind="direct"', 'kind="mixed"'), encoding="utf-8")
    assert main(["--lint", str(path)]) == 1


def test_shown_and_counted() -> None:
    read = parse(TALKS, "001-talks")
    assert "  3 indirect person:ann-lee DENIAL, to state:RUS\n      [she] <denied> {that Iran had promised to leave}" in shown(read)
    assert stats([read]).splitlines()[1].split() == ["all", "1", "18", "4", "2", "2", "0"]


def test_the_reports_shipped_are_well_marked_up() -> None:
    assert [str(f) for f in lint(files()) if f.error] == []
    assert [r.id for r in load()] == [p.stem for p in files()]
