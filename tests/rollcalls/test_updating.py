"""Updates from the Library's files: the layouts of three years, bad files, and what the audit says of them."""

import pytest

from communique.errors import MissingInput, RollCallError
from communique.rollcalls import load
from communique.rollcalls.updating import update
from communique.vocabulary import load as load_vocabulary

LAYOUTS = {
    "2024": "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes,total_no,total_abstentions\n"
    "99,FRA,FRANCE,Y,2026-09-10,80,A/RES/80/300,A trial,1,1,1\n"
    "99,USA,UNITED STATES,N,2026-09-10,80,A/RES/80/300,A trial,1,1,1\n"
    "99,CHN,CHINA,A,2026-09-10,80,A/RES/80/300,A trial,1,1,1\n"
    "99,VEN,VENEZUELA (BOLIVARIAN REPUBLIC OF),X,2026-09-10,80,A/RES/80/300,A trial,1,1,1\n",
    "2026": "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,description,vote_note,"
    "total_yes,total_no,total_abstentions,modality\n"
    "99.0,FRA,FRANCE,True,Y,2026-09-10,S/RES/2900 (2026),A trial,,1.0,1.0,1.0,VOTE\n"
    "99.0,USA,UNITED STATES,True,N,2026-09-10,S/RES/2900 (2026),A trial,,1.0,1.0,1.0,VOTE\n"
    "99.0,CHN,CHINA,True,A,2026-09-10,S/RES/2900 (2026),A trial,,1.0,1.0,1.0,VOTE\n"
    "99.0,DNK,DENMARK,False,X,2026-09-10,S/RES/2900 (2026),A trial,,1.0,1.0,1.0,VOTE\n",
    "words": "Resolution;Date;Country;Vote;Total Yes;Total No;Total Abstentions\n"
    "A/RES/80/300;10 September 2026;France;Yes;1;1;1\n"
    "A/RES/80/300;10 September 2026;United States;AGAINST;1;1;1\n"
    "A/RES/80/300;10 September 2026;China;abstention;1;1;1\n"
    "A/RES/80/300;10 September 2026;Denmark;;1;1;1\n",
}
HEAD = "undl_id,ms_code,ms_name,ms_vote,date,resolution,total_yes,total_no,total_abstentions\n"


@pytest.fixture
def add(tmp_path):
    def run(text, *, name="votes.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return update(tmp_path / name, load_vocabulary(), into=tmp_path / "mine.jsonl")

    return run


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_read_by_its_header(add, tmp_path, layout):
    done = add(LAYOUTS[layout])
    (added,) = done.added
    found = load(tmp_path / "mine.jsonl").get(added)
    assert (found.tally.yes, found.tally.no, found.tally.abstain) == (1, 1, 1)
    assert (found.votes["FRA"], found.votes["USA"], found.votes["CHN"]) == ("yes", "no", "abstain")
    assert len(found.votes) == 4
    assert load(tmp_path / "mine.jsonl").as_of.isoformat() == "2026-09-10"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column"),
        ("a,b\n1,2\n", "no column"),
        (HEAD, "lists no votes"),
        (HEAD + "99,FRA,FRANCE,MAYBE,2026-09-10,A/RES/80/300,1,0,0\n", "is no vote"),
        (HEAD + "99,FRA,FRANCE,Y,2026-13-10,A/RES/80/300,1,0,0\n", "not a date"),
        (HEAD + "99,FRA,FRANCE,Y,2026-09-10,Peace,1,0,0\n", "not the symbol"),
        (HEAD + "99,FRA,FRANCE,Y,2026-09-10\n", "5 cells"),
    ],
)
def test_a_bad_file_changes_nothing(add, tmp_path, text, message):
    add(LAYOUTS["2024"])
    before = (tmp_path / "mine.jsonl").read_bytes()
    with pytest.raises(RollCallError, match=message):
        add(text)
    assert (tmp_path / "mine.jsonl").read_bytes() == before


def test_a_missing_or_binary_file_is_said_to_be_so(tmp_path):
    with pytest.raises(MissingInput):
        update(tmp_path / "none.csv", load_vocabulary(), into=tmp_path / "mine.jsonl")
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(RollCallError, match="cannot be read"):
        update(tmp_path / "b.csv", load_vocabulary(), into=tmp_path / "mine.jsonl")


def test_a_state_twice_an_unknown_name_and_a_wrong_count_are_found(add):
    rows = ["99,FRA,FRANCE,Y", "99,FRA,FRANCE,Y", "99,,ATLANTIS,Y", "99,USA,UNITED STATES,N"]
    done = add(HEAD + "".join(f"{row},2026-09-10,A/RES/80/300,3,1,0\n" for row in rows))
    told = " ".join(finding.message for finding in done.findings)
    assert "FRA is listed twice" in told
    assert "ATLANTIS is no state" in told
    assert "The stated count is 3-1-0, the list of states gives 1-1-0" in told


def test_a_state_with_two_different_votes_leaves_the_roll_call_out(add):
    done = add(HEAD + "".join(f"99,FRA,FRANCE,{vote},2026-09-10,A/RES/80/300,1,1,0\n" for vote in "YN"))
    assert done.left_out == ("A/RES/80/300",)
    assert done.added == ()


def test_known_votes_stay_and_differences_are_told(add):
    done = add(HEAD + "4003921,CHN,CHINA,N,2023-02-23,A/RES/ES-11/6,141,7,32\n")
    assert (done.added, done.known) == ((), 1)
    assert "stays as it is" in done.differing[0].message
    assert load().get("U4003921").votes["CHN"] == "abstain"
