"""Writes the moments of one film as an ELAN file (.eaf), with nothing lost that the audience may see."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from vidfeed.interchange.codebook_ecv import add_language, add_vocabulary
from vidfeed.interchange.eaf import MARK, MARK_PROPERTY, NO_TAG, SCHEMA, Said, dependent_name, tier_name
from vidfeed.interchange.tag_refs import ref_text
from vidfeed.interchange.xml_writing import document_bytes, plain
from vidfeed.model.moment import Decision, TagRef
from vidfeed.model.summary import Summary, SummaryMoment

_MOMENT_TYPE, _TAG_TYPE, _WORDS_TYPE, _VOCABULARY = "moment", "tag", "words", "Tags"
_CONSTRAINTS = (
    ("Time_Subdivision", "Time subdivision of parent annotation's time interval, no time gaps allowed"),
    ("Symbolic_Subdivision", "Symbolic subdivision of a parent annotation"),
    ("Symbolic_Association", "1-1 association with a parent annotation"),
    ("Included_In", "Time alignable annotations within the parent annotation's time interval, gaps are allowed"),
)


def eaf_bytes(summary: Summary) -> bytes:
    """The moments of a summary that is of one film; times in milliseconds, rounded to the nearest.

    The film itself is not named: it never leaves the vault with this.
    """
    lanes = _lanes(summary.moments)
    root = _root(summary)
    slots = SubElement(root, "TIME_ORDER")
    writer = _Writer(root, slots, {ref_text(ref): name for ref, name in _tags(summary)})
    for number, lane in enumerate(lanes or [[]]):
        writer.write_lane(tier_name(number), lane)
    slots[:] = sorted(slots, key=lambda slot: int(slot.get("TIME_VALUE", "0")))
    _add_types(root)
    add_language(root)
    for stereotype, description in _CONSTRAINTS:
        SubElement(root, "CONSTRAINT", {"DESCRIPTION": description, "STEREOTYPE": stereotype})
    add_vocabulary(root, _VOCABULARY, [(ref, name, "") for ref, name in writer.tag_names.items()])
    return document_bytes(root)


def _root(summary: Summary) -> Element:
    root = Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": plain(summary.author),
            "DATE": datetime.combine(summary.written_on, time(), UTC).isoformat(),
            "FORMAT": "3.0",
            "VERSION": "3.0",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:noNamespaceSchemaLocation": SCHEMA,
        },
    )
    header = SubElement(root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
    SubElement(header, "PROPERTY", {"NAME": MARK_PROPERTY}).text = MARK
    return root


def _tags(summary: Summary) -> Iterator[tuple[TagRef, str]]:
    for moment in summary.moments:
        yield from zip(moment.refs, moment.tags, strict=False)


def _lanes(moments: Sequence[SummaryMoment]) -> list[list[SummaryMoment]]:
    """The moments in as few lanes as let none overlap another."""
    lanes: list[list[SummaryMoment]] = []
    for moment in sorted(moments, key=lambda moment: (moment.start, moment.end)):
        free = next((lane for lane in lanes if _ms(lane[-1])[1] <= _ms(moment)[0]), None)
        if free is None:
            lanes.append(free := [])
        free.append(moment)
    return lanes


def _ms(moment: SummaryMoment) -> tuple[int, int]:
    """ELAN knows no annotation without length."""
    start = round(moment.start * 1000)
    return start, max(start + 1, round(moment.end * 1000))


class _Writer:
    """Adds tiers, and the slots and ids they need."""

    def __init__(self, root: Element, slots: Element, tag_names: dict[str, str]) -> None:
        self._root, self._slots = root, slots
        self._slot_numbers, self._annotation_numbers = count(1), count(1)
        self.tag_names = _distinct(tag_names)

    def write_lane(self, name: str, lane: Sequence[SummaryMoment]) -> None:
        """The tier of moments, then those that hang on it."""
        tier = self._tier(name, _MOMENT_TYPE)
        ids = [self._add_aligned(tier, moment) for moment in lane]
        self._add_tags(name, lane, ids)
        for said in Said:
            texts = [(known, _said(moment).get(said, "")) for known, moment in zip(ids, lane, strict=True)]
            if said is not Said.TAG and any(text for _known, text in texts):
                dependent = self._tier(dependent_name(said, name), _WORDS_TYPE, name)
                for known, text in texts:
                    if text:
                        self._add_dependent(dependent, known, text, {})

    def _tier(self, name: str, kind: str, parent: str = "") -> Element:
        parents = {"PARENT_REF": parent} if parent else {}
        return SubElement(self._root, "TIER", {"LINGUISTIC_TYPE_REF": kind, **parents, "TIER_ID": name})

    def _add_tags(self, name: str, lane: Sequence[SummaryMoment], ids: Sequence[str]) -> None:
        if not any(moment.refs for moment in lane):
            return
        tier = self._tier(dependent_name(Said.TAG, name), _TAG_TYPE, name)
        for known, moment in zip(ids, lane, strict=True):
            previous = ""
            for ref in map(ref_text, moment.refs):
                before = {"PREVIOUS_ANNOTATION": previous} if previous else {}
                previous = self._add_dependent(tier, known, self.tag_names[ref], {"CVE_REF": ref, **before})

    def _add_aligned(self, tier: Element, moment: SummaryMoment) -> str:
        refs = {f"TIME_SLOT_REF{n}": self._slot(ms) for n, ms in enumerate(_ms(moment), 1)}
        return self._add(tier, "ALIGNABLE_ANNOTATION", refs, ", ".join(moment.tags) or NO_TAG)

    def _add_dependent(self, tier: Element, parent: str, text: str, more: dict[str, str]) -> str:
        return self._add(tier, "REF_ANNOTATION", {"ANNOTATION_REF": parent, **more}, text)

    def _add(self, tier: Element, kind: str, attributes: dict[str, str], text: str) -> str:
        known = f"a{next(self._annotation_numbers)}"
        annotation = SubElement(SubElement(tier, "ANNOTATION"), kind, {"ANNOTATION_ID": known, **attributes})
        SubElement(annotation, "ANNOTATION_VALUE").text = plain(text)
        return known

    def _slot(self, ms: int) -> str:
        name = f"ts{next(self._slot_numbers)}"
        SubElement(self._slots, "TIME_SLOT", {"TIME_SLOT_ID": name, "TIME_VALUE": str(ms)})
        return name


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Values of a vocabulary are each there once: the same name of another codebook or version says whose it is."""
    made: dict[str, str] = {}
    for ref, name in names.items():
        made[ref] = f"{name} ({ref})" if name in made.values() else name
    return made


def _said(moment: SummaryMoment) -> dict[Said, str]:
    return {
        Said.CAPTION: moment.caption,
        Said.NOTE: moment.note,
        Said.STARS: str(moment.stars) if moment.stars else "",
        Said.WHO: moment.who,
        Said.INSTANT: "yes" if moment.still else "",
        Said.BABY_VOICE: "yes" if moment.baby_voice else "",
        Said.OTHER_PERSON: "yes" if moment.other_person else "",
        Said.DECISION: "" if moment.decision is Decision.UNDECIDED else moment.decision.value,
        Said.WHY: moment.why_chosen,
    }


def _add_types(root: Element) -> None:
    for name, constraint, more in (
        (_MOMENT_TYPE, "", {}),
        (_TAG_TYPE, "Symbolic_Subdivision", {"CONTROLLED_VOCABULARY_REF": _VOCABULARY}),
        (_WORDS_TYPE, "Symbolic_Association", {}),
    ):
        constraints = {"CONSTRAINTS": constraint} if constraint else {}
        SubElement(
            root,
            "LINGUISTIC_TYPE",
            {
                **constraints,
                **more,
                "GRAPHIC_REFERENCES": "false",
                "LINGUISTIC_TYPE_ID": name,
                "TIME_ALIGNABLE": "false" if constraint else "true",
            },
        )
