"""Times of the annotations in an ELAN file: given, interpolated, or those of the parent."""

from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import Element

_UNITS_MS = {"milliseconds": Fraction(1), "PAL-frames": Fraction(40), "NTSC-frames": Fraction(1001, 30)}
Times = tuple[Fraction, Fraction]
"""Start and end in seconds."""


class AnnotationTimes:
    """Finds the time of every annotation; `origin_s` is where the film begins in the file's own time."""

    def __init__(self, root: Element, origin_s: Fraction) -> None:
        header = root.find("HEADER")
        unit = header.get("TIME_UNITS", "") if header is not None else ""
        self._unit_s = _UNITS_MS.get(unit, Fraction(1)) / 1000
        self._origin_s = origin_s
        slots = root.iterfind("TIME_ORDER/TIME_SLOT")
        self._slots = {slot.get("TIME_SLOT_ID", ""): _whole(slot.get("TIME_VALUE")) for slot in slots}
        self._parents: dict[str, str] = {}
        self._ends: dict[str, tuple[str, str]] = {}
        for tier in root.iterfind("TIER"):
            self._enter(tier)

    def _enter(self, tier: Element) -> None:
        chain: list[str] = []
        for annotation in tier.iterfind("ANNOTATION/*"):
            known = annotation.get("ANNOTATION_ID", "")
            if annotation.tag == "REF_ANNOTATION":
                self._parents[known] = annotation.get("ANNOTATION_REF", "")
                continue
            start, end = annotation.get("TIME_SLOT_REF1", ""), annotation.get("TIME_SLOT_REF2", "")
            self._ends[known] = start, end
            if chain and chain[-1] == start:
                chain.append(end)
            else:
                self._spread(chain)
                chain = [start, end]
        self._spread(chain)

    def _spread(self, chain: list[str]) -> None:
        """Spreads slots without a time evenly between those with one, where annotations follow without a gap."""
        timed = [place for place, slot in enumerate(chain) if self._slots.get(slot) is not None]
        for last, following in pairwise(timed):
            first_value, value = self._slots[chain[last]], self._slots[chain[following]]
            if first_value is None or value is None:
                continue
            step = (value - first_value) / (following - last)
            for place in range(last + 1, following):
                self._slots[chain[place]] = first_value + step * (place - last)

    def of(self, annotation_id: str) -> Times | None:
        """Its own, or those of the annotation it depends on; None where the file does not say."""
        seen: set[str] = set()
        while annotation_id in self._parents and annotation_id not in seen:
            seen.add(annotation_id)
            annotation_id = self._parents[annotation_id]
        start, end = (self._slots.get(slot) for slot in self._ends.get(annotation_id, ("", "")))
        if start is None or end is None:
            return None
        return start * self._unit_s - self._origin_s, end * self._unit_s - self._origin_s

    def parent_of(self, annotation_id: str) -> str:
        """The annotation it depends on directly, or ""."""
        return self._parents.get(annotation_id, "")


def _whole(text: str | None) -> Fraction | None:
    words = (text or "").strip()
    digits = words.removeprefix("-")
    return Fraction(words) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None
