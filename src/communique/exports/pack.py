"""A pack: dossiers in several formats in one zip file, with the hash of every file and a verifier that needs nothing but Python."""

import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from communique.errors import InputError, MissingInput, OutputError, RecordError
from communique.exports.formats import Format
from communique.record import Dossier

MANIFEST, DOSSIERS, VERIFIER = "manifest.json", "dossiers.jsonl", "verify.py"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same dossiers make the same bytes


def write_pack(dossiers: Sequence[Dossier], out: Path, chosen: Sequence[Format]) -> list[str]:
    """Write a pack to `out` (a zip file) with these formats, dossiers.jsonl always among them; returns the names of its files.

    The same dossiers in the same version make the same bytes. Raises OutputError when the place cannot be written.
    """
    found = [*_written(dossiers, chosen), (VERIFIER, (files("communique.exports") / "templates" / "verify.py.txt").read_bytes())]
    listed = [{"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in found]
    manifest: dict[str, Any] = {
        "format": 1,
        "made_by": sorted({f"communique {dossier.made_by.version}" for dossier in dossiers}),
        "documents": len(dossiers),
        "how_to_verify": f"python {VERIFIER}",
        "files": listed,
    }
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, data in [*found, (MANIFEST, json.dumps(manifest, indent=2).encode("utf-8"))]:
                info = zipfile.ZipInfo(name, _MOMENT)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                pack.writestr(info, data)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.", "Choose another place, or make room.") from error
    return [name for name, _ in found]


def verify_pack(path: Path) -> list[str]:
    """Return what is wrong with a pack, one sentence each: files missing, added or changed, entries without their words.

    Raises MissingInput when there is no such file, InputError when it is no pack.
    """
    if not path.is_file():
        raise MissingInput(f"There is no file {path}.", "Check the path.")
    try:
        with zipfile.ZipFile(path) as pack:
            held = {name: pack.read(name) for name in pack.namelist()}
        listed = json.loads(held.pop(MANIFEST))["files"]
        told = {each["path"]: each["sha256"] for each in listed}
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise InputError(f"{path} is not a pack: {type(error).__name__} while opening it.", "`communique pack` makes one.") from error
    problems = [f"{name} is missing." for name in told if name not in held]
    problems += [f"{name} is not in the manifest." for name in held if name not in told]
    problems += [f"{n} was changed." for n, digest in told.items() if n in held and hashlib.sha256(held[n]).hexdigest() != digest]
    return problems + _unanchored(held.get(DOSSIERS, b""))


def _unanchored(data: bytes) -> list[str]:
    problems = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        if line:
            try:
                dossier = Dossier.from_json(line)
                stated = re.search(r'"id": ?"(sha256:[0-9a-f]{64})"', line)
                if stated is None or stated[1] != dossier.document.id:
                    problems.append(f"{DOSSIERS}, line {number}: the text is not the one that the id was made of.")
            except RecordError as error:
                problems.append(f"{DOSSIERS}, line {number}: {error.message}")
    return problems


def _written(dossiers: Sequence[Dossier], chosen: Sequence[Format]) -> list[tuple[str, bytes]]:
    """Return the names and contents of the files of each format."""
    found: list[tuple[str, bytes]] = []
    with tempfile.TemporaryDirectory(prefix="communique-") as room:
        for each in chosen:
            if each.to_stream is not None:
                stream = StringIO()
                each.to_stream(dossiers, stream)
                found.append((each.file, stream.getvalue().encode("utf-8")))
            elif each.to_folder is not None:
                folder = Path(room) / each.file
                folder.mkdir()
                each.to_folder(dossiers, folder)
                found += [(f"{each.file}/{path.name}", path.read_bytes()) for path in sorted(folder.iterdir())]
    return found
