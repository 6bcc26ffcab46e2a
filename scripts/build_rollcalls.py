"""Builds the shipped table of UN roll calls, `src/communique/rollcalls/data/`, from the parquet files in `../shared/data/un`.

Run it with the extra `build` installed (pandas, pyarrow): `python scripts/build_rollcalls.py [FOLDER]`. The same input gives the same
bytes. `docs/rollcalls.md` says where the input comes from and what each column means.
"""

import json
import lzma
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from communique.errors import UnknownName
from communique.rollcalls.symbols import from_roman, read_symbol
from communique.vocabulary import load

SOURCE = Path(__file__).parents[2] / "shared" / "data" / "un"
TARGET = Path(__file__).parents[1] / "src" / "communique" / "rollcalls" / "data"
AS_OF = "2026-07-10"
LETTERS = {"yes": 1, "no": 2, "abstain": 3, "nonvoting": 4}
LAST_APPROXIMATE = "2002-06-01"
"""Rows that only Voeten's older series has (rcid below 5640) carry dates that are right to about the month."""
SEATS_IN_DISPUTE = {"YUG"}
"""From September 1992 to October 2000 Yugoslavia took no part in the Assembly, but the Library goes on listing its seat."""
FIRST_DECISION = 401
"""The Assembly numbers the decisions of a session from 401 (before its 57th from 301 or 401), its resolutions from 1."""
SAME_VOTE = {"A/RES/75/250": "A/RES/75/250 A", "A/RES/77/263": "A/RES/77/263 A"}
"""Resolutions that the Assembly's own files name without their letter; they are the roll calls that the Library lists with it."""

Row = dict[str, Any]


def main() -> None:
    """Read the folder given (or the shared one) and write the four files of the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    official = read_official(folder)
    assembly, assembly_votes = read_assembly(folder, official)
    council, council_votes = read_council(folder)
    rows, votes = assembly + council, {**assembly_votes, **council_votes}
    states = sorted({state for cast in votes.values() for state in cast})
    column = {state: j for j, state in enumerate(states)}
    matrix = np.zeros((len(rows), len(states)), np.uint8)
    for i, row in enumerate(rows):
        for state, vote in votes[row["id"]].items():
            matrix[i, column[state]] = vote
    write("votes.bin.xz", np.ascontiguousarray(matrix.T).tobytes())
    write("rollcalls.json.xz", pack({"format": 1, "as_of": AS_OF, "states": states}, rows))
    write("resolutions.json.xz", pack({"format": 1, "as_of": AS_OF}, official))
    write("sponsors.json.xz", as_json(read_sponsors(folder)))


def read_official(folder: Path) -> list[Row]:
    """Return the Assembly's own list of resolutions, one row each, in the order of their symbols."""
    frame = pd.read_parquet(folder / "ga_resolutions_official_2019_2026.parquet").drop_duplicates("resolution")
    rows = []
    for r in frame.itertuples():
        symbol = str(read_symbol(r.resolution)[0])
        subjects = [part.removesuffix(" - UNBIS Thesaurus").strip() for part in str(r.subjects).split(";") if "UNBIS" in part]
        recorded = r.adoption == "By a recorded vote"
        rows.append({
            "symbol": SAME_VOTE.get(symbol, symbol), "title": tidy(r.title), "date": text(r.date), "recorded": int(recorded),
            "draft": text(r.draft), "meeting": text(r.meeting), "committee": committee(r.committee), "agenda": tidy(r.agenda_item),
            "subjects": "|".join(sorted({s.capitalize() for s in subjects})),
            "stated": [int(r.yes), int(r.no) if r.no == r.no else 0, int(r.abstain) if r.abstain == r.abstain else 0] if recorded else None,
        })  # fmt: skip
    return sorted(rows, key=lambda row: str(row["symbol"]))


def read_assembly(folder: Path, official: list[Row]) -> tuple[list[Row], dict[str, dict[str, int]]]:
    """Return the Assembly's roll calls in order of date, and their votes by id; those only in the official files come from there."""
    frame = pd.read_parquet(folder / "ga_rollcalls.parquet")
    votes = votes_by_id(pd.read_parquet(folder / "ga_votes.parquet"), "rollcall_id")
    titles = {r.rollcall_id: tidy(r.title) for r in frame.itertuples()}
    rows = [assembly_row(r, titles) for r in frame.itertuples()]
    stated = {row["symbol"]: row["stated"] for row in official if row["stated"]}
    for row in rows:
        if row["symbol"] in stated and row["id"].startswith("U"):
            row["stated"], row["stated_by"] = stated[row["symbol"]], "un"
    known = {row["symbol"]: row for row in rows if row["id"].startswith("U")}
    listed = votes_by_id(pd.read_parquet(folder / "ga_votes_official_2019_2026.parquet"), "resolution")
    present = {state for row in rows if row["date"] > "2025" for state in votes[row["id"]]}
    for name, cast in listed.items():
        symbol = str(read_symbol(name)[0])
        symbol = SAME_VOTE.get(symbol, symbol)
        if symbol in known:
            ours = {state: vote for state, vote in votes[known[symbol]["id"]].items() if vote != LETTERS["nonvoting"]}
            known[symbol]["official_differs"] = " ".join(sorted(s for s in ours.keys() | cast.keys() if ours.get(s) != cast.get(s)))
        else:
            source = next(row for row in official if row["symbol"] == symbol)
            rows.append(official_row(source))
            votes[symbol] = {state: cast.get(state, LETTERS["nonvoting"]) for state in sorted(present)}
    rows.sort(key=lambda row: (row["date"], row["id"][0], len(row["id"]), row["id"]))
    drop_non_members(rows, votes)
    return rows, votes


def drop_non_members(rows: list[Row], votes: dict[str, dict[str, int]]) -> None:
    """Take out who is listed as not voting on a day before its admission (Switzerland in 93 rows of 1997-2001, and 19 like it)."""
    vocabulary = load()
    dropped = 0
    for row in rows:
        if "date approximate" not in row["flags"]:
            members = vocabulary.members("org:un", date.fromisoformat(row["date"])) | SEATS_IN_DISPUTE
            absent = [s for s, vote in votes[row["id"]].items() if vote == LETTERS["nonvoting"] and s not in members]
            for state in absent:
                del votes[row["id"]][state]
            dropped += len(absent)
    sys.stdout.write(f"{dropped} non-members taken out\n")


def assembly_row(r: Any, titles: dict[str, str]) -> Row:
    """Make a row of the table from a row of `ga_rollcalls.parquet`."""
    library = r.rollcall_id.startswith("U")
    twin = text(r.same_symbol_undl)
    flags = [] if library else [name for name, flag in (("paragraph", r.para), ("amendment", r.amend)) if flag == 1]
    if library and re.search(r"PARA|RULE", str(r.resolution)):
        flags.append("paragraph")
    if r.importantvote == 1:
        flags.append("important")
    if not library and r.date < LAST_APPROXIMATE and not 5640 <= r.voeten_rcid < 9000:
        flags.append("date approximate")
    return {
        "id": r.rollcall_id, "body": "GA", "symbol": assembly_symbol(r.resolution, library), "date": r.date, "session": session(r.session),
        "title": tidy(r.title) or titles.get(twin, ""), "description": describe(r.description, tidy(r.title)),
        "subject": text(r.subject_undl), "stated": stated(r), "stated_by": stated_by(r.stated_source), "flags": "|".join(flags),
        "rcid": int(r.voeten_rcid) if r.voeten_rcid == r.voeten_rcid else 0, "twin": twin,
        "differing": int(r.cells_differing) if r.cells_differing == r.cells_differing else 0, "official_differs": "", "faults": "",
    }  # fmt: skip


def official_row(source: Row) -> Row:
    """Make a row of the table for a vote that stands only in the Assembly's own files."""
    return {
        "id": source["symbol"], "body": "GA", "symbol": source["symbol"], "date": source["date"],
        "session": source["symbol"].split("/")[2], "title": source["title"], "description": "", "subject": "", "stated": source["stated"],
        "stated_by": "un", "flags": "", "rcid": 0, "twin": "",
        "differing": 0, "official_differs": "", "faults": "",
    }  # fmt: skip


def read_council(folder: Path) -> tuple[list[Row], dict[str, dict[str, int]]]:
    """Return the Security Council's adopted resolutions in the order of their numbers, and their votes by id."""
    frame = pd.read_parquet(folder / "sc_rollcalls.parquet")
    rows = []
    for r in frame.itertuples():
        title = re.sub(r"^Security Council resolution \d+ \(\d+\) \[(.*)\]$", r"\1", tidy(r.title))
        rows.append({
            "id": r.rollcall_id, "body": "SC", "symbol": str(read_symbol(r.resolution)[0]), "date": r.date, "session": "",
            "title": title[:1].upper() + title[1:], "description": "", "subject": text(r.subject_undl), "stated": stated(r),
            "stated_by": "undl" if stated(r) else "", "flags": "", "rcid": 0, "twin": "", "differing": 0,
            "official_differs": "", "faults": "",
        })  # fmt: skip
    rows.sort(key=lambda row: int(re.findall(r"/(\d+)\(", row["symbol"])[0]))
    return rows, votes_by_id(pd.read_parquet(folder / "sc_votes.parquet"), "rollcall_id")


def read_sponsors(folder: Path) -> dict[str, list[str]]:
    """Return the sponsors of each resolution: two strings of codes, at the time of submission and added later."""
    frame = pd.read_parquet(folder / "ga_sponsors_2019_2026.parquet")
    sponsors: dict[str, list[str]] = {}
    for name, group in frame.groupby("resolution"):
        first = sorted(set(group[group.kind == "sponsor"].iso3))
        later = sorted(set(group[group.kind == "additional"].iso3) - set(first))
        sponsors[str(read_symbol(name)[0])] = [" ".join(first), " ".join(later)]
    return dict(sorted(sponsors.items()))


def votes_by_id(frame: pd.DataFrame, key: str) -> dict[str, dict[str, int]]:
    """Return state codes and vote numbers by roll call; a state listed twice with the same vote counts once."""
    votes: dict[str, dict[str, int]] = {}
    for roll_call, state, vote in zip(frame[key].astype(str), frame["iso3"].astype(str), frame["vote"].astype(str), strict=True):
        cast = votes.setdefault(roll_call, {})
        if cast.setdefault(state, LETTERS[vote]) != LETTERS[vote]:
            raise SystemExit(f"{roll_call}: {state} is listed with two different votes.")
    return votes


def assembly_symbol(name: str, library: bool) -> str:
    """Return the symbol in the record's form; Voeten's own references count from 1976 on, when they are session and number."""
    spelling = text(name)
    if not library:
        match = re.fullmatch(r"R/(\d+)/(\d+)([A-Z]*)((?:/[A-Z]+)?)", spelling.replace("R/677/46", "R/67/46"))
        if not match or int(match[1]) < 31:
            return ""
        kind = "DEC" if int(match[2]) >= FIRST_DECISION else "RES"
        spelling = f"A/{kind}/{match[1]}/{match[2]} {match[3]}{match[4]}"
    try:
        return str(read_symbol(spelling, "GA")[0])
    except UnknownName:
        raise SystemExit(f"{name!r} is not understood as a symbol.") from None


def session(name: str) -> str:
    """Return a session in Arabic numerals: "XXV" as "25", "ES-II" as "ES-2"."""
    prefix, _, numeral = str(name).rpartition("-")
    number = numeral if numeral.isdigit() else str(from_roman(numeral))
    return f"{prefix}-{number}" if prefix else number


def stated(r: Any) -> list[int] | None:
    """Return the stated yes, no and abstain of a row, or None when none was to be had."""
    counts = [r.stated_yes, r.stated_no, r.stated_abstain]
    return None if any(c != c for c in counts) else [int(c) for c in counts]


def stated_by(source: object) -> str:
    """Return who states the totals: "undl" (the Library's page) or "voeten"."""
    return "" if source != source or not source else "undl" if str(source).startswith("undl") else "voeten"


def describe(value: object, title: str) -> str:
    """Return what was voted on, in at most 240 characters, out of a description or the verbatim record; empty when it repeats the title."""
    words = tidy(value).split("\t")[0].replace("\\", '"')
    if re.match(r"A/\d+/251", words) or words[:40].casefold() == title[:40].casefold():
        return ""
    words = re.sub(r"(?:\s*\d*\s*A recorded vote (?:on the motion )?has ?been requested\.?.*)?\s*A?$", "", words)
    if len(words) > 240:
        words = words if words.isupper() else words[words.find(". ", len(words) - 240) + 1 :]
    return words[:240].strip()


def tidy(value: object) -> str:
    """Return a title in one line, without the Library's spaced colons and its closing formula."""
    words = text(value).replace(" : ", ": ").replace(" ; ", "; ")
    words = re.sub(r": resolutions? / adopted by the General Assembly$", "", words)
    return "\t".join(" ".join(part.split()) for part in words.split("\t"))


def committee(value: object) -> str:
    """Return a committee's name, empty for what came to the plenary directly."""
    name = text(value).replace("#fifthCommittee", "Fifth Committee")
    return "" if name.startswith("Without") else name


def text(value: object) -> str:
    """Return a cell as text, empty when there is none."""
    return "" if value is None or value != value else str(value).strip()


def pack(head: Row, rows: list[Row]) -> bytes:
    """Return the rows as JSON, column by column, behind a head."""
    return as_json({**head, "columns": {name: [row[name] for row in rows] for name in rows[0]}})


def as_json(value: object) -> bytes:
    """Return compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def write(name: str, content: bytes) -> None:
    """Write one file of the table, compressed, and say how large it came out."""
    packed = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)
    (TARGET / name).write_bytes(packed)
    sys.stdout.write(f"{name}: {len(content):,} bytes, {len(packed):,} packed\n")


if __name__ == "__main__":
    main()
