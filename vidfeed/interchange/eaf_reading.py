"""Marks in an ELAN file (.eaf): every annotation of the chosen tiers, dependent ones at their parent's time."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from vidfeed.interchange.eaf import MARK_PROPERTY, MOMENTS, Said, dependent_name
from vidfeed.interchange.eaf_times import AnnotationTimes
from vidfeed.interchange.marks_words import is_yes, read_who
from vidfeed.interchange.reading import bad_file
from vidfeed.interchange.tag_refs import read_refs
from vidfeed.interchange.xml_reading import read_xml
from vidfeed.model.foreign import Choices, Code, ForeignMark, LeftOut, MarksFile, MarksFormat
from vidfeed.model.moment import MAX_STARS, Decision, Who

_NO_TIME = "The file does not say when it is."


def read_eaf(data: bytes, name: str, choices: Choices) -> MarksFile:
    """The annotations of the chosen tiers. Our own files give back the moments that went in.

    On a tier with a vocabulary each value is a code; on others the tier is the code, and the value goes into the note.

    Raises:
        ExpectedError: kind `bad-file`, with line and column where the XML is broken.
    """
    root = read_xml(data, "ANNOTATION_DOCUMENT")
    tiers = [tier for tier in root.iterfind("TIER") if tier.get("TIER_ID")]
    names = tuple(dict.fromkeys(tier.get("TIER_ID", "") for tier in tiers))
    missing = [tier for tier in choices.tiers if tier not in names]
    if missing:
        raise bad_file(f"The file has no tier “{missing[0][:60]}”.", f"It has {', '.join(names[:30])}.")
    origin_s, remarks = _medium(root, choices.medium)
    times = AnnotationTimes(root, origin_s)
    own = any(entry.get("NAME") == MARK_PROPERTY for entry in root.iterfind("HEADER/PROPERTY"))
    if own and not choices.tiers:
        found = list(_own_moments(tiers, times))
        names = tuple(tier for tier in names if "@" not in tier)
    else:
        with_codes = _types_with_codes(root)
        chosen = [tier for tier in tiers if not choices.tiers or tier.get("TIER_ID") in choices.tiers]
        found = [mark for tier in chosen for mark in _annotations(tier, times, with_codes)]
    marks = sorted((one for one in found if isinstance(one, ForeignMark)), key=lambda mark: mark.start)
    left_out = tuple(one for one in found if isinstance(one, LeftOut))
    return MarksFile(MarksFormat.EAF, name, tuple(marks), left_out, names, remarks=tuple(remarks))


def _medium(root: Element, wanted: str) -> tuple[Fraction, list[str]]:
    """Where the clip's film begins in the file's time, and what is to be said of it."""
    media = list(root.iterfind("HEADER/MEDIA_DESCRIPTOR"))
    named = [(_media_name(medium), medium) for medium in media]
    if not named:
        return Fraction(0), []
    stem = PurePosixPath(wanted).stem.casefold()
    name, chosen = next((pair for pair in named if PurePosixPath(pair[0]).stem.casefold() == stem), named[0])
    origin = chosen.get("TIME_ORIGIN", "")
    origin_s = (
        Fraction(int(origin), -1000) if origin.isascii() and origin.isdecimal() and len(origin) < 16 else Fraction(0)
    )
    others = " and others" if len(named) > 1 else ""
    if PurePosixPath(name).stem.casefold() == stem:
        return origin_s, [f"Its film is “{name}”."]
    return origin_s, [f"It was made of “{name}”{others}. Check that this is the film."]


def _media_name(medium: Element) -> str:
    url = medium.get("RELATIVE_MEDIA_URL") or medium.get("MEDIA_URL") or ""
    return PurePosixPath(unquote(url).replace("\\", "/")).name[:80]


def _types_with_codes(root: Element) -> set[str]:
    types = root.iterfind("LINGUISTIC_TYPE")
    return {kind.get("LINGUISTIC_TYPE_ID", "") for kind in types if kind.get("CONTROLLED_VOCABULARY_REF")}


def _annotations(tier: Element, times: AnnotationTimes, with_codes: set[str]) -> Iterator[ForeignMark | LeftOut]:
    tier_id = tier.get("TIER_ID", "")
    coded = tier.get("LINGUISTIC_TYPE_REF") in with_codes
    who = read_who(tier.get("PARTICIPANT", ""))
    for annotation in tier.iterfind("ANNOTATION/*"):
        known = annotation.get("ANNOTATION_ID", "")
        where, value, at = f"tier {tier_id}, annotation {known}", _value(annotation), times.of(known)
        if at is None:
            yield LeftOut(where, _NO_TIME)
        elif coded and value.strip():
            yield ForeignMark(where, *at, codes=(Code(tier_id, value.strip()),), who=who)
        else:
            yield ForeignMark(where, *at, codes=(Code(tier_id, ""),), who=who, note=value.strip())


def _value(annotation: Element) -> str:
    return annotation.findtext("ANNOTATION_VALUE") or ""


# Our own files


def _own_moments(tiers: list[Element], times: AnnotationTimes) -> Iterator[ForeignMark | LeftOut]:
    by_name = {tier.get("TIER_ID", ""): tier for tier in tiers}
    for tier_id, tier in by_name.items():
        if tier_id != MOMENTS and not tier_id.startswith(f"{MOMENTS} "):
            continue
        said = {said: _by_parent(by_name.get(dependent_name(said, tier_id)), times) for said in Said}
        for annotation in tier.iterfind("ANNOTATION/*"):
            known = annotation.get("ANNOTATION_ID", "")
            at = times.of(known)
            where = f"tier {tier_id}, annotation {known}"
            of_it = {kind: texts[known] for kind, texts in said.items() if known in texts}
            yield LeftOut(where, _NO_TIME) if at is None else _own_moment(where, *at, of_it)


def _by_parent(tier: Element | None, times: AnnotationTimes) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for annotation in tier.iterfind("ANNOTATION/*") if tier is not None else ():
        found.setdefault(times.parent_of(annotation.get("ANNOTATION_ID", "")), []).append(annotation)
    return found


def _own_moment(where: str, start: Fraction, end: Fraction, of_it: dict[Said, list[Element]]) -> ForeignMark:
    words = {said: _value(annotations[0]) for said, annotations in of_it.items()}
    tags = of_it.get(Said.TAG, [])
    refs = [ref for tag in tags for ref in read_refs(tag.get("CVE_REF", ""))]
    stars, who, decision = words.get(Said.STARS, ""), words.get(Said.WHO, ""), words.get(Said.DECISION, "")
    return ForeignMark(
        where,
        start,
        None if is_yes(words.get(Said.INSTANT, "")) else end,
        codes=tuple(Code("", _value(tag).strip()) for tag in tags if _value(tag).strip()),
        refs=tuple(refs),
        stars=min(MAX_STARS, int(stars)) if stars.isascii() and stars.isdecimal() and len(stars) < 4 else 0,
        who=Who(who) if who in list(Who) else None,
        caption=words.get(Said.CAPTION, ""),
        baby_voice=is_yes(words.get(Said.BABY_VOICE, "")),
        note=words.get(Said.NOTE, ""),
        other_person=is_yes(words.get(Said.OTHER_PERSON, "")),
        decision=Decision(decision) if decision in list(Decision) else Decision.UNDECIDED,
    )
