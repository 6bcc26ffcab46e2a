"""A vocabulary of a few rows, written to a folder with one file changed."""

from pathlib import Path

FILES = {
    "states.yaml": """\
# two states
FRA:
  name: France
  adjective: French
  capital: Paris
  iso2: FR
  un: 1945-10-24
XKX:
  name: Kosovo
  status: disputed
  own: Not in ISO 3166-1.
""",
    "organisations.yaml": """\
un:
  name: United Nations
un-general-assembly:
  name: General Assembly
  of: un
club:
  name: Club of States
""",
    "memberships.csv": "organisation,state,since,until\nclub,FRA,2000-01-01,\n",
    "persons.csv": "id,name,aliases,gender,country,family\nann-lee,Ann Lee,,f,FRA,\nbo-of-sea,Bo of the Sea,Bo Sea|Bo Zee,m,FRA,\n",
    "offices.csv": "id,title,of,kind,titles\nfra-chief,Chief,state:FRA,head of state,chief|head chief\n",
    "tenures.csv": "office,person,since,until\nfra-chief,ann-lee,2001-02-03,2010-05\nfra-chief,bo-of-sea,2010-05,\n",
    "outlets.csv": "id,name,aliases,abbreviations,country,kind\nwire,The Wire,Wire Service,TW,FRA,agency\n",
    "verbs.csv": "lemma,force,frames,deed\nsay,says,that|quote,0\npoint out,notes,that,1\n",
    "nominal_cues.csv": "lemma,force,frames\nclaim,claims,that\n",
    "cue_phrases.csv": "phrase,force\naccording to,says\n",
    "given_names.csv": "name,gender\nAnn,f\n",
    "source_nouns.csv": "lemma,kind,gender,official\nspokesman,person,m,yes\nstatement,document,,\n",
}


def write(folder: Path, **changed: str | None) -> Path:
    """Write the files into the folder; a keyword such as states_yaml replaces that file, None leaves it out."""
    for name, text in FILES.items():
        text_or_none = changed.get(name.replace(".", "_"), text)
        if text_or_none is not None:
            (folder / name).write_text(text_or_none, encoding="utf-8")
    return folder
