"""The verb `read` as a person runs it: outputs, files, many inputs, errors with their exit codes, interrupts and closed pipes."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.record import Dossier
from tests.cli.conftest import Run

STATEMENT = "“The road is open,” President Mirek Halas said on Tuesday.\nSnow fell in the valley.\n"
OTHER = "The ministry said that talks would begin in May.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    (path / "one.txt").write_text(STATEMENT, encoding="utf-8")
    (path / "two.txt").write_text(OTHER, encoding="utf-8")
    return path


def test_the_dossier_is_shown(run: Run, report: Path) -> None:
    done = run("read", "report.txt", "--published", "2028-03-15")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "15 March 2028 (given)" in done.stdout
    assert "Who said what  1" in done.stdout
    assert "“The road is open,”" in done.stdout
    assert "\x1b" not in done.stdout


def test_one_dossier_as_json(run: Run, report: Path) -> None:
    done = run("read", str(report), "--json", "--published", "2028-03-15")
    dossier = Dossier.from_json(done.stdout)
    assert done.stdout.startswith('{\n  "format": 1,')
    assert dossier.document.published_basis == "given"
    assert [a.content[0].text for a in dossier.attributions] == ["The road is open,"]


def test_standard_input_is_read(run: Run) -> None:
    for arguments in (["read", "-", "--json"], ["read", "--json"]):
        done = run(*arguments, stdin=STATEMENT)
        assert Dossier.from_json(done.stdout).document.text == STATEMENT


def test_many_as_json_lines_and_a_bad_one_does_not_stop_the_rest(run: Run, folder: Path) -> None:
    done = run("read", "missing.txt", "reports", "--jsonl")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("communique: ")
    assert "missing.txt" in done.stderr
    sources = [json.loads(line)["document"]["source"] for line in done.stdout.splitlines()]
    assert [Path(source).name for source in sources] == ["one.txt", "two.txt"]


def test_json_goes_into_a_file_only_as_a_whole(run: Run, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "dossier.json"
    assert run("read", str(report), "--json", "--out", str(out)).returncode == 0
    before = out.read_bytes()
    assert Dossier.from_json(before).document.text == STATEMENT
    assert run("read", "missing.txt", "--json", "--out", str(out)).returncode == 3
    assert out.read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == ["dossier.json"]
    assert out.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_pages_are_written(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("read", "reports/one.txt", "--html", "page.html")
    assert done.stdout == "Wrote page.html\n"
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    (folder / "one.md").write_text(OTHER, encoding="utf-8")
    done = run("read", "reports/one.txt", "reports/one.md", "reports/two.txt", "--html", "pages", "--quiet")
    assert done.stdout == ""
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["one-2.html", "one.html", "two.html"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["missing.txt"], 3, "missing.txt"),
        (["empty.txt"], 3, "empty.txt"),
        (["binary.bin"], 3, "binary.bin"),
        (["report.txt", "--published", "soon"], 2, "soon"),
        (["report.txt", "--published", "2023-02-31"], 2, "2023-02-31"),
        (["reports", "--json"], 2, "--jsonl"),
        (["report.txt", "--json", "--jsonl"], 2, "exclude each other"),
        (["report.txt", "--out", "x.json"], 2, "--out"),
        (["report.txt", "--html", "report.txt"], 2, "would be overwritten"),
        (["report.txt", "--json", "--out", "./report.txt"], 2, "would be overwritten"),
        (["reports", "--html", "report.txt"], 2, "is a file"),
        (["report.txt", "--html", "report.txt/page.html"], 9, "cannot be written"),
        (["ftp://example.org/report"], 4, "ftp://example.org/report"),
        (["http://127.0.0.1:9/report"], 4, "127.0.0.1:9"),
    ],
)
def test_each_error_is_one_sentence_with_its_exit_code(
    run: Run, report: Path, folder: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 4)
    done = run("read", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("communique: ")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert report.read_text(encoding="utf-8") == STATEMENT


def test_without_arguments_the_verbs_are_shown(run: Run) -> None:
    done = run()
    assert "read" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert run("--version").stdout.startswith("communique 0.")
    assert run("read", "--nonsense").returncode == 2


def test_help_is_fast_and_loads_no_models(run: Run) -> None:
    heavy = "{'spacy', 'pydantic', 'rich.table', 'trafilatura', 'jinja2'}"
    code = f"import sys; from communique.cli import main; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5  # 0.15 s of processor time when measured


def _heeding_interrupts() -> None:
    """Undo what a shell does to a job in the background: it has interrupts ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_exits_130_without_a_traceback(report: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("communique")), "read", "-"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=tmp_path, preexec_fn=_heeding_interrupts)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_closed_pipe_is_quiet(folder: Path, tmp_path: Path) -> None:
    command = f"{Path(sys.executable).with_name('communique')} read reports reports reports | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False)
    assert "road is open" in done.stdout
    assert done.stderr == ""


def test_output_keeps_to_columns_when_piped_and_colours_nothing(run: Run, report: Path) -> None:
    done = run("read", str(report), COLUMNS="50", NO_COLOR="1")
    assert max(map(len, done.stdout.splitlines())) <= 50
    assert "\x1b" not in done.stdout


def test_a_narrow_encoding_of_the_output_is_survived(run: Run, report: Path) -> None:
    done = run("read", str(report), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "The road is open," in done.stdout
    done = run("read", str(report), "--json", PYTHONIOENCODING="ascii")
    assert Dossier.from_json(done.stdout).document.text == STATEMENT


def test_attributions_less_sure_than_asked_are_left_out(run: Run, report: Path) -> None:
    every = Dossier.from_json(run("read", "report.txt", "--json").stdout)
    least = min(attribution.confidence for attribution in every.attributions)
    sure = Dossier.from_json(run("read", "report.txt", "--json", "--min-confidence", str(least + 0.005)).stdout)
    assert every.attributions
    assert [a for a in sure.attributions if a.confidence <= least] == []
    assert len(sure.attributions) < len(every.attributions)
    assert sure.made_by.steps["reading"] != every.made_by.steps["reading"]


def test_a_confidence_is_a_share(run: Run, report: Path) -> None:
    done = run("read", "report.txt", "--min-confidence", "60")
    assert done.returncode == 2
    assert "less than or equal to 1" in done.stderr
