"""The verb `check` as a person runs it: claims with their verdicts, rows and dates; words, files and standard input; bad input."""

import json
from pathlib import Path

from tests.cli.conftest import Run

CLAIM = "The UN General Assembly passed the Ukraine resolution 141-7 with 32 abstentions on Thursday. China abstained."
WRONG = "Resolution ES-11/1 on the aggression against Ukraine was carried by 141 votes to seven with 32 abstentions."


def test_a_claim_is_shown_with_its_verdict_and_the_rows_that_decide(run: Run) -> None:
    done = run("check", CLAIM, "--published", "2023-02-24")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "✓ holds A/RES/ES-11/6: The count was 141-7-32." in done.stdout
    assert "✓ holds A/RES/ES-11/6: China abstained." in done.stdout
    assert "yes 141, no 7, abstain 32" in done.stdout


def test_the_right_number_of_another_resolution_is_its_own_finding(run: Run) -> None:
    done = run("check", WRONG, "--json")
    [claim] = json.loads(done.stdout)
    assert claim["verdict"]["outcome"] == "fails"
    assert claim["verdict"]["finding"] == "wrong resolution"
    assert claim["verdict"]["resolution"] == "A/RES/ES-11/1"
    assert "A/RES/ES-11/6" in claim["verdict"]["reason"]
    assert [row["resolution"] for row in claim["verdict"]["rows"]] == ["A/RES/ES-11/1", "A/RES/ES-11/6"]


def test_every_claim_slices_back_to_the_text(run: Run) -> None:
    for claim in json.loads(run("check", CLAIM, "--published", "2023-02-24", "--json").stdout):
        for span in claim["spans"]:
            assert CLAIM[span["start"] : span["end"]] == span["text"]


def test_a_file_and_standard_input_are_read_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(CLAIM, encoding="utf-8")
    shown = run("check", CLAIM, "--published", "2023-02-24").stdout
    assert run("check", "report.txt", "--published", "2023-02-24").stdout == shown
    assert run("check", "-", "--published", "2023-02-24", stdin=CLAIM).stdout == shown


def test_words_without_a_claim_say_so(run: Run) -> None:
    done = run("check", "The parliament in Oslo voted 93 to 76 for the budget.", "--published", "2023-12-15")
    assert done.returncode == 0
    assert "No claim about a vote of the United Nations was found" in done.stdout
    assert json.loads(run("check", "Snow fell in the valley.", "--json").stdout) == []


def test_without_a_date_of_publication_the_reader_is_told(run: Run) -> None:
    assert "--published" in run("check", WRONG).stdout


def test_bad_input_gets_one_sentence_and_its_exit_code(run: Run) -> None:
    for arguments, code, words in [
        (("check",), 2, "nothing to check"),
        (("check", CLAIM, "--published", "2023-02-31"), 2, "2023-02-31"),
        (("check", ""), 3, ""),
    ]:
        done = run(*arguments)
        assert done.returncode == code, done.stderr
        assert words in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert "Traceback" not in done.stderr
