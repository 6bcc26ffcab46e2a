"""JSON lines: one dossier a line, whatever the text holds."""

import io

from communique.exports.jsonl import write_jsonl
from communique.record import Document, Dossier
from tests.exports import reports


def test_dossiers_come_back_from_their_lines() -> None:
    separators = Dossier(document=Document(text="One\u2028two\u2029three\u0085four\nfive\r\n"), made_by=reports.MADE_BY)
    dossiers, stream = [reports.talks(), reports.hostile(), separators], io.StringIO()
    assert write_jsonl(dossiers, stream) == 3
    lines = stream.getvalue().splitlines()
    assert [Dossier.from_json(line) for line in lines] == dossiers


def test_each_line_is_written_as_soon_as_it_comes() -> None:
    stream = io.StringIO()

    def dossiers():  # type: ignore[no-untyped-def]
        yield reports.talks()
        assert stream.getvalue().count("\n") == 1
        yield reports.hostile()

    assert write_jsonl(dossiers(), stream) == 2
