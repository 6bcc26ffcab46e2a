"""Finds who is named in a text: declared names, the persons and organisations that the parse sees, bare family names."""

import re
import unicodedata
from datetime import date
from typing import Any

from communique.reading.cast import HONORIFICS, Cast, Mention, Person
from communique.reading.clauses import SUBJECTS
from communique.reading.titles import read_titles
from communique.vocabulary import Name, Vocabulary

_PERSONAL_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*))*")
_INITIAL = re.compile(r"[A-Z]\.?")
_IN_NAMES_OF_OFFICES = frozenset({"ADP", "DET", "PROPN", "NOUN", "ADJ"})
_REACH = 6
_PARTIAL = frozenset({"demonym", "adjective", "place"})


def find_cast(doc: Any, vocabulary: Vocabulary, on: date | None) -> Cast:
    """Find everybody who is named: declared names first, then the persons and organisations that the parse sees, then bare family names."""
    cast = Cast(vocabulary, on)
    _declared(doc, cast)
    _entities(doc, cast)
    family_names(doc, cast)
    for person in cast.people.values():
        person.mentions.sort(key=lambda m: m.start)
        for mention in person.mentions:
            read_titles(doc, cast, person, mention)
    return cast


def _declared(doc: Any, cast: Cast) -> None:
    """Mark the longest declared names, resolved at the date."""
    firsts = cast.vocabulary.first_words
    longest = min(cast.vocabulary.longest, 10)
    text, number, length = doc.text, 0, len(doc)
    while number < length:
        token = doc[number]
        word = token.text
        step = 1
        if (word[0].isupper() or word[0].isdigit()) and (word in firsts or word.isupper()):
            for end in range(min(number + longest, length), number, -1):
                last = doc[end - 1]
                rows = cast.vocabulary.lookup(text[token.idx : last.idx + len(last.text)], cast.on)
                row = _choose(rows, doc, number, end) if rows else None
                if row is not None and not _is_part_of_longer_name(doc, cast, number, end, row):
                    cast.add(row.entity)
                    cast.record(Mention(number, end, row.entity, row.role))
                    step = end - number
                    break
        number += step


def _choose(rows: tuple[Name, ...], doc: Any, start: int, end: int) -> Name | None:
    """Choose among the entities that a wording can be; an ambiguous wording needs the parse to see a place or organisation there."""
    label = doc[start].ent_type_
    clear = [r for r in rows if not r.ambiguous or label in {"GPE", "NORP", "ORG"}]
    if not clear:
        return None
    if (
        end - start == 1
        and label == "PERSON"
        and all(r.role in {"name", "alias", "capital", "place"} for r in clear)
        and _is_beside_name(doc, start)
    ):
        return None
    order: dict[str, int] = {
        "name": 0,
        "abbreviation": 1,
        "alias": 1,
        "adjective": 2,
        "demonym": 2,
        "seat": 3,
        "capital": 4,
        "surname": 5,
        "place": 6,
    }
    best = min(clear, key=lambda r: (order.get(r.role, 9), not r.entity.startswith("state:")))
    rivals = {r.entity for r in clear if order.get(r.role, 9) == order.get(best.role, 9)}
    return best if len(rivals) == 1 or best.entity.startswith("state:") else None


def _is_beside_name(doc: Any, number: int) -> bool:
    token = doc[number]
    return any(doc[i].ent_type_ == "PERSON" for i in (number - 1, number + 1) if 0 <= i < len(doc) and doc[i].sent == token.sent)


def _is_part_of_longer_name(doc: Any, cast: Cast, start: int, end: int, row: Name) -> bool:
    """Say whether one declared word is only part of an undeclared name ("Paris Hilton", "Washington Post")."""
    before = doc[start - 1] if start > 0 else None
    if before is not None and row.entity.startswith("org:") and before.pos_ in {"PROPN", "ADJ"} and before.text[0].isupper():
        joined = before.ent_type_ == "ORG" and doc[start].ent_iob_ == "I" and not cast.vocabulary.lookup(before.text, cast.on)
        if joined and not before.is_sent_start:
            return True
    if end - start > 1 or row.role in {"adjective", "abbreviation"}:
        return False
    following = doc[end] if end < len(doc) else None
    if following is None or following.pos_ != "PROPN" or doc[start].whitespace_ == "":
        return False
    return bool(doc[start].ent_type_ == "PERSON" and following.ent_type_ == "PERSON" and following.ent_iob_ == "I")


def _entities(doc: Any, cast: Cast) -> None:
    """Add the persons and organisations that the parse sees and the vocabulary does not have; full names come first."""
    pending = []
    for entity in doc.ents:
        if entity.label_ not in {"PERSON", "ORG"}:
            continue
        start, end = _name_range(doc, cast, entity.start, entity.end)
        if start >= end or any(i in cast.at and cast.at[i].role not in _PARTIAL for i in range(start, end)):
            continue
        if (entity.label_ == "PERSON" and not _is_body(cast, doc[end - 1])) or _reads_as_person(
            doc, cast, start, end, titled=start > entity.start
        ):
            pending.append((start, end))
        elif (end - start > 1 or doc[start].text.isupper()) and not _is_an_office(cast, doc[end - 1]):
            _add_organisation(doc, cast, start, end)
    pending += _by_form(doc, cast)
    for start, end in sorted(pending, key=lambda p: p[0]):
        if end - start > 1 and not any(i in cast.at for i in range(start, end)):
            _add_person(doc, cast, start, end)


def _name_range(doc: Any, cast: Cast, start: int, end: int) -> tuple[int, int]:
    """Cut a possessive, honorifics, and title words off an entity."""
    while end > start and (doc[end - 1].lower_ in {"'s", "'", "’s"} or doc[end - 1].is_punct):
        end -= 1
    while start < end and (doc[start].lower_ in HONORIFICS or doc[start].lower_ == "the"):
        start += 1
    while start < end - 1 and is_title(cast, doc[start]):
        start += 1
    return start, end


def is_title(cast: Cast, token: Any) -> bool:
    """Say whether a word with a capital before a name is a title or honorific: "Mr", "Bishop", "Senator", "Councillor"."""
    word = token.lower_
    known = cast.vocabulary.source_nouns.get(word.removeprefix("ex-"))
    return (
        word in HONORIFICS
        or word == "premier"
        or (known is not None and known.kind == "person" and token.text not in cast.vocabulary.given_names)
    )


def _reads_as_person(doc: Any, cast: Cast, start: int, end: int, *, titled: bool) -> bool:
    """Say whether what the parse takes for an organisation is a person: after a title or office, or by a first name that persons have."""
    words = [doc[i] for i in range(start, end) if doc[i].text != "-"]
    if not 2 <= len(words) <= 4 or not all(w.text[0].isupper() and w.is_alpha and not w.text.isupper() for w in words):
        return False
    if any(w.lower_ in cast.vocabulary.source_nouns or w.i in cast.at for w in words[1:]):
        return False
    before = doc[start - 1] if start > 0 else None
    titled = titled or (before is not None and before.tag_ in {"NN", "NNP"} and is_title(cast, before))
    led = words[0].text in cast.vocabulary.given_names
    return titled or led or _beside_office(doc, cast, start, end) or _is_called_by_last(doc, start, end)


def _is_called_by_last(doc: Any, start: int, end: int) -> bool:
    """Say whether the last word of a name stands alone as a subject elsewhere in the text, as family names do and bodies' names do not."""
    if end - start > 3 or doc[start].dep_ not in {"compound", "nmod"} or (start > 0 and doc[start - 1].pos_ == "DET"):
        return False
    last = doc[end - 1]
    return any(
        t.text == last.text
        and not start <= t.i < end
        and t.dep_ in SUBJECTS
        and (t.i == 0 or doc[t.i - 1].pos_ not in {"PROPN", "DET", "ADJ", "NOUN"} or doc[t.i - 1].lower_ in HONORIFICS)
        for t in doc
    )


def _beside_office(doc: Any, cast: Cast, start: int, end: int) -> bool:
    """Say whether a name stands beside an office between commas: "the chief negotiator, Ana Ruiz", "Ana Ruiz, the chief negotiator"."""
    if start >= 2 and doc[start - 1].text == ",":
        for number in range(start - 2, max(start - 2 - _REACH, -1), -1):
            if _is_office(cast, doc[number]):
                return True
            if doc[number].pos_ not in _IN_NAMES_OF_OFFICES:
                break
    if end + 1 < len(doc) and doc[end].text == ",":
        for number in range(end + 1, min(end + 1 + _REACH, len(doc))):
            if _is_office(cast, doc[number]):
                return True
            if doc[number].pos_ not in ({"DET", "PRON"} if number == end + 1 else set()) | {"NOUN", "ADJ", "PROPN"}:
                break
    return False


def _is_office(cast: Cast, token: Any) -> bool:
    """Say whether a word is one person's office or kinship, in the singular: "negotiator", "sister", "counterpart"."""
    known = cast.vocabulary.source_nouns.get(token.lower_)
    official = known is not None and known.kind == "person" and (known.official or known.gender is not None)
    return token.tag_ in {"NN", "NNP"} and (official or token.lower_ == "counterpart")


def _is_an_office(cast: Cast, word: Any) -> bool:
    """Say whether a name in capitals ends as one person's office does: "Humanitarian Coordinator", "Permanent Representative"."""
    known = cast.vocabulary.source_nouns.get(word.lower_)
    return known is not None and known.kind == "person" and known.official


def _is_body(cast: Cast, word: Any) -> bool:
    """Say whether the last word of a name is one of bodies: "Ruwad Front"."""
    known = cast.vocabulary.source_nouns.get(word.lower_)
    return known is not None and known.kind in {"body", "office"} and word.ent_iob_ == "I"


def _by_form(doc: Any, cast: Cast) -> list[tuple[int, int]]:
    """Find the persons whom the parse took for no name: two to four capitalised words after a title, or led by a common first name."""
    found, number = [], 0
    while number < len(doc):
        end = number
        while end < len(doc) and _is_name_word(doc[end], cast):
            end += 1
        if 2 <= end - number <= 5:
            start = number
            while start < end - 1 and is_title(cast, doc[start]):
                start += 1
            led = doc[start].text in cast.vocabulary.given_names or start > number
            clean = not any(doc[i].lower_ in cast.vocabulary.source_nouns for i in range(start, end))
            if led and clean and 2 <= end - start <= 4:
                found.append((start, end))
        number = max(end, number + 1)
    return found


def _is_name_word(token: Any, cast: Cast) -> bool:
    letters = token.text.replace("-", "").replace("’", "").replace("'", "")
    return bool(
        token.pos_ == "PROPN"
        and token.i not in cast.at
        and token.ent_type_ == ""
        and letters.isalpha()
        and token.text[0].isupper()
        and len(letters) > 1
    )


def slug(name: str) -> str:
    """Return a name as the tail of an actor id: ASCII, lower case, hyphens ("Lúcia Amarante" is "lucia-amarante")."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


def _words(doc: Any, start: int, end: int) -> str:
    return str(doc[start:end].text)


def _add_person(doc: Any, cast: Cast, start: int, end: int) -> None:
    person = person_of_name(cast, _words(doc, start, end))
    if person is not None:
        cast.record(Mention(start, end, person.id, "name"))


def person_of_name(cast: Cast, name: str) -> Person | None:
    """Return the person of a full name - of the cast, declared, or else new to both; None where the words are no name."""
    words = name.split()
    if not _PERSONAL_NAME.fullmatch(name) or not name[0].isupper() or _is_several(cast, words[-1]):
        return None
    key = f"person:{slug(' '.join(w for n, w in enumerate(words) if n in {0, len(words) - 1} or not _INITIAL.fullmatch(w)))}"
    known = next((p for p in cast.persons() if p.id == key or _is_short_for(name, p.name)), None) or _declared_person(cast, name)
    if known is not None:
        return known
    gender = cast.vocabulary.given_names.get(words[0])
    return cast.people.setdefault(key, Person(key, name, "person", gender=gender, family=words[-1]))


def _is_several(cast: Cast, word: str) -> bool:
    """Say whether a word with a capital names several who are called so ("Member States"), and nobody's family."""
    return word.endswith("s") and word.lower().removesuffix("s") in {*cast.vocabulary.source_nouns, "state", "nation"}


def _declared_person(cast: Cast, name: str) -> Person | None:
    """Return the declared person whose name this is without its middle initials ("Vladimir V. Putin"), or None."""
    short = " ".join(word for word in name.split() if not _INITIAL.fullmatch(word))
    if short == name or len(short.split()) < 2:
        return None
    found = {row.entity for row in cast.vocabulary.lookup(short, cast.on) if row.entity.startswith("person:")}
    return cast.add(found.pop()) if len(found) == 1 else None


def _is_short_for(name: str, full: str) -> bool:
    """Say whether one full name is another without its middle names."""
    short, long = name.split(), full.split()
    return len(short) >= 2 and len(long) > len(short) and short[0] == long[0] and short[-1] == long[-1]


def _add_organisation(doc: Any, cast: Cast, start: int, end: int) -> None:
    name = _words(doc, start, end)
    if not name[0].isupper() or not any(c.isalpha() for c in name):
        return
    key = f"org:{slug(name)}"
    if key not in cast.people:
        state = next((m.actor for m in cast.mention_in(start, end) if m.actor.startswith("state:")), None)
        cast.people[key] = Person(key, name, "organisation", country=state.removeprefix("state:") if state else None, of=state)
    cast.record(Mention(start, end, key, "name"))


def family_names(doc: Any, cast: Cast) -> None:
    """Resolve bare family names: to somebody named in full in the text, else to the one office holder of that name at the date."""
    by_family: dict[str, list[Person]] = {}
    for person in cast.persons():
        for family in {person.family, person.name.split()[-1], *(cast.vocabulary.families.get(person.id, ()))}:
            by_family.setdefault(family, []).append(person)
    for token in doc:
        if token.i in cast.at or token.pos_ not in {"PROPN", "NOUN", "ADJ"} or not token.text[0].isupper() or len(token.text) < 2:
            continue
        found = _nearest(by_family.get(token.text, []), token.i) or _by_first_name(doc, cast, token)
        if found is None and (token.ent_type_ == "PERSON" or _is_known_subject(token)):
            found = called(doc, cast, token)
            if found is not None:
                by_family.setdefault(token.text, []).append(found)
        if found is not None and not _goes_on(doc, cast, token):
            cast.record(Mention(token.i, token.i + 1, found.id, "surname"))


def called(doc: Any, cast: Cast, token: Any) -> Person | None:
    """Return whom a bare name calls that the text has not in full: the office holder of that name, else somebody with a title before it."""
    return _office_holder(doc, cast, token) or _by_last_name(doc, cast, token)


def _by_first_name(doc: Any, cast: Cast, token: Any) -> Person | None:
    """Return the one person of the text with that first name, where it stands alone, as Ethiopians and Burmese are called."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.pos_ != "PROPN" or (after is not None and after.pos_ == "PROPN") or token.ent_type_ not in {"PERSON", ""}:
        return None
    fitting = [p for p in cast.persons() if p.mentions and p.name.split()[0] == token.text and p.mentions[0].start < token.i]
    return fitting[0] if len(fitting) == 1 else None


def _is_known_subject(token: Any) -> bool:
    """Say whether a word that the parse takes for no person may be a bare family name all the same: a long one, as a subject."""
    return bool(token.ent_type_ in {"", "ORG"} and token.pos_ == "PROPN" and token.dep_ in SUBJECTS and len(token.text) > 4 and token.i > 0)


def _goes_on(doc: Any, cast: Cast, token: Any) -> bool:
    """Say whether the family name is only part of another, longer name ("Putin Avenue", "Lyudmila Putina")."""
    if token.i and token.ent_type_ == "PERSON" and token.ent_iob_ == "I":
        before = doc[token.i - 1]
        if before.pos_ == "PROPN" and not is_title(cast, before) and before.text[0].isupper():
            return True
    after = doc[token.i + 1] if token.i + 1 < len(doc) else token
    return bool(after.pos_ == "PROPN" and after.ent_type_ in {"FAC", "ORG"} and token.ent_type_ == after.ent_type_)


def _nearest(people: list[Person], number: int) -> Person | None:
    """Return the person of that family name named last before a token, else the first after it."""
    if len(people) <= 1:
        return people[0] if people else None

    def distance(person: Person) -> tuple[bool, int]:
        before = [m.start for m in person.mentions if m.start <= number]
        return (not before, number - max(before) if before else min((m.start for m in person.mentions), default=10**9))

    return min(people, key=distance)


def _office_holder(doc: Any, cast: Cast, token: Any) -> Person | None:
    """Return the one person of that family name who holds an office at the date; a title before the name decides among several.

    Without a date only a title before the name will do. "Mr" and "Ms" must fit.
    """
    honorific = HONORIFICS.get(doc[token.i - 1].lower_) if token.i else None
    candidates = [
        p
        for p in cast.vocabulary.surnames.get(token.text, ())
        if cast.vocabulary.offices_of(p, cast.on) and honorific in {None, cast.vocabulary.entities[p].gender}
    ]
    if len(candidates) > 1 or cast.on is None:
        words = {t.lower_ for t in doc[max(0, token.i - 5) : token.i]}
        candidates = [
            p for p in candidates if any(set(t.split()) <= words for o in cast.vocabulary.offices_of(p, cast.on) for t in o.titles)
        ]
    return cast.add(candidates[0]) if len(candidates) == 1 else None


def _by_last_name(doc: Any, cast: Cast, token: Any) -> Person | None:
    """Make an entry of somebody the text only ever calls by one name, when a title or honorific stands before it."""
    before = doc[token.i - 1] if token.i else None
    if before is None or not is_title(cast, before) or token.lower_ in cast.vocabulary.source_nouns or is_title(cast, token):
        return None
    if _is_several(cast, token.text):
        return None
    key = f"person:{slug(token.text)}"
    return cast.people.setdefault(key, Person(key, token.text, "person", family=token.text))
