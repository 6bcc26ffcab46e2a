"""Loading brat standoff, and saying clearly when a corpus is missing."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks import corpora
from benchmarks.score import Labelled

TEXT = "Envoys met.\r\nThe envoy said it was over, she said, and gone."
STANDOFF = (
    "T1\tSource 13 22\tThe envoy\n"
    "T2\tCue 23 27\tsaid\n"
    "T3\tContent 28 39;50 58\tit was over and gone\n"
    "T4\tCue 45 49\tsaid\n"
    "T5\tAttribution 23 27\tsaid\n"
    "E1\tAttribution:T5 Content:T3 Cue:T2 Source:T1 Cue2:T4\n"
    "E2\tAttribution:T5 Cue:T2 Source:T1\n"
    "E3\tAttribution:T5 Content:T9 Cue:T2\n"
    "#1\tAnnotatorNotes T5\tunsure\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    base = tmp_path / "polnear"
    (base / "dev" / "text").mkdir(parents=True)
    (base / "dev" / "attributions").mkdir()
    (base / "dev" / "text" / "paper_2016-09-12_talks.txt").write_bytes(TEXT.encode())
    (base / "dev" / "attributions" / "paper_2016-09-12_talks_4b22.ann").write_bytes(STANDOFF.encode())
    (base / "dev" / "attributions" / "paper_2016-09-12_talks_ef2d.ann").write_bytes(b"")
    (base / "metadata.tsv").write_text(
        "filename\tpublisher\tpublication_date\npaper_2016-09-12_talks\tpaper\t2016-09-12\n", encoding="utf-8"
    )
    return tmp_path


def test_the_first_annotator_is_gold_and_line_ends_stay(folder: Path) -> None:
    [article] = corpora.load_polnear("dev", folder)
    assert (article.text, article.published, article.outlet) == (TEXT, date(2016, 9, 12), "paper")
    assert article.gold == (Labelled("E1", ((28, 39), (50, 58)), ((13, 22),), ((23, 27), (45, 49))),)
    assert article.text[13:22] == "The envoy"


def test_offsets_outside_the_text_leave_the_attribution_out() -> None:
    assert corpora.parse_standoff("T1\tContent 0 50\tx\nE1\tContent:T1\n", 40) == ()


def test_a_missing_corpus_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(corpora.MissingCorpus, match="COMMUNIQUE_CORPORA"):
        corpora.load_polnear("dev", tmp_path)


def test_the_folder_can_be_named() -> None:
    assert corpora.corpora_folder({"COMMUNIQUE_CORPORA": "/somewhere"}) == Path("/somewhere")


@pytest.mark.skipif(not (corpora.corpora_folder() / "polnear").is_dir(), reason="PolNeAR is not on this machine")
@pytest.mark.parametrize(("split", "articles", "attributions"), [("dev", 84, 2192)])
def test_polnear_loads_whole(split: corpora.Split, articles: int, attributions: int) -> None:
    loaded = corpora.load_polnear(split)
    assert (len(loaded), sum(len(a.gold) for a in loaded)) == (articles, attributions)
    assert all(a.published for a in loaded)
