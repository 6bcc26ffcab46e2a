"""Dossiers as files in the formats of others: one file as it is, a folder of files or a pack as one zip file."""

import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

from starlette.responses import Response

from communique.errors import UnknownName
from communique.exports.formats import Format, formats
from communique.exports.pack import write_pack
from communique.record import Dossier

PACK = "pack"
PACKED = ("jsonl", "csv", "annotations", "plover", "graphml", "claimreview")
_KINDS = {
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".graphml": "application/xml",
    ".zip": "application/zip",
}
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same dossiers make the same bytes


def choices() -> tuple[tuple[str, str], ...]:
    """Return the formats that may be asked for: the name, and what it holds."""
    listed = tuple((each.name, f"{each.holds}{'' if each.to_stream else ', zipped'}") for each in formats().values())
    return (*listed, (PACK, "several formats with hashes and a verifier"))


def exported(dossiers: Sequence[Dossier], name: str, stem: str) -> Response:
    """Return dossiers as a file to be kept, whose name begins with `stem`; raises UnknownName for a format that there is not, OutputError
    when a library is missing."""
    known = formats()
    if name == PACK:
        file, data = f"{stem}-pack.zip", _pack(dossiers, [known[each] for each in PACKED])
    elif name not in known:
        raise UnknownName(f"There is no format {name[:40]}.", f"The formats are: {', '.join((*known, PACK))}.")
    else:
        file, data = _single(dossiers, known[name], stem)
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(data, media_type=_KINDS[Path(file).suffix], headers=headers)


def _single(dossiers: Sequence[Dossier], form: Format, stem: str) -> tuple[str, bytes]:
    if form.to_stream is not None:
        stream = StringIO(newline="")
        form.to_stream(dossiers, stream)
        return f"{stem}-{form.file}", stream.getvalue().encode("utf-8")
    assert form.to_folder is not None
    with tempfile.TemporaryDirectory(prefix="communique-") as room:
        form.to_folder(dossiers, Path(room))
        return f"{stem}-{form.file}.zip", _zipped(Path(room))


def _zipped(folder: Path) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            info = zipfile.ZipInfo(path.name, _MOMENT)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return held.getvalue()


def _pack(dossiers: Sequence[Dossier], chosen: Sequence[Format]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="communique-") as room:
        out = Path(room) / "pack.zip"
        write_pack(dossiers, out, chosen)
        return out.read_bytes()
